//! The steps of a request, as they are stored within a fact about rights.

use serde::{Deserialize, Serialize};

use super::maybe_day;
use crate::domain::{DatumId, Day, RequestOutcome, RequestStep};
use crate::store::codec::CodecError;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum StepRecord {
    IdentityDoubted(String),
    IdentityShown(String),
    ClarificationAsked(String),
    ClarificationAnswered,
    Extended(String),
    Acknowledged,
    Decided(Vec<u32>, OutcomeRecord),
    Answered(String),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum OutcomeRecord {
    Given,
    Corrected,
    Erased,
    /// Article, reason, last day.
    Refused(String, String, Option<i32>),
}

impl From<&RequestStep> for StepRecord {
    fn from(step: &RequestStep) -> Self {
        match step {
            RequestStep::IdentityDoubted { reason } => Self::IdentityDoubted(reason.clone()),
            RequestStep::IdentityShown { how } => Self::IdentityShown(how.clone()),
            RequestStep::ClarificationAsked { question } => {
                Self::ClarificationAsked(question.clone())
            }
            RequestStep::ClarificationAnswered => Self::ClarificationAnswered,
            RequestStep::Extended { reason } => Self::Extended(reason.clone()),
            RequestStep::Acknowledged => Self::Acknowledged,
            RequestStep::Decided { data, outcome } => {
                Self::Decided(data.iter().map(|id| id.0).collect(), outcome.into())
            }
            RequestStep::Answered { means } => Self::Answered(means.clone()),
        }
    }
}

impl TryFrom<StepRecord> for RequestStep {
    type Error = CodecError;

    fn try_from(record: StepRecord) -> Result<Self, CodecError> {
        Ok(match record {
            StepRecord::IdentityDoubted(reason) => Self::IdentityDoubted { reason },
            StepRecord::IdentityShown(how) => Self::IdentityShown { how },
            StepRecord::ClarificationAsked(question) => Self::ClarificationAsked { question },
            StepRecord::ClarificationAnswered => Self::ClarificationAnswered,
            StepRecord::Extended(reason) => Self::Extended { reason },
            StepRecord::Acknowledged => Self::Acknowledged,
            StepRecord::Decided(data, outcome) => Self::Decided {
                data: data.into_iter().map(DatumId).collect(),
                outcome: outcome.try_into()?,
            },
            StepRecord::Answered(means) => Self::Answered { means },
        })
    }
}

impl From<&RequestOutcome> for OutcomeRecord {
    fn from(outcome: &RequestOutcome) -> Self {
        match outcome {
            RequestOutcome::Given => Self::Given,
            RequestOutcome::Corrected => Self::Corrected,
            RequestOutcome::Erased => Self::Erased,
            RequestOutcome::Refused { article, reason, until } => {
                Self::Refused(article.clone(), reason.clone(), until.map(Day::to_number))
            }
        }
    }
}

impl TryFrom<OutcomeRecord> for RequestOutcome {
    type Error = CodecError;

    fn try_from(record: OutcomeRecord) -> Result<Self, CodecError> {
        Ok(match record {
            OutcomeRecord::Given => Self::Given,
            OutcomeRecord::Corrected => Self::Corrected,
            OutcomeRecord::Erased => Self::Erased,
            OutcomeRecord::Refused(article, reason, until) => {
                Self::Refused { article, reason, until: maybe_day(until)? }
            }
        })
    }
}
