//! Days as people say them.

use std::str::FromStr;

use chrono::{Datelike, Month, Weekday};

use crate::domain::Day;

/// A day as people say it: `today`, `yesterday`, `-2d`, `+3w`, `fri`, `next fri`, `23 nov`, `23 nov
/// 2026`, `2026-11-23`, `23.11.2026`.
/// Which day it is depends on today; see [`Self::day`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpokenDay {
    /// A day of the calendar.
    Day(Day),
    /// So many days from today; negative: ago.
    Days(i32),
    /// So many months from today; negative: ago.
    Months(i32),
    /// A day of the week; today counts.
    Weekday(Weekday),
    /// The next such day of the week; said on that day, the one in a week.
    Next(Weekday),
    /// The last such day of the week; said on that day, the one a week ago.
    Last(Weekday),
    /// A month and a day of it, of the year that fits; today counts.
    OfYear(u32, u32),
}

/// Which way a day without its year or week looks from today; today itself counts in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lean {
    /// The last one: for what has happened.
    Past,
    /// The next one: for what is planned.
    Future,
}

impl SpokenDay {
    /// Today.
    pub const TODAY: Self = Self::Days(0);

    /// The day that is meant when it is said on `today`.
    #[must_use]
    pub fn day(self, today: Day, lean: Lean) -> Day {
        match self {
            Self::Day(day) => day,
            Self::Days(days) if days < 0 => today.sub_days(days.unsigned_abs()),
            Self::Days(days) => today.add_days(days.unsigned_abs()),
            Self::Months(months) if months < 0 => months_before(today, months.unsigned_abs()),
            Self::Months(months) => today.add_months(months.unsigned_abs()),
            Self::Weekday(weekday) => on_weekday(today, weekday, lean),
            Self::Next(weekday) => on_weekday(today.next(), weekday, Lean::Future),
            Self::Last(weekday) => on_weekday(today.previous(), weekday, Lean::Past),
            Self::OfYear(month, day) => match lean {
                Lean::Past => today.last_or_same(month, day),
                Lean::Future => today.next_or_same(month, day),
            },
        }
    }
}

/// The first such day of the week from `today` on, today included.
fn on_weekday(today: Day, weekday: Weekday, lean: Lean) -> Day {
    let own = today.as_date().weekday();
    match lean {
        Lean::Past => today.sub_days(own.days_since(weekday)),
        Lean::Future => today.add_days(weekday.days_since(own)),
    }
}

/// Same day of the month, else its last day.
fn months_before(today: Day, months: u32) -> Day {
    today.as_date().checked_sub_months(chrono::Months::new(months)).map_or(Day::MIN, Day::from)
}

impl FromStr for SpokenDay {
    type Err = NotASpokenDay;

    fn from_str(text: &str) -> Result<Self, NotASpokenDay> {
        let text = text.trim().to_lowercase();
        match text.as_str() {
            "today" | "now" => return Ok(Self::TODAY),
            "yesterday" => return Ok(Self::Days(-1)),
            "tomorrow" => return Ok(Self::Days(1)),
            _ => {}
        }
        if let Ok(day) = text.parse() {
            return Ok(Self::Day(day));
        }
        if let Some(day) = with_dots(&text) {
            return Ok(Self::Day(day));
        }
        if text.len() >= 2 && text.chars().all(char::is_alphabetic) {
            return text.parse().map(Self::Weekday).map_err(|_error| NotASpokenDay);
        }
        let said = from_today(&text).or_else(|| in_words(&text));
        said.ok_or(NotASpokenDay)
    }
}

