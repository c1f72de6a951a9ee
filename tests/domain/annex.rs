//! Annex B of the scenarios, each property on ten thousand random histories: 1, 2, 5, 6, 7, 9.
//! Its 3 is in `counterfactual`, 4 in `support`, 8 in `erasure` and the area `store`, 10 in `architecture`.

use candor::domain::{
    Channel, Datum, DatumId, Day, DueKind, Facts, HoldUntil, LawfulBasis, PurposeId, PurposeSet,
    RecipientId, Standing, Verdict, claim, derive,
    gate::{Receiver, Use, may_use},
    opening::purpose_key::LEGAL_CLAIMS,
    verdict,
};

use super::history::ids;
use super::many::{Chance, ensure, every_history};
use crate::support::{Story, day};

fn judge(story: &Story, id: DatumId, on: Day) -> Option<Verdict> {
    let datum = story.facts.data.iter().find(|datum| datum.id == id)?;
    verdict(&story.facts, &story.controller, datum, on)
}

fn data(story: &Story) -> Vec<DatumId> {
    story.facts.data.iter().map(|datum| datum.id).collect()
}

/// Annex B 1, *monotone*: adding a valid claim never shortens `hold_until`; removing one never
/// lengthens it.
///
/// A ground on consent binds what was collected for it, and a provenance that names no purpose
/// stands for the grounds of its day: these two do more than carry, and are left out.
#[test]
fn a_claim_more_never_shortens_what_may_be_held_and_one_less_never_lengthens_it() {
    every_history(1, |story, chance| {
        let on = chance.day(100);
        for ground in ids(story) {
            let mut fewer = story.clone();
            let place = fewer.facts.grounds.iter().position(|one| one.id == ground).unwrap();
            if fewer.facts.grounds.remove(place).basis == LawfulBasis::Consent {
                continue;
            }
            for datum in &story.facts.data {
                if datum.provenances.iter().any(|one| one.origin.collected_for.is_none()) {
                    continue;
                }
                let (Some(all), Some(less)) =
                    (judge(story, datum.id, on), judge(&fewer, datum.id, on))
                else {
                    continue;
                };
                let lost = all.standing == Standing::Unjustified;
                ensure!(
                    !lost || less.standing == Standing::Unjustified,
                    "datum {} without ground {ground} on {on}: {less:?}",
                    datum.id
                );
                ensure!(
                    less.standing != Standing::Justified || less.hold_until <= all.hold_until,
                    "datum {} without ground {ground} on {on}: {} {}",
                    datum.id,
                    less.hold_until,
                    all.hold_until
                );
            }
        }
        Ok(())
    });
}

/// The purposes for which a claim carries the datum, and those among them that Art. 18(2) leaves
/// open while it is restricted.
fn claimed(story: &Story, datum: &Datum, on: Day) -> (PurposeSet, PurposeSet) {
    let (facts, controller) = (&story.facts, &story.controller);
    let (mut all, mut restricted) = (PurposeSet::EMPTY, PurposeSet::EMPTY);
    let Some(policy) = controller.policy(on) else { return (all, restricted) };
    let case = candor::domain::Case { facts, controller, policy, datum, day: on };
    for ground in facts.grounds.iter().filter(|ground| claim::meets(&case, ground)) {
        let state = claim::evaluate(&case, ground, &mut ());
        if !matches!(state, candor::domain::ClaimState::Holds { .. }) {
            continue;
        }
        all.insert(ground.purpose);
        let claims = policy.purpose(ground.purpose).is_some_and(|one| one.key == LEGAL_CLAIMS);
        if claims || ground.basis == LawfulBasis::Consent {
            restricted.insert(ground.purpose);
        }
    }
    (all, restricted)
}

/// Whether it is an address, given by the person with an opt-out offered at first, and the use is
/// marketing: what the soft opt-in asks of the datum.
fn may_be_sold_to(story: &Story, datum: &Datum, purpose: PurposeId, on: Day) -> bool {
    let origins = datum.provenances.iter().map(|one| &one.origin);
    let first = origins.min_by_key(|one| (one.collected_on, !one.opt_out_offered)).unwrap();
    datum.channel() == Some(Channel::Email)
        && first.opt_out_offered
        && first.source.is_person()
        && story.controller.purpose(purpose, on).is_some_and(|one| one.marketing)
}

fn asked(story: &Story, chance: &mut Chance, day: Day) -> Use {
    let purposes = u8::try_from(story.policy().purposes.len()).unwrap();
    let to = [Receiver::Ourselves, Receiver::Recipient(RecipientId(1))];
    let channels = [None, Some(Channel::Email), Some(Channel::Phone), Some(Channel::Post)];
    Use {
        purpose: Some(PurposeId(chance.byte(purposes))),
        to: to[usize::from(chance.byte(2))],
        channel: channels[usize::from(chance.byte(4))],
        day,
    }
}

