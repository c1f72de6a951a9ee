//! Marks in the list of contacts and on boards, and what is done with marked contacts at once.

use std::sync::Arc;

use super::{ask, board, deed, key::say, select};
use crate::tui::command::Command;
use crate::tui::model::{ContactId, FormKind, Model, Pane, Standing};
use crate::tui::msg::{Ask, Deed, Effect};
use crate::tui::widget::list::Motion;
use crate::tui::widget::text;

/// How many contacts are changed in one go: more would keep everything else waiting.
const MOST: usize = 1_000;

/// Marks the selected line, or takes its mark away, and goes on to the next.
pub(super) fn mark(model: &mut Model) -> Vec<Effect> {
    if model.board.open.is_some() {
        return board::mark(model);
    }
    let Some(contact) = model.contacts.selected() else { return Vec::new() };
    model.contacts.marked.turn(contact);
    select::go(model, Pane::List, Motion::Down(1))
}

/// Turns the marks of all that is found round; on a board, of the group.
pub(super) fn mark_all(model: &mut Model) -> Vec<Effect> {
    if model.board.open.is_some() {
        model.board.mark_group();
        return Vec::new();
    }
    let everybody = Ask::Everybody(model.contacts.query.text().to_owned(), model.contacts.order);
    vec![ask(model, everybody)]
}

/// The marked contacts, where a command is meant for them: in the list, if any is marked.
pub(super) fn acted_on(model: &Model) -> Option<Arc<[ContactId]>> {
    let listed = model.board.open.is_none() && model.focus == Pane::List && !model.why.open;
    let marked = &model.contacts.marked;
    (listed && !marked.is_empty()).then(|| marked.iter().collect())
}

/// Deletes all that are marked, as one change.
pub(super) fn delete(model: &mut Model, marked: Arc<[ContactId]>) -> Vec<Effect> {
    if too_many(model, &marked) { Vec::new() } else { vec![deed(model, Deed::DeleteAll(marked))] }
}

/// The form of a command for all that are marked; none if it is about one contact only.
pub(super) fn open(
    model: &mut Model,
    command: Command,
    marked: Arc<[ContactId]>,
) -> Option<Vec<Effect>> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "all other forms are about one contact")]
    match command {
        Command::FollowUp if too_many(model, &marked) => Some(Vec::new()),
        Command::FollowUp => Some(vec![ask(model, Ask::Form(FormKind::FollowUpAll(marked)))]),
        Command::Merge => Some(merge(model, &marked)),
        _ => None,
    }
}

/// Two records of one person: the selected one stays, if it is one of them.
fn merge(model: &mut Model, marked: &[ContactId]) -> Vec<Effect> {
    let [first, second] = marked else {
        let said = "two are made one: mark both records of the person, and nobody else";
        say(model, Standing::Due, said);
        return Vec::new();
    };
    let swapped = model.contacts.selected() == Some(*second);
    let (stays, other) = if swapped { (second, first) } else { (first, second) };
    model.fills = Some(format!("#{other}"));
    vec![ask(model, Ask::Form(FormKind::Merge(*stays)))]
}

fn too_many(model: &mut Model, marked: &[ContactId]) -> bool {
    let many = marked.len() > MOST;
    if many {
        let most = text::grouped(MOST);
        let said = format!("at most {most} in one go: mark fewer, or narrow the list with `/`");
        say(model, Standing::Due, said);
    }
    many
}
