//! Whatever is done in whatever order: what is derived follows, and undo gives back what was.

use candor::domain::*;
use candor::store::{ChangeKind, Erasure, Store, StoreError, Writer};
use proptest::prelude::*;

use super::people::{ada, call, change, datum, engagement, place, typed};

/// One thing that a user does, to the contacts with these numbers as far as there are any.
type Deed = (u8, u64, u64);

/// Everything that the facts say of everybody.
fn everything(store: &Store) -> Vec<Facts> {
    store
        .read(|reader| {
            let ids = reader.contact_ids()?;
            ids.into_iter().map(|id| reader.facts(id)).collect::<Result<Vec<_>, StoreError>>()
        })
        .unwrap()
}

fn pick(writer: &Writer<'_>, n: u64) -> Result<Option<ContactId>, StoreError> {
    let ids = writer.contact_ids()?;
    Ok(usize::try_from(n).ok().and_then(|n| ids.get(n % ids.len().max(1)).copied()))
}

fn act(writer: &mut Writer<'_>, (deed, a, b): Deed) -> Result<(), StoreError> {
    let (Some(first), Some(second)) = (pick(writer, a)?, pick(writer, b)?) else {
        return ada(writer).map(|_id| ());
    };
    match deed % 10 {
        0 => ada(writer).map(|_id| ()),
        1 => {
            let kind = ContactKind::Organisation(LegalForm::Company);
            writer.new_contact(kind, &format!("firm {a} {b}"), None).map(|_id| ())
        }
        2 => {
            let origin = writer.new_origin(typed())?;
            let mut role = datum(Category::Organisation, &format!("Works {b}"), &origin);
            role.link = Some(second);
            writer.add_datum(first, role).map(|_id| ())
        }
        3 => {
            let data = writer.data(first)?;
            let Some(mut datum) = data.into_iter().last() else { return Ok(()) };
            datum.value = Value::Text(format!("changed {a} {b}"));
            datum.deleted = (b % 2 == 0).then(super::people::today);
            writer.put_datum(first, &datum)
        }
        4 => {
            let role = PartyRole::ContactPerson { of: second };
            let parties = [(second, PartyRole::Client), (first, role)];
            writer.new_engagement(&engagement("Work"), &parties).map(|_id| ())
        }
        5 => {
            let Some(mut work) = writer.engagements()?.pop() else { return Ok(()) };
            work.stages.push((Stage::Done, super::people::today()));
            writer.put_engagement(&work)
        }
        6 => writer.new_interaction(&call("2026-11-02", "a talk"), &[first, second]).map(|_id| ()),
        7 => {
            let Some(mut talk) = writer.interactions(first)?.pop() else { return Ok(()) };
            talk.on = super::people::day("2026-11-03");
            writer.put_interaction(&talk)
        }
        8 => {
            let Some(work) = writer.engagements()?.pop() else { return Ok(()) };
            writer.remove_party(first, work.id)
        }
        _ => {
            let mut contact = writer.contact(first)?;
            contact.country = Country::new(if b % 2 == 0 { "FR" } else { "GB" });
            writer.put_contact(&contact)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn what_is_derived_follows_and_undo_gives_back_what_was(
        deeds in prop::collection::vec((any::<u8>(), 0..6_u64, 0..6_u64), 1..14),
    ) {
        let place = place();
        let mut before = Vec::new();
        for deed in &deeds {
            let last = place.store.read(|reader| reader.last_change()).unwrap();
            let state = everything(&place.store);
            place.change(ChangeKind::Several, |writer| act(writer, *deed));
            if place.store.read(|reader| reader.last_change()).unwrap() != last {
                before.push(state);
            }
        }
        prop_assert_eq!(place.store.check().unwrap(), []);
        let end = everything(&place.store);

        let changes = before.len();
        while let Some(state) = before.pop() {
            let undone = place.store.undo(change(ChangeKind::Several)).unwrap();
            prop_assert_eq!(undone.conflicts, []);
            prop_assert_eq!(everything(&place.store), state);
        }
        prop_assert_eq!(place.store.check().unwrap(), []);

        for _ in 0..changes {
            place.store.redo(change(ChangeKind::Several)).unwrap();
        }
        prop_assert_eq!(everything(&place.store), end);
        prop_assert_eq!(place.store.check().unwrap(), []);
    }

    #[test]
    fn erasing_anybody_leaves_the_rest_whole(
        deeds in prop::collection::vec((any::<u8>(), 0..6_u64, 0..6_u64), 1..10),
        who in 0..6_u64,
    ) {
        let place = place();
        for deed in &deeds {
            place.change(ChangeKind::Several, |writer| act(writer, *deed));
        }
        let ids = place.store.read(|reader| reader.contact_ids()).unwrap();
        let Some(gone) = ids.get(usize::try_from(who).unwrap()).copied() else { return Ok(()) };

        place.store.erase(&[Erasure::whole(gone)], change(ChangeKind::Several)).unwrap();

        prop_assert_eq!(place.store.check().unwrap(), []);
        prop_assert_eq!(everything(&place.store).len(), ids.len() - 1);
        while place.store.undo(change(ChangeKind::Several)).is_ok() {}
        prop_assert!(everything(&place.store).iter().all(|facts| facts.contact.id != gone));
    }
}
