//! What passed between us, newest first.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{heading, marks, name_role, progress, quiet};
use crate::tui::model::{Model, Pane};
use crate::tui::theme::Role;
use crate::tui::widget::row::Row;

/// Draws the pane.
pub(super) fn draw(model: &Model, buffer: &mut Buffer, area: Rect) {
    let shown = model.contact().and_then(|contact| model.detail.of(contact));
    let nobody = model.contacts.loaded && model.contacts.rows.total == 0;
    if nobody || model.contact().is_none() {
        return;
    }
    let lines = usize::from(area.height.saturating_sub(1));
    let total = shown.map_or(0, |detail| detail.interactions.len());
    let at = progress(model.detail.interactions, total, lines);
    let mut head = heading(model, buffer, area, Pane::Interactions);
    head.right(&[(at.as_str(), Role::Muted), (" ", Role::Text)]);
    let Some(detail) = shown else { return };
    if !detail.frequency.is_empty() {
        head.gap(1).put(&detail.frequency, Role::Key).gap(1);
    }
    head.put(&detail.heard, Role::Muted);
    if total == 0 {
        quiet(buffer, model.theme, area, 1, "Nothing yet: `i` logs a call or a mail.");
        return;
    }
    for line in 0..lines {
        let at = model.detail.interactions.top + line;
        let Some(passed) = detail.interactions.get(at) else { break };
        let selected = at == model.detail.interactions.cursor && model.focus == Pane::Interactions;
        let mut row = Row::new(buffer, model.theme, area, line + 1);
        marks(&mut row, selected, passed.standing);
        row.column(&passed.day, 9, Role::Muted).gap(1);
        row.put(passed.direction, Role::Key).gap(1);
        row.column(&passed.means, 7, Role::Muted).gap(1);
        row.right(&[(" ", Role::Text)]);
        row.put(&passed.text, name_role(model, Pane::Interactions, selected));
    }
}
