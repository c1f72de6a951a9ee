//! What `.` does on several marked lines of the agenda: one form, one deed.

use std::sync::Arc;

use crate::app::erase::{self as erasing, ErasurePlan, Target};
use crate::app::notices::{self, Giving};
use crate::app::{AppError, Mode, Session, find, follow_ups};
use crate::domain::{ContactId, DueKind, FollowUpId, NoticeHow};
use crate::tui::model::{Answers, DueLine, FieldId, FormKind, FormSpec, Note, NoteKind};
use crate::tui::widget::text;

use super::form::{Acted, Trip, choice, day, past_day, plain};
use super::{duty, erase, follow};

/// How many lines a form shows before it counts the rest.
const SHOWN: usize = 5;

/// What the lines have in common.
enum Remedy {
    Erase,
    Tell,
    ComeBack,
    /// Nothing that can be done for all in one go, and why.
    OneByOne(&'static str),
}

fn remedy(lines: &[DueLine]) -> Remedy {
    let all = |wanted: &[DueKind]| lines.iter().all(|line| wanted.contains(&line.kind));
    if all(&[DueKind::Erase, DueKind::Proof]) {
        Remedy::Erase
    } else if all(&[DueKind::Notice]) {
        Remedy::Tell
    } else if all(&[DueKind::FollowUp]) {
        Remedy::ComeBack
    } else if all(&[DueKind::Request, DueKind::Decision, DueKind::Recipient, DueKind::Look]) {
        Remedy::OneByOne("each of these wants an answer of its own: take the marks away, then `.`")
    } else if all(&[DueKind::Lapse]) {
        Remedy::OneByOne("they may be held until their days; until then nothing is to be done")
    } else {
        Remedy::OneByOne("these ask for different things: mark one group with `*`")
    }
}

/// The form of what the marked lines ask for.
pub(super) fn spec(
    session: &Session,
    lines: &Arc<[DueLine]>,
) -> Result<Result<FormSpec, String>, AppError> {
    let kind = FormKind::DueAll(Arc::clone(lines));
    match remedy(lines) {
        Remedy::OneByOne(why) => Ok(Err(why.to_owned())),
        Remedy::Erase => spec_erase(session, kind, lines),
        Remedy::Tell => {
            let people = people(lines);
            let how = duty::HOW.map(str::to_owned);
            let fields = vec![day(), choice(FieldId::Method, "how", &how, "")];
            let who = text::count(people.len(), "person was", "people were");
            let title = format!("{who} told how you use their data");
            let mut spec = plain(kind, title, fields);
            spec.intro = names(session, &people)?;
            Ok(Ok(spec))
        }
        Remedy::ComeBack => {
            let who = text::count(people(lines).len(), "person", "people");
            let mut spec = plain(kind, format!("You came back to {who}"), vec![follow::not_yet()]);
            let mut told = Vec::new();
            for line in lines.iter().take(SHOWN) {
                if let Some(one) = follow::find(session, *line)? {
                    let words = follow_ups::words(&one, session.today());
                    told.push(Note::new(NoteKind::Due, format!("{}: {words}", one.name)));
                }
            }
            told.extend(rest(lines.len()));
            spec.intro = told;
            "done".clone_into(&mut spec.verb);
            Ok(Ok(spec))
        }
    }
}

fn spec_erase(
    session: &Session,
    kind: FormKind,
    lines: &[DueLine],
) -> Result<Result<FormSpec, String>, AppError> {
    let plans = plans(session, lines)?;
    if plans.is_empty() {
        return Ok(Err("nothing of it may go: `w` says why".to_owned()));
    }
    let who = text::count(plans.len(), "person", "people");
    let mut spec =
        plain(kind, format!("Erase what you hold of {who} without a reason"), Vec::new());
    for plan in plans.iter().take(SHOWN) {
        let name = find::name(session, plan.contact)?;
        spec.intro.push(Note::new(NoteKind::Goes, format!("{name}: {}", said(plan))));
    }
    spec.intro.extend(rest(plans.len()));
    let stays: usize = plans.iter().map(|plan| plan.stays.len()).sum();
    if stays > 0 {
        let values = text::count(stays, "value has", "values have");
        spec.intro.push(Note::new(NoteKind::Keeps, format!("{values} to stay: `w` says why")));
    }
    let mut tells: Vec<&String> = plans.iter().flat_map(|plan| &plan.tells).collect();
    tells.sort_unstable();
    tells.dedup();
    spec.intro.extend(tells.into_iter().map(|name| Note::new(NoteKind::Tells, name.clone())));
    spec.intro.push(Note::new(NoteKind::Warns, "This cannot be undone."));
    "erase for ever".clone_into(&mut spec.verb);
    spec.asks_again = true;
    Ok(Ok(spec))
}

/// What goes of one contact: `email, phone, 2 texts`; the contact itself where all of it goes.
fn said(plan: &ErasurePlan) -> String {
    let mut said: Vec<String> = Vec::new();
    if plan.target == Target::Contact {
        said.push("all of it".to_owned());
    } else {
        said.extend(plan.goes.iter().map(|one| one.category.to_string()));
        said.dedup();
        if !plan.talks.is_empty() {
            said.push(text::count(plan.talks.len(), "text", "texts"));
        }
    }
    if !plan.records.is_empty() {
        said.push(text::count(plan.records.len(), "past record", "past records"));
    }
    said.join(", ")
}

/// Does what the marked lines ask for.
pub(super) fn act(
    session: &Session,
    lines: &[DueLine],
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    let mut acted = Acted::default();
    match remedy(lines) {
        Remedy::OneByOne(_) => {}
        Remedy::Erase if mode == Mode::Preview => {}
        Remedy::Erase => {
            let report = erasing::run_all(session, &plans(session, lines)?)?;
            acted.sentence = erase::told(&report);
        }
        Remedy::Tell => {
            let on = past_day(answers, session.today(), &mut acted)?;
            let how = NoticeHow::Given(answers.text(FieldId::Method).to_owned());
            let (purposes, sources) = (Vec::new(), Vec::new());
            let giving = Giving { version: None, purposes, sources, how, on };
            let people = people(lines);
            if mode == Mode::Commit {
                notices::give_all(session, &people, &giving)?;
            }
            let who = text::count(people.len(), "person was", "people were");
            acted.sentence = format!("recorded that {who} told; `u` undoes it");
        }
        Remedy::ComeBack => {
            let moved_to = follow::moved_to(answers, session.today(), &mut acted)?;
            let mut all: Vec<(ContactId, FollowUpId)> = Vec::new();
            for line in lines {
                let found = follow::find(session, *line)?;
                all.extend(found.map(|one| (one.contact, one.id)));
            }
            if mode == Mode::Commit {
                follow_ups::done_all(session, &all, moved_to)?;
            }
            let count = text::count(all.len(), "follow-up", "follow-ups");
            let done = if moved_to.is_some() { "moved" } else { "done" };
            acted.sentence = format!("{count} {done}; `u` undoes it");
        }
    }
    Ok(acted)
}

/// What goes, a plan for each contact.
fn plans(session: &Session, lines: &[DueLine]) -> Result<Vec<ErasurePlan>, AppError> {
    let mut aims: Vec<(ContactId, Target)> = Vec::new();
    // What has no reason takes the past records of its contact along.
    for line in lines.iter().filter(|line| line.kind == DueKind::Erase) {
        aims.push((line.contact, erasing::unjustified(session, line.contact)?));
    }
    let records = lines.iter().filter(|line| line.kind == DueKind::Proof);
    aims.extend(records.map(|line| (line.contact, Target::Records)));
    erasing::plan_all(session, &aims)
}

/// Each contact once, in the order of the lines.
fn people(lines: &[DueLine]) -> Vec<ContactId> {
    let mut people = Vec::new();
    for line in lines {
        if !people.contains(&line.contact) {
            people.push(line.contact);
        }
    }
    people
}

fn names(session: &Session, people: &[ContactId]) -> Result<Vec<Note>, AppError> {
    let mut notes = Vec::new();
    for contact in people.iter().take(SHOWN) {
        notes.push(Note::new(NoteKind::Tells, find::name(session, *contact)?));
    }
    notes.extend(rest(people.len()));
    Ok(notes)
}

fn rest(all: usize) -> Option<Note> {
    let more = all.checked_sub(SHOWN).filter(|more| *more > 0)?;
    Some(Note::new(NoteKind::Says, format!("and {} more", text::grouped(more))))
}
