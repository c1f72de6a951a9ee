//! What is wrong in the user's `config.toml`: where, what, and what was probably meant.

use std::fmt;

use crate::domain::word;

/// A place in the file that cannot be meant so. What it would set keeps its default.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// The line, counted from 1; 0 if the file as a whole is meant.
    pub line: usize,
    /// What is wrong, as a sentence.
    pub message: String,
    /// What can be done; empty if nobody knows.
    pub hint: String,
}

impl Mistake {
    /// Returns a mistake on a line, with what can be done.
    pub fn new(line: usize, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { line, message: message.into(), hint: hint.into() }
    }

    /// A word that is none of those known: the hint is the nearest one, or all of them if they are
    /// few, or else nothing.
    #[must_use]
    pub fn unknown(line: usize, what: &str, typed: &str, known: &[&str]) -> Self {
        const FEW: usize = 12;
        let hint = match word::nearest(typed, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.len() <= FEW => format!("there is {}", known.join(", ")),
            None => String::new(),
        };
        Self::new(line, format!("`{typed}` is no {what}"), hint)
    }
}

/// `line 3: … — did you mean …?`, in one line.
impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}: ", self.line)?;
        }
        f.write_str(&self.message)?;
        if self.hint.is_empty() { Ok(()) } else { write!(f, " — {}", self.hint) }
    }
}
