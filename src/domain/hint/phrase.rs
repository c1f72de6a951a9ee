//! Phrases of the word lists: how they are written, and where one stands in a text.
//!
//! | written | finds |
//! |---|---|
//! | `coeliac` | that word, however it is accented or spelled in capitals |
//! | `diabet*`, `*krankheit`, `*schmerz*` | words that begin, end, or go on both ways so |
//! | `his\|her wife` | either word before `wife` |
//! | `of * descent` | any one word between |

use std::{ops::Range, str::FromStr};

use crate::domain::fold;

/// How many letters of a word decide which phrases are tried on it.
const KEY_LETTERS: usize = 3;

/// Words that stand side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase(Vec<Vec<Pattern>>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Pattern {
    Any,
    Whole(String),
    Begins(String),
    Ends(String),
    Inside(String),
}

/// A phrase without a word, or with an empty alternative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a phrase: words, each with `*` at its beginning or end at most")]
pub struct NotAPhrase;

impl FromStr for Phrase {
    type Err = NotAPhrase;

    fn from_str(text: &str) -> Result<Self, NotAPhrase> {
        let words: Vec<Vec<Pattern>> = text
            .split_whitespace()
            .map(|word| word.split('|').map(Pattern::read).collect::<Result<_, _>>())
            .collect::<Result<_, _>>()?;
        // A phrase that finds every word would hint at everything.
        let says_something = |word: &Vec<Pattern>| !word.contains(&Pattern::Any);
        if words.iter().any(says_something) { Ok(Self(words)) } else { Err(NotAPhrase) }
    }
}

impl Pattern {
    fn read(word: &str) -> Result<Self, NotAPhrase> {
        let (open, rest) = word.strip_prefix('*').map_or((false, word), |rest| (true, rest));
        let (goes_on, bare) = rest.strip_suffix('*').map_or((false, rest), |bare| (true, bare));
        let folded = fold::fold(bare);
        if word == "*" {
            return Ok(Self::Any);
        }
        if folded.is_empty() || !folded.chars().all(char::is_alphanumeric) {
            return Err(NotAPhrase);
        }
        Ok(match (open, goes_on) {
            (false, false) => Self::Whole(folded),
            (false, true) => Self::Begins(folded),
            (true, false) => Self::Ends(folded),
            (true, true) => Self::Inside(folded),
        })
    }

    fn finds(&self, word: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Whole(own) => word == own,
            Self::Begins(own) => word.starts_with(own.as_str()),
            Self::Ends(own) => word.ends_with(own.as_str()),
            Self::Inside(own) => word.contains(own.as_str()),
        }
    }
}

impl Phrase {
    /// Where the phrase stands, if its first word is the one at `at`: in bytes of the text as it
    /// was written.
    pub(super) fn at(&self, text: &Text, at: usize) -> Option<Range<usize>> {
        let mut place: Option<Range<usize>> = None;
        for (offset, word) in self.0.iter().enumerate() {
            let held = text.words.get(at + offset)?;
            let parted = offset > 0 && held.after_break;
            if parted || !word.iter().any(|pattern| pattern.finds(&held.folded)) {
                return None;
            }
            let start = place.map_or(held.span.start, |place| place.start);
            place = Some(start..held.span.end);
        }
        place
    }

    /// The first letters of words with which it may begin; `None`: any.
    pub(super) fn keys(&self) -> Option<Vec<String>> {
        let first = self.0.first()?;
        let key = |pattern: &Pattern| match pattern {
            Pattern::Whole(own) => Some(key_of(own).to_owned()),
            Pattern::Begins(own) if own.chars().count() >= KEY_LETTERS => {
                Some(key_of(own).to_owned())
            }
            Pattern::Any | Pattern::Begins(_) | Pattern::Ends(_) | Pattern::Inside(_) => None,
        };
        first.iter().map(key).collect()
    }
}

/// The letters of a word that decide which phrases are tried on it.
pub(super) fn key_of(word: &str) -> &str {
    let end = word.char_indices().nth(KEY_LETTERS).map_or(word.len(), |(at, _)| at);
    word.get(..end).unwrap_or(word)
}

/// A text as words.
pub(super) struct Text {
    words: Vec<Word>,
}

/// A word as it is compared, with its place in the text.
pub(super) struct Word {
    pub(super) folded: String,
    pub(super) span: Range<usize>,
    /// Whether a sentence or a part of one ended before it.
    after_break: bool,
}

impl Text {
    pub(super) fn of(text: &str) -> Self {
        let mut words = Vec::new();
        let mut word: Option<Word> = None;
        let mut broken = true;
        let mut letters = text.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            let end = at + letter.len_utf8();
            let folded = folded(letter);
            let is_mark = folded.is_empty();
            if !is_mark && folded.chars().all(char::is_alphanumeric) {
                let word = word.get_or_insert_with(|| {
                    let after_break = std::mem::take(&mut broken);
                    Word { folded: String::new(), span: at..end, after_break }
                });
                word.folded.push_str(&folded);
                word.span.end = end;
            } else if is_mark {
                // An accent of its own, a soft hyphen: a part of the word that it stands in.
                if let Some(word) = &mut word {
                    word.span.end = end;
                }
            } else {
                words.extend(word.take());
                let next = letters.peek().map(|(_, next)| *next);
                broken |= ends_a_part(letter, next);
            }
        }
        words.extend(word);
        Self { words }
    }

    pub(super) fn words(&self) -> &[Word] {
        &self.words
    }
}

fn folded(letter: char) -> String {
    if letter.is_ascii() {
        return letter.to_ascii_lowercase().to_string();
    }
    fold::fold(letter.encode_utf8(&mut [0; 4]))
}

/// Whether a sign ends a sentence or a part of one: `ver.di` is one word in two, `door. His` are two.
fn ends_a_part(sign: char, next: Option<char>) -> bool {
    match sign {
        '\n' | ';' | '!' | '?' | '(' | ')' | '/' => true,
        '.' | ',' | ':' => next.is_none_or(|next| !next.is_alphanumeric()),
        _ => false,
    }
}
