//! The words of a query with their places.

use std::ops::Range;

use super::Op;

/// A piece of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) what: What,
    pub(super) place: Range<usize>,
    /// Whether a blank stands before it.
    pub(super) apart: bool,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    Word(String),
    Quoted(String),
    Op(Op),
    Open,
    Close,
    Minus,
}

/// A quotation mark that is never closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unclosed(pub(super) Range<usize>);

/// Cuts a query into pieces.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Unclosed> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = text;
    let mut apart = true;
    while let Some(first) = rest.chars().next() {
        let at = text.len() - rest.len();
        if first.is_whitespace() {
            apart = true;
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
            continue;
        }
        let (what, len) = next(rest, at, apart, tokens.last())?;
        tokens.push(Token { what, place: at..at + len, apart });
        apart = false;
        rest = rest.get(len..).unwrap_or_default();
    }
    Ok(tokens)
}

fn next(
    rest: &str,
    at: usize,
    apart: bool,
    before: Option<&Token>,
) -> Result<(What, usize), Unclosed> {
    let opens_term =
        apart || before.is_some_and(|one| matches!(one.what, What::Open | What::Minus));
    if let Some(quoted) = rest.strip_prefix('"') {
        return quote(quoted)
            .map(|(text, len)| (What::Quoted(text), len + 1))
            .ok_or(Unclosed(at..at + rest.len()));
    }
    for (sign, what) in [("(", What::Open), (")", What::Close)] {
        if rest.starts_with(sign) {
            return Ok((what, 1));
        }
    }
    if opens_term && rest.starts_with('-') && rest.len() > 1 && !rest.starts_with("- ") {
        return Ok((What::Minus, 1));
    }
    // A value may hold any sign but these; a field ends before a comparison.
    let is_value = before.is_some_and(|one| matches!(one.what, What::Op(_)));
    if let Some((op, len)) = op(rest).filter(|_| !is_value) {
        return Ok((What::Op(op), len));
    }
    let ends = |(at, sign): &(usize, char)| {
        let compares = !is_value && rest.get(*at..).is_some_and(|rest| op(rest).is_some());
        sign.is_whitespace() || matches!(sign, '(' | ')' | '"') || compares
    };
    let len = rest.char_indices().find(ends).map_or(rest.len(), |(at, _)| at);
    // A sign that begins a value and ends it at once stands for itself.
    let len = if len == 0 { rest.chars().next().map_or(0, char::len_utf8) } else { len };
    let word = rest.get(..len).unwrap_or_default();
    let named = [("startswith", Op::Starts), ("endswith", Op::Ends)];
    let named = named.into_iter().find(|(name, _)| word.eq_ignore_ascii_case(name));
    Ok(match named.filter(|_| apart && !is_value) {
        Some((_, op)) => (What::Op(op), len),
        None => (What::Word(word.to_owned()), len),
    })
}

/// A comparison at the beginning of the text, and its length.
fn op(text: &str) -> Option<(Op, usize)> {
    const SIGNS: [(&str, Op); 8] = [
        ("!=", Op::IsNot),
        ("<=", Op::AtMost),
        (">=", Op::AtLeast),
        (":", Op::Has),
        ("=", Op::Is),
        ("<", Op::Less),
        (">", Op::More),
        ("≠", Op::IsNot),
    ];
    SIGNS.iter().find(|(sign, _)| text.starts_with(sign)).map(|(sign, op)| (*op, sign.len()))
}

/// The text up to the closing mark, and its length with it. `""` stands for one mark.
fn quote(text: &str) -> Option<(String, usize)> {
    let mut found = String::new();
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if letter != '"' {
            found.push(letter);
        } else if letters.next_if(|(_, next)| *next == '"').is_some() {
            found.push('"');
        } else {
            return Some((found, at + 1));
        }
    }
    None
}
