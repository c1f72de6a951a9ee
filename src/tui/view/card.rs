//! The card: the selected contact's values, each with its standing and its day.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{marks, name_role, progress, quiet};
use crate::tui::layout;
use crate::tui::model::{Detail, Model, Pane, Standing};
use crate::tui::theme::Role;
use crate::tui::widget::row::Row;
use crate::tui::widget::text;

/// Draws the pane.
pub(super) fn draw(model: &Model, buffer: &mut Buffer, area: Rect) {
    let shown = model.contact().and_then(|contact| model.detail.of(contact));
    let Some(detail) = shown else {
        if model.contacts.loaded && model.contacts.rows.total == 0 {
            welcome(model, buffer, area);
        }
        return;
    };
    title(model, detail, buffer, area);
    let head = usize::from(layout::heading(Pane::Card));
    let lines = usize::from(area.height).saturating_sub(head);
    let label_width = label_width(detail, usize::from(area.width));
    for line in 0..lines {
        let at = model.detail.card.top + line;
        let Some(value) = detail.card.get(at) else { break };
        let selected = at == model.detail.card.cursor && has_the_keys(model);
        let mut row = Row::new(buffer, model.theme, area, line + head);
        marks(&mut row, selected, value.standing);
        row.column(&value.label, label_width, Role::Muted).gap(1);
        row.right(&[(value.until.as_str(), until_role(value.standing)), (" ", Role::Text)]);
        row.put(&value.value, name_role(model, Pane::Card, selected));
    }
}

/// The day recedes, unless it is near or past.
fn until_role(standing: Standing) -> Role {
    match standing {
        Standing::Justified | Standing::Unsaid => Role::Muted,
        Standing::Restricted | Standing::Unjustified | Standing::Due => Role::from(standing),
    }
}

/// Whether the selection of the card is what keys are about, or what why is about.
fn has_the_keys(model: &Model) -> bool {
    match model.focus {
        Pane::Card => true,
        Pane::Why => model.why.from == Pane::Card,
        Pane::List | Pane::Interactions | Pane::Consent => false,
    }
}

fn label_width(detail: &Detail, width: usize) -> usize {
    let widest = detail.card.iter().map(|value| text::cells(&text::clean(&value.label))).max();
    widest.unwrap_or(0).clamp(6, (width / 4).clamp(10, 20))
}

fn title(model: &Model, detail: &Detail, buffer: &mut Buffer, area: Rect) {
    let active = model.focus == Pane::Card && model.overlay.is_none();
    let role = if active { Role::TitleActive } else { Role::Bright };
    let lines = usize::from(area.height.saturating_sub(layout::heading(Pane::Card)));
    let at = progress(model.detail.card, detail.card.len(), lines);
    let mut row = Row::new(buffer, model.theme, area, 0);
    row.right(&[(at.as_str(), Role::Muted), (" ", Role::Text)]);
    row.gap(1).put(&detail.name, role).gap(2).put(&detail.subtitle, Role::Muted);
    let mut row = Row::new(buffer, model.theme, area, 1);
    row.gap(1).put(&detail.engagement, Role::Muted);
}

fn welcome(model: &Model, buffer: &mut Buffer, area: Rect) {
    if model.contacts.query.is_empty() {
        let welcome = "Everything about a contact stands here, and `w` says why it is held.";
        quiet(buffer, model.theme, area, 2, welcome);
    }
}
