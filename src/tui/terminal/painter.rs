//! A frame as few bytes, in one write: the backend between ratatui and the terminal.
//!
//! It keeps a copy of what the terminal shows, so that it may step over short gaps by printing
//! what stands there already, wipe blanks with one sequence, and choose the shortest move. A frame
//! is wrapped in synchronized output (mode 2026), which terminals without it ignore.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use unicode_width::UnicodeWidthStr;

use super::pen::{Palette, Pen};
use super::signs::Signs;

/// Blanks from which wiping is shorter than printing.
const WIPE_FROM_CELLS: u16 = 5;
/// Gap of unchanged cells that is cheaper to print again than to jump.
const GAP_CELLS: u16 = 4;

/// Stands in the copy for the second half of a wide glyph; it is never sent.
const HALF: &str = "\u{fffc}";

/// Whether frames are wrapped in synchronized output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wrapping {
    /// Wrapped, as terminals like it.
    #[default]
    Synchronized,
    /// Bare, for a multiplexer that redraws too much at the end of each wrap.
    Bare,
}

/// Collects a frame's bytes and writes them at once.
#[derive(Debug)]
pub struct Painter<W: Write> {
    out: W,
    size: Size,
    wrapping: Wrapping,
    signs: Signs,
    shown: Vec<Cell>,
    bytes: Vec<u8>,
    pen: Pen,
    at: Option<Position>,
    cursor_shown: Option<bool>,
}

impl<W: Write> Painter<W> {
    /// Returns a painter for a screen of that size, of which nothing is known yet.
    pub fn new(out: W, size: Size, wrapping: Wrapping) -> Self {
        Self {
            out,
            size,
            wrapping,
            signs: Signs::Full,
            shown: blank(size),
            bytes: Vec::new(),
            pen: Pen::default(),
            at: None,
            cursor_shown: None,
        }
    }

    /// The same with other signs.
    #[must_use]
    pub fn with_signs(self, signs: Signs) -> Self {
        Self { signs, ..self }
    }

    /// The same for a terminal with fewer colours.
    #[must_use]
    pub fn with_palette(self, palette: Palette) -> Self {
        Self { pen: Pen::new(palette), ..self }
    }

    /// Takes over a new size; ratatui asks for it before the next frame and repaints all. For the
    /// same size it would not, so nothing may be forgotten then.
    pub fn resize(&mut self, size: Size) {
        if self.size != size {
            self.size = size;
            self.forget();
        }
    }

    /// Forgets what the terminal shows, after somebody else wrote to it.
    pub fn forget(&mut self) {
        self.shown = blank(self.size);
        self.pen = self.pen.afresh();
        self.at = None;
        self.cursor_shown = None;
        self.bytes.clear();
        self.bytes.extend_from_slice(b"\x1b[0m");
    }

    /// Returns the place that the bytes go to.
    pub const fn out(&self) -> &W {
        &self.out
    }

    fn index(&self, at: Position) -> usize {
        usize::from(at.y) * usize::from(self.size.width) + usize::from(at.x)
    }

    fn cell(&self, at: Position) -> Option<&Cell> {
        (at.x < self.size.width).then(|| self.shown.get(self.index(at))).flatten()
    }

    /// Remembers what a cell shows from now on. The second half of a wide glyph must never be
    /// printed again as the blank that ratatui has there: that would destroy the glyph.
    fn note(&mut self, at: Position, cell: &Cell) {
        let index = self.index(at);
        if let Some(place) = self.shown.get_mut(index) {
            place.clone_from(cell);
        }
        for half in 1..cell.symbol().width() {
            if let Some(place) = self.shown.get_mut(index + half) {
                place.set_symbol(HALF);
            }
        }
    }

    fn move_to(&mut self, to: Position) {
        if self.at == Some(to) || self.reprint_gap(to) {
            return;
        }
        let jump = format!("\x1b[{};{}H", to.y + 1, to.x + 1);
        let step = match self.at {
            Some(at) if at.y == to.y && at.x < to.x => match to.x - at.x {
                1 => "\x1b[C".to_owned(),
                cells => format!("\x1b[{cells}C"),
            },
            Some(at) if to.x == 0 && to.y >= at.y && to.y - at.y <= 4 => {
                format!("\r{}", "\n".repeat(usize::from(to.y - at.y)))
            }
            _ => jump.clone(),
        };
        let shortest = if step.len() < jump.len() { step } else { jump };
        self.bytes.extend_from_slice(shortest.as_bytes());
        self.at = Some(to);
    }

