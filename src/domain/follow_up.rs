//! Coming back to somebody: a day to do so, and how often where one wants to keep in touch.
//!
//! What it is about is a value like any other, a note, so that it needs a reason, can be asked why,
//! and goes when its time is over. A follow-up itself is a plan of the user's and justifies nothing.

use super::{
    Datum, DatumId, Day, Direction, Due, DueKind, Facts, FollowUpId, Interaction, Means, Moment,
    Period,
    spoken::{Lean, SpokenDay},
};

/// A day on which the user means to come back to a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FollowUp {
    /// Its number.
    pub id: FollowUpId,
    /// The day; where it repeats, not before that day.
    pub day: Day,
    /// The note that says what it is about, if one does.
    pub about: Option<DatumId>,
    /// How often to hear from each other, if it repeats.
    pub every: Option<Period>,
    /// When it was written down.
    pub recorded_at: Moment,
}

impl FollowUp {
    /// The day on which it falls due: where it repeats, each contact puts it off.
    #[must_use]
    pub fn due(&self, facts: &Facts) -> Day {
        let again = self.every.and_then(|every| Some(every.after(last_contact(facts)?)));
        again.map_or(self.day, |again| again.max(self.day))
    }

    /// The same as the index of due days has it.
    #[must_use]
    pub fn falls_due(&self, facts: &Facts) -> Due {
        let datum = self.note(facts).map(|note| note.id);
        Due { day: self.due(facts), kind: DueKind::FollowUp, datum }
    }

    /// Whether the contact is slipping away: nothing passed between us for longer than the interval.
    #[must_use]
    pub fn is_losing_touch(&self, facts: &Facts, today: Day) -> bool {
        self.every
            .is_some_and(|every| last_contact(facts).is_some_and(|last| every.after(last) < today))
    }

    /// The note that says what it is about, while it is held.
    #[must_use]
    pub fn note<'a>(&self, facts: &'a Facts) -> Option<&'a Datum> {
        let held = |datum: &&Datum| Some(datum.id) == self.about && datum.deleted.is_none();
        facts.data.iter().find(held)
    }
}

/// The first day of a repeating follow-up that is set, or done, on `today`: counted from the last
/// contact, and from today where that would have passed already.
#[must_use]
pub fn next_day(facts: &Facts, every: Period, today: Day) -> Day {
    let counted = last_contact(facts).map(|last| every.after(last));
    counted.filter(|day| *day > today).unwrap_or_else(|| every.after(today))
}

/// The last day on which something passed between us. That a mail was opened is none.
#[must_use]
pub fn last_contact(facts: &Facts) -> Option<Day> {
    facts.interactions.iter().filter(|talk| counts(talk)).map(|talk| talk.on).max()
}

/// The last day on which we heard from them.
#[must_use]
pub fn last_heard(facts: &Facts) -> Option<Day> {
    let theirs = |talk: &&Interaction| counts(talk) && talk.direction != Direction::ToThem;
    facts.interactions.iter().filter(theirs).map(|talk| talk.on).max()
}

fn counts(talk: &Interaction) -> bool {
    talk.means != Means::OpenedMail
}

/// A follow-up as people say it: `fri call about the quote`, `in 2 weeks`, `every 3 months`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpokenFollowUp {
    /// When.
    pub when: SpokenWhen,
    /// What about; empty if nothing was said.
    pub about: String,
}

/// When somebody means to come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpokenWhen {
    /// On a day.
    On(Day),
    /// Again and again.
    Every(Period),
}

/// Reads a follow-up that is said on `today`; the day stands before or behind what it is about.
/// `None` where no day is named.
#[must_use]
pub fn read(text: &str, today: Day) -> Option<SpokenFollowUp> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let longest = words.len().min(LONGEST_WORDS);
    let of = |when: &[&str], about: &[&str]| {
        let about = about.join(" ").trim_matches([':', ',', ' ']).to_owned();
        when_of(when, today).map(|when| SpokenFollowUp { when, about })
    };
    (1..=longest).rev().find_map(|count| {
        let (first, rest) = words.split_at_checked(count)?;
        let (before, last) = words.split_at_checked(words.len().saturating_sub(count))?;
        of(first, rest).or_else(|| of(last, before))
    })
}

/// The words of the longest way to say when: `in the next 3 weeks` is none of them.
const LONGEST_WORDS: usize = 3;

fn when_of(words: &[&str], today: Day) -> Option<SpokenWhen> {
    let lower: Vec<String> =
        words.iter().map(|word| word.trim_matches([':', ',']).to_lowercase()).collect();
    let said: Vec<&str> = lower.iter().map(String::as_str).collect();
    match said.as_slice() {
        ["every", unit] => period(1, unit).map(SpokenWhen::Every),
        ["every", count, unit] => period(count.parse().ok()?, unit).map(SpokenWhen::Every),
        ["weekly"] => Some(SpokenWhen::Every(Period { months: 0, days: 7 })),
        ["monthly"] => Some(SpokenWhen::Every(Period::months(1))),
        ["quarterly"] => Some(SpokenWhen::Every(Period::months(3))),
        ["yearly"] => Some(SpokenWhen::Every(Period::months(12))),
        ["in", "a" | "an", unit] | ["next", unit @ ("week" | "month" | "year")] => {
            Some(SpokenWhen::On(period(1, unit)?.after(today)))
        }
        ["in", count, unit] => {
            Some(SpokenWhen::On(period(count.parse().ok()?, unit)?.after(today)))
        }
        ["on", day] | [day] => spoken(day, today).map(SpokenWhen::On),
        ["on", "next", day] => spoken(&format!("next {day}"), today).map(SpokenWhen::On),
        ["on", first, second] | [first, second] => {
            spoken(&format!("{first} {second}"), today).map(SpokenWhen::On)
        }
        _ => None,
    }
}

