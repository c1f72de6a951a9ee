//! What an event would change for everybody to whom it can happen.

use super::{Answer, Asked, event, words};
use crate::{
    app::{AppError, Session},
    domain::{ContactId, Controller, Day, Effect, Facts, PurposeId, Verdict, WhatIf, what_if},
    store::StoreError,
};

/// How many contacts are read in one transaction: transactions are short.
const SLICE: usize = 500;

/// What would change in the whole vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// The event: `if nothing happened until 1 January 2027`.
    pub event: String,
    /// How many contacts were asked about.
    pub contacts: usize,
    /// For how many something would change.
    pub changed: usize,
    /// How many values would change, by what the change comes to, the gravest first.
    pub values: Vec<(Effect, usize)>,
    /// How many values each purpose could use more, and how many it would lose, by its word.
    pub exports: Vec<(String, usize, usize)>,
    /// The first of them, each in full.
    pub first: Vec<Answer>,
}

/// What would change for everybody if it happened on day `on`; `first` of them are told in full,
/// `report` hears how many are done.
///
/// # Errors
///
/// An unknown purpose, and whatever the store reports.
pub fn vault(
    session: &Session,
    asked: &Asked,
    on: Day,
    first: usize,
    mut report: impl FnMut(usize, usize),
) -> Result<Changes, AppError> {
    let controller = session.controller()?;
    let today = session.today();
    let ids = session.store().read(|reader| Ok::<_, AppError>(reader.contact_ids()?))?;
    let mut sum = Sum {
        asked,
        controller: &controller,
        days: (on, today),
        first,
        changes: Changes {
            event: words::asked(asked, on, today),
            contacts: ids.len(),
            changed: 0,
            values: Vec::new(),
            exports: Vec::new(),
            first: Vec::new(),
        },
        moved: Vec::new(),
    };
    for (done, slice) in ids.chunks(SLICE).enumerate() {
        for facts in session.store().read(|reader| {
            let facts = slice.iter().map(|id: &ContactId| reader.facts(*id));
            facts.collect::<Result<Vec<Facts>, StoreError>>()
        })? {
            sum.add(&facts)?;
        }
        report(done.saturating_mul(SLICE).saturating_add(slice.len()), ids.len());
    }
    Ok(sum.finish())
}

/// Adds up what changes.
struct Sum<'a> {
    asked: &'a Asked,
    controller: &'a Controller,
    days: (Day, Day),
    first: usize,
    changes: Changes,
    moved: Vec<(PurposeId, usize, usize)>,
}

impl Sum<'_> {
    fn add(&mut self, facts: &Facts) -> Result<(), AppError> {
        let (on, _today) = self.days;
        let Some(event) = event(facts, self.controller, self.asked, on)? else { return Ok(()) };
        let changed = if let WhatIf::PassTo(later) = &event {
            // Nothing is written: the same facts, seen on another day.
            let before = (facts, self.controller, on);
            what_if::changed(before, (facts, self.controller, *later))
        } else {
            let (then, ruled) = what_if::apply(facts, self.controller, &event, on);
            what_if::changed((facts, self.controller, on), (&then, &ruled, on))
        };
        if changed.is_empty() {
            return Ok(());
        }
        self.changes.changed += 1;
        for one in &changed {
            let effect = one.effect();
            let values = &mut self.changes.values;
            match values.iter_mut().find(|(known, _)| *known == effect) {
                Some((_, number)) => *number += 1,
                None => values.push((effect, 1)),
            }
            let permitted = |verdict: Option<Verdict>| {
                verdict.map(|verdict| verdict.permitted).unwrap_or_default()
            };
            let (was, is) = (permitted(one.before), permitted(one.after));
            is.minus(was).iter().for_each(|purpose| self.moves(purpose, (1, 0)));
            was.minus(is).iter().for_each(|purpose| self.moves(purpose, (0, 1)));
        }
        if self.changes.first.len() < self.first {
            self.changes.first.push(super::answer(facts, self.controller, &event, self.days));
        }
        Ok(())
    }

    fn moves(&mut self, purpose: PurposeId, (gained, lost): (usize, usize)) {
        match self.moved.iter_mut().find(|(known, ..)| *known == purpose) {
            Some((_, gains, loses)) => {
                *gains += gained;
                *loses += lost;
            }
            None => self.moved.push((purpose, gained, lost)),
        }
    }

    fn finish(mut self) -> Changes {
        self.changes.values.sort_unstable_by_key(|(effect, _)| *effect);
        self.moved.sort_unstable_by_key(|(purpose, ..)| *purpose);
        let policy = self.controller.policy(self.days.0);
        self.changes.exports = self
            .moved
            .into_iter()
            .map(|(purpose, gains, loses)| (words::key(policy, purpose), gains, loses))
            .collect();
        self.changes
    }
}
