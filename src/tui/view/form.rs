//! A form: fields with what was understood of them, and what saving would do.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::tui::model::{Field, FieldKind, Form, Model, Note, NoteKind};
use crate::tui::theme::Role;
use crate::tui::widget::row::Row;
use crate::tui::widget::text;

/// Draws the form; returns where the cursor stands.
pub(super) fn draw(
    model: &Model,
    form: &Form,
    buffer: &mut Buffer,
    area: Rect,
) -> Option<Position> {
    let sheet = Sheet::of(form, usize::from(area.width));
    let height = usize::from(area.height);
    let top = sheet.focused.saturating_sub(height.saturating_sub(3)).min(sheet.lines.len());
    let mut cursor = None;
    for (line, part) in sheet.lines.iter().skip(top).take(height).enumerate() {
        let row = Row::new(buffer, model.theme, area, line);
        if let Some(x) = draw_part(form, row, part, sheet.label_width) {
            let y = area.y.saturating_add(u16::try_from(line).unwrap_or(0));
            cursor = Some(Position { x: x.min(area.right().saturating_sub(1)), y });
        }
    }
    cursor.filter(|_| !form.confirming)
}

/// One line of the form.
enum Part {
    Title,
    Blank,
    Field(usize),
    Under(String, Role),
    Offer(bool, String),
    Note(NoteKind, bool, String),
    Refusal(bool, String),
}

/// The whole form as lines, of which a window is drawn.
struct Sheet {
    lines: Vec<Part>,
    focused: usize,
    label_width: usize,
}

impl Sheet {
    fn of(form: &Form, width: usize) -> Self {
        let room = width.saturating_sub(12).min(76);
        let mut lines = vec![Part::Title, Part::Blank];
        add_notes(&mut lines, &form.spec.intro, room);
        if !form.spec.intro.is_empty() && !form.fields.is_empty() {
            lines.push(Part::Blank);
        }
        let widest = form.fields.iter().map(|field| text::cells(&field.spec.label)).max();
        let label_width = widest.unwrap_or(0).clamp(4, (width / 3).max(4)) + 1;
        let mut focused = 0;
        for (at, field) in form.fields.iter().enumerate().filter(|(_, one)| form.asks(one)) {
            if at == form.focus {
                focused = lines.len() + 1;
            }
            lines.push(Part::Field(at));
            if at == form.focus {
                lines.extend(narrowed(field, width.saturating_sub(label_width + 3)));
            }
            if let Some((words, role)) = under(form, field, at == form.focus) {
                let room = width.saturating_sub(label_width + 6).max(16);
                for line in text::clean_lines(&words) {
                    let pieces = text::wrap(&line, room);
                    lines.extend(pieces.into_iter().map(|piece| Part::Under(piece, role)));
                }
            }
            if at == form.focus {
                lines.extend(
                    form.offers()
                        .into_iter()
                        .enumerate()
                        .map(|(at, offer)| Part::Offer(at == form.picked, offer.shown.clone())),
                );
            }
        }
        if !form.preview.notes.is_empty() {
            lines.push(Part::Blank);
            add_notes(&mut lines, &form.preview.notes, room);
        }
        if let Some(refusal) = &form.refusal {
            lines.push(Part::Blank);
            let pieces = text::wrap(&text::clean(refusal), room).into_iter().enumerate();
            lines.extend(pieces.map(|(at, piece)| Part::Refusal(at == 0, piece)));
        }
        if form.confirming {
            lines.push(Part::Blank);
            lines.push(Part::Note(
                NoteKind::Warns,
                true,
                format!("Enter: {}. Esc: back.", form.spec.verb),
            ));
            focused = lines.len();
        }
        Self { lines, focused, label_width }
    }
}

fn add_notes(lines: &mut Vec<Part>, notes: &[Note], room: usize) {
    for note in notes {
        let pieces = text::clean_lines(&note.text).flat_map(|line| text::wrap(&line, room));
        lines.extend(pieces.enumerate().map(|(at, piece)| Part::Note(note.kind, at == 0, piece)));
    }
}

/// The options that are left by what was typed, where not all of them stand beside the label.
fn narrowed(field: &Field, room: usize) -> Option<Part> {
    if field.typed.is_empty() || all_fit(field, room) {
        return None;
    }
    let left = field.candidates().join(" · ");
    let left = text::clean(&left).into_owned();
    Some(Part::Under(format!("{}: {left}", field.typed), Role::Match))
}

