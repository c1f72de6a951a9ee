//! Coming back to somebody: a line that sets a day, and what `.` does on it.

use crate::app::follow_ups::{self, FollowUpLine, NewFollowUp};
use crate::app::{AppError, Mode, Session, find};
use crate::domain::follow_up::{SpokenWhen, said_ago, said_period};
use crate::domain::spoken::Lean;
use crate::domain::{ContactId, Day};
use crate::tui::model::{Answers, DueLine, FieldId, FieldSpec, FormKind, FormSpec, Note, NoteKind};

use super::form::{Acted, Trip, echo, line, plain};
use super::words;

/// The form of a follow-up.
pub(super) fn spec(session: &Session, id: ContactId) -> Result<Result<FormSpec, String>, AppError> {
    let fields = vec![entry()];
    let title = format!("Come back to {}", find::name(session, id)?);
    let mut spec = plain(FormKind::FollowUp(id), title, fields);
    for one in follow_ups::list(session, Some(id))? {
        let day = words::said_in_full(one.due);
        let text = format!("{day}: {}", follow_ups::words(&one, session.today()));
        spec.intro.push(Note::new(NoteKind::Due, text));
    }
    Ok(Ok(spec))
}

/// The line that says when and what.
pub(super) fn entry() -> FieldSpec {
    let hint = "fri call about the quote · in 2 weeks · 24 dec · every 3 months";
    line(FieldId::Entry, "when, what", "", hint)
}

/// Reads that line.
pub(super) fn understood(answers: &Answers, today: Day) -> Result<NewFollowUp, Trip> {
    let problem = "begin or end with a day to come: fri, in 2 weeks, 24 dec, every 3 months";
    follow_ups::understand(answers.text(FieldId::Entry), today)
        .map_err(|_no_day| Trip::field(FieldId::Entry, problem))
}

/// Sets a follow-up.
pub(super) fn add(
    session: &Session,
    id: ContactId,
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    let today = session.today();
    let new = understood(answers, today)?;
    let mut acted = Acted { select: Some(id), ..Acted::default() };
    let day = follow_ups::first_day(&session.facts(id)?, new.when, today);
    let said = words::said_in_full(day);
    let when = match new.when {
        SpokenWhen::On(_) => said.clone(),
        SpokenWhen::Every(every) => format!("every {}, first on {said}", said_period(every)),
    };
    acted.notes.push(echo(FieldId::Entry, when));
    if !new.about.is_empty() {
        acted.reads.push(Note::new(NoteKind::Reads, format!("a note: {}", new.about)));
    }
    acted.forecast = follow_ups::add(session, id, &new, mode)?.forecast;
    acted.sentence = format!("you come back to them on {said}; `u` undoes it");
    Ok(acted)
}

/// The follow-up that a line of the agenda is about, by its note and its day.
pub(super) fn find(session: &Session, line: DueLine) -> Result<Option<FollowUpLine>, AppError> {
    let all = follow_ups::list(session, Some(line.contact))?;
    let same_day = all.iter().find(|one| one.note == line.datum && one.due == line.day);
    Ok(same_day.or_else(|| all.iter().find(|one| one.note == line.datum)).cloned())
}

/// The form that `.` opens on a follow-up.
pub(super) fn spec_done(
    session: &Session,
    line: DueLine,
) -> Result<Result<FormSpec, String>, AppError> {
    let today = session.today();
    let Some(one) = find(session, line)? else {
        return Ok(Err("nothing is to be done any more".to_owned()));
    };
    let fields = vec![not_yet()];
    let mut spec = plain(FormKind::Due(line), format!("You came back to {}", one.name), fields);
    spec.intro.push(Note::new(NoteKind::Due, follow_ups::words(&one, today)));
    if let Some(heard) = one.heard {
        let text = format!("last heard from {}", said_ago(heard, today));
        spec.intro.push(Note::new(NoteKind::Says, text));
    }
    "done".clone_into(&mut spec.verb);
    Ok(Ok(spec))
}

/// Does what was answered: it is done, or it is moved.
pub(super) fn done(
    session: &Session,
    due: DueLine,
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    let today = session.today();
    let contact = due.contact;
    let mut acted = Acted { select: Some(contact), ..Acted::default() };
    let Some(one) = find(session, due)? else {
        "nothing is to be done any more".clone_into(&mut acted.sentence);
        return Ok(acted);
    };
    let Some(day) = moved_to(answers, today, &mut acted)? else {
        let done = follow_ups::done(session, contact, one.id, mode)?;
        acted.forecast = done.forecast;
        let (note, sentence) = match (done.value, one.note) {
            (Some(day), _) => {
                let day = words::said_in_full(day);
                let note = Note::new(NoteKind::Due, format!("it comes back on {day}"));
                (Some(note), format!("done; it comes back on {day}; `u` undoes it"))
            }
            (None, Some(_)) => {
                let note = Note::new(NoteKind::Goes, "the note of it, with the follow-up");
                (Some(note), "done; `u` undoes it".to_owned())
            }
            (None, None) => (None, "done; `u` undoes it".to_owned()),
        };
        acted.reads.extend(note);
        acted.sentence = sentence;
        return Ok(acted);
    };
    acted.forecast = follow_ups::move_to(session, contact, one.id, day, mode)?.forecast;
    acted.sentence = format!("moved to {}; `u` undoes it", words::said_in_full(day));
    Ok(acted)
}

/// The field that moves a follow-up instead.
pub(super) fn not_yet() -> FieldSpec {
    let hint = "empty: it is done; a day such as fri or +2w moves it there";
    line(FieldId::Day, "not yet, but on", "", hint)
}

/// The day to which it is moved; none: it is done.
pub(super) fn moved_to(
    answers: &Answers,
    today: Day,
    acted: &mut Acted,
) -> Result<Option<Day>, Trip> {
    let typed = answers.text(FieldId::Day);
    if typed.is_empty() {
        return Ok(None);
    }
    let day = words::day(typed, today, Lean::Future).filter(|day| *day >= today);
    let Some(day) = day else {
        return Err(Trip::field(
            FieldId::Day,
            "not a day to come: type `fri`, `+2w`, `2026-12-24`",
        ));
    };
    acted.notes.push(echo(FieldId::Day, words::said_in_full(day)));
    Ok(Some(day))
}
