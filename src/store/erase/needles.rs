//! The values that must be gone, in each form in which they were stored, and those that need not,
//! because something that lives holds them as well.

use std::collections::BTreeSet;

use aho_corasick::{AhoCorasick, MatchKind};
use redb::Value as _;

use crate::domain::{ContactId, Datum, Facts, Point, Value, fold, point};
use crate::store::error::StoreError;
use crate::store::reader::{Reader, point_kind};
use crate::store::slot::{Bytes, Slot};
use crate::store::tables::{Nature, RowKey, TableId, Visitor};
use crate::store::vault::VaultError;

/// Shorter values cannot be looked for: they are found by chance among numbers and checksums.
const SHORTEST: usize = 4;
/// Longer texts are looked for in pieces of this length, so that a part of one is found as well.
const LONGEST: usize = 48;

/// The words that the engine itself writes into every file.
const ENGINE_WORDS: &str = "redb allocator_state next_savepoint_id persistent_savepoints \
    data_pages_allocated data_pages_unreachable system_pages_unreachable \
    redb::InternalTableDefinition redb::SerializedSavepoint redb::DynamicCollection \
    redb::PageList redb::TransactionIdWithPagination redb::AllocatorStateKey redb::SavepointId";

/// Values that are looked for.
#[derive(Default)]
pub(super) struct Needles(BTreeSet<Vec<u8>>);

impl Needles {
    pub(super) fn of(values: Vec<Vec<u8>>) -> Self {
        Self(values.into_iter().collect())
    }

    pub(super) fn into_values(self) -> Vec<Vec<u8>> {
        self.0.into_iter().collect()
    }

    /// A text as it is and as it is folded, in pieces.
    pub(super) fn text(&mut self, text: &str) {
        self.pieces(text);
        self.pieces(&fold::fold(text));
    }

    /// A datum in each form: its parts, its line, and as a contact point.
    pub(super) fn datum(&mut self, datum: &Datum, points: &BTreeSet<Point>) {
        self.text(&datum.label);
        self.text(&datum.value.to_line());
        match &datum.value {
            Value::Text(_) | Value::Date(_) => {}
            Value::Name(name) => {
                let parts =
                    [&name.family, &name.given, &name.additional, &name.prefix, &name.suffix];
                for part in parts {
                    self.text(part);
                }
            }
            Value::Address(address) => {
                let (place, town) = (&address.extension, &address.locality);
                let parts = [
                    place,
                    &address.street,
                    town,
                    &address.region,
                    &address.code,
                    &address.country,
                ];
                for part in parts {
                    self.text(part);
                }
            }
        }
        let Some(channel) = datum.channel() else { return };
        let line = datum.value.to_line();
        self.pieces(&point::normalise(channel, &line, None));
        // How a number was read depends on the country; the stored points say how.
        let digits = digits_of(&line);
        if digits.len() >= SHORTEST {
            self.pieces(&digits);
            let ending = digits.trim_start_matches('0');
            let same = points.iter().filter(|point| point.normalised.ends_with(ending));
            same.for_each(|point| self.pieces(&point.normalised));
        }
    }

    /// Everything that was written down about a contact.
    pub(super) fn facts(&mut self, facts: &Facts) {
        self.pieces(&facts.contact.uid);
        facts.data.iter().for_each(|datum| self.datum(datum, &BTreeSet::new()));
        facts.grounds.iter().for_each(|ground| self.ground(ground));
        facts.consents.iter().for_each(|event| self.consent(event));
        facts.rights.iter().for_each(|right| self.right(right));
        facts.events.iter().for_each(|event| self.text(&event.reference));
        facts.disclosures.iter().for_each(|disclosure| self.text(&disclosure.means));
        facts.engagements.iter().for_each(|one| self.text(&one.engagement.title));
        facts.interactions.iter().for_each(|one| self.text(&one.text));
    }

    /// What was derived from a contact.
    pub(super) fn derived(
        &mut self,
        reader: &Reader<'_>,
        contact: ContactId,
    ) -> Result<(), StoreError> {
        if let Some(row) = reader.list_row(contact)? {
            for text in [&row.name, &row.order, &row.detail] {
                self.pieces(text);
            }
        }
        if let Some(key) = reader.search_key(contact)? {
            self.pieces(&key);
        }
        if let Some(keys) = reader.derived_keys(contact)? {
            // The number of an organisation is no value, and is found by chance.
            let values = keys.points.iter().filter(|(kind, _)| *kind != point_kind::BELONGS_TO);
            for (_, normalised) in values {
                self.piece(normalised);
            }
        }
        Ok(())
    }

