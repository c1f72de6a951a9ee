//! Annex B 4, *minimal support*: what a proof names as necessary is necessary, and nothing counts
//! that it does not name.

use std::sync::Arc;

use candor::domain::{
    Cite, ClaimState, Datum, Day, Facts, GroundId, Node, Proof, Rule, Standing, Support, Weighing,
    claim, prove, support::cited, verdict,
};

use super::many::{ensure, every_history};
use crate::support::Story;

/// Every record of the story that can be taken away, as it would be cited.
fn records(story: &Story, datum: &Datum) -> Vec<Cite> {
    let (facts, controller) = (&story.facts, &story.controller);
    let mut all: Vec<Cite> = Vec::new();
    all.extend(facts.grounds.iter().map(|one| Cite::Ground(one.id)));
    all.extend(facts.consents.iter().map(|one| Cite::Consent(one.id)));
    all.extend(facts.rights.iter().map(|one| Cite::Right(one.id)));
    all.extend(facts.events.iter().map(|one| Cite::Event(one.id)));
    all.extend(facts.interactions.iter().map(|one| Cite::Interaction(one.id)));
    all.extend(facts.disclosures.iter().map(|one| Cite::Disclosure(one.id)));
    all.extend(facts.engagements.iter().map(|one| Cite::Engagement(one.engagement.id)));
    all.extend(controller.assessments.iter().map(|one| Cite::Assessment(one.id)));
    all.extend(controller.notices.iter().map(|one| Cite::Notice(one.id)));
    if datum.provenances.len() > 1 {
        all.extend(datum.provenances.iter().map(|one| Cite::Origin(one.origin.id)));
    }
    all
}

/// The story without a record.
pub(super) fn without(story: &Story, cite: Cite) -> Story {
    let mut less = story.clone();
    let Facts { data, grounds, consents, rights, events, disclosures, engagements, .. } =
        &mut less.facts;
    match cite {
        Cite::Ground(id) => grounds.retain(|one| one.id != id),
        Cite::Consent(id) => consents.retain(|one| one.id != id),
        Cite::Right(id) => rights.retain(|one| one.id != id),
        Cite::Event(id) => events.retain(|one| one.id != id),
        Cite::Interaction(id) => less.facts.interactions.retain(|one| one.id != id),
        Cite::Disclosure(id) => disclosures.retain(|one| one.id != id),
        Cite::Engagement(id) => engagements.retain(|one| one.engagement.id != id),
        Cite::Assessment(id) => less.controller.assessments.retain(|one| one.id != id),
        Cite::Notice(id) => less.controller.notices.retain(|one| one.id != id),
        Cite::Origin(id) => {
            for datum in data {
                datum.provenances.retain(|one| one.origin.id != id);
            }
        }
        Cite::Datum(id) => data.retain(|one| one.id != id),
        Cite::Purpose(id) => {
            for policy in &mut less.controller.policies {
                policy.purposes.iter_mut().filter(|one| one.id == id).for_each(|one| {
                    one.active = false;
                });
            }
        }
    }
    less
}

/// Whether the claim of the ground carries the datum.
fn holds(story: &Story, datum: &Datum, ground: GroundId, day: Day) -> bool {
    let (facts, controller) = (&story.facts, &story.controller);
    let datum = facts.data.iter().find(|one| one.id == datum.id);
    let ground = facts.grounds.iter().find(|one| one.id == ground);
    let (Some(datum), Some(ground), Some(policy)) = (datum, ground, controller.policy(day)) else {
        return false;
    };
    let case = candor::domain::Case { facts, controller, policy, datum, day };
    datum.obtained_on().is_some_and(|obtained| obtained <= day)
        && claim::meets(&case, ground)
        && matches!(claim::evaluate(&case, ground, &mut ()), ClaimState::Holds { .. })
}

fn claims(proof: &Proof) -> impl Iterator<Item = (GroundId, &Node)> {
    proof.nodes.iter().filter_map(|node| match (node.finding.rule, node.finding.cite) {
        (Rule::Claim { .. }, Some(Cite::Ground(id))) => Some((id, node)),
        _ => None,
    })
}

fn standing(story: &Story, datum: &Datum, day: Day) -> Option<Standing> {
    let datum = story.facts.data.iter().find(|one| one.id == datum.id)?;
    verdict(&story.facts, &story.controller, datum, day).map(|verdict| verdict.standing)
}

