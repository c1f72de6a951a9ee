//! What holds for every history, day by day: slower than the properties of annex B, so on fewer.

use candor::domain::{
    DatumId, Day, HoldUntil, Node, Reasons, Rule, Standing, Verdict, derive, prove, verdict,
};
use proptest::prelude::*;

use super::history::{LENGTH, START, histories, story};
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
