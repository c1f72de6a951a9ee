//! A list that people signed: what it was for once, then a line and a key for each person.

use crate::app::consents::NewConsent;
use crate::app::{AppError, Mode, Session, quick, sign_ups};
use crate::domain::{Category, ConsentState, Controller, Day};
use crate::tui::model::{Answers, FieldId, FormKind, FormSpec, Note, NoteKind};

use super::consent::{by_consent, channel, channels};
use super::form::{Acted, Trip, choice, day, line, past_day, plain};

/// The form of one line of the list; what the list says stays filled in for the next.
pub(super) fn spec(session: &Session) -> Result<Result<FormSpec, String>, AppError> {
    let today = session.today();
    let controller = session.controller()?;
    let purposes = controller.policy(today).map(by_consent).unwrap_or_default();
    if purposes.is_empty() {
        return Ok(Err("no purpose of this vault rests on consent".to_owned()));
    }
    let latest = controller.notices.iter().rev().find(|one| one.from <= today);
    let notice = latest.map(|one| one.version.clone()).unwrap_or_default();
    let entry = "as it stands on the list: Anna Bell anna@example.org";
    let fields = vec![
        line(FieldId::Entry, "person", "", entry),
        line(FieldId::Evidence, "proof", "", "where the list lies: binder 2, a file"),
        choice(FieldId::Purpose, "to what", &purposes, ""),
        choice(FieldId::Channel, "by", &channels("email"), ""),
        line(FieldId::Method, "how", "signed a list", "signed a list, a form"),
        line(
            FieldId::Notice,
            "text they saw",
            &notice,
            "a notice's version, or the list's heading",
        ),
        day(),
    ];
    let mut spec = plain(FormKind::SignUps, "A list that people signed", fields);
    let told = "Fill in once what the list says; then each person takes a line and Enter.";
    spec.intro.push(Note::new(NoteKind::Says, told));
    "record, then the next".clone_into(&mut spec.verb);
    spec.goes_on = Some(FieldId::Entry);
    Ok(Ok(spec))
}

/// Records one line.
pub(super) fn record(session: &Session, answers: &Answers, mode: Mode) -> Result<Acted, Trip> {
    let (controller, today) = (session.controller()?, session.today());
    let understood = quick::understand(answers.text(FieldId::Entry), &controller, today);
    let mut acted = Acted::default();
    acted.reads.extend(understood.data.iter().map(|one| {
        Note::new(NoteKind::Reads, format!("{} {}", one.category, one.value.to_line()))
    }));
    let on = past_day(answers, today, &mut acted)?;
    if !understood.data.iter().any(|one| one.category == Category::Email) {
        let problem = "an address is needed: it is what they signed up with";
        return Err(Trip::field(FieldId::Entry, problem).with(&mut acted));
    }
    let consent = consent(answers, &controller, on);
    for (id, missing) in [
        (FieldId::Evidence, &consent.evidence),
        (FieldId::Method, &consent.method),
        (FieldId::Notice, &consent.notice),
    ] {
        if missing.is_empty() {
            let problem = "fill it in: without it nothing is proven";
            return Err(Trip::field(id, problem).with(&mut acted));
        }
    }
    let known = sign_ups::known(session, &understood.data)?;
    let done = sign_ups::record(session, &understood.data, &consent, mode)?;
    acted.reads.extend(match known {
        Some(_) => vec![Note::new(NoteKind::Says, "they are known: their consent alone is added")],
        None => left_out(session, &understood, &consent)?,
    });
    acted.forecast = done.forecast;
    let who = if understood.name.is_empty() { "they" } else { &understood.name };
    acted.sentence = format!("{} signed up for {}; the next, or `esc`", who, consent.purpose);
    acted.select = Some(done.value);
    Ok(acted)
}

fn consent(answers: &Answers, controller: &Controller, on: Day) -> NewConsent {
    let mut consent = NewConsent::new(answers.text(FieldId::Purpose), ConsentState::Given, on);
    consent.channel = channel(answers);
    answers.text(FieldId::Method).clone_into(&mut consent.method);
    answers.text(FieldId::Evidence).clone_into(&mut consent.evidence);
    answers.text(FieldId::Notice).clone_into(&mut consent.notice);
    let shown = controller.notices.iter().find(|one| one.version == consent.notice);
    consent.language = shown.map(|one| one.language.clone()).unwrap_or_default();
    consent
}

/// What the purpose has no use for and so is not entered.
fn left_out(
    session: &Session,
    understood: &quick::QuickEntry,
    consent: &NewConsent,
) -> Result<Vec<Note>, AppError> {
    let controller = session.controller()?;
    let out = sign_ups::left_out(&controller, &understood.data, consent);
    let words: Vec<String> = out.iter().map(ToString::to_string).collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!("{} does not need {}: left out", consent.purpose, words.join(", "));
    Ok(vec![Note::new(NoteKind::Warns, text)])
}
