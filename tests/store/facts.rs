//! What is written is what is read, in the change itself and ever after.

use candor::domain::*;
use candor::store::{ChangeKind, StoreError};

use super::people::{ada, call, datum, day, engagement, place, typed};

#[test]
fn facts_come_back_as_they_were_written() {
    let place = place();
    let (contact, inside) = place.change(ChangeKind::ContactAdded, |writer| {
        let contact = ada(writer)?;
        writer.add_ground(
            contact,
            Ground {
                id: GroundId(0),
                purpose: PurposeId(0),
                basis: LawfulBasis::LegitimateInterests,
                evidence: Evidence::Reason("an old friend".to_owned()),
                opened: day("2026-11-01"),
                closed: None,
                condition: Some(Art9Condition::MadePublic),
            },
        )?;
        let work = writer.new_engagement(&engagement("Engine"), &[(contact, PartyRole::Client)])?;
        let mut first = call("2026-11-02", "about cards");
        first.engagement = Some(work);
        writer.new_interaction(&first, &[contact])?;
        writer.new_interaction(&call("2026-11-20", "about loops"), &[contact, contact])?;
        Ok((contact, writer.facts(contact)?))
    });

    let facts = place.facts(contact);

    assert_eq!(facts, inside);
    assert_eq!(facts.contact.country, Country::new("GB"));
    assert_eq!(facts.data.len(), 2);
    assert_eq!(facts.data[1].value, Value::Text("ada@engine.example".to_owned()));
    assert_eq!(facts.data[1].provenances[0].line, 7);
    assert_eq!(facts.grounds[0].evidence, Evidence::Reason("an old friend".to_owned()));
    assert_eq!(facts.engagements[0].role, PartyRole::Client);
    let texts: Vec<_> = facts.interactions.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(texts, ["about loops", "about cards"]);
}

#[test]
fn somebody_who_acts_for_an_organisation_sees_all_its_engagements() {
    let place = place();
    let (person, firm) = place.change(ChangeKind::ContactAdded, |writer| {
        let person = ada(writer)?;
        let kind = ContactKind::Organisation(LegalForm::Company);
        let firm = writer.new_contact(kind, "firm", None)?;
        let role = PartyRole::ContactPerson { of: firm };
        let parties = [(firm, PartyRole::Client), (person, role)];
        writer.new_engagement(&engagement("First"), &parties)?;
        writer.new_engagement(&engagement("Second"), &[(firm, PartyRole::Client)])?;
        Ok((person, firm))
    });

    let facts = place.facts(person);

    let role = PartyRole::ContactPerson { of: firm };
    let seen: Vec<_> =
        facts.engagements.iter().map(|one| (one.engagement.title.as_str(), one.role)).collect();
    assert_eq!(seen, [("First", role), ("Second", role)]);
}

#[test]
fn a_closure_that_fails_changes_nothing() {
    let place = place();
    let before = place.store.read(|reader| reader.last_change()).unwrap();

    let failed: Result<(), StoreError> =
        place.store.change(super::people::change(ChangeKind::ContactAdded), |writer| {
            ada(writer)?;
            Err(StoreError::NothingToUndo)
        });

    assert!(failed.is_err());
    let after = place
        .store
        .read(|reader| Ok::<_, StoreError>((reader.last_change()?, reader.contact_count()?)))
        .unwrap();
    assert_eq!(after, (before, 0));
}

#[test]
fn numbers_are_never_given_twice() {
    let place = place();
    let contact = place.change(ChangeKind::ContactAdded, ada);

    let (origin, third) = place.change(ChangeKind::DatumAdded, |writer| {
        let origin = writer.new_origin(typed())?;
        let third = writer.add_datum(contact, datum(Category::Tag, "maths", &origin))?;
        Ok((origin, third))
    });

    assert_eq!((origin.id, third), (OriginId(2), DatumId(3)));
    assert_eq!(place.store.read(|reader| reader.revision(contact)).unwrap(), 2);
}

#[test]
fn two_stores_on_one_vault_are_both_right() {
    let here = place();
    let there = here.again();
    let change = super::people::change;
    let first = here.change(ChangeKind::ContactAdded, ada);
    let second = there.change(change(ChangeKind::ContactAdded), ada).unwrap();
    here.change(ChangeKind::Declared, |writer| {
        writer.add_policy(&super::people::policy("2026-01-01"))
    });

    assert_ne!(first, second);
    for store in [&here.store, &there] {
        let (ids, policies) = store
            .read(|reader| {
                Ok::<_, StoreError>((reader.contact_ids()?, reader.controller()?.policies.len()))
            })
            .unwrap();
        assert_eq!(ids, [first, second]);
        assert_eq!(policies, 2);
    }
}

#[test]
fn a_contact_is_found_by_its_uid() {
    let place = place();
    let contact = place.change(ChangeKind::ContactAdded, ada);

    let found = |uid: &str| place.store.read(|reader| reader.by_uid(uid)).unwrap();

    assert_eq!(found("6f9619ff-8b86-4011-b42d-00c04fc964ff"), Some(contact));
    assert_eq!(found("6F9619FF-8B86-4011-B42D-00C04FC964FF"), None);
    assert_eq!(found(""), None);
}
