//! Who has got data that changed since, and is to be told of it (GDPR Art. 19).
//!
//! A correction is told to everybody who got the wrong value or an earlier one that it replaced; an
//! erasure on request and a restriction to everybody who got the data.

use super::{
    DatumId, Day, Facts, RecipientId, RequestOutcome, RequestStep, RightFact, RightId, ToldOf,
};

/// A recipient to be told of one change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToTell {
    /// Who.
    pub recipient: RecipientId,
    /// What became of the data.
    pub of: ToldOf,
    /// The record of the change.
    pub right: RightId,
    /// The day of the change.
    pub since: Day,
    /// The data that they got.
    pub data: Vec<DatumId>,
    /// The day on which they were told, or on which it was noted why they need not be.
    pub told: Option<Day>,
}

/// Everybody to be told of changes up to `day`, and whether they were; by change, then recipient.
#[must_use]
pub fn to_tell(facts: &Facts, day: Day) -> Vec<ToTell> {
    let mut found = Vec::new();
    for right in facts.rights.iter().filter(|right| right.on <= day) {
        let Some((of, changed)) = change(facts, right.id, &right.fact, day) else { continue };
        for (recipient, data) in recipients(facts, &changed, day) {
            let told = told(facts, (recipient, of), &data, (right.on, day));
            let (right, since) = (right.id, right.on);
            found.push(ToTell { recipient, of, right, since, data, told });
        }
    }
    found
}

/// The datum and every one that it replaced, step by step.
#[must_use]
pub fn chain(facts: &Facts, datum: DatumId) -> Vec<DatumId> {
    let mut chain = vec![datum];
    let mut reached = 0;
    while let Some(last) = chain.get(reached).copied() {
        let recorded = facts.rights.iter().filter_map(|right| {
            let (old, new) = right.fact.corrected()?;
            (new == last).then_some(old)
        });
        let linked = facts.data.iter().filter(|one| one.id == last).filter_map(|one| one.corrects);
        for old in recorded.chain(linked) {
            if !chain.contains(&old) {
                chain.push(old);
            }
        }
        reached += 1;
    }
    chain
}

/// Whether a datum is the earlier one, or took its place by corrections (Art. 16): then it inherits
/// what was agreed about that. Allocates nothing; where a merge made two chains one, the first that
/// was recorded counts.
#[must_use]
pub fn took_place_of(facts: &Facts, datum: DatumId, earlier: DatumId) -> bool {
    let mut at = datum;
    for _step in 0..=facts.rights.len().saturating_add(facts.data.len()) {
        if at == earlier {
            return true;
        }
        let recorded = facts.rights.iter().find_map(|right| {
            let (old, new) = right.fact.corrected()?;
            (new == at).then_some(old)
        });
        let linked = || facts.data.iter().find(|one| one.id == at).and_then(|one| one.corrects);
        let Some(before) = recorded.or_else(linked) else { return false };
        at = before;
    }
    false
}

/// What changed and for which data (none: all of theirs), if it is to be told to recipients.
fn change(
    facts: &Facts,
    id: RightId,
    fact: &RightFact,
    day: Day,
) -> Option<(ToldOf, Vec<DatumId>)> {
    match fact {
        RightFact::Corrected { old, .. } => Some((ToldOf::Corrected, chain(facts, *old))),
        RightFact::Restriction { data, .. } => {
            let lifted = facts.rights.iter().any(|right| {
                right.on <= day && right.fact == RightFact::RestrictionLifted { restriction: id }
            });
            (!lifted).then(|| (ToldOf::Restricted, data.clone()))
        }
        RightFact::RequestStep { step, .. } => {
            let RequestStep::Decided { data, outcome: RequestOutcome::Erased } = step else {
                return None;
            };
            Some((ToldOf::Erased, data.clone()))
        }
        RightFact::Objection { .. }
        | RightFact::ObjectionDecided { .. }
        | RightFact::LiftingTold { .. }
        | RightFact::RestrictionLifted { .. }
        | RightFact::NoticeGiven(_)
        | RightFact::Request { .. }
        | RightFact::RecipientTold { .. } => None,
    }
}

/// Who got any of the data, each once, with what they got.
fn recipients(facts: &Facts, changed: &[DatumId], day: Day) -> Vec<(RecipientId, Vec<DatumId>)> {
    let mut found: Vec<(RecipientId, Vec<DatumId>)> = Vec::new();
    for one in facts.disclosures.iter().filter(|one| one.left() && one.on <= day) {
        let Some(recipient) = one.recipient else { continue };
        let got = one.data.iter().filter(|id| changed.is_empty() || changed.contains(id));
        let got: Vec<DatumId> = got.copied().collect();
        if got.is_empty() {
            continue;
        }
        match found.iter_mut().find(|(known, _)| *known == recipient) {
            Some((_, data)) => data.extend(got),
            None => found.push((recipient, got)),
        }
    }
    for (_, data) in &mut found {
        data.sort_unstable();
        data.dedup();
    }
    found.sort_by_key(|(recipient, _)| *recipient);
    found
}

/// The first day from the change on, up to the day asked for, on which all of the data were told of.
fn told(
    facts: &Facts,
    (recipient, of): (RecipientId, ToldOf),
    data: &[DatumId],
    (since, day): (Day, Day),
) -> Option<Day> {
    let tellings = facts.rights.iter().filter(|right| right.on >= since && right.on <= day);
    let mut tellings: Vec<(Day, &[DatumId])> = tellings
        .filter_map(|right| {
            let RightFact::RecipientTold { recipient: who, of: what, data, .. } = &right.fact
            else {
                return None;
            };
            (*who == recipient && *what == of).then_some((right.on, data.as_slice()))
        })
        .collect();
    tellings.sort_by_key(|(on, _)| *on);
    let mut missing = data.to_vec();
    for (on, told) in tellings {
        missing.retain(|id| !told.is_empty() && !told.contains(id));
        if missing.is_empty() {
            return Some(on);
        }
    }
    None
}
