//! What the user has declared, as it is stored: who they are, notices, recipients, balancings.

use serde::{Deserialize, Serialize};

use super::{country, day, letters, maybe_country, mirror, records};
use crate::domain::{
    Assessment, AssessmentId, Country, Notice, NoticeId, Outcome, ProxyReason, PurposeId,
    Recipient, RecipientId, Segment, SegmentId,
};
use crate::store::codec::CodecError;

/// Who the user is: a row of `meta`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct IdentityRecord {
    pub(in crate::store) name: String,
    country: [u8; 2],
    pub(in crate::store) zone: String,
    pub(in crate::store) own_addresses: Vec<String>,
}

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct NoticeRecord {
    version: String,
    language: String,
    purposes: Vec<u8>,
    sources: Vec<String>,
    from: i32,
    standing: bool,
}

/// A recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct RecipientRecord {
    name: String,
    role: String,
    country: Option<[u8; 2]>,
}

/// A balancing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct AssessmentRecord {
    purpose: u8,
    text: String,
    outcome: OutcomeRecord,
    adopted_on: i32,
}

mirror! {
    /// How a balancing came out.
    OutcomeRecord = Outcome { Positive, Negative }
}

/// A saved query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct SegmentRecord {
    pub(in crate::store) name: String,
    query: String,
    purpose: Option<u8>,
    /// Word and reason of each likely proxy.
    reasons: Vec<(String, String)>,
    on: i32,
}

records! {
    IdentityRecord = "identity";
    NoticeRecord = "notice";
    RecipientRecord = "recipient";
    AssessmentRecord = "assessment";
    SegmentRecord = "segment";
}

impl IdentityRecord {
    /// Who the user is.
    pub(in crate::store) fn new(
        name: &str,
        country: Country,
        zone: &str,
        own_addresses: &[String],
    ) -> Self {
        Self {
            name: name.to_owned(),
            country: letters(country),
            zone: zone.to_owned(),
            own_addresses: own_addresses.to_vec(),
        }
    }

    /// Where the user is.
    pub(in crate::store) fn country(&self) -> Result<Country, CodecError> {
        country(self.country)
    }
}

impl From<&Notice> for NoticeRecord {
    fn from(notice: &Notice) -> Self {
        Self {
            version: notice.version.clone(),
            language: notice.language.clone(),
            purposes: notice.purposes.iter().map(|id| id.0).collect(),
            sources: notice.sources.clone(),
            from: notice.from.to_number(),
            standing: notice.standing,
        }
    }
}

impl NoticeRecord {
    /// The notice with that number.
    pub(in crate::store) fn into_notice(self, id: NoticeId) -> Result<Notice, CodecError> {
        Ok(Notice {
            id,
            version: self.version,
            language: self.language,
            purposes: self.purposes.into_iter().map(PurposeId).collect(),
            sources: self.sources,
            from: day(self.from)?,
            standing: self.standing,
        })
    }
}

impl From<&Recipient> for RecipientRecord {
    fn from(recipient: &Recipient) -> Self {
        Self {
            name: recipient.name.clone(),
            role: recipient.role.clone(),
            country: recipient.country.map(letters),
        }
    }
}

impl RecipientRecord {
    /// The recipient with that number.
    pub(in crate::store) fn into_recipient(self, id: RecipientId) -> Result<Recipient, CodecError> {
        let country = maybe_country(self.country)?;
        Ok(Recipient { id, name: self.name, role: self.role, country })
    }
}

impl From<&Assessment> for AssessmentRecord {
    fn from(assessment: &Assessment) -> Self {
        Self {
            purpose: assessment.purpose.0,
            text: assessment.text.clone(),
            outcome: assessment.outcome.into(),
            adopted_on: assessment.adopted_on.to_number(),
        }
    }
}

impl AssessmentRecord {
    /// The balancing with that number.
    pub(in crate::store) fn into_assessment(
        self,
        id: AssessmentId,
    ) -> Result<Assessment, CodecError> {
        Ok(Assessment {
            id,
            purpose: PurposeId(self.purpose),
            text: self.text,
            outcome: self.outcome.into(),
            adopted_on: day(self.adopted_on)?,
        })
    }
}

impl From<&Segment> for SegmentRecord {
    fn from(segment: &Segment) -> Self {
        let reason = |one: &ProxyReason| (one.word.clone(), one.reason.clone());
        Self {
            name: segment.name.clone(),
            query: segment.query.clone(),
            purpose: segment.purpose.map(|id| id.0),
            reasons: segment.reasons.iter().map(reason).collect(),
            on: segment.on.to_number(),
        }
    }
}

impl SegmentRecord {
    /// The segment with that number.
    pub(in crate::store) fn into_segment(self, id: SegmentId) -> Result<Segment, CodecError> {
        let reason = |(word, reason)| ProxyReason { word, reason };
        Ok(Segment {
            id,
            name: self.name,
            query: self.query,
            purpose: self.purpose.map(PurposeId),
            reasons: self.reasons.into_iter().map(reason).collect(),
            on: day(self.on)?,
        })
    }
}
