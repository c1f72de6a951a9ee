//! Whole contacts, summed up.

use candor::app::why::explain;
use candor::domain::{
    Category, ConsentState, ContactKind, EventKind, Evidence, LawfulBasis, LegalForm, PartyRole,
    Stage, opening::Happening,
};

use super::told::summary;
use crate::support::{From, Story, day, email_of};

const TODAY: &str = "2026-11-23";

fn says(story: &Story, on: &str) -> String {
    summary(&explain::contact(&story.facts, &story.controller, day(on)))
}

#[test]
fn a_former_client_is_summed_up() {
    let mut story = Story::in_country("DE");
    for (category, value) in [
        (Category::Name, "Alice Example"),
        (Category::Email, "alice@example.org"),
        (Category::PostalAddress, "Lindenweg 1"),
        (Category::Phone, "+49 30 901820"),
        (Category::Phone, "+49 170 1234567"),
    ] {
        let from = From::form().for_purposes(&["delivery", "newsletter"]);
        story.datum(category, value, "2025-01-10", from);
    }
    let stages = [(Stage::Running, "2025-01-15"), (Stage::Done, "2026-10-30")];
    let work = story.engagement(PartyRole::Client, &stages);
    story.ground("delivery", LawfulBasis::Contract, Evidence::Engagement(work), "2025-01-15");
    story.facts.grounds[0].closed = Some(day("2026-10-30"));
    let invoice = story.event(EventKind::Invoice, "2026-09-15", "2026-09");
    story.happens(Happening::Invoiced(invoice), "2026-09-15");
    story.by_consent("newsletter", "2026-02-02");
    story.consent("newsletter", ConsentState::Given, "2026-02-02");

    insta::assert_snapshot!("former_client", says(&story, TODAY));
}

#[test]
fn a_person_who_is_not_told_is_summed_up() {
    let mut story = Story::in_country("DE");
    story.adopt("prospecting", "2026-01-01");
    let from = || From::public("LinkedIn").for_purposes(&["prospecting"]);
    story.datum(Category::Name, "Bo", "2026-11-10", from());
    story.datum(Category::Email, &email_of("bo"), "2026-11-10", from());
    story.by_interest("prospecting", "2026-11-10");

    insta::assert_snapshot!("prospect", says(&story, TODAY));
}

#[test]
fn nothing_and_a_firm_are_summed_up() {
    let mut story = Story::in_country("DE");
    assert!(says(&story, TODAY).contains("We hold nothing about you."));

    story.datum(Category::Name, "Acme GmbH", "2026-01-10", From::asked());
    story.facts.contact.kind = ContactKind::Organisation(LegalForm::Company);
    insta::assert_snapshot!("firm", says(&story, TODAY));
}
