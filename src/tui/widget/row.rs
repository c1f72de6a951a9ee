//! One line of the screen, written from left to right in pieces with a role each.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::theme::{Role, Theme};
use crate::tui::widget::text;

/// Writes into one line and never beyond its end.
#[derive(Debug)]
pub struct Row<'a> {
    buffer: &'a mut Buffer,
    theme: Theme,
    x: u16,
    y: u16,
    end: u16,
}

impl<'a> Row<'a> {
    /// Begins at the left of the `line`th line of an area; lines outside of it take nothing.
    pub fn new(buffer: &'a mut Buffer, theme: Theme, area: Rect, line: usize) -> Self {
        let line = u16::try_from(line).unwrap_or(u16::MAX);
        let end = if line < area.height { area.right() } else { area.x };
        Self { buffer, theme, x: area.x, y: area.y.saturating_add(line), end }
    }

    /// Returns how many cells are left.
    #[must_use]
    pub fn room(&self) -> usize {
        usize::from(self.end.saturating_sub(self.x))
    }

    /// Returns the column that is written next.
    #[must_use]
    pub const fn x(&self) -> u16 {
        self.x
    }

    /// Returns the line of the screen.
    #[must_use]
    pub const fn y(&self) -> u16 {
        self.y
    }

    /// Writes a text, cut where the line ends.
    pub fn put(&mut self, shown: &str, role: Role) -> &mut Self {
        let room = self.room();
        if room > 0 {
            let clean = text::clean(shown);
            let cut = text::cut(&clean, room);
            let style = self.theme.style(role);
            (self.x, _) = self.buffer.set_stringn(self.x, self.y, &cut, room, style);
        }
        self
    }

    /// Writes a text into a column of that width.
    pub fn column(&mut self, shown: &str, width_cells: usize, role: Role) -> &mut Self {
        let width = width_cells.min(self.room());
        let clean = text::clean(shown);
        self.put(&text::fit(&clean, width), role)
    }

    /// Writes a text with some of its letters marked, into a column of that width if one is given.
    ///
    /// The ranges are bytes of the text as it came. Where cleaning changed it, nothing is marked:
    /// the letters stand elsewhere.
    pub fn marked(
        &mut self,
        shown: &str,
        ranges: &[Range<usize>],
        role: Role,
        width_cells: Option<usize>,
    ) -> &mut Self {
        let begin = self.x;
        match width_cells {
            Some(width) => self.column(shown, width, role),
            None => self.put(shown, role),
        };
        if text::clean(shown) != shown {
            return self;
        }
        let style = self.theme.style(Role::Match);
        for range in ranges {
            let before = shown.get(..range.start).map_or(0, text::cells);
            let length = shown.get(range.clone()).map_or(0, text::cells);
            let at = |cells: usize| begin.saturating_add(u16::try_from(cells).unwrap_or(u16::MAX));
            for x in at(before)..at(before + length).min(self.x) {
                if let Some(cell) = self.buffer.cell_mut((x, self.y)) {
                    cell.set_style(style);
                }
            }
        }
        self
    }

    /// Leaves cells empty.
    pub fn gap(&mut self, cells: u16) -> &mut Self {
        self.x = self.x.saturating_add(cells).min(self.end);
        self
    }

    /// Writes pieces at the right end, if there is room for all of them and a gap.
    pub fn right(&mut self, pieces: &[(&str, Role)]) -> &mut Self {
        let width: usize = pieces.iter().map(|(shown, _)| text::cells(&text::clean(shown))).sum();
        if width == 0 || width + 1 > self.room() {
            return self;
        }
        let width = u16::try_from(width).unwrap_or(u16::MAX);
        let begin = self.end.saturating_sub(width);
        let kept = self.x;
        self.x = begin;
        for (shown, role) in pieces {
            self.put(shown, *role);
        }
        self.x = kept;
        self.end = begin.saturating_sub(1).max(kept);
        self
    }
}
