//! Undo and redo of every change but erasure.

use crate::{
    app::{AppError, Session},
    domain::Moment,
    store::{Change, ChangeKind, Undoable},
};

/// A change that can be taken back or done again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// What it was, as the user would say it: `new contact`.
    pub what: &'static str,
    /// When it was done.
    pub at: Moment,
}

/// What taking back or doing again came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenBack {
    /// The change.
    pub change: Past,
    /// How many records are as they were.
    pub restored: u64,
    /// How many records were changed since, and stay as they are.
    pub kept: usize,
}

impl From<Undoable> for Past {
    fn from(change: Undoable) -> Self {
        Self { what: change.what.map_or("change", ChangeKind::word), at: change.at }
    }
}

/// What [`undo`] would take back.
///
/// # Errors
///
/// Whatever the store reports.
pub fn last(session: &Session) -> Result<Option<Past>, AppError> {
    Ok(session.store().last_undoable()?.map(Past::from))
}

/// What [`redo`] would do again.
///
/// # Errors
///
/// Whatever the store reports.
pub fn last_undone(session: &Session) -> Result<Option<Past>, AppError> {
    Ok(session.store().last_redoable()?.map(Past::from))
}

/// Takes the last change back. Records that were changed since stay as they are.
///
/// # Errors
///
/// Nothing to undo, and whatever the store reports.
pub fn undo(session: &Session) -> Result<TakenBack, AppError> {
    taken_back(session.store().undo(now(session)))
}

/// Does again what was undone last.
///
/// # Errors
///
/// Nothing to do again, and whatever the store reports.
pub fn redo(session: &Session) -> Result<TakenBack, AppError> {
    taken_back(session.store().redo(now(session)))
}

fn now(session: &Session) -> Change {
    Change { what: ChangeKind::Undone, at: session.now(), today: session.today() }
}

fn taken_back(
    done: Result<crate::store::Undone, crate::store::StoreError>,
) -> Result<TakenBack, AppError> {
    let done = done?;
    Ok(TakenBack {
        change: Past::from(done.change),
        restored: done.restored,
        kept: done.conflicts.len(),
    })
}
