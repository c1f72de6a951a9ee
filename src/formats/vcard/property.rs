//! One property of a card: its lines put together, its parameters, its value as text.
//!
//! calcard unfolds and reads parameters as well. It is not asked to, because it knows no line
//! numbers, takes an unfolded quoted-printable or base64 line for a property, knows few character
//! sets, forgets the unknown types in `TYPE="voice,x-car"` and leaves RFC 6868 escapes standing.

use super::LONGEST_VALUE_BYTES;
use super::decode::{self, Certainty};
use super::lines::{Line, Lines, is_blank};
use super::marker;
use super::meaning::{self, Field, Meaning};
use super::params::{Params, Transfer};
use super::text::trim;
use std::borrow::Cow;

const LONGEST_HEAD_BYTES: usize = 16 * 1024;

/// A property with its value as text, folds and encodings undone, backslashes still in place.
#[derive(Debug)]
pub(super) struct Property {
    pub(super) line: u32,
    pub(super) group: Option<String>,
    /// In capitals.
    pub(super) name: String,
    pub(super) meaning: Meaning,
    pub(super) params: Params,
    pub(super) value: Value,
    pub(super) certainty: Certainty,
    /// The length of the value in the file, without folds.
    pub(super) len_bytes: usize,
}

#[derive(Debug)]
pub(super) enum Value {
    Text(String),
    /// A picture or the like, read past.
    Blob,
    TooLong,
    Undecodable,
    NotText,
}

impl Property {
    /// Reads the property that begins on `first` and takes the lines that belong to it; `None` if
    /// the line is no property.
    pub(super) fn read(first: Line<'_>, lines: &mut Lines<'_>) -> Option<Self> {
        let blanks = first.bytes.iter().take_while(|byte| is_blank(**byte)).count();
        let mut raw = Cow::Borrowed(first.bytes.get(blanks..)?);
        let (mut group, mut name) = name_of(&raw)?;
        let mut is_folded = false;
        let mut quoted = false;
        let mut colon = colon_outside_quotes(&raw, &mut quoted);
        while colon.is_none() && raw.len() < LONGEST_HEAD_BYTES {
            let Some(fold) = next_fold(lines) else { break };
            colon = colon_outside_quotes(fold, &mut quoted).map(|colon| colon + raw.len());
            raw.to_mut().extend_from_slice(fold);
            is_folded = true;
        }
        // A quote that is never closed is no quote.
        let colon = colon.or_else(|| raw.iter().position(|byte| *byte == b':'))?;
        if is_folded {
            (group, name) = name_of(raw.get(..colon)?)?;
        }
        let head = raw.get(..colon)?;
        let params = Params::read(head.get(name_end(head)..).unwrap_or_default());
        let is_reading = params.types.iter().any(|kind| kind == "x-irmc-n");
        let mut meaning = meaning::of(&name);
        if meaning == Meaning::Sound && is_reading {
            meaning = Meaning::Datum(Field::PhoneticName);
        }
        let start = raw.get(colon + 1..).unwrap_or_default();
        let mut body = Body::new(start);
        match params.transfer {
            Some(Transfer::Base64) => body.extend_blob(lines),
            _ if meaning.is_blob() => body.extend_blob(lines),
            Some(Transfer::QuotedPrintable) => body.extend_quoted_printable(lines),
            None => body.extend_folded(lines),
        }
        let len_bytes = body.len_bytes;
        let (value, certainty) = body.into_value(meaning, &params);
        Some(Self { line: first.number, group, name, meaning, params, value, certainty, len_bytes })
    }
}

/// The bytes after the colon, with their folds undone.
struct Body<'a> {
    bytes: Cow<'a, [u8]>,
    len_bytes: usize,
}

impl<'a> Body<'a> {
    fn new(start: &'a [u8]) -> Self {
        Self { bytes: Cow::Borrowed(start), len_bytes: start.len() }
    }

    /// Adds to the value, but never more than a value may have: the rest is only counted.
    fn push(&mut self, more: &[u8]) {
        self.len_bytes = self.len_bytes.saturating_add(more.len());
        if self.bytes.len() <= LONGEST_VALUE_BYTES {
            self.bytes.to_mut().extend_from_slice(more);
        }
    }

    fn extend_folded(&mut self, lines: &mut Lines<'_>) {
        loop {
            if let Some(fold) = next_fold(lines) {
                self.push(fold);
            } else if let Some(rest) = self.after_backslash(lines) {
                self.bytes.to_mut().pop();
                self.push(b"\n");
                self.push(rest);
            } else {
                return;
            }
        }
    }

