//! Days, sums and codes in the words that people read.

use crate::domain::spoken::{Lean, SpokenDay};
use crate::domain::{Day, Money};

/// Reads a day as people say it; nothing typed is today.
pub(super) fn day(text: &str, today: Day, lean: Lean) -> Option<Day> {
    if text.trim().is_empty() {
        return Some(today);
    }
    text.parse::<SpokenDay>().ok().map(|spoken| spoken.day(today, lean))
}

/// Returns a day as people read it: `23 Nov 2026`.
pub(super) fn said(day: Day) -> String {
    day.as_date().format("%-d %b %Y").to_string()
}

/// Returns a day in few cells: the year only where it is another one.
pub(super) fn said_briefly(day: Day, today: Day) -> String {
    let (date, now) = (day.as_date(), today.as_date());
    let year = "%Y";
    let this_year = date.format(year).to_string() == now.format(year).to_string();
    let form = if this_year { "%-d %b" } else { "%-d %b %y" };
    date.format(form).to_string()
}

/// Returns a day with its weekday: `Mon 23 Nov 2026`.
pub(super) fn said_in_full(day: Day) -> String {
    day.as_date().format("%a %-d %b %Y").to_string()
}

/// Puts the days in a text that has them as `2026-11-23` into the form that people read.
pub(super) fn said_within(text: &str) -> String {
    let mut told = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|sign: char| sign.is_ascii_digit()) {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        told.push_str(before);
        let length = from.find(|sign: char| !sign.is_ascii_digit() && sign != '-');
        let (word, after) =
            from.split_at_checked(length.unwrap_or(from.len())).unwrap_or((from, ""));
        match word.parse::<Day>().ok().filter(|_| word.len() == 10) {
            Some(day) => told.push_str(&said(day)),
            None => told.push_str(word),
        }
        rest = after;
    }
    told.push_str(rest);
    told
}

/// Puts the codes of reasons into words, for previews.
pub(super) fn reasons(codes: &str) -> String {
    let said = codes.split(", ").map(|code| match code {
        "NO_PURPOSE" => "no purpose needs it",
        "NOT_NECESSARY" => "the purpose does not need it",
        "PURPOSE_INCOMPATIBLE" => "it was collected for something else",
        "CONSENT_UNPROVEN" => "no consent is proven",
        "CONSENT_WITHDRAWN" => "consent was withdrawn",
        "CONSENT_EXPIRED" => "consent ran out",
        "CONTRACT_ENDED" => "the work has ended",
        "CONTRACT_NOT_PARTY" => "they are no party to the work",
        "LI_UNASSESSED" => "its assessment was not adopted",
        "NOTICE_OVERDUE" => "they were not told in time",
        "OBJECTION_MARKETING" | "OBJECTION_UPHELD" => "they objected",
        "RETENTION_EXPIRED" => "its time has run out",
        other => other,
    });
    said.collect::<Vec<_>>().join("; ")
}

/// Puts the word of a duty into words, for previews.
pub(super) fn duty(text: &str) -> String {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    let said = match word {
        "art-13-notice" => "tell them how you use what they gave you",
        "art-14-notice" => "tell them where you got their data",
        "decide-objection" => "decide on their objection",
        "answer-request" => "answer their request",
        other => other,
    };
    format!("{said} {rest}")
}

/// Returns a sum as people read it: `4 800 EUR`.
pub(super) fn said_sum(money: Money) -> String {
    let whole = usize::try_from(money.minor / 100).unwrap_or(0);
    let cents = money.minor % 100;
    let fraction = if cents == 0 { String::new() } else { format!(".{cents:02}") };
    let currency = str::from_utf8(&money.currency).unwrap_or("");
    format!("{}{fraction} {currency}", crate::tui::widget::text::grouped(whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_shown_with_its_currency() {
        let sum = |minor| said_sum(Money { minor, currency: *b"EUR" });
        assert_eq!(
            (sum(480_000), sum(480_050)),
            ("4 800 EUR".to_owned(), "4 800.50 EUR".to_owned())
        );
    }

    #[test]
    fn days_within_a_text_are_put_into_words() {
        assert_eq!(said_within("given 2026-11-03, no end"), "given 3 Nov 2026, no end");
        assert_eq!(said_within("Art. 6(1)(b) 24 x"), "Art. 6(1)(b) 24 x");
    }
}
