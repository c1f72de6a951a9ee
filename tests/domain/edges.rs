//! The edges of the rules: the day on which something ends, and what ended first.

use candor::domain::{
    Category, Channel, Cite, ConsentState, Country, Direction, Evidence, LawfulBasis, Means, Node,
    PartyRole, PointRef, Rule, Stage, SuppressedBy, channel, prove, support,
};

use crate::support::{From, Story, day};

const TODAY: &str = "2026-11-23";

#[test]
fn a_ground_that_is_closed_counts_through_that_day() {
    let mut story = Story::in_country("DE");
    story.adopt("network", "2026-01-01");
    let from = From::form().for_purposes(&["network"]);
    let name = story.datum(Category::Name, "Alice", "2026-01-15", from);
    story.by_interest("network", "2026-01-15");
    story.facts.grounds[0].closed = Some(day("2026-06-10"));

    assert_eq!(story.says(name, "2026-06-09"), "justified until 2029-01-15 for network");
    assert_eq!(story.says(name, "2026-06-10"), "justified until 2026-06-10 for network");
    assert_eq!(
        story.says(name, "2026-06-11"),
        "unjustified since 2026-06-11, erase by 2026-07-11: NOT_NECESSARY"
    );
}

#[test]
fn what_ran_out_first_is_named() {
    for (lost, since, reason) in [
        ("2026-06-01", "2026-06-02", "CONTRACT_ENDED"),
        ("2026-07-01", "2026-07-02", "CONTRACT_ENDED"),
        ("2026-08-01", "2026-07-02", "RETENTION_EXPIRED"),
    ] {
        let mut story = Story::in_country("DE");
        let from = From::message().for_purposes(&["enquiry"]);
        let name = story.datum(Category::Name, "Alice", "2026-01-01", from);
        story.talk(Means::Mail, Direction::FromThem, "2026-01-01");
        let stages = [(Stage::Enquiry, "2026-01-01"), (Stage::Lost, lost)];
        let work = story.engagement(PartyRole::Client, &stages);
        story.ground("enquiry", LawfulBasis::Contract, Evidence::Engagement(work), "2026-01-01");

        let said = story.says(name, TODAY);

        let (first, told) = said.split_once(", ").unwrap();
        assert_eq!(first, format!("unjustified since {since}"), "{lost}: {said}");
        assert!(told.split_once(": ").unwrap().1.starts_with(reason), "{lost}: {said}");
    }
}

/// The records that the condition “needed” rests on.
fn needed_by(nodes: &[Node]) -> Vec<Cite> {
    let claims = nodes.iter().flat_map(|claim| &claim.children);
    claims.filter(|node| node.finding.rule == Rule::Needed).flat_map(support::cited).collect()
}

#[test]
fn a_category_that_only_a_consent_brings_in_rests_on_that_consent() {
    let mut story = Story::in_country("DE");
    let birthday = story.datum(Category::Birthday, "1990-04-15", "2026-02-02", From::form());
    let email = story.datum(Category::Email, "a@example.org", "2026-02-02", From::form());
    story.by_consent("newsletter", "2026-02-02");
    let event = story.consent("newsletter", ConsentState::Given, "2026-02-02");
    event.categories = vec![Category::Email, Category::Birthday];
    let named = Cite::Consent(event.id);
    let other = story.consent("greetings", ConsentState::Given, "2026-02-02");
    other.categories = vec![Category::Birthday];
    story.consent("newsletter", ConsentState::Given, "2026-12-24").categories =
        vec![Category::Birthday];

    let proof = |id| {
        let datum = story.facts.data.iter().find(|datum| datum.id == id).unwrap();
        prove(&story.facts, &story.controller, datum, day(TODAY)).unwrap().1
    };

    let consents = |cites: Vec<Cite>| -> Vec<Cite> {
        cites.into_iter().filter(|cite| matches!(cite, Cite::Consent(_))).collect()
    };
    assert_eq!(consents(needed_by(&proof(birthday).nodes)), [named]);
    assert_eq!(consents(needed_by(&proof(email).nodes)), []);
}

