//! What can go wrong with the store, as facts that a person can act on.

use thiserror::Error;

use super::codec::CodecError;
use super::vault::VaultError;

/// A reason why the store cannot do what it was asked to. Nothing is changed by it.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The vault refused.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// A stored row makes no sense.
    #[error("a row of `{table}` cannot be read")]
    Unreadable {
        /// The table that it is in.
        table: &'static str,
        /// What is wrong with it.
        #[source]
        cause: CodecError,
    },
    /// A value is too large to be stored, or is no such value.
    #[error("a row of `{table}` cannot be written")]
    Unwritable {
        /// The table that it was for.
        table: &'static str,
        /// What is wrong with it.
        #[source]
        cause: CodecError,
    },
    /// The records were written by a later program.
    #[error(
        "its records were written by a newer version ({found}); this program knows up to {known}"
    )]
    NewerRecords {
        /// The version of the records.
        found: u32,
        /// What this program knows.
        known: u32,
    },
    /// Something was asked for that is not there, or no longer.
    #[error("there is no {what} {id}")]
    Missing {
        /// The kind of thing.
        what: &'static str,
        /// Its number.
        id: u64,
    },
    /// The vault has no setup: it was never finished.
    #[error("the vault was never set up")]
    NotSetUp,
    /// All numbers of a kind are used up.
    #[error("no number is left for another {what}")]
    Exhausted {
        /// The kind of thing.
        what: &'static str,
    },
    /// There is no change that could be undone.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// There is no undone change that could be done again.
    #[error("there is nothing to redo")]
    NothingToRedo,
    /// Erased values stay in the file until the vault has been rewritten.
    #[error("the vault keeps changing while it is rewritten")]
    Restless,
}

impl StoreError {
    /// Returns what the user can do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Vault(cause) => cause.hint(),
            Self::Unreadable { .. } => {
                "run `candor check`; keep a copy of the folder, then restore a backup"
            }
            Self::Unwritable { .. } => "shorten the text, or keep it as a document by reference",
            Self::NewerRecords { .. } => "update the program, or restore a backup",
            Self::Missing { .. } => "somebody else may have removed it: look again",
            Self::NotSetUp => "remove the folder and make the vault again",
            Self::Exhausted { .. } => "please report this",
            Self::NothingToUndo => "changes are kept for 30 days or 200 changes; erasure is final",
            Self::NothingToRedo => "only a change that was just undone can be done again",
            Self::Restless => "close the other programs that use it and try again",
        }
    }
}

/// Each operation of the engine has an error of its own; all mean the same to a store.
macro_rules! from_engine {
    ($($error:ident)*) => {$(
        impl From<redb::$error> for StoreError {
            fn from(error: redb::$error) -> Self {
                Self::Vault(VaultError::from(error))
            }
        }
    )*};
}

from_engine! { StorageError TableError }
