//! From a property's bytes to its text: quoted-printable, base64, character sets, and repair.

use encoding_rs::{Encoding, WINDOWS_1252};
use std::borrow::Cow;

/// How sure the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Certainty {
    /// It is what the file says.
    Sure,
    /// The declared character set is not known.
    UnknownCharset,
    /// Nothing was declared, and Windows-1252 assumed.
    Guessed,
    /// Some bytes are no text in the declared or likely character set.
    Garbled,
}

/// Decodes bytes by the declared character set, else as UTF-8, else as Windows-1252.
///
/// Valid UTF-8 wins over a declaration of an eight-bit set that it contradicts: programs that
/// declare what they do not write are far more common than text that is valid UTF-8 by chance.
pub(super) fn text(bytes: Cow<'_, [u8]>, charset: Option<&str>) -> (String, Certainty) {
    if bytes.is_ascii() && charset.is_none_or(|name| !is_stateful(name)) {
        return (utf8_or_lossy(bytes), Certainty::Sure);
    }
    let Some(name) = charset else { return undeclared(bytes) };
    let Some(encoding) = Encoding::for_label(name.trim().as_bytes()) else {
        let (text, certainty) = undeclared(bytes);
        let certainty =
            if certainty == Certainty::Sure { certainty } else { Certainty::UnknownCharset };
        return (text, certainty);
    };
    if encoding == encoding_rs::UTF_8 {
        return undeclared(bytes);
    }
    if encoding.is_single_byte() && std::str::from_utf8(&bytes).is_ok() {
        return (utf8_or_lossy(bytes), Certainty::Sure);
    }
    let (text, damaged) = encoding.decode_without_bom_handling(&bytes);
    let certainty = if damaged { Certainty::Garbled } else { Certainty::Sure };
    (text.into_owned(), certainty)
}

/// ISO-2022-JP and UTF-7 write other scripts in ASCII bytes.
fn is_stateful(charset: &str) -> bool {
    let name = charset.trim().to_ascii_lowercase();
    name.starts_with("iso-2022") || name.starts_with("hz") || name.starts_with("utf-16")
}

fn utf8_or_lossy(bytes: Cow<'_, [u8]>) -> String {
    match String::from_utf8(bytes.into_owned()) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    }
}

fn undeclared(bytes: Cow<'_, [u8]>) -> (String, Certainty) {
    let bytes = match String::from_utf8(bytes.into_owned()) {
        Ok(text) => return (text, Certainty::Sure),
        Err(error) => error.into_bytes(),
    };
    let bytes = match join_surrogates(&bytes) {
        Some(mended) => match String::from_utf8(mended) {
            Ok(text) => return (text, Certainty::Sure),
            Err(error) => error.into_bytes(),
        },
        None => bytes,
    };
    let has_utf8 = bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    if has_utf8 {
        (String::from_utf8_lossy(&bytes).into_owned(), Certainty::Garbled)
    } else {
        (WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned(), Certainty::Guessed)
    }
}

/// Puts together the halves of characters that some exporters write as two three-byte sequences
/// (CESU-8); `None` if there are none.
fn join_surrogates(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut rest = bytes;
    let mut found = false;
    while let [first, tail @ ..] = rest {
        if let [0xED, b2 @ 0xA0..=0xAF, b3, 0xED, b5 @ 0xB0..=0xBF, b6, after @ ..] = rest {
            let high = (u32::from(b2 & 0x0F) << 6) | u32::from(b3 & 0x3F);
            let low = (u32::from(b5 & 0x0F) << 6) | u32::from(b6 & 0x3F);
            if let Some(character) = char::from_u32(0x1_0000 + (high << 10) + low) {
                let mut buffer = [0; 4];
                out.extend_from_slice(character.encode_utf8(&mut buffer).as_bytes());
                rest = after;
                found = true;
                continue;
            }
        }
        out.push(*first);
        rest = tail;
    }
    found.then_some(out)
}

/// Decodes quoted-printable. What is no `=XX` stays as it stands.
pub(super) fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [first, tail @ ..] = rest {
        if *first == b'='
            && let [high, low, after @ ..] = tail
            && let (Some(high), Some(low)) = (hex(*high), hex(*low))
        {
            out.push(high << 4 | low);
            rest = after;
        } else {
            out.push(*first);
            rest = tail;
        }
    }
    out
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Decodes base64, skipping blanks; `None` where other characters are in it.
pub(super) fn base64(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3 + 3);
    let mut group: u32 = 0;
    let mut bits: u32 = 0;
    for byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            b' ' | b'\t' | b'\r' | b'\n' => continue,
            _ => return None,
        };
        group = (group << 6 | u32::from(value)) & 0x00FF_FFFF;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from((group >> bits) & 0xFF).unwrap_or_default());
        }
    }
    Some(out)
}
