//! Word lists for hints, as TOML: one file for each language, a section for each kind.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::domain::{
    hint::{HintKind, Lexicon, Phrase, WordList},
    word,
};

/// Something in a word list that cannot be meant so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HintsProblem {
    /// The file is no TOML, or not of this shape.
    #[error("{0}")]
    Shape(String),
    /// A section that nobody knows.
    #[error("there is no kind `{section}`{}", .near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())]
    Kind {
        /// What it is called.
        section: String,
        /// What was meant.
        near: Option<&'static str>,
    },
    /// An entry that is no phrase.
    #[error(
        "`{entry}` under `{section}` is not a phrase: words, each with `*` at its beginning or end at most"
    )]
    Entry {
        /// Where it stands.
        section: String,
        /// What it is.
        entry: String,
    },
}

#[derive(Deserialize)]
struct File {
    language: String,
    #[serde(flatten)]
    sections: BTreeMap<String, Section>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    words: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
}

/// The kinds, in the order in which a text asks them.
const KINDS: [&str; 7] =
    ["health", "belief", "politics", "union", "sexuality", "origin", "third-person"];

/// The lists that come with the program.
const BUILT_IN: [&str; 3] = [
    include_str!("../../assets/hints/en.toml"),
    include_str!("../../assets/hints/de.toml"),
    include_str!("../../assets/hints/fr.toml"),
];

/// Reads the lists of one language.
///
/// # Errors
///
/// The first thing in the file that cannot be meant so.
pub fn read(text: &str) -> Result<Vec<WordList>, HintsProblem> {
    let file: File = toml::from_str(text).map_err(|error| {
        let message = error.message().lines().next().unwrap_or_default().to_owned();
        HintsProblem::Shape(message)
    })?;
    if let Some(section) = file.sections.keys().find(|section| HintKind::of(section).is_none()) {
        let near = word::nearest(section, KINDS);
        return Err(HintsProblem::Kind { section: section.clone(), near });
    }
    let mut lists = Vec::new();
    for word in KINDS {
        let (Some(kind), Some(section)) = (HintKind::of(word), file.sections.get(word)) else {
            continue;
        };
        lists.push(WordList {
            language: file.language.clone(),
            kind,
            words: phrases(word, &section.words)?,
            unless: phrases(word, &section.unless)?,
        });
    }
    Ok(lists)
}

fn phrases(section: &str, entries: &[String]) -> Result<Vec<Phrase>, HintsProblem> {
    let phrase = |entry: &String| {
        entry.parse().map_err(|_not_a_phrase| HintsProblem::Entry {
            section: section.to_owned(),
            entry: entry.clone(),
        })
    };
    entries.iter().map(phrase).collect()
}

/// The lists that come with the program: English, German, French.
///
/// # Errors
///
/// None that a test has not seen.
pub fn builtin() -> Result<Lexicon, HintsProblem> {
    let mut lists = Vec::new();
    for text in BUILT_IN {
        lists.append(&mut read(text)?);
    }
    Ok(Lexicon::new(lists))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_that_come_with_the_program_can_be_read() {
        let lexicon = builtin().unwrap();
        assert_eq!(lexicon.lists().len(), 3 * KINDS.len());
    }

    #[test]
    fn what_cannot_be_meant_so_is_named() {
        let said = |text: &str| read(text).unwrap_err().to_string();
        assert_eq!(
            said("language = 'en'\n[helth]\nwords = []"),
            "there is no kind `helth`; did you mean `health`?"
        );
        assert!(said("language = 'en'\n[health]\nwords = ['*']").contains("`*` under `health`"));
        assert!(said("language = 'en'\n[health]\nword = []").contains("unknown field"));
    }
}
