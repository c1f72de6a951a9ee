//! The register of breaches: what happened to personal data, and whom the user told.

use crate::{
    app::{AppError, Session, clock},
    domain::{
        BreachId, Category, ContactId, Moment,
        breach::{Breach, Risk, Telling, Told},
    },
    store::{Change, ChangeKind},
};

/// A breach to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBreach {
    /// When the user became aware of it: `2026-11-20 09:30`; `None`: just now.
    pub aware: Option<String>,
    /// What happened.
    pub what: String,
    /// Whose data; empty: nobody knows, or all.
    pub whose: Vec<ContactId>,
    /// Which categories.
    pub categories: Vec<Category>,
    /// Whether the data were encrypted and the key is safe.
    pub sealed: bool,
    /// What may come of it.
    pub risk: Risk,
    /// What was done about it.
    pub measures: String,
}

/// Puts a breach into the register.
///
/// # Errors
///
/// Nothing is said of what happened, an instant that is none or has not come, and whatever the
/// store reports.
pub fn add(session: &Session, new: &NewBreach) -> Result<Breach, AppError> {
    let what = new.what.trim();
    if what.is_empty() {
        return Err(AppError::invalid("breach", "it says nothing", "say what happened"));
    }
    let aware = instant(session, "aware", new.aware.as_deref())?;
    let breach = Breach {
        id: BreachId(0),
        aware,
        recorded_at: session.now(),
        what: what.to_owned(),
        whose: new.whose.clone(),
        categories: new.categories.clone(),
        sealed: new.sealed,
        risk: new.risk,
        measures: new.measures.trim().to_owned(),
        tellings: Vec::new(),
    };
    let id = session
        .store()
        .change(change(session), |writer| Ok::<_, AppError>(writer.add_breach(&breach)?))?;
    Ok(Breach { id, ..breach })
}

/// Records that the authority or the people were told.
///
/// # Errors
///
/// No such breach, an instant that is none, has not come or lies before the breach, and whatever
/// the store reports.
pub fn tell(
    session: &Session,
    id: BreachId,
    whom: Told,
    at: Option<&str>,
    how: &str,
) -> Result<Breach, AppError> {
    let at = instant(session, "at", at)?;
    session.store().change(change(session), |writer| {
        let known = writer.breaches()?.into_iter().find(|one| one.id == id);
        let mut breach = known.ok_or_else(|| {
            let message = format!("there is no breach number {id}");
            AppError::invalid("breach", message, "see `breach list`")
        })?;
        if at < breach.aware {
            let hint = "give an instant after it";
            return Err(AppError::invalid("at", "you were not aware of it yet", hint));
        }
        breach.tellings.push(Telling { whom, at, how: how.trim().to_owned() });
        breach.tellings.sort_by_key(|telling| telling.at);
        writer.put_breach(&breach)?;
        Ok::<_, AppError>(breach)
    })
}

/// The register, the oldest first.
///
/// # Errors
///
/// Whatever the store reports.
pub fn list(session: &Session) -> Result<Vec<Breach>, AppError> {
    session.store().read(|reader| Ok::<_, AppError>(reader.breaches()?))
}

fn change(session: &Session) -> Change {
    Change { what: ChangeKind::Breach, at: session.now(), today: session.today() }
}

fn instant(session: &Session, field: &'static str, text: Option<&str>) -> Result<Moment, AppError> {
    let Some(text) = text else { return Ok(session.now()) };
    let zone = session.controller()?.zone.clone();
    let found = clock::instant_in(text, &zone).ok_or_else(|| {
        let message = format!("`{}` is no instant", text.trim());
        AppError::invalid(field, message, "write it as 2026-11-20 09:30, in your own time zone")
    })?;
    if found > session.now() {
        let hint = "record it when it has happened";
        return Err(AppError::invalid(field, "it has not come yet", hint));
    }
    Ok(found)
}
