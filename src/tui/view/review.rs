//! An import: what would come in, before anything is written, and what came in.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::model::{Model, Review, Standing};
use crate::tui::theme::Role;
use crate::tui::widget::row::Row;
use crate::tui::widget::text;

/// Draws it.
pub(super) fn draw(model: &Model, review: &Review, title: &str, buffer: &mut Buffer, area: Rect) {
    let mut row = Row::new(buffer, model.theme, area, 0);
    row.gap(1).put(title, Role::TitleActive);
    let width = usize::from(area.width.saturating_sub(5)).max(16);
    let height = usize::from(area.height.saturating_sub(3));
    let rows: Vec<(Standing, bool, String, usize)> = review
        .lines
        .iter()
        .enumerate()
        .skip(review.top)
        .take(height)
        .flat_map(|(at, (standing, words))| {
            let pieces = text::wrap(&text::clean(words), width).into_iter().enumerate();
            pieces.map(move |(piece, words)| (*standing, piece == 0, words, at))
        })
        .take(height)
        .collect();
    let last = rows.last().map_or(0, |(.., at)| at + 1);
    if review.top > 0 || last < review.lines.len() {
        let shown = format!("{last}/{} ", review.lines.len());
        row.right(&[(&shown, Role::Muted)]);
    }
    Row::new(buffer, model.theme, area, 1).gap(1).put(&review.summary, Role::Bright);
    for (line, (standing, first, words, _)) in rows.iter().enumerate() {
        let mut row = Row::new(buffer, model.theme, area, line + 3);
        let sign = if *first { standing.sign() } else { " " };
        row.gap(1).put(sign, Role::from(*standing)).gap(1).put(words, Role::Text);
    }
}
