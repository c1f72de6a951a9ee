//! Every use is judged by the verdict of its own day, once, and stays so (RULES 4).

use candor::domain::{
    Category, ConsentState, ContactId, DatumId, Day, Disclosure, DisclosureId, Facts, Moment,
    PartyRole, Reason, Reasons, Recipient, RecipientId, Stage, gate, merge,
};
use proptest::prelude::*;

use super::gate::{alice, channel};
use super::history::{LENGTH, START, Step, histories, story};
use crate::support::{From, Story, day};

/// A use of some data on a day, as it is recorded on that day.
fn used(story: &Story, key: &str, to: Option<u32>, data: &[DatumId], on: Day) -> Disclosure {
    let mut done = Disclosure {
        id: DisclosureId(u32::try_from(story.facts.disclosures.len()).unwrap() + 1),
        recipient: to.map(RecipientId),
        purpose: Some(story.purpose(key)),
        on,
        recorded_at: Moment(i64::from(on.to_number()) * 86_400 + 43_200),
        data: data.to_vec(),
        categories: vec![Category::Email],
        means: "mail".to_owned(),
        refused: Reasons::NONE,
        violations: vec![],
    };
    done.violations = gate::violations(&story.facts, &story.controller, &done);
    done
}

/// The codes of what was wrong with the newsletter that went to them on a day.
fn sent(story: &Story, email: DatumId, on: &str) -> Vec<&'static str> {
    let done = used(story, "newsletter", None, &[email], day(on));
    assert_eq!(done.is_violation(), !done.violation().is_empty());
    done.violation().iter().map(Reason::code).collect()
}

#[test]
fn c02_newsletters_before_the_withdrawal_stay_permitted_and_those_from_its_day_on_are_not() {
    let (mut story, email) = alice();
    story.consent("newsletter", ConsentState::Withdrawn, "2026-11-10");

    for on in ["2026-02-02", "2026-06-15", "2026-11-09"] {
        assert_eq!(sent(&story, email, on), [""; 0], "{on}");
    }
    for on in ["2026-11-10", "2026-11-11"] {
        assert_eq!(sent(&story, email, on), ["CONSENT_WITHDRAWN"], "{on}");
    }
}

#[test]
fn c04_a_consent_given_again_cures_no_send_before_it() {
    let (mut story, email) = alice();
    story.consent("newsletter", ConsentState::Withdrawn, "2026-04-01");
    let before = used(&story, "newsletter", None, &[email], day("2026-04-15"));
    story.facts.disclosures.push(before.clone());

    story.consent("newsletter", ConsentState::Given, "2026-06-01");

    assert_eq!(story.facts.disclosures, [before]);
    assert_eq!(sent(&story, email, "2026-04-15"), ["CONSENT_WITHDRAWN"]);
    assert_eq!(sent(&story, email, "2026-05-31"), ["CONSENT_WITHDRAWN"]);
    assert_eq!(sent(&story, email, "2026-06-01"), [""; 0]);
    assert_eq!(sent(&story, email, "2026-03-31"), [""; 0]);
}

#[test]
fn each_value_of_a_use_is_judged_for_itself() {
    let (mut story, email) = alice();
    let from = From::form().for_purposes(&["newsletter"]);
    let birthday = story.datum(Category::Birthday, "1990-04-15", "2026-02-02", from);

    let done = used(&story, "newsletter", None, &[email, birthday], day("2026-03-01"));

    assert_eq!(done.violations, [(birthday, Reasons::one(Reason::NotNecessary))]);
}

#[test]
fn whoever_the_purpose_does_not_name_must_not_get_it_though_we_may_use_it() {
    let (mut story, email) = alice();
    let (id, name, role) = (RecipientId(1), "Bob".to_owned(), String::new());
    story.controller.recipients.push(Recipient { id, name, role, country: None });

    let done = used(&story, "newsletter", Some(1), &[email], day("2026-03-01"));

    assert_eq!(done.violation(), Reasons::one(Reason::PurposeIncompatible));
    assert!(!used(&story, "newsletter", None, &[email], day("2026-03-01")).is_violation());
}

#[test]
fn what_was_refused_and_what_was_not_held_yet_is_no_violation() {
    let (story, email) = alice();
    let mut refused = used(&story, "prospecting", None, &[email], day("2026-03-01"));
    assert!(refused.is_violation());
    refused.refused = refused.violation();

    assert_eq!(gate::violations(&story.facts, &story.controller, &refused), []);
    assert!(!used(&story, "newsletter", None, &[email], day("2026-02-01")).is_violation());
}

