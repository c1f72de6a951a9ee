//! Engagements and interactions as they are stored, each with the contacts who have a part in it.

use serde::{Deserialize, Serialize};

use super::datum::{HintRecord, SpecialRecord};
use super::{MoneyRecord, day, from_money, maybe_day, mirror, records, to_money};
use crate::domain::{
    ContactId, Day, Direction, Engagement, EngagementId, HintMark, Interaction, InteractionId,
    Means, Moment, PartyRole, Stage,
};
use crate::store::codec::{CodecError, Record, decode_body};

/// An engagement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct EngagementRecord {
    title: String,
    service: String,
    value: Option<MoneyRecord>,
    asked_for: bool,
    stages: Vec<(StageRecord, i32)>,
    owed_until: Option<i32>,
    /// Whose it is: the other way round than `party`.
    pub(in crate::store) parties: Vec<u64>,
}

mirror! {
    /// A stage.
    StageRecord = Stage { Enquiry, Proposal, Running, Done, Lost }
}

/// What a contact is to an engagement: a row of `party`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) enum PartyRecord {
    Client,
    ContactPerson(u64),
}

/// An interaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct InteractionRecord {
    pub(in crate::store) on: i32,
    recorded_at: i64,
    means: MeansRecord,
    direction: DirectionRecord,
    engagement: Option<u64>,
    pub(in crate::store) text: String,
    carries_notice: bool,
    /// Who took part: the other way round than `attended`.
    pub(in crate::store) attendees: Vec<u64>,
    special: Option<SpecialRecord>,
    hint: HintRecord,
}

/// An interaction as it was before hints.
#[derive(Deserialize)]
struct InteractionV1 {
    on: i32,
    recorded_at: i64,
    means: MeansRecord,
    direction: DirectionRecord,
    engagement: Option<u64>,
    text: String,
    carries_notice: bool,
    attendees: Vec<u64>,
}

mirror! {
    /// By which means.
    MeansRecord = Means { Mail, Call, Meeting, Message, Letter, Click, OpenedMail }
}

mirror! {
    /// Who spoke.
    DirectionRecord = Direction { FromThem, ToThem, Both }
}

/// That somebody took part in an interaction: a row of `attended`, whose key says it all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct AttendedRecord;

records! {
    EngagementRecord = "engagement";
    PartyRecord = "party";
    AttendedRecord = "attended";
}

impl Record for InteractionRecord {
    const NAME: &'static str = "interaction";
    const VERSION: u8 = 2;

    fn older(version: u8, body: &[u8]) -> Result<Self, CodecError> {
        match version {
            1 => Ok(decode_body::<InteractionV1>(body, Self::NAME)?.into()),
            _ => Err(CodecError::UnknownVersion { record: Self::NAME, version }),
        }
    }
}

impl From<InteractionV1> for InteractionRecord {
    fn from(old: InteractionV1) -> Self {
        Self {
            on: old.on,
            recorded_at: old.recorded_at,
            means: old.means,
            direction: old.direction,
            engagement: old.engagement,
            text: old.text,
            carries_notice: old.carries_notice,
            attendees: old.attendees,
            special: None,
            hint: HintMark::None.into(),
        }
    }
}

impl EngagementRecord {
    /// An engagement with its parties.
    pub(in crate::store) fn new(engagement: &Engagement, parties: Vec<u64>) -> Self {
        Self {
            title: engagement.title.clone(),
            service: engagement.service.clone(),
            value: engagement.value.map(from_money),
            asked_for: engagement.asked_for,
            stages: engagement
                .stages
                .iter()
                .map(|(stage, on)| ((*stage).into(), on.to_number()))
                .collect(),
            owed_until: engagement.owed_until.map(Day::to_number),
            parties,
        }
    }

    /// The engagement with that number.
    pub(in crate::store) fn into_engagement(
        self,
        id: EngagementId,
    ) -> Result<Engagement, CodecError> {
        let mut stages = Vec::with_capacity(self.stages.len());
        for (stage, on) in self.stages {
            stages.push((stage.into(), day(on)?));
        }
        Ok(Engagement {
            id,
            title: self.title,
            service: self.service,
            value: self.value.map(to_money),
            asked_for: self.asked_for,
            stages,
            owed_until: maybe_day(self.owed_until)?,
        })
    }
}

impl From<PartyRole> for PartyRecord {
    fn from(role: PartyRole) -> Self {
        match role {
            PartyRole::Client => Self::Client,
            PartyRole::ContactPerson { of } => Self::ContactPerson(of.0),
        }
    }
}

impl From<PartyRecord> for PartyRole {
    fn from(record: PartyRecord) -> Self {
        match record {
            PartyRecord::Client => Self::Client,
            PartyRecord::ContactPerson(of) => Self::ContactPerson { of: ContactId(of) },
        }
    }
}

impl InteractionRecord {
    /// An interaction with those who took part.
    pub(in crate::store) fn new(interaction: &Interaction, attendees: Vec<u64>) -> Self {
        Self {
            on: interaction.on.to_number(),
            recorded_at: interaction.recorded_at.0,
            means: interaction.means.into(),
            direction: interaction.direction.into(),
            engagement: interaction.engagement.map(|id| id.0),
            text: interaction.text.clone(),
            carries_notice: interaction.carries_notice,
            attendees,
            special: interaction.special.map(Into::into),
            hint: interaction.hint.into(),
        }
    }

    /// The interaction with that number.
    pub(in crate::store) fn into_interaction(
        self,
        id: InteractionId,
    ) -> Result<Interaction, CodecError> {
        Ok(Interaction {
            id,
            on: day(self.on)?,
            recorded_at: Moment(self.recorded_at),
            means: self.means.into(),
            direction: self.direction.into(),
            engagement: self.engagement.map(EngagementId),
            text: self.text,
            carries_notice: self.carries_notice,
            special: self.special.map(Into::into),
            hint: self.hint.into(),
        })
    }
}
