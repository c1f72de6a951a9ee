//! Signs for terminals whose font has only those of every keyboard.
//!
//! What is drawn stays the same; the painter puts a plain sign of the same width in its place. Text
//! of other languages is left as it is: what the font lacks of it, nobody can spell otherwise.

/// Which signs are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Signs {
    /// All as they are drawn.
    #[default]
    Full,
    /// Plain ones in the place of the program's own.
    Ascii,
}

/// Signs of the program's own, and what stands for them.
const PLAIN: [(&str, &str); 32] = [
    ("✓", "+"),
    ("✗", "x"),
    ("‖", "="),
    ("·", "."),
    ("•", "*"),
    ("●", "*"),
    ("◆", "*"),
    ("▌", ">"),
    ("…", "~"),
    ("→", ">"),
    ("←", "<"),
    ("↑", "^"),
    ("↓", "v"),
    ("↔", "-"),
    ("↵", "$"),
    ("×", "x"),
    ("–", "-"),
    ("—", "-"),
    ("“", "\""),
    ("”", "\""),
    ("„", "\""),
    ("‘", "'"),
    ("’", "'"),
    ("▁", "."),
    ("▂", "."),
    ("▃", ":"),
    ("▄", ":"),
    ("▅", "+"),
    ("▆", "+"),
    ("▇", "#"),
    ("█", "#"),
    ("─", "-"),
];

impl Signs {
    /// What is sent for a sign.
    pub(super) fn sent(self, symbol: &str) -> &str {
        match self {
            Self::Full => symbol,
            Self::Ascii if symbol.is_ascii() => symbol,
            Self::Ascii => {
                PLAIN.iter().find(|(sign, _)| *sign == symbol).map_or(symbol, |(_, plain)| plain)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[test]
    fn a_plain_sign_is_as_wide_as_the_one_it_stands_for() {
        for (sign, plain) in PLAIN {
            assert!(plain.is_ascii() && sign.width() == plain.len(), "{sign}");
            assert_eq!(Signs::Full.sent(sign), sign);
            assert_eq!(Signs::Ascii.sent(sign), plain);
        }
    }

    #[test]
    fn names_of_people_are_left_alone() {
        for name in ["ü", "К", "日"] {
            assert_eq!(Signs::Ascii.sent(name), name);
        }
    }
}
