//! Breaches, as they are stored.

use serde::{Deserialize, Serialize};

use super::datum::CategoryRecord;
use super::{mirror, records};
use crate::domain::breach::{Breach, Risk, Telling, Told};
use crate::domain::{BreachId, ContactId, Moment};

/// Something that happened to personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct BreachRecord {
    aware: i64,
    recorded_at: i64,
    what: String,
    whose: Vec<u64>,
    categories: Vec<CategoryRecord>,
    sealed: bool,
    risk: RiskRecord,
    measures: String,
    tellings: Vec<(ToldRecord, i64, String)>,
}

mirror! {
    /// How likely harm is.
    RiskRecord = Risk { Unlikely, Likely, High }
}

mirror! {
    /// Who was told.
    ToldRecord = Told { Authority, People }
}

records! {
    BreachRecord = "breach";
}

impl From<&Breach> for BreachRecord {
    fn from(breach: &Breach) -> Self {
        let telling = |one: &Telling| (one.whom.into(), one.at.0, one.how.clone());
        Self {
            aware: breach.aware.0,
            recorded_at: breach.recorded_at.0,
            what: breach.what.clone(),
            whose: breach.whose.iter().map(|id| id.0).collect(),
            categories: breach.categories.iter().map(Into::into).collect(),
            sealed: breach.sealed,
            risk: breach.risk.into(),
            measures: breach.measures.clone(),
            tellings: breach.tellings.iter().map(telling).collect(),
        }
    }
}

impl BreachRecord {
    /// The breach with that number.
    pub(in crate::store) fn into_breach(self, id: BreachId) -> Breach {
        let telling = |(whom, at, how): (ToldRecord, i64, String)| Telling {
            whom: whom.into(),
            at: Moment(at),
            how,
        };
        Breach {
            id,
            aware: Moment(self.aware),
            recorded_at: Moment(self.recorded_at),
            what: self.what,
            whose: self.whose.into_iter().map(ContactId).collect(),
            categories: self.categories.into_iter().map(Into::into).collect(),
            sealed: self.sealed,
            risk: self.risk.into(),
            measures: self.measures,
            tellings: self.tellings.into_iter().map(telling).collect(),
        }
    }
}
