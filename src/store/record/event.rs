//! Anchor events as they are stored: enquiries, purchases, invoices.

use serde::{Deserialize, Serialize};

use super::{MoneyRecord, day, from_money, mirror, records, to_money};
use crate::domain::{AnchorEvent, EngagementId, EventId, EventKind, Moment};
use crate::store::codec::CodecError;

/// An anchor event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct EventRecord {
    kind: KindRecord,
    on: i32,
    recorded_at: i64,
    engagement: Option<u64>,
    reference: String,
    amount: Option<MoneyRecord>,
}

mirror! {
    /// What happened.
    KindRecord = EventKind { Enquiry, Purchase, Invoice }
}

records! { EventRecord = "event"; }

impl From<&AnchorEvent> for EventRecord {
    fn from(event: &AnchorEvent) -> Self {
        Self {
            kind: event.kind.into(),
            on: event.on.to_number(),
            recorded_at: event.recorded_at.0,
            engagement: event.engagement.map(|id| id.0),
            reference: event.reference.clone(),
            amount: event.amount.map(from_money),
        }
    }
}

impl EventRecord {
    /// The event with that number.
    pub(in crate::store) fn into_event(self, id: EventId) -> Result<AnchorEvent, CodecError> {
        Ok(AnchorEvent {
            id,
            kind: self.kind.into(),
            on: day(self.on)?,
            recorded_at: Moment(self.recorded_at),
            engagement: self.engagement.map(EngagementId),
            reference: self.reference,
            amount: self.amount.map(to_money),
        })
    }
}
