//! What was changed can be taken back, and done again, until it is erased.

use candor::domain::*;
use candor::store::{Change, ChangeKind, Erasure, StoreError};

use super::people::{ada, call, change, datum, engagement, place, policy, typed};

fn now() -> Change {
    change(ChangeKind::Several)
}

#[test]
fn undo_takes_an_edit_back_and_redo_does_it_again() {
    let place = place();
    let contact = place.change(ChangeKind::ContactAdded, ada);
    let before = place.facts(contact);
    place.change(ChangeKind::ContactEdited, |writer| {
        let mut email = writer.datum(contact, DatumId(2))?;
        email.value = Value::Text("countess@engine.example".to_owned());
        writer.put_datum(contact, &email)?;
        writer.new_interaction(&call("2026-11-02", "about cards"), &[contact])
    });
    let after = place.facts(contact);

    let undone = place.store.undo(now()).unwrap();
    assert_eq!(undone.conflicts, []);
    assert_eq!(place.facts(contact), before);

    place.store.redo(now()).unwrap();
    assert_eq!(place.facts(contact), after);
    assert_eq!(place.store.check().unwrap(), []);
}

#[test]
fn undo_takes_a_new_contact_back_with_all_its_rows() {
    let place = place();
    let contact = place.change(ChangeKind::ContactAdded, |writer| {
        let contact = ada(writer)?;
        writer.new_engagement(&engagement("Engine"), &[(contact, PartyRole::Client)])?;
        writer.new_interaction(&call("2026-11-02", "about cards"), &[contact])?;
        Ok(contact)
    });
    let before = place.facts(contact);

    place.store.undo(now()).unwrap();
    let counts = place
        .store
        .read(|reader| {
            let engagements = reader.engagements()?.len();
            Ok::<_, StoreError>((reader.contact_count()?, reader.list_len()?, engagements))
        })
        .unwrap();
    assert_eq!(counts, (0, 0, 0));

    place.store.redo(now()).unwrap();
    assert_eq!(place.facts(contact), before);
    place.store.undo(now()).unwrap();
    assert!(place.store.read(|reader| reader.facts(contact)).is_err());
    assert_eq!(place.store.check().unwrap(), []);
}

#[test]
fn rows_that_were_changed_since_stay_and_are_named() {
    let place = place();
    let contact = place.change(ChangeKind::ContactAdded, ada);

    place.change(ChangeKind::DatumAdded, |writer| {
        let origin = writer.new_origin(typed())?;
        writer.add_datum(contact, datum(Category::Tag, "maths", &origin))
    });
    place.change(ChangeKind::Drafted, |writer| {
        let mut email = writer.datum(contact, DatumId(3))?;
        email.value = Value::Text("poetry".to_owned());
        writer.put_datum(contact, &email)
    });
    let undone = place.store.undo(now()).unwrap();

    let named: Vec<_> =
        undone.conflicts.iter().map(|row| (row.table, row.lead, row.number)).collect();
    assert_eq!(named, [("datum", contact.0, 3)]);
    assert_eq!(place.facts(contact).data[2].value, Value::Text("poetry".to_owned()));
}

#[test]
fn all_slices_of_one_piece_of_work_are_taken_back_at_once() {
    let place = place();
    let first = place.change(ChangeKind::ContactAdded, ada);
    let group = place.change(ChangeKind::Import, |writer| {
        ada(writer)?;
        Ok(writer.change_id())
    });
    for _ in 0..3 {
        place.store.change_within(Some(group), change(ChangeKind::Import), ada).unwrap();
    }

    let undone = place.store.undo(now()).unwrap();

    assert_eq!((undone.change.id, undone.change.what), (group, Some(ChangeKind::Import)));
    assert_eq!(place.store.read(|reader| reader.contact_ids()).unwrap(), [first]);
    place.store.redo(now()).unwrap();
    assert_eq!(place.store.read(|reader| reader.contact_count()).unwrap(), 5);
    assert_eq!(place.store.check().unwrap(), []);
}

#[test]
fn undo_goes_back_step_by_step_and_redo_forward() {
    let place = place();
    for _ in 0..3 {
        place.change(ChangeKind::ContactAdded, ada);
    }
    let count = || place.store.read(|reader| reader.contact_count()).unwrap();

    for left in [2, 1, 0] {
        place.store.undo(now()).unwrap();
        assert_eq!(count(), left);
    }
    assert!(matches!(place.store.undo(now()), Err(StoreError::NothingToUndo)));
    for back in [1, 2] {
        place.store.redo(now()).unwrap();
        assert_eq!(count(), back);
    }
    place.change(ChangeKind::ContactAdded, ada);
    assert!(matches!(place.store.redo(now()), Err(StoreError::NothingToRedo)));
    assert_eq!(place.store.check().unwrap(), []);
}

#[test]
fn a_declaration_can_be_taken_back() {
    let place = place();
    place.change(ChangeKind::ContactAdded, ada);
    place.change(ChangeKind::Declared, |writer| writer.add_policy(&policy("2026-01-01")));

    place.store.undo(now()).unwrap();

    let controller = place.store.read(|reader| reader.controller()).unwrap();
    assert_eq!(controller.policies.len(), 1);
    assert!(place.store.read(|reader| reader.is_fresh()).unwrap());
}

#[test]
fn an_erasure_cannot_be_undone_and_takes_its_contact_out_of_undo() {
    let place = place();
    let contact = place.change(ChangeKind::ContactAdded, ada);
    let other = place.change(ChangeKind::ContactAdded, ada);
    place.change(ChangeKind::ContactEdited, |writer| {
        for contact in [contact, other] {
            let mut email = writer.datum(contact, DatumId(2))?;
            email.value = Value::Text("countess@engine.example".to_owned());
            writer.put_datum(contact, &email)?;
        }
        Ok(())
    });
    place.store.erase(&[Erasure::whole(contact)], now()).unwrap();

    let undone = place.store.undo(now()).unwrap();

    assert_eq!(undone.change.what, Some(ChangeKind::ContactEdited));
    assert_eq!(undone.conflicts, []);
    assert!(place.store.read(|reader| reader.facts(contact)).is_err());
    let email = Value::Text("ada@engine.example".to_owned());
    assert_eq!(place.facts(other).data[1].value, email);
    assert_eq!(place.store.check().unwrap(), []);
}

#[test]
fn what_is_kept_for_undo_ends_after_two_hundred_changes_or_thirty_days() {
    let place = place();
    for _ in 0..203 {
        place.change(ChangeKind::ContactAdded, ada);
    }
    let mut undone = 0;
    while place.store.undo(now()).is_ok() {
        undone += 1;
    }
    // Each undo is kept as a change of its own.
    assert!((100..=200).contains(&undone), "{undone}");

    let late = Moment(now().at.0 + 31 * 24 * 60 * 60);
    let change = Change { what: ChangeKind::ContactAdded, at: late, ..now() };
    place.store.change(change, ada).unwrap();
    place.store.undo(now()).unwrap();
    assert!(matches!(place.store.undo(now()), Err(StoreError::NothingToUndo)));
}
