//! Stale notices: whose notice no longer covers a purpose, one line for each purpose, and one
//! remedy for all of them.

use crate::{
    app::{AppError, Mode, Session, policies},
    domain::{
        ContactId, Day, DutyKind, DutyState, NoticeGiven, NoticeHow, NoticeId, PurposeId, Right,
        RightFact, RightId, duty,
    },
    store::{Change, ChangeKind},
};

/// How many contacts one read transaction looks at.
const SLICE: usize = 500;

/// Whom to tell again about a purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// The purpose.
    pub purpose: PurposeId,
    /// Its word.
    pub key: String,
    /// Since when; the earliest of all.
    pub since: Day,
    /// Who.
    pub contacts: Vec<ContactId>,
}

/// Everybody whose notice no longer covers what their data are used for, by purpose.
///
/// # Errors
///
/// Whatever the store reports.
pub fn list(session: &Session) -> Result<Vec<Stale>, AppError> {
    let controller = session.controller()?;
    let today = session.today();
    let mut found: Vec<Stale> = Vec::new();
    let ids = session.store().read(|reader| Ok::<_, AppError>(reader.contact_ids()?))?;
    for slice in ids.chunks(SLICE) {
        for facts in policies::read(session, slice)? {
            for duty in duty::of_contact(&facts, &controller, today) {
                let (DutyKind::RefreshNotice, Some(purpose)) = (duty.kind, duty.purpose) else {
                    continue;
                };
                let met = matches!(duty.state, DutyState::MetLate(_));
                let key = controller.purpose(purpose, today).map(|one| one.key.clone());
                if let (false, Some(key)) = (met, key) {
                    add(&mut found, purpose, key, duty.due, facts.contact.id);
                }
            }
        }
    }
    found.sort_by_key(|one| (one.since, one.purpose));
    Ok(found)
}

fn add(found: &mut Vec<Stale>, purpose: PurposeId, key: String, since: Day, contact: ContactId) {
    match found.iter_mut().find(|one| one.purpose == purpose) {
        Some(one) => {
            one.since = one.since.min(since);
            one.contacts.push(contact);
        }
        None => found.push(Stale { purpose, key, since, contacts: vec![contact] }),
    }
}

/// Records that everybody whose notice is stale for a purpose was told again; gives who.
///
/// # Errors
///
/// Nobody to be told, a day to come, and whatever the store reports.
pub fn refresh(
    session: &Session,
    purpose: &str,
    notice: Option<NoticeId>,
    how: &NoticeHow,
    on: Day,
    mode: Mode,
) -> Result<Vec<ContactId>, AppError> {
    session.past(on)?;
    let stale = list(session)?.into_iter().find(|one| one.key == purpose).ok_or_else(|| {
        AppError::invalid(
            "purpose",
            format!("nobody need be told again about `{purpose}`"),
            "see `candor notice stale`",
        )
    })?;
    let controller = session.controller()?;
    let written = controller.notices.iter().find(|one| Some(one.id) == notice);
    if let Some(old) = written.filter(|one| one.from < stale.since) {
        return Err(AppError::invalid(
            "notice",
            format!("`{}` was written before `{purpose}` changed on {}", old.version, stale.since),
            "add a new version with `candor notice add`",
        ));
    }
    if mode == Mode::Preview {
        return Ok(stale.contacts);
    }
    let (at, today) = (session.now(), session.today());
    let change = Change { what: ChangeKind::NoticeGiven, at, today };
    session.store().change(change, |writer| {
        for contact in &stale.contacts {
            let fact = RightFact::NoticeGiven(NoticeGiven {
                notice,
                purposes: vec![stale.purpose],
                sources: Vec::new(),
                how: how.clone(),
            });
            writer.add_right(*contact, Right { id: RightId(0), on, recorded_at: at, fact })?;
        }
        Ok::<_, AppError>(())
    })?;
    Ok(stale.contacts)
}
