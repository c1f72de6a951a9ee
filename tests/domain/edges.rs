//! The edges of the rules: the day on which something ends, and what ended first.

use candor::domain::{
    Case, Category, Channel, Cite, ConsentState, Country, Direction, EventKind, Evidence,
    Expression, IndicatedBy, LawfulBasis, Means, Node, PartyRole, PointRef, RightFact, Rule,
    Source, Stage, SuppressedBy, channel, grounds_met, prove, support,
};

use super::gate::{by_mail, export, refusal};
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
            let case = Case { facts, controller, policy, datum, day: day(TODAY) };
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
        let case = Case { facts, controller, policy, datum, day: day(TODAY) };
        channel::permission(&case, policy.by_key("prospecting").unwrap()).is_open()
    };

    assert!(open(true, true, ""));
    assert!(!open(true, false, ""));
    assert!(!open(false, true, ""));
    assert!(!open(true, true, "Partner"));
}

/// Held for the network, whose period is three years after the last contact from them.
fn networker() -> (Story, candor::domain::DatumId) {
    let mut story = Story::in_country("DE");
    story.adopt("network", "2020-01-01");
    story.tell("2020-01-10");
    let from = From::public("Fair").for_purposes(&["network"]);
    let name = story.datum(Category::Name, "Alice", "2020-01-10", from);
    story.by_interest("network", "2020-01-10");
    (story, name)
}

#[test]
fn what_they_did_themselves_counts_as_contact_and_what_we_did_does_not() {
    let until = |story: &Story, name, on: &str| {
        let said = story.says(name, on);
        let day = said.strip_prefix("justified until ").and_then(|rest| rest.get(..10));
        day.map_or(said.clone(), str::to_owned)
    };
    let (mut story, name) = networker();
    assert_eq!(until(&story, name, "2020-06-01"), "2023-01-10");

    story.event(EventKind::Invoice, "2020-02-01", "1");
    assert_eq!(until(&story, name, "2020-06-01"), "2023-01-10");
    story.event(EventKind::Purchase, "2020-03-01", "");
    assert_eq!(until(&story, name, "2020-06-01"), "2023-03-01");
    assert_eq!(until(&story, name, "2020-02-15"), "2023-01-10");
    story.event(EventKind::Enquiry, "2020-04-01", "");
    assert_eq!(until(&story, name, "2020-06-01"), "2023-04-01");

    // The same value from them again is a contact; from others, or out of a file, it is none.
    for (from, on, last) in [
        (From::public("Register"), "2020-04-10", "2023-04-01"),
        (From::file("old.vcf", Source::Person), "2020-04-20", "2023-04-01"),
        (From::form(), "2020-05-01", "2023-05-01"),
        (From::message(), "2020-05-10", "2023-05-10"),
    ] {
        let again = story.provenance(on, from);
        story.of(name).provenances.push(again);
        assert_eq!(until(&story, name, "2020-06-01"), last, "{on}");
    }
    assert_eq!(until(&story, name, "2020-05-05"), "2023-05-01");
}

#[test]
fn the_latest_end_of_a_firms_work_counts_in_whatever_order_it_lies() {
    for swapped in [false, true] {
        let mut story = Story::in_country("DE");
        story.adopt("client-contact", "2026-01-01");
        story.tell("2026-01-10");
        let from = From::public("Acme").for_purposes(&["client-contact"]);
        let name = story.datum(Category::Name, "Bob", "2026-01-10", from);
        story.by_interest("client-contact", "2026-01-10");
        let of = candor::domain::ContactId(9);
        let mut ends = ["2026-03-01", "2026-04-01"];
        if swapped {
            ends.reverse();
        }
        for end in ends {
            let stages = [(Stage::Running, "2026-01-10"), (Stage::Done, end)];
            story.engagement(PartyRole::ContactPerson { of }, &stages);
        }
        // What has not begun by then is not looked at, nor is what they do in their own name.
        story.engagement(PartyRole::ContactPerson { of }, &[(Stage::Running, "2026-12-01")]);
        story.engagement(PartyRole::Client, &[(Stage::Running, "2026-02-01")]);

        let said = story.says(name, "2026-08-01");

        assert_eq!(said, "justified until 2026-10-01 for client-contact", "{swapped}");
    }
}

#[test]
fn a_consent_that_was_noted_as_ended_held_through_that_day() {
    let mut story = Story::in_country("DE");
    let email = story.datum(Category::Email, "a@example.org", "2026-02-02", From::form());
    story.by_consent("newsletter", "2026-02-02");
    story.consent("newsletter", ConsentState::Given, "2026-02-02");
    story.consent("newsletter", ConsentState::Expired, "2026-06-01");

    let said = story.says(email, TODAY);
    assert_eq!(said, "unjustified since 2026-06-02, erase by 2026-07-02: CONSENT_EXPIRED");
    assert!(story.says(email, "2026-06-01").starts_with("justified until 2026-06-01"));
}