/// `next fri`, `last monday`, `23 nov`, `23. november 2026`, `nov 23, 2026`.
fn in_words(text: &str) -> Option<SpokenDay> {
    let bare = |word: &str| word.trim_end_matches(['.', ',']).to_owned();
    let words: Vec<String> = text.split_whitespace().map(bare).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let month = |word: &str| word.parse::<Month>().ok().map(|month| month.number_from_month());
    let of_year = |month: u32, day: &str| {
        let day: u32 = day.parse().ok()?;
        Day::new(2024, month, day).map(|_in_a_leap_year| (month, day))
    };
    match *words.as_slice() {
        ["next", day] => day.parse().ok().map(SpokenDay::Next),
        ["last", day] => day.parse().ok().map(SpokenDay::Last),
        [first, second] | [first, second, _] => {
            let (month, day) = match month(second) {
                Some(month) => of_year(month, first)?,
                None => of_year(month(first)?, second)?,
            };
            match words.get(2) {
                None => Some(SpokenDay::OfYear(month, day)),
                Some(year) if year.len() == 4 => {
                    Day::new(year.parse().ok()?, month, day).map(SpokenDay::Day)
                }
                Some(_not_a_year) => None,
            }
        }
        _ => None,
    }
}

/// `23.11.2026`
pub(super) fn with_dots(text: &str) -> Option<Day> {
    let mut parts = text.split('.').map(str::trim);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let complete = parts.next().is_none() && year.len() == 4;
    complete.then(|| Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))?
}

/// `-2d`, `+3w`, `1m`, `-1y`; without a sign it lies ahead.
fn from_today(text: &str) -> Option<SpokenDay> {
    let unit = text.chars().next_back()?;
    let number: i32 = text.strip_suffix(unit)?.trim().parse().ok()?;
    match unit {
        'd' => Some(SpokenDay::Days(number)),
        'w' => number.checked_mul(7).map(SpokenDay::Days),
        'm' => Some(SpokenDay::Months(number)),
        'y' => number.checked_mul(12).map(SpokenDay::Months),
        _ => None,
    }
}

/// The text names no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no day: say `today`, `yesterday`, `-2d`, `next fri`, `23 nov` or `2026-11-23`")]
pub struct NotASpokenDay;

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, lean: Lean) -> String {
        let monday: Day = "2026-11-23".parse().unwrap();
        text.parse::<SpokenDay>()
            .map_or("none".into(), |spoken| spoken.day(monday, lean).to_string())
    }

    #[test]
    fn days_are_said_in_many_ways() {
        for (text, day) in [
            ("today", "2026-11-23"),
            ("Yesterday", "2026-11-22"),
            ("-2d", "2026-11-21"),
            ("+3d", "2026-11-26"),
            ("-1w", "2026-11-16"),
            ("-1m", "2026-10-23"),
            ("1y", "2027-11-23"),
            ("mon", "2026-11-23"),
            ("fri", "2026-11-20"),
            ("friday", "2026-11-20"),
            ("2026-02-02", "2026-02-02"),
            ("2.2.2026", "2026-02-02"),
            ("next fri", "2026-11-27"),
            ("next mon", "2026-11-30"),
            ("last Friday", "2026-11-20"),
            ("last mon", "2026-11-16"),
            ("23 nov", "2026-11-23"),
            ("24 nov", "2025-11-24"),
            ("nov 22", "2026-11-22"),
            ("29 feb", "2026-02-28"),
            ("1. January 2034", "2034-01-01"),
            ("Jan 1, 2034", "2034-01-01"),
            ("30 feb", "none"),
            ("29 feb 2026", "none"),
            ("1 jan 34", "none"),
            ("last", "none"),
            ("next week", "none"),
            ("2026-02-30", "none"),
            ("soon", "none"),
            ("", "none"),
            ("ü", "none"),
        ] {
            assert_eq!(said(text, Lean::Past), day, "{text}");
        }
        for (text, day) in [
            ("fri", "2026-11-27"),
            ("last fri", "2026-11-20"),
            ("24 nov", "2026-11-24"),
            ("3 feb", "2027-02-03"),
        ] {
            assert_eq!(said(text, Lean::Future), day, "{text}");
        }
    }
}
