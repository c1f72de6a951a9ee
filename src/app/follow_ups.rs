//! Follow-ups: a day to come back to somebody, once or every so often.

use std::sync::Arc;

use crate::{
    app::{
        AppError, Done, Mode, Session, change,
        contacts::{self, Collected, Entry, NewDatum},
        find, hints,
    },
    domain::{
        Category, ContactId, Controller, Datum, DatumId, Day, EngagementId, Facts, FollowUp,
        FollowUpId, How, Moment, Period, Source, Standing, Value,
        follow_up::{self, SpokenWhen},
        verdict,
    },
    store::{Change, ChangeKind, Writer},
};

/// A follow-up to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFollowUp {
    /// The day, or how often.
    pub when: SpokenWhen,
    /// What about; empty for nothing.
    pub about: String,
}

/// A follow-up as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpLine {
    /// With whom.
    pub contact: ContactId,
    /// What they are called.
    pub name: String,
    /// Its number.
    pub id: FollowUpId,
    /// The day on which it falls due.
    pub due: Day,
    /// The note that says what it is about, while it is held.
    pub note: Option<DatumId>,
    /// What it is about; empty if nothing says so, or if that is restricted.
    pub about: String,
    /// How often, if it repeats.
    pub every: Option<Period>,
    /// When we last heard from them.
    pub heard: Option<Day>,
    /// Whether nothing passed between us for longer than the interval.
    pub losing_touch: bool,
}

/// Understands a line: `fri call about the quote`, `in 2 weeks`, `every 3 months`.
///
/// # Errors
///
/// The line names no day from today on.
pub fn understand(text: &str, today: Day) -> Result<NewFollowUp, AppError> {
    let read = follow_up::read(text, today).ok_or_else(|| {
        AppError::invalid(
            "when",
            "no day to come is named",
            "begin or end with one: `fri`, `in 2 weeks`, `2026-12-24`, `every 3 months`",
        )
    })?;
    Ok(NewFollowUp { when: read.when, about: read.about })
}

/// The day on which a new follow-up falls due at first.
#[must_use]
pub fn first_day(facts: &Facts, when: SpokenWhen, today: Day) -> Day {
    match when {
        SpokenWhen::On(day) => day,
        SpokenWhen::Every(every) => follow_up::next_day(facts, every, today),
    }
}

/// Sets a follow-up. What it is about becomes a note, which needs a reason like any other value.
///
/// # Errors
///
/// A day that has gone by, an unknown contact, and whatever the store reports.
pub fn add(
    session: &Session,
    contact: ContactId,
    new: &NewFollowUp,
    mode: Mode,
) -> Result<Done<FollowUpId>, AppError> {
    let at = (session.today(), session.now());
    change::run(session, ChangeKind::FollowUp, contact, mode, |writer, facts| {
        set(writer, facts, new, at)
    })
}

/// Sets the same follow-up for several, as one change.
///
/// # Errors
///
/// As [`add`]; none is set then.
pub fn add_all(
    session: &Session,
    contacts: &[ContactId],
    new: &NewFollowUp,
) -> Result<(), AppError> {
    let (now, today) = (session.now(), session.today());
    let change = Change { what: ChangeKind::FollowUp, at: now, today };
    session.store().change(change, |writer| {
        for contact in contacts {
            let facts = writer.facts(*contact)?;
            set(writer, &facts, new, (today, now))?;
        }
        Ok(())
    })
}

fn set(
    writer: &mut Writer<'_>,
    facts: &Facts,
    new: &NewFollowUp,
    (today, now): (Day, Moment),
) -> Result<FollowUpId, AppError> {
    let day = first_day(facts, new.when, today);
    to_come(day, today)?;
    let about = match new.about.trim() {
        "" => None,
        text => Some(note(writer, facts, text, (today, now))?),
    };
    let every = match new.when {
        SpokenWhen::On(_) => None,
        SpokenWhen::Every(every) => Some(every),
    };
    let id = FollowUpId(0);
    let new = FollowUp { id, day, about, every, recorded_at: now };
    Ok(writer.add_follow_up(facts.contact.id, new)?)
}

