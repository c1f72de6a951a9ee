//! Removing everything about a contact, for undo and for erasure.

use super::{Writer, encode, must};
use crate::domain::ContactId;
use crate::store::error::StoreError;
use crate::store::log::{Keeps, Log};
use crate::store::record::undo::{UndoRecord, UndoRowsRecord};
use crate::store::slot::Slot;
use crate::store::tables::{Changer, Nature, RowKey, TableId};

impl Writer<'_> {
    /// Removes every row whose key a contact leads, and what is derived from it. Returns how many
    /// rows of facts that were.
    pub(in crate::store) fn remove_rows_of(
        &mut self,
        contact: ContactId,
    ) -> Result<u64, StoreError> {
        let mut removal = Removal { contact: contact.0, log: &mut self.log, removed: 0 };
        for table in TableId::ALL.iter().filter(|table| table.nature() == Nature::OfContact) {
            self.reader.tables.change_one(*table, &mut removal)?;
        }
        let removed = removal.removed;
        self.reader.overlay.get_mut().remove(&contact.0);
        self.touched.remove(&contact.0);
        self.remove_derived(contact)?;
        Ok(removed)
    }

    /// Removes a contact with everything that is recorded of it alone. It has no part in work or
    /// talks any more. It can be brought back by undo, and is not erased.
    ///
    /// # Errors
    /// When there is no such contact, or the vault cannot be written.
    pub fn remove_contact(&mut self, contact: ContactId) -> Result<(), StoreError> {
        let removed = self.remove_rows_of(contact)?;
        must((removed > 0).then_some(()), "contact", contact.0)
    }

    /// Has undo keep nothing of this change: it cannot be taken back.
    pub(in crate::store) fn keep_no_rows(&mut self) {
        self.undo_kept = false;
        self.log.keep(Keeps::Acts);
    }

    pub(in crate::store) fn put_undo_rows(
        &mut self,
        number: u64,
        rows: &UndoRowsRecord,
    ) -> Result<(), StoreError> {
        let bytes = encode(&mut self.buffer, TableId::Undo, rows)?;
        self.reader.tables.undo.insert(number, bytes, |_before| ())
    }

    pub(in crate::store) fn put_undo(
        &mut self,
        number: u64,
        record: &UndoRecord,
    ) -> Result<(), StoreError> {
        let bytes = encode(&mut self.buffer, TableId::Undo, record)?;
        self.reader.tables.undo.insert(number, bytes, |_before| ())
    }
}

/// Removes the rows of one contact from a table whose keys a contact leads.
struct Removal<'w> {
    contact: u64,
    log: &'w mut Log,
    removed: u64,
}

impl Changer for Removal<'_> {
    fn table<K: RowKey>(&mut self, slot: &mut Slot<'_, K>) -> Result<(), StoreError> {
        let Some((first, last)) = K::around(self.contact) else { return Ok(()) };
        let mut keys = Vec::new();
        let mut rows = slot.range(K::from_bytes(&first)..=K::from_bytes(&last))?;
        while let Some((key, _)) = rows.step()? {
            keys.push(K::as_bytes(&key.value()).as_ref().to_vec());
        }
        drop(rows);
        for key in keys {
            if self.log.keeps() == Keeps::Acts && slot.id() != TableId::Contact {
                // The contact's own row says it all; the journal need not name a million others.
                slot.remove(K::from_bytes(&key), |_gone| ())?;
            } else {
                self.log.remove(slot, K::from_bytes(&key))?;
            }
            self.removed = self.removed.saturating_add(1);
        }
        Ok(())
    }
}
