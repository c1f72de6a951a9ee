//! What is owed to a person, in words.

use super::date;
use crate::{
    app::card::{self, DutyLine},
    domain::{Controller, Day, Duty, DutyKind, DutyState, PurposeId},
};

/// A duty as a line, for explanations.
pub(in crate::app) fn line(controller: &Controller, duty: &Duty, day: Day) -> DutyLine {
    let key = |id: PurposeId| controller.purpose(id, day).map(|one| one.key.clone());
    let purpose = duty.purpose.and_then(key).unwrap_or_default();
    let recipient;
    let what = match duty.kind {
        DutyKind::NoticeToPerson => "Tell them how you use what they gave you",
        DutyKind::NoticeFromElsewhere => "Tell them what you hold and where you got it",
        DutyKind::RefreshNotice => "Tell them again: what they were told no longer covers this",
        DutyKind::DecideObjection => "Decide on their objection",
        DutyKind::AnswerRequest => "Answer their request",
        DutyKind::Acknowledge => "Tell them that their complaint came in",
        DutyKind::TellRecipient => {
            recipient =
                format!("Tell {} what became of it", card::recipient(controller, duty.recipient));
            recipient.as_str()
        }
    };
    let when = match duty.state {
        DutyState::Open => format!("by {}", date(duty.due)),
        DutyState::Violated => format!("was due by {}", date(duty.due)),
        DutyState::MetLate(on) => {
            format!("was due by {}, done on {}", date(duty.due), date(on))
        }
    };
    let what_for = match purpose.as_str() {
        "" => String::new(),
        key => format!(" (for {})", super::quote(&key.replace('-', " "))),
    };
    let text = format!("{what}{what_for}: {when} ({}).", duty.kind.article());
    DutyLine {
        kind: duty.kind,
        purpose,
        right: duty.right,
        recipient: duty.recipient,
        due: duty.due,
        state: duty.state,
        text,
    }
}
