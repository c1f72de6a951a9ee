//! A line of text with the keys that readline taught everybody.

use tui_input::{Input, InputRequest};
use zeroize::Zeroize;

use crate::tui::command::{Chord, Key};
use crate::tui::widget::text;

/// A line being typed. What it held is wiped when it goes, because passphrases are typed here too.
#[derive(Clone, Default)]
pub struct Line {
    input: Input,
}

impl Line {
    /// Returns a line that holds a text, with the cursor at its end.
    #[must_use]
    pub fn with(value: &str) -> Self {
        Self { input: Input::new(value.to_owned()) }
    }

    /// Returns what is typed.
    #[must_use]
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Says whether nothing is typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Replaces the text.
    pub fn set(&mut self, value: &str) {
        self.input = Input::new(value.to_owned());
    }

    /// Replaces the text by one of several lines; control characters but tabs are dropped.
    pub fn set_text(&mut self, text: &str) {
        let kept = |sign: &char| !sign.is_control() || matches!(sign, '\n' | '\t');
        self.set(&text.chars().filter(kept).collect::<String>());
    }

    /// Types a pasted text; line breaks become blanks, control characters are dropped.
    pub fn paste(&mut self, pasted: &str) {
        for sign in pasted.trim_end_matches(['\r', '\n']).chars() {
            let sign = if sign.is_whitespace() { ' ' } else { sign };
            if !sign.is_control() {
                self.input.handle(InputRequest::InsertChar(sign));
            }
        }
    }

    /// Handles a key; says whether it was one for the line.
    pub fn press(&mut self, chord: Chord) -> bool {
        let Some(request) = request(chord) else {
            return false;
        };
        self.input.handle(request);
        true
    }

    /// Returns what to show in that many cells, and in which of them the cursor stands.
    #[must_use]
    pub fn window(&self, room_cells: usize) -> (String, usize) {
        let before: String = self.text().chars().take(self.input.cursor()).collect();
        let at = text::cells(&text::clean(&before));
        let shown = text::clean(self.text());
        if at < room_cells {
            return (clip(&shown, 0, room_cells), at);
        }
        let from = at + 1 - room_cells;
        (clip(&shown, from, room_cells), at - from)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.input.value_and_reset().zeroize();
    }
}

/// Shows how long the text is, never the text.
impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Line").field("len_bytes", &self.text().len()).finish_non_exhaustive()
    }
}

fn clip(shown: &str, from: usize, room_cells: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    let mut at = 0;
    let mut kept = String::new();
    for grapheme in shown.graphemes(true) {
        let width = text::cells(grapheme);
        if at >= from && at + width <= from + room_cells {
            kept.push_str(grapheme);
        }
        at += width;
    }
    kept
}

fn request(chord: Chord) -> Option<InputRequest> {
    if let Some(sign) = chord.typed() {
        return Some(InputRequest::InsertChar(sign));
    }
    let asked = match (chord.key, chord.ctrl, chord.alt) {
        (Key::Char('a'), true, false) | (Key::Home, ..) => InputRequest::GoToStart,
        (Key::Char('e'), true, false) | (Key::End, ..) => InputRequest::GoToEnd,
        (Key::Char('b'), false, true) | (Key::Left, true, _) => InputRequest::GoToPrevWord,
        (Key::Char('f'), false, true) | (Key::Right, true, _) => InputRequest::GoToNextWord,
        (Key::Char('b'), true, false) | (Key::Left, ..) => InputRequest::GoToPrevChar,
        (Key::Char('f'), true, false) | (Key::Right, ..) => InputRequest::GoToNextChar,
        (Key::Char('w'), true, false) | (Key::Backspace, _, true) => InputRequest::DeletePrevWord,
        (Key::Char('d'), false, true) => InputRequest::DeleteNextWord,
        (Key::Char('u'), true, false) => InputRequest::DeleteFromStart,
        (Key::Char('k'), true, false) => InputRequest::DeleteTillEnd,
        (Key::Char('y'), true, false) => InputRequest::Yank,
        (Key::Char('h'), true, false) | (Key::Backspace, ..) => InputRequest::DeletePrevChar,
        (Key::Char('d'), true, false) | (Key::Delete, ..) => InputRequest::DeleteNextChar,
        _ => return None,
    };
    Some(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &str) -> Line {
        let mut line = Line::default();
        for key in keys.split(' ') {
            line.press(Chord::parse(key).unwrap());
        }
        line
    }

    #[test]
    fn readline_keys_edit_the_line() {
        assert_eq!(typed("o n e space t w o ctrl-w").text(), "one ");
        assert_eq!(typed("a b c ctrl-a ctrl-k").text(), "");
        assert_eq!(typed("a b c ctrl-b ctrl-h x").text(), "axc");
        assert_eq!(typed("a b space c d alt-b ctrl-u").text(), "cd");
    }

    #[test]
    fn a_long_line_shows_the_part_around_the_cursor() {
        let line = Line::with("abcdefghij");
        assert_eq!(line.window(5), ("ghij".to_owned(), 4));
    }

    #[test]
    fn a_paste_is_one_harmless_line() {
        let mut line = Line::default();
        line.paste("one\ntwo\u{1b}[31m\n");
        assert_eq!(line.text(), "one two[31m");
    }
}
