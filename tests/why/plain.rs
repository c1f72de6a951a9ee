//! Whoever knows no law can say what to do: what comes first in an explanation speaks plainly.

use std::sync::Arc;

use candor::app::clock::FixedClock;
use candor::app::why::{NextStep, explain};
use candor::app::{demo, find};
use candor::domain::{Moment, Standing, correspondence};

/// Noon on 2026-11-23.
const NOON: Moment = Moment(1_795_435_200);

/// What only lawyers and programs say.
const FOREIGN: &[&str] = &[
    "Art.",
    "basis",
    "claim",
    "compatib",
    "consent unproven",
    "controller",
    "data subject",
    "ground",
    "justified",
    "lawful",
    "legitimate",
    "obligation",
    "processing",
    "provision",
    "pursuant",
    "_",
];

fn is_plain(text: &str) -> bool {
    FOREIGN.iter().all(|word| !text.contains(word))
}

/// Whether a step says what to do, and does not leave its day to be guessed where there is one.
fn is_to_do(step: &NextStep) -> bool {
    is_plain(&step.text) && (step.command != "erase" || step.text.contains("rase "))
}

#[test]
fn what_comes_first_in_an_explanation_speaks_plainly() {
    let demo = demo::create(Arc::new(FixedClock(NOON))).unwrap();
    let today = demo.session.today();
    let controller = demo.session.controller().unwrap();
    let mut told = 0;
    for row in find::rows(&demo.session, None, 1000).unwrap() {
        let facts = demo.session.facts(row.id).unwrap();
        let whole = explain::contact(&facts, &controller, today);
        assert!(is_plain(&whole.headline), "{}", whole.headline);
        assert!(whole.next.iter().all(is_to_do), "{:?}", whole.next);
        if whole.counts[2] > 0 {
            let erase = whole.next.iter().find(|step| step.command == "erase");
            let says_when = |step: &NextStep| step.text.contains("by ");
            assert!(erase.is_some_and(says_when), "{:?}", whole.next);
        }
        let talks = facts.interactions.iter().map(correspondence);
        for datum in facts.data.iter().cloned().chain(talks) {
            let Some(one) = explain::datum(&facts, &controller, &datum, today) else { continue };
            assert!(is_plain(&one.headline), "{}", one.headline);
            assert!(one.next.iter().all(is_to_do), "{:?}", one.next);
            let nothing = one.next.iter().any(|step| step.command == "none");
            assert!(!nothing || one.verdict.standing == Standing::Justified, "{:?}", one.next);
            for claim in &one.claims {
                assert!(is_plain(&claim.sentence), "{}", claim.sentence);
                for step in &claim.steps {
                    // What the user wrote, and the law that makes one keep something, are quoted.
                    let own = !step.sentence.contains('“') && !step.sentence.contains('§');
                    assert!(!own || is_plain(&step.sentence), "{}", step.sentence);
                }
            }
            told += 1;
        }
    }
    assert!(told > 200, "{told}");
}

#[test]
fn a_notice_is_not_asked_for_about_what_must_be_gone_before_it_is_due() {
    let demo = demo::create(Arc::new(FixedClock(NOON))).unwrap();
    let today = demo.session.today();
    let controller = demo.session.controller().unwrap();
    let vera = find::contact(&demo.session, "vera.blum@gruenzeug.example.org").unwrap();
    let facts = demo.session.facts(vera).unwrap();

    let told = explain::contact(&facts, &controller, today);

    let commands: Vec<&str> = told.next.iter().map(|step| step.command).collect();
    assert_eq!(commands, ["erase", "consent-give"], "{:?}", told.next);
    assert_eq!(told.duties.len(), 1, "it is still owed as long as she is held");
}
