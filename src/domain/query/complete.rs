//! What a query may go on with, and what it asks, while it is being typed.

use super::field::{self, FIELDS, Shape};
use super::{Known, Op, Query, choice};
use crate::domain::word;

/// A way to go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The whole query with the last word completed.
    pub text: String,
    /// The completed word: `stage:` or `stage:running`.
    pub word: String,
}

/// Says whether a text is more than words to look for: it compares a field, or joins terms.
#[must_use]
pub fn is_asked(query: &Query) -> bool {
    match query {
        Query::All => false,
        Query::And(parts) => parts.iter().any(is_asked),
        Query::Or(_) | Query::Not(_) => true,
        Query::Term(term) => term.field.is_some(),
    }
}

/// Says whether a text tries to compare a field, be it understood or not.
#[must_use]
pub fn tries(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let (_, word) = head(word);
        compared(word).is_some_and(|(typed, ..)| {
            let typed = typed.to_lowercase();
            let near = || word::nearest(&typed, FIELDS.iter().map(|entry| entry.word));
            // A slip in a long word is one; `http://` and the like are none.
            field::find(&typed).is_some() || (typed.chars().count() > 4 && near().is_some())
        })
    })
}

/// What the last word of a text may become, in the order of the table; none after a blank.
#[must_use]
pub fn completions(text: &str, known: &Known) -> Vec<Completion> {
    let start = text.rfind(char::is_whitespace).map_or(0, |at| {
        at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
    });
    let (before, last) = text.split_at_checked(start).unwrap_or(("", text));
    let (sign, word) = head(last);
    if word.is_empty() {
        return Vec::new();
    }
    let make = |word: String| Completion { text: format!("{before}{sign}{word}"), word };
    let Some((field, op, value)) = compared(word) else {
        let typed = word.to_lowercase();
        let fields = FIELDS.iter().filter(|entry| entry.word.starts_with(&typed));
        return fields.map(|entry| make(format!("{}{}", entry.word, usual(entry.shape)))).collect();
    };
    let Some(entry) = field::find(&field.to_lowercase()) else { return Vec::new() };
    let value = value.to_lowercase();
    let mut words: Vec<String> =
        choice::choices(&entry.field).into_iter().map(|(word, _)| word.to_owned()).collect();
    if entry.shape == Shape::Purpose {
        words.extend(known.purposes.iter().cloned());
    }
    words.retain(|word| word.starts_with(&value) && *word != value);
    words.into_iter().map(|word| make(format!("{field}{op}{word}"))).collect()
}

/// What the last word of a text asks, as help says it; empty where it is a word to look for.
#[must_use]
pub fn explained(text: &str) -> &'static str {
    let last = text.split_whitespace().next_back().unwrap_or("");
    let (_, word) = head(last);
    compared(word)
        .and_then(|(field, ..)| field::find(&field.to_lowercase()))
        .map_or("", |entry| entry.help)
}

/// The sign before a word that turns it round or opens a parenthesis, and the word.
fn head(word: &str) -> (&str, &str) {
    let rest = word.trim_start_matches(['-', '(']);
    word.split_at_checked(word.len() - rest.len()).unwrap_or(("", word))
}

/// Field, sign and value of a comparison.
fn compared(word: &str) -> Option<(&str, &'static str, &str)> {
    let signs =
        Op::ALL.iter().map(|(_, sign)| *sign).filter(|sign| !sign.starts_with(char::is_alphabetic));
    let found = signs.filter_map(|sign| word.find(sign).map(|at| (at, sign)));
    // `<=` stands where `<` stands: the longer one is meant.
    let (at, sign) = found.min_by_key(|(at, sign)| (*at, std::cmp::Reverse(sign.len())))?;
    let (field, rest) = word.split_at_checked(at)?;
    Some((field, sign, rest.strip_prefix(sign)?))
}

/// The sign that is put after a field by itself.
fn usual(shape: Shape) -> &'static str {
    match shape {
        Shape::Text | Shape::Word | Shape::Country | Shape::Purpose => ":",
        Shape::Days | Shape::Years => "<",
        Shape::Money => ">",
    }
}