/// Annex B 2, *gate ⊆ claims*: every field in an export has a valid claim with that purpose at that
/// instant; nothing restricted or unjustified ever appears (but what Art. 18(2) leaves open). A sale
/// with an opt-out from the start carries the claim of its marketing as well (CJEU C-654/23).
#[test]
fn nothing_leaves_without_a_claim_that_holds_for_that_purpose_on_that_day() {
    every_history(2, |story, chance| {
        let on = chance.day(100);
        let permitted = data(story).into_iter().filter_map(|id| judge(story, id, on));
        let marketing = story.policy().purposes.iter().filter(|one| one.marketing);
        let marketing: PurposeSet = marketing.map(|one| one.id).collect();
        let permitted = permitted.fold(marketing, |all, one| all.union(one.permitted));
        let mut uses: Vec<Use> = (0..4).map(|_| asked(story, chance, on)).collect();
        uses.extend(permitted.iter().map(|id| Use {
            purpose: Some(id),
            to: Receiver::Ourselves,
            channel: None,
            day: on,
        }));
        for asked in uses {
            let purpose = asked.purpose.unwrap();
            for id in may_use(&story.facts, &story.controller, asked).passes {
                let datum = story.facts.data.iter().find(|datum| datum.id == id).unwrap();
                let (claimed, left_open) = claimed(story, datum, on);
                let sold = may_be_sold_to(story, datum, purpose, on);
                ensure!(claimed.contains(purpose) || sold, "{id} leaves for {purpose} on {on}");
                match judge(story, id, on).map(|verdict| verdict.standing) {
                    Some(Standing::Justified) => {}
                    Some(Standing::Restricted) => {
                        ensure!(left_open.contains(purpose), "{id} is restricted on {on}");
                    }
                    other => return Err(format!("{id} is {other:?} on {on}, and leaves")),
                }
            }
        }
        Ok(())
    });
}

/// The story as it was known on a day, when nothing was recorded late.
fn as_known_on(story: &Story, on: Day) -> Story {
    let mut known = story.clone();
    let Facts { data, grounds, consents, rights, events, disclosures, engagements, .. } =
        &mut known.facts;
    let happened = |datum: &mut Datum| {
        datum.provenances.retain(|one| one.origin.collected_on <= on);
        !datum.provenances.is_empty()
    };
    data.retain_mut(happened);
    grounds.retain(|ground| ground.opened <= on);
    for ground in grounds.iter_mut() {
        ground.closed = ground.closed.filter(|last| *last <= on);
    }
    consents.retain(|event| event.on <= on);
    rights.retain(|right| right.on <= on);
    events.retain(|event| event.on <= on);
    disclosures.retain(|one| one.on <= on);
    for one in engagements.iter_mut() {
        one.engagement.stages.retain(|(_, from)| *from <= on);
        if !one.engagement.stage_on(on).is_some_and(candor::domain::Stage::is_end) {
            one.engagement.owed_until = None;
        }
    }
    engagements.retain(|one| !one.engagement.stages.is_empty());
    known.facts.interactions.retain(|talk| talk.on <= on);
    known.controller.assessments.retain(|one| one.adopted_on <= on);
    known.controller.notices.retain(|one| one.from <= on);
    known.controller.policies.retain(|one| one.from <= on);
    known
}

/// Annex B 5, *as-of determinism*: the verdict as of *t* computed today equals the verdict that was
/// computed on day *t*, where nothing was recorded late.
#[test]
fn a_day_that_has_gone_by_is_judged_as_it_was_judged_then() {
    every_history(5, |story, chance| {
        let on = chance.day(100);
        let known = as_known_on(story, on);
        for id in data(&known) {
            let (then, now) = (judge(&known, id, on), judge(story, id, on));
            ensure!(then == now, "{id} on {on}: {then:?} then, {now:?} now");
        }
        Ok(())
    });
}

/// The rows in any other order.
fn mixed<T>(rows: &mut [T], chance: &mut Chance) {
    for at in (1..rows.len()).rev() {
        let other = usize::try_from(chance.below(u64::try_from(at).unwrap() + 1)).unwrap();
        rows.swap(at, other);
    }
}

/// Annex B 6, *order independence*: shuffling the insertion order of events changes no verdict.
#[test]
fn the_order_in_which_facts_lie_changes_no_verdict() {
    every_history(6, |story, chance| {
        let mut other = story.clone();
        let Facts { data: values, grounds, consents, rights, events, disclosures, .. } =
            &mut other.facts;
        mixed(values, chance);
        for datum in values.iter_mut() {
            mixed(&mut datum.provenances, chance);
        }
        mixed(grounds, chance);
        mixed(consents, chance);
        mixed(rights, chance);
        mixed(events, chance);
        mixed(disclosures, chance);
        mixed(&mut other.facts.engagements, chance);
        mixed(&mut other.facts.interactions, chance);
        mixed(&mut other.controller.assessments, chance);
        mixed(&mut other.controller.notices, chance);
        let on = chance.day(100);
        for id in data(story) {
            let (one, two) = (judge(story, id, on), judge(&other, id, on));
            ensure!(one == two, "{id} on {on}: {one:?} {two:?}");
        }
        Ok(())
    });
}

