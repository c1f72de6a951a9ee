//! Shifts: which verdicts are others under another policy, or after something happened.

use super::{Controller, DatumId, Day, Facts, Verdict, verdict};

/// What is known of a contact, and by which rules it is judged.
#[derive(Debug, Clone, Copy)]
pub struct World<'a> {
    /// The facts.
    pub facts: &'a Facts,
    /// The user with their policies.
    pub controller: &'a Controller,
}

/// One datum whose verdict is another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// Which.
    pub datum: DatumId,
    /// The verdict before; `None`: it was not there.
    pub before: Option<Verdict>,
    /// The verdict after; `None`: it is no longer there.
    pub after: Option<Verdict>,
}

impl World<'_> {
    /// The verdict of a datum on a day; `None` if it is not held then.
    #[must_use]
    pub fn judge(&self, id: DatumId, day: Day) -> Option<Verdict> {
        let held = |one: &&super::Datum| one.id == id && one.deleted.is_none();
        let datum = self.facts.data.iter().find(held)?;
        verdict(self.facts, self.controller, datum, day)
    }
}

/// Every datum of the contact on a day with its verdict in both worlds, in the order of their ids.
#[must_use]
pub fn compare(before: World<'_>, after: World<'_>, day: Day) -> Vec<Shift> {
    let mut ids: Vec<DatumId> =
        before.facts.data.iter().chain(&after.facts.data).map(|datum| datum.id).collect();
    ids.sort_unstable();
    ids.dedup();
    let both = ids.into_iter().map(|datum| Shift {
        datum,
        before: before.judge(datum, day),
        after: after.judge(datum, day),
    });
    both.filter(|shift| shift.before.is_some() || shift.after.is_some()).collect()
}

impl Shift {
    /// Whether anything about the verdict is another: standing, day, reasons, permitted purposes.
    #[must_use]
    pub fn is_change(&self) -> bool {
        self.before != self.after
    }
}
