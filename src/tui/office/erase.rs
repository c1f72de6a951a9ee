//! Erasing for ever: what goes, what must stay and why, whom to tell; asked once.

use crate::app::erase::{self, ErasurePlan, ErasureReport, Occasion, Target};
use crate::app::{AppError, Mode, Session, card};
use crate::domain::{HoldUntil, own_record::OwnRecord};
use crate::tui::model::{Answers, FieldId, FormKind, FormSpec, Note, NoteKind, Subject};

use super::form::{Acted, Trip, line, plain};
use super::words;
use crate::tui::widget::text;

/// The page that is read before an erasure.
pub(super) fn spec(
    session: &Session,
    kind: FormKind,
    subject: Subject,
) -> Result<Result<FormSpec, String>, AppError> {
    let id = subject.contact();
    let name = card::card(session, id, session.today())?.name;
    let Some(target) = target(subject) else {
        return Ok(
            Err("a contact, a value or the text of a talk is erased: select one".to_owned()),
        );
    };
    let plan = match erase::plan(session, id, target, occasion(session, kind)) {
        Ok(plan) => plan,
        // One of our own records that still proves something.
        Err(AppError::Refused { message, hint }) => {
            return Ok(Err(format!("{message}; {hint}")));
        }
        Err(error) => return Err(error),
    };
    if plan.goes.is_empty()
        && plan.talks.is_empty()
        && let Some(stays) = plan.stays.first()
    {
        return Ok(Err(format!("it has to stay: {} ({})", stays.why, stays.article)));
    }
    let whole = target == Target::Contact;
    let fields = if whole {
        let hint = format!("type {name} to erase for ever");
        vec![line(FieldId::Confirm, "name", "", &hint)]
    } else {
        Vec::new()
    };
    let title = match (kind, whole) {
        (FormKind::EraseRequest(_), _) => format!("{name} asks to be erased"),
        (_, true) => format!("Erase {name}"),
        (_, false) if matches!(target, Target::Record(_)) => format!("Erase a record about {name}"),
        (_, false) if matches!(target, Target::Talk(_)) => format!("Erase a text about {name}"),
        (_, false) => format!("Erase a value of {name}"),
    };
    let mut spec = plain(kind, title, fields);
    spec.intro = notes(&plan);
    "erase for ever".clone_into(&mut spec.verb);
    spec.asks_again = !whole;
    Ok(Ok(spec))
}

fn occasion(session: &Session, kind: FormKind) -> Occasion {
    if matches!(kind, FormKind::EraseRequest(_)) {
        Occasion::Request(session.today())
    } else {
        Occasion::OurChoice
    }
}

fn target(subject: Subject) -> Option<Target> {
    match subject {
        Subject::Contact(_) => Some(Target::Contact),
        Subject::Datum(_, datum) => Some(Target::Datum(datum)),
        Subject::Interaction(_, talk) => Some(Target::Talk(talk)),
        Subject::Consent(_, consent) => Some(Target::Record(OwnRecord::Consent(consent))),
        Subject::Record(_, cite) => OwnRecord::of(cite).map(Target::Record),
        Subject::Ground(..) | Subject::Engagement(..) | Subject::Event(..) => None,
    }
}

fn notes(plan: &ErasurePlan) -> Vec<Note> {
    let mut notes: Vec<Note> = plan
        .goes
        .iter()
        .map(|one| Note::new(NoteKind::Goes, format!("{} {}", one.category, one.text)))
        .collect();
    if !plan.talks.is_empty() {
        let talks = text::count(plan.talks.len(), "interaction", "interactions");
        notes.push(Note::new(NoteKind::Goes, format!("what was noted of {talks}")));
    }
    if !plan.records.is_empty() {
        let records = text::count(plan.records.len(), "record", "records");
        let text = format!("{records} of ours that prove nothing any more");
        notes.push(Note::new(NoteKind::Goes, text));
    }
    for one in &plan.stays {
        let until = match one.until {
            HoldUntil::Day(day) => format!(" until {}", words::said(day)),
            HoldUntil::Open | HoldUntil::Never => String::new(),
        };
        let text = format!("{}{until}: {} ({})", one.category, one.why, one.article);
        notes.push(Note::new(NoteKind::Keeps, text));
    }
    if plan.keeps_proof {
        let text = "that they agreed, asked or objected: proof, without a value";
        notes.push(Note::new(NoteKind::Keeps, text));
    }
    notes.extend(plan.tells.iter().map(|name| Note::new(NoteKind::Tells, name.clone())));
    notes.push(Note::new(NoteKind::Warns, "This cannot be undone."));
    notes
}

/// Erases, once the name has been typed.
pub(super) fn run(
    session: &Session,
    kind: FormKind,
    subject: Subject,
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    let id = subject.contact();
    let Some(target) = target(subject) else {
        return Err(AppError::Bug("the erasure of something else").into());
    };
    if target == Target::Contact {
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
    let plan = erase::plan(session, id, target, occasion(session, kind))?;
    let report = erase::run(session, &plan)?;
    acted.select = (!report.contact).then_some(id);
    acted.sentence = told(&report);
    Ok(acted)
}

/// What an erasure came to, in a sentence.
fn told(report: &ErasureReport) -> String {
    let mut told = if report.values == 0 && report.records > 0 {
        let records = text::count(report.records, "record of ours is", "records of ours are");
        format!("{records} gone for ever")
    } else {
        let values = text::count(report.values, "value is", "values are");
        format!("{values} gone for ever")
    };
    if report.stays > 0 {
        let stays = text::count(report.stays, "value has to stay", "values have to stay");
        told.push_str("; ");
        told.push_str(&stays);
    }
    if !report.tells.is_empty() {
        told.push_str("; tell ");
        told.push_str(&report.tells.join(", "));
    }
    if !report.unreached.is_empty() {
        told.push_str("; a backup is not there and still holds it");
    }
    told
}
