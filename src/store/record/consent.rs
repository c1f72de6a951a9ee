//! Consent events as they are stored.

use serde::{Deserialize, Serialize};

use super::datum::CategoryRecord;
use super::{PeriodRecord, day, from_period, mirror, records, to_period};
use crate::domain::{
    Channel, ConsentEvent, ConsentId, ConsentState, DatumId, Expression, IndicatedBy, Moment,
    PointRef, PurposeId, RecipientId,
};
use crate::store::codec::CodecError;

/// An event of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct ConsentRecord {
    purpose: u8,
    state: StateRecord,
    on: i32,
    recorded_at: i64,
    expression: ExpressionRecord,
    indicated_by: IndicatedByRecord,
    age: Option<u8>,
    method: String,
    notice: String,
    language: String,
    categories: Vec<CategoryRecord>,
    recipients: Vec<u32>,
    channel: Option<ChannelRecord>,
    points: Vec<(u32, [u8; 32])>,
    validity: Option<PeriodRecord>,
    evidence: String,
}

mirror! {
    /// The state of a consent.
    StateRecord = ConsentState {
        Unknown, Requested, Deferred, Refused, Given, Renewed, Withdrawn, Revoked, Expired,
        Invalidated,
    }
}

mirror! {
    /// How clearly it was said.
    ExpressionRecord = Expression { Implied, Expressed, Explicit }
}

mirror! {
    /// Who said it.
    IndicatedByRecord = IndicatedBy { Person, Parent, Ourselves, Import }
}

mirror! {
    /// A channel.
    ChannelRecord = Channel { Email, Phone, Post, Message }
}

records! { ConsentRecord = "consent"; }

impl From<&ConsentEvent> for ConsentRecord {
    fn from(event: &ConsentEvent) -> Self {
        Self {
            purpose: event.purpose.0,
            state: event.state.into(),
            on: event.on.to_number(),
            recorded_at: event.recorded_at.0,
            expression: event.expression.into(),
            indicated_by: event.indicated_by.into(),
            age: event.age,
            method: event.method.clone(),
            notice: event.notice.clone(),
            language: event.language.clone(),
            categories: event.categories.iter().map(CategoryRecord::from).collect(),
            recipients: event.recipients.iter().map(|id| id.0).collect(),
            channel: event.channel.map(Into::into),
            points: event.points.iter().map(|point| (point.datum.0, point.mark)).collect(),
            validity: event.validity.map(from_period),
            evidence: event.evidence.clone(),
        }
    }
}

impl ConsentRecord {
    /// The event with that number.
    pub(in crate::store) fn into_event(self, id: ConsentId) -> Result<ConsentEvent, CodecError> {
        Ok(ConsentEvent {
            id,
            purpose: PurposeId(self.purpose),
            state: self.state.into(),
            on: day(self.on)?,
            recorded_at: Moment(self.recorded_at),
            expression: self.expression.into(),
            indicated_by: self.indicated_by.into(),
            age: self.age,
            method: self.method,
            notice: self.notice,
            language: self.language,
            categories: self.categories.into_iter().map(Into::into).collect(),
            recipients: self.recipients.into_iter().map(RecipientId).collect(),
            channel: self.channel.map(Into::into),
            points: self
                .points
                .into_iter()
                .map(|(datum, mark)| PointRef { datum: DatumId(datum), mark })
                .collect(),
            validity: self.validity.map(to_period),
            evidence: self.evidence,
        })
    }
}
