//! The end of a change: counters, one entry of the journal, and what undo needs.

use super::{Writer, encode, next};
use crate::domain::DERIVATION;
use crate::store::change::ChangeKind;
use crate::store::error::StoreError;
use crate::store::record::book::{HeadRecord, JournalRecord, StampRecord, key};
use crate::store::record::undo::{RoleRecord, UndoRecord, UndoRow, UndoRowsRecord, parts};
use crate::store::tables::TableId;

/// How many changes are kept for undo.
const KEPT_CHANGES: u64 = 200;
/// How long a change is kept for undo: 30 days, in seconds.
const KEPT_SECONDS: i64 = 30 * 24 * 60 * 60;
/// The size of a part of a change's rows, about.
const PART_BYTES: usize = 256 * 1024;

/// What a change has left to be done after its commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum After {
    /// Nothing.
    Nothing,
    /// What is derived from every contact has to follow a declaration.
    Rebuild,
}

impl Writer<'_> {
    /// Writes what belongs to the change as a whole.
    pub(in crate::store) fn finish(mut self) -> Result<After, StoreError> {
        self.settle()?;
        if self.declared {
            next(&mut self.counters.declared, "declaration")?;
        }
        if self.counters != self.counters_before {
            super::put!(self.meta[key::COUNTERS] = self.counters)?;
        }
        let after = self.stamp_if_empty()?;
        let before = self.counters_before.contact;
        let contacts = (self.counters.contact > before)
            .then_some((before.saturating_add(1), self.counters.contact));
        // An undo has its number, under which it can be redone, even if it met only conflicts.
        let undoes = matches!(self.change.what, ChangeKind::Undone | ChangeKind::Redone);
        let wrote = contacts.is_some() || !self.log.is_empty() || self.declared || undoes;
        if wrote && self.change.what != ChangeKind::Drafted {
            self.write_books(contacts)?;
        }
        Ok(after)
    }

    /// A vault without contacts has nothing to rebuild: its stamp follows at once.
    fn stamp_if_empty(&mut self) -> Result<After, StoreError> {
        if !self.declared {
            return Ok(After::Nothing);
        }
        if self.tables.contact.len()? > 0 {
            return Ok(After::Rebuild);
        }
        let stamp = self.wanted_stamp()?;
        super::put!(self.meta[key::STAMP] = stamp)?;
        Ok(After::Nothing)
    }

    /// The stamp that everything derived should carry after this change.
    pub(in crate::store) fn wanted_stamp(&self) -> Result<StampRecord, StoreError> {
        let zone = self.controller()?.zone.clone();
        Ok(StampRecord { derivation: DERIVATION, declared: self.counters.declared, zone })
    }

    fn write_books(mut self, contacts: Option<(u64, u64)>) -> Result<(), StoreError> {
        let mut head = self.head()?;
        let group = self.group.unwrap_or(self.id);
        let entry = JournalRecord {
            at: self.change.at.0,
            what: self.change.what.code(),
            group: group.0,
            contacts,
            rows: self.log.acts(),
            before: head.hash,
        };
        let bytes = encode(&mut self.buffer, TableId::Journal, &entry)?;
        let hash = *blake3::hash(bytes).as_bytes();
        self.reader.tables.journal.insert(self.id.0, bytes, |_before| ())?;
        let groups = head.groups.saturating_add(u64::from(group == self.id));
        head = HeadRecord { last: self.id.0, hash, groups };
        super::put!(self.meta[key::HEAD] = head)?;
        if self.change.what.can_be_undone() && self.undo_kept {
            let undoes = self.change.what == ChangeKind::Undone;
            let role = if undoes { RoleRecord::Undoing } else { RoleRecord::Done };
            let record = UndoRecord {
                at: self.change.at.0,
                what: self.change.what.code(),
                group: group.0,
                ordinal: groups,
                role,
                contacts,
            };
            self.keep(&record)?;
        }
        Ok(())
    }

    /// Keeps what undo needs, and lets go of what is too old.
    fn keep(mut self, record: &UndoRecord) -> Result<(), StoreError> {
        self.prune(record.ordinal)?;
        let mut numbers = parts(self.id.0);
        let Some(first) = numbers.next() else { return Ok(()) };
        super::put!(self.undo[first] = *record)?;
        let table = &mut self.reader.tables.undo;
        let mut part = UndoRowsRecord(Vec::new());
        let mut size = 0_usize;
        for row in self.log.into_undo_rows() {
            size = size.saturating_add(size_of(&row));
            part.0.push(row);
            if size >= PART_BYTES {
                let bytes = encode(&mut self.buffer, TableId::Undo, &part)?;
                if let Some(number) = numbers.next() {
                    table.insert(number, bytes, |_before| ())?;
                }
                part.0.clear();
                size = 0;
            }
        }
        if let (false, Some(number)) = (part.0.is_empty(), numbers.next()) {
            let bytes = encode(&mut self.buffer, TableId::Undo, &part)?;
            table.insert(number, bytes, |_before| ())?;
        }
        Ok(())
    }

    fn prune(&mut self, ordinal: u64) -> Result<(), StoreError> {
        loop {
            let mut rows = self.tables.undo.all()?;
            let Some((key, value)) = rows.step()? else { return Ok(()) };
            let record: UndoRecord = self.tables.undo.decode(value.value())?;
            let young = record.at >= self.change.at.0.saturating_sub(KEPT_SECONDS);
            let near = record.ordinal.saturating_add(KEPT_CHANGES) > ordinal;
            if young && near {
                return Ok(());
            }
            let change = key.value() >> crate::store::record::undo::PART_BITS;
            drop((key, value, rows));
            self.forget_change(change)?;
        }
    }

    /// Removes everything that was kept of a change.
    pub(in crate::store) fn forget_change(&mut self, change: u64) -> Result<(), StoreError> {
        let mut numbers = Vec::new();
        let mut rows = self.tables.undo.range(parts(change))?;
        while let Some((key, _)) = rows.step()? {
            numbers.push(key.value());
        }
        drop(rows);
        for number in numbers {
            self.reader.tables.undo.remove(number, |_gone| ())?;
        }
        Ok(())
    }
}

fn size_of(row: &UndoRow) -> usize {
    32_usize.saturating_add(row.key.len()).saturating_add(row.before.as_ref().map_or(0, Vec::len))
}
