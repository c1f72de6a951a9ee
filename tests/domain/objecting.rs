//! An objection to marketing, a later consent and what became of it: since when a claim has failed,
//! and by when its datum must be gone.

use candor::domain::{Category, ConsentState, DatumId, Period, Rule, prove};

use super::gate::{by_mail, refusal};
use crate::support::{From, Story, day};
use ConsentState::{Given, Refused, Withdrawn};

const TODAY: &str = "2026-11-23";

/// Alice's newsletter: what she said on which day, and when she objected to marketing.
fn newsletter(said: &[(&str, ConsentState, &str)], objected: &str) -> (Story, DatumId) {
    let mut story = Story::in_country("DE");
    let from = From::form().for_purposes(&["newsletter"]);
    let email = story.datum(Category::Email, "alice@example.org", "2026-02-02", from);
    story.by_consent("newsletter", "2026-02-02");
    story.object_to_marketing(objected);
    for (key, state, on) in said {
        story.consent(key, *state, on);
    }
    (story, email)
}

/// Since when the proof says that an objection stands against the datum.
fn objected_since(story: &Story, id: DatumId) -> Option<String> {
    let datum = story.facts.data.iter().find(|datum| datum.id == id).unwrap();
    let proof = prove(&story.facts, &story.controller, datum, day(TODAY)).unwrap().1;
    let all = proof.nodes.iter().flat_map(|claim| &claim.children);
    let mut stands = all.filter(|node| node.finding.rule == Rule::NoMarketingObjection);
    stands.next().and_then(|node| node.finding.day).map(|on| on.to_string())
}

#[test]
fn after_an_objection_was_lifted_the_claim_stands_and_falls_by_the_consent() {
    let (mut story, email) = newsletter(
        &[
            ("newsletter", Given, "2026-02-02"),
            ("newsletter", Given, "2026-05-01"),
            ("newsletter", Withdrawn, "2026-08-01"),
        ],
        "2026-03-01",
    );
    let gone = "unjustified since 2026-08-01, erase by 2026-09-01: CONSENT_WITHDRAWN";
    assert_eq!(story.says(email, TODAY).split(" OBJ").next(), Some(gone));
    assert!(story.says(email, "2026-07-31").starts_with("justified"));
    assert_eq!(objected_since(&story, email).as_deref(), Some("2026-08-01"));
    assert!(story.says(email, "2026-04-30").starts_with("unjustified since 2026-03-01"));

    // The same where the consent ran out instead.
    story.facts.consents.pop();
    story.facts.consents[1].validity = Some(Period::months(2));
    let said = story.says(email, TODAY);
    assert!(said.starts_with("unjustified since 2026-07-02, erase by 2026-08-02: "), "{said}");
    assert_eq!(objected_since(&story, email).as_deref(), Some("2026-07-02"));
}

#[test]
fn nothing_but_a_yes_to_the_purpose_after_the_objection_had_lifted_it() {
    let first = ("newsletter", Given, "2026-02-02");
    let end = ("newsletter", Withdrawn, "2026-08-01");
    for between in [
        None,
        Some(("newsletter", Given, "2026-05-01")),
        Some(("newsletter", Given, "2026-04-30")),
        Some(("newsletter", Refused, "2026-06-01")),
        Some(("keep-in-touch", Given, "2026-06-01")),
    ] {
        let said: Vec<_> = [Some(first), between, Some(end)].into_iter().flatten().collect();
        let (story, email) = newsletter(&said, "2026-05-01");

        let told = story.says(email, TODAY);

        assert!(told.starts_with("unjustified since 2026-05-01"), "{between:?}: {told}");
        assert_eq!(objected_since(&story, email).as_deref(), Some("2026-05-01"), "{between:?}");
    }
}

#[test]
fn a_consent_from_before_the_objection_that_ran_out_after_it_changes_nothing() {
    let (mut story, email) = newsletter(&[("newsletter", Given, "2026-02-02")], "2026-05-01");
    story.facts.consents[0].validity = Some(Period::months(5));

    assert!(story.says(email, TODAY).starts_with("unjustified since 2026-05-01"));
    assert_eq!(objected_since(&story, email).as_deref(), Some("2026-05-01"));
}

#[test]
fn a_consent_beside_an_interest_does_not_date_the_objection_to_the_interest() {
    let mut story = Story::in_country("DE");
    let email = story.datum(Category::Email, "a@example.org", "2026-02-02", From::form());
    story.by_interest("keep-in-touch", "2026-02-02");
    story.object_to_marketing("2026-05-01");
    story.consent("keep-in-touch", Given, "2026-06-01");
    story.consent("keep-in-touch", Withdrawn, "2026-08-01");

    assert_eq!(objected_since(&story, email).as_deref(), Some("2026-05-01"));
}

/// The user's policy, and from June on another version of it in which a purpose is off.
fn switched_off(key: &str) -> (Story, DatumId) {
    let (mut story, email) = newsletter(&[("newsletter", Given, "2026-02-02")], "2026-12-24");
    let mut next = story.policy().clone();
    next.from = day("2026-06-01");
    let id = usize::from(story.purpose(key).0);
    next.purposes[id].active = false;
    story.controller.policies.push(next);
    (story, email)
}

#[test]
fn a_purpose_that_is_switched_off_carried_its_data_until_then() {
    let (story, email) = switched_off("newsletter");

    assert_eq!(story.says(email, "2026-05-31"), "justified until 2028-02-02 for newsletter");
    for on in ["2026-06-01", TODAY] {
        assert_eq!(
            story.says(email, on),
            "unjustified since 2026-06-01, erase by 2026-07-01: NO_PURPOSE"
        );
    }
    assert_eq!(refusal(&by_mail(&story, "newsletter", TODAY), email), ["NO_PURPOSE"]);

    let (other, email) = switched_off("prospecting");
    assert_eq!(other.says(email, TODAY), "justified until 2028-02-02 for newsletter");
}
