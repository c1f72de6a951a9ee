//! A key with what is held down beside it, as the table of commands and the config file spell it.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// One key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chord {
    /// The key.
    pub key: Key,
    /// Whether control was held.
    pub ctrl: bool,
    /// Whether alt was held.
    pub alt: bool,
}

/// The keys that the program knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A letter or sign, with shift already in it.
    Char(char),
    /// A function key.
    F(u8),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

/// Names of keys that are not a single sign; the first of each is the one shown.
const NAMES: [(&str, Key); 15] = [
    ("enter", Key::Enter),
    ("esc", Key::Esc),
    ("tab", Key::Tab),
    ("shift-tab", Key::BackTab),
    ("backspace", Key::Backspace),
    ("del", Key::Delete),
    ("up", Key::Up),
    ("down", Key::Down),
    ("left", Key::Left),
    ("right", Key::Right),
    ("home", Key::Home),
    ("end", Key::End),
    ("pgup", Key::PageUp),
    ("pgdn", Key::PageDown),
    ("space", Key::Char(' ')),
];

impl Chord {
    /// Returns the chord of a key alone.
    #[must_use]
    pub const fn plain(key: Key) -> Self {
        Self { key, ctrl: false, alt: false }
    }

    /// Returns the sign that this chord types, if it types one.
    #[must_use]
    pub const fn typed(self) -> Option<char> {
        if let Key::Char(sign) = self.key
            && !self.ctrl
            && !self.alt
        {
            return Some(sign);
        }
        None
    }

    /// Reads `q`, `ctrl-p`, `alt-b`, `shift-tab`, `f1`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(rest) = text.strip_prefix("ctrl-") {
            // Terminals tell no capitals apart while control is held.
            return Self::parse(&rest.to_lowercase()).map(|chord| Self { ctrl: true, ..chord });
        }
        if let Some(rest) = text.strip_prefix("alt-") {
            return Self::parse(rest).map(|chord| Self { alt: true, ..chord });
        }
        if let Some((_, key)) = NAMES.iter().find(|(name, _)| *name == text) {
            return Some(Self::plain(*key));
        }
        let mut chars = text.chars();
        let first = chars.next()?;
        let rest = chars.as_str();
        match (first, rest) {
            (sign, "") => Some(Self::plain(Key::Char(sign))),
            ('f', number) => number.parse().ok().map(|number| Self::plain(Key::F(number))),
            _ => None,
        }
    }

    /// Reads a sequence of chords parted by blanks: `g g`.
    #[must_use]
    pub fn parse_all(text: &str) -> Option<Vec<Self>> {
        text.split(' ').map(Self::parse).collect()
    }
}

/// Shows `^D` for control, as the hint line does; names for the rest.
impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.alt {
            f.write_str("alt-")?;
        }
        match self.key {
            Key::Char(' ') => f.write_str("space"),
            Key::Char(sign) if self.ctrl => write!(f, "^{}", sign.to_ascii_uppercase()),
            Key::Char(sign) => write!(f, "{sign}"),
            Key::F(number) => write!(f, "F{number}"),
            Key::Up => f.write_str("↑"),
            Key::Down => f.write_str("↓"),
            Key::Left => f.write_str("←"),
            Key::Right => f.write_str("→"),
            key @ (Key::Enter
            | Key::Esc
            | Key::Tab
            | Key::BackTab
            | Key::Backspace
            | Key::Delete
            | Key::Home
            | Key::End
            | Key::PageUp
            | Key::PageDown) => {
                f.write_str(NAMES.iter().find(|(_, named)| *named == key).map_or("", |(n, _)| n))
            }
        }
    }
}

/// Shows a sequence of chords as it is typed: `gg`, `pp`, `^D`.
#[must_use]
pub fn spelled(chords: &[Chord]) -> String {
    chords.iter().map(ToString::to_string).collect()
}

/// Writes a sequence of chords as the table and the config file do: `g g`, `ctrl-d`.
#[must_use]
pub fn written(chords: &[Chord]) -> String {
    chords.iter().map(|chord| chord.written()).collect::<Vec<_>>().join(" ")
}

impl Chord {
    fn written(self) -> String {
        let name = NAMES.iter().find(|(_, key)| *key == self.key).map(|(name, _)| *name);
        let key = match (name, self.key) {
            (None, Key::F(number)) => format!("f{number}"),
            (Some(name), _) => name.to_owned(),
            (None, key) => Self::plain(key).to_string(),
        };
        let (alt, ctrl) =
            (if self.alt { "alt-" } else { "" }, if self.ctrl { "ctrl-" } else { "" });
        format!("{alt}{ctrl}{key}")
    }

    /// Takes over a key of the terminal; releases and keys without a use for us are none.
    #[must_use]
    pub fn from_event(event: &KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let alt = event.modifiers.contains(KeyModifiers::ALT);
        #[expect(
            clippy::wildcard_enum_match_arm,
            reason = "the terminal library has dozens of keys that mean nothing here"
        )]
        let key = match event.code {
            KeyCode::Char(sign) if ctrl => Key::Char(sign.to_ascii_lowercase()),
            KeyCode::Char(sign) => Key::Char(sign),
            KeyCode::F(number) => Key::F(number),
            KeyCode::Enter => Key::Enter,
            KeyCode::Esc => Key::Esc,
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Key::BackTab,
            KeyCode::Tab => Key::Tab,
            KeyCode::BackTab => Key::BackTab,
            KeyCode::Backspace => Key::Backspace,
            KeyCode::Delete => Key::Delete,
            KeyCode::Up => Key::Up,
            KeyCode::Down => Key::Down,
            KeyCode::Left => Key::Left,
            KeyCode::Right => Key::Right,
            KeyCode::Home => Key::Home,
            KeyCode::End => Key::End,
            KeyCode::PageUp => Key::PageUp,
            KeyCode::PageDown => Key::PageDown,
            _ => return None,
        };
        Some(Self { key, ctrl, alt })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chord_reads_as_it_is_spelled() {
        assert_eq!(Chord::parse("ctrl-p").unwrap().to_string(), "^P");
        assert_eq!(spelled(&Chord::parse_all("g g").unwrap()), "gg");
        assert_eq!(Chord::parse("f1").unwrap().key, Key::F(1));
        assert_eq!(Chord::parse("f").unwrap().key, Key::Char('f'));
        assert!(Chord::parse("hyper-x").is_none());
    }
}
