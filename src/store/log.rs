//! What a change has done to rows so far: acts for the journal, rows before for undo.
//!
//! Rows of contacts that the change itself has made need neither: their range says it all. So an
//! import keeps nothing per row.

use std::collections::BTreeMap;

use super::codec;
use super::error::StoreError;
use super::record::book::ActRecord;
use super::record::contact::ContactRecord;
use super::record::undo::UndoRow;
use super::slot::Slot;
use super::tables::{Nature, RowKey, TableId};

/// The rows that a change has written.
pub(super) struct Log {
    /// Contacts from this number on are new.
    first_new: u64,
    keeps: Keeps,
    rows: BTreeMap<(TableId, Vec<u8>), Logged>,
}

/// What is kept of rows before a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keeps {
    /// What undo needs.
    RowsBefore,
    /// Only what the journal says: numbers and acts.
    Acts,
}

struct Logged {
    numbers: (u64, u64),
    before: Option<Before>,
    after: Option<u64>,
}

enum Before {
    Kept(Vec<u8>),
    NotKept,
}

impl Log {
    pub(super) const fn new(first_new: u64, keeps: Keeps) -> Self {
        Self { first_new, keeps, rows: BTreeMap::new() }
    }

    /// Keeps more or less of rows from now on.
    pub(super) fn keep(&mut self, keeps: Keeps) {
        self.keeps = keeps;
    }

    /// What is kept of rows before the change.
    pub(super) const fn keeps(&self) -> Keeps {
        self.keeps
    }

    /// Whether the change itself has made the contact.
    pub(super) const fn is_new(&self, contact: u64) -> bool {
        contact >= self.first_new
    }

    /// Whether that row was written.
    pub(super) fn has<K: RowKey>(&self, table: TableId, key: &K::SelfType<'_>) -> bool {
        self.rows.contains_key(&(table, K::as_bytes(key).as_ref().to_vec()))
    }

    /// Whether no row was written that the journal should name.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes a row.
    pub(super) fn put<K: RowKey>(
        &mut self,
        slot: &mut Slot<'_, K>,
        key: K::SelfType<'_>,
        value: &[u8],
    ) -> Result<(), StoreError> {
        let numbers = K::numbers(&key);
        if self.skips(slot.id(), numbers) {
            return slot.insert(key, value, |_before| ());
        }
        let name = (slot.id(), K::as_bytes(&key).as_ref().to_vec());
        let keeps = self.keeps;
        let before = slot.insert(key, value, |before| Before::of(before, keeps))?;
        self.note(name, numbers, before, Some(hash(slot.id(), value)));
        Ok(())
    }

    /// Removes a row if it is there, and says whether it was.
    pub(super) fn remove<K: RowKey>(
        &mut self,
        slot: &mut Slot<'_, K>,
        key: K::SelfType<'_>,
    ) -> Result<bool, StoreError> {
        let numbers = K::numbers(&key);
        if self.skips(slot.id(), numbers) {
            return slot.remove(key, |before| before.is_some());
        }
        let name = (slot.id(), K::as_bytes(&key).as_ref().to_vec());
        let keeps = self.keeps;
        let before = slot.remove(key, |before| Before::of(before, keeps))?;
        let was = before.is_some();
        if was {
            self.note(name, numbers, before, None);
        }
        Ok(was)
    }

    /// What the journal says of each row.
    pub(super) fn acts(&self) -> Vec<(u8, ActRecord, u64, u64)> {
        let act = |row: &Logged| match (&row.before, row.after) {
            (None, Some(_)) => Some(ActRecord::Added),
            (Some(_), Some(_)) => Some(ActRecord::Changed),
            (Some(_), None) => Some(ActRecord::Removed),
            (None, None) => None,
        };
        self.rows
            .iter()
            .filter_map(|((table, _), row)| {
                act(row).map(|act| (table.code(), act, row.numbers.0, row.numbers.1))
            })
            .collect()
    }

    /// What undo needs of each row that is not as it was.
    pub(super) fn into_undo_rows(self) -> impl Iterator<Item = UndoRow> {
        self.rows.into_iter().filter_map(|((table, key), row)| {
            let before = match row.before {
                Some(Before::Kept(bytes)) => Some(bytes),
                Some(Before::NotKept) => return None,
                None => None,
            };
            // Later rows may refer to an origin; alone it does no harm, so it is never taken back.
            if table == TableId::Origin {
                return None;
            }
            let same = before.as_deref().map(|row| hash(table, row)) == row.after;
            // Contacts say how often they were changed, which undo takes back as well.
            (!same || table == TableId::Contact).then(|| UndoRow {
                table: table.code(),
                key,
                before,
                after: row.after,
            })
        })
    }

    fn skips(&self, table: TableId, numbers: (u64, u64)) -> bool {
        match table.nature() {
            Nature::OfContact => self.is_new(numbers.0),
            Nature::Fact => false,
            Nature::Derived | Nature::Book => true,
        }
    }

    fn note(
        &mut self,
        name: (TableId, Vec<u8>),
        numbers: (u64, u64),
        before: Option<Before>,
        after: Option<u64>,
    ) {
        self.rows
            .entry(name)
            // The row before the change is the one before its first write.
            .and_modify(|row| row.after = after)
            .or_insert(Logged { numbers, before, after });
    }
}

impl Before {
    fn of(before: Option<&[u8]>, keeps: Keeps) -> Option<Self> {
        before.map(|bytes| match keeps {
            Keeps::RowsBefore => Self::Kept(bytes.to_vec()),
            Keeps::Acts => Self::NotKept,
        })
    }
}

/// A hash by which undo knows a row again. Of a contact it covers what the contact is, and not
/// its revision and counters, which every change moves.
pub(super) fn hash(table: TableId, row: &[u8]) -> u64 {
    if table == TableId::Contact
        && let Ok(record) = codec::decode::<ContactRecord>(row)
        && let Ok(bytes) = codec::encode(&record.without_books())
    {
        return short(&bytes);
    }
    short(row)
}

fn short(bytes: &[u8]) -> u64 {
    blake3::hash(bytes).as_bytes().first_chunk().copied().map_or(0, u64::from_le_bytes)
}
