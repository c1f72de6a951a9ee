//! The soft opt-in at its edges: where the address came from, which sale counts, which no ends it
//! (Directive 2002/58/EC art. 13(2)).

use std::sync::Arc;

use candor::domain::{
    Category, Cite, ConsentState, DatumId, EventKind, Node, PartyRole, Rule, Source, Stage,
    channel::{ClosedBy, OpenedBy, Permission},
    prove, support,
};

use super::gate::{channel, customer, marketing, offer_opt_out};
use crate::support::{From, Story, day};

const TODAY: &str = "2026-11-23";

/// By which record Alice may be offered web maintenance by mail, or why not.
fn offered(story: &Story, email: DatumId, on: &str) -> Result<Option<Cite>, ClosedBy> {
    match channel(story, email, "maintenance", on) {
        Permission::Open { by: OpenedBy::SoftOptIn, cite, .. } => Ok(cite),
        Permission::Open { by, .. } => panic!("open by {by:?}"),
        Permission::Closed { by, .. } => Err(by),
    }
}

/// Somebody who gave an address so, and to whom nothing was sold yet.
fn somebody(country: &str, from: From) -> (Story, DatumId) {
    let mut story = Story::in_country(country);
    marketing(&mut story, "maintenance", "web maintenance", &["web design"]);
    let email = story.datum(Category::Email, "alice@example.org", "2026-01-15", from);
    offer_opt_out(&mut story, email);
    (story, email)
}

