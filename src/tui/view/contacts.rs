//! The list of contacts.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{heading, marks, name_role, quiet};
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
    if !model.is_filtering() && contacts.query.is_empty() {
        if contacts.loaded && contacts.rows.total > 0 {
            row.put(&total, Role::Muted);
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

fn draw_row(model: &Model, mut row: Row<'_>, contact: &ContactRow, selected: bool) {
    marks(&mut row, selected, contact.standing);
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