#[test]
fn two_records_made_one_keep_what_was_not_permitted_by_the_new_numbers() {
    let (mut other, email) = alice();
    other.consent("newsletter", ConsentState::Withdrawn, "2026-04-01");
    let done = used(&other, "newsletter", None, &[email], day("2026-04-15"));
    other.facts.disclosures.push(done.clone());
    let mut own = Story::in_country("DE");
    own.datum(Category::Name, "Ali", "2026-01-01", From::form());

    let mark = |_: &candor::domain::Datum| [0; 32];
    let on = day("2026-11-23");
    let whole: Facts = merge::merge(&own.facts, &other.facts, &own.controller, on, &mark);

    assert_eq!(whole.contact.id, ContactId(1));
    let email = whole.data.iter().find(|one| one.category == Category::Email).unwrap();
    assert_eq!(whole.disclosures.len(), 1);
    assert_eq!(whole.disclosures[0].violations, [(email.id, done.violation())]);
    assert_eq!(whole.disclosures[0].data, [email.id]);
}

#[test]
fn an_objection_to_advertising_counts_from_its_day_on() {
    let (mut story, email) = alice();
    story.object_to_marketing("2026-05-01");

    assert_eq!(sent(&story, email, "2026-04-30"), [""; 0]);
    assert_eq!(sent(&story, email, "2026-05-01"), ["OBJECTION_MARKETING"]);
}

/// Whoever acted for a firm could be called there; that they bought something in their own name
/// later had made the earlier calls look as if they had not been permitted.
#[test]
fn work_in_their_own_name_changes_no_call_to_the_firm_before_it() {
    let mut story = Story::in_country("DE");
    let from = From::asked().for_purposes(&["prospecting"]);
    let phone = story.datum(Category::Phone, "+49 30 901820", "2026-01-10", from);
    let of = ContactId(9);
    story.engagement(PartyRole::ContactPerson { of }, &[(Stage::Running, "2026-01-10")]);
    let may_call = |story: &Story| channel(story, phone, "prospecting", "2026-03-01").is_open();
    assert!(may_call(&story));

    story.engagement(PartyRole::Client, &[(Stage::Running, "2026-06-01")]);

    assert!(may_call(&story));
    assert!(!channel(&story, phone, "prospecting", "2026-06-01").is_open());
}

/// Steps that happen on a day of their own: a mark of what is special has none.
fn dated(steps: &[Step]) -> Vec<Step> {
    let mut dated: Vec<Step> = steps.iter().copied().filter(|step| step.0 != 39).collect();
    dated.sort_by_key(|step| step.1);
    dated
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_happens_later_makes_a_use_unlawful_or_cures_it(
        steps in histories(24), at in 0..u16::try_from(LENGTH).unwrap()
    ) {
        let steps = dated(&steps);
        let on = day(START).add_days(u32::from(at));
        let so_far: Vec<Step> = steps.iter().copied().filter(|step| step.1 <= at).collect();
        let (then, now) = (story(&so_far), story(&steps));
        let data: Vec<DatumId> = then.facts.data.iter().map(|datum| datum.id).collect();

        for key in ["newsletter", "delivery", "keep-in-touch", "tax"] {
            for to in [None, Some(1)] {
                let done = used(&then, key, to, &data, on);
                let again = gate::violations(&now.facts, &now.controller, &done);
                prop_assert_eq!(again, done.violations, "{} on {}", key, on);
            }
        }
    }

    #[test]
    fn a_use_is_a_violation_where_the_gate_would_have_refused_it_and_nowhere_else(
        steps in histories(24), at in 0..LENGTH
    ) {
        let story = story(&steps);
        let on = day(START).add_days(at);
        for datum in &story.facts.data {
            let done = used(&story, "newsletter", None, &[datum.id], on);
            let asked = gate::Use {
                purpose: done.purpose,
                to: gate::Receiver::Ourselves,
                channel: Some(candor::domain::Channel::Email),
                day: on,
            };
            let passage = gate::may_use(&story.facts, &story.controller, asked);
            let stopped = passage.refused.iter().any(|(id, _)| *id == datum.id);
            prop_assert_eq!(done.is_violation(), stopped, "{} on {}", datum.id, on);
        }
    }
}
