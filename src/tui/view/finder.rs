//! Palette and help: commands with their keys.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::tui::model::{Finder, FinderKind, Model};
use crate::tui::theme::Role;
use crate::tui::widget::row::Row;

/// Draws it; returns where the cursor stands.
pub(super) fn draw(model: &Model, finder: &Finder, buffer: &mut Buffer, area: Rect) -> Position {
    let mut row = Row::new(buffer, model.theme, area, 0);
    let (title, sign) = match finder.kind {
        FinderKind::Palette => ("Commands", ":"),
        FinderKind::Help => ("Keys", "/"),
    };
    row.gap(1).put(title, Role::TitleActive).gap(2).put(sign, Role::Key).gap(1);
    let begin = row.x();
    let (shown, at) = finder.query.window(row.room().saturating_sub(1).max(1));
    row.put(&shown, Role::Input);
    if finder.query.is_empty() {
        row.gap(1).put("type to narrow", Role::Line);
    }
    let x =
        begin.saturating_add(u16::try_from(at).unwrap_or(0)).min(area.right().saturating_sub(1));
    let list = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    draw_list(model, finder, buffer, list);
    Position { x, y: area.y }
}

/// A line of the list: a heading of a place, or a command.
enum Entry {
    Heading(&'static str),
    Command(usize),
}

fn draw_list(model: &Model, finder: &Finder, buffer: &mut Buffer, area: Rect) {
    let mut lines: Vec<Entry> = Vec::new();
    let mut place = None;
    for (at, found) in finder.found.iter().enumerate() {
        if finder.kind == FinderKind::Help && place != Some(found.scope) {
            lines.push(Entry::Heading(found.scope.title()));
            place = Some(found.scope);
        }
        lines.push(Entry::Command(at));
    }
    let height = usize::from(area.height);
    let at = lines
        .iter()
        .position(|line| matches!(line, Entry::Command(at) if *at == finder.place.cursor))
        .unwrap_or(0);
    let top = if at < height { 0 } else { (at + 1).saturating_sub(height / 2 + 1) };
    let top = top.min(lines.len().saturating_sub(height));
    for (line, entry) in lines.iter().skip(top).take(height).enumerate() {
        let mut row = Row::new(buffer, model.theme, area, line);
        match entry {
            Entry::Heading(title) => {
                row.gap(1).put(title, Role::Title);
            }
            Entry::Command(at) => draw_command(model, finder, row, *at),
        }
    }
    if finder.found.is_empty() {
        Row::new(buffer, model.theme, area, 0).gap(3).put("No command fits.", Role::Muted);
    }
}

fn draw_command(model: &Model, finder: &Finder, mut row: Row<'_>, at: usize) {
    let Some(found) = finder.found.get(at) else { return };
    let Some(entry) = found.command.entry() else { return };
    let selected = at == finder.place.cursor;
    let keys = model.keys.all_shown(found.command).join(" ");
    row.put(if selected { "▌" } else { " " }, Role::Key).gap(1);
    row.column(&keys, 12, Role::Key).gap(1);
    if finder.kind == FinderKind::Palette {
        row.column(entry.name, 19, if selected { Role::Selected } else { Role::Text }).gap(1);
        if let Some(what) = found.command.takes() {
            row.put(what, Role::Key).gap(1);
        }
        row.put(entry.help, Role::Muted);
    } else {
        row.put(entry.help, if selected { Role::Selected } else { Role::Text });
    }
}
