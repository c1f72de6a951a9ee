//! Engagements from the stage keys: the next stage, an invoice, the end.

use crate::app::engagements::{self, Advance, EndAnswers};
use crate::app::events::{self, NewEvent};
use crate::app::{AppError, Mode, Session, card, contacts::Grounds, organisations};
use crate::domain::spoken::{self, Lean};
use crate::domain::{
    ContactId, Day, EngagementId, EventKind, Facts, Involvement, Money, PartyRole, Stage,
};
use crate::tui::model::{
    Answers, FieldId, FieldKind, FieldSpec, FormKind, FormSpec, Note, NoteKind,
};

use super::form::{Acted, Trip, choice, day, echo, field, line, past_day, plain, yes_no};
use super::words;

const THEMSELF: &str = "themself";
const DONE: &str = "done";
const LOST: &str = "nothing came of it";

/// The form of the next stage.
pub(super) fn spec_next(
    session: &Session,
    id: ContactId,
    which: Option<EngagementId>,
) -> Result<Result<FormSpec, String>, AppError> {
    let next = engagements::next(session, id, which)?;
    if next.stage.is_end() {
        return spec_end(session, id, which);
    }
    let card = card::card(session, id, session.today())?;
    let title = match next.stage {
        Stage::Proposal => format!("A proposal went to {}", card.name),
        Stage::Running => format!("{} starts", next.title),
        Stage::Enquiry | Stage::Done | Stage::Lost => {
            format!("{}: {}", next.title, next.stage.word())
        }
    };
    let mut fields = Vec::new();
    if next.stage == Stage::Proposal || next.value.is_none() {
        fields.push(sum_field(next.value));
    }
    if next.engagement.is_none() {
        fields.push(line(FieldId::Title, "what", "", "a few words; empty: work"));
        fields.extend(whose(session, id)?);
    }
    if next.asks_asked_for {
        fields.push(yes_no(FieldId::Asked, "did they ask for it", "nothing came from them so far"));
    }
    fields.push(day());
    Ok(Ok(plain(FormKind::StageNext(id, which), title, fields)))
}

fn sum_field(value: Option<Money>) -> FieldSpec {
    let value = value.map(words::said_sum).unwrap_or_default();
    line(FieldId::Sum, "sum", &value, "4800, 4 800.50 EUR; may stay empty")
}

/// Whether they act for a firm, where the records suggest one.
fn whose(session: &Session, id: ContactId) -> Result<Option<FieldSpec>, AppError> {
    let facts = session.facts(id)?;
    Ok(organisations::guess(&facts).map(|firm| {
        let options = [firm, THEMSELF.to_owned()];
        choice(FieldId::Kind, "for", &options, "for a firm, or for themself")
    }))
}

/// Moves an engagement to the next stage, or starts one.
pub(super) fn next(
    session: &Session,
    (id, which): (ContactId, Option<EngagementId>),
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    let next = engagements::next(session, id, which)?;
    if next.stage.is_end() {
        return end(session, (id, which), answers, mode);
    }
    let mut acted = Acted { select: Some(id), ..Acted::default() };
    let value = sum(session, answers, &mut acted)?;
    let on = past_day(answers, session.today(), &mut acted)?;
    let asked_for = next.asks_asked_for.then(|| answers.yes(FieldId::Asked));
    let to = Advance { stage: next.stage, on, value, asked_for, contact_persons: Vec::new() };
    let for_themself = answers.text(FieldId::Kind) == THEMSELF;
    let title = answers.text(FieldId::Title);
    let done = engagements::step(session, (id, which), &to, title, for_themself, mode)?;
    acted.forecast = done.forecast;
    let sentence = match next.stage {
        Stage::Proposal => "recorded the proposal; `u` undoes it",
        Stage::Running => "the work has started; `pi` records an invoice, `pe` its end",
        Stage::Enquiry | Stage::Done | Stage::Lost => "recorded; `u` undoes it",
    };
    sentence.clone_into(&mut acted.sentence);
    Ok(acted)
}

/// Reads a sum, if one is typed.
fn sum(session: &Session, answers: &Answers, acted: &mut Acted) -> Result<Option<Money>, Trip> {
    let typed = answers.text(FieldId::Sum);
    if typed.is_empty() {
        return Ok(None);
    }
    let currency = spoken::currency_of(session.controller()?.country);
    let Ok(sum) = spoken::money(typed, currency) else {
        return Err(Trip::field(FieldId::Sum, "not a sum: type `4800` or `4 800.50 EUR`"));
    };
    acted.notes.push(echo(FieldId::Sum, words::said_sum(sum)));
    Ok(Some(sum))
}

/// The engagement in hand: the one that is named, else the latest that is open, else the latest.
fn in_hand(
    facts: &Facts,
    which: Option<EngagementId>,
    today: Day,
) -> Option<(EngagementId, String, PartyRole)> {
    let latest = facts
        .engagements
        .iter()
        .filter(|one| which.is_none_or(|which| one.engagement.id == which))
        .max_by_key(|one| (one.engagement.ended_by(today).is_none(), one.engagement.id))?;
    Some((latest.engagement.id, latest.engagement.title.clone(), latest.role))
}

