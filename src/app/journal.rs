//! The journal: what was changed, by ids and codes, the latest first.

use std::ops::RangeInclusive;

use crate::{
    app::{AppError, Session},
    domain::{ContactId, Moment},
    store::{ChangeId, ChangeKind, JournalEntry, Reader},
};

/// A change that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalLine {
    /// Its number, from 1 on.
    pub number: u64,
    /// When it was made.
    pub at: Moment,
    /// What it was, as the user would say it.
    pub what: &'static str,
    /// The contact that it was about, if it was about one.
    pub contact: Option<ContactId>,
    /// What that contact is called; empty once it is erased.
    pub name: String,
    /// How many rows it wrote.
    pub rows: usize,
}

/// The latest changes, the last one first; at most `limit`.
///
/// # Errors
///
/// Whatever the store reports.
pub fn latest(session: &Session, limit: u64) -> Result<Vec<JournalLine>, AppError> {
    session.store().read(|reader| {
        let last = reader.last_change()?;
        let first = ChangeId(last.0.saturating_sub(limit.saturating_sub(1)).max(1));
        let range: RangeInclusive<ChangeId> = first..=last;
        let entries = reader.journal(range)?;
        entries.iter().rev().map(|entry| line(reader, entry)).collect()
    })
}

fn line(reader: &Reader<'_>, entry: &JournalEntry) -> Result<JournalLine, AppError> {
    let contact = about(entry);
    let row = contact.map(|id| reader.list_row(id)).transpose()?.flatten();
    Ok(JournalLine {
        number: entry.id.0,
        at: entry.at,
        what: entry.what.map_or("a change of a later version", ChangeKind::word),
        contact: row.is_some().then_some(contact).flatten(),
        name: row.map(|row| row.name).unwrap_or_default(),
        rows: entry.rows.len(),
    })
}

/// The one contact that an entry is about.
fn about(entry: &JournalEntry) -> Option<ContactId> {
    if let Some((first, last)) = entry.contacts {
        return (first == last).then_some(first);
    }
    let of_contact = |table: &str| {
        ["contact", "datum", "ground", "consent", "right", "disclosure", "event", "follow_up"]
            .contains(&table)
    };
    let mut leads = entry.rows.iter().filter(|row| of_contact(row.table)).map(|row| row.lead);
    let first = leads.next()?;
    // What is done for several at once is about none of them alone; a merge is about who stays.
    let alone = entry.what == Some(ChangeKind::Merged) || leads.all(|lead| lead == first);
    alone.then_some(ContactId(first))
}