    /// Prints a short gap again where it looks as the pen writes; says whether it did.
    fn reprint_gap(&mut self, to: Position) -> bool {
        let Some(at) = self.at.filter(|at| at.y == to.y && at.x < to.x) else {
            return false;
        };
        if to.x - at.x > GAP_CELLS {
            return false;
        }
        let gap: Option<String> = (at.x..to.x)
            .map(|x| {
                let cell = self.cell(Position { x, y: to.y })?;
                let plain = cell.symbol().len() == 1 && self.pen.writes_as(cell);
                plain.then(|| cell.symbol())
            })
            .collect();
        let Some(gap) = gap else { return false };
        self.bytes.extend_from_slice(gap.as_bytes());
        self.at = Some(to);
        true
    }

    /// Wipes a run of blanks that starts here; `to` is the first column after it.
    fn wipe(&mut self, from: Position, to: u16) {
        self.move_to(from);
        self.pen.prepare_wipe(&mut self.bytes);
        if to >= self.size.width {
            self.bytes.extend_from_slice(b"\x1b[K");
        } else {
            self.bytes.extend_from_slice(format!("\x1b[{}X", to - from.x).as_bytes());
        }
    }

    fn print(&mut self, at: Position, cell: &Cell) {
        self.move_to(at);
        self.pen.change(cell, &mut self.bytes);
        let symbol = self.signs.sent(cell.symbol());
        self.bytes.extend_from_slice(symbol.as_bytes());
        let width = u16::try_from(symbol.width().max(1)).unwrap_or(1);
        let next = at.x.saturating_add(width);
        // Terminals disagree about clusters and emoji, and wait at the edge: say the next place.
        let certain = next < self.size.width && is_plain(symbol);
        self.at = certain.then_some(Position { x: next, y: at.y });
    }

    /// Returns the column after the blanks that begin at `at`, changed or not.
    fn end_of_blanks(&self, at: Position) -> u16 {
        (at.x..self.size.width)
            .find(|x| !self.cell(Position { x: *x, y: at.y }).is_some_and(is_blank))
            .unwrap_or(self.size.width)
    }
}

fn blank(size: Size) -> Vec<Cell> {
    vec![Cell::EMPTY; usize::from(size.width) * usize::from(size.height)]
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && Pen::is_invisible_on_blank(cell)
}

fn is_plain(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    chars.next().is_some_and(|sign| u32::from(sign) < 0x1_f000) && chars.next().is_none()
}

impl<W: Write> Backend for Painter<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut changed: Vec<(Position, Cell)> = Vec::new();
        let mut orphan = None;
        for (x, y, cell) in content {
            let at = Position { x, y };
            // Not every terminal blanks the second half of a glyph whose first half it loses.
            if let Some(half) = orphan.take().filter(|half| *half != at) {
                changed.push((half, Cell::EMPTY));
            }
            let was_wide = self.cell(at).is_some_and(|old| old.symbol().width() == 2);
            if was_wide && cell.symbol().width() < 2 {
                orphan = Some(Position { x: x + 1, y }).filter(|half| half.x < self.size.width);
            }
            changed.push((at, cell.clone()));
        }
        changed.extend(orphan.map(|half| (half, Cell::EMPTY)));
        for (at, cell) in &changed {
            self.note(*at, cell);
        }
        let mut wiped: Option<(u16, u16)> = None;
        for (at, cell) in &changed {
            if wiped.is_some_and(|(row, end)| row == at.y && at.x < end) {
                continue;
            }
            wiped = None;
            if is_blank(cell) {
                let end = self.end_of_blanks(*at);
                if end - at.x >= WIPE_FROM_CELLS {
                    self.wipe(*at, end);
                    wiped = Some((at.y, end));
                    continue;
                }
            }
            self.print(*at, cell);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.cursor_shown != Some(false) {
            self.bytes.extend_from_slice(b"\x1b[?25l");
            self.cursor_shown = Some(false);
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.cursor_shown != Some(true) {
            self.bytes.extend_from_slice(b"\x1b[?25h");
            self.cursor_shown = Some(true);
        }
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.at.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.move_to(position.into());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.forget();
        self.bytes.extend_from_slice(b"\x1b[H\x1b[2J");
        self.at = Some(Position::ORIGIN);
        Ok(())
    }

    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.clear()
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        if self.wrapping == Wrapping::Synchronized {
            self.bytes.splice(0..0, *b"\x1b[?2026h");
            self.bytes.extend_from_slice(b"\x1b[?2026l");
        }
        let written = self.out.write_all(&self.bytes).and_then(|()| self.out.flush());
        self.bytes.clear();
        written
    }
}
