//! The register of breaches: what happened to personal data, and whom the user told.

use crate::{
    app::{AppError, Mode, Session, clock, why::words},
    domain::{
        BreachId, Category, ContactId, HoldUntil, Moment,
        breach::{self, Breach, BreachDuty, BreachDutyKind, BreachKept, Risk, Telling, Told},
    },
    store::{Change, ChangeKind, StoreError, Writer},
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

/// Puts a breach into the register, or only says what that would be; one that was not put there has
/// no number.
///
/// # Errors
///
/// Nothing is said of what happened, an instant that is none or has not come, and whatever the
/// store reports.
pub fn add(session: &Session, new: &NewBreach, mode: Mode) -> Result<Breach, AppError> {
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
    if mode == Mode::Preview {
        return Ok(breach);
    }
    let id = session
        .store()
        .change(change(session), |writer| Ok::<_, AppError>(writer.add_breach(&breach)?))?;
    Ok(Breach { id, ..breach })
}

/// Records that the authority or the people were told, or only says what that would be.
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
    mode: Mode,
) -> Result<Breach, AppError> {
    let at = instant(session, "at", at)?;
    let known = list(session)?.into_iter().find(|one| one.id == id);
    let mut breach = known.ok_or_else(|| {
        let message = format!("there is no breach number {id}");
        AppError::invalid("breach", message, "see `breach list`")
    })?;
    if at < breach.aware {
        let hint = "give an instant after it";
        return Err(AppError::invalid("at", "you were not aware of it yet", hint));
    }
    let telling = Telling { whom, at, how: how.trim().to_owned() };
    if mode == Mode::Preview {
        with(&mut breach, telling);
        return Ok(breach);
    }
    session.store().change(change(session), |writer| {
        let mut breach = again(writer, id)?.unwrap_or(breach);
        with(&mut breach, telling);
        writer.put_breach(&breach)?;
        Ok::<_, AppError>(breach)
    })
}

/// The entry as it is now, in the transaction that changes it.
fn again(writer: &Writer<'_>, id: BreachId) -> Result<Option<Breach>, StoreError> {
    Ok(writer.breaches()?.into_iter().find(|one| one.id == id))
}

fn with(breach: &mut Breach, telling: Telling) {
    breach.tellings.push(telling);
    breach.tellings.sort_by_key(|telling| telling.at);
}

/// The register, the oldest first.
///
/// # Errors
///
/// Whatever the store reports.
pub fn list(session: &Session) -> Result<Vec<Breach>, AppError> {
    session.store().read(|reader| Ok::<_, AppError>(reader.breaches()?))
}

/// How long the entry is kept, by the policy of today; `None` if that says nothing of it.
///
/// # Errors
///
/// Whatever the store reports.
pub fn kept(session: &Session, breach: &Breach) -> Result<Option<BreachKept>, AppError> {
    let controller = session.controller()?;
    let Some(policy) = controller.policy(session.today()) else { return Ok(None) };
    let day = |moment| clock::day_in(moment, &controller.zone);
    Ok(breach::kept(breach, policy, &day))
}

/// Until when the entry is kept, and why: `until 20 November 2029: 3 years after the last that it
/// tells of, to prove what we did (Art. 5(2), 33(5))`.
#[must_use]
pub fn kept_words(kept: &BreachKept) -> String {
    let period = words::period(kept.period);
    let why = if kept.own_law {
        "as the law of your country demands"
    } else {
        "to prove what we did (Art. 5(2), 33(5))"
    };
    match kept.until {
        HoldUntil::Day(last) => {
            format!("until {}: {period} after the last that it tells of, {why}", words::date(last))
        }
        HoldUntil::Open | HoldUntil::Never => {
            format!("until everybody was told, and {period} after that, {why}")
        }
    }
}

/// A duty in words: `tell the authority by 23 November 2026, 09:30 (Art. 33(1))`.
#[must_use]
pub fn duty_words(duty: &BreachDuty, now: Moment, zone: &str) -> String {
    let what = match duty.kind {
        BreachDutyKind::Register => return "it is in the register (Art. 33(5))".to_owned(),
        BreachDutyKind::TellAuthority => "tell the authority",
        BreachDutyKind::TellPeople => "tell the people",
    };
    let at = |at: Moment| {
        format!("{}, {}", words::date(clock::day_in(at, zone)), clock::time_in(at, zone))
    };
    let when = match (duty.done, duty.due) {
        (Some(done), Some(due)) if done > due => {
            format!(", done {}, too late: it was due by {}", at(done), at(due))
        }
        (Some(done), _) => format!(", done {}", at(done)),
        (None, Some(due)) if now > due => format!(": it was due by {}", at(due)),
        (None, Some(due)) => format!(" by {}", at(due)),
        (None, None) => " without delay".to_owned(),
    };
    format!("{what}{when} ({})", duty.kind.article())
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