/// Alice took part of her newsletters back.
fn suppressed(points: bool, channel: Option<Channel>) -> Vec<bool> {
    let mut story = Story::in_country("US");
    let first = story.datum(Category::Email, "a@example.org", "2026-01-15", From::asked());
    let second = story.datum(Category::Email, "b@example.org", "2026-01-15", From::asked());
    let phone = story.datum(Category::Phone, "+1 202 555 0143", "2026-01-15", From::asked());
    let event = story.consent("newsletter", ConsentState::Withdrawn, "2026-06-01");
    event.channel = channel;
    if points {
        event.points = vec![PointRef { datum: first, mark: [0; 32] }];
    }
    let policy = story.policy().clone();
    let purpose = policy.by_key("prospecting").unwrap();
    [first, second, phone]
        .into_iter()
        .map(|id| {
            let (facts, controller) = (&story.facts, &story.controller);
            let datum = facts.data.iter().find(|datum| datum.id == id).unwrap();
            let policy = controller.policy(day(TODAY)).unwrap();
            let case = candor::domain::Case { facts, controller, policy, datum, day: day(TODAY) };
            channel::permission(&case, purpose).is_open()
        })
        .collect()
}

#[test]
fn a_consent_taken_back_closes_the_points_and_the_channel_that_it_names() {
    assert_eq!(suppressed(false, None), [false, false, false]);
    assert_eq!(suppressed(false, Some(Channel::Email)), [false, false, true]);
    assert_eq!(suppressed(true, Some(Channel::Email)), [false, true, true]);
    assert_eq!(suppressed(false, Some(Channel::Phone)), [true, true, false]);
}

#[test]
fn a_mark_is_lifted_by_any_consent_after_a_withdrawal_and_by_a_later_one_after_an_objection() {
    let mut story = Story::in_country("DE");
    let email = story.datum(Category::Email, "a@example.org", "2026-01-15", From::form());
    let purpose = story.purpose("newsletter");
    let lifted = |story: &Story, by, on: &str| {
        let datum = story.facts.data.iter().find(|datum| datum.id == email).unwrap();
        let closed = (by, day(on));
        channel::is_lifted(&story.facts, &story.controller, purpose, datum, closed, day(TODAY))
    };
    assert!(!lifted(&story, SuppressedBy::Withdrawal, "2026-03-01"));

    story.consent("newsletter", ConsentState::Given, "2026-03-01");

    assert!(lifted(&story, SuppressedBy::Withdrawal, "2026-06-01"));
    assert!(lifted(&story, SuppressedBy::Objection, "2026-02-28"));
    assert!(!lifted(&story, SuppressedBy::Objection, "2026-03-01"));
    assert!(!lifted(&story, SuppressedBy::Objection, "2026-06-01"));
}

#[test]
fn somebody_at_a_french_firm_who_was_told_may_be_written_to_about_their_job() {
    let open = |at_firm: bool, told: bool, on_behalf_of: &str| {
        let mut story = Story::in_country("FR");
        let email = story.datum(Category::Email, "a@example.org", "2026-01-15", From::asked());
        if at_firm {
            let of = candor::domain::ContactId(9);
            story.engagement(PartyRole::ContactPerson { of }, &[(Stage::Proposal, "2026-01-15")]);
        }
        if told {
            story.tell("2026-02-01");
        }
        assert_eq!(story.facts.contact.country, Country::new("FR"));
        let id = usize::from(story.purpose("prospecting").0);
        story.controller.policies[0].purposes[id].on_behalf_of = on_behalf_of.to_owned();
        let (facts, controller) = (&story.facts, &story.controller);
        let datum = facts.data.iter().find(|datum| datum.id == email).unwrap();
        let policy = controller.policy(day(TODAY)).unwrap();
        let case = candor::domain::Case { facts, controller, policy, datum, day: day(TODAY) };
        channel::permission(&case, policy.by_key("prospecting").unwrap()).is_open()
    };

    assert!(open(true, true, ""));
    assert!(!open(true, false, ""));
    assert!(!open(false, true, ""));
    assert!(!open(true, true, "Partner"));
}