/// Asks of every datum of ten thousand histories.
fn every_proof(
    seed: u64,
    asked: impl Fn(&Story, &Datum, Day, &Proof, &Support) -> Result<(), String>,
) {
    every_history(seed, |story, chance| {
        let on = chance.day(400);
        let mut weighing = Weighing::new(&story.facts, &story.controller);
        for datum in &story.facts.data {
            let Some((_, proof)) = prove(&story.facts, &story.controller, datum, on) else {
                continue;
            };
            let support = weighing.support(datum, &proof, on);
            asked(story, datum, on, &proof, &support)?;
        }
        Ok(())
    });
}

/// Annex B 4: deleting any single record that is named as necessary flips that claim.
#[test]
fn a_claim_fails_without_any_of_the_records_that_it_cannot_do_without() {
    every_proof(41, |story, datum, on, proof, support| {
        for (ground, node) in claims(proof).filter(|(_, node)| node.finding.fails.is_none()) {
            for cite in cited(node) {
                let still = holds(&without(story, cite), datum, ground, on);
                let necessary = support.is_necessary(ground, cite);
                ensure!(still != necessary, "{cite:?} for ground {ground} on {on}");
            }
        }
        Ok(())
    });
}

/// Annex B 4: deleting any record that the proof does not name flips nothing.
#[test]
fn what_no_proof_names_can_be_deleted_without_any_claim_changing() {
    every_proof(42, |story, datum, on, proof, _support| {
        let of_verdict: Vec<Cite> = proof.nodes.iter().flat_map(cited).collect();
        let now = standing(story, datum, on);
        for cite in records(story, datum) {
            let less = without(story, cite);
            for (ground, node) in claims(proof) {
                let (was, is) = (node.finding.fails.is_none(), holds(&less, datum, ground, on));
                let named = cited(node).contains(&cite);
                ensure!(was == is || named, "{cite:?} flips ground {ground} on {on} {was}");
            }
            let named = of_verdict.contains(&cite);
            let then = standing(&less, datum, on);
            ensure!(
                named || now == then || then.is_none(),
                "{cite:?} makes {now:?} {then:?} on {on}"
            );
        }
        Ok(())
    });
}

/// Annex B 4: what is marked as enough carries the claim without any other record at all, and is
/// the least that does.
#[test]
fn the_smallest_set_of_records_carries_the_verdict_alone() {
    every_proof(43, |story, datum, on, _proof, support| {
        let Some(lightest) = support.lightest() else { return Ok(()) };
        let fewest = support.claims.iter().map(|one| one.enough.len()).min();
        ensure!(fewest == Some(lightest.enough.len()), "another claim needs fewer");

        let others = records(story, datum).into_iter();
        let others = others.filter(|cite| !lightest.enough.contains(cite));
        let alone = others.fold(story.clone(), |story, cite| without(&story, cite));
        ensure!(holds(&alone, datum, lightest.ground, on), "not enough on {on}: {lightest:?}");
        for cite in lightest.enough.iter().filter(|one| !lightest.necessary.contains(one)) {
            let less = without(&alone, *cite);
            ensure!(!holds(&less, datum, lightest.ground, on), "{cite:?} is not needed on {on}");
        }
        Ok(())
    });
}

#[test]
fn of_two_notices_one_is_enough_and_neither_is_necessary() {
    let mut story = Story::in_country("DE");
    story.adopt("keep-in-touch", "2024-01-01");
    let from = crate::support::From::asked().for_purposes(&["keep-in-touch"]);
    let id = story.datum(candor::domain::Category::Email, "x", "2024-01-01", from);
    let ground = story.by_interest("keep-in-touch", "2024-01-01");
    let (first, second) = (story.tell("2024-01-02"), story.tell("2024-01-03"));
    let datum = story.of(id).clone();
    let on = crate::support::day("2024-02-01");

    let (_, proof) = prove(&story.facts, &story.controller, &datum, on).unwrap();
    let support = Weighing::new(&story.facts, &story.controller).support(&datum, &proof, on);

    let told = [Cite::Right(first), Cite::Right(second)];
    let marked = told.into_iter().filter(|cite| support.carries(Some(ground), *cite)).count();
    assert!(told.into_iter().all(|cite| !support.is_necessary(ground, cite)), "{support:?}");
    assert_eq!(marked, 1, "{:?}", support.smallest());
    assert_eq!(Arc::strong_count(&datum.provenances[0].origin), 2);
}
