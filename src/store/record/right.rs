//! What people did with their rights, and what left, as it is stored.

use serde::{Deserialize, Serialize};

use super::datum::CategoryRecord;
use super::request::StepRecord;
use super::{day, maybe_day, mirror, records};
use crate::domain::{
    DatumId, Day, Decision, Disclosure, DisclosureId, Moment, NoticeGiven, NoticeHow, NoticeId,
    ObjectionScope, PurposeId, Reason, Reasons, RecipientId, RequestKind, Right, RightFact,
    RightId, ToldOf,
};
use crate::store::codec::{CodecError, Record, decode_body};

/// A dated fact about a contact's rights.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct RightRecord {
    on: i32,
    recorded_at: i64,
    fact: FactRecord,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum FactRecord {
    /// `None`: all direct marketing.
    Objection(Option<u8>),
    ObjectionDecided(u32, DecisionRecord),
    Restriction(Vec<u32>, String),
    LiftingTold(u32),
    RestrictionLifted(u32),
    NoticeGiven(NoticeGivenRecord),
    Request(RequestRecord, Option<i32>),
    RequestStep(u32, StepRecord),
    Corrected(u32, u32),
    RecipientTold(u32, ChangeRecord, Vec<u32>, HowRecord),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct NoticeGivenRecord {
    notice: Option<u32>,
    purposes: Vec<u8>,
    sources: Vec<String>,
    how: HowRecord,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum HowRecord {
    Given(String),
    Exempt(String),
}

impl From<&NoticeHow> for HowRecord {
    fn from(how: &NoticeHow) -> Self {
        match how {
            NoticeHow::Given(means) => Self::Given(means.clone()),
            NoticeHow::Exempt(reason) => Self::Exempt(reason.clone()),
        }
    }
}

impl From<HowRecord> for NoticeHow {
    fn from(record: HowRecord) -> Self {
        match record {
            HowRecord::Given(means) => Self::Given(means),
            HowRecord::Exempt(reason) => Self::Exempt(reason),
        }
    }
}

mirror! {
    /// What recipients are told of.
    ChangeRecord = ToldOf { Corrected, Erased, Restricted }
}

mirror! {
    /// How an objection was decided.
    DecisionRecord = Decision { Upheld, Overruled }
}

mirror! {
    /// Which right was exercised.
    RequestRecord = RequestKind {
        Question, Access, Rectification, Erasure, Portability, Complaint,
    }
}

/// Data that left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct DisclosureRecord {
    recipient: Option<u32>,
    purpose: Option<u8>,
    on: i32,
    recorded_at: i64,
    data: Vec<u32>,
    categories: Vec<CategoryRecord>,
    means: String,
    /// The codes of the reasons why it was refused.
    refused: Vec<String>,
    /// The data that it was against the rules of its day to use so, with the codes of the reasons.
    violations: Vec<(u32, Vec<String>)>,
}

/// Data that left, as the second version wrote it: nobody judged what left by the user's own hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct DisclosureRecordV2 {
    recipient: Option<u32>,
    purpose: Option<u8>,
    on: i32,
    recorded_at: i64,
    data: Vec<u32>,
    categories: Vec<CategoryRecord>,
    means: String,
    refused: Vec<String>,
}

impl From<DisclosureRecordV2> for DisclosureRecord {
    fn from(old: DisclosureRecordV2) -> Self {
        Self {
            recipient: old.recipient,
            purpose: old.purpose,
            on: old.on,
            recorded_at: old.recorded_at,
            data: old.data,
            categories: old.categories,
            means: old.means,
            refused: old.refused,
            violations: vec![],
        }
    }
}

/// Data that left, as the first version wrote it: always for a purpose, to somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct DisclosureRecordV1 {
    recipient: u32,
    purpose: u8,
    on: i32,
    recorded_at: i64,
    data: Vec<u32>,
    categories: Vec<CategoryRecord>,
    means: String,
    refused: bool,
}

impl From<DisclosureRecordV1> for DisclosureRecordV2 {
    fn from(old: DisclosureRecordV1) -> Self {
        Self {
            recipient: Some(old.recipient),
            purpose: Some(old.purpose),
            on: old.on,
            recorded_at: old.recorded_at,
            data: old.data,
            categories: old.categories,
            means: old.means,
            refused: if old.refused { vec![Reason::NoPurpose.code().to_owned()] } else { vec![] },
        }
    }
}

impl Record for DisclosureRecord {
    const NAME: &'static str = "disclosure";
    const VERSION: u8 = 3;

    fn older(version: u8, body: &[u8]) -> Result<Self, CodecError> {
        match version {
            1 => {
                let first = decode_body::<DisclosureRecordV1>(body, Self::NAME)?;
                Ok(DisclosureRecordV2::from(first).into())
            }
            2 => Ok(decode_body::<DisclosureRecordV2>(body, Self::NAME)?.into()),
            _ => Err(CodecError::UnknownVersion { record: Self::NAME, version }),
        }
    }
}

records! {
    RightRecord = "right";
}

impl From<&Right> for RightRecord {
    fn from(right: &Right) -> Self {
        Self {
            on: right.on.to_number(),
            recorded_at: right.recorded_at.0,
            fact: FactRecord::from(&right.fact),
        }
    }
}

impl RightRecord {
    /// The fact with that number.
    pub(in crate::store) fn into_right(self, id: RightId) -> Result<Right, CodecError> {
        Ok(Right {
            id,
            on: day(self.on)?,
            recorded_at: Moment(self.recorded_at),
            fact: self.fact.try_into()?,
        })
    }
}

