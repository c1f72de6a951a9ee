//! Lines to be read before something is done, or when it was done: an import, the answer to a person.

use super::Standing;

/// What an import would do, before anything is written, or what it did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Review {
    /// The heading, where it is no import.
    pub title: Option<&'static str>,
    /// One line: how many come in, how many are known, how many are broken.
    pub summary: String,
    /// The rows, each with its standing.
    pub lines: Vec<(Standing, String)>,
    /// The first line shown.
    pub top: usize,
    /// The text to copy, where it is not the rows: a letter.
    pub letter: Option<String>,
}
