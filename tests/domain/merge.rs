//! Two records of one person made one: nothing is dropped, and no "no" gets lost (RULES 4).

use candor::domain::{
    Category, ConsentState, ContactId, Datum, DatumId, EngagementId, Evidence, Facts,
    InteractionId, ObjectionScope, PurposeId, Standing,
    merge::{merge, speak_of},
    passed_on, verdict,
};
use proptest::prelude::*;

use super::history::{histories, story};
use crate::support::{From, Story, day, email_of};

const TODAY: &str = "2026-11-23";

fn mark(datum: &Datum) -> [u8; 32] {
    [u8::try_from(datum.id.0 % 251).unwrap(); 32]
}

fn merged(into: &Story, from: &Story, on: &str) -> Story {
    let facts = merge(&into.facts, &from.facts, &into.controller, day(on), &mark);
    Story { facts, controller: into.controller.clone() }
}

/// A reader of the newsletter with that address.
fn reader(name: &str, given: Option<&str>) -> (Story, DatumId) {
    let mut story = Story::in_country("DE");
    let email = story.datum(Category::Email, &email_of(name), "2026-01-02", From::form());
    if let Some(given) = given {
        story.by_consent("newsletter", given);
        story.consent("newsletter", ConsentState::Given, given);
    }
    (story, email)
}

fn datum_of(story: &Story, name: &str) -> DatumId {
    let value = email_of(name);
    story.facts.data.iter().find(|one| one.value.to_line() == value).unwrap().id
}

#[test]
fn a_consent_on_one_record_lifts_no_objection_on_the_other_whichever_came_first() {
    for given in ["2026-03-01", "2026-06-01", "2026-09-01"] {
        for turned in [false, true] {
            let (with_consent, _) = reader("alice", Some(given));
            let (mut with_objection, _) = reader("ali", None);
            with_objection.object_to_marketing("2026-06-01");
            let one = if turned {
                merged(&with_objection, &with_consent, TODAY)
            } else {
                merged(&with_consent, &with_objection, TODAY)
            };

            let says = one.says(datum_of(&one, "alice"), TODAY);
            assert!(says.contains("OBJECTION_MARKETING"), "{given} {turned}: {says}");
            let says = one.says(datum_of(&one, "ali"), TODAY);
            assert!(says.starts_with("unjustified"), "{given} {turned}: {says}");
        }
    }
}

#[test]
fn an_objection_that_their_own_consent_lifted_stays_lifted() {
    let (mut alice, _) = reader("alice", None);
    alice.object_to_marketing("2026-02-01");
    alice.by_consent("newsletter", "2026-03-01");
    alice.consent("newsletter", ConsentState::Given, "2026-03-01");
    let (ali, _) = reader("ali", Some("2026-04-01"));

    let one = merged(&alice, &ali, TODAY);

    assert!(one.says(datum_of(&one, "alice"), TODAY).starts_with("justified"));
}

#[test]
fn a_yes_reaches_the_contact_points_of_its_own_record_alone() {
    let (alice, _) = reader("alice", Some("2026-03-01"));
    let (ali, _) = reader("ali", None);

    for one in [merged(&alice, &ali, TODAY), merged(&ali, &alice, TODAY)] {
        assert!(one.says(datum_of(&one, "alice"), TODAY).starts_with("justified"));
        assert!(one.says(datum_of(&one, "ali"), TODAY).starts_with("unjustified"));
    }
}

#[test]
fn a_yes_on_a_record_without_an_address_reaches_none_of_the_others() {
    let mut nameless = Story::in_country("DE");
    nameless.datum(Category::Name, "Alice", "2026-01-02", From::form());
    nameless.by_consent("newsletter", "2026-03-01");
    nameless.consent("newsletter", ConsentState::Given, "2026-03-01");
    let (ali, _) = reader("ali", None);

    let one = merged(&ali, &nameless, TODAY);

    assert!(one.says(datum_of(&one, "ali"), TODAY).starts_with("unjustified"));
}

#[test]
fn the_same_value_is_held_once_with_both_its_origins() {
    let (alice, email) = reader("alice", None);
    let (other, _) = reader("alice", None);

    let one = merged(&alice, &other, TODAY);

    assert_eq!(one.facts.data.len(), 1);
    assert_eq!(one.facts.data[0].id, email);
    assert_eq!(one.facts.data[0].provenances.len(), 2);
}

#[test]
fn restrictions_and_recipients_follow_the_value_to_its_new_number() {
    let (alice, _) = reader("alice", None);
    let (mut ali, email) = reader("ali", None);
    ali.restrict(vec![email], "2026-06-01");

    let one = merged(&alice, &ali, TODAY);

    let restricted = |name: &str| one.says(datum_of(&one, name), TODAY).starts_with("restricted");
    assert!(restricted("ali") && !restricted("alice"));
    assert!(passed_on::to_tell(&one.facts, day(TODAY)).is_empty());
}

