//! What is derived, as it is stored: the list row, the search key, due days, and all their keys.

use serde::{Deserialize, Serialize};

use super::{maybe_day, mirror, records};
use crate::domain::{DatumId, Day, Due, DueKind, Sign};
use crate::store::codec::CodecError;

/// What a list shows of a contact; its key gives the order. Borrows its texts when it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct ListRecord<'b> {
    #[serde(borrow)]
    pub(in crate::store) name: &'b str,
    #[serde(borrow)]
    pub(in crate::store) detail: &'b str,
    sign: SignRecord,
    sign_until: Option<i32>,
}

/// The version of [`ListRecord`] and [`SearchRecord`]: they are rebuilt, never carried over.
pub(in crate::store) const BORROWED_VERSION: u8 = 1;

mirror! {
    /// A sign.
    SignRecord = Sign { Unjustified, Violated, Restricted, Due, Clear, NotJudged }
}

mirror! {
    /// What falls due.
    DueKindRecord = DueKind { Notice, Lapse, Erase, Decision, Request, Recipient, Look, Proof, FollowUp }
}

/// The folded search key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct SearchRecord<'b>(#[serde(borrow)] pub(in crate::store) &'b str);

/// What falls due for one contact on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct DueRecord(Vec<(DueKindRecord, Option<u32>)>);

/// That a contact has a contact point: the key says it all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct PointRecord;

/// Every key that was derived from a contact, and as of which day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct DerivedRecord {
    pub(in crate::store) as_of: i32,
    pub(in crate::store) order: String,
    pub(in crate::store) points: Vec<(u8, Vec<u8>)>,
    pub(in crate::store) days: Vec<i32>,
}

records! {
    DueRecord = "due";
    PointRecord = "point";
    DerivedRecord = "derived";
}

impl<'b> ListRecord<'b> {
    /// What a list shows.
    pub(in crate::store) fn new(
        name: &'b str,
        detail: &'b str,
        sign: Sign,
        sign_until: Option<Day>,
    ) -> Self {
        Self { name, detail, sign: sign.into(), sign_until: sign_until.map(Day::to_number) }
    }

    /// The sign and the last day on which it holds.
    pub(in crate::store) fn sign(&self) -> Result<(Sign, Option<Day>), CodecError> {
        Ok((self.sign.into(), maybe_day(self.sign_until)?))
    }
}

impl DueRecord {
    /// What of `due` falls on `day`.
    pub(in crate::store) fn on(day: Day, due: &[Due]) -> Self {
        Self(
            due.iter()
                .filter(|one| one.day == day)
                .map(|one| (one.kind.into(), one.datum.map(|id| id.0)))
                .collect(),
        )
    }

    /// What falls due on `day`.
    pub(in crate::store) fn into_due(self, day: Day) -> impl Iterator<Item = Due> {
        self.0.into_iter().map(move |(kind, datum)| Due {
            day,
            kind: kind.into(),
            datum: datum.map(DatumId),
        })
    }
}
