//! Hints: words by which a text seems to speak of something special, or of somebody else.
//!
//! A hint is a question to the user, never an answer: a text without hints is not clean, it only
//! holds no word that is listed. The lists are data ([`WordList`]); `assets/hints/` has those that
//! come with the program. Every list is asked of every text, since nobody says in which language a
//! note is written. A phrase beside the words that takes the hint back ("church street") is an
//! exception.

mod clause;
mod phrase;

use std::{collections::BTreeMap, ops::Range};

pub use clause::{Split, clause, split};
pub use phrase::{NotAPhrase, Phrase};

use super::{Category, Special};
use phrase::{Text, key_of};

/// What a hint is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HintKind {
    /// A special category of personal data (GDPR Art. 9).
    Special(Special),
    /// Somebody else than the contact.
    ThirdPerson,
}

impl HintKind {
    /// The word for it in lists and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Special(special) => special.word(),
            Self::ThirdPerson => "third-person",
        }
    }

    /// The kind with that word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        if word == Self::ThirdPerson.word() {
            return Some(Self::ThirdPerson);
        }
        Special::ALL.iter().find(|(_, own)| *own == word).map(|(one, _)| Self::Special(*one))
    }

    /// What the text seems to speak of, as it is said to people.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Special(Special::Health) => "health",
            Self::Special(Special::Belief) => "religion or belief",
            Self::Special(Special::Politics) => "political views",
            Self::Special(Special::Union) => "a trade union",
            Self::Special(Special::Sexuality) => "somebody's love life",
            Self::Special(Special::Origin) => "ethnic origin",
            Self::Special(Special::Biometric) => "genes or the body's measures",
            Self::ThirdPerson => "somebody else",
        }
    }
}

/// A word or phrase that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// What it is about.
    pub kind: HintKind,
    /// The language of the list that has the word: `en`.
    pub language: String,
    /// Where it stands in the text, in bytes; always whole letters.
    pub span: Range<usize>,
}

impl Hint {
    /// The special category, if it is about one.
    #[must_use]
    pub fn special(&self) -> Option<Special> {
        match self.kind {
            HintKind::Special(special) => Some(special),
            HintKind::ThirdPerson => None,
        }
    }
}

/// The words of one language for one kind, with the phrases in which they mean nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordList {
    /// `en`.
    pub language: String,
    /// What the words are about.
    pub kind: HintKind,
    /// Words and phrases.
    pub words: Vec<Phrase>,
    /// Phrases that take back every hint of this kind that they touch, in any language.
    pub unless: Vec<Phrase>,
}

/// All lists, in the order in which a text asks them.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    lists: Vec<WordList>,
    /// List and phrase, by the first letters with which a match begins.
    begins: BTreeMap<String, Vec<Entry>>,
    /// Phrases that may begin with any letters.
    anywhere: Vec<Entry>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    list: usize,
    phrase: usize,
    unless: bool,
}

impl Lexicon {
    /// Puts lists together.
    #[must_use]
    pub fn new(lists: Vec<WordList>) -> Self {
        let mut lexicon = Self { lists, ..Self::default() };
        let lists = std::mem::take(&mut lexicon.lists);
        for (at, list) in lists.iter().enumerate() {
            for (phrase, words) in list.words.iter().enumerate() {
                lexicon.file(words, Entry { list: at, phrase, unless: false });
            }
            for (phrase, words) in list.unless.iter().enumerate() {
                lexicon.file(words, Entry { list: at, phrase, unless: true });
            }
        }
        lexicon.lists = lists;
        lexicon
    }

    fn file(&mut self, phrase: &Phrase, entry: Entry) {
        match phrase.keys() {
            Some(keys) => {
                for key in keys {
                    self.begins.entry(key).or_default().push(entry);
                }
            }
            None => self.anywhere.push(entry),
        }
    }

    /// The lists.
    #[must_use]
    pub fn lists(&self) -> &[WordList] {
        &self.lists
    }

    fn phrase(&self, entry: Entry) -> Option<(&WordList, &Phrase)> {
        let list = self.lists.get(entry.list)?;
        let phrases = if entry.unless { &list.unless } else { &list.words };
        Some((list, phrases.get(entry.phrase)?))
    }
}

