//! Compatibility: whether a purpose goes with those for which a datum was collected (Art. 6(4)).

use super::{Case, Cite, Datum, Day, Facts, Ground, LawfulBasis, Purpose, PurposeId, PurposeSet};

/// The purposes of collection, as known on `day`: what was told; where nobody said, the grounds open
/// on the day of collection, else the first one opened.
#[must_use]
pub fn collected_for(facts: &Facts, datum: &Datum, day: Day) -> PurposeSet {
    let mut purposes = PurposeSet::EMPTY;
    for provenance in &datum.provenances {
        let origin = &provenance.origin;
        if origin.collected_on > day {
            continue;
        }
        if let Some(told) = origin.collected_for {
            purposes = purposes.union(told);
            continue;
        }
        let open = facts.grounds.iter().filter(|ground| {
            ground.opened <= origin.collected_on
                && ground.closed.is_none_or(|closed| closed >= origin.collected_on)
        });
        let open: PurposeSet = open.map(|ground| ground.purpose).collect();
        if open.is_empty() {
            let known = facts.grounds.iter().filter(|ground| ground.opened <= day);
            let first = known.min_by_key(|ground| (ground.opened, ground.id));
            purposes =
                purposes.union(first.map(|one| PurposeSet::one(one.purpose)).unwrap_or_default());
        } else {
            purposes = purposes.union(open);
        }
    }
    purposes
}

/// Whether the purpose goes with those of the collection (Art. 6(4)); else since when it does not,
/// if it ever did. A collection by consent is compatible with nothing but itself.
pub(super) fn with_collection(case: &Case<'_>, purpose: &Purpose) -> Result<(), Option<Day>> {
    if purpose.compatible_with_all {
        return Ok(());
    }
    let collected = collected_for(case.facts, case.datum, case.day);
    let bound = bound_by_consent(case);
    let consented: PurposeSet = bound.clone().map(|(purpose, _)| purpose).collect();
    let goes = |set: PurposeSet, but: PurposeSet| {
        set.contains(purpose.id) || purpose.compatible_from.minus(but).meets(set)
    };
    if goes(collected, consented) || goes(reached(case, collected, consented), consented) {
        return Ok(());
    }
    let without_consent = reached(case, collected, PurposeSet::EMPTY);
    if !goes(without_consent, PurposeSet::EMPTY) {
        return Err(None);
    }
    let ours = bound.filter(|(purpose, _)| without_consent.contains(*purpose));
    Err(ours.map(|(_, opened)| opened).max())
}

/// The purposes that rest on consent by `day`, with the day since which each does.
fn bound_by_consent<'a>(case: &Case<'a>) -> impl Iterator<Item = (PurposeId, Day)> + Clone + 'a {
    let (facts, day): (&'a Facts, Day) = (case.facts, case.day);
    let consents = facts.grounds.iter().filter(|ground| ground.basis == LawfulBasis::Consent);
    consents.filter(move |ground| ground.opened <= day).map(|one| (one.purpose, one.opened))
}

/// The purposes of collection and those into which they led, step by step: who asked about work
/// and became a client was held for the work as well.
fn reached(case: &Case<'_>, collected: PurposeSet, but: PurposeSet) -> PurposeSet {
    let mut reached = collected;
    loop {
        let before = reached;
        for ground in case.facts.grounds.iter().filter(|ground| ground.opened <= case.day) {
            let Some(purpose) = case.policy.purpose(ground.purpose) else { continue };
            let leads_on = ground.basis != LawfulBasis::Consent && !purpose.marketing;
            if leads_on && purpose.compatible_from.minus(but).meets(reached) {
                reached.insert(purpose.id);
            }
        }
        if reached == before {
            return reached;
        }
    }
}

/// The records behind the answer: every way in which the datum came in, where there are several,
/// and the grounds that stand for a purpose that nobody told, or that lead on from one.
pub(super) fn rests_on(
    case: &Case<'_>,
    ground: &Ground,
    purpose: &Purpose,
    holds: bool,
) -> Vec<Cite> {
    let by_then = || {
        let ways = case.datum.provenances.iter().map(|provenance| &provenance.origin);
        ways.filter(|origin| origin.collected_on <= case.day)
    };
    let several = case.datum.provenances.len() > 1;
    let mut cites: Vec<Cite> =
        by_then().filter(|_| several).map(|origin| Cite::Origin(origin.id)).collect();
    if ground.basis == LawfulBasis::Consent || purpose.compatible_with_all {
        return cites;
    }
    let told: PurposeSet = by_then()
        .filter_map(|origin| origin.collected_for)
        .fold(PurposeSet::EMPTY, PurposeSet::union);
    let consented: PurposeSet = bound_by_consent(case).map(|(purpose, _)| purpose).collect();
    let directly =
        told.contains(purpose.id) || purpose.compatible_from.minus(consented).meets(told);
    if !(holds && directly) {
        let opened = case.facts.grounds.iter().filter(|one| one.opened <= case.day);
        cites.extend(opened.map(|one| Cite::Ground(one.id)));
    }
    cites
}
