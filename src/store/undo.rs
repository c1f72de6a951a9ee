//! Undo and redo: a change applied backwards, where its rows are as it left them.
//!
//! An undo is a change of its own, with an entry in the journal. It keeps rows before it as every
//! change does; applied backwards in turn, they are the redo. Whatever was done after an undo ends
//! the possibility to redo it.

use std::collections::BTreeSet;

use super::change::{Change, ChangeId, ChangeKind};
use super::codec::CodecError;
use super::error::StoreError;
use super::log::{Log, hash};
use super::reader::Reader;
use super::record::contact::ContactRecord;
use super::record::undo::{PART_BITS, RoleRecord, UndoRecord, UndoRow, UndoRowsRecord, parts};
use super::record::work::{EngagementRecord, InteractionRecord};
use super::slot::Slot;
use super::tables::{Changer, RowKey, TableId};
use super::views::{Conflict, Undoable, Undone};
use super::writer::Writer;
use super::{Store, codec};
use crate::domain::{ContactId, EngagementId, Moment};

/// An undo that removes more contacts than this cannot be done again: what it would have to keep
/// is larger than the file that they came from.
const REDO_CONTACTS: u64 = 1000;

impl Store {
    /// The change that [`Self::undo`] would take back.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn last_undoable(&self) -> Result<Option<Undoable>, StoreError> {
        self.read(|reader| Ok(reader.undoable()?.map(|(_, undoable)| undoable)))
    }

    /// The change that [`Self::redo`] would do again.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn last_redoable(&self) -> Result<Option<Undoable>, StoreError> {
        self.read(|reader| Ok(reader.redoable()?.map(|(_, _, undoable)| undoable)))
    }

    /// Takes the last change back: rows that are as it left them become as they were before it;
    /// the others stay and are named.
    ///
    /// # Errors
    /// When there is nothing to undo, or the vault cannot be written.
    pub fn undo(&self, now: Change) -> Result<Undone, StoreError> {
        let change = Change { what: ChangeKind::Undone, ..now };
        self.change(change, |writer| {
            let (members, undoable) = writer.undoable()?.ok_or(StoreError::NothingToUndo)?;
            writer.take_back(&members, undoable)
        })
    }

    /// Does the change again that was just undone.
    ///
    /// # Errors
    /// When the last change was no undo, or the vault cannot be written.
    pub fn redo(&self, now: Change) -> Result<Undone, StoreError> {
        let change = Change { what: ChangeKind::Redone, ..now };
        self.change(change, |writer| {
            let (undoing, members, undoable) =
                writer.redoable()?.ok_or(StoreError::NothingToRedo)?;
            let done = writer.apply(undoing, None, undoable)?;
            for member in members {
                writer.set_role(member, RoleRecord::Done)?;
            }
            writer.forget_change(undoing)?;
            Ok(done)
        })
    }
}

impl Reader<'_> {
    /// The last group of changes that were not undone, newest first.
    fn undoable(&self) -> Result<Option<(Vec<u64>, Undoable)>, StoreError> {
        let mut found: Option<(Vec<u64>, Undoable)> = None;
        self.kept(|change, record| {
            match (&mut found, record.role) {
                (None, RoleRecord::Done) => {
                    found = Some((vec![change], to_undoable(&record)));
                }
                (Some((members, first)), RoleRecord::Done) if first.id.0 == record.group => {
                    members.push(change);
                    first.at = Moment(record.at);
                }
                (Some(_), _) => return false,
                (None, RoleRecord::Undone(_) | RoleRecord::Undoing) => {}
            }
            true
        })?;
        Ok(found)
    }

    /// The undo that was the last change, and the changes that it took back.
    fn redoable(&self) -> Result<Option<(u64, Vec<u64>, Undoable)>, StoreError> {
        let mut found: Option<(u64, Vec<u64>, Option<Undoable>)> = None;
        self.kept(|change, record| match (&mut found, record.role) {
            (None, RoleRecord::Undoing) => {
                found = Some((change, Vec::new(), None));
                true
            }
            (Some((undoing, members, first)), RoleRecord::Undone(by)) if by == *undoing => {
                members.push(change);
                *first = Some(to_undoable(&record));
                true
            }
            // Undos and what they undid lie between an undo and the change that it undid.
            (Some((_, members, _)), _) => members.is_empty(),
            (None, RoleRecord::Done | RoleRecord::Undone(_)) => false,
        })?;
        Ok(found.and_then(|(undoing, members, first)| Some((undoing, members, first?))))
    }

    /// Walks what is kept of changes, the newest first, as long as `look` wants more.
    fn kept(&self, mut look: impl FnMut(u64, UndoRecord) -> bool) -> Result<(), StoreError> {
        let slot = &self.tables.undo;
        let mut end = u64::MAX;
        loop {
            let mut rows = slot.range(0..=end)?;
            let Some((key, _)) = rows.step_back()? else { return Ok(()) };
            let change = key.value() >> PART_BITS;
            let head = *parts(change).start();
            let record: Option<UndoRecord> = slot.record(head)?;
            let more = record.is_none_or(|record| look(change, record));
            let Some(before) = head.checked_sub(1).filter(|_| more) else { return Ok(()) };
            end = before;
        }
    }
}

