//! Keys on a board.

use super::{ask, key::say, select};
use crate::tui::model::{
    Board, BoardKind, ContactId, DueLine, FormKind, Model, Pane, Standing, Subject,
};
use crate::tui::msg::{Ask, Effect};
use crate::tui::widget::list::Motion;

/// Opens a board in the place of the list of contacts.
pub(super) fn open(model: &mut Model, kind: BoardKind) -> Vec<Effect> {
    if model.board.open == Some(kind) {
        return select::focus(model, Pane::List);
    }
    model.board.enter(kind);
    let mut effects = select::focus(model, Pane::List);
    effects.push(ask(model, Ask::Board(kind)));
    effects
}

/// Goes back to the list of contacts; the contact that the board spoke of stays selected.
pub(super) fn close(model: &mut Model) -> Vec<Effect> {
    if model.board.open.is_none() {
        return select::focus(model, Pane::List);
    }
    let contact = model.contact();
    model.board.leave();
    let mut effects = select::focus(model, Pane::List);
    if contact.is_some() && contact != model.contacts.selected() {
        effects.push(around(model, contact));
    } else {
        effects.extend(select::follow(model));
    }
    effects
}

/// Asks for the rows around a contact, without a query that may leave it out.
fn around(model: &mut Model, contact: Option<ContactId>) -> Effect {
    model.contacts.query.set("");
    let rows = select::rows(model, 0, contact);
    ask(model, rows)
}

/// Takes in the lines.
pub(super) fn take(model: &mut Model, board: Board) -> Vec<Effect> {
    let before = model.subject();
    model.board.take(board);
    moved(model, before)
}

/// Moves the selection.
pub(super) fn go(model: &mut Model, motion: Motion) -> Vec<Effect> {
    let before = model.subject();
    model.board.go(motion);
    moved(model, before)
}

/// The query changed.
pub(super) fn narrow(model: &mut Model) -> Vec<Effect> {
    let before = model.subject();
    model.board.narrow();
    moved(model, before)
}

/// Marks the selected line and goes on to the next.
pub(super) fn mark(model: &mut Model) -> Vec<Effect> {
    let before = model.subject();
    model.board.mark();
    moved(model, before)
}

/// The other panes follow another line.
fn moved(model: &mut Model, before: Option<Subject>) -> Vec<Effect> {
    let contact = model.contact();
    let shown = model.detail.shown.as_ref().map(|detail| detail.id);
    if contact.is_some() && contact != shown {
        return select::follow(model);
    }
    if before == model.subject() { Vec::new() } else { select::follow_why(model) }
}

/// Enter: the contacts of a saved query, else the card.
pub(super) fn enter(model: &mut Model) -> Vec<Effect> {
    let Some(line) = model.board.selected() else { return Vec::new() };
    if let Some(query) = line.query.clone() {
        model.board.leave();
        model.contacts.query.set(&query);
        return select::search(model);
    }
    if line.subject.is_none() {
        say(model, Standing::Unsaid, "there is nothing more to see here");
        return Vec::new();
    }
    select::focus(model, Pane::Card)
}

/// `.`: the remedy of the marked lines, else of the selected one.
pub(super) fn remedy(model: &mut Model) -> Vec<Effect> {
    let marked: Vec<Option<FormKind>> =
        model.board.marked_lines().map(|line| line.remedy.clone()).collect();
    if !marked.is_empty() {
        let due = |kind: &Option<FormKind>| match kind {
            Some(FormKind::Due(line)) => Some(*line),
            Some(_) | None => None,
        };
        let lines: Option<Vec<DueLine>> = marked.iter().map(due).collect();
        let Some(lines) = lines else {
            say(model, Standing::Unsaid, "these are done one by one: take the marks away first");
            return Vec::new();
        };
        return vec![ask(model, Ask::Form(FormKind::DueAll(lines.into())))];
    }
    let remedy = model.board.selected().and_then(|line| line.remedy.clone());
    let subject = model.subject();
    if let Some(kind) = remedy.or_else(|| subject.map(FormKind::Remedy)) {
        return vec![ask(model, Ask::Form(kind))];
    }
    say(model, Standing::Unsaid, "nothing is to be done here");
    Vec::new()
}
