//! Erased means erased: no byte of the file holds the value, unless something living does.

use std::collections::BTreeSet;

use candor::domain::*;
use candor::store::{Change, ChangeKind, Erased, Erasure, Store, StoreError};

use super::people::{Place, ada, call, change, datum, engagement, place, typed};

fn now() -> Change {
    change(ChangeKind::Several)
}

/// The words that are somewhere in the decrypted file.
fn words_in(store: &Store, words: &[&str]) -> BTreeSet<String> {
    let mut image = Vec::new();
    for page in store.vault().decrypted_image().unwrap() {
        image.extend(page.unwrap());
    }
    let has = |word: &&&str| image.windows(word.len()).any(|bytes| bytes == word.as_bytes());
    words.iter().filter(has).map(|word| (*word).to_owned()).collect()
}

/// A vault in which one person has left traces wherever there are any.
fn with_traces() -> (Place, ContactId, ContactId) {
    let place = place();
    let grace = place.change(ChangeKind::ContactAdded, |writer| {
        let origin = writer.new_origin(typed())?;
        let grace = writer.new_contact(ContactKind::Person, "grace", None)?;
        writer.add_datum(grace, datum(Category::Email, "grace@cobol.example", &origin))?;
        writer.add_datum(grace, datum(Category::Tag, "Shared-Word", &origin))?;
        Ok(grace)
    });
    let ada = place.change(ChangeKind::ContactAdded, |writer| {
        let ada = ada(writer)?;
        let origin = writer.origin(OriginId(1))?;
        writer.add_datum(ada, datum(Category::Phone, "+44 20 7946 0123", &origin))?;
        writer.add_datum(ada, datum(Category::Tag, "Shared-Word", &origin))?;
        writer.add_datum(ada, datum(Category::Note, &"Poetical science. ".repeat(400), &origin))?;
        let client = [(ada, PartyRole::Client)];
        writer.new_engagement(&engagement("Bernoulli numbers"), &client)?;
        writer.new_interaction(&call("2026-11-02", "Jacquard loom"), &[ada])?;
        writer.new_interaction(&call("2026-11-03", "Both were there"), &[ada, grace])?;
        Ok(ada)
    });
    place.change(ChangeKind::ContactEdited, |writer| {
        let mut email = writer.datum(ada, DatumId(2))?;
        email.value = Value::Text("countess@ockham.example".to_owned());
        writer.put_datum(ada, &email)
    });
    (place, ada, grace)
}

const TRACES: [&str; 9] = [
    "Lovelace",
    "lovelace",
    "ada@engine.example",
    "countess@ockham.example",
    "7946 0123",
    "79460123",
    "Poetical",
    "Bernoulli",
    "Jacquard",
];
const LIVING: [&str; 4] = ["grace@cobol.example", "Shared-Word", "Both were there", "Studio"];

/// Runs in release builds as well: debug builds of the engine overwrite what they free.
#[test]
fn an_erased_contact_is_nowhere_in_the_file() {
    let (place, ada, grace) = with_traces();
    assert!(words_in(&place.store, &TRACES).len() >= TRACES.len() - 1);

    let erased = place.store.erase(&[Erasure::whole(ada)], now()).unwrap();

    assert_eq!((erased.contacts, erased.talks), (1, 2));
    assert_eq!(words_in(&place.store, &TRACES), BTreeSet::new());
    assert_eq!(words_in(&place.store, &LIVING).len(), LIVING.len());
    assert_eq!(place.facts(grace).interactions.len(), 1);
    assert_eq!(place.store.check().unwrap(), []);
    assert_eq!(place.again().read(|reader| reader.contact_ids()).unwrap(), [grace]);
}

#[test]
fn an_erased_datum_is_nowhere_in_the_file_and_the_rest_stays() {
    let (place, ada, _) = with_traces();

    place.store.erase(&[Erasure::of_data(ada, vec![DatumId(2)])], now()).unwrap();

    let gone = ["ada@engine.example", "countess@ockham.example"];
    assert_eq!(words_in(&place.store, &gone), BTreeSet::new());
    assert_eq!(words_in(&place.store, &["Lovelace", "Jacquard"]).len(), 2);
    assert_eq!(place.facts(ada).data.len(), 4);
    assert_eq!(place.store.check().unwrap(), []);
}

#[test]
fn the_text_of_an_interaction_can_go_alone() {
    let (place, ada, _) = with_traces();
    let erasure = Erasure { talks: vec![InteractionId(1)], ..Erasure::of_data(ada, Vec::new()) };

    place.store.erase(&[erasure], now()).unwrap();

    assert_eq!(words_in(&place.store, &["Jacquard"]), BTreeSet::new());
    assert_eq!(place.facts(ada).interactions.len(), 2);
}

#[test]
fn a_pending_erasure_is_shown_and_finished_by_whoever_comes_next() {
    let (place, ada, grace) = with_traces();
    for contact in [ada, grace] {
        place
            .store
            .erase_later(&[Erasure::whole(contact)], now(), |_| Ok::<_, StoreError>(()))
            .unwrap();
    }
    let there = place.again();

    let pending = there.read(|reader| reader.pending_erasures()).unwrap();
    assert_eq!(pending, [Erasure::whole(ada), Erasure::whole(grace)]);
    assert_eq!(there.finish_erasures().unwrap(), 2);

    assert_eq!(place.store.read(|reader| reader.pending_erasures()).unwrap(), []);
    assert_eq!(words_in(&place.store, &TRACES), BTreeSet::new());
    assert_eq!(words_in(&place.store, &["grace@cobol.example"]), BTreeSet::new());
}

#[test]
fn erasing_what_is_erased_does_nothing() {
    let (place, ada, _) = with_traces();
    place.store.erase(&[Erasure::whole(ada)], now()).unwrap();
    let before = place.store.read(|reader| reader.last_change()).unwrap();

    let again = [Erasure::whole(ada), Erasure::of_data(ada, vec![DatumId(1)])];
    let erased = place.store.erase(&again, now()).unwrap();

    assert_eq!(erased, Erased::default());
    assert_eq!(place.store.read(|reader| reader.last_change()).unwrap(), before);
}

#[test]
fn an_erased_contact_point_leaves_a_tombstone() {
    let (place, ada, _) = with_traces();
    let normalised = "countess@ockham.example".to_owned();
    let point = Point { channel: Channel::Email, normalised };
    let found = place.store.read(|reader| reader.points(&point)).unwrap();
    assert_eq!(found, [ada]);

    place.store.erase(&[Erasure::whole(ada)], now()).unwrap();

    let tomb = place.store.read(|reader| reader.has_tombstone(&reader.mark(&point))).unwrap();
    assert_eq!(tomb, Some(super::people::today()));
}

#[test]
fn a_value_that_is_a_word_of_the_file_itself_does_not_stop_an_erasure() {
    let place = place();
    let contact = place.change(ChangeKind::ContactAdded, |writer| {
        let origin = writer.new_origin(typed())?;
        let contact = writer.new_contact(ContactKind::Person, "consent", None)?;
        for word in ["tombstone", "derived", "(u64,u32)", "&[u8]", "redb", "Sampletown"] {
            writer.add_datum(contact, datum(Category::Tag, word, &origin))?;
        }
        Ok(contact)
    });

    place.store.erase(&[Erasure::whole(contact)], now()).unwrap();

    assert_eq!(words_in(&place.store, &["Sampletown"]), BTreeSet::new());
}
