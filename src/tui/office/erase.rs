//! Erasing for ever: what goes, what must stay and why, whom to tell; asked once.

use crate::app::erase::{self, ErasurePlan, Target};
use crate::app::{AppError, Mode, Session, card};
use crate::tui::model::{Answers, FieldId, FormKind, FormSpec, Note, NoteKind, Subject};

use super::form::{Acted, Trip, line, plain};
use super::words;

/// The page that is read before an erasure.
pub(super) fn spec(
    session: &Session,
    subject: Subject,
) -> Result<Result<FormSpec, String>, AppError> {
    let id = subject.contact();
    let name = card::card(session, id, session.today())?.name;
    let Some(target) = target(subject) else {
        return Ok(Err("a whole contact or one value is erased: select either".to_owned()));
    };
    let plan = erase::plan(session, id, target)?;
    let whole = matches!(subject, Subject::Contact(_));
    let fields = if whole {
        let hint = format!("type {name} to erase for ever");
        vec![line(FieldId::Confirm, "name", "", &hint)]
    } else {
        Vec::new()
    };
    let title = if whole { format!("Erase {name}") } else { format!("Erase a value of {name}") };
    let mut spec = plain(FormKind::Erase(subject), title, fields);
    spec.intro = notes(&plan);
    spec.verb = "erase for ever".to_owned();
    spec.asks_again = !whole;
    Ok(Ok(spec))
}

fn target(subject: Subject) -> Option<Target> {
    match subject {
        Subject::Contact(_) => Some(Target::Contact),
        Subject::Datum(_, datum) => Some(Target::Datum(datum)),
        Subject::Interaction(..)
        | Subject::Consent(..)
        | Subject::Ground(..)
        | Subject::Engagement(..)
        | Subject::Event(..) => None,
    }
}

fn notes(plan: &ErasurePlan) -> Vec<Note> {
    let mut notes: Vec<Note> =
        plan.goes.iter().map(|text| Note::new(NoteKind::Goes, words::said_within(text))).collect();
    for stays in &plan.stays {
        let until = words::said_within(&stays.until);
        let text = format!("{}: {}, {until}", stays.label, stays.why);
        notes.push(Note::new(NoteKind::Keeps, text));
    }
    notes.extend(plan.tells.iter().map(|text| Note::new(NoteKind::Tells, text.clone())));
    notes.push(Note::new(NoteKind::Warns, "This cannot be undone."));
    notes
}

/// Erases, once the name has been typed.
pub(super) fn run(
    session: &Session,
    subject: Subject,
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    let id = subject.contact();
    if matches!(subject, Subject::Contact(_)) {
        let name = card::card(session, id, session.today())?.name;
        let typed = answers.text(FieldId::Confirm);
        if typed.to_lowercase() != name.trim().to_lowercase() {
            return Err(Trip::field(FieldId::Confirm, format!("type {name} as it stands there")));
        }
    }
    let mut acted = Acted::default();
    if mode == Mode::Preview {
        return Ok(acted);
    }
    let Some(target) = target(subject) else {
        return Err(AppError::Bug("the erasure of something else").into());
    };
    let plan = erase::plan(session, id, target)?;
    erase::run(session, &plan)?;
    "erased for ever".clone_into(&mut acted.sentence);
    Ok(acted)
}