/// The hints of a text, by place. Where one kind is hinted at twice in the same place, once.
#[must_use]
pub fn hints(text: &str, lexicon: &Lexicon) -> Vec<Hint> {
    let text = Text::of(text);
    let mut found: Vec<Hint> = Vec::new();
    let mut excused: Vec<(HintKind, Range<usize>)> = Vec::new();
    for (at, word) in text.words().iter().enumerate() {
        let begins = lexicon.begins.get(key_of(&word.folded));
        for entry in begins.into_iter().flatten().chain(&lexicon.anywhere) {
            let Some((list, phrase)) = lexicon.phrase(*entry) else { continue };
            let Some(span) = phrase.at(&text, at) else { continue };
            if entry.unless {
                excused.push((list.kind, span));
            } else {
                let language = list.language.clone();
                found.push(Hint { kind: list.kind, language, span });
            }
        }
    }
    let touches =
        |one: &Range<usize>, other: &Range<usize>| one.start < other.end && other.start < one.end;
    // An exception counts in every language: many words are the same in several.
    found.retain(|hint| {
        !excused.iter().any(|(kind, span)| *kind == hint.kind && touches(span, &hint.span))
    });
    // The longest of those that begin in one place stands for all.
    found.sort_by_key(|hint| (hint.span.start, std::cmp::Reverse(hint.span.end), hint.kind));
    let mut kept: Vec<Hint> = Vec::new();
    for hint in found {
        let known = |one: &Hint| one.kind == hint.kind && touches(&one.span, &hint.span);
        if !kept.iter().any(known) {
            kept.push(hint);
        }
    }
    kept
}

/// The special category that the first hint of one speaks of.
#[must_use]
pub fn special(hints: &[Hint]) -> Option<Special> {
    hints.iter().find_map(Hint::special)
}

/// Whether texts of a category are read for hints: what the user writes in their own words.
#[must_use]
pub fn is_read(category: &Category) -> bool {
    match category {
        Category::Note | Category::Tag | Category::Correspondence | Category::Custom(_) => true,
        Category::Name
        | Category::Email
        | Category::Phone
        | Category::PostalAddress
        | Category::Organisation
        | Category::Role
        | Category::Url
        | Category::Handle
        | Category::Birthday
        | Category::Photo
        | Category::Language
        | Category::Document
        | Category::Payment
        | Category::TaxId => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        let phrases = |all: &[&str]| all.iter().map(|one| one.parse().unwrap()).collect();
        Lexicon::new(vec![
            WordList {
                language: "en".to_owned(),
                kind: HintKind::Special(Special::Health),
                words: phrases(&["coeliac", "diabet*", "broke * leg|arm", "*krankheit"]),
                unless: phrases(&["diabetes research"]),
            },
            WordList {
                language: "en".to_owned(),
                kind: HintKind::ThirdPerson,
                words: phrases(&["his|her wife", "wife"]),
                unless: Vec::new(),
            },
        ])
    }

    fn found(text: &str) -> Vec<(&'static str, &str)> {
        let hints = hints(text, &lexicon()).into_iter();
        hints.map(|hint| (hint.kind.word(), text.get(hint.span).unwrap())).collect()
    }

    #[test]
    fn words_are_found_whatever_their_case_and_ending() {
        assert_eq!(found("COELIAC, diabetic"), [("health", "COELIAC"), ("health", "diabetic")]);
        assert_eq!(found("a Herzkrankheit"), [("health", "Herzkrankheit")]);
        assert_eq!(found("cœliac"), [("health", "cœliac")]);
        assert_eq!(found("He broke his left arm"), []);
        assert_eq!(found("He broke his arm"), [("health", "broke his arm")]);
    }

    #[test]
    fn the_longest_phrase_stands_for_its_words() {
        assert_eq!(found("Asked his wife"), [("third-person", "his wife")]);
    }

    #[test]
    fn an_exception_takes_back_what_it_touches_and_nothing_else() {
        assert_eq!(found("Works in diabetes research"), []);
        assert_eq!(found("diabetes research, is diabetic"), [("health", "diabetic")]);
    }

    #[test]
    fn words_inside_other_words_are_no_hint() {
        assert_eq!(found("midwife, housewives, coeliacs"), []);
    }

    #[test]
    fn a_phrase_does_not_reach_into_the_next_sentence() {
        assert_eq!(found("The door broke. His arm"), []);
    }
}
