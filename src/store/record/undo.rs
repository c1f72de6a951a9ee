//! What undo needs of a change: rows before it, hashes of the rows after, ranges of new contacts.
//!
//! The row with the number `change << 16` says what the change was; those behind it hold its rows
//! in parts, so that no record grows without bounds.

use serde::{Deserialize, Serialize};

use super::records;

/// What a change was, and whether it can be undone or done again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct UndoRecord {
    pub(in crate::store) at: i64,
    pub(in crate::store) what: u16,
    /// The first change of those that are undone together.
    pub(in crate::store) group: u64,
    /// How many groups there had been.
    pub(in crate::store) ordinal: u64,
    pub(in crate::store) role: RoleRecord,
    /// First and last new contact.
    pub(in crate::store) contacts: Option<(u64, u64)>,
}

/// What a kept change is to undo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) enum RoleRecord {
    /// It can be undone.
    Done,
    /// It was undone by that change, which can be undone in turn.
    Undone(u64),
    /// It undid another change.
    Undoing,
}

/// Some rows of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct UndoRowsRecord(pub(in crate::store) Vec<UndoRow>);

/// A row that a change wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct UndoRow {
    pub(in crate::store) table: u8,
    pub(in crate::store) key: Vec<u8>,
    /// The row before; `None`: it was new.
    pub(in crate::store) before: Option<Vec<u8>>,
    /// A hash of the row after; `None`: it was removed.
    pub(in crate::store) after: Option<u64>,
}

/// How many parts one change can have.
pub(in crate::store) const PART_BITS: u32 = 16;

/// The numbers of a change's rows in the table.
pub(in crate::store) const fn parts(change: u64) -> std::ops::RangeInclusive<u64> {
    let first = change << PART_BITS;
    first..=(first | ((1 << PART_BITS) - 1))
}

records! {
    UndoRecord = "undo";
    UndoRowsRecord = "undo rows";
}
