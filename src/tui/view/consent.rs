//! Consent, purpose by purpose.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{heading, marks, name_role, progress, quiet};
use crate::tui::model::{Model, Pane, Standing};
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
    let total = shown.map_or(0, |detail| detail.consents.len());
    let at = progress(model.detail.consent, total, lines);
    let mut head = heading(model, buffer, area, Pane::Consent);
    head.right(&[(at.as_str(), Role::Muted), (" ", Role::Text)]);
    let Some(detail) = shown else { return };
    if total == 0 {
        quiet(buffer, model.theme, area, 1, "None asked: `cg` records one.");
        return;
    }
    for line in 0..lines {
        let at = model.detail.consent.top + line;
        let Some(consent) = detail.consents.get(at) else { break };
        let selected = at == model.detail.consent.cursor && model.focus == Pane::Consent;
        let mut row = Row::new(buffer, model.theme, area, line + 1);
        marks(&mut row, selected, consent.standing);
        let width = (row.room() * 2 / 5).clamp(8, 16);
        row.column(&consent.purpose, width, name_role(model, Pane::Consent, selected)).gap(1);
        let role = match consent.standing {
            Standing::Unsaid => Role::Muted,
            standing @ (Standing::Justified
            | Standing::Restricted
            | Standing::Unjustified
            | Standing::Due) => Role::from(standing),
        };
        row.put(&consent.state, role).gap(1).put(&consent.detail, Role::Muted);
    }
}