    /// The values that nothing living holds: no row, no key, and none of the file's own words.
    pub(super) fn unheld(self, reader: &Reader<'_>) -> Result<Vec<Vec<u8>>, StoreError> {
        let values = self.into_values();
        let held = held(&values, reader)?;
        Ok(without(values, &held))
    }

    /// The same without those that chance makes of what lives: the engine cuts keys short where it
    /// keeps them twice, and a number that happens to be a digit or a letter comes right after
    /// them. So a value of which something living holds all but the first or the last byte is left
    /// out: of `carol1` there, if `carol2` lives, nothing can be told.
    pub(super) fn unheld_but_for_chance(
        self,
        reader: &Reader<'_>,
    ) -> Result<Vec<Vec<u8>>, StoreError> {
        let values = self.unheld(reader)?;
        let but_one = |value: &Vec<u8>| {
            let (without_last, without_first) = (value.split_last(), value.split_first());
            [without_last.map(|(_, rest)| rest), without_first.map(|(_, rest)| rest)]
                .map(|rest| rest.unwrap_or_default().to_vec())
        };
        let shorter: Vec<Vec<u8>> = values.iter().flat_map(but_one).collect();
        let held = held(&shorter, reader)?.into_iter().map(|n| n / 2).collect();
        Ok(without(values, &held))
    }

    pub(super) fn pieces(&mut self, text: &str) {
        let mut rest = text.trim();
        while rest.len() > LONGEST {
            let end = (0..=LONGEST).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(0);
            let Some((piece, more)) = rest.split_at_checked(end).filter(|(one, _)| !one.is_empty())
            else {
                break;
            };
            self.piece(piece.as_bytes());
            rest = more;
        }
        self.piece(rest.as_bytes());
    }

    fn piece(&mut self, piece: &[u8]) {
        if piece.len() >= SHORTEST {
            self.0.insert(piece.to_vec());
        }
    }
}

/// Which of the values something living holds.
fn held(values: &[Vec<u8>], reader: &Reader<'_>) -> Result<BTreeSet<usize>, StoreError> {
    if values.is_empty() {
        return Ok(BTreeSet::new());
    }
    let finder = AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .build(values)
        .map_err(|error| VaultError::Engine(error.to_string()))?;
    let mut held = Held { finder, found: BTreeSet::new() };
    held.look(ENGINE_WORDS.as_bytes());
    reader.tables.visit(&mut held)?;
    Ok(held.found)
}

fn without(values: Vec<Vec<u8>>, found: &BTreeSet<usize>) -> Vec<Vec<u8>> {
    let others = values.into_iter().enumerate().filter(|(n, _)| !found.contains(n));
    others.map(|(_, value)| value).collect()
}

fn digits_of(line: &str) -> String {
    line.chars().filter(char::is_ascii_digit).collect()
}

/// Finds the values that living rows hold.
struct Held {
    finder: AhoCorasick,
    found: BTreeSet<usize>,
}

impl Held {
    fn look(&mut self, bytes: &[u8]) {
        let hits = self.finder.find_overlapping_iter(bytes);
        self.found.extend(hits.map(|hit| hit.pattern().as_usize()));
    }
}

impl Visitor for Held {
    fn table<K: RowKey>(&mut self, slot: &Slot<'_, K>) -> Result<(), StoreError> {
        // The engine writes the names of tables and of their types into the file.
        self.look(slot.id().name().as_bytes());
        self.look(K::type_name().name().as_bytes());
        self.look(Bytes::type_name().name().as_bytes());
        let books = slot.id().nature() == Nature::Book;
        let mut rows = slot.all()?;
        while let Some((key, value)) = rows.step()? {
            let key = K::as_bytes(&key.value()).as_ref().to_vec();
            if books && slot.id() == TableId::Meta && key == super::key_of(super::key::PENDING) {
                continue;
            }
            self.look(&key);
            self.look(value.value());
        }
        Ok(())
    }
}
