//! What `.` does on one line of the agenda.

use crate::app::erase::{Occasion, Target};
use crate::app::{AppError, Mode, Session, card};
use crate::domain::{DueKind, DutyKind};
use crate::tui::model::{Answers, DueLine, FormKind, FormSpec};

use super::form::{Acted, Trip};
use super::{contact, duty, erase, follow, words};

/// The form of a line's remedy.
pub(super) fn spec(session: &Session, line: DueLine) -> Result<Result<FormSpec, String>, AppError> {
    let kind = FormKind::Due(line);
    match line.kind {
        DueKind::FollowUp => follow::spec_done(session, line),
        DueKind::Erase | DueKind::Proof => {
            let target = target(session, line)?;
            erase::spec_of(session, &kind, line.contact, (target, Occasion::OurChoice))
        }
        DueKind::Look => match line.datum {
            Some(datum) => contact::spec_datum(session, line.contact, datum),
            None => Ok(Err("nothing is to be done here".to_owned())),
        },
        DueKind::Lapse => {
            let day = words::said(line.day);
            Ok(Err(format!(
                "it may be held until {day}; what happens by then keeps it, else it is to go: \
                 `i` logs a talk, `c g` a consent, `p p` work"
            )))
        }
        DueKind::Notice | DueKind::Decision | DueKind::Request | DueKind::Recipient => {
            duty::spec(session, kind, line.contact, &|duty| is_it(line, duty))
        }
    }
}

/// Does it.
pub(super) fn act(
    session: &Session,
    line: DueLine,
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    match line.kind {
        DueKind::FollowUp => follow::done(session, line, answers, mode),
        DueKind::Erase | DueKind::Proof => {
            if mode == Mode::Preview {
                return Ok(Acted::default());
            }
            let target = target(session, line)?;
            erase::run_of(session, line.contact, (target, Occasion::OurChoice))
        }
        DueKind::Look | DueKind::Lapse => Ok(Acted::default()),
        DueKind::Notice | DueKind::Decision | DueKind::Request | DueKind::Recipient => {
            duty::act(session, line.contact, &|duty| is_it(line, duty), answers, mode)
        }
    }
}

/// What goes: the value that is named, else all that the contact's line stands for.
fn target(session: &Session, line: DueLine) -> Result<Target, AppError> {
    Ok(match (line.kind, line.datum) {
        (DueKind::Erase, Some(datum)) => Target::Datum(datum),
        (DueKind::Erase, None) => crate::app::erase::unjustified(session, line.contact)?,
        (
            DueKind::Proof
            | DueKind::FollowUp
            | DueKind::Look
            | DueKind::Lapse
            | DueKind::Notice
            | DueKind::Decision
            | DueKind::Request
            | DueKind::Recipient,
            _,
        ) => Target::Records,
    })
}

/// Whether a line of the agenda is about that duty.
fn is_it(line: DueLine, duty: &card::DutyLine) -> bool {
    let kind = match duty.kind {
        DutyKind::NoticeToPerson | DutyKind::NoticeFromElsewhere | DutyKind::RefreshNotice => {
            DueKind::Notice
        }
        DutyKind::DecideObjection => DueKind::Decision,
        DutyKind::AnswerRequest | DutyKind::Acknowledge => DueKind::Request,
        DutyKind::TellRecipient => DueKind::Recipient,
    };
    (kind, duty.due) == (line.kind, line.day)
}