fn to_come(day: Day, today: Day) -> Result<(), AppError> {
    if day < today {
        return Err(AppError::invalid("day", "that day has gone by", "name one from today on"));
    }
    Ok(())
}

/// Writes what a follow-up is about, on the work that is going on, if any is.
fn note(
    writer: &mut Writer<'_>,
    facts: &Facts,
    text: &str,
    (today, now): (Day, Moment),
) -> Result<DatumId, AppError> {
    let entry = Entry {
        source: Source::Ourselves,
        how: How::Typed,
        on: today,
        purpose: Collected::NotSaid,
        opt_out_offered: false,
    };
    let controller = writer.controller()?;
    let origin: Arc<_> = writer.new_origin(contacts::origin(&controller, &entry, now)?)?;
    let new = NewDatum::new(Category::Note, Value::Text(text.to_owned()));
    let datum = contacts::datum(&hints::marked(&new, &entry.how), &origin, 0);
    let engagement = running(facts, today);
    Ok(writer.add_datum(facts.contact.id, Datum { engagement, ..datum })?)
}

/// The latest engagement that has not ended.
fn running(facts: &Facts, today: Day) -> Option<EngagementId> {
    let open = facts.engagements.iter().filter(|one| one.engagement.ended_by(today).is_none());
    open.map(|one| one.engagement.id).max()
}

/// Records that a follow-up is done: it goes with its note. One that repeats stays, and comes back
/// when its interval has passed again.
///
/// # Errors
///
/// An unknown contact or follow-up, and whatever the store reports.
pub fn done(
    session: &Session,
    contact: ContactId,
    id: FollowUpId,
    mode: Mode,
) -> Result<Done<Option<Day>>, AppError> {
    let today = session.today();
    change::run(session, ChangeKind::FollowUp, contact, mode, |writer, facts| {
        settle(writer, facts, id, today)
    })
}

/// Records as one change that several follow-ups are done, or moves them all to a day.
///
/// # Errors
///
/// As [`done`] and [`move_to`]; nothing is recorded then.
pub fn done_all(
    session: &Session,
    all: &[(ContactId, FollowUpId)],
    moved_to: Option<Day>,
) -> Result<(), AppError> {
    let today = session.today();
    moved_to.map_or(Ok(()), |day| to_come(day, today))?;
    let change = Change { what: ChangeKind::FollowUp, at: session.now(), today };
    session.store().change(change, |writer| {
        for (contact, id) in all {
            let facts = writer.facts(*contact)?;
            match moved_to {
                None => drop(settle(writer, &facts, *id, today)?),
                Some(day) => {
                    let one = held(&facts, *id)?;
                    writer.put_follow_up(*contact, &FollowUp { day, ..one })?;
                }
            }
        }
        Ok(())
    })
}

/// Writes that a follow-up is done; gives the day on which it comes back, if it does.
fn settle(
    writer: &mut Writer<'_>,
    facts: &Facts,
    id: FollowUpId,
    today: Day,
) -> Result<Option<Day>, AppError> {
    let one = held(facts, id)?;
    if let Some(every) = one.every {
        let day = follow_up::next_day(facts, every, today);
        writer.put_follow_up(facts.contact.id, &FollowUp { day, ..one })?;
        return Ok(Some(day));
    }
    remove(writer, facts, one, today)?;
    Ok(None)
}

/// Removes a follow-up for good, also one that repeats.
///
/// # Errors
///
/// An unknown contact or follow-up, and whatever the store reports.
pub fn stop(
    session: &Session,
    contact: ContactId,
    id: FollowUpId,
    mode: Mode,
) -> Result<Done<()>, AppError> {
    let today = session.today();
    change::run(session, ChangeKind::FollowUp, contact, mode, |writer, facts| {
        remove(writer, facts, held(facts, id)?, today)
    })
}

