//! The answer to `w`: one sentence to read aloud, what to do, then the proof and the facts.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::heading;
use crate::tui::model::{Asking, Model, Pane, Why, WhyKind, WhyLine};
use crate::tui::theme::Role;
use crate::tui::widget::row::Row;
use crate::tui::widget::text;

/// Draws the pane; returns where the cursor stands while a day is typed.
pub(super) fn draw(model: &Model, buffer: &mut Buffer, area: Rect) -> Option<Position> {
    let mut row = heading(model, buffer, area, Pane::Why);
    if let Some(as_of) = &model.why.as_of {
        row.gap(1).put("as of ", Role::Due).put(&as_of.said, Role::Due);
    }
    let Some(why) = &model.why.shown else { return None };
    let role = Role::from(why.standing);
    row.gap(2).put(&why.title, Role::Muted).gap(2);
    // What it comes to stands beside the value, or below where both have no room.
    let beside = text::cells(&why.value) + text::cells(&why.verdict) + 2 < row.room();
    if beside {
        row.right(&[(why.verdict.as_str(), role), (" ", Role::Text)]);
    }
    row.put(&why.value, Role::Text);
    let mut cursor = None;
    let mut line = 1;
    if let Some(asking) = &model.why.asking {
        cursor = prompt(model, asking, Row::new(buffer, model.theme, area, line));
        line += 1;
    }
    if !beside {
        Row::new(buffer, model.theme, area, line).gap(3).put(&why.verdict, role);
        line += 1;
    }

    let width = usize::from(area.width.saturating_sub(4)).min(84);
    for (at, piece) in text::wrap(&text::clean(&why.sentence), width).iter().enumerate() {
        let mut row = Row::new(buffer, model.theme, area, line);
        row.gap(1).put(if at == 0 { why.standing.sign() } else { " " }, role);
        row.gap(1).put(piece, Role::Bright);
        line += 1;
    }
    if let Some((said, number, count)) = model.why.what_ifs.now() {
        let asked = format!("{said} ({number} of {count})");
        for (at, piece) in text::wrap(&text::clean(&asked), width).iter().enumerate() {
            let mut row = Row::new(buffer, model.theme, area, line);
            row.put(if at == 0 { " ? " } else { "   " }, Role::Key).put(piece, Role::Key);
            line += 1;
        }
    }
    line += usize::from(area.height > 14);
    let left = usize::from(area.height).saturating_sub(line);
    let selected = (model.focus == Pane::Why).then_some(model.why.place.cursor);
    let rows = rows(why, width);
    for (shown, (at, first, piece)) in
        window(&rows, model.why.place.top, model.why.place.cursor, left).iter().enumerate()
    {
        if let Some(fact) = why.lines.get(*at) {
            let row = Row::new(buffer, model.theme, area, line + shown);
            draw_line(model, row, fact, (piece, *first), selected == Some(*at));
        }
    }
    cursor
}

/// The line in which a day is typed.
fn prompt(model: &Model, asking: &Asking, mut row: Row<'_>) -> Option<Position> {
    row.gap(1).put("as of which day? ", Role::Key);
    let hint =
        if asking.problem.is_empty() { "-2m, +1y, fri, 2027-01-01" } else { &asking.problem };
    let role = if asking.problem.is_empty() { Role::Muted } else { Role::Bad };
    let typed = 12.max(text::cells(asking.line.text()) + 2);
    let (shown, at) = asking.line.window(typed.min(row.room().saturating_sub(1)).max(1));
    let (begin, y) = (row.x(), row.y());
    row.put(&text::fit(&shown, typed.min(row.room())), Role::Input);
    row.put(hint, role);
    let x = begin.saturating_add(u16::try_from(at).unwrap_or(0));
    model.overlay.is_none().then_some(Position { x, y })
}

/// Breaks the lines of the answer: which line, whether its first piece, and the piece.
fn rows(why: &Why, width: usize) -> Vec<(usize, bool, String)> {
    let mut rows = Vec::new();
    for (at, line) in why.lines.iter().enumerate() {
        if line.kind == WhyKind::Heading && at > 0 {
            rows.push((at, false, String::new()));
        }
        let law = if line.law.is_empty() { 0 } else { text::cells(&line.law) + 2 };
        let room = width.saturating_sub(indent(line) + 3 + law).max(16);
        let pieces = text::wrap(&text::clean(&line.text), room);
        rows.extend(pieces.into_iter().enumerate().map(|(piece, words)| (at, piece == 0, words)));
    }
    rows
}

fn indent(line: &WhyLine) -> usize {
    usize::from(line.depth) * 2
}

/// The rows that are shown: from line `top` on, shifted until line `cursor` is among them.
fn window(
    rows: &[(usize, bool, String)],
    top: usize,
    cursor: usize,
    height: usize,
) -> &[(usize, bool, String)] {
    let begin = rows.iter().position(|(at, ..)| *at >= top).unwrap_or(0);
    let end_of_cursor = rows.iter().rposition(|(at, ..)| *at <= cursor).map_or(0, |last| last + 1);
    let begin = begin.max(end_of_cursor.saturating_sub(height)).min(rows.len());
    let end = (begin + height).min(rows.len());
    rows.get(begin..end).unwrap_or_default()
}

fn draw_line(
    model: &Model,
    mut row: Row<'_>,
    line: &WhyLine,
    (piece, first): (&str, bool),
    selected: bool,
) {
    let (sign, sign_role, role) = match line.kind {
        WhyKind::Heading => ("", Role::Text, Role::Title),
        WhyKind::Fact => (" ", Role::Text, Role::Text),
        // A condition that holds recedes; whoever asks why not looks for the others.
        WhyKind::Holds if line.depth > 0 => ("✓", Role::Muted, Role::Muted),
        WhyKind::Holds => ("✓", Role::Good, Role::Text),
        WhyKind::Fails => ("✗", Role::Bad, Role::Text),
        WhyKind::Step => ("→", Role::Key, Role::Bright),
    };
    row.put(if selected && !piece.is_empty() { "▌" } else { " " }, Role::Key);
    row.gap(u16::try_from(indent(line)).unwrap_or(0));
    if line.kind != WhyKind::Heading {
        row.column(if first { sign } else { " " }, 2, sign_role);
    }
    let key = line.runs.and_then(|command| model.keys.shown(command)).unwrap_or_default();
    if first && !key.is_empty() {
        row.right(&[(key.as_str(), Role::Key), (" ", Role::Text)]);
    } else if first && !line.law.is_empty() {
        row.right(&[(line.law.as_str(), Role::Muted), (" ", Role::Text)]);
    }
    let opens = (line.target.is_some() || line.runs.is_some()) && selected;
    row.put(piece, if opens { Role::Selected } else { role });
}
