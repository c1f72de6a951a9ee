//! A board: groups of lines over all contacts, and a small chart where there is one.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{mark, marks, name_role, quiet};
use crate::tui::layout;
use crate::tui::model::{Board, BoardKind, BoardLine, LineKind, Model, Pane};
use crate::tui::theme::Role;
use crate::tui::widget::row::Row;
use crate::tui::widget::text;

/// Cells of a bar with the gap after it.
const BAR_CELLS: u16 = 4;

/// The bars from low to high.
const BARS: [&str; 8] = ["▁▁▁", "▂▂▂", "▃▃▃", "▄▄▄", "▅▅▅", "▆▆▆", "▇▇▇", "███"];

/// Draws the pane; returns where the cursor stands while its query is typed.
pub(super) fn draw(
    model: &Model,
    kind: BoardKind,
    buffer: &mut Buffer,
    area: Rect,
) -> Option<Position> {
    let pane = &model.board;
    let cursor = title(model, kind, buffer, area);
    let Some(board) = &pane.shown else { return cursor };
    if pane.fitting.is_empty() {
        empty(model, board, buffer, area);
    }
    let foot = layout::foot(model, area.height);
    let lines = usize::from(area.height.saturating_sub(layout::heading(Pane::List) + foot));
    let window = (0..lines).filter_map(|line| pane.line(pane.place.top + line));
    let days = window.map(|line| text::cells(&line.day)).max().unwrap_or(0);
    for line in 0..lines {
        let at = pane.place.top + line;
        let Some(shown) = pane.line(at) else { break };
        let row = Row::new(buffer, model.theme, area, line + 1);
        match shown.kind {
            LineKind::Heading => heading(row, shown),
            LineKind::Item => item(model, row, shown, (at, days)),
        }
    }
    if foot > 0 {
        let below = Rect { y: area.bottom().saturating_sub(foot), height: foot, ..area };
        chart(model, board, buffer, below);
    }
    cursor
}

fn title(model: &Model, kind: BoardKind, buffer: &mut Buffer, area: Rect) -> Option<Position> {
    let pane = &model.board;
    let mut row = super::heading_of(model, buffer, area, Pane::List, kind.title());
    row.gap(1);
    let marked = match pane.marked.len() {
        0 => String::new(),
        count => format!("{count} marked"),
    };
    row.right(&[(marked.as_str(), Role::Key), (" ", Role::Text)]);
    if !model.is_filtering() && pane.query.is_empty() {
        let summary = pane.shown.as_ref().map_or("", |board| board.summary.as_str());
        row.put(summary, Role::Muted);
        return None;
    }
    row.gap(1).put("/", Role::Key);
    let (shown, at) = pane.query.window(row.room().saturating_sub(1).max(1));
    let begin = row.x();
    row.put(&shown, Role::Match);
    let x = begin.saturating_add(u16::try_from(at).unwrap_or(0));
    let typing = model.is_filtering() && model.overlay.is_none();
    typing.then_some(Position { x: x.min(area.right().saturating_sub(1)), y: area.y })
}

fn heading(mut row: Row<'_>, line: &BoardLine) {
    row.gap(1);
    row.right(&[(line.right.as_str(), Role::Muted), (" ", Role::Text)]);
    row.put(&line.name, Role::Title).gap(2).put(&line.text, Role::Muted);
}

fn item(model: &Model, mut row: Row<'_>, line: &BoardLine, (at, days): (usize, usize)) {
    let selected = at == model.board.place.cursor;
    marks(&mut row, selected, line.standing);
    if let Some(line) = model.board.fitting.get(at) {
        mark(&mut row, &model.board.marked, line);
    }
    let room = row.room();
    row.right(&[(line.right.as_str(), Role::Text), (" ", Role::Text)]);
    if days > 0 {
        row.column(&line.day, days, Role::Muted).gap(1);
    }
    let name = if line.text.is_empty() { row.room() } else { (room * 9 / 25).clamp(10, 28) };
    row.column(&line.name, name, name_role(model, Pane::List, selected)).gap(1);
    row.put(&line.text, Role::Text);
}

fn empty(model: &Model, board: &Board, buffer: &mut Buffer, area: Rect) {
    if !model.board.query.is_empty() {
        let next = quiet(buffer, model.theme, area, 2, "Nothing fits what you typed.");
        quiet(buffer, model.theme, area, next, "Esc shows everything again.");
        return;
    }
    let mut next = 2;
    for sentence in &board.empty {
        next = quiet(buffer, model.theme, area, next, sentence);
    }
}

/// Bars with their labels under them, as many as fit.
fn chart(model: &Model, board: &Board, buffer: &mut Buffer, area: Rect) {
    let most = board.chart.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let mut counts = Row::new(buffer, model.theme, area, 0);
    counts.gap(1);
    for (_, count) in &board.chart {
        let shown = if *count > 999 { "999".to_owned() } else { text::grouped(*count) };
        let shown = if *count == 0 { String::new() } else { shown };
        counts.column(&shown, usize::from(BAR_CELLS - 1), Role::Muted).gap(1);
    }
    let mut bars = Row::new(buffer, model.theme, area, 1);
    bars.gap(1);
    for (_, count) in &board.chart {
        let height = (count * BARS.len()).div_ceil(most);
        let bar = height.checked_sub(1).and_then(|at| BARS.get(at)).copied().unwrap_or("");
        bars.column(bar, usize::from(BAR_CELLS - 1), Role::Due).gap(1);
    }
    let mut labels = Row::new(buffer, model.theme, area, 2);
    labels.gap(1);
    for (label, _) in &board.chart {
        labels.column(label, usize::from(BAR_CELLS - 1), Role::Muted).gap(1);
    }
}
