//! The clock: the only place where the time of the machine comes in.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;

use crate::domain::{Day, Moment};

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The instant, in seconds since 1970.
    fn now(&self) -> Moment;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
    fn now(&self) -> Moment {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Moment(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
    }
}

/// A clock that stands still, for tests and for the demo.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub Moment);

impl Clock for FixedClock {
    fn now(&self) -> Moment {
        self.0
    }
}

/// The civil day of an instant in a time zone by its IANA name; UTC if the name is unknown.
#[must_use]
pub fn day_in(moment: Moment, zone: &str) -> Day {
    let zone: Tz = zone.parse().unwrap_or(Tz::UTC);
    let instant: DateTime<Utc> = DateTime::from_timestamp(moment.0, 0).unwrap_or_default();
    Day::from(instant.with_timezone(&zone).date_naive())
}

/// An instant as a clock in a time zone shows it, to the second, with its offset from UTC:
/// `2026-11-23T13:00:00+01:00`.
#[must_use]
pub fn stamp_in(moment: Moment, zone: &str) -> String {
    let zone: Tz = zone.parse().unwrap_or(Tz::UTC);
    let instant: DateTime<Utc> = DateTime::from_timestamp(moment.0, 0).unwrap_or_default();
    instant.with_timezone(&zone).to_rfc3339()
}

/// The hour and minute that a clock in a time zone shows: `13:00`.
#[must_use]
pub fn time_in(moment: Moment, zone: &str) -> String {
    let zone: Tz = zone.parse().unwrap_or(Tz::UTC);
    let instant: DateTime<Utc> = DateTime::from_timestamp(moment.0, 0).unwrap_or_default();
    instant.with_timezone(&zone).format("%H:%M").to_string()
}

/// Reads an instant as a clock in a time zone shows it, `2026-11-20 09:30` or with a `T`, or with an
/// offset from UTC of its own. Where the clock was set back, the earlier of two instants is meant.
#[must_use]
pub fn instant_in(text: &str, zone: &str) -> Option<Moment> {
    let text = text.trim();
    if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
        return Some(Moment(instant.timestamp()));
    }
    let zone: Tz = zone.parse().unwrap_or(Tz::UTC);
    let forms = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"];
    let local = forms.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())?;
    Some(Moment(local.and_local_timezone(zone).earliest()?.timestamp()))
}

/// The names of the time zones that have all the words in theirs, in any case; at most so many.
#[must_use]
pub fn zones_like(text: &str, most: usize) -> Vec<&'static str> {
    let typed = text.to_lowercase();
    let words: Vec<&str> = typed.split([' ', '_']).filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let fits = |zone: &&Tz| {
        let name = zone.name().to_lowercase();
        words.iter().all(|word| name.contains(word))
    };
    chrono_tz::TZ_VARIANTS.iter().filter(fits).map(|zone| zone.name()).take(most).collect()
}

/// Whether a time zone of that IANA name is known.
#[must_use]
pub fn is_zone(name: &str) -> bool {
    name.parse::<Tz>().is_ok()
}
