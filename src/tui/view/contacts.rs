//! The list of contacts.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{heading, mark, marks, name_role, quiet};
use crate::app::sorting::{By, Order, Way};
use crate::tui::layout;
use crate::tui::model::{ContactRow, Model, Pane};
use crate::tui::theme::Role;
use crate::tui::widget::row::Row;
use crate::tui::widget::text;

/// Draws the pane; returns where the cursor stands while the filter is typed.
pub(super) fn draw(model: &Model, buffer: &mut Buffer, area: Rect) -> Option<Position> {
    let cursor = title(model, buffer, area);
    let contacts = &model.contacts;
    if contacts.loaded && contacts.rows.total == 0 {
        empty(model, buffer, area);
        return cursor;
    }
    let lines = usize::from(area.height.saturating_sub(layout::heading(Pane::List)));
    for line in 0..lines {
        let at = contacts.place.top + line;
        if let Some(contact) = contacts.row(at) {
            let row = Row::new(buffer, model.theme, area, line + 1);
            draw_row(model, row, contact, at == contacts.place.cursor);
        }
    }
    cursor
}

fn title(model: &Model, buffer: &mut Buffer, area: Rect) -> Option<Position> {
    let contacts = &model.contacts;
    let total = text::grouped(contacts.rows.total);
    let mut row = heading(model, buffer, area, Pane::List);
    row.gap(1);
    if !contacts.marked.is_empty() {
        let marked = format!("{} marked", text::grouped(contacts.marked.len()));
        row.right(&[(marked.as_str(), Role::Key), (" ", Role::Text)]);
    }
    if !model.is_filtering() && contacts.query.is_empty() {
        if contacts.loaded && contacts.rows.total > 0 {
            row.put(&total, Role::Muted).gap(2).put(said(contacts.order), Role::Key);
        }
        return None;
    }
    row.right(&[(&total, Role::Muted), (" found", Role::Muted)]);
    row.gap(1).put("/", Role::Key);
    let (shown, at) = contacts.query.window(row.room().saturating_sub(1).max(1));
    let begin = row.x();
    row.put(&shown, Role::Match);
    let x = begin.saturating_add(u16::try_from(at).unwrap_or(0));
    let typing = model.is_filtering() && model.overlay.is_none();
    typing.then_some(Position { x: x.min(area.right().saturating_sub(1)), y: area.y })
}

/// What the heading says of an order that is not the usual one.
const fn said(order: Order) -> &'static str {
    match (order.by, order.way) {
        (By::Name, Way::Usual) => "",
        (By::Name, Way::Turned) => "Z to A",
        (By::LastContact, Way::Usual) => "latest contact first",
        (By::LastContact, Way::Turned) => "longest silent first",
        (By::Due, Way::Usual) => "first due first",
        (By::Due, Way::Turned) => "last due first",
        (By::Added, Way::Usual) => "added last first",
        (By::Added, Way::Turned) => "added first first",
    }
}

fn draw_row(model: &Model, mut row: Row<'_>, contact: &ContactRow, selected: bool) {
    marks(&mut row, selected, contact.standing);
    mark(&mut row, &model.contacts.marked, &contact.id);
    let room = row.room();
    let name_width = if room < 28 { room } else { (room * 5 / 9).clamp(18, 30) };
    let role = name_role(model, Pane::List, selected);
    row.marked(&contact.name, &contact.matched.name, role, Some(name_width));
    if room < 28 {
        return;
    }
    row.gap(1);
    if room >= 34 && !contact.when.is_empty() {
        let when = text::fit(&contact.when, 5);
        row.right(&[(when.as_str(), Role::Muted)]);
    }
    row.marked(&contact.detail, &contact.matched.detail, Role::Muted, None);
}

fn empty(model: &Model, buffer: &mut Buffer, area: Rect) {
    if !model.contacts.query.is_empty() {
        let next = quiet(buffer, model.theme, area, 2, "Nothing is held that fits.");
        quiet(buffer, model.theme, area, next, "Esc shows everybody again.");
        return;
    }
    quiet(buffer, model.theme, area, 2, "Nobody here yet.");
    let offers = [("n", "add a contact"), ("I", "import a file"), ("?", "all keys")];
    for (line, (key, words)) in offers.into_iter().enumerate() {
        let mut row = Row::new(buffer, model.theme, area, line + 4);
        row.gap(3).column(key, 3, Role::Key).put(words, Role::Text);
    }
}