fn remove(
    writer: &mut Writer<'_>,
    facts: &Facts,
    one: FollowUp,
    today: Day,
) -> Result<(), AppError> {
    if let Some(note) = one.note(facts) {
        let gone = Datum { deleted: Some(today), ..note.clone() };
        writer.put_datum(facts.contact.id, &gone)?;
    }
    Ok(writer.remove_follow_up(facts.contact.id, one.id)?)
}

/// Moves a follow-up to another day.
///
/// # Errors
///
/// A day that has gone by, an unknown contact or follow-up, and whatever the store reports.
pub fn move_to(
    session: &Session,
    contact: ContactId,
    id: FollowUpId,
    day: Day,
    mode: Mode,
) -> Result<Done<()>, AppError> {
    to_come(day, session.today())?;
    change::run(session, ChangeKind::FollowUp, contact, mode, |writer, facts| {
        let one = held(facts, id)?;
        Ok(writer.put_follow_up(contact, &FollowUp { day, ..one })?)
    })
}

fn held(facts: &Facts, id: FollowUpId) -> Result<FollowUp, AppError> {
    facts.follow_ups.iter().copied().find(|one| one.id == id).ok_or_else(|| {
        let message = format!("there is no follow-up {id}");
        AppError::invalid("follow-up", message, "`candor follow-up list` shows those there are")
    })
}

/// What is to be followed up, with one contact or with everybody, the earliest first.
///
/// # Errors
///
/// Whatever the store reports.
pub fn list(session: &Session, contact: Option<ContactId>) -> Result<Vec<FollowUpLine>, AppError> {
    let contacts = match contact {
        Some(contact) => vec![contact],
        None => session.store().read(|reader| Ok::<_, AppError>(reader.followed_up(Day::MAX)?))?,
    };
    let controller = session.controller()?;
    let mut lines = Vec::new();
    for contact in contacts {
        let (facts, name) = (session.facts(contact)?, find::name(session, contact)?);
        lines.extend(of(&facts, &name, &controller, session.today()));
    }
    lines.sort_by_key(|line| (line.due, line.contact, line.id));
    Ok(lines)
}

/// What is to be followed up with one contact. A text that is restricted is not shown.
pub(super) fn of(
    facts: &Facts,
    name: &str,
    controller: &Controller,
    today: Day,
) -> Vec<FollowUpLine> {
    let restricted = |note: &Datum| {
        let verdict = verdict(facts, controller, note, today);
        verdict.is_some_and(|verdict| verdict.standing == Standing::Restricted)
    };
    let line = |one: &FollowUp| {
        let note = one.note(facts);
        let shown = note.filter(|note| !restricted(note));
        FollowUpLine {
            contact: facts.contact.id,
            name: name.to_owned(),
            id: one.id,
            due: one.due(facts),
            note: note.map(|note| note.id),
            about: shown.map(|note| note.value.to_line()).unwrap_or_default(),
            every: one.every,
            heard: follow_up::last_heard(facts),
            losing_touch: one.is_losing_touch(facts, today),
        }
    };
    facts.follow_ups.iter().map(line).collect()
}

/// What a follow-up asks for, in words: `losing touch: last heard from 5 months ago; coffee`.
#[must_use]
pub fn words(line: &FollowUpLine, today: Day) -> String {
    let Some(every) = line.every else {
        return if line.about.is_empty() {
            "come back to them".to_owned()
        } else {
            line.about.clone()
        };
    };
    let often = follow_up::said_period(every);
    let touch = match (line.losing_touch, line.heard) {
        (true, Some(heard)) => {
            format!("losing touch: last heard from {}", follow_up::said_ago(heard, today))
        }
        (true, None) => "losing touch: never heard from".to_owned(),
        (false, _) => format!("keep in touch, every {often}"),
    };
    if line.about.is_empty() { touch } else { format!("{touch}: {}", line.about) }
}
