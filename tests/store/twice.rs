//! Annex B 8, *idempotence*: erasing twice is erasing once, and so is replaying a tombstone.

use candor::domain::*;
use candor::store::{ChangeKind, Erasure, Store, StoreError};

use super::people::{Place, call, change, datum, place, typed};
use crate::domain::many::Chance;

/// How many random erasures are tried; each commits, so there are fewer than of pure properties.
const ROUNDS: u64 = 60;

fn address(number: u64) -> String {
    format!("one{number}@example.org")
}

fn point(number: u64) -> Point {
    Point { channel: Channel::Email, normalised: address(number) }
}

/// Somebody with an address, a number, some notes and a talk.
fn somebody(place: &Place, number: u64, notes: u64) -> ContactId {
    place.change(ChangeKind::ContactAdded, |writer| {
        let origin = writer.new_origin(typed())?;
        let contact = writer.new_contact(ContactKind::Person, &format!("uid {number}"), None)?;
        writer.add_datum(contact, datum(Category::Email, &address(number), &origin))?;
        writer.add_datum(contact, datum(Category::Tag, "Client", &origin))?;
        for note in 0..notes {
            writer.add_datum(contact, datum(Category::Note, &format!("Note {note}"), &origin))?;
        }
        writer.new_interaction(&call("2026-11-02", "Talked"), &[contact])?;
        Ok(contact)
    })
}

type Held = (Vec<Facts>, Vec<Option<Day>>);

/// All that is held, and every tombstone.
fn held(store: &Store, so_far: u64) -> Held {
    let read = store.read(|reader| {
        let ids = reader.contact_ids()?;
        let facts =
            ids.into_iter().map(|id| reader.facts(id)).collect::<Result<_, StoreError>>()?;
        let tomb = |number| reader.has_tombstone(&reader.mark(&point(number)));
        Ok::<_, StoreError>((facts, (0..so_far).map(tomb).collect::<Result<_, StoreError>>()?))
    });
    read.unwrap()
}

#[test]
fn erasing_twice_is_erasing_once() {
    let place = place();
    let mut chance = Chance::of(8);
    for number in 0..ROUNDS {
        let contact = somebody(&place, number, chance.below(4));
        let erasure = if chance.below(2) == 0 {
            Erasure::whole(contact)
        } else {
            let all = place.facts(contact).data;
            let some = all.iter().filter(|_| chance.below(2) == 0).map(|datum| datum.id);
            Erasure::of_data(contact, some.collect())
        };
        let again = || {
            let now = change(ChangeKind::Several);
            let done = |_writer: &mut candor::store::Writer<'_>| Ok::<_, StoreError>(());
            place.store.erase_later(std::slice::from_ref(&erasure), now, done).unwrap()
        };
        let before = held(&place.store, number + 1);

        let first = again();
        let once = held(&place.store, number + 1);
        let second = again();

        let nothing = erasure.data.as_ref().is_some_and(Vec::is_empty);
        assert!(nothing || (before != once && first.data + first.contacts > 0), "{erasure:?}");
        assert_eq!((second.contacts, second.data), (0, 0), "{erasure:?}");
        assert!(once == held(&place.store, number + 1), "the second time changes something");
    }
    place.store.finish_erasures().unwrap();
    let after = held(&place.store, ROUNDS);
    place.store.finish_erasures().unwrap();
    assert!(after == held(&place.again(), ROUNDS), "nor does the rewrite");
    assert_eq!(place.store.check().unwrap(), []);
}

#[test]
fn replaying_tombstones_twice_is_replaying_them_once() {
    let place = place();
    let mut chance = Chance::of(88);
    let replay = |place: &Place, marks: &[[u8; 32]], on: Day| {
        place.change(ChangeKind::Erased, |writer| {
            marks.iter().try_for_each(|mark| writer.tombstone(mark, on))
        });
    };
    let all: Vec<[u8; 32]> = place
        .store
        .read(|reader| {
            Ok::<_, StoreError>((0..ROUNDS).map(|number| reader.mark(&point(number))).collect())
        })
        .unwrap();
    let first = super::people::day("2026-01-01");
    for _ in 0..20 {
        let some: Vec<[u8; 32]> = all.iter().filter(|_| chance.below(2) == 0).copied().collect();
        replay(&place, &some, first);
        let once = held(&place.store, ROUNDS);

        replay(&place, &some, first);
        replay(&place, &some, first.next());

        assert!(once == held(&place.store, ROUNDS), "the first tombstone stays as it is");
    }
}
