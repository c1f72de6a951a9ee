//! Which form a command opens, on what is selected.

use super::{ask, key, marks};
use crate::domain::RequestKind;
use crate::tui::command::Command;
use crate::tui::model::{FormKind, Model, Subject};
use crate::tui::msg::{Ask, Effect};

/// Asks for the form of a command.
pub(super) fn open(model: &mut Model, command: Command) -> Vec<Effect> {
    if let Some(marked) = marks::acted_on(model)
        && let Some(effects) = marks::open(model, command, marked)
    {
        return effects;
    }
    if let (Command::Edit, Some(segment)) = (command, model.segment()) {
        return vec![ask(model, Ask::Form(FormKind::SegmentRename(segment)))];
    }
    let subject = model.subject();
    let contact = subject.map(Subject::contact);
    let work = subject.and_then(Subject::engagement);
    #[expect(clippy::wildcard_enum_match_arm, reason = "called with the commands of forms only")]
    let kind = match command {
        Command::ContactNew => Some(FormKind::ContactNew),
        Command::Import => Some(FormKind::Import),
        Command::SegmentSave => Some(FormKind::SegmentSave),
        Command::SignUps => Some(FormKind::SignUps),
        Command::Question => contact.map(|id| FormKind::Request(id, RequestKind::Question)),
        Command::AccessRequest => contact.map(|id| FormKind::Request(id, RequestKind::Access)),
        Command::Rectification => {
            contact.map(|id| FormKind::Request(id, RequestKind::Rectification))
        }
        Command::Portability => contact.map(|id| FormKind::Request(id, RequestKind::Portability)),
        Command::Complaint => contact.map(|id| FormKind::Request(id, RequestKind::Complaint)),
        Command::Restriction => subject.map(FormKind::Restrict),
        Command::NoticeGive => contact.map(FormKind::NoticeGive),
        Command::GroundOpen => contact.map(FormKind::GroundOpen),
        Command::Merge => contact.map(FormKind::Merge),
        Command::Pipe => contact.map(FormKind::Pipe),
        Command::Edit | Command::EditText => match subject {
            Some(Subject::Datum(id, datum)) => Some(FormKind::DatumEdit(id, datum)),
            _ => contact.map(FormKind::ContactEdit),
        },
        Command::Remedy => subject.map(FormKind::Remedy),
        Command::InteractionLog => contact.map(FormKind::InteractionLog),
        Command::FollowUp => contact.map(FormKind::FollowUp),
        Command::StageNext => contact.map(|id| FormKind::StageNext(id, work)),
        Command::Invoice => contact.map(|id| FormKind::Invoice(id, work)),
        Command::EngagementEnd => contact.map(|id| FormKind::EngagementEnd(id, work)),
        Command::ConsentGive => contact.map(FormKind::ConsentGive),
        Command::ConsentWithdraw => contact.map(FormKind::ConsentWithdraw),
        Command::Objection => contact.map(FormKind::Objection),
        Command::Erase => subject.map(FormKind::Erase),
        Command::EraseRequest => contact.map(FormKind::EraseRequest),
        _ => None,
    };
    match kind {
        Some(kind) if command == Command::EditText => vec![ask(model, Ask::Text(kind))],
        Some(kind) => vec![ask(model, Ask::Form(kind))],
        None => key::nobody_selected(model),
    }
}
