//! Grounds as they are stored.

use serde::{Deserialize, Serialize};

use super::{day, maybe_day, mirror, records};
use crate::domain::{
    Art9Condition, AssessmentId, ConsentId, Day, EngagementId, EventId, Evidence, Ground, GroundId,
    InteractionId, LawfulBasis, PurposeId,
};
use crate::store::codec::CodecError;

/// A ground.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct GroundRecord {
    purpose: u8,
    basis: BasisRecord,
    evidence: EvidenceRecord,
    opened: i32,
    closed: Option<i32>,
    condition: Option<ConditionRecord>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum EvidenceRecord {
    Ledger,
    Consent(u32),
    Engagement(u64),
    Event(u32),
    Interaction(u64),
    Assessment(u32),
    Reason(String),
}

mirror! {
    /// A lawful basis.
    BasisRecord = LawfulBasis {
        Consent, Contract, LegalObligation, VitalInterests, PublicTask, LegitimateInterests,
    }
}

mirror! {
    /// A condition for special categories.
    ConditionRecord = Art9Condition { ExplicitConsent, MadePublic, LegalClaims, Other }
}

records! { GroundRecord = "ground"; }

impl From<&Ground> for GroundRecord {
    fn from(ground: &Ground) -> Self {
        Self {
            purpose: ground.purpose.0,
            basis: ground.basis.into(),
            evidence: match &ground.evidence {
                Evidence::Ledger => EvidenceRecord::Ledger,
                Evidence::Consent(id) => EvidenceRecord::Consent(id.0),
                Evidence::Engagement(id) => EvidenceRecord::Engagement(id.0),
                Evidence::Event(id) => EvidenceRecord::Event(id.0),
                Evidence::Interaction(id) => EvidenceRecord::Interaction(id.0),
                Evidence::Assessment(id) => EvidenceRecord::Assessment(id.0),
                Evidence::Reason(reason) => EvidenceRecord::Reason(reason.clone()),
            },
            opened: ground.opened.to_number(),
            closed: ground.closed.map(Day::to_number),
            condition: ground.condition.map(Into::into),
        }
    }
}

impl GroundRecord {
    /// The ground with that number.
    pub(in crate::store) fn into_ground(self, id: GroundId) -> Result<Ground, CodecError> {
        Ok(Ground {
            id,
            purpose: PurposeId(self.purpose),
            basis: self.basis.into(),
            evidence: match self.evidence {
                EvidenceRecord::Ledger => Evidence::Ledger,
                EvidenceRecord::Consent(id) => Evidence::Consent(ConsentId(id)),
                EvidenceRecord::Engagement(id) => Evidence::Engagement(EngagementId(id)),
                EvidenceRecord::Event(id) => Evidence::Event(EventId(id)),
                EvidenceRecord::Interaction(id) => Evidence::Interaction(InteractionId(id)),
                EvidenceRecord::Assessment(id) => Evidence::Assessment(AssessmentId(id)),
                EvidenceRecord::Reason(reason) => Evidence::Reason(reason),
            },
            opened: day(self.opened)?,
            closed: maybe_day(self.closed)?,
            condition: self.condition.map(Into::into),
        })
    }
}
