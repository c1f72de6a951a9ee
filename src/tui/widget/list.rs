//! The window of a long list: which lines are shown, and how it moves.

use crate::tui::model::Place;

/// How to move in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// Lines down.
    Down(usize),
    /// Lines up.
    Up(usize),
    /// To the first line.
    First,
    /// To the last line.
    Last,
}

impl Place {
    /// Moves the selection within a list of `total` lines.
    pub fn go(&mut self, motion: Motion, total: usize) {
        let last = total.saturating_sub(1);
        self.cursor = match motion {
            Motion::Down(lines) => (self.cursor + lines).min(last),
            Motion::Up(lines) => self.cursor.saturating_sub(lines).min(last),
            Motion::First => 0,
            Motion::Last => last,
        };
    }

    /// Brings the selection into a window of that height.
    ///
    /// At an edge the window jumps by half its height: a list that scrolls line by line repaints
    /// every row at each key, which a slow line feels.
    pub fn show(&mut self, height: usize, total: usize) {
        let height = height.max(1);
        self.cursor = self.cursor.min(total.saturating_sub(1));
        if self.cursor < self.top || self.cursor >= self.top + height {
            self.top = self.cursor.saturating_sub(height / 2);
        }
        self.top = self.top.min(total.saturating_sub(height));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_jumps_by_half_a_page_at_its_edge() {
        let mut place = Place { cursor: 9, top: 0 };
        place.go(Motion::Down(1), 100);
        place.show(10, 100);
        assert_eq!(place, Place { cursor: 10, top: 5 });
    }

    #[test]
    fn the_last_page_is_full() {
        let mut place = Place::default();
        place.go(Motion::Last, 100);
        place.show(10, 100);
        assert_eq!(place, Place { cursor: 99, top: 90 });
    }

    #[test]
    fn an_empty_list_has_a_place_too() {
        let mut place = Place { cursor: 4, top: 2 };
        place.go(Motion::Down(3), 0);
        place.show(10, 0);
        assert_eq!(place, Place::default());
    }
}
