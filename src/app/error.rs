//! What goes wrong, for people: a sentence, its causes, and what can be done.

use crate::domain::{ContactId, Day};

/// Why a use-case could not do its work. `Debug` shows no personal data: values that name people
/// are kept apart in [`Secretive`].
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Nothing answers to what was asked for.
    #[error("nothing found for `{0}`")]
    NotFound(Secretive),
    /// More than one contact answers.
    #[error("`{asked}` may be any of {}", .candidates.len())]
    Ambiguous {
        /// What was asked for.
        asked: Secretive,
        /// Who answers, with names.
        candidates: Vec<(ContactId, Secretive)>,
    },
    /// A field of a form or an option of a command.
    #[error("{field}: {message}")]
    Invalid {
        /// The field or option.
        field: &'static str,
        /// What is wrong with it.
        message: String,
        /// What can be done.
        hint: String,
    },
    /// A day to come was given for something that is to have happened.
    #[error("{0} has not come yet")]
    DayToCome(Day),
    /// The rules forbid it.
    #[error("{message}")]
    Refused {
        /// What is refused.
        message: String,
        /// Why, and what can be done.
        hint: String,
    },
    /// Something else changed the same rows meanwhile.
    #[error("{message}")]
    Conflict {
        /// What.
        message: String,
        /// What can be done.
        hint: String,
    },
    /// A file outside the vault could not be read.
    #[error("cannot read `{name}`")]
    File {
        /// The file's name.
        name: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The vault or the tables in it.
    #[error(transparent)]
    Store(#[from] crate::store::StoreError),
    /// An error in the program itself.
    #[error("something is wrong in the program itself: {0}")]
    Bug(&'static str),
}

impl AppError {
    /// What can be done, if anything can.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NotFound(_) => {
                Some("try part of the name, an address, or the number in `contact list`".into())
            }
            Self::Ambiguous { .. } => Some("use the number, an address or the whole name".into()),
            Self::Invalid { hint, .. }
            | Self::Refused { hint, .. }
            | Self::Conflict { hint, .. } => (!hint.is_empty()).then(|| hint.clone()),
            Self::DayToCome(_) => Some("record it when it has happened".into()),
            Self::File { .. } => Some("check the name and the rights of the file".into()),
            Self::Store(error) => Some(error.hint().to_owned()),
            Self::Bug(_) => Some("please report it; nothing was written".into()),
        }
    }

    /// A field that is wrong.
    #[must_use]
    pub fn invalid(
        field: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self::Invalid { field, message: message.into(), hint: hint.into() }
    }
}

/// A text that may name people: shown to the user, never by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secretive(pub String);

impl std::fmt::Display for Secretive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::fmt::Debug for Secretive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}