/// The facts with engagements and interactions of their own numbers.
fn apart(mut facts: Facts) -> Facts {
    let work = |id: EngagementId| EngagementId(id.0 + 1000);
    let talk = |id: InteractionId| InteractionId(id.0 + 1000);
    for one in &mut facts.engagements {
        one.engagement.id = work(one.engagement.id);
    }
    for one in &mut facts.interactions {
        (one.id, one.engagement) = (talk(one.id), one.engagement.map(work));
    }
    for datum in &mut facts.data {
        datum.engagement = datum.engagement.map(work);
    }
    for event in &mut facts.events {
        event.engagement = event.engagement.map(work);
    }
    for ground in &mut facts.grounds {
        match &mut ground.evidence {
            Evidence::Engagement(id) => *id = work(*id),
            Evidence::Interaction(id) => *id = talk(*id),
            Evidence::Ledger
            | Evidence::Consent(_)
            | Evidence::Event(_)
            | Evidence::Assessment(_)
            | Evidence::Reason(_) => {}
        }
    }
    facts
}

/// The marketing purposes to which a record objects, and to which it never agreed later.
fn objected(story: &Story, facts: &Facts) -> Vec<PurposeId> {
    let policy = story.controller.policy(day(TODAY)).unwrap();
    let of = |purpose: &&candor::domain::Purpose| {
        facts.rights.iter().any(|right| {
            let scope = right.fact.objection();
            let meant = scope == Some(ObjectionScope::Marketing)
                || scope == Some(ObjectionScope::Purpose(purpose.id));
            meant
                && !facts.consents.iter().any(|event| {
                    event.purpose == purpose.id && event.state.is_yes() && event.on >= right.on
                })
        })
    };
    let marketing = policy.purposes.iter().filter(|purpose| purpose.marketing);
    marketing.filter(of).map(|purpose| purpose.id).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_merge_adds_up_facts_and_loses_no_objection_and_no_restriction(
        first in histories(24), second in histories(24),
    ) {
        let into = story(&first);
        let from = Story { facts: apart(story(&second).facts), controller: into.controller.clone() };

        let one = merged(&into, &from, TODAY);

        let (a, b, whole) = (&into.facts, &from.facts, &one.facts);
        prop_assert_eq!(whole.consents.len(), a.consents.len() + b.consents.len());
        prop_assert_eq!(whole.events.len(), a.events.len() + b.events.len());
        prop_assert_eq!(whole.grounds.len(), a.grounds.len() + b.grounds.len());
        prop_assert_eq!(whole.disclosures.len(), a.disclosures.len() + b.disclosures.len());
        prop_assert_eq!(whole.engagements.len(), a.engagements.len() + b.engagements.len());
        prop_assert_eq!(whole.interactions.len(), a.interactions.len() + b.interactions.len());
        prop_assert!(whole.rights.len() >= a.rights.len() + b.rights.len());
        let origins = |facts: &Facts| facts.data.iter().map(|it| it.provenances.len()).sum::<usize>();
        prop_assert_eq!(origins(whole), origins(a) + origins(b));

        let on = day(TODAY);
        let no: Vec<PurposeId> = objected(&into, a).into_iter().chain(objected(&into, b)).collect();
        for datum in &whole.data {
            if let Some(verdict) = verdict(whole, &one.controller, datum, on) {
                for purpose in &no {
                    prop_assert!(!verdict.permitted.contains(*purpose), "{:?}", datum.id);
                }
            }
        }
        for datum in &a.data {
            let before = verdict(a, &into.controller, datum, on);
            let by_restriction = a.rights.iter().any(|right| right.fact.restriction().is_some());
            let held = whole.data.iter().find(|one| one.id == datum.id).unwrap();
            if by_restriction && before.is_some_and(|it| it.standing == Standing::Restricted) {
                let after = verdict(whole, &one.controller, held, on);
                prop_assert_eq!(after.map(|it| it.standing), Some(Standing::Restricted));
            }
        }
    }
}

#[test]
fn what_spoke_of_the_one_record_speaks_of_the_other_but_not_of_its_own_holder() {
    let (holder, into, from) = (ContactId(7), ContactId(1), ContactId(2));
    let (story, email) = reader("alice", None);
    let mut text = story.facts.data.iter().find(|one| one.id == email).unwrap().clone();
    text.mentions = vec![from, ContactId(3), into];

    let mut of_another = text.clone();
    speak_of(&mut of_another, holder, into, from);
    let mut own = text.clone();
    speak_of(&mut own, into, into, from);

    assert_eq!(of_another.mentions, [into, ContactId(3)]);
    assert_eq!(own.mentions, [ContactId(3)]);

    let (mut one, _) = reader("alice", None);
    let (mut other, _) = reader("alice", None);
    other.facts.contact.id = from;
    one.facts.data[0].mentions = vec![from, ContactId(4)];
    other.facts.data[0].mentions = vec![into, ContactId(3)];
    let whole = merged(&one, &other, TODAY);
    assert_eq!(whole.facts.data.len(), 1, "they have the same address");
    assert_eq!(whole.facts.data[0].mentions, [ContactId(3), ContactId(4)]);
}
