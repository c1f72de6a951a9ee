//! `view`: from the model to a frame. Pure; it reads the model and changes nothing.

mod board;
mod card;
mod consent;
mod contacts;
mod finder;
mod form;
mod frame;
mod interactions;
mod review;
mod why;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::tui::layout::{self, Arrangement};
use crate::tui::model::{Marks, Model, Overlay, Pane, Place, Stage, Standing};
use crate::tui::theme::{Role, Theme};
use crate::tui::widget::row::Row;
use crate::tui::widget::text;

/// Draws the whole screen.
pub fn view(model: &Model, frame: &mut Frame<'_>) {
    let cursor = paint(model, frame.buffer_mut());
    if let Some(position) = cursor {
        frame.set_cursor_position(position);
    }
}

/// Paints into a buffer; returns where the cursor stands, if text is being typed.
fn paint(model: &Model, buffer: &mut Buffer) -> Option<Position> {
    if layout::is_too_small(model.size) {
        frame::too_small(model, buffer);
        return None;
    }
    let arrangement = layout::arrange(model);
    frame::header(model, buffer, arrangement.header);
    frame::hints(model, buffer, arrangement.hints);
    match (&model.overlay, model.stage) {
        (Some(overlay), stage) => {
            let area = over(model, &arrangement, stage);
            if stage == Stage::Main && area != arrangement.body {
                let _list = list(model, buffer, beside(&arrangement, area));
            }
            draw_overlay(model, overlay, buffer, area)
        }
        (None, Stage::Main) => panes(model, buffer, &arrangement),
        (None, Stage::Door) => None,
    }
}

fn panes(model: &Model, buffer: &mut Buffer, arrangement: &Arrangement) -> Option<Position> {
    let mut cursor = None;
    for (pane, area) in &arrangement.panes {
        match pane {
            Pane::List => cursor = list(model, buffer, *area),
            Pane::Card => card::draw(model, buffer, *area),
            Pane::Interactions => interactions::draw(model, buffer, *area),
            Pane::Consent => consent::draw(model, buffer, *area),
            Pane::Why => cursor = why::draw(model, buffer, *area).or(cursor),
        }
    }
    cursor
}

/// The list of contacts, or the board in its place.
fn list(model: &Model, buffer: &mut Buffer, area: Rect) -> Option<Position> {
    match model.board.open {
        Some(kind) => board::draw(model, kind, buffer, area),
        None => contacts::draw(model, buffer, area),
    }
}

fn draw_overlay(
    model: &Model,
    overlay: &Overlay,
    buffer: &mut Buffer,
    area: Rect,
) -> Option<Position> {
    match overlay {
        Overlay::Form(form) => form::draw(model, form, buffer, area),
        Overlay::LeaveForm(form) => {
            form::draw(model, form, buffer, area);
            None
        }
        Overlay::Finder(finder) => Some(finder::draw(model, finder, buffer, area)),
        Overlay::Review(shown) => {
            review::draw(model, shown, "Import", buffer, area);
            None
        }
        Overlay::Report(shown) => {
            review::draw(model, shown, shown.title.unwrap_or("Imported"), buffer, area);
            None
        }
        Overlay::Trouble(trouble) => {
            frame::trouble(model, trouble, buffer, area);
            None
        }
    }
}

/// Where something lies that covers panes: beside the list where there is room, else over all.
fn over(model: &Model, arrangement: &Arrangement, stage: Stage) -> Rect {
    let body = arrangement.body;
    if stage == Stage::Door {
        let width = body.width.saturating_sub(4).min(76);
        let down = if body.height >= 20 { body.height / 6 } else { 0 };
        return Rect {
            x: body.x + (body.width - width) / 2,
            y: body.y + down,
            width,
            height: body.height - down,
        };
    }
    if model.size.width < model.widths.wide || model.zoomed {
        return body;
    }
    let list = arrangement.place(Pane::List).unwrap_or_default();
    let begin = list.right() + 2;
    Rect { x: begin, width: body.width.saturating_sub(begin), ..body }
}

fn beside(arrangement: &Arrangement, area: Rect) -> Rect {
    Rect { width: area.x.saturating_sub(2), ..arrangement.body }
}

/// The heading of a pane, with what stands beside it.
fn heading<'a>(model: &Model, buffer: &'a mut Buffer, area: Rect, pane: Pane) -> Row<'a> {
    heading_of(model, buffer, area, pane, pane.title())
}

/// The same, with words of its own.
fn heading_of<'a>(
    model: &Model,
    buffer: &'a mut Buffer,
    area: Rect,
    pane: Pane,
    title: &str,
) -> Row<'a> {
    let role = if model.focus == pane && model.overlay.is_none() {
        Role::TitleActive
    } else {
        Role::Title
    };
    let mut row = Row::new(buffer, model.theme, area, 0);
    row.gap(1).put(title, role);
    row
}

/// The marks at the left of a line: whether it is selected, and how it stands.
fn marks(row: &mut Row<'_>, selected: bool, standing: Standing) {
    row.put(if selected { "▌" } else { " " }, Role::Key);
    row.put(standing.sign(), Role::from(standing)).gap(1);
}

/// The mark of a line; without any mark the list is not made narrower for it.
fn mark<K: Ord + Copy>(row: &mut Row<'_>, all: &Marks<K>, line: &K) {
    if !all.is_empty() {
        row.put(if all.has(line) { "●" } else { " " }, Role::Key).gap(1);
    }
}

/// The role of the main word of a line.
fn name_role(model: &Model, pane: Pane, selected: bool) -> Role {
    match (selected, model.focus == pane && model.overlay.is_none()) {
        (true, true) => Role::Selected,
        (true, false) => Role::Remembered,
        (false, _) => Role::Text,
    }
}

/// Says where one is in a list that does not fit: `12/340`.
fn progress(place: Place, total: usize, height: usize) -> String {
    if total <= height { String::new() } else { format!("{}/{total}", place.cursor + 1) }
}

/// A quiet sentence in an empty pane; returns the line after it.
fn quiet(buffer: &mut Buffer, theme: Theme, area: Rect, line: usize, sentence: &str) -> usize {
    let pieces = text::wrap(sentence, usize::from(area.width).saturating_sub(4).max(1));
    for (at, piece) in pieces.iter().enumerate() {
        Row::new(buffer, theme, area, line + at).gap(3).put(piece, Role::Muted);
    }
    line + pieces.len()
}
