//! Working days: Saturdays, Sundays and the policy's holidays, and rolling forward over them.

use super::{Day, Policy};

/// Whether the day is a Saturday, a Sunday or a holiday of the policy.
#[must_use]
pub fn is_free(day: Day, policy: &Policy) -> bool {
    use chrono::Datelike;
    let date = day.as_date();
    let easter = easter(date.year());
    day.is_weekend()
        || policy.single_holidays.contains(&day)
        || policy
            .fixed_holidays
            .iter()
            .any(|(m, d)| u32::from(*m) == date.month() && u32::from(*d) == date.day())
        || easter.is_some_and(|easter| {
            let from_easter = easter.days_until(day);
            policy.easter_holidays.iter().any(|offset| i64::from(*offset) == from_easter)
        })
}

/// The first working day on or after `day`: for answers and notices, never for retention
/// (Regulation No 1182/71, art. 3(4)).
#[must_use]
pub fn roll(day: Day, policy: &Policy) -> Day {
    // Two weeks without a working day exist in no calendar; the bound ends a broken one.
    let mut rolled = day;
    for _ in 0..14 {
        if !is_free(rolled, policy) {
            break;
        }
        rolled = rolled.next();
    }
    rolled
}

/// One month from `received`, rolled: the clock of Art. 12(3), 14(3)(a) and of decisions.
#[must_use]
pub fn response_due(received: Day, policy: &Policy) -> Day {
    roll(policy.response.after(received), policy)
}

/// The day that lies `count` working days after `day`, which itself does not count.
#[must_use]
pub fn add_business_days(day: Day, count: u32, policy: &Policy) -> Day {
    let mut reached = day;
    for _ in 0..count {
        reached = roll(reached.next(), policy);
    }
    reached
}

/// Easter Sunday of a year in the Gregorian calendar (Meeus, Jones and Butcher).
#[expect(clippy::many_single_char_names, reason = "the letters of the published algorithm")]
fn easter(year: i32) -> Option<Day> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    Day::new(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_church_says() {
        for (year, text) in [(2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05")] {
            assert_eq!(easter(year), Some(text.parse().unwrap()));
        }
    }
}