#[test]
fn the_address_must_have_been_collected_for_the_work_for_this_very_offer_or_for_nothing_named() {
    for (purposes, open) in [
        (None, true),
        (Some(&[][..]), true),
        (Some(&["delivery"][..]), true),
        (Some(&["client-contact"][..]), true),
        (Some(&["maintenance"][..]), true),
        (Some(&["newsletter", "delivery"][..]), true),
        (Some(&["newsletter"][..]), false),
        (Some(&["prospecting", "newsletter"][..]), false),
    ] {
        let purposes = purposes.map(<[&'static str]>::to_vec);
        let (mut story, email) = somebody("DE", From { purposes: None, ..From::form() });
        let told =
            purposes.as_ref().map(|keys| keys.iter().map(|key| story.purpose(key)).collect());
        Arc::make_mut(&mut story.of(email).provenances[0].origin).collected_for = told;
        story.engagement(PartyRole::Client, &[(Stage::Running, "2026-01-15")]);

        let found = offered(&story, email, TODAY);

        let expected = if open { Ok(()) } else { Err(ClosedBy::NoOptOutOffered) };
        assert_eq!(found.map(|_| ()), expected, "{purposes:?}");
    }
}

#[test]
fn of_two_ways_on_one_day_the_one_with_the_opt_out_counts_whichever_was_written_down_first() {
    for swapped in [false, true] {
        let (mut story, email) = customer("DE");
        let from = From::form().for_purposes(&["newsletter"]);
        let silent = story.provenance("2026-01-15", from);
        story.of(email).provenances.push(silent);
        if swapped {
            story.of(email).provenances.reverse();
        }
        assert!(offered(&story, email, TODAY).is_ok(), "{swapped}");
    }
}

#[test]
fn an_opt_out_that_was_offered_to_somebody_else_than_the_person_is_none() {
    let from = From { source: Source::Public("Fair".to_owned()), ..From::asked() };
    let (mut story, email) = somebody("DE", from);
    story.engagement(PartyRole::Client, &[(Stage::Running, "2026-01-15")]);

    assert_eq!(offered(&story, email, TODAY), Err(ClosedBy::NoOptOutOffered));
}

#[test]
fn a_purchase_counts_from_its_day_and_an_enquiry_is_no_sale() {
    let (mut story, email) = somebody("DE", From::form());
    story.event(EventKind::Enquiry, "2026-01-20", "web design");
    assert_eq!(offered(&story, email, TODAY), Err(ClosedBy::NoSale));

    let bought = story.event(EventKind::Purchase, "2026-03-01", "web design");

    assert_eq!(offered(&story, email, "2026-02-28"), Err(ClosedBy::NoSale));
    assert_eq!(offered(&story, email, "2026-03-01"), Ok(Some(Cite::Event(bought))));
    assert_eq!(offered(&story, email, TODAY), Ok(Some(Cite::Event(bought))));
}

#[test]
fn in_britain_an_enquiry_of_theirs_is_a_sale_from_its_day() {
    let (mut story, email) = somebody("GB", From::form());
    let asked = story.event(EventKind::Enquiry, "2026-03-01", "web design");

    assert_eq!(offered(&story, email, "2026-02-28"), Err(ClosedBy::NoSale));
    assert_eq!(offered(&story, email, "2026-03-01"), Ok(Some(Cite::Event(asked))));
}

#[test]
fn what_was_invoiced_is_the_service_of_its_own_work() {
    for (services, open) in
        [(["web design", "yoga"], true), (["yoga", "web design"], false), (["yoga", "yoga"], false)]
    {
        let (mut story, email) = somebody("DE", From::form());
        let [first, second] = services
            .map(|_| story.engagement(PartyRole::Client, &[(Stage::Proposal, "2026-01-15")]));
        for (work, service) in [first, second].into_iter().zip(services) {
            story.work(work).service = service.to_owned();
        }
        let invoice = story.event(EventKind::Invoice, "2026-03-01", "2026-07");
        story.facts.events[0].engagement = Some(first);

        let expected =
            if open { Ok(Some(Cite::Event(invoice))) } else { Err(ClosedBy::NotSimilar) };
        assert_eq!(offered(&story, email, TODAY), expected, "{services:?}");
    }
}

/// What the soft opt-in of the first claim rests on, in its order.
fn rests_on(story: &Story, id: DatumId) -> Vec<Cite> {
    let datum = story.facts.data.iter().find(|datum| datum.id == id).unwrap();
    let proof = prove(&story.facts, &story.controller, datum, day(TODAY)).unwrap().1;
    let all = proof.nodes.iter().flat_map(|claim| &claim.children);
    let sold = |node: &&Node| node.finding.rule == Rule::SoftOptIn;
    all.filter(sold).flat_map(support::cited).collect()
}

#[test]
fn the_proof_names_the_sale_the_address_and_the_work_behind_the_sale() {
    let (mut story, email) = somebody("DE", From::form());
    story.by_interest("maintenance", "2026-01-15");
    let stages = [(Stage::Proposal, "2026-01-15")];
    let work = story.engagement(PartyRole::Client, &stages);
    let other = story.engagement(PartyRole::Client, &stages);
    let invoice = story.event(EventKind::Invoice, "2026-03-01", "2026-07");
    story.event(EventKind::Enquiry, "2026-03-02", "");
    story.facts.events[0].engagement = Some(work);
    story.facts.events[1].engagement = Some(other);

    let found = rests_on(&story, email);

    assert_eq!(found, [Cite::Event(invoice), Cite::Datum(email), Cite::Engagement(work)]);
}

#[test]
fn a_no_from_before_the_sale_ended_no_soft_opt_in() {
    for (no, since, ended) in
        [("2026-02-01", "2026-01-15", None), ("2026-06-01", "2026-06-01", Some("2026-06-01"))]
    {
        let (mut story, email) = somebody("DE", From::form());
        story.by_interest("maintenance", "2026-01-15");
        story.event(EventKind::Purchase, "2026-03-01", "web design");
        story.consent("newsletter", ConsentState::Withdrawn, no);

        let said = story.says(email, TODAY);

        assert!(said.starts_with(&format!("unjustified since {since}, ")), "{no}: {said}");
        assert!(said.ends_with(": LI_UNASSESSED"), "{no}: {said}");
        let datum = &story.facts.data[0];
        let proof = prove(&story.facts, &story.controller, datum, day(TODAY)).unwrap().1;
        let failed = proof.nodes[0].finding.day.map(|on| on.to_string());
        assert_eq!(failed.as_deref(), ended, "{no}: a claim that never held says no day");
    }
}

#[test]
fn a_refusal_closes_its_own_purpose_and_a_consent_taken_back_all_marketing() {
    for (key, state, closes) in [
        ("maintenance", ConsentState::Refused, true),
        ("newsletter", ConsentState::Refused, false),
        ("delivery", ConsentState::Refused, false),
        ("maintenance", ConsentState::Withdrawn, true),
        ("newsletter", ConsentState::Withdrawn, true),
        ("delivery", ConsentState::Withdrawn, false),
    ] {
        let (mut story, email) = customer("DE");
        story.consent(key, state, "2026-06-01");

        let found = offered(&story, email, TODAY);

        let expected = if closes { Err(ClosedBy::Withdrawal) } else { Ok(()) };
        assert_eq!(found.map(|_| ()), expected, "{key} {state:?}");
    }
}