impl Writer<'_> {
    fn take_back(&mut self, members: &[u64], undoable: Undoable) -> Result<Undone, StoreError> {
        let mut made = 0_u64;
        for member in members {
            let record: Option<UndoRecord> = self.tables.undo.record(*parts(*member).start())?;
            if let Some((first, last)) = record.and_then(|record| record.contacts) {
                made = made.saturating_add(last.saturating_sub(first).saturating_add(1));
            }
        }
        if made > REDO_CONTACTS {
            self.keep_no_rows();
        }
        let mut sum = Undone { change: undoable, restored: 0, conflicts: Vec::new() };
        for member in members {
            let record: Option<UndoRecord> = self.tables.undo.record(*parts(*member).start())?;
            let contacts = record.and_then(|record| record.contacts);
            let one = self.apply(*member, contacts, undoable)?;
            sum.restored = sum.restored.saturating_add(one.restored);
            sum.conflicts.extend(one.conflicts);
            self.set_role(*member, RoleRecord::Undone(self.change_id().0))?;
        }
        Ok(sum)
    }

    /// Applies the rows of a kept change backwards, and removes the contacts that it made.
    fn apply(
        &mut self,
        change: u64,
        contacts: Option<(u64, u64)>,
        undoable: Undoable,
    ) -> Result<Undone, StoreError> {
        let mut done = Undone { change: undoable, restored: 0, conflicts: Vec::new() };
        let mut back = BTreeSet::new();
        for number in parts(change).skip(1) {
            let slot = &self.tables.undo;
            let Some(part) = slot.record::<UndoRowsRecord>(number)? else { break };
            for row in part.0 {
                self.restore(&row, &mut back, &mut done)?;
            }
        }
        if let Some((first, last)) = contacts {
            for contact in (first..=last).map(ContactId) {
                self.unmake(contact, &mut done)?;
            }
        }
        Ok(done)
    }

    /// Makes one row what it was. `back` are contacts that came back with this undo.
    fn restore(
        &mut self,
        row: &UndoRow,
        back: &mut BTreeSet<u64>,
        done: &mut Undone,
    ) -> Result<(), StoreError> {
        let unreadable = |field| StoreError::Unreadable {
            table: TableId::Undo.name(),
            cause: CodecError::Impossible { field },
        };
        let table = TableId::of(row.table).ok_or_else(|| unreadable("table"))?;
        let mut restore = Restore { row, log: &mut self.log, outcome: Outcome::NoKey };
        match (table, &row.before, row.after) {
            (TableId::Contact, Some(before), Some(_)) => {
                return self.restore_contact(row, before, done);
            }
            _ => self.reader.tables.change_one(table, &mut restore)?,
        }
        match restore.outcome {
            Outcome::NoKey => Err(unreadable("key")),
            Outcome::Conflict(lead, number) => {
                done.conflicts.push(Conflict { table: table.name(), lead, number });
                Ok(())
            }
            Outcome::Restored { lead, was } => {
                done.restored = done.restored.saturating_add(1);
                if table == TableId::Contact {
                    back.insert(lead);
                }
                self.follow(table, lead, [was.as_deref(), row.before.as_deref()], back)
            }
        }
    }

    /// A contact keeps its counters and gets another revision, whatever else is taken back.
    fn restore_contact(
        &mut self,
        row: &UndoRow,
        before: &[u8],
        done: &mut Undone,
    ) -> Result<(), StoreError> {
        let key = <[u8; 8]>::try_from(row.key.as_slice()).map(u64::from_le_bytes);
        let contact = ContactId(key.unwrap_or(0));
        let now = if self.has_contact(contact)? {
            Some(codec::encode(&self.contact_record(contact)?))
        } else {
            None
        };
        let now = now.and_then(Result::ok).map(|bytes| hash(TableId::Contact, &bytes));
        if now != row.after {
            let table = TableId::Contact.name();
            done.conflicts.push(Conflict { table, lead: contact.0, number: 0 });
            return Ok(());
        }
        let before: ContactRecord = self.tables.contact.decode(before)?;
        let state = self.state_of(contact)?;
        let same = state == before.state.saturating_add(1);
        let back = if same { before.state } else { state.saturating_add(1) };
        let record = self.touch_rows(contact)?;
        // It goes up by one when the contact is written.
        record.state = back.saturating_sub(1);
        record.take(before);
        self.touch(contact);
        done.restored = done.restored.saturating_add(1);
        Ok(())
    }

    /// The state that a contact will have when this change is done.
    fn state_of(&self, contact: ContactId) -> Result<u64, StoreError> {
        let state = self.contact_record(contact)?.state;
        let touched = self.is_touched(contact);
        Ok(if touched { state.saturating_add(1) } else { state })
    }

    /// Has everything follow that depends on a row which was just taken back.
    fn follow(
        &mut self,
        table: TableId,
        lead: u64,
        rows: [Option<&[u8]>; 2],
        back: &BTreeSet<u64>,
    ) -> Result<(), StoreError> {
        match table {
            TableId::Policy | TableId::Notice | TableId::Recipient | TableId::Assessment => {
                self.declare();
            }
            TableId::Interaction => {
                for row in rows.into_iter().flatten() {
                    let record: InteractionRecord = self.tables.interaction.decode(row)?;
                    record.attendees.into_iter().for_each(|one| self.touch(ContactId(one)));
                }
            }
            TableId::Engagement => {
                for row in rows.into_iter().flatten() {
                    let record: EngagementRecord = self.tables.engagement.decode(row)?;
                    record.parties.into_iter().for_each(|one| self.touch(ContactId(one)));
                }
                self.touch_engagement(EngagementId(lead));
            }
            TableId::Contact
            | TableId::Datum
            | TableId::Ground
            | TableId::Consent
            | TableId::Right
            | TableId::Disclosure
            | TableId::Event
            | TableId::FollowUp
            | TableId::Party
            | TableId::Attended => {
                let contact = ContactId(lead);
                // One that came back is exactly as it was, revision included.
                if !back.contains(&lead) && self.has_contact(contact)? {
                    self.touch_rows(contact)?;
                }
                self.touch(contact);
            }
            TableId::Meta
            | TableId::Origin
            | TableId::Segment
            | TableId::Breach
            | TableId::Journal
            | TableId::Undo
            | TableId::Draft
            | TableId::Suppression
            | TableId::Tombstone
            | TableId::List
            | TableId::Search
            | TableId::Point
            | TableId::Due
            | TableId::Derived => {}
        }
        Ok(())
    }

    /// Removes a contact that the change had made, unless it was changed since.
    fn unmake(&mut self, contact: ContactId, done: &mut Undone) -> Result<(), StoreError> {
        if !self.has_contact(contact)? {
            return Ok(());
        }
        if self.state_of(contact)? != 1 {
            let table = TableId::Contact.name();
            done.conflicts.push(Conflict { table, lead: contact.0, number: 0 });
            return Ok(());
        }
        self.touch_people_of(contact)?;
        let removed = self.remove_rows_of(contact)?;
        done.restored = done.restored.saturating_add(removed);
        Ok(())
    }

    fn set_role(&mut self, change: u64, role: RoleRecord) -> Result<(), StoreError> {
        let number = *parts(change).start();
        let Some(record) = self.tables.undo.record::<UndoRecord>(number)? else { return Ok(()) };
        self.put_undo(number, &UndoRecord { role, ..record })
    }
}