#[test]
fn only_what_the_person_said_and_can_be_shown_is_called_an_invalid_consent() {
    let reason = |change: &dyn Fn(&mut candor::domain::ConsentEvent)| {
        let mut story = Story::in_country("DE");
        let email = story.datum(Category::Email, "a@example.org", "2026-02-02", From::form());
        story.by_consent("newsletter", "2026-02-02");
        let event = story.consent("newsletter", ConsentState::Given, "2026-02-02");
        event.expression = Expression::Implied;
        change(event);
        story.says(email, TODAY).split_once(": ").unwrap().1.to_owned()
    };

    assert_eq!(reason(&|_| ()), "CONSENT_INVALID");
    assert_eq!(reason(&|event| event.state = ConsentState::Requested), "CONSENT_UNPROVEN");
    assert_eq!(reason(&|event| event.indicated_by = IndicatedBy::Import), "CONSENT_UNPROVEN");
    assert_eq!(reason(&|event| event.notice.clear()), "CONSENT_UNPROVEN");
}

#[test]
fn an_address_that_came_later_is_covered_only_if_it_came_from_them_or_was_named() {
    for (source, named, covered) in [
        (Source::Person, false, true),
        (Source::Public("Fair".to_owned()), false, false),
        (Source::Public("Fair".to_owned()), true, true),
    ] {
        let mut story = Story::in_country("DE");
        let from = From { source, ..From::asked() };
        let email = story.datum(Category::Email, "b@example.org", "2026-05-01", from);
        story.by_consent("newsletter", "2026-02-02");
        let event = story.consent("newsletter", ConsentState::Given, "2026-02-02");
        if named {
            event.points = vec![PointRef { datum: email, mark: [0; 32] }];
        }

        let holds = story.says(email, TODAY).starts_with("justified");

        assert_eq!(holds, covered, "{named}");
    }
}

#[test]
fn what_is_only_looked_through_leaves_for_nothing() {
    let mut story = Story::in_country("DE");
    let from = From::file("old.vcf", Source::Unknown).for_purposes(&["sorting"]);
    let name = story.datum(Category::Name, "Alice", "2026-11-01", from);
    story.adopt("sorting", "2026-01-01");
    story.tell("2026-11-01");
    story.by_interest("sorting", "2026-11-01");
    assert!(story.says(name, TODAY).ends_with(" for sorting"), "{}", story.says(name, TODAY));

    assert_eq!(export(&story, "sorting", TODAY), []);
    assert_eq!(refusal(&by_mail(&story, "sorting", TODAY), name), ["NO_PURPOSE"]);
}

#[test]
fn without_an_address_work_goes_on_and_marketing_does_not() {
    let mut story = Story::in_country("DE");
    let name = story.datum(Category::Name, "Alice", "2026-02-02", From::form());
    let work = story.engagement(PartyRole::Client, &[(Stage::Running, "2026-02-02")]);
    story.ground("delivery", LawfulBasis::Contract, Evidence::Engagement(work), "2026-02-02");
    story.by_consent("newsletter", "2026-02-02");
    story.consent("newsletter", ConsentState::Given, "2026-02-02");

    assert_eq!(by_mail(&story, "delivery", TODAY).passes, [name]);
    assert_eq!(export(&story, "newsletter", TODAY), [name]);
    assert_eq!(refusal(&by_mail(&story, "newsletter", TODAY), name), ["CHANNEL_NOT_PERMITTED"]);
}

#[test]
fn the_proof_names_the_lifting_of_a_values_own_restriction_alone() {
    let mut story = Story::in_country("DE");
    let email = story.datum(Category::Email, "a@example.org", "2026-02-02", From::form());
    let phone = story.datum(Category::Phone, "+49 30 901820", "2026-02-02", From::form());
    story.by_consent("newsletter", "2026-02-02");
    story.consent("newsletter", ConsentState::Given, "2026-02-02");
    let mut lift = |data, on: &str, lifted: &str| {
        let restriction = story.restrict(data, on);
        story.right(lifted, RightFact::RestrictionLifted { restriction })
    };
    lift(vec![phone], "2026-03-01", "2026-03-10");
    let own = lift(vec![email], "2026-04-01", "2026-04-10");
    lift(vec![phone], "2026-05-01", "2026-05-10");
    lift(vec![email], "2026-12-01", "2026-12-10");

    let datum = story.facts.data.iter().find(|datum| datum.id == email).unwrap();
    let nodes = prove(&story.facts, &story.controller, datum, day(TODAY)).unwrap().1.nodes;
    let policy = story.controller.policy(day(TODAY)).unwrap();
    let (facts, controller) = (&story.facts, &story.controller);
    let case = Case { facts, controller, policy, datum, day: day(TODAY) };
    assert_eq!(grounds_met(&case), [story.facts.grounds[0].id]);
    let lifted = nodes.iter().filter(|node| node.finding.rule == Rule::Restriction);
    let cites: Vec<Option<Cite>> = lifted.map(|node| node.finding.cite).collect();

    assert_eq!(cites, [Some(Cite::Right(own))]);
}
