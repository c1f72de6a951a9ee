//! The terminal's clipboard, by OSC 52: the one that reaches the user's own machine over SSH.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// What stands between the program and the terminal that has the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Through {
    /// Nothing.
    #[default]
    Nothing,
    /// tmux, which hands a sequence on only if it is wrapped (and `allow-passthrough` is on).
    Tmux,
}

/// The bytes that put a text into the clipboard. The text is encoded, so that nothing in it can
/// act on the terminal. No answer is asked for: a terminal that does not know it stays silent.
#[must_use]
pub fn sequence(text: &str, through: Through) -> Vec<u8> {
    let encoded = STANDARD.encode(text);
    match through {
        Through::Nothing => format!("\x1b]52;c;{encoded}\x07").into_bytes(),
        // Within the wrap every escape is doubled.
        Through::Tmux => format!("\x1bPtmux;\x1b\x1b]52;c;{encoded}\x07\x1b\\").into_bytes(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_encoded_and_ends_with_a_bell() {
        let bytes = sequence("Grüße \x1b]0;x\x07", Through::Nothing);

        assert_eq!(bytes, b"\x1b]52;c;R3LDvMOfZSAbXTA7eAc=\x07");
    }

    #[test]
    fn tmux_gets_it_wrapped_with_escapes_doubled() {
        let bytes = sequence("hi", Through::Tmux);

        assert_eq!(bytes, b"\x1bPtmux;\x1b\x1b]52;c;aGk=\x07\x1b\\");
    }
}
