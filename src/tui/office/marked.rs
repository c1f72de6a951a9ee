//! What is done with the marked contacts of the list at once, as one change.

use std::sync::Arc;

use crate::app::erase::{self, Occasion, Target};
use crate::app::{AppError, Mode, Session, contacts, find, follow_ups};
use crate::domain::follow_up::SpokenWhen;
use crate::domain::{ContactId, follow_up::said_period};
use crate::tui::model::{Answers, FieldId, FormKind, FormSpec, Note, NoteKind};
use crate::tui::msg::Outcome;
use crate::tui::widget::text;

use super::form::{Acted, Trip, echo, plain};
use super::{follow, words};

/// How many names a sentence has before it counts the rest.
const NAMED: usize = 3;

/// Deletes all values of the marked contacts; whoever has values that must stay is left alone.
pub(super) fn delete(session: &Session, marked: &[ContactId]) -> Result<Outcome, AppError> {
    let mut going = Vec::new();
    let mut staying = Vec::new();
    for contact in marked {
        let live = session.facts(*contact)?.data.iter().any(|one| one.deleted.is_none());
        let plan = erase::plan(session, *contact, Target::Contact, Occasion::OurChoice)?;
        if !plan.stays.is_empty() {
            staying.push(*contact);
        } else if live {
            going.push(*contact);
        }
    }
    let kept = match staying.len() {
        0 => String::new(),
        _ => format!("{}, whose values have to stay (`w` says why)", names(session, &staying)?),
    };
    if going.is_empty() {
        let why = if kept.is_empty() { "their values are deleted already" } else { &kept };
        let sentence = format!("nobody was deleted: {why}");
        return Ok(Outcome::Refused { fields: Vec::new(), sentence });
    }
    let who = names(session, &going)?;
    contacts::delete_all(session, &going)?;
    let but = if kept.is_empty() { kept } else { format!("; not {kept}") };
    let count = text::count(going.len(), "contact", "contacts");
    let sentence = format!("deleted {count}, {who}; `u` brings all back{but}");
    Ok(Outcome::Saved { sentence, select: None })
}

/// The first names, and how many more there are.
fn names(session: &Session, people: &[ContactId]) -> Result<String, AppError> {
    let shown = people.iter().take(NAMED).map(|one| find::name(session, *one));
    let shown = shown.collect::<Result<Vec<_>, _>>()?.join(", ");
    let more = people.len().saturating_sub(NAMED);
    Ok(if more == 0 { shown } else { format!("{shown} and {} more", text::grouped(more)) })
}

/// The form of a follow-up for all.
pub(super) fn spec_follow_up(
    session: &Session,
    marked: &Arc<[ContactId]>,
) -> Result<FormSpec, AppError> {
    let who = text::count(marked.len(), "contact", "contacts");
    let kind = FormKind::FollowUpAll(Arc::clone(marked));
    let mut spec = plain(kind, format!("Come back to {who}"), vec![follow::entry()]);
    spec.intro.push(Note::new(NoteKind::Says, names(session, marked)?));
    Ok(spec)
}

/// Sets the same follow-up for all.
pub(super) fn follow_up(
    session: &Session,
    marked: &[ContactId],
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    let new = follow::understood(answers, session.today())?;
    let mut acted = Acted::default();
    let when = match new.when {
        SpokenWhen::On(day) => format!("on {}", words::said_in_full(day)),
        SpokenWhen::Every(every) => format!("every {}", said_period(every)),
    };
    if let SpokenWhen::On(day) = new.when
        && day < session.today()
    {
        return Err(Trip::field(FieldId::Entry, "that day has gone by: name one from today on"));
    }
    acted.notes.push(echo(FieldId::Entry, when.clone()));
    if !new.about.is_empty() {
        acted.reads.push(Note::new(NoteKind::Reads, format!("a note for each: {}", new.about)));
    }
    if mode == Mode::Commit {
        follow_ups::add_all(session, marked, &new)?;
    }
    let who = text::count(marked.len(), "contact", "contacts");
    acted.sentence = format!("you come back to {who} {when}; `u` undoes it");
    Ok(acted)
}
