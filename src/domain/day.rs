//! Days, periods and moments: the only notions of time that the rules know.
//!
//! A [`Day`] is a civil day in the vault's time zone. Nothing here reads a clock: today always
//! comes in from outside. Date arithmetic follows Regulation (EEC, Euratom) No 1182/71, art. 3.

use std::{fmt, str::FromStr};

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// A civil day, without time or zone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

impl Day {
    /// The earliest day that can be named; sorts before every recorded day.
    pub const MIN: Self = Self(NaiveDate::MIN);

    /// The last day that can be named; sorts after every recorded day.
    pub const MAX: Self = Self(NaiveDate::MAX);

    /// Builds a day from year, month 1 to 12 and day 1 to 31; `None` if there is no such day.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// Days since 1970-01-01; negative before. Round-trips through [`Self::from_number`].
    #[must_use]
    pub fn to_number(self) -> i32 {
        self.0.to_epoch_days()
    }

    /// The day that lies `number` days after 1970-01-01.
    #[must_use]
    pub fn from_number(number: i32) -> Option<Self> {
        NaiveDate::from_epoch_days(number).map(Self)
    }

    /// The next day. Stays at the end of the calendar (the year 262142).
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.succ_opt().unwrap_or(self.0))
    }

    /// The day before. Stays at the start of the calendar.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.pred_opt().unwrap_or(self.0))
    }

    /// Same day of the month `months` later, else that month's last day. Always call it on the
    /// original anchor, in one step: chaining loses days.
    #[must_use]
    pub fn add_months(self, months: u32) -> Self {
        Self(self.0.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX))
    }

    /// `days` later.
    #[must_use]
    pub fn add_days(self, days: u32) -> Self {
        Self(self.0.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX))
    }

    /// `days` earlier.
    #[must_use]
    pub fn sub_days(self, days: u32) -> Self {
        Self(self.0.checked_sub_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MIN))
    }

    /// Whole days from `self` to `later`; negative if `later` is earlier.
    #[must_use]
    pub fn days_until(self, later: Self) -> i64 {
        later.0.signed_duration_since(self.0).num_days()
    }

    /// The first day on or after `self` that is `month`/`day`: the end of a year that ends then.
    /// The 29th of February is the 28th in a common year.
    #[must_use]
    pub fn next_or_same(self, month: u32, day: u32) -> Self {
        match of_year(self.0.year(), month, day) {
            Some(candidate) if candidate >= self => candidate,
            _ => of_year(self.0.year() + 1, month, day).unwrap_or(self),
        }
    }

    /// The last day on or before `self` that is `month`/`day`, as [`Self::next_or_same`] reads them.
    #[must_use]
    pub fn last_or_same(self, month: u32, day: u32) -> Self {
        match of_year(self.0.year(), month, day) {
            Some(candidate) if candidate <= self => candidate,
            _ => of_year(self.0.year() - 1, month, day).unwrap_or(self),
        }
    }

    /// Which month it lies in, counted from one month to the next across years.
    #[must_use]
    pub fn month_number(self) -> i32 {
        let month0 = i32::try_from(self.0.month0()).unwrap_or(0);
        self.0.year().saturating_mul(12).saturating_add(month0)
    }

    /// Whether it is a Saturday or a Sunday.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        matches!(self.0.weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// The calendar date behind it, for formatting.
    #[must_use]
    pub fn as_date(self) -> NaiveDate {
        self.0
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        Self(date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0.format("%Y-%m-%d"), f)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").map(Self).map_err(|_error| NotADay)
    }
}

/// The text is no day of the form `2026-11-23`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a day of the form 2026-11-23")]
pub struct NotADay;

/// A length of time as ISO 8601 writes it, in months and days: `P24M`, `P3Y`, `P10D`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Period {
    /// Calendar months; a year is twelve.
    pub months: u32,
    /// Days on top of the months; a week is seven.
    pub days: u32,
}

impl Period {
    /// No time at all: what ends, ends on its anchor's own day.
    pub const ZERO: Self = Self { months: 0, days: 0 };

    /// A period of whole months.
    #[must_use]
    pub const fn months(months: u32) -> Self {
        Self { months, days: 0 }
    }