/// Whether all options of a field fit beside its label.
fn all_fit(field: &Field, room: usize) -> bool {
    let all: usize = field.options().iter().map(|option| text::cells(option) + 3).sum();
    all <= room
}

/// What stands under a field: the problem, else what was understood, else the hint.
fn under(form: &Form, field: &Field, focused: bool) -> Option<(String, Role)> {
    let note = form.note(field.spec.id);
    let problem = note.and_then(|note| note.problem.as_ref());
    if let Some(problem) = problem.filter(|_| field.visited || field.touched) {
        return Some((format!("! {problem}"), Role::Bad));
    }
    (focused && !field.spec.hint.is_empty()).then(|| (field.spec.hint.clone(), Role::Muted))
}

fn draw_part(form: &Form, mut row: Row<'_>, part: &Part, label_width: usize) -> Option<u16> {
    match part {
        Part::Title => {
            row.gap(1).put(&form.spec.title, Role::TitleActive);
        }
        Part::Blank => {}
        Part::Under(words, role) => {
            row.gap(u16::try_from(label_width + 3).unwrap_or(0)).put(words, *role);
        }
        Part::Offer(picked, shown) => {
            row.gap(u16::try_from(label_width + 3).unwrap_or(0));
            row.put(if *picked { "▌" } else { " " }, Role::Key);
            row.put(shown, if *picked { Role::Selected } else { Role::Text });
        }
        Part::Note(kind, first, words) => {
            let word = if *first { kind.word() } else { "" };
            row.gap(1);
            if !kind.word().is_empty() {
                row.column(word, 7, note_role(*kind));
            }
            row.put(words, Role::Text);
        }
        Part::Refusal(first, words) => {
            row.gap(1).column(if *first { "!" } else { "" }, 2, Role::Bad).put(words, Role::Bad);
        }
        Part::Field(at) => {
            let field = form.fields.get(*at)?;
            return draw_field(row, field, echo(form, field), *at == form.focus, label_width);
        }
    }
    None
}

fn note_role(kind: NoteKind) -> Role {
    match kind {
        NoteKind::Reads | NoteKind::Tells => Role::Key,
        NoteKind::Opens | NoteKind::Keeps => Role::Good,
        NoteKind::Closes | NoteKind::Due | NoteKind::Warns => Role::Due,
        NoteKind::Goes => Role::Bad,
        NoteKind::Says => Role::Text,
    }
}

/// What was understood of a field, at the end of its line.
fn echo<'a>(form: &'a Form, field: &Field) -> &'a str {
    form.note(field.spec.id).and_then(|note| note.echo.as_deref()).unwrap_or_default()
}

fn draw_field(
    mut row: Row<'_>,
    field: &Field,
    echo: &str,
    focused: bool,
    label_width: usize,
) -> Option<u16> {
    row.put(if focused { "▌" } else { " " }, Role::Key);
    let role = if focused { Role::Bright } else { Role::Muted };
    row.column(&field.spec.label, label_width, role).gap(2);
    if !field.is_text() && !echo.is_empty() {
        row.put(echo, Role::Good);
        return None;
    }
    if !field.is_text() {
        draw_options(&mut row, field, focused);
        return None;
    }
    row.right(&[(echo, Role::Good), (" ", Role::Text)]);
    let room = row.room().saturating_sub(1).max(1);
    let begin = row.x();
    let (shown, at) = if field.spec.kind == FieldKind::Secret {
        let stars = field.line.text().chars().count().min(room.saturating_sub(1));
        ("•".repeat(stars), stars)
    } else {
        field.line.window(room)
    };
    if shown.is_empty() && !focused {
        row.put("–", Role::Line);
    }
    row.put(&shown, Role::Input);
    focused.then(|| begin.saturating_add(u16::try_from(at).unwrap_or(0)))
}

fn draw_options(row: &mut Row<'_>, field: &Field, focused: bool) {
    let options = field.options();
    let now = field.line.text();
    if !all_fit(field, row.room()) || !focused {
        let at = options.iter().position(|option| *option == now).map_or(0, |at| at + 1);
        row.put(now, if focused { Role::Selected } else { Role::Text });
        if focused {
            row.gap(2).put(&format!("←→ {at}/{}", options.len()), Role::Muted);
        }
        return;
    }
    for option in options {
        if option == now {
            row.put(" ", Role::Selected).put(option, Role::Selected).put(" ", Role::Selected);
        } else {
            row.gap(1).put(option, Role::Muted).gap(1);
        }
        row.gap(1);
    }
}