/// A day that is not in the past.
fn spoken(words: &str, today: Day) -> Option<Day> {
    // A bare number is no day, and `1 call` no date.
    let day = words.parse::<SpokenDay>().ok()?.day(today, Lean::Future);
    (day >= today).then_some(day)
}

/// A period of days, weeks, months or years, of at least a day and at most ten years.
fn period(count: u32, unit: &str) -> Option<Period> {
    let period = match unit {
        "day" | "days" => Period { months: 0, days: count },
        "week" | "weeks" => Period { months: 0, days: count.checked_mul(7)? },
        "month" | "months" => Period::months(count),
        "quarter" | "quarters" => Period::months(count.checked_mul(3)?),
        "year" | "years" => Period::months(count.checked_mul(12)?),
        _ => return None,
    };
    let sensible = period != Period::ZERO && period.months <= 120 && period.days <= 3_660;
    sensible.then_some(period)
}

/// A period as people say it: `3 months`, `2 weeks`, `year`.
#[must_use]
pub fn said_period(period: Period) -> String {
    let of = |count: u32, unit: &str| match count {
        1 => unit.to_owned(),
        count => format!("{count} {unit}s"),
    };
    match (period.months, period.days) {
        (0, days) if days % 7 == 0 => of(days / 7, "week"),
        (0, days) => of(days, "day"),
        (months, 0) if months % 12 == 0 => of(months / 12, "year"),
        (months, 0) => of(months, "month"),
        (months, days) => format!("{} and {}", of(months, "month"), of(days, "day")),
    }
}

/// How long ago a day was, as people say it: `today`, `3 weeks ago`, `5 months ago`.
#[must_use]
pub fn said_ago(day: Day, today: Day) -> String {
    let of = |count: i64, unit: &str| {
        let many = if count == 1 { "" } else { "s" };
        format!("{count} {unit}{many} ago")
    };
    match day.days_until(today) {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days @ 2..14 => of(days, "day"),
        days @ 14..61 => of(days / 7, "week"),
        days @ 61..731 => of(days * 12 / 365, "month"),
        days => of(days / 365, "year"),
    }
}

/// The same in at most five cells: `today`, `3d`, `3w`, `5mo`, `2y`.
#[must_use]
pub fn said_ago_briefly(day: Day, today: Day) -> String {
    match day.days_until(today) {
        ..=0 => "today".to_owned(),
        days @ 1..14 => format!("{days}d"),
        days @ 14..61 => format!("{}w", days / 7),
        days @ 61..731 => format!("{}mo", days * 12 / 365),
        days => format!("{}y", days / 365),
    }
}

/// Returns how far ahead a day is in at most five cells: `today`, `3d`, `5mo`; one that has gone by
/// with a sign before it.
#[must_use]
pub fn said_ahead_briefly(day: Day, today: Day) -> String {
    if day < today {
        return format!("-{}", said_ago_briefly(day, today));
    }
    said_ago_briefly(today, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Monday.
    fn today() -> Day {
        Day::new(2026, 11, 23).unwrap()
    }

    fn on(text: &str) -> Option<(String, String)> {
        let read = read(text, today())?;
        let when = match read.when {
            SpokenWhen::On(day) => day.to_string(),
            SpokenWhen::Every(every) => format!("every {}", said_period(every)),
        };
        Some((when, read.about))
    }

    #[test]
    fn a_line_tells_when_and_what_about() {
        for (line, when, about) in [
            ("fri call about the quote", "2026-11-27", "call about the quote"),
            ("call about the quote on fri", "2026-11-27", "call about the quote"),
            ("in 2 weeks", "2026-12-07", ""),
            ("in a month: ask again", "2026-12-23", "ask again"),
            ("tomorrow send the draft", "2026-11-24", "send the draft"),
            ("next mon lunch", "2026-11-30", "lunch"),
            ("2026-12-24 wish a good year", "2026-12-24", "wish a good year"),
            ("3 dec invoice", "2026-12-03", "invoice"),
            ("+10d ask for the logo", "2026-12-03", "ask for the logo"),
            ("every 3 months", "every 3 months", ""),
            ("say hello every year", "every year", "say hello"),
            ("quarterly coffee", "every 3 months", "coffee"),
        ] {
            assert_eq!(on(line), Some((when.to_owned(), about.to_owned())), "{line}");
        }
        for line in ["", "call about the quote", "yesterday call", "every 0 days", "31 feb"] {
            assert_eq!(on(line), None, "{line}");
        }
    }

    #[test]
    fn how_long_ago_is_said_in_the_largest_unit_that_tells() {
        let ago = |days: u32| said_ago(today().sub_days(days), today());
        assert_eq!(
            [0, 1, 3, 21, 150, 800].map(ago),
            ["today", "yesterday", "3 days ago", "3 weeks ago", "4 months ago", "2 years ago"]
        );
    }
}
