//! What is owed to people, one small step each, which `.` offers.

use crate::app::notices::{self, Giving};
use crate::app::{AppError, Mode, Session, card, passed_on, requests, rights};
use crate::domain::{ContactId, Decision, DutyKind, DutyState, NoticeHow, RequestStep};
use crate::tui::model::{Answers, FieldId, FormKind, FormSpec, Note, NoteKind, Subject};

use super::form::{Acted, Trip, choice, day, past_day, plain};
use super::{erase, passed, words};

const UPHELD: &str = "they are right";
const OVERRULED: &str = "our grounds outweigh";

/// By which means people are told.
pub(super) const HOW: [&str; 3] = ["by mail", "in person", "by letter"];

/// The first duty that is open and of which something is true.
type Wanted<'w> = &'w dyn Fn(&card::DutyLine) -> bool;

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
            return erase::spec(session, &FormKind::Erase(subject), subject);
        }
    }
    let id = subject.contact();
    if !card.duties.iter().any(is_open)
        && let Some(spec) = passed::spec(session, id)?
    {
        return Ok(Ok(spec));
    }
    spec(session, FormKind::Remedy(Subject::Contact(id)), id, &|_| true)
}

/// Does the next step.
pub(super) fn act_remedy(
    session: &Session,
    id: ContactId,
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    // Only the form about an invoice asks who got it.
    if answers.text(FieldId::Source).is_empty() {
        act(session, id, &|_| true, answers, mode)
    } else {
        passed::act(session, id, answers, mode)
    }
}

/// The form of the first wanted duty that is open.
pub(super) fn spec(
    session: &Session,
    kind: FormKind,
    contact: ContactId,
    wanted: Wanted<'_>,
) -> Result<Result<FormSpec, String>, AppError> {
    let card = card::card(session, contact, session.today())?;
    let Some(duty) = card.duties.iter().find(|duty| is_open(duty) && wanted(duty)) else {
        return Ok(Err("nothing is to be done here".to_owned()));
    };
    let mut spec = match duty.kind {
        DutyKind::NoticeToPerson | DutyKind::NoticeFromElsewhere | DutyKind::RefreshNotice => {
            let how = HOW.map(str::to_owned);
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
            let how = HOW.map(str::to_owned);
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

/// Does the step of the first wanted duty that is open.
pub(super) fn act(
    session: &Session,
    id: ContactId,
    wanted: Wanted<'_>,
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    let today = session.today();
    let card = card::card(session, id, today)?;
    let mut acted = Acted { select: Some(id), ..Acted::default() };
    let on = past_day(answers, today, &mut acted)?;
    let Some(duty) = card.duties.iter().find(|duty| is_open(duty) && wanted(duty)) else {
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
