//! The lines of a file, with their numbers, however they end.

const LONGEST_NAME_BYTES: usize = 64;

/// One line without its end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Counted from 1.
    pub(super) number: u32,
    pub(super) bytes: &'a [u8],
}

/// Walks through a file line by line. Copies are cheap and serve to look ahead.
///
/// A line ends with CRLF, LF, any number of CRs before an LF, or CR alone. A lone CR in a file
/// that has LFs is a line end only where a property or a fold follows; otherwise it stays in the
/// value.
#[derive(Debug, Clone)]
pub(super) struct Lines<'a> {
    rest: &'a [u8],
    number: u32,
    only_cr: bool,
    indent: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(input: &'a [u8]) -> Self {
        Self { rest: input, number: 0, only_cr: !input.contains(&b'\n'), indent: 0 }
    }

    /// Takes so many blanks off the front of each line from here on: a card that is indented as a
    /// whole would read as one long fold.
    pub(super) fn set_indent(&mut self, blanks: usize) {
        self.indent = blanks;
    }

    /// How many bytes are still to come.
    pub(super) fn left_bytes(&self) -> usize {
        self.rest.len()
    }

    pub(super) fn peek(&self) -> Option<Line<'a>> {
        self.clone().next()
    }

    /// Gives the tail of the line just taken back, so that it comes next, under the same number.
    pub(super) fn resume_within(&mut self, before: &Self, taken_bytes: usize) {
        let blanks = before.rest.iter().take_while(|byte| is_blank(**byte)).count();
        let taken_bytes = taken_bytes + blanks.min(before.indent);
        self.rest = before.rest.get(taken_bytes..).unwrap_or_default();
        self.number = before.number;
    }

    fn ends_at(&self, from: usize) -> Option<(usize, usize)> {
        let mut at = from;
        loop {
            let rest = self.rest.get(at..)?;
            let found = at + rest.iter().position(|byte| matches!(byte, b'\r' | b'\n'))?;
            let tail = self.rest.get(found..)?;
            let returns = tail.iter().take_while(|byte| **byte == b'\r').count();
            if tail.get(returns) == Some(&b'\n') {
                return Some((found, found + returns + 1));
            }
            if self.only_cr {
                return Some((found, found + 1));
            }
            let after = tail.get(returns..).unwrap_or_default();
            if after.is_empty() || begins_a_line(after) {
                return Some((found, found + returns));
            }
            at = found + returns;
        }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        self.number = self.number.saturating_add(1);
        let (end, next) = self.ends_at(0).unwrap_or((self.rest.len(), self.rest.len()));
        let mut bytes = self.rest.get(..end).unwrap_or_default();
        for _ in 0..self.indent {
            let [b' ' | b'\t', rest @ ..] = bytes else { break };
            bytes = rest;
        }
        self.rest = self.rest.get(next..).unwrap_or_default();
        Some(Line { number: self.number, bytes })
    }
}

/// Whether this is the start of a property or of the rest of a folded one.
fn begins_a_line(text: &[u8]) -> bool {
    if text.first().is_some_and(|byte| is_blank(*byte)) {
        return true;
    }
    let head = text.get(..LONGEST_NAME_BYTES).unwrap_or(text);
    let name = head
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'))
        .count();
    name > 0 && matches!(head.get(name), Some(b':' | b';'))
}

pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}
