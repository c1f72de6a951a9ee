//! The words of explanations, by theme. Nothing here judges.

pub(super) mod because;
pub(super) mod channel;
pub(super) mod claim;
pub(in crate::app) mod duty;
pub(super) mod headline;
pub(in crate::app) mod misuse;
pub(in crate::app) mod names;
pub(super) mod next;
pub(super) mod provenance;
pub(super) mod recipients;
pub(super) mod rights;
pub(super) mod step;
pub(super) mod told;

use crate::domain::{Citation, Day, Period, Reason};

/// A reason in words, for a list.
#[must_use]
pub fn refusal(reason: Reason) -> &'static str {
    match reason {
        Reason::NoPurpose => "nobody has declared that purpose, or it is only for looking",
        Reason::NotNecessary => "this purpose does not need it",
        Reason::PurposeIncompatible => {
            "it was collected for something else, or for others than who would get it"
        }
        Reason::ConsentUnproven => "nothing shows that they agreed",
        Reason::ConsentWithdrawn => "they took their consent back",
        Reason::ConsentExpired => "their consent has run out",
        Reason::ConsentInvalid => "what was recorded is no consent",
        Reason::ChildConsent => "a child cannot agree alone",
        Reason::ContractNotParty => "the contract is not with this person",
        Reason::ContractEnded => "the work is over",
        Reason::ObligationLapsed => "the law does not ask for it any more, or not yet",
        Reason::LiUnassessed => "nobody has written down why that is fair to them",
        Reason::NoticeOverdue => "they were not told in time",
        Reason::ObjectionUpheld => "they objected",
        Reason::Art9ConditionMissing => "it is special and needs their explicit consent",
        Reason::RetentionExpired => "its time is over",
        Reason::ObjectionMarketing => "they want no advertising",
        Reason::ChannelNotPermitted => "they may not be reached this way for this",
        Reason::Suppressed => "this address is never to be written to for advertising",
        Reason::Restricted => "it may only be stored for now",
    }
}

/// A day as people write it: `20 May 2026`.
pub(in crate::app) fn date(day: Day) -> String {
    day.as_date().format("%-d %B %Y").to_string()
}

/// A list as people write it: `a, b and c`.
pub(in crate::app) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A number with its noun: `1 day`, `2 days`.
pub(in crate::app) fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// A length of time: `6 months`, `8 years`, `10 days`.
pub(in crate::app) fn period(period: Period) -> String {
    let number = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let months = match period.months {
        0 => None,
        months if months % 12 == 0 && months > 24 => {
            Some(count(number(months / 12), "year", "years"))
        }
        months => Some(count(number(months), "month", "months")),
    };
    let days = (period.days > 0).then(|| count(number(period.days), "day", "days"));
    list(&months.into_iter().chain(days).collect::<Vec<_>>())
}

/// Where a rule comes from, and whether somebody compared it with the text.
pub(super) fn source(citation: &Citation) -> String {
    match citation.checked {
        _ if citation.text.is_empty() => String::new(),
        Some(checked) => {
            format!("{}; compared with {} on {}", citation.text, citation.source, date(checked))
        }
        None => format!("{}; not checked against the text", citation.text),
    }
}

/// The text in quotation marks, on one line, without its full stop.
pub(in crate::app) fn quote(text: &str) -> String {
    format!("“{}”", text.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.'))
}

/// The text with its first letter in upper case.
pub(in crate::app) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_lists_and_periods_are_written_as_people_write_them() {
        assert_eq!(date("2026-05-02".parse().unwrap()), "2 May 2026");
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(list(&items), "a, b and c");
        assert_eq!(count(1, "day", "days"), "1 day");
        assert_eq!(period(Period::months(6)), "6 months");
        assert_eq!(period(Period::months(24)), "24 months");
        assert_eq!(period(Period::months(96)), "8 years");
        assert_eq!(quote("Lost it.\nTwice."), "“Lost it. Twice”");
        assert_eq!(capital("ärger"), "Ärger");
    }
}
