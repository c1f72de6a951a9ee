//! What is owed to a person, in words: the one place that says it.

use super::{date, quote};
use crate::{
    app::card::DutyLine,
    domain::{Controller, Day, Duty, DutyKind, DutyState, PurposeId, RecipientId},
};

/// A duty as a line: `Answer their request by 14 December 2026 (Art. 12(3)).`
pub(in crate::app) fn line(controller: &Controller, duty: &Duty, day: Day) -> DutyLine {
    let key = |id: PurposeId| controller.purpose(id, day).map(|one| one.key.clone());
    let purpose = duty.purpose.and_then(key).unwrap_or_default();
    let what = what(controller, duty.kind, duty.recipient);
    let due = date(duty.due);
    let when = match duty.state {
        DutyState::Open => format!(" by {due}"),
        DutyState::Violated => format!("; it was due by {due}"),
        DutyState::MetLate(on) => format!("; it was due by {due} and done on {}", date(on)),
    };
    let what_for = match purpose.as_str() {
        "" => None,
        key => Some(format!("for {}", quote(&key.replace('-', " ")))),
    };
    let aside: Vec<String> = what_for.into_iter().chain([duty.kind.article().to_owned()]).collect();
    DutyLine {
        kind: duty.kind,
        purpose,
        right: duty.right,
        recipient: duty.recipient,
        due: duty.due,
        state: duty.state,
        text: format!("{what}{when} ({}).", aside.join("; ")),
        what,
    }
}

/// What is to be done, without the day: `Answer their request`.
pub(in crate::app) fn what(
    controller: &Controller,
    kind: DutyKind,
    recipient: Option<RecipientId>,
) -> String {
    match kind {
        DutyKind::NoticeToPerson => "Tell them how you use what they gave you".to_owned(),
        DutyKind::NoticeFromElsewhere => "Tell them what you hold and where you got it".to_owned(),
        DutyKind::RefreshNotice => "Tell them what changed since they were told".to_owned(),
        DutyKind::DecideObjection => "Decide on their objection".to_owned(),
        DutyKind::AnswerRequest => "Answer their request".to_owned(),
        DutyKind::Acknowledge => "Tell them that their complaint came in".to_owned(),
        DutyKind::TellRecipient => {
            format!("Tell {} what became of it", crate::app::card::recipient(controller, recipient))
        }
    }
}
