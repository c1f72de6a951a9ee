//! Writing: the typed rows of one change, with numbers minted on the way.
//!
//! A [`Writer`] reads like a [`Reader`] and sees its own rows. When the change is done, everything
//! derived from the contacts that it touched is worked out again, once for each, and the journal
//! and undo get what they need: see `settle` and `finish`.

mod books;
mod contacts;
mod declared;
mod finish;
mod follow_ups;
mod numbered;
mod remove;
mod settle;
mod work;

pub(super) use self::finish::After;
pub(super) use self::settle::Batch;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use redb::WriteTransaction;

use super::Shared;
use super::change::{Change, ChangeId};
use super::codec::{self, Record};
use super::error::StoreError;
use super::log::{Keeps, Log};
use super::reader::Reader;
use super::record::book::CountersRecord;
use super::record::contact::ContactRecord;
use super::slot::Source;
use super::tables::{RowKey, TableId};
use crate::domain::{ContactId, EngagementId, Facts};

/// How many touched contacts are held before what is derived from them is written.
const SETTLE_AT: usize = 2048;

/// Writes within one change.
pub struct Writer<'txn> {
    pub(super) reader: Reader<'txn>,
    change: Change,
    id: ChangeId,
    group: Option<ChangeId>,
    pub(super) log: Log,
    counters: CountersRecord,
    counters_before: CountersRecord,
    touched: BTreeMap<u64, Touched>,
    engagements: BTreeSet<EngagementId>,
    /// New contacts up to this number have derived rows already.
    settled: u64,
    declared: bool,
    books: bool,
    /// Whether undo gets what it needs; an undo of very much cannot be done again.
    pub(super) undo_kept: bool,
    buffer: Vec<u8>,
}

/// A contact whose derived rows have to follow.
#[derive(Default)]
pub(super) struct Touched {
    /// All facts, as long as they are known without reading.
    facts: Option<Box<Facts>>,
    /// Whether a row of the contact was written, and not only one that it has a part in.
    rows: bool,
}

impl<'txn> Deref for Writer<'txn> {
    type Target = Reader<'txn>;

    fn deref(&self) -> &Reader<'txn> {
        &self.reader
    }
}

impl<'txn> Writer<'txn> {
    pub(super) fn new(
        shared: &'txn Shared,
        transaction: &'txn WriteTransaction,
        change: Change,
        group: Option<ChangeId>,
    ) -> Result<Self, StoreError> {
        let reader = Reader::new(shared, Source::Write(transaction));
        let counters = reader.counters()?;
        let id = ChangeId(reader.head()?.last.saturating_add(1));
        let keeps = if change.what.can_be_undone() { Keeps::RowsBefore } else { Keeps::Acts };
        Ok(Self {
            reader,
            change,
            id,
            group,
            log: Log::new(counters.contact.saturating_add(1), keeps),
            counters,
            counters_before: counters,
            touched: BTreeMap::new(),
            engagements: BTreeSet::new(),
            settled: counters.contact,
            declared: false,
            books: false,
            undo_kept: true,
            buffer: Vec::new(),
        })
    }

    /// The number that this change will have in the journal.
    #[must_use]
    pub const fn change_id(&self) -> ChangeId {
        self.id
    }

    /// What is being done.
    #[must_use]
    pub const fn change(&self) -> Change {
        self.change
    }

    /// Has the contact's derived rows follow, though none of its own rows was written.
    pub(super) fn touch(&mut self, contact: ContactId) {
        self.touched.entry(contact.0).or_default().facts = None;
    }

    /// Has the contact's derived rows follow a row of its own.
    ///
    /// Returns its record, in which numbers are minted.
    pub(super) fn touch_rows(
        &mut self,
        contact: ContactId,
    ) -> Result<&mut ContactRecord, StoreError> {
        let id = contact.0;
        if !self.reader.overlay.get_mut().contains_key(&id) {
            let record = self.reader.contact_record(contact)?;
            self.reader.overlay.get_mut().insert(id, record);
        }
        self.touched.entry(id).or_default().rows = true;
        let missing = StoreError::Missing { what: "contact", id };
        self.reader.overlay.get_mut().get_mut(&id).ok_or(missing)
    }

    /// Whether a row of a contact was written and the contact itself was not yet.
    pub(super) fn is_touched(&self, contact: ContactId) -> bool {
        self.touched.get(&contact.0).is_some_and(|touched| touched.rows)
            && !self.log.has::<u64>(TableId::Contact, &contact.0)
    }

    /// The facts of a contact as far as they are known without reading.
    fn known(&mut self, contact: ContactId) -> Option<&mut Facts> {
        self.touched.get_mut(&contact.0)?.facts.as_deref_mut()
    }

    /// Has the facts of a contact read again: they were not kept up.
    fn unlearn(&mut self, contact: ContactId) {
        if let Some(touched) = self.touched.get_mut(&contact.0) {
            touched.facts = None;
        }
    }
}

/// Encodes into a buffer that is used again and again.
fn encode<'b, R: Record>(
    buffer: &'b mut Vec<u8>,
    table: TableId,
    record: &R,
) -> Result<&'b [u8], StoreError> {
    codec::encode_into(record, buffer)
        .map_err(|cause| StoreError::Unwritable { table: table.name(), cause })?;
    Ok(buffer)
}

/// Writes a record into a table and the log. A macro, since tables differ in the type of their key.
macro_rules! put {
    ($writer:ident . $table:ident [$key:expr] = $record:expr) => {{
        let slot = &mut $writer.reader.tables.$table;
        let bytes = $crate::store::writer::encode(&mut $writer.buffer, slot.id(), &$record)?;
        $writer.log.put(slot, $key, bytes)
    }};
}
use put;

/// The next number of a kind.
fn next<N: Minted>(last: &mut N, what: &'static str) -> Result<N, StoreError> {
    *last = last.successor().ok_or(StoreError::Exhausted { what })?;
    Ok(*last)
}

/// A counter.
trait Minted: Copy {
    fn successor(self) -> Option<Self>;
}

impl Minted for u32 {
    fn successor(self) -> Option<Self> {
        self.checked_add(1)
    }
}

impl Minted for u64 {
    fn successor(self) -> Option<Self> {
        self.checked_add(1)
    }
}

/// Reads a row, says it is missing if it is not there.
fn must<T>(row: Option<T>, what: &'static str, id: u64) -> Result<T, StoreError> {
    row.ok_or(StoreError::Missing { what, id })
}

/// Whether there is a row with that key.
fn has<K: RowKey>(
    slot: &super::slot::Slot<'_, K>,
    key: K::SelfType<'_>,
) -> Result<bool, StoreError> {
    Ok(slot.get(key)?.is_some())
}

/// Writes a row of `meta`.
pub(super) fn put_meta<R: Record>(
    writer: &mut Writer<'_>,
    key: u32,
    record: &R,
) -> Result<(), StoreError> {
    put!(writer.meta[key] = *record)
}

/// Removes a row of `meta`.
pub(super) fn remove_meta(writer: &mut Writer<'_>, key: u32) -> Result<(), StoreError> {
    writer.reader.tables.meta.remove(key, |_gone| ())
}
