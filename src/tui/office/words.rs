//! Days and sums as people type them, and days as people read them.

use chrono::{Datelike, Weekday};

use crate::domain::{Day, Money};

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

/// Whether days of which only a part is said lie behind or ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looking {
    /// What happened: `fri` is the last Friday, today included.
    Back,
    /// What is to come: `fri` is the next one.
    Ahead,
}

/// Reads `today`, `yesterday`, `+3d`, `-2w`, `fri`, `last fri`, `next fri`, `23.11.`,
/// `2026-11-23`; nothing typed is today.
pub(super) fn day(text: &str, today: Day, looking: Looking) -> Option<Day> {
    let text = text.trim().to_lowercase();
    match text.as_str() {
        "" | "today" | "now" | "heute" => return Some(today),
        "yesterday" | "gestern" => return Some(today.sub_days(1)),
        "tomorrow" | "morgen" => return Some(today.add_days(1)),
        _ => {}
    }
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    relative(&text, today)
        .or_else(|| weekday(&text, today, looking))
        .or_else(|| dotted(&text, today))
}

fn relative(text: &str, today: Day) -> Option<Day> {
    let (back, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+')?),
    };
    let unit = rest.chars().last()?;
    let number: u32 = rest.trim_end_matches(char::is_alphabetic).parse().ok()?;
    match (unit, back) {
        ('w', false) => Some(today.add_days(number.checked_mul(7)?)),
        ('w', true) => Some(today.sub_days(number.checked_mul(7)?)),
        ('m', false) => Some(today.add_months(number)),
        ('y', false) => Some(today.add_months(number.checked_mul(12)?)),
        ('d' | '0'..='9', false) => Some(today.add_days(number)),
        ('d' | '0'..='9', true) => Some(today.sub_days(number)),
        _ => None,
    }
}

fn weekday(text: &str, today: Day, looking: Looking) -> Option<Day> {
    let (looking, name) = match text.split_once(' ') {
        Some(("next", name)) => (Looking::Ahead, name),
        Some(("last", name)) => (Looking::Back, name),
        Some(_) => return None,
        None => (looking, text),
    };
    let full = name.get(..3)?;
    let (_, wanted) = WEEKDAYS.iter().find(|(short, _)| *short == full)?;
    let now = today.as_date().weekday();
    Some(match looking {
        Looking::Back => today.sub_days(days_from(*wanted, now)),
        Looking::Ahead => today.add_days(match days_from(now, *wanted) {
            0 => 7,
            days => days,
        }),
    })
}

fn days_from(earlier: Weekday, later: Weekday) -> u32 {
    (later.num_days_from_monday() + 7 - earlier.num_days_from_monday()) % 7
}

/// Reads `23.11.` and `23.11.2026`.
fn dotted(text: &str, today: Day) -> Option<Day> {
    let mut parts = text.trim_end_matches('.').split('.');
    let day: u32 = parts.next()?.trim().parse().ok()?;
    let month: u32 = parts.next()?.trim().parse().ok()?;
    let year: i32 = match parts.next() {
        Some(year) => year.trim().parse().ok()?,
        None => today.as_date().year(),
    };
    Day::new(year, month, day)
}

/// Returns a day as people read it: `23 Nov 2026`.
pub(super) fn said(day: Day) -> String {
    day.as_date().format("%-d %b %Y").to_string()
}

/// Returns a day in few cells: the year only where it is another one.
pub(super) fn said_briefly(day: Day, today: Day) -> String {
    let (date, now) = (day.as_date(), today.as_date());
    let form = if date.year() == now.year() { "%-d %b" } else { "%-d %b %y" };
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

/// Reads `4800`, `4.800,50`, `4,800.50 USD`; the currency is the user's if none is typed.
pub(super) fn sum(text: &str, currency: [u8; 3]) -> Option<Money> {
    let letters: String = text.chars().filter(char::is_ascii_alphabetic).collect();
    let currency = match letters.to_ascii_uppercase().as_bytes().try_into() {
        Ok(typed) => typed,
        Err(_wrong_length) if letters.is_empty() => by_sign(text).unwrap_or(currency),
        Err(_wrong_length) => return None,
    };
    let figures: String =
        text.chars().filter(|sign| sign.is_ascii_digit() || matches!(sign, '.' | ',')).collect();
    let (whole, cents) = match figures.rfind(['.', ',']) {
        Some(at) if figures.len() - at <= 3 => {
            let (whole, cents) = figures.split_at_checked(at)?;
            (whole, cents.trim_start_matches(['.', ',']))
        }
        _ => (figures.as_str(), ""),
    };
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let cents: i64 = format!("{cents:0<2}").parse().ok()?;
    let whole: i64 = digits.parse().ok()?;
    let minor = whole.checked_mul(100)?.checked_add(cents)?;
    Some(Money { minor, currency })
}

fn by_sign(text: &str) -> Option<[u8; 3]> {
    [('€', *b"EUR"), ('$', *b"USD"), ('£', *b"GBP")]
        .into_iter()
        .find(|(sign, _)| text.contains(*sign))
        .map(|(_, currency)| currency)
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

    fn monday() -> Day {
        "2026-11-23".parse().unwrap()
    }

    #[test]
    fn days_are_read_in_words() {
        for (text, expected) in [
            ("", "2026-11-23"),
            ("today", "2026-11-23"),
            ("Yesterday", "2026-11-22"),
            ("+3d", "2026-11-26"),
            ("-2w", "2026-11-09"),
            ("fri", "2026-11-20"),
            ("next fri", "2026-11-27"),
            ("mon", "2026-11-23"),
            ("3.11.", "2026-11-03"),
            ("2026-01-31", "2026-01-31"),
        ] {
            let read = day(text, monday(), Looking::Back).map(|day| day.to_string());
            assert_eq!(read.as_deref(), Some(expected), "{text}");
        }
        assert_eq!(day("fri", monday(), Looking::Ahead).unwrap().to_string(), "2026-11-27");
        assert_eq!(day("soon", monday(), Looking::Back), None);
    }

    #[test]
    fn sums_are_read_as_they_are_written() {
        for (text, expected) in [
            ("4800", "4 800 EUR"),
            ("4.800,50", "4 800.50 EUR"),
            ("4,800.50 usd", "4 800.50 USD"),
            ("£120", "120 GBP"),
            ("1,000", "1 000 EUR"),
        ] {
            assert_eq!(sum(text, *b"EUR").map(said_sum).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(sum("a lot", *b"EUR"), None);
    }

    #[test]
    fn days_within_a_text_are_put_into_words() {
        assert_eq!(said_within("given 2026-11-03, no end"), "given 3 Nov 2026, no end");
        assert_eq!(said_within("Art. 6(1)(b) 24 x"), "Art. 6(1)(b) 24 x");
    }
}
