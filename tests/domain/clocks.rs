//! How long an enquiry or work done opens an address: which of them starts a clock (CASL s. 10(10)).

use candor::domain::{
    Category, Cite, DatumId, Direction, Evidence, LawfulBasis, Means, PartyRole, Stage,
    channel::Permission,
};

use super::gate::{channel, open_until};
use crate::support::{From, Story};

const TODAY: &str = "2026-11-23";

/// Somebody in Canada who wrote once, and with whom nothing else passed.
fn canadian() -> (Story, DatumId) {
    let mut story = Story::in_country("CA");
    let email = story.datum(Category::Email, "a@example.org", "2026-01-10", From::message());
    (story, email)
}

/// Through which day work with those stages opens their address.
fn opens(stages: &[(Stage, &str)], asked_for: bool) -> Option<String> {
    let (mut story, email) = canadian();
    let work = story.engagement(PartyRole::Client, stages);
    story.work(work).asked_for = asked_for;
    open_until(&story, email, "prospecting", TODAY)
}

#[test]
fn work_counts_as_an_enquiry_only_if_they_asked_for_it() {
    let stages = [(Stage::Enquiry, "2026-08-01"), (Stage::Proposal, "2026-09-01")];

    assert_eq!(opens(&stages, true).as_deref(), Some("2027-02-01"));
    assert_eq!(opens(&stages, false), None);
}

#[test]
fn work_that_was_given_up_counts_as_a_contract_only_if_it_ran() {
    let lost = |before| opens(&[(before, "2026-01-10"), (Stage::Lost, "2026-09-01")], true);

    assert_eq!(lost(Stage::Running).as_deref(), Some("2028-09-01"));
    assert_eq!(lost(Stage::Proposal), None);
    assert_eq!(lost(Stage::Enquiry), None, "the half year since they asked is over");
}

#[test]
fn a_ground_starts_the_clock_of_its_own_talk_alone() {
    let (mut story, email) = canadian();
    story.talk(Means::Mail, Direction::FromThem, "2026-11-01");
    let asked = story.talk(Means::Mail, Direction::FromThem, "2026-08-01");
    story.talk(Means::Mail, Direction::FromThem, "2026-10-01");
    story.ground("enquiry", LawfulBasis::Contract, Evidence::Interaction(asked), "2026-08-01");

    let state = channel(&story, email, "prospecting", TODAY);

    let Permission::Open { until, cite, .. } = state else { panic!("{state:?}") };
    assert_eq!(until.map(|on| on.to_string()).as_deref(), Some("2027-02-01"));
    assert_eq!(cite, Some(Cite::Interaction(asked)));
}
