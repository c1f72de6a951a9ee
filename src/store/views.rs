//! What the store hands out beside facts: list rows, journal entries, drafts, what can be undone.

use crate::domain::{ContactId, DatumId, Day, InteractionId, Moment, Sign, own_record::OwnRecord};

use super::change::{ChangeId, ChangeKind};

/// A contact in a list, with texts that live as long as the row is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListEntry<'r> {
    /// Who.
    pub id: ContactId,
    /// The key that orders lists.
    pub order: &'r str,
    /// The name as it is shown.
    pub name: &'r str,
    /// What tells namesakes apart.
    pub detail: &'r str,
    /// The verdicts of all data in one sign.
    pub sign: Sign,
    /// The last day on which the sign holds; `None`: for good.
    pub sign_until: Option<Day>,
}

impl ListEntry<'_> {
    /// The same with texts of its own.
    #[must_use]
    pub fn to_row(&self) -> ListRow {
        ListRow {
            id: self.id,
            order: self.order.to_owned(),
            name: self.name.to_owned(),
            detail: self.detail.to_owned(),
            sign: self.sign,
            sign_until: self.sign_until,
        }
    }
}

/// A contact in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRow {
    /// Who.
    pub id: ContactId,
    /// The key that orders lists; with the id the place in the list.
    pub order: String,
    /// The name as it is shown.
    pub name: String,
    /// What tells namesakes apart.
    pub detail: String,
    /// The verdicts of all data in one sign.
    pub sign: Sign,
    /// The last day on which the sign holds; `None`: for good.
    pub sign_until: Option<Day>,
}

/// An entry of the journal: what was done, by ids and codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalEntry {
    /// Its number.
    pub id: ChangeId,
    /// When it was done.
    pub at: Moment,
    /// What was done; `None`: by a later program.
    pub what: Option<ChangeKind>,
    /// First and last new contact.
    pub contacts: Option<(ContactId, ContactId)>,
    /// The other rows.
    pub rows: Vec<JournalRow>,
}

/// A row that a change wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JournalRow {
    /// The table's name.
    pub table: &'static str,
    /// What was done to it.
    pub act: Act,
    /// The contact it is about, or its own number.
    pub lead: u64,
    /// Its number within the contact.
    pub number: u64,
}

/// What was done to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// It is new.
    Added,
    /// It holds something else.
    Changed,
    /// It is gone.
    Removed,
}

/// A form that was not finished.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// The vault's number for it.
    pub id: u64,
    /// Which form.
    pub form: String,
    /// The contact it is about; it goes when the contact is erased.
    pub contact: Option<ContactId>,
    /// When it was last kept.
    pub saved_at: Moment,
    /// What was filled in, in the form's own way of writing.
    pub text: String,
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draft")
            .field("id", &self.id)
            .field("form", &self.form)
            .finish_non_exhaustive()
    }
}

/// What must never happen again to a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Marketing without consent: after a withdrawal or an objection.
    Marketing,
    /// Coming in again by import: after an erasure on request.
    Import,
}

/// A change that can be undone or done again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undoable {
    /// Its number: the first of those that go together.
    pub id: ChangeId,
    /// When it was done.
    pub at: Moment,
    /// What it was; `None`: by a later program.
    pub what: Option<ChangeKind>,
}

/// What undo did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// What was undone, or done again.
    pub change: Undoable,
    /// How many rows are as they were.
    pub restored: u64,
    /// Rows that were changed since, and stay as they are.
    pub conflicts: Vec<Conflict>,
}

/// A row that was changed since, so that undo has left it alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// The table's name.
    pub table: &'static str,
    /// The contact it is about, or its own number.
    pub lead: u64,
    /// Its number within the contact.
    pub number: u64,
}

/// What is to be erased of one contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// Of whom.
    pub contact: ContactId,
    /// Which data; `None`: everything.
    pub data: Option<Vec<DatumId>>,
    /// Interactions whose text goes; that they happened stays.
    pub talks: Vec<InteractionId>,
    /// Records of our own that prove nothing any more.
    pub records: Vec<OwnRecord>,
}

impl Erasure {
    /// Everything about a contact.
    #[must_use]
    pub const fn whole(contact: ContactId) -> Self {
        Self { contact, data: None, talks: Vec::new(), records: Vec::new() }
    }

    /// Some data of a contact that stays.
    #[must_use]
    pub const fn of_data(contact: ContactId, data: Vec<DatumId>) -> Self {
        Self { contact, data: Some(data), talks: Vec::new(), records: Vec::new() }
    }
}