impl From<&RightFact> for FactRecord {
    fn from(fact: &RightFact) -> Self {
        match fact {
            RightFact::Objection { scope } => Self::Objection(match scope {
                ObjectionScope::Marketing => None,
                ObjectionScope::Purpose(purpose) => Some(purpose.0),
            }),
            RightFact::ObjectionDecided { objection, decision } => {
                Self::ObjectionDecided(objection.0, (*decision).into())
            }
            RightFact::Restriction { data, reason } => {
                Self::Restriction(data.iter().map(|id| id.0).collect(), reason.clone())
            }
            RightFact::LiftingTold { restriction } => Self::LiftingTold(restriction.0),
            RightFact::RestrictionLifted { restriction } => Self::RestrictionLifted(restriction.0),
            RightFact::NoticeGiven(given) => Self::NoticeGiven(NoticeGivenRecord {
                notice: given.notice.map(|id| id.0),
                purposes: given.purposes.iter().map(|id| id.0).collect(),
                sources: given.sources.clone(),
                how: HowRecord::from(&given.how),
            }),
            RightFact::Request { kind, answered } => {
                Self::Request((*kind).into(), answered.map(Day::to_number))
            }
            RightFact::RequestStep { request, step } => Self::RequestStep(request.0, step.into()),
            RightFact::Corrected { old, new } => Self::Corrected(old.0, new.0),
            RightFact::RecipientTold { recipient, of, data, how } => Self::RecipientTold(
                recipient.0,
                (*of).into(),
                data.iter().map(|id| id.0).collect(),
                how.into(),
            ),
        }
    }
}

impl TryFrom<FactRecord> for RightFact {
    type Error = CodecError;

    fn try_from(record: FactRecord) -> Result<Self, CodecError> {
        Ok(match record {
            FactRecord::Objection(purpose) => Self::Objection {
                scope: purpose.map_or(ObjectionScope::Marketing, |number| {
                    ObjectionScope::Purpose(PurposeId(number))
                }),
            },
            FactRecord::ObjectionDecided(objection, decision) => {
                Self::ObjectionDecided { objection: RightId(objection), decision: decision.into() }
            }
            FactRecord::Restriction(data, reason) => {
                Self::Restriction { data: data.into_iter().map(DatumId).collect(), reason }
            }
            FactRecord::LiftingTold(id) => Self::LiftingTold { restriction: RightId(id) },
            FactRecord::RestrictionLifted(id) => {
                Self::RestrictionLifted { restriction: RightId(id) }
            }
            FactRecord::NoticeGiven(given) => Self::NoticeGiven(NoticeGiven {
                notice: given.notice.map(NoticeId),
                purposes: given.purposes.into_iter().map(PurposeId).collect(),
                sources: given.sources,
                how: given.how.into(),
            }),
            FactRecord::Request(kind, answered) => {
                Self::Request { kind: kind.into(), answered: maybe_day(answered)? }
            }
            FactRecord::RequestStep(request, step) => {
                Self::RequestStep { request: RightId(request), step: step.try_into()? }
            }
            FactRecord::Corrected(old, new) => {
                Self::Corrected { old: DatumId(old), new: DatumId(new) }
            }
            FactRecord::RecipientTold(recipient, of, data, how) => Self::RecipientTold {
                recipient: RecipientId(recipient),
                of: of.into(),
                data: data.into_iter().map(DatumId).collect(),
                how: how.into(),
            },
        })
    }
}

fn codes(reasons: Reasons) -> Vec<String> {
    reasons.iter().map(|one| one.code().to_owned()).collect()
}

fn reasons(codes: &[String]) -> Result<Reasons, CodecError> {
    let known = codes.iter().map(|code| Reason::of_code(code)).collect::<Option<Reasons>>();
    known.ok_or(CodecError::Impossible { field: "reason" })
}

impl From<&Disclosure> for DisclosureRecord {
    fn from(disclosure: &Disclosure) -> Self {
        Self {
            recipient: disclosure.recipient.map(|id| id.0),
            purpose: disclosure.purpose.map(|id| id.0),
            on: disclosure.on.to_number(),
            recorded_at: disclosure.recorded_at.0,
            data: disclosure.data.iter().map(|id| id.0).collect(),
            categories: disclosure.categories.iter().map(CategoryRecord::from).collect(),
            means: disclosure.means.clone(),
            refused: codes(disclosure.refused),
            violations: disclosure
                .violations
                .iter()
                .map(|(id, reasons)| (id.0, codes(*reasons)))
                .collect(),
        }
    }
}

impl DisclosureRecord {
    /// The disclosure with that number.
    pub(in crate::store) fn into_disclosure(
        self,
        id: DisclosureId,
    ) -> Result<Disclosure, CodecError> {
        Ok(Disclosure {
            id,
            recipient: self.recipient.map(RecipientId),
            purpose: self.purpose.map(PurposeId),
            on: day(self.on)?,
            recorded_at: Moment(self.recorded_at),
            data: self.data.into_iter().map(DatumId).collect(),
            categories: self.categories.into_iter().map(Into::into).collect(),
            means: self.means,
            refused: reasons(&self.refused)?,
            violations: self
                .violations
                .iter()
                .map(|(id, codes)| Ok((DatumId(*id), reasons(codes)?)))
                .collect::<Result<_, CodecError>>()?,
        })
    }
}
