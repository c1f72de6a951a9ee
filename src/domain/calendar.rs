//! Working days: Saturdays, Sundays and the policy's holidays, and rolling forward over them.

use super::{Day, Holidays, Policy, Substitute, WeekdayHoliday};

/// Whether the day is a Saturday, a Sunday or a holiday of the policy.
#[must_use]
pub fn is_free(day: Day, policy: &Policy) -> bool {
    day.is_weekend()
        || is_holiday(day, &policy.holidays)
        || match policy.holidays.substitute {
            Substitute::None => false,
            Substitute::Next => stands_in_after(day, &policy.holidays),
            Substitute::Nearest => stands_in_beside(day, &policy.holidays),
        }
}

/// Whether a holiday falls on the day itself.
fn is_holiday(day: Day, holidays: &Holidays) -> bool {
    use chrono::Datelike;
    let year = day.as_date().year();
    is_fixed(day, holidays)
        || holidays.single.contains(&day)
        || holidays.weekdays.iter().any(|rule| on_weekday(*rule, year) == Some(day))
        || easter(year).is_some_and(|easter| {
            let from_easter = easter.days_until(day);
            holidays.easter.iter().any(|offset| i64::from(*offset) == from_easter)
        })
}

fn is_fixed(day: Day, holidays: &Holidays) -> bool {
    use chrono::Datelike;
    let date = day.as_date();
    let same = |(m, d): &(u8, u8)| u32::from(*m) == date.month() && u32::from(*d) == date.day();
    holidays.fixed.iter().any(same)
}

fn on_weekday(rule: WeekdayHoliday, year: i32) -> Option<Day> {
    let earliest = Day::new(year, rule.month.into(), rule.day.into())?;
    let mut days = std::iter::successors(Some(earliest), |day| Some(day.next())).take(7);
    days.find(|day| number_of(*day) == u32::from(rule.weekday))
}

/// 1 is Monday, 7 Sunday.
fn number_of(day: Day) -> u32 {
    use chrono::Datelike;
    day.as_date().weekday().number_from_monday()
}

/// Whether a working day makes up for a holiday of the weekend before it: each moves to the next
/// day that is not free anyway.
fn stands_in_after(day: Day, holidays: &Holidays) -> bool {
    let monday = day.sub_days(number_of(day).saturating_sub(1));
    let weekend = [monday.sub_days(2), monday.sub_days(1)];
    let mut owed = weekend.iter().filter(|one| is_fixed(**one, holidays)).count();
    let mut one = monday;
    while owed > 0 && one <= day {
        let is_own = is_holiday(one, holidays);
        if one == day {
            return !is_own;
        }
        owed = owed.saturating_sub(usize::from(!is_own));
        one = one.next();
    }
    false
}

/// Whether a Friday or Monday makes up for a holiday beside it.
fn stands_in_beside(day: Day, holidays: &Holidays) -> bool {
    match number_of(day) {
        1 => is_fixed(day.previous(), holidays),
        5 => is_fixed(day.next(), holidays),
        _other => false,
    }
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

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn british() -> Holidays {
        Holidays {
            fixed: vec![(1, 1), (12, 25), (12, 26)],
            weekdays: vec![WeekdayHoliday { weekday: 1, month: 5, day: 25 }],
            substitute: Substitute::Next,
            ..Holidays::default()
        }
    }

    #[test]
    fn a_holiday_on_a_weekend_moves_to_the_next_day_that_is_not_free_anyway() {
        for (text, stands_in) in [
            ("2026-12-28", true),
            ("2026-12-29", false),
            ("2027-12-27", true),
            ("2027-12-28", true),
            ("2027-12-29", false),
            ("2028-01-03", true),
            ("2022-12-26", false),
            ("2022-12-27", true),
            ("2026-11-23", false),
        ] {
            assert_eq!(stands_in_after(day(text), &british()), stands_in, "{text}");
        }
    }

    #[test]
    fn american_holidays_move_to_the_nearest_working_day() {
        let fourth = Holidays { fixed: vec![(7, 4)], ..Holidays::default() };

        assert!(stands_in_beside(day("2026-07-03"), &fourth), "a Saturday");
        assert!(stands_in_beside(day("2027-07-05"), &fourth), "a Sunday");
        assert!(!stands_in_beside(day("2028-07-03"), &fourth), "a Tuesday");
    }

    #[test]
    fn a_holiday_on_a_day_of_the_week_is_the_first_from_its_day_on() {
        for (text, is) in [("2026-05-25", true), ("2027-05-31", true), ("2026-05-18", false)] {
            assert_eq!(is_holiday(day(text), &british()), is, "{text}");
        }
    }

    #[test]
    fn easter_falls_where_the_church_says() {
        for (year, text) in [(2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05")] {
            assert_eq!(easter(year), Some(text.parse().unwrap()));
        }
    }
}
