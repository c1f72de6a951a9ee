//! From the bytes of a file to bytes that are UTF-8 or nearly so: byte order marks and UTF-16.

use crate::formats::problem::Resemblance;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";
const SAMPLE_BYTES: usize = 4096;

/// A file's text, and whether some of it was damaged.
pub(super) struct FileText<'a> {
    pub(super) bytes: Cow<'a, [u8]>,
    pub(super) damaged: bool,
}

/// Takes off a byte order mark and turns UTF-16 into UTF-8. Everything else is left for each line
/// to decode, because a file may mix character sets.
pub(super) fn open(bytes: &[u8]) -> FileText<'_> {
    if let Some(rest) = bytes.strip_prefix(UTF8_MARK) {
        return FileText { bytes: Cow::Borrowed(rest), damaged: false };
    }
    match two_byte_encoding(bytes) {
        Some(encoding) => {
            let (text, damaged) = encoding.decode_with_bom_removal(bytes);
            FileText { bytes: Cow::Owned(text.into_owned().into_bytes()), damaged }
        }
        None => FileText { bytes: Cow::Borrowed(bytes), damaged: false },
    }
}

fn two_byte_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] => Some(UTF_16BE),
        // No mark: a card begins with a letter, of which the other byte is zero.
        [first, 0, second, 0, ..]
            if first.is_ascii_alphabetic() && second.is_ascii_alphabetic() =>
        {
            Some(UTF_16LE)
        }
        [0, first, 0, second, ..]
            if first.is_ascii_alphabetic() && second.is_ascii_alphabetic() =>
        {
            Some(UTF_16BE)
        }
        _ => None,
    }
}

/// Takes byte order marks and blanks off both ends, and the NULs and end-of-file signs that old
/// programs leave between cards.
pub(super) fn trim(line: &[u8]) -> &[u8] {
    let mut line = line;
    loop {
        let before = line.len();
        line = line.strip_prefix(UTF8_MARK).unwrap_or(line);
        while let [0 | 0x1A | b' ' | b'\t' | b'\r' | b'\n', rest @ ..] = line {
            line = rest;
        }
        while let [rest @ .., 0 | 0x1A | b' ' | b'\t' | b'\r' | b'\n'] = line {
            line = rest;
        }
        if line.len() == before {
            return line;
        }
    }
}

/// Says what a file without a card looks like.
pub(super) fn resemblance(bytes: &[u8]) -> Resemblance {
    let sample = trim(bytes.get(..SAMPLE_BYTES).unwrap_or(bytes));
    let starts =
        |word: &[u8]| sample.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    let first_line = sample.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    if starts(b"PK\x03\x04") || starts(b"\x1F\x8B") {
        return Resemblance::Archive;
    }
    if is_binary(sample) {
        return Resemblance::Binary;
    }
    if starts(b"BEGIN:VCALENDAR") {
        return Resemblance::Calendar;
    }
    if starts(b"{") || starts(b"[") {
        return Resemblance::Json;
    }
    if starts(b"<") {
        return Resemblance::Markup;
    }
    if [&b"From "[..], b"Return-Path:", b"Received:", b"MIME-Version:", b"Subject:", b"Date:"]
        .into_iter()
        .any(starts)
    {
        return Resemblance::Mail;
    }
    let separates = |sign: u8| first_line.split(|byte| *byte == sign).nth(2).is_some();
    if [b',', b';', b'\t'].into_iter().any(separates) {
        return Resemblance::Table;
    }
    Resemblance::Text
}

fn is_binary(sample: &[u8]) -> bool {
    let odd = sample
        .iter()
        .filter(|byte| matches!(byte, 0..=8 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F))
        .count();
    odd * 20 > sample.len() || (sample.contains(&0) && odd > 1)
}
