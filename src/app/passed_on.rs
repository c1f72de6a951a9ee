//! Telling those who got data what became of them (Art. 19), or noting why they need not be told.

use crate::{
    app::{AppError, Done, Mode, Session, change, rights},
    domain::{
        ContactId, Day, NoticeHow, RecipientId, Right, RightFact, RightId,
        passed_on::{self, ToTell},
    },
    store::ChangeKind,
};

/// Who is to be told of changes, and whether they were, as of a day.
///
/// # Errors
///
/// No such contact, and whatever the store reports.
pub fn to_tell(session: &Session, contact: ContactId, day: Day) -> Result<Vec<ToTell>, AppError> {
    Ok(passed_on::to_tell(&session.facts(contact)?, day))
}

/// Records that a recipient was told of a change (all that are open for them, without one).
///
/// # Errors
///
/// Nothing is open for that recipient, a day to come or before the change, and whatever the store
/// reports.
pub fn told(
    session: &Session,
    contact: ContactId,
    (recipient, of): (RecipientId, Option<RightId>),
    how: &NoticeHow,
    on: Day,
    mode: Mode,
) -> Result<Done<Vec<RightId>>, AppError> {
    session.past(on)?;
    let now = session.now();
    change::run(session, ChangeKind::Disclosed, contact, mode, |writer, facts| {
        let open: Vec<ToTell> = passed_on::to_tell(facts, session.today())
            .into_iter()
            .filter(|one| one.recipient == recipient && one.told.is_none())
            .filter(|one| of.is_none_or(|of| one.right == of))
            .collect();
        let first = open.iter().map(|one| one.since).min().ok_or_else(|| AppError::Refused {
            message: "they need not be told of anything".into(),
            hint: "`contact show` lists who is to be told".into(),
        })?;
        if on < first {
            return Err(rights::before(first));
        }
        let mut ids = Vec::new();
        for one in open.iter().filter(|one| one.since <= on) {
            let (of, data, how) = (one.of, one.data.clone(), how.clone());
            let fact = RightFact::RecipientTold { recipient, of, data, how };
            let right = Right { id: RightId(0), on, recorded_at: now, fact };
            ids.push(writer.add_right(contact, right)?);
        }
        Ok(ids)
    })
}
