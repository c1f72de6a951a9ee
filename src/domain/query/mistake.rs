//! What is wrong with a query: where, what was meant, and what would be accepted.

use std::ops::Range;

/// A query that cannot be meant so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Mistake {
    /// Where it stands in the text, in bytes.
    pub place: Range<usize>,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// The word that was meant, if one is near.
    pub meant: Option<String>,
    /// What would be accepted there.
    pub accepted: Vec<String>,
}

impl Mistake {
    /// What can be done, in a sentence without a full stop.
    #[must_use]
    pub fn hint(&self) -> String {
        match (&self.meant, self.accepted.is_empty()) {
            (Some(meant), _) => format!("did you mean `{meant}`?"),
            (None, false) => format!("it takes {}", self.accepted.join(", ")),
            (None, true) => String::new(),
        }
    }

    /// The query with a line under it that shows the place, in cells of plain letters.
    #[must_use]
    pub fn shown(&self, text: &str) -> [String; 2] {
        let count = |range: Range<usize>| text.get(range).map_or(1, |part| part.chars().count());
        let before = count(0..self.place.start);
        let under = count(self.place.clone()).max(1);
        [text.to_owned(), format!("{}{}", " ".repeat(before), "^".repeat(under))]
    }
}