fn to_undoable(record: &UndoRecord) -> Undoable {
    Undoable {
        id: ChangeId(record.group),
        at: Moment(record.at),
        what: ChangeKind::of(record.what),
    }
}

/// Takes back one row, in whichever table it is.
struct Restore<'r> {
    row: &'r UndoRow,
    log: &'r mut Log,
    outcome: Outcome,
}

enum Outcome {
    /// The bytes are no key of the table.
    NoKey,
    /// The row was changed since.
    Conflict(u64, u64),
    /// The row is as it was before.
    Restored { lead: u64, was: Option<Vec<u8>> },
}

impl Changer for Restore<'_> {
    fn table<K: RowKey>(&mut self, slot: &mut Slot<'_, K>) -> Result<(), StoreError> {
        if !K::fits(&self.row.key) {
            return Ok(());
        }
        let key = || K::from_bytes(&self.row.key);
        let (lead, number) = K::numbers(&key());
        let was = slot.get(key())?.map(|row| row.value().to_vec());
        if was.as_deref().map(|row| hash(slot.id(), row)) != self.row.after {
            self.outcome = Outcome::Conflict(lead, number);
            return Ok(());
        }
        match &self.row.before {
            Some(before) => self.log.put(slot, key(), before)?,
            None => self.log.remove(slot, key()).map(|_was| ())?,
        }
        self.outcome = Outcome::Restored { lead, was };
        Ok(())
    }
}
