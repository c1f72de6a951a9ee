//! Erasing for ever: what goes, what must stay and why, whom to tell; asked once.

use crate::app::erase::{self, ErasurePlan, ErasureReport, Occasion, Target};
use crate::app::{AppError, Mode, Session, find};
use crate::domain::{ContactId, HoldUntil, own_record::OwnRecord};
use crate::tui::model::{
    Answers, FieldId, FormKind, FormSpec, Note, NoteKind, Review, Standing, Subject,
};

use super::form::{Acted, Trip, line, plain};
use super::words;
use crate::tui::widget::text;

/// What is to go, and why.
type Aim = (Target, Occasion);

/// The page that is read before an erasure of what is selected.
pub(super) fn spec(
    session: &Session,
    kind: &FormKind,
    subject: Subject,
) -> Result<Result<FormSpec, String>, AppError> {
    match target(subject) {
        Some(target) => {
            spec_of(session, kind, subject.contact(), (target, occasion(session, kind)))
        }
        None => {
            Ok(Err("a contact, a value or the text of a talk is erased: select one".to_owned()))
        }
    }
}

/// The page that is read before an erasure.
pub(super) fn spec_of(
    session: &Session,
    kind: &FormKind,
    id: ContactId,
    (target, occasion): Aim,
) -> Result<Result<FormSpec, String>, AppError> {
    let name = find::name(session, id)?;
    let plan = match erase::plan(session, id, target, occasion) {
        Ok(plan) => plan,
        // One of our own records that still proves something.
        Err(AppError::Refused { message, hint }) => {
            return Ok(Err(format!("{message}; {hint}")));
        }
        Err(error) => return Err(error),
    };
    // Whoever asks is on record with it, and gets an answer, even where all of it has to stay.
    let ours = occasion == Occasion::OurChoice;
    if let (true, Some(stays)) = (plan.is_empty() && ours, plan.stays.first()) {
        return Ok(Err(format!("it has to stay: {} ({})", stays.why, stays.article)));
    }
    // From the agenda goes what nothing carries: that needs no name typed.
    let typed = target == Target::Contact && !matches!(kind, FormKind::Due(_));
    let fields = if typed {
        let what = if plan.is_empty() { "to record the request" } else { "to erase for ever" };
        let hint = format!("type {name} {what}");
        vec![line(FieldId::Confirm, "name", "", &hint)]
    } else {
        Vec::new()
    };
    let title = match (occasion, target) {
        (Occasion::Request(_), _) => format!("{name} asks to be erased"),
        (Occasion::OurChoice, Target::Contact) => format!("Erase {name}"),
        (Occasion::OurChoice, Target::Record(_)) => format!("Erase a record about {name}"),
        (Occasion::OurChoice, Target::Records) => format!("Erase past records about {name}"),
        (Occasion::OurChoice, Target::Talk(_)) => format!("Erase a text about {name}"),
        (Occasion::OurChoice, Target::Datum(_)) => format!("Erase a value of {name}"),
        (Occasion::OurChoice, Target::Unjustified) => {
            format!("Erase what you hold of {name} without a reason")
        }
    };
    let mut spec = plain(kind.clone(), title, fields);
    spec.intro = notes(&plan);
    let verb = if plan.is_empty() && !ours { "record the request" } else { "erase for ever" };
    verb.clone_into(&mut spec.verb);
    spec.asks_again = !typed;
    Ok(Ok(spec))
}

fn occasion(session: &Session, kind: &FormKind) -> Occasion {
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
    let warning = if plan.is_empty() && plan.records.is_empty() {
        "All of it has to stay; the request and the answer are recorded."
    } else {
        "This cannot be undone."
    };
    notes.push(Note::new(NoteKind::Warns, warning));
    notes
}

/// Erases, once the name has been typed.
pub(super) fn run(
    session: &Session,
    kind: &FormKind,
    subject: Subject,
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    let id = subject.contact();
    let Some(target) = target(subject) else {
        return Err(AppError::Bug("the erasure of something else").into());
    };
    if target == Target::Contact {
        let name = find::name(session, id)?;
        let typed = answers.text(FieldId::Confirm);
        if typed.to_lowercase() != name.trim().to_lowercase() {
            return Err(Trip::field(FieldId::Confirm, format!("type {name} as it stands there")));
        }
    }
    if mode == Mode::Preview {
        return Ok(Acted::default());
    }
    run_of(session, id, (target, occasion(session, kind)))
}

/// Erases.
pub(super) fn run_of(
    session: &Session,
    id: ContactId,
    (target, occasion): Aim,
) -> Result<Acted, Trip> {
    let plan = erase::plan(session, id, target, occasion)?;
    let signed_by = session.controller()?.name.clone();
    let answer = match occasion {
        Occasion::Request(_) => Some(answered(&erase::letter(&plan, &signed_by))),
        Occasion::OurChoice => None,
    };
    let report = erase::run(session, &plan)?;
    let select = (!report.contact).then_some(id);
    Ok(Acted { select, sentence: told(&report), report: answer, ..Acted::default() })
}

/// The answer to the person, to be read and copied.
fn answered(letter: &str) -> Review {
    let lines = letter.lines().map(|line| (Standing::Unsaid, line.to_owned()));
    Review {
        title: Some("They asked to be erased"),
        summary: "The answer to them: `y` copies it, Enter closes it".to_owned(),
        lines: lines.collect(),
        letter: Some(letter.to_owned()),
        ..Review::default()
    }
}

/// What an erasure came to, in a sentence.
pub(super) fn told(report: &ErasureReport) -> String {
    let mut told = if report.values + report.talks + report.records == 0 && report.stays > 0 {
        "nothing of it may go".to_owned()
    } else if report.values == 0 && report.records > 0 {
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