/// The form of an invoice.
pub(super) fn spec_invoice(
    session: &Session,
    id: ContactId,
    which: Option<EngagementId>,
) -> Result<Result<FormSpec, String>, AppError> {
    let card = card::card(session, id, session.today())?;
    let meant = card.work.iter().find(|line| which.is_none_or(|which| line.id == which));
    let value = meant.and_then(|line| line.value);
    Ok(Ok(plain(
        FormKind::Invoice(id, which),
        format!("An invoice went to {}", card.name),
        vec![
            day(),
            sum_field(value),
            line(FieldId::Title, "number", "", "as it stands on the invoice; may stay empty"),
        ],
    )))
}

/// Records an invoice.
pub(super) fn invoice(
    session: &Session,
    (id, which): (ContactId, Option<EngagementId>),
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    let facts = session.facts(id)?;
    let today = session.today();
    let mut acted = Acted { select: Some(id), ..Acted::default() };
    let on = past_day(answers, today, &mut acted)?;
    let amount = sum(session, answers, &mut acted)?;
    let work = in_hand(&facts, which, today);
    let new = NewEvent {
        kind: EventKind::Invoice,
        on,
        engagement: work.map(|(engagement, ..)| engagement),
        reference: answers.text(FieldId::Title).to_owned(),
        amount,
        grounds: Grounds::ByRule,
    };
    let address = crate::domain::Category::PostalAddress;
    if facts.contact.is_person() && facts.first(&address).is_none() {
        let text = "no postal address is on record: an invoice usually needs one (`e` adds it)";
        acted.reads.push(Note::new(NoteKind::Warns, text));
    }
    let done = events::record(session, id, &new, mode)?;
    acted.forecast = done.forecast;
    "recorded the invoice; `u` undoes it".clone_into(&mut acted.sentence);
    Ok(acted)
}

/// The form of the end: three questions that decide what is kept.
pub(super) fn spec_end(
    session: &Session,
    id: ContactId,
    which: Option<EngagementId>,
) -> Result<Result<FormSpec, String>, AppError> {
    let facts = session.facts(id)?;
    let today = session.today();
    let Some((engagement, title, _)) = in_hand(&facts, which, today) else {
        return Ok(Err("there is no engagement to end: `pp` starts one".to_owned()));
    };
    let open = |one: &Involvement| one.engagement.ended_by(today).is_none();
    if !facts.engagements.iter().any(|one| one.engagement.id == engagement && open(one)) {
        return Ok(Err(format!("{title} has ended already: `pp` starts a new one")));
    }
    let stages = [DONE.to_owned(), LOST.to_owned()];
    let mut spec = plain(
        FormKind::EngagementEnd(id, which),
        format!("End: {title}"),
        vec![
            field(
                FieldId::OwedUntil,
                "still owed until",
                FieldKind::Day,
                "",
                "empty: paid, nothing owed; else a day: +3m, 2027-06-30",
            ),
            yes_no(FieldId::KeepInTouch, "keep in touch", "news of your work, until they object"),
            yes_no(FieldId::Dispute, "dispute possible", "keeps what a court would ask for"),
            choice(FieldId::Kind, "how", &stages, ""),
            day(),
        ],
    );
    "end it".clone_into(&mut spec.verb);
    spec.asks_again = true;
    Ok(Ok(spec))
}

/// Ends the engagement in hand.
pub(super) fn end(
    session: &Session,
    (id, which): (ContactId, Option<EngagementId>),
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    let facts = session.facts(id)?;
    let today = session.today();
    let mut acted = Acted { select: Some(id), ..Acted::default() };
    let Some((engagement, title, _)) = in_hand(&facts, which, today) else {
        return Err(AppError::Bug("the end of no engagement").into());
    };
    let owed = answers.text(FieldId::OwedUntil);
    let owed_until = match owed {
        "" | "paid" | "no" | "nothing" => {
            acted.notes.push(echo(FieldId::OwedUntil, "paid, nothing owed"));
            None
        }
        typed => {
            let Some(day) = words::day(typed, today, Lean::Future) else {
                let problem = "not a day: type `+3m` or `2027-06-30`, or leave it empty";
                return Err(Trip::field(FieldId::OwedUntil, problem));
            };
            acted.notes.push(echo(FieldId::OwedUntil, words::said_in_full(day)));
            Some(day)
        }
    };
    let on = past_day(answers, today, &mut acted)?;
    let stage = if answers.text(FieldId::Kind) == LOST { Stage::Lost } else { Stage::Done };
    let ending = EndAnswers {
        on,
        stage,
        owed_until,
        keep_in_touch: answers.yes(FieldId::KeepInTouch),
        dispute: answers.yes(FieldId::Dispute),
    };
    acted.forecast = engagements::end(session, engagement, &ending, mode)?.forecast;
    acted.sentence = format!("{title} has ended; `u` undoes it");
    Ok(acted)
}