    /// The last day of the period that starts on `anchor`.
    #[must_use]
    pub fn after(self, anchor: Day) -> Day {
        anchor.add_months(self.months).add_days(self.days)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.months, self.days) {
            (0, days) => write!(f, "P{days}D"),
            (months, 0) if months % 12 == 0 => write!(f, "P{}Y", months / 12),
            (months, 0) => write!(f, "P{months}M"),
            (months, days) => write!(f, "P{months}M{days}D"),
        }
    }
}

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let body = text.trim().strip_prefix(['P', 'p']).ok_or(NotAPeriod)?;
        let mut period = Self::ZERO;
        let mut digits = String::new();
        for letter in body.chars() {
            if letter.is_ascii_digit() {
                digits.push(letter);
                continue;
            }
            let number: u32 = digits.parse().map_err(|_error| NotAPeriod)?;
            digits.clear();
            let (months, days) = match letter.to_ascii_uppercase() {
                'Y' => (number.checked_mul(12), Some(0)),
                'M' => (Some(number), Some(0)),
                'W' => (Some(0), number.checked_mul(7)),
                'D' => (Some(0), Some(number)),
                _ => return Err(NotAPeriod),
            };
            let add = |sum: u32, more: Option<u32>| more.and_then(|more| sum.checked_add(more));
            period.months = add(period.months, months).ok_or(NotAPeriod)?;
            period.days = add(period.days, days).ok_or(NotAPeriod)?;
        }
        if body.is_empty() || !digits.is_empty() { Err(NotAPeriod) } else { Ok(period) }
    }
}

/// The text is no period of the form `P24M`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a period of the form P24M, P3Y or P10D")]
pub struct NotAPeriod;

/// An instant, in seconds since 1970-01-01T00:00:00Z; when something was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Moment(pub i64);

fn of_year(year: i32, month: u32, day: u32) -> Option<Day> {
    let common = || NaiveDate::from_ymd_opt(year, month, 28).filter(|_| (month, day) == (2, 29));
    NaiveDate::from_ymd_opt(year, month, day).or_else(common).map(Day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn months_are_added_in_one_step_from_the_anchor() {
        for (anchor, months, expected) in [
            ("2025-01-31", 1, "2025-02-28"),
            ("2026-01-30", 1, "2026-02-28"),
            ("2026-12-31", 2, "2027-02-28"),
            ("2024-02-29", 12, "2025-02-28"),
            ("2024-02-29", 36, "2027-02-28"),
            ("2025-08-31", 6, "2026-02-28"),
            ("2026-10-31", 3, "2027-01-31"),
        ] {
            assert_eq!(day(anchor).add_months(months), day(expected), "{anchor} + {months}");
        }
    }

    #[test]
    fn a_period_reads_what_it_writes() {
        for text in ["P24M", "P3Y", "P10D", "P0D", "P25M3D"] {
            let period: Period = text.parse().unwrap();
            assert_eq!(period.to_string().parse::<Period>().unwrap(), period);
        }
        for bad in ["", "P", "24M", "P1", "PT1H", "P99999999999M"] {
            assert!(bad.parse::<Period>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_year_that_ends_in_april_ends_on_or_after_the_day() {
        assert_eq!(day("2026-03-31").next_or_same(4, 5), day("2026-04-05"));
        assert_eq!(day("2026-04-05").next_or_same(4, 5), day("2026-04-05"));
        assert_eq!(day("2025-04-06").next_or_same(4, 5), day("2026-04-05"));
        assert_eq!(day("2026-11-23").next_or_same(2, 29), day("2027-02-28"));
        assert_eq!(day("2027-11-23").next_or_same(2, 29), day("2028-02-29"));
        assert_eq!(day("2026-04-04").last_or_same(4, 5), day("2025-04-05"));
        assert_eq!(day("2026-04-05").last_or_same(4, 5), day("2026-04-05"));
        assert_eq!(day("2024-03-01").last_or_same(2, 29), day("2024-02-29"));
        assert_eq!(day("2026-11-23").last_or_same(2, 29), day("2026-02-28"));
    }
}
