//! Annex B 8, *idempotence*: erasing twice is erasing once, and so is replaying tombstones; on ten
//! thousand random histories, kept by the thousand in a vault.

use candor::domain::*;
use candor::store::vault::{Protection, Secret};
use candor::store::{ChangeKind, Erased, Erasure, NewVault, Store, StoreError, Writer};

use super::people::{Place, change, open, today};
use crate::domain::history::story;
use crate::domain::many::{Chance, HISTORIES};
use crate::support::Story;

/// How many people share a vault, and so a rewrite. Among so many the engine once cut the key
/// `uid 1051` short where it keeps it twice; with the number behind it, a 4 by chance, it read like
/// the erased `uid 1054`, and the erasure was refused for ever.
const TOGETHER: u64 = 1000;

/// A vault of somebody in Germany.
fn place() -> Place {
    let controller = Story::in_country("DE").controller;
    let protection = Protection::None;
    let new = NewVault { protection, controller: &controller, at: Moment(1), today: today() };
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(&folder.path().join("vault"), &new).unwrap();
    Place { folder, store }
}

/// What tells the values of one person from those of all others.
fn own_value(datum: &Datum, person: u64) -> String {
    let id = datum.id;
    if datum.category == Category::Email {
        format!("one{person}.{id}@example.org")
    } else if datum.category == Category::Phone {
        format!("+49 30 {}", 1_000_000 + person * 100 + u64::from(id.0))
    } else {
        format!("{} {id} of {person}", datum.category.word())
    }
}

/// Writes all that a history says of a person.
fn settle(writer: &mut Writer<'_>, told: &Facts, person: u64) -> Result<ContactId, StoreError> {
    let contact = writer.new_contact(ContactKind::Person, &format!("uid {person}"), None)?;
    for datum in &told.data {
        let mut datum = datum.clone();
        datum.value = Value::Text(own_value(&datum, person));
        for provenance in &mut datum.provenances {
            provenance.origin = writer.new_origin(Origin::clone(&provenance.origin))?;
        }
        writer.add_datum(contact, datum)?;
    }
    for one in &told.engagements {
        writer.new_engagement(&one.engagement, &[(contact, PartyRole::Client)])?;
    }
    for talk in &told.interactions {
        let talk = Interaction { text: format!("talk {} of {person}", talk.id), ..talk.clone() };
        writer.new_interaction(&talk, &[contact])?;
    }
    for ground in &told.grounds {
        writer.add_ground(contact, ground.clone())?;
    }
    for event in &told.consents {
        writer.add_consent(contact, event.clone())?;
    }
    for event in &told.events {
        writer.add_event(contact, event.clone())?;
    }
    for right in &told.rights {
        writer.add_right(contact, right.clone())?;
    }
    Ok(contact)
}

/// What is erased of a person: everything, nothing, or some values and talks.
fn erasure(facts: &Facts, chance: &mut Chance) -> Option<Erasure> {
    let contact = facts.contact.id;
    let data = facts.data.iter().filter(|_| chance.below(2) == 0).map(|datum| datum.id).collect();
    let talks = facts.interactions.iter().filter(|_| chance.below(2) == 0).map(|talk| talk.id);
    let talks = talks.collect();
    match chance.below(4) {
        0 => None,
        1 => Some(Erasure::whole(contact)),
        2 => Some(Erasure::of_data(contact, data)),
        _ => Some(Erasure { contact, data: Some(data), talks, records: Vec::new() }),
    }
}

/// All that a vault knows of people, and which addresses have a tombstone.
#[derive(Debug, PartialEq)]
struct Held {
    facts: Vec<Facts>,
    suppressed: Vec<Vec<Suppressed>>,
    tombstones: Vec<Option<Day>>,
}

fn held(store: &Store, addresses: &[Point]) -> Held {
    let read = store.read(|reader| {
        let ids = reader.contact_ids()?;
        let facts: Vec<Facts> =
            ids.into_iter().map(|id| reader.facts(id)).collect::<Result<_, StoreError>>()?;
        let suppressed = facts.iter().map(|one| reader.suppressed(one));
        let suppressed = suppressed.collect::<Result<_, StoreError>>()?;
        let tomb = |point| reader.has_tombstone(&reader.mark(point));
        let tombstones = addresses.iter().map(tomb).collect::<Result<_, StoreError>>()?;
        Ok::<_, StoreError>(Held { facts, suppressed, tombstones })
    });
    read.unwrap()
}

