//! What holds for every history (annex B of the scenarios).

use candor::domain::{
    Datum, DatumId, Day, Facts, HoldUntil, LawfulBasis, Node, Reasons, Rule, Standing, Verdict,
    derive, prove, verdict,
};
use proptest::prelude::*;

use super::history::{LENGTH, START, Step, histories, ids, story};
use crate::support::{Story, day};

/// The last day of the stories, well after the last event and every deadline.
fn horizon() -> Day {
    day(START).add_days(LENGTH + 920)
}

/// The day after which nothing happens any more.
fn calm() -> Day {
    day(START).add_days(LENGTH + 520)
}

fn days(from: Day, to: Day) -> impl Iterator<Item = Day> {
    std::iter::successors(Some(from), |day| Some(day.next())).take_while(move |day| *day <= to)
}

fn judge(story: &Story, id: DatumId, on: Day) -> Option<Verdict> {
    let datum = story.facts.data.iter().find(|datum| datum.id == id)?;
    verdict(&story.facts, &story.controller, datum, on)
}

fn data(story: &Story) -> Vec<DatumId> {
    story.facts.data.iter().map(|datum| datum.id).collect()
}

/// The story as it was known on a day, when nothing was recorded late.
fn as_known_on(story: &Story, on: Day) -> Story {
    let mut known = story.clone();
    let Facts { data, grounds, consents, rights, events, engagements, interactions, .. } =
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
    interactions.retain(|talk| talk.on <= on);
    for one in engagements.iter_mut() {
        one.engagement.stages.retain(|(_, from)| *from <= on);
        if !one.engagement.stage_on(on).is_some_and(candor::domain::Stage::is_end) {
            one.engagement.owed_until = None;
        }
    }
    engagements.retain(|one| !one.engagement.stages.is_empty());
    known.controller.assessments.retain(|one| one.adopted_on <= on);
    known.controller.policies.retain(|one| one.from <= on);
    known
}

fn turned<T>(rows: &mut [T], turn: usize) {
    if !rows.is_empty() {
        rows.rotate_left(turn % rows.len());
    }
}

fn shuffled(steps: &[Step], story: &Story) -> Story {
    let mut other = story.clone();
    let turn = steps.len() % 5;
    let Facts { data, grounds, consents, rights, events, engagements, interactions, .. } =
        &mut other.facts;
    turned(data, turn);
    for datum in data.iter_mut() {
        datum.provenances.reverse();
    }
    turned(grounds, turn);
    turned(consents, turn);
    turned(rights, turn);
    turned(events, turn);
    engagements.reverse();
    interactions.reverse();
    other.controller.assessments.reverse();
    other
}

