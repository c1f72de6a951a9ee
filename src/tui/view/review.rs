//! The review of an import: what would come in, before anything is written.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::model::{Model, Review};
use crate::tui::theme::Role;
use crate::tui::widget::row::Row;

/// Draws it.
pub(super) fn draw(model: &Model, review: &Review, buffer: &mut Buffer, area: Rect) {
    Row::new(buffer, model.theme, area, 0).gap(1).put("Import", Role::TitleActive);
    Row::new(buffer, model.theme, area, 1).gap(1).put(&review.summary, Role::Bright);
    let height = usize::from(area.height.saturating_sub(3));
    for (line, (standing, words)) in review.lines.iter().skip(review.top).take(height).enumerate() {
        let mut row = Row::new(buffer, model.theme, area, line + 3);
        row.gap(1).put(standing.sign(), Role::from(*standing)).gap(1).put(words, Role::Text);
    }
}
