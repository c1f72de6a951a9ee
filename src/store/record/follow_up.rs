//! Follow-ups as they are stored.

use serde::{Deserialize, Serialize};

use super::{PeriodRecord, day, from_period, records, to_period};
use crate::domain::{DatumId, FollowUp, FollowUpId, Moment};
use crate::store::codec::CodecError;

/// A follow-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct FollowUpRecord {
    day: i32,
    about: Option<u32>,
    every: Option<PeriodRecord>,
    recorded_at: i64,
}

records! { FollowUpRecord = "follow-up"; }

impl From<&FollowUp> for FollowUpRecord {
    fn from(one: &FollowUp) -> Self {
        Self {
            day: one.day.to_number(),
            about: one.about.map(|id| id.0),
            every: one.every.map(from_period),
            recorded_at: one.recorded_at.0,
        }
    }
}

impl FollowUpRecord {
    /// The follow-up with that number.
    pub(in crate::store) fn into_follow_up(self, id: FollowUpId) -> Result<FollowUp, CodecError> {
        Ok(FollowUp {
            id,
            day: day(self.day)?,
            about: self.about.map(DatumId),
            every: self.every.map(to_period),
            recorded_at: Moment(self.recorded_at),
        })
    }
}
