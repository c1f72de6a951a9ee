//! Notices: what people are told, and that they were told it (GDPR Art. 13, 14).

use crate::{
    app::{AppError, Done, Mode, Session, change, grounds},
    domain::{ContactId, Day, Notice, NoticeGiven, NoticeHow, NoticeId, Right, RightFact, RightId},
    store::{Change, ChangeKind},
};

/// A version of a notice to be put on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNotice {
    /// `v1`.
    pub version: String,
    /// BCP 47.
    pub language: String,
    /// The purposes that it tells of, by their words; empty: all that are declared.
    pub purposes: Vec<String>,
    /// The sources that it names; empty: all.
    pub sources: Vec<String>,
    /// The first day on which it counts.
    pub from: Day,
    /// Whether it stands by itself: a link in the signature, a text on the form.
    pub standing: bool,
}

/// That somebody was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Giving {
    /// The version, if it is on record here.
    pub version: Option<String>,
    /// The purposes that it told of, by their words; empty: those of the notice, else all.
    pub purposes: Vec<String>,
    /// The sources that it named; empty: those of the notice, else all.
    pub sources: Vec<String>,
    /// By which means, or why it could be left out.
    pub how: NoticeHow,
    /// The day on which they were told.
    pub on: Day,
}

/// Puts a version of a notice on record.
///
/// # Errors
///
/// An unknown purpose, and whatever the store reports.
pub fn add(session: &Session, new: &NewNotice) -> Result<NoticeId, AppError> {
    let controller = session.controller()?;
    let purposes = new
        .purposes
        .iter()
        .map(|key| Ok(grounds::purpose(&controller, key, new.from)?.id))
        .collect::<Result<_, AppError>>()?;
    let notice = Notice {
        id: NoticeId(0),
        version: new.version.clone(),
        language: new.language.clone(),
        purposes,
        sources: new.sources.clone(),
        from: new.from,
        standing: new.standing,
    };
    let change = Change { what: ChangeKind::Declared, at: session.now(), today: session.today() };
    session.store().change(change, |writer| Ok::<_, AppError>(writer.add_notice(&notice)?))
}

/// Records that somebody was told.
///
/// # Errors
///
/// An unknown version or purpose, a day to come, and whatever the store reports.
pub fn give(
    session: &Session,
    contact: ContactId,
    giving: &Giving,
    mode: Mode,
) -> Result<Done<RightId>, AppError> {
    let right = given(session, giving)?;
    change::run(session, ChangeKind::NoticeGiven, contact, mode, |writer, _facts| {
        Ok(writer.add_right(contact, right)?)
    })
}

/// Records that several people were told, as one change.
///
/// # Errors
///
/// As [`give`]; nobody is recorded then.
pub fn give_all(
    session: &Session,
    contacts: &[ContactId],
    giving: &Giving,
) -> Result<(), AppError> {
    let right = given(session, giving)?;
    let what = ChangeKind::NoticeGiven;
    let change = Change { what, at: session.now(), today: session.today() };
    session.store().change(change, |writer| {
        for contact in contacts {
            writer.add_right(*contact, right.clone())?;
        }
        Ok(())
    })
}

/// The record that somebody was told.
fn given(session: &Session, giving: &Giving) -> Result<Right, AppError> {
    session.past(giving.on)?;
    let controller = session.controller()?;
    let notice =
        giving.version.as_deref().map(|version| by_version(session, version)).transpose()?;
    let purposes = giving
        .purposes
        .iter()
        .map(|key| Ok(grounds::purpose(&controller, key, giving.on)?.id))
        .collect::<Result<_, AppError>>()?;
    let fact = RightFact::NoticeGiven(NoticeGiven {
        notice,
        purposes,
        sources: giving.sources.clone(),
        how: giving.how.clone(),
    });
    Ok(Right { id: RightId(0), on: giving.on, recorded_at: session.now(), fact })
}

/// Every notice on record, oldest first.
///
/// # Errors
///
/// Whatever the store reports.
pub fn list(session: &Session) -> Result<Vec<Notice>, AppError> {
    Ok(session.controller()?.notices.clone())
}

/// The newest notice of a version.
///
/// # Errors
///
/// There is none, and whatever the store reports.
pub fn by_version(session: &Session, version: &str) -> Result<NoticeId, AppError> {
    let controller = session.controller()?;
    let known = controller.notices.iter().rev().find(|one| one.version == version);
    known.map(|one| one.id).ok_or_else(|| {
        AppError::invalid(
            "notice",
            format!("there is no notice `{version}`"),
            "see `notice list`, or add it with `notice add`",
        )
    })
}
