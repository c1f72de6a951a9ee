//! Forms that were not finished, kept in the vault until they are saved or thrown away.
//!
//! What was typed is personal data that no ground carries yet: a draft goes with its contact, is in
//! no copy of anybody's data, and is forgotten after a month. None of it is undone or journalled.

use crate::{
    app::{AppError, Session},
    domain::ContactId,
    store::{Change, ChangeKind, Draft},
};

/// A month, in seconds: after that nobody remembers what was meant.
const LONGEST: i64 = 31 * 24 * 60 * 60;

/// A form that was not finished.
#[derive(Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// Which form, with whom it is about: of each there is one draft.
    pub form: String,
    /// The contact it is about, with whom it goes.
    pub contact: Option<ContactId>,
    /// What was filled in, in the caller's own way of writing.
    pub text: String,
}

/// Shows which form it is, never what was filled in.
impl std::fmt::Debug for Unfinished {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Unfinished").field("form", &self.form).finish_non_exhaustive()
    }
}

/// Keeps a form, over an older draft of the same one. Whoever was erased meanwhile has none.
///
/// # Errors
///
/// Whatever the store reports.
pub fn keep(session: &Session, unfinished: &Unfinished) -> Result<(), AppError> {
    let now = session.now();
    session.store().change(drafted(session), |writer| {
        let old = writer.drafts()?;
        let id = old.iter().find(|draft| draft.form == unfinished.form).map_or(0, |old| old.id);
        for stale in old.iter().filter(|draft| is_stale(draft, now.0) && draft.id != id) {
            writer.remove_draft(stale.id)?;
        }
        if let Some(contact) = unfinished.contact
            && !writer.has_contact(contact)?
        {
            return Ok(());
        }
        let (form, text) = (unfinished.form.clone(), unfinished.text.clone());
        writer.put_draft(&Draft { id, form, contact: unfinished.contact, saved_at: now, text })?;
        Ok::<_, AppError>(())
    })
}

/// Throws the draft of a form away; where there is none, nothing is written.
///
/// # Errors
///
/// Whatever the store reports.
pub fn forget(session: &Session, form: &str) -> Result<(), AppError> {
    let drafts = session.store().read(|reader| reader.drafts())?;
    let Some(draft) = drafts.iter().find(|draft| draft.form == form) else { return Ok(()) };
    let id = draft.id;
    session.store().change(drafted(session), |writer| {
        // Another screen may have been quicker.
        if writer.drafts()?.iter().any(|draft| draft.id == id) {
            writer.remove_draft(id)?;
        }
        Ok::<_, AppError>(())
    })
}

/// Every draft, the latest first.
///
/// # Errors
///
/// Whatever the store reports.
pub fn list(session: &Session) -> Result<Vec<Unfinished>, AppError> {
    let now = session.now();
    let mut drafts = session.store().read(|reader| reader.drafts())?;
    drafts.retain(|draft| !is_stale(draft, now.0));
    drafts.sort_by_key(|draft| std::cmp::Reverse((draft.saved_at, draft.id)));
    let unfinished = drafts.into_iter().map(|Draft { form, contact, text, .. }| Unfinished {
        form,
        contact,
        text,
    });
    Ok(unfinished.collect())
}

fn drafted(session: &Session) -> Change {
    Change { what: ChangeKind::Drafted, at: session.now(), today: session.today() }
}

fn is_stale(draft: &Draft, now: i64) -> bool {
    now.saturating_sub(draft.saved_at.0) > LONGEST
}
