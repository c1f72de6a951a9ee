//! The clock while the story is told: it stands on the day that is being told.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use crate::{
    app::clock::Clock,
    domain::{Day, Moment},
};

const SECONDS_A_DAY: i64 = 86_400;

/// Eight in the morning by Greenwich: in Berlin the same day, in summer and in winter.
const MORNING: i64 = 8 * 3_600;

/// A clock that is turned by hand, and never beyond the instant at which the story ends.
#[derive(Debug)]
pub(super) struct Calendar {
    at: AtomicI64,
    end: Moment,
}

impl Calendar {
    /// A clock that stands on `day`; `end` is now.
    pub(super) fn new(day: Day, end: Moment) -> Arc<Self> {
        let calendar = Self { at: AtomicI64::new(0), end };
        calendar.turn_to(day);
        Arc::new(calendar)
    }

    /// Turns to the morning of a day.
    pub(super) fn turn_to(&self, day: Day) {
        let morning = i64::from(day.to_number()).saturating_mul(SECONDS_A_DAY) + MORNING;
        self.at.store(morning.min(self.end.0), Ordering::Relaxed);
    }
}

impl Clock for Calendar {
    fn now(&self) -> Moment {
        Moment(self.at.load(Ordering::Relaxed))
    }
}
