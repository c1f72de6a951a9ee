//! Foreign text made harmless before it is printed, and measured in cells.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// One line without control characters, escape sequences or signs that turn the reading direction
/// around: escape becomes `␛`, a line break `↵`, a tab a blank.
#[must_use]
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").chars().filter_map(harmless).collect())
}

fn harmless(sign: char) -> Option<char> {
    match sign {
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('↵'),
        '\t' => Some(' '),
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(sign)),
        '\u{7f}' => Some('\u{2421}'),
        '\u{80}'..='\u{9f}' | '\u{fff9}'..='\u{fffb}' => Some('\u{fffd}'),
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{feff}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{e0000}'..='\u{e0fff}' => None,
        other => Some(other),
    }
}

/// How many cells cleaned text takes.
pub(super) fn cells(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// Cuts cleaned text at a grapheme so that it fits, ending in `…` where something was cut.
pub(super) fn cut(text: &str, room_cells: usize) -> Cow<'_, str> {
    if cells(text) <= room_cells {
        return Cow::Borrowed(text);
    }
    let room = room_cells.saturating_sub(1);
    let mut used = 0;
    let fits = |grapheme: &&str| {
        used += grapheme.width();
        used <= room
    };
    let mut shown: String = text.graphemes(true).take_while(fits).collect();
    shown.push('…');
    Cow::Owned(shown)
}

/// `1 value`, `2 values`.
pub(super) fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_escape_sequence_in_a_name_is_shown_and_not_sent() {
        assert_eq!(clean("A\u{1b}[31mnna\r\nB\u{202e}x\t1"), "A␛[31mnna↵Bx 1");
    }

    #[test]
    fn what_is_cut_fits() {
        assert_eq!(cut("Müller", 4), "Mül…");
        assert_eq!(cut("日本語", 4), "日…");
    }

    proptest! {
        #[test]
        fn cleaned_text_has_no_control_character(text in "\\PC{0,30}|.{0,30}") {
            let shown = clean(&text).into_owned();
            prop_assert!(!shown.chars().any(char::is_control));
            prop_assert_eq!(clean(&shown).into_owned(), shown.clone());
            prop_assert!(cells(&cut(&shown, 9)) <= 9);
        }
    }
}
