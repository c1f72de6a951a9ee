//! The lines that open and close a card.

use super::text::trim;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    Begin,
    End,
    /// `END:VCARDBEGIN:VCARD`: two files put together without a line end. The next card begins
    /// after so many bytes of the line.
    EndThenMore {
        taken_bytes: usize,
    },
}

/// Says whether a line opens or closes a card, in whatever case and with blanks anywhere.
pub(super) fn of(line: &[u8]) -> Option<Marker> {
    let text = trim(line);
    match text.first()? {
        b'b' | b'B' => after(text, b"BEGIN")?.is_empty().then_some(Marker::Begin),
        b'e' | b'E' => {
            let rest = after(text, b"END")?;
            if rest.is_empty() {
                return Some(Marker::End);
            }
            let tail = rest.len() + line.len() - trimmed_end(line);
            let taken_bytes = line.len().saturating_sub(tail);
            (of(rest)? == Marker::Begin).then_some(Marker::EndThenMore { taken_bytes })
        }
        _ => None,
    }
}

/// Where a line ends without the blanks behind it.
fn trimmed_end(line: &[u8]) -> usize {
    let blank = |byte: &&u8| matches!(**byte, 0 | 0x1A | b' ' | b'\t' | b'\r');
    line.len() - line.iter().rev().take_while(blank).count()
}

/// What follows `word : VCARD`; `None` if the line is something else.
fn after<'a>(text: &'a [u8], word: &[u8]) -> Option<&'a [u8]> {
    let rest = strip(text, word)?;
    let rest = rest.trim_ascii_start().strip_prefix(b":")?;
    Some(trim(strip(rest.trim_ascii_start(), b"VCARD")?))
}

fn strip<'a>(text: &'a [u8], word: &[u8]) -> Option<&'a [u8]> {
    let (head, rest) = text.split_at_checked(word.len())?;
    head.eq_ignore_ascii_case(word).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::{Marker, of};

    #[test]
    fn a_card_opens_and_closes_in_any_case_and_with_blanks() {
        for line in
            [&b"BEGIN:VCARD"[..], b"begin:vcard", b"Begin : vCard  ", b"\xEF\xBB\xBFBEGIN:VCARD"]
        {
            assert_eq!(of(line), Some(Marker::Begin));
        }
        for line in [&b"END:VCARD"[..], b"end:vcard ", b"END: VCARD\x1A"] {
            assert_eq!(of(line), Some(Marker::End));
        }
        for line in [&b"BEGIN:VCALENDAR"[..], b"END:VCARDX", b"FN:BEGIN:VCARD", b"END", b""] {
            assert_eq!(of(line), None);
        }
    }

    #[test]
    fn two_cards_on_one_line_are_told_apart() {
        let line = b" END:VCARD\xEF\xBB\xBFBEGIN:VCARD \r";
        let Some(Marker::EndThenMore { taken_bytes }) = of(line) else { panic!("no end") };
        assert_eq!(of(&line[taken_bytes..]), Some(Marker::Begin));
    }
}
