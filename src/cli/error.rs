//! What a command could not do: one kind of error, one printer, one table of exit codes.

use std::{error::Error, fmt, io, io::Write as _, path::PathBuf};

use super::text::clean;
use crate::{app::AppError, domain::query::Mistake};

/// Why a command ended without its answer. Its `Debug` names the kind alone: messages may name people.
#[derive(thiserror::Error)]
pub enum CliError {
    /// The use-case says no.
    #[error(transparent)]
    App(#[from] AppError),
    /// The command was not meant so.
    #[error("{message}")]
    Usage {
        /// What is wrong.
        message: String,
        /// What can be done.
        hint: String,
    },
    /// There is nothing of the kind that was asked for. Ends quietly where that is an answer.
    #[error("{0}")]
    None(String),
    /// Several values answer to what was asked for.
    #[error("{message}")]
    Several {
        /// What was asked for.
        message: String,
        /// Number and text of each.
        candidates: Vec<(String, String)>,
    },
    /// A query that cannot be meant so: its text and what is wrong with it.
    #[error("{}", .1.message)]
    Query(String, Mistake),
    /// There is no vault in the folder.
    #[error("there is no vault in `{}`", .0.display())]
    NoVault(PathBuf),
    /// There is a vault in the folder already.
    #[error("there is a vault in `{}` already", .0.display())]
    VaultThere(PathBuf),
    /// No home folder, no `--vault`.
    #[error("nobody says where the vault is")]
    NoFolder,
    /// The passphrase could not be had.
    #[error("cannot get the passphrase {how}")]
    Passphrase {
        /// From where.
        how: &'static str,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// A file could not be read or written.
    #[error("cannot use `{}`", .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// Standard output is closed or full.
    #[error("cannot print")]
    Output(#[from] io::Error),
}

impl CliError {
    pub(super) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), hint: hint.into() }
    }

    /// The exit code: 1 none found or failed, 2 usage, 3 ambiguous, 4 conflict, 10 vault. Whoever
    /// stops listening is no failure.
    #[must_use]
    pub fn code(&self) -> u8 {
        match self {
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            Self::App(AppError::Invalid { .. } | AppError::DayToCome(_))
            | Self::Usage { .. }
            | Self::Query(..) => 2,
            Self::App(AppError::Ambiguous { .. }) | Self::Several { .. } => 3,
            Self::App(AppError::Conflict { .. }) | Self::VaultThere(_) => 4,
            Self::App(AppError::Store(_))
            | Self::NoVault(_)
            | Self::NoFolder
            | Self::Passphrase { .. } => 10,
            Self::App(
                AppError::NotFound(_)
                | AppError::Refused { .. }
                | AppError::File { .. }
                | AppError::Bug(_),
            )
            | Self::None(_)
            | Self::File { .. }
            | Self::Output(_) => 1,
        }
    }

    fn hint(&self) -> Option<String> {
        let said = match self {
            Self::App(error) => return error.hint(),
            Self::Query(_, mistake) => return Some(mistake.hint()).filter(|hint| !hint.is_empty()),
            Self::Usage { hint, .. } => hint.as_str(),
            Self::None(_) => "",
            Self::Several { .. } => "name it by its number",
            Self::NoVault(_) => {
                "make one with `candor init`, or name another folder with `--vault`"
            }
            Self::VaultThere(_) => "name another folder with `--vault`",
            Self::NoFolder => "name a folder with `--vault`",
            Self::Passphrase { .. } => {
                "type it, or use `--passphrase-command` or `--passphrase-fd`"
            }
            Self::File { .. } => "check the name and the rights of the file",
            Self::Output(_) => "check where the output goes",
        };
        (!said.is_empty()).then(|| said.to_owned())
    }

    fn candidates(&self) -> Vec<(String, String)> {
        match self {
            Self::App(AppError::Ambiguous { candidates, .. }) => {
                candidates.iter().map(|(id, name)| (id.to_string(), name.to_string())).collect()
            }
            Self::Several { candidates, .. } => candidates.clone(),
            Self::App(_)
            | Self::Usage { .. }
            | Self::Query(..)
            | Self::None(_)
            | Self::NoVault(_)
            | Self::VaultThere(_)
            | Self::NoFolder
            | Self::Passphrase { .. }
            | Self::File { .. }
            | Self::Output(_) => Vec::new(),
        }
    }

    /// Says on standard error what went wrong, why, and what can be done.
    pub fn print(&self) {
        if self.code() == 0 {
            return;
        }
        let about = if let Self::Query(text, mistake) = self {
            mistake.shown(text).to_vec()
        } else {
            let candidates = self.candidates();
            candidates.iter().map(|(number, text)| format!("{number}  {text}")).collect()
        };
        complain(self, &about, self.hint().as_deref());
    }
}

impl fmt::Debug for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::App(error) => return fmt::Debug::fmt(error, f),
            Self::Usage { .. } => "Usage",
            Self::Query(..) => "Query",
            Self::None(_) => "None",
            Self::Several { .. } => "Several",
            Self::NoVault(_) => "NoVault",
            Self::VaultThere(_) => "VaultThere",
            Self::NoFolder => "NoFolder",
            Self::Passphrase { .. } => "Passphrase",
            Self::File { .. } => "File",
            Self::Output(_) => "Output",
        })
    }
}

/// Says on standard error what went wrong: the sentence, what it may be about, each cause, and what
/// can be done.
pub fn complain(error: &dyn Error, about: &[String], hint: Option<&str>) {
    let mut said = vec![format!("error: {}", clean(&error.to_string()))];
    said.extend(about.iter().map(|line| format!("  {}", clean(line))));
    let mut cause = error.source();
    while let Some(error) = cause {
        said.push(format!("  caused by: {}", clean(&error.to_string())));
        cause = error.source();
    }
    said.extend(hint.map(|hint| format!("  hint: {}", clean(hint))));
    // Nobody is left to be told that standard error is closed.
    let _ = writeln!(io::stderr().lock(), "{}", said.join("\n"));
}
