//! Use-cases: one file for each thing that a user can do, the same for screen and command line.
//!
//! The only layer that has a clock and randomness. Each use-case takes a [`Session`], plain input
//! and, where it records something, a [`Mode`]; it asks the domain and writes through the store.

pub mod access;
pub mod agenda;
pub mod assessments;
pub mod backups;
pub mod breaches;
pub mod card;
pub mod change;
pub mod check;
pub mod clock;
pub mod consents;
pub mod contacts;
pub mod copying;
pub mod demo;
pub mod disclosures;
pub mod drafts;
mod editing;
pub mod engagements;
pub mod erase;
mod error;
pub mod events;
pub mod fairness;
pub mod find;
pub mod follow_ups;
pub mod forgotten;
pub mod gate;
pub mod grounds;
pub mod hints;
pub mod import;
pub mod interactions;
pub mod journal;
pub mod merge;
pub mod notices;
pub mod organisations;
pub mod passed_on;
pub mod policies;
mod private_text;
pub mod queries;
pub mod quick;
pub mod receipt;
pub mod requests;
pub mod rights;
pub mod segments;
mod session;
pub mod setup;
pub mod sign_ups;
pub mod sorting;
pub mod stale;
pub mod undo;
pub mod what_if;
pub mod why;

pub use change::{Done, Forecast, Kept, Mode};
pub use error::{AppError, Secretive};
pub use private_text::PrivateText;
pub use session::{LockKind, Session};

/// What unlocks a vault, and how a new one is locked.
pub use crate::store::vault::{KdfPasses, Passphrase, RecoveryKey, Secret, Watch};
/// Keeping keys and values out of core dumps; telling a panic that the vault reports as damage.
pub use crate::store::vault::{guard::swallows, private::harden};