/// A vault full of random histories, what is to be erased there, and every address in it.
fn crowd(chance: &mut Chance, first: u64) -> (Place, Vec<Erasure>, Vec<Point>) {
    let place = place();
    place.change(ChangeKind::ContactAdded, |writer| {
        (first..first + TOGETHER).try_for_each(|person| {
            let mut steps = chance.steps();
            // From the third crowd on histories are short; the first two are those in which the
            // engine cut that key.
            if first >= 2 * TOGETHER {
                steps.truncate(steps.len() / 2);
            }
            settle(writer, &story(&steps).facts, person).map(|_| ())
        })
    });
    let facts = held(&place.store, &[]).facts;
    let erasures = facts.iter().filter_map(|facts| erasure(facts, chance)).collect();
    let emails = facts.iter().flat_map(|facts| &facts.data);
    let emails = emails.filter(|datum| datum.category == Category::Email);
    let point = |datum: &Datum| {
        let Value::Text(address) = &datum.value else { panic!("{datum:?}") };
        Point { channel: Channel::Email, normalised: address.clone() }
    };
    (place, erasures, emails.map(point).collect())
}

fn erase(store: &Store, erasures: &[Erasure]) -> Erased {
    let also = |_writer: &mut Writer<'_>| Ok::<_, StoreError>(());
    store.erase_later(erasures, change(ChangeKind::Several), also).unwrap()
}

/// Five crowds and half of the histories: erases in each of them twice, and restores what a backup
/// held before. A restore replays the tombstones of the ledger; a restore of what was restored
/// replays them once more.
fn erase_and_replay_twice(seed: u64) {
    let mut chance = Chance::of(seed);
    for first in (0..HISTORIES / 2).step_by(usize::try_from(TOGETHER).unwrap()) {
        let (place, erasures, addresses) = crowd(&mut chance, first);
        let stick = place.folder.path().join("stick");
        let [backup, restored, again] = ["first", "second", "third"].map(|name| stick.join(name));
        let now = change(ChangeKind::Several);
        place.store.back_up(&backup, &Protection::None, now).unwrap();

        let (removed, once) = erased_twice(&place, &erasures, &addresses);

        assert_eq!(place.store.tell_backups().unwrap(), Vec::<std::path::PathBuf>::new());
        let told = Store::restore(&backup, &Secret::None, &restored, now).unwrap();
        let told_again = Store::restore(&restored, &Secret::None, &again, now).unwrap();
        assert!(told.had_ledger && told_again.had_ledger);
        assert_eq!(told.erased, removed);
        assert!(told_again.erased.is_nothing(), "{:?}", told_again.erased);
        let [replayed, twice] = [&restored, &again].map(|folder| held(&open(folder), &addresses));
        assert!(replayed == once, "the replay does what the erasure did");
        assert!(replayed == twice, "the second replay changes something");
        assert_eq!(open(&again).check().unwrap(), []);
    }
}

/// Erases before and after a rewrite what was erased already; gives what went, and what is left.
fn erased_twice(place: &Place, erasures: &[Erasure], addresses: &[Point]) -> (Erased, Held) {
    let before = held(&place.store, addresses);
    let removed = erase(&place.store, erasures);
    let once = held(&place.store, addresses);
    let again = erase(&place.store, erasures);
    let twice = held(&place.store, addresses);
    place.store.finish_erasures().unwrap();
    let rewritten = held(&place.store, addresses);
    let after = erase(&place.store, erasures);
    assert_eq!(place.store.finish_erasures().unwrap(), 0, "nothing is left to rewrite");

    assert!(removed.contacts > 0 && removed.data > 0 && removed.talks > 0, "{removed:?}");
    assert!(before != once);
    assert!(again.is_nothing() && after.is_nothing(), "{again:?} {after:?}");
    assert!(once == twice, "the second time changes something");
    assert!(once == rewritten, "so does the rewrite");
    assert!(once == held(&place.again(), addresses), "so does what comes after it");
    (removed, once)
}

#[test]
fn erasing_twice_and_replaying_tombstones_twice_is_doing_it_once() {
    erase_and_replay_twice(8);
}

#[test]
fn erasing_and_replaying_twice_is_doing_it_once_for_as_many_others() {
    erase_and_replay_twice(88);
}