fn claims(nodes: &[Node]) -> impl Iterator<Item = &Node> {
    nodes.iter().filter(|node| matches!(node.finding.rule, Rule::Claim { .. }))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_first_unjustified_day_is_the_one_that_a_search_day_by_day_finds(
        steps in histories(16)
    ) {
        let story = story(&steps);
        for id in data(&story) {
            let mut since: Option<Day> = None;
            for on in days(day(START), horizon()) {
                let Some(verdict) = judge(&story, id, on) else { continue };
                if verdict.standing != Standing::Unjustified {
                    prop_assert_eq!(verdict.unjustified_since, None);
                    since = None;
                    continue;
                }
                let first = *since.get_or_insert(on);
                prop_assert_eq!(verdict.unjustified_since, Some(first), "{} on {}", id, on);
                let obtained = story.facts.data.iter().find(|one| one.id == id).unwrap();
                let held = match obtained.obtained_on() {
                    Some(obtained) if obtained < first => HoldUntil::Day(first.previous()),
                    _ => HoldUntil::Never,
                };
                prop_assert_eq!(verdict.hold_until, held);
            }
        }
    }

    #[test]
    fn the_last_justified_day_is_kept_to_while_nothing_happens(steps in histories(16)) {
        let story = story(&steps);
        for id in data(&story) {
            let Some(now) = judge(&story, id, calm()) else { continue };
            let mut last = now;
            for on in days(calm(), horizon()) {
                let verdict = judge(&story, id, on).unwrap();
                let forward = (last.standing, verdict.standing);
                prop_assert!(
                    forward.0 == forward.1
                        || forward == (Standing::Justified, Standing::Unjustified)
                        || forward == (Standing::Justified, Standing::Restricted)
                        || forward == (Standing::Restricted, Standing::Unjustified),
                    "{forward:?} on {on}"
                );
                if now.standing == Standing::Justified {
                    let holds = verdict.standing == Standing::Justified;
                    let promised = now.hold_until.day().is_none_or(|last| on <= last);
                    prop_assert_eq!(holds, promised, "{} on {}", now.hold_until, on);
                }
                last = verdict;
            }
        }
    }

    #[test]
    fn a_day_that_has_gone_by_is_judged_as_it_was_judged_then(
        steps in histories(16),
        at in 0..LENGTH + 100,
    ) {
        let story = story(&steps);
        let on = day(START).add_days(at);
        let known = as_known_on(&story, on);
        for id in data(&known) {
            let (then, now) = (judge(&known, id, on).unwrap(), judge(&story, id, on).unwrap());
            prop_assert_eq!(known.in_words(&then), story.in_words(&now));
        }
    }

    #[test]
    fn the_order_in_which_facts_lie_changes_no_verdict(steps in histories(16), at in 0..LENGTH) {
        let story = story(&steps);
        let other = shuffled(&steps, &story);
        let on = day(START).add_days(at + 60);
        for id in data(&story) {
            prop_assert_eq!(judge(&story, id, on), judge(&other, id, on));
        }
    }

    #[test]
    fn a_ground_less_never_lengthens_what_may_be_held(steps in histories(16), at in 0..LENGTH) {
        let story = story(&steps);
        let on = day(START).add_days(at + 60);
        for ground in ids(&story) {
            let mut fewer = story.clone();
            let place = fewer.facts.grounds.iter().position(|one| one.id == ground).unwrap();
            if fewer.facts.grounds.remove(place).basis == LawfulBasis::Consent {
                continue;
            }
            for datum in &story.facts.data {
                // What nobody told a purpose for stands for the grounds of its day, this one too.
                if datum.provenances.iter().any(|one| one.origin.collected_for.is_none()) {
                    continue;
                }
                let Some(all) = judge(&story, datum.id, on) else { continue };
                let less = judge(&fewer, datum.id, on).unwrap();
                if all.standing == Standing::Unjustified {
                    prop_assert_eq!(less.standing, Standing::Unjustified);
                }
                if less.standing == Standing::Justified {
                    prop_assert!(less.hold_until <= all.hold_until);
                }
            }
        }
    }

    #[test]
    fn a_restriction_stops_every_ordinary_use_and_changes_nothing_else(
        steps in histories(16),
        at in 0..LENGTH,
    ) {
        let story = story(&steps);
        let on = day(START).add_days(at);
        for id in data(&story) {
            let Some(before) = judge(&story, id, on) else { continue };
            let mut restricted = story.clone();
            restricted.restrict(vec![id], &on.to_string());
            let after = judge(&restricted, id, on).unwrap();

            prop_assert_eq!(after.standing, Standing::Restricted);
            prop_assert_eq!(after.hold_until, HoldUntil::Open);
            prop_assert_eq!(after.erase_by, None);
            prop_assert!(after.permitted.iter().all(|one| before.permitted.contains(one)));
            for other in data(&story).into_iter().filter(|other| *other != id) {
                prop_assert_eq!(judge(&story, other, on), judge(&restricted, other, on));
            }
        }
    }

    #[test]
    fn the_proof_says_what_the_verdict_says(steps in histories(16), at in 0..LENGTH + 520) {
        let story = story(&steps);
        let on = day(START).add_days(at);
        for datum in &story.facts.data {
            let without = verdict(&story.facts, &story.controller, datum, on);
            let proven = prove(&story.facts, &story.controller, datum, on);
            prop_assert_eq!(proven.is_some(), without.is_some());
            let Some((verdict, proof)) = proven else { continue };
            prop_assert_eq!(Some(verdict), without);

            let mut until = Some(Day::MIN);
            let (mut reasons, mut holds) = (Reasons::NONE, false);
            for node in claims(&proof.nodes) {
                let finding = node.finding;
                let failing = node.children.iter().filter(|child| child.finding.fails.is_some());
                prop_assert_eq!(failing.count() == 0, finding.fails.is_none(), "{:?}", node);
                if let Some(reason) = finding.fails {
                    reasons.insert(reason);
                    let below = node.children.iter().any(|one| one.finding.fails == Some(reason));
                    prop_assert!(below, "{:?}", node);
                } else {
                    holds = true;
                    until = until.zip(finding.day).map(|(so_far, day)| so_far.max(day));
                    let last = node.children.iter().filter_map(|child| child.finding.day).min();
                    prop_assert_eq!(last, finding.day, "{:?}", node);
                }
            }
            match verdict.standing {
                Standing::Justified => {
                    prop_assert!(holds);
                    prop_assert_eq!(verdict.hold_until.day(), until);
                }
                Standing::Unjustified => {
                    prop_assert!(!holds);
                    let met = claims(&proof.nodes).next().is_some();
                    prop_assert!(!met || reasons == verdict.reasons);
                }
                Standing::Restricted => {}
            }
        }
    }

    #[test]
    fn a_sign_in_the_list_lasts_as_long_as_it_says(steps in histories(10), at in 0..250_u32) {
        let story = story(&steps);
        let from = calm().add_days(at);
        let now = derive(&story.facts, &story.controller, from);
        for on in days(from, horizon()).take_while(|on| now.sign_until.is_none_or(|last| *on <= last)) {
            prop_assert_eq!(derive(&story.facts, &story.controller, on).sign, now.sign);
        }
    }
}
