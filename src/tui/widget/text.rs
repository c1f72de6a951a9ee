//! Foreign text made harmless and measured in cells before it reaches the terminal.
//!
//! Everything that people, files or other programs wrote passes through [`clean`]: control
//! characters and escapes become visible signs, what turns the reading direction around is dropped.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Marks that may be stacked on one letter; more are a prank that paints over other lines.
const MARKS_PER_LETTER: usize = 4;

/// Returns one line of text that shows control characters instead of sending them.
///
/// Escape becomes `␛`, a line break `↵`, a tab a blank. Overrides and isolates of the reading
/// direction, zero-width blanks, soft hyphens, tags and variation selectors are dropped (VS16
/// shifts a whole row in ratatui 0.30, #2651); a joiner between emoji is dropped too, because
/// terminals disagree about the width of what it joins. Cleaning twice changes nothing.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut marks = 0;
    let mut after_wide = false;
    let mut chars = text.chars().peekable();
    while let Some(sign) = chars.next() {
        if sign == '\r' && chars.peek() == Some(&'\n') {
            continue;
        }
        let Some(sign) = harmless(sign) else { continue };
        if sign == '\u{200d}' && (after_wide || shown.is_empty()) {
            continue;
        }
        if sign.width().unwrap_or(0) == 0 && sign != '\u{200d}' && sign != '\u{200c}' {
            if shown.is_empty() {
                shown.push('\u{25cc}');
            }
            marks += 1;
            if marks > MARKS_PER_LETTER {
                continue;
            }
        } else {
            marks = 0;
            after_wide = sign.width() == Some(2);
        }
        shown.push(sign);
    }
    Cow::Owned(shown)
}

/// Returns what to show for one character, or nothing where it is to be dropped.
fn harmless(sign: char) -> Option<char> {
    match sign {
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('↵'),
        '\t' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => Some(' '),
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(sign)),
        '\u{7f}' => Some('\u{2421}'),
        '\u{80}'..='\u{9f}' | '\u{fff9}'..='\u{fffb}' => Some('\u{fffd}'),
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{e0000}'..='\u{e0fff}' => None,
        other => Some(other),
    }
}

/// Splits text into its lines, each made harmless.
pub fn clean_lines(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    text.lines().map(clean)
}

/// Returns how many cells cleaned text takes.
#[must_use]
pub fn cells(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// Cuts text at a grapheme so that it fits, ending in `…` where something was cut.
#[must_use]
pub fn cut(text: &str, room_cells: usize) -> Cow<'_, str> {
    if text.len() <= room_cells || cells(text) <= room_cells {
        return Cow::Borrowed(text);
    }
    let Some(room) = room_cells.checked_sub(1) else {
        return Cow::Borrowed("");
    };
    let mut used = 0;
    let mut shown = String::new();
    for grapheme in text.graphemes(true) {
        used += grapheme.width();
        if used > room {
            break;
        }
        shown.push_str(grapheme);
    }
    shown.truncate(shown.trim_end().len());
    shown.push('…');
    Cow::Owned(shown)
}

/// Cuts or fills text to an exact number of cells.
#[must_use]
pub fn fit(text: &str, room_cells: usize) -> String {
    let mut shown = cut(text, room_cells).into_owned();
    let missing = room_cells.saturating_sub(cells(&shown));
    shown.extend(std::iter::repeat_n(' ', missing));
    shown
}

/// Breaks text at blanks into lines of at most `room_cells`; a word that is longer is broken.
#[must_use]
pub fn wrap(text: &str, room_cells: usize) -> Vec<String> {
    let room = room_cells.max(1);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let width = cells(word);
        if used > 0 && used + 1 + width > room {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        for grapheme in word.graphemes(true) {
            // A sign with marks that make it wider than the whole line fits nowhere.
            let grapheme = if grapheme.width() > room { "…" } else { grapheme };
            if used + grapheme.width() > room {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push_str(grapheme);
            used += grapheme.width();
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// Returns a count with its noun: `1 contact`, `2 contacts`.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// Returns a number with a thin separator each three digits: `100 000`.
#[must_use]
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(' ');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    // A random test found a sign with a mark of its own width: three cells in one grapheme, which
    // overflowed a line of two.
    #[test]
    fn a_sign_that_is_wider_than_the_line_does_not_overflow_it() {
        assert_eq!(wrap("\u{1fa80}\u{1134b}", 2), ["…"]);
    }

    #[test]
    fn an_escape_sequence_is_shown_and_not_sent() {
        assert_eq!(clean("a\u{1b}[31mb\u{7}"), "a␛[31mb␇");
        assert_eq!(clean("one\r\ntwo"), "one↵two");
    }

    #[test]
    fn what_turns_the_direction_around_is_dropped() {
        assert_eq!(clean("ab\u{202e}cd\u{2066}"), "abcd");
    }

    #[test]
    fn a_heart_with_a_variation_selector_keeps_its_row() {
        assert_eq!(clean("❤\u{fe0f} x"), "❤ x");
    }

    #[test]
    fn stacked_marks_are_thinned_out() {
        let prank = format!("a{}", "\u{301}".repeat(40));
        assert_eq!(clean(&prank).chars().count(), 1 + MARKS_PER_LETTER);
    }

    #[test]
    fn a_cut_respects_wide_letters() {
        assert_eq!(cut("日本語", 4), "日…");
        assert_eq!(cut("abc", 3), "abc");
        assert_eq!(cut("abc", 0), "");
        assert_eq!(fit("日本語", 6), "日本語");
        assert_eq!(cells(&fit("日本語", 5)), 5);
    }

    #[test]
    fn a_line_breaks_at_blanks() {
        assert_eq!(wrap("why do we hold this", 8), ["why do", "we hold", "this"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
    }

    #[test]
    fn large_counts_are_grouped() {
        assert_eq!(count(100_000, "contact", "contacts"), "100 000 contacts");
        assert_eq!(count(1, "contact", "contacts"), "1 contact");
    }
}
