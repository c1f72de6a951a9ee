//! Rights that somebody exercises: a request with its clock, and a restriction.

use crate::app::{AppError, Mode, Session, card, find, requests, rights};
use crate::domain::{ContactId, DatumId, RequestKind};
use crate::tui::model::{Answers, FieldId, FormKind, FormSpec, Note, NoteKind, Subject};

use super::form::{Acted, Trip, day, line, past_day, plain};

/// The form of a request: the day alone, since the key said what is asked for.
pub(super) fn spec(
    session: &Session,
    id: ContactId,
    kind: RequestKind,
) -> Result<FormSpec, AppError> {
    let name = find::name(session, id)?;
    let title = match kind {
        RequestKind::Question => format!("{name} asks what you hold, and why"),
        RequestKind::Access => format!("{name} asks for a copy of everything"),
        RequestKind::Rectification => format!("{name} asks you to correct something"),
        RequestKind::Erasure => format!("{name} asks to be erased"),
        RequestKind::Portability => format!("{name} asks for their data to take along"),
        RequestKind::Complaint => format!("{name} complains"),
    };
    Ok(plain(FormKind::Request(id, kind), title, vec![day()]))
}

/// Records a request.
pub(super) fn receive(
    session: &Session,
    id: ContactId,
    kind: RequestKind,
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    let mut acted = Acted { select: Some(id), ..Acted::default() };
    let on = past_day(answers, session.today(), &mut acted)?;
    let done = requests::receive(session, id, kind, on, mode)?;
    acted.forecast = done.forecast;
    let next = match kind {
        RequestKind::Question => "`w` has the answer, `y` copies it",
        RequestKind::Access | RequestKind::Portability => "`w` `y` copies the letter",
        RequestKind::Rectification => "`e` corrects the value",
        RequestKind::Erasure => "`re` erases",
        RequestKind::Complaint => "`.` says that it came in",
    };
    acted.reads.push(Note::new(NoteKind::Says, next));
    acted.sentence = format!("recorded the request; {next}");
    Ok(acted)
}

/// The form of a restriction: of one value, or of everything.
pub(super) fn spec_restrict(session: &Session, subject: Subject) -> Result<FormSpec, AppError> {
    let card = card::card(session, subject.contact(), session.today())?;
    let what = match datum(subject) {
        Some(datum) => {
            let line = card.data.iter().find(|line| line.id == datum);
            line.map_or_else(|| "a value".to_owned(), |line| line.category.to_string())
        }
        None => "everything".to_owned(),
    };
    let fields = vec![line(FieldId::Reason, "why", "", "they contest that it is right"), day()];
    Ok(plain(
        FormKind::Restrict(subject),
        format!("Only store {what} of {} from now on", card.name),
        fields,
    ))
}

/// Records a restriction.
pub(super) fn restrict(
    session: &Session,
    subject: Subject,
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    let id = subject.contact();
    let mut acted = Acted { select: Some(id), ..Acted::default() };
    let on = past_day(answers, session.today(), &mut acted)?;
    let reason = answers.text(FieldId::Reason);
    if reason.is_empty() {
        let problem = "say why, in a few words: they contest it, they need it for a claim …";
        return Err(Trip::field(FieldId::Reason, problem).with(&mut acted));
    }
    let data: Vec<DatumId> = match datum(subject) {
        Some(datum) => vec![datum],
        None => session.facts(id)?.data.iter().map(|datum| datum.id).collect(),
    };
    acted.forecast = rights::restrict(session, id, &data, reason, on, mode)?.forecast;
    "restricted: it is stored and not used; `u` undoes it".clone_into(&mut acted.sentence);
    Ok(acted)
}

const fn datum(subject: Subject) -> Option<DatumId> {
    match subject {
        Subject::Datum(_, datum) => Some(datum),
        Subject::Contact(_)
        | Subject::Interaction(..)
        | Subject::Consent(..)
        | Subject::Ground(..)
        | Subject::Engagement(..)
        | Subject::Event(..)
        | Subject::Record(..) => None,
    }
}