/// The last day on which anything happens; what runs out by itself is no event.
fn last_event(story: &Story) -> Day {
    let facts = &story.facts;
    let origins = facts.data.iter().flat_map(|datum| &datum.provenances);
    let stages = facts.engagements.iter().flat_map(|one| &one.engagement.stages);
    let mut days: Vec<Day> = origins.map(|one| one.origin.collected_on).collect();
    days.extend(facts.grounds.iter().flat_map(|one| [Some(one.opened), one.closed]).flatten());
    days.extend(facts.consents.iter().map(|one| one.on));
    days.extend(facts.rights.iter().map(|one| one.on));
    days.extend(facts.events.iter().map(|one| one.on));
    days.extend(facts.disclosures.iter().map(|one| one.on));
    days.extend(facts.interactions.iter().map(|one| one.on));
    days.extend(stages.map(|(_, on)| *on));
    days.extend(story.controller.policies.iter().map(|one| one.from));
    days.extend(story.controller.assessments.iter().map(|one| one.adopted_on));
    days.extend(story.controller.notices.iter().map(|one| one.from));
    days.into_iter().max().unwrap_or_else(|| day(super::history::START))
}

/// Annex B 7, *clock only forward*: with no new events, a datum moves from justified to unjustified
/// at most once as time goes by, and not before the day that was promised.
#[test]
fn without_new_events_what_is_lost_stays_lost_and_what_was_promised_is_kept() {
    every_history(7, |story, chance| {
        let calm = last_event(story);
        for id in data(story) {
            let Some(now) = judge(story, id, calm) else { continue };
            let offsets = (0..6).map(|_| u32::try_from(chance.below(1_200)).unwrap());
            let mut later: Vec<Day> = offsets.map(|days| calm.add_days(days)).collect();
            let promised = now.hold_until.day().filter(|last| *last >= calm);
            later.extend(promised.into_iter().flat_map(|last| [last, last.next()]));
            later.sort_unstable();
            let mut last = now.standing;
            for on in later {
                let Some(then) = judge(story, id, on) else { continue };
                let backward = (last, then.standing)
                    == (Standing::Unjustified, Standing::Justified)
                    || (last, then.standing) == (Standing::Unjustified, Standing::Restricted)
                    || (last, then.standing) == (Standing::Restricted, Standing::Justified);
                ensure!(!backward, "{id}: {last:?}, and {:?} on {on}", then.standing);
                if now.standing == Standing::Justified {
                    let promise = promised.is_none_or(|promised| on <= promised);
                    let kept = then.standing == Standing::Justified;
                    ensure!(kept == promise, "{id} on {on}: promised {}", now.hold_until);
                }
                last = then.standing;
            }
        }
        Ok(())
    });
}

/// Annex B 9, *restriction dominates*: adding a restriction removes every ordinary export and every
/// auto-erasure and opens `hold_until`, and changes nothing else.
#[test]
fn a_restriction_stops_every_ordinary_use_and_changes_nothing_else() {
    every_history(9, |story, chance| {
        let on = chance.day(100);
        let all = data(story);
        let id = all[usize::from(chance.byte(u8::try_from(all.len()).unwrap()))];
        let Some(before) = judge(story, id, on) else { return Ok(()) };
        let mut restricted = story.clone();
        restricted.restrict(vec![id], &on.to_string());
        let after = judge(&restricted, id, on).unwrap();

        ensure!(after.standing == Standing::Restricted, "{id} on {on}: {after:?}");
        ensure!(after.hold_until == HoldUntil::Open, "{id} on {on}: {}", after.hold_until);
        ensure!(after.erase_by.is_none(), "{id} must not go");
        ensure!(after.permitted.minus(before.permitted).is_empty(), "{id}: more is permitted");
        let datum = story.facts.data.iter().find(|datum| datum.id == id).unwrap();
        let (_, left_open) = claimed(&restricted, datum, on);
        for purpose in before.permitted.union(after.permitted).iter() {
            let asked =
                Use { purpose: Some(purpose), to: Receiver::Ourselves, channel: None, day: on };
            let leaves = may_use(&restricted.facts, &restricted.controller, asked).passes;
            ensure!(
                !leaves.contains(&id) || left_open.contains(purpose),
                "{id} leaves for {purpose} on {on}"
            );
        }
        let due = derive(&restricted.facts, &restricted.controller, on).due;
        let erased = due.iter().any(|one| one.kind == DueKind::Erase && one.datum == Some(id));
        ensure!(!erased, "{id} is to be erased");
        for other in all.into_iter().filter(|other| *other != id) {
            let (was, is) = (judge(story, other, on), judge(&restricted, other, on));
            ensure!(was == is, "{other} on {on}: {was:?} {is:?}");
        }
        Ok(())
    });
}
