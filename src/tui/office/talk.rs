//! Logging what passed between us.

use crate::app::interactions::{self, Enquiry, NewTalk};
use crate::app::{AppError, Mode, Session, card};
use crate::domain::{Category, ContactId, Direction, Means};
use crate::tui::model::{Answers, FieldId, FieldKind, FormKind, FormSpec, Note, NoteKind};

use super::form::{Acted, Trip, choice, day, field, past_day, plain};
use super::hint;

const AS_READ: &str = "as read";

/// The form of an interaction.
pub(super) fn spec(session: &Session, id: ContactId) -> Result<Result<FormSpec, String>, AppError> {
    let card = card::card(session, id, session.today())?;
    let means: Vec<String> = [AS_READ]
        .into_iter()
        .chain(Means::ALL.iter().map(|(_, word)| *word))
        .map(str::to_owned)
        .collect();
    let direction: Vec<String> = [AS_READ]
        .into_iter()
        .chain(Direction::ALL.iter().map(|(_, word)| *word))
        .map(str::to_owned)
        .collect();
    let what = "called about … is from them, I called … to them, talked about … both";
    let mut fields = vec![field(FieldId::Text, "what", FieldKind::Text, "", what)];
    fields.extend(hint::fields(hint::Offer::Talk));
    fields.extend([
        day(),
        choice(FieldId::Means, "means", &means, ""),
        choice(FieldId::Direction, "who spoke", &direction, ""),
    ]);
    let title = format!("Log something with {}", card.name);
    Ok(Ok(plain(FormKind::InteractionLog(id), title, fields)))
}

/// Logs an interaction.
pub(super) fn log(
    session: &Session,
    id: ContactId,
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    let today = session.today();
    let text = answers.text(FieldId::Text);
    let mut acted = Acted { select: Some(id), ..Acted::default() };
    let (read_means, read_direction) = interactions::understand(text);
    let typed = answers.text(FieldId::Means);
    let means =
        Means::ALL.iter().find(|(_, word)| *word == typed).map_or(read_means, |(one, _)| *one);
    let typed = answers.text(FieldId::Direction);
    let direction = Direction::ALL
        .iter()
        .find(|(_, word)| *word == typed)
        .map_or(read_direction, |(one, _)| *one);
    if text.is_empty() {
        return Err(Trip::field(FieldId::Text, "say in a few words what passed between you"));
    }
    let who = match direction {
        Direction::FromThem => "from them",
        Direction::ToThem => "to them",
        Direction::Both => "you both spoke",
    };
    acted.reads.push(Note::new(NoteKind::Reads, format!("a {}, {who}", means.word())));
    let settled = hint::settle(answers, &Category::Correspondence, text, &mut acted);
    let on = past_day(answers, today, &mut acted)?;
    let agreed = &settled.agreed;
    hint::agree(session, id, &Category::Correspondence, agreed, answers, (on, Mode::Preview))
        .map_err(|trip| trip.with(&mut acted))?;
    let facts = session.facts(id)?;
    let engagement = facts
        .engagements
        .iter()
        .filter(|one| one.engagement.ended_by(on).is_none())
        .map(|one| one.engagement.id)
        .max();
    let new = NewTalk {
        contacts: vec![id],
        on,
        means,
        direction,
        text: settled.text.clone(),
        engagement,
        carries_notice: None,
        hint: settled.mark,
        enquiry: Enquiry::Guess,
    };
    let done = interactions::log(session, &new, mode)?;
    if mode == Mode::Commit {
        hint::agree(session, id, &Category::Correspondence, agreed, answers, (on, mode))?;
    }
    acted.forecast = done.forecast;
    acted.sentence = format!("logged a {}; `u` undoes it", means.word());
    Ok(acted)
}
