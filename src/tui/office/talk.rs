//! Logging what passed between us, and the small steps that `.` offers.

use crate::app::interactions::{self, Enquiry, NewTalk};
use crate::app::notices::{self, Giving};
use crate::app::{AppError, Mode, Session, card, passed_on, requests, rights};
use crate::domain::{
    Category, ContactId, Decision, Direction, DutyKind, DutyState, Means, NoticeHow, RequestStep,
};
use crate::tui::model::{Answers, FieldId, FormKind, FormSpec, Note, NoteKind, Subject};

use super::form::{Acted, Trip, choice, day, line, past_day, plain};
use super::{erase, hint, words};

const AS_READ: &str = "as read";
const UPHELD: &str = "they are right";
const OVERRULED: &str = "our grounds outweigh";

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
    let mut fields = vec![line(FieldId::Text, "what", "", what)];
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

/// The form of the next step: the first duty that is open, or what an unjustified value needs.
pub(super) fn spec_remedy(
    session: &Session,
    subject: Subject,
) -> Result<Result<FormSpec, String>, AppError> {
    let today = session.today();
    let card = card::card(session, subject.contact(), today)?;
    if let Subject::Datum(_, datum) = subject {
        let unjustified = card.data.iter().find(|line| line.id == datum).is_some_and(|line| {
            line.verdict.is_some_and(|one| one.standing == crate::domain::Standing::Unjustified)
        });
        if unjustified {
            return erase::spec(session, FormKind::Erase(subject), subject);
        }
    }
    let kind = FormKind::Remedy(Subject::Contact(subject.contact()));
    let Some(duty) = card.duties.iter().find(|duty| is_open(duty)) else {
        return Ok(Err("nothing is to be done here".to_owned()));
    };
    let mut spec = match duty.kind {
        DutyKind::NoticeToPerson | DutyKind::NoticeFromElsewhere | DutyKind::RefreshNotice => {
            let how = ["by mail".to_owned(), "in person".to_owned(), "by letter".to_owned()];
            let fields = vec![day(), choice(FieldId::Method, "how", &how, "")];
            plain(kind, format!("{} was told how you use their data", card.name), fields)
        }
        DutyKind::DecideObjection => {
            let options = [UPHELD.to_owned(), OVERRULED.to_owned()];
            let fields = vec![choice(FieldId::Method, "decision", &options, ""), day()];
            plain(kind, format!("Decide on the objection of {}", card.name), fields)
        }
        DutyKind::AnswerRequest => {
            plain(kind, format!("The request of {} was answered", card.name), vec![day()])
        }
        DutyKind::Acknowledge => {
            plain(kind, format!("{} knows that the complaint came in", card.name), vec![day()])
        }
        DutyKind::TellRecipient => {
            let how = ["by mail".to_owned(), "in person".to_owned(), "by letter".to_owned()];
            let fields = vec![day(), choice(FieldId::Method, "how", &how, "")];
            plain(kind, "They were told what became of it".to_owned(), fields)
        }
    };
    spec.intro.push(Note::new(NoteKind::Due, words::said_within(&duty.text)));
    Ok(Ok(spec))
}

fn is_open(duty: &card::DutyLine) -> bool {
    match duty.state {
        DutyState::Open | DutyState::Violated => true,
        DutyState::MetLate(_) => false,
    }
}

/// Does the next step.
pub(super) fn remedy(
    session: &Session,
    subject: Subject,
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    let (id, today) = (subject.contact(), session.today());
    let card = card::card(session, id, today)?;
    let mut acted = Acted { select: Some(id), ..Acted::default() };
    let on = past_day(answers, today, &mut acted)?;
    let Some(duty) = card.duties.iter().find(|duty| is_open(duty)) else {
        "nothing is to be done any more".clone_into(&mut acted.sentence);
        return Ok(acted);
    };
    match duty.kind {
        DutyKind::NoticeToPerson | DutyKind::NoticeFromElsewhere | DutyKind::RefreshNotice => {
            let giving = Giving {
                version: None,
                purposes: Vec::new(),
                sources: Vec::new(),
                how: NoticeHow::Given(answers.text(FieldId::Method).to_owned()),
                on,
            };
            acted.forecast = notices::give(session, id, &giving, mode)?.forecast;
            "recorded that they were told; `u` undoes it".clone_into(&mut acted.sentence);
        }
        DutyKind::DecideObjection => {
            let decision = if answers.text(FieldId::Method) == OVERRULED {
                Decision::Overruled
            } else {
                Decision::Upheld
            };
            if let Some(open) = duty.right {
                acted.forecast = rights::decide(session, id, open, decision, on, mode)?.forecast;
            }
            "recorded the decision; `u` undoes it".clone_into(&mut acted.sentence);
        }
        DutyKind::AnswerRequest => {
            if let Some(open) = duty.right {
                acted.forecast = requests::answer(session, id, open, "", on, mode)?.forecast;
            }
            "recorded the answer; `u` undoes it".clone_into(&mut acted.sentence);
        }
        DutyKind::Acknowledge => {
            if let Some(open) = duty.right {
                let said = RequestStep::Acknowledged;
                acted.forecast = requests::step(session, id, open, said, on, mode)?.forecast;
            }
            "recorded that they know it came in; `u` undoes it".clone_into(&mut acted.sentence);
        }
        DutyKind::TellRecipient => {
            if let Some(recipient) = duty.recipient {
                let how = NoticeHow::Given(answers.text(FieldId::Method).to_owned());
                let whom = (recipient, duty.right);
                acted.forecast = passed_on::told(session, id, whom, &how, on, mode)?.forecast;
            }
            "recorded that they were told; `u` undoes it".clone_into(&mut acted.sentence);
        }
    }
    Ok(acted)
}
