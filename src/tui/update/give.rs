//! What of a contact goes to the clipboard or to another program.

use super::{deed, key::nobody_selected};
use crate::domain::Category;
use crate::tui::command::Command;
use crate::tui::model::{Model, Subject};
use crate::tui::msg::{CopyWish, Deed, Effect, Program};

/// Runs a command that gives something away, or the terminal; any other is not its business.
pub(super) fn run(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other command gives nothing away")]
    Some(match command {
        Command::CopyValue => copy(model, CopyWish::Email),
        Command::CopyPhone => copy(model, CopyWish::Phone),
        Command::CopyName => copy(model, CopyWish::Name),
        Command::CopyCard => copy(model, CopyWish::Card),
        Command::Mail => mail(model),
        Command::Shell => vec![Effect::Lend(Program::Shell)],
        _ => return None,
    })
}

/// `y y` and its like: the selected value where there is one, else the contact's first of a kind.
fn copy(model: &mut Model, wish: CopyWish) -> Vec<Effect> {
    let Some(subject) = model.subject() else { return nobody_selected(model) };
    let wish = match (wish, subject) {
        (CopyWish::Email, Subject::Datum(_, datum)) => CopyWish::Value(datum),
        _ => wish,
    };
    vec![deed(model, Deed::Copy(subject.contact(), wish))]
}

/// `m`: to the selected address where it is one, else to the contact's first.
fn mail(model: &mut Model) -> Vec<Effect> {
    let Some(subject) = model.subject() else { return nobody_selected(model) };
    let cursor = model.detail.card.cursor;
    let line = model.detail.of(subject.contact()).and_then(|detail| detail.card.get(cursor));
    let at_address = line.is_some_and(|line| {
        line.subject == Some(subject) && line.label.starts_with(Category::Email.word())
    });
    let address = if let Subject::Datum(_, datum) = subject { Some(datum) } else { None };
    let address = address.filter(|_| at_address);
    vec![deed(model, Deed::Mail(subject.contact(), address))]
}