    /// Takes the next line if this one ends with a single backslash, as some vCard 2.1 programs
    /// write an address of several lines.
    fn after_backslash<'b>(&self, lines: &mut Lines<'b>) -> Option<&'b [u8]> {
        let slashes = self.bytes.iter().rev().take_while(|byte| **byte == b'\\').count();
        let next = lines.peek()?;
        let goes_on = slashes % 2 == 1
            && !trim(next.bytes).is_empty()
            && marker::of(next.bytes).is_none()
            && !is_property(next.bytes);
        goes_on.then(|| lines.next()).flatten().map(|line| line.bytes)
    }

    fn extend_quoted_printable(&mut self, lines: &mut Lines<'_>) {
        let text_bytes = without_soft_break(&self.bytes).map(<[u8]>::len);
        if let Some(text_bytes) = text_bytes {
            self.bytes.to_mut().truncate(text_bytes);
        }
        let mut goes_on = text_bytes.is_some();
        loop {
            let next = if goes_on {
                let next = lines.peek().filter(|line| marker::of(line.bytes).is_none());
                next.and_then(|_| lines.next()).map(|line| line.bytes)
            } else {
                next_fold(lines)
            };
            let Some(next) = next else { return };
            let text = without_soft_break(next);
            self.push(text.unwrap_or(next));
            goes_on = text.is_some();
        }
    }

    /// Reads past base64, which programs fold with or without a blank. A blank line ends it.
    fn extend_blob(&mut self, lines: &mut Lines<'_>) {
        while let Some(next) = lines.peek() {
            let text = trim(next.bytes);
            let folded = next.bytes.first().is_some_and(|byte| is_blank(*byte));
            if text.is_empty() || !(folded || text.iter().all(|byte| is_base64(*byte))) {
                return;
            }
            lines.next();
            self.push(text);
        }
    }

    fn into_value(self, meaning: Meaning, params: &Params) -> (Value, Certainty) {
        if meaning.is_blob() {
            return (Value::Blob, Certainty::Sure);
        }
        if self.bytes.len() > LONGEST_VALUE_BYTES {
            return (Value::TooLong, Certainty::Sure);
        }
        let bytes = match params.transfer {
            Some(Transfer::QuotedPrintable) => Cow::Owned(decode::quoted_printable(&self.bytes)),
            Some(Transfer::Base64) => match decode::base64(&self.bytes) {
                Some(bytes) if bytes.contains(&0) => return (Value::NotText, Certainty::Sure),
                Some(bytes) => Cow::Owned(bytes),
                None => return (Value::Undecodable, Certainty::Sure),
            },
            None => self.bytes,
        };
        let (text, certainty) = decode::text(bytes, params.charset.as_deref());
        (Value::Text(text), certainty)
    }
}

/// The line without the `=` at its end that says that the next line goes on; blanks may follow it.
fn without_soft_break(line: &[u8]) -> Option<&[u8]> {
    line.trim_ascii_end().strip_suffix(b"=")
}

/// Takes the next line if it goes on the one before, without its first blank.
fn next_fold<'a>(lines: &mut Lines<'a>) -> Option<&'a [u8]> {
    match lines.peek()?.bytes {
        [b' ' | b'\t', rest @ ..] => {
            lines.next();
            Some(rest)
        }
        _ => None,
    }
}

/// Where the value begins: the first colon outside quotes. Goes on in or outside quotes as the
/// text before ended.
fn colon_outside_quotes(line: &[u8], quoted: &mut bool) -> Option<usize> {
    line.iter().position(|byte| {
        *quoted ^= *byte == b'"';
        *byte == b':' && !*quoted
    })
}

/// Whether a line may begin a property, so that it does not go on the one before.
fn is_property(line: &[u8]) -> bool {
    line.contains(&b':') && name_of(line).is_some()
}

fn name_end(head: &[u8]) -> usize {
    head.iter().position(|byte| matches!(byte, b';' | b':')).unwrap_or(head.len())
}

/// The group and the name in capitals; `None` if no property can have such a name.
fn name_of(head: &[u8]) -> Option<(Option<String>, String)> {
    let name = std::str::from_utf8(trim(head.get(..name_end(head))?)).ok()?;
    let fits =
        |character: char| character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | '/');
    if name.is_empty() || !name.chars().all(fits) {
        return None;
    }
    let (group, name) = match name.split_once('.') {
        Some((group, name)) if !name.is_empty() => (Some(group.to_ascii_lowercase()), name),
        _ => (None, name),
    };
    Some((group, name.to_ascii_uppercase()))
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}
