//! What can go wrong with a vault, as facts that a person can act on.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// A reason why the vault cannot do what it was asked to. The data are untouched by it.
#[derive(Debug, Error)]
pub enum VaultError {
    /// The passphrase opens no slot of the key file.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// The recovery key opens no slot of the key file.
    #[error("the recovery key is not this vault's")]
    WrongRecoveryKey,
    /// The recovery key was mistyped: its check digits do not fit.
    #[error("the recovery key is mistyped")]
    MistypedRecoveryKey,
    /// The vault is encrypted and no secret was given.
    #[error("the vault is locked")]
    SecretNeeded,
    /// An empty passphrase protects nothing.
    #[error("the passphrase is empty")]
    EmptyPassphrase,
    /// A file was written by a later program.
    #[error("it was written by a newer version ({found}); this program knows up to {known}")]
    NewerVersion {
        /// The oldest version that may do what was asked.
        found: u16,
        /// The version of this program's format.
        known: u16,
    },
    /// Bytes are not what was written.
    #[error("the vault is damaged: {place}")]
    Damaged {
        /// Where the damage is.
        place: Place,
    },
    /// The data file shows an older state than the last one that was saved.
    #[error("`vault.redb` is older (change {found}) than the last change saved (change {noted})")]
    StaleHeader {
        /// The change that the file shows.
        found: u64,
        /// The change that `vault.lock` remembers.
        noted: u64,
    },
    /// The folder has data but no keys.
    #[error("`{}` is missing", path.display())]
    KeyFileMissing {
        /// Where the key file should be.
        path: PathBuf,
    },
    /// The folder has keys but no data.
    #[error("`{}` is missing", path.display())]
    DataFileMissing {
        /// Where the data file should be.
        path: PathBuf,
    },
    /// The key file belongs to another vault.
    #[error("`vault.key` belongs to another vault than `vault.redb`")]
    ForeignKeyFile,
    /// The key file asks for more work than any honest one.
    #[error("`vault.key` asks for an absurd amount of work ({memory_kib} KiB, {passes} passes)")]
    AbsurdKdf {
        /// The memory that it asks for.
        memory_kib: u32,
        /// The passes over that memory.
        passes: u32,
    },
    /// There is no vault there.
    #[error("there is no vault in `{}`", folder.display())]
    NotAVault {
        /// The folder that was looked at.
        folder: PathBuf,
    },
    /// There is a vault there already.
    #[error("there is a vault in `{}` already", folder.display())]
    AlreadyExists {
        /// The folder that was to become a vault.
        folder: PathBuf,
    },
    /// The ledger beside a backup is not whole, or belongs to another vault.
    #[error("the ledger `{}` is damaged", path.display())]
    LedgerDamaged {
        /// The ledger.
        path: PathBuf,
    },
    /// The folder that was to become a vault has other things in it.
    #[error("`{}` is not empty", folder.display())]
    FolderInUse {
        /// The folder that was to become a vault.
        folder: PathBuf,
    },
    /// The vault was made without encryption, so it has no passphrase to change.
    #[error("the vault is not encrypted")]
    NotEncrypted,
    /// The vault may be read but not written.
    #[error("`{}` is read-only", path.display())]
    ReadOnly {
        /// The file or folder that refused.
        path: PathBuf,
    },
    /// There is no room left.
    #[error("the disk is full")]
    DiskFull,
    /// Another program has held the vault for longer than one waits.
    #[error("another program is writing to the vault")]
    Busy,
    /// Erased values were found again in the rewritten file, which was therefore thrown away.
    #[error("{found} erased values are still in the rewritten file")]
    Residue {
        /// How many of the values that must be gone were found.
        found: usize,
    },
    /// The system refused for another reason.
    #[error("cannot {doing} `{}`", path.display())]
    Io {
        /// What was being done, as a verb.
        doing: &'static str,
        /// To which file or folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The database engine refused in a way that only a mistake in this program explains.
    #[error("the database engine refused: {0}")]
    Engine(String),
}

/// A part of the vault that can be damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// `vault.key`.
    KeyFile,
    /// The first 4 KiB of `vault.redb`, which hold its key.
    Prefix,
    /// The page in clear behind the prefix, which names the last commit.
    Header,
    /// A sealed page of `vault.redb`, by its number.
    Page(u64),
    /// The length of `vault.redb`.
    Length,
    /// The trees inside the pages.
    Structure,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::KeyFile => f.write_str("`vault.key` is not what was written"),
            Self::Prefix => f.write_str("the start of `vault.redb` is not what was written"),
            Self::Header => f.write_str("the header of `vault.redb` is not what was written"),
            Self::Page(page) => write!(f, "page {page} of `vault.redb` is not what was written"),
            Self::Length => f.write_str("`vault.redb` was cut or lengthened"),
            Self::Structure => f.write_str("the records in `vault.redb` do not fit together"),
        }
    }
}

impl VaultError {
    /// Returns what the user can do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::WrongPassphrase => {
                "try again; keyboard layout and caps lock are the usual causes"
            }
            Self::WrongRecoveryKey => "use the recovery key that was shown for this vault",
            Self::MistypedRecoveryKey => "compare it with the printed one, group by group",
            Self::SecretNeeded => "give the passphrase or the recovery key",
            Self::EmptyPassphrase => "choose a passphrase of a few words",
            Self::NewerVersion { .. } => "update the program, or restore a backup",
            Self::Damaged { .. } => "keep a copy of the folder as it is, then restore a backup",
            Self::StaleHeader { .. } => {
                "if you put back an older `vault.redb` yourself, remove `vault.lock`; \
                 otherwise restore a backup"
            }
            Self::KeyFileMissing { .. } => {
                "put `vault.key` back from a backup; without it nobody can read the data"
            }
            Self::DataFileMissing { .. } => "restore a backup into this folder",
            Self::ForeignKeyFile => "put back the `vault.key` that belongs to this `vault.redb`",
            Self::AbsurdKdf { .. } => "put `vault.key` back from a backup",
            Self::NotAVault { .. } => "make one, or name the folder of an existing one",
            Self::AlreadyExists { .. } => "open it, or choose another folder",
            Self::LedgerDamaged { .. } => {
                "put the ledger back that the vault wrote; without it nobody knows what was erased since"
            }
            Self::FolderInUse { .. } => "choose an empty folder, or one that does not exist yet",
            Self::NotEncrypted => {
                "make an encrypted vault and restore a backup of this one into it"
            }
            Self::ReadOnly { .. } => "make the folder and its files writable for you",
            Self::DiskFull => "free some space and try again; nothing was changed",
            Self::Busy => "wait for it to finish, or close it, and try again",
            Self::Residue { .. } => "the vault is as it was before; please report this",
            Self::Io { .. } => "check the disk and the folder, then try again",
            Self::Engine(_) => "please report this",
        }
    }

    /// Turns what the system said into the fact behind it.
    pub(crate) fn io(doing: &'static str, path: &Path, source: io::Error) -> Self {
        if let Some(fault) = Fault::within(&source) {
            return Self::from(fault);
        }
        match Refusal::of(&source) {
            Refusal::DiskFull => Self::DiskFull,
            Refusal::ReadOnly => Self::ReadOnly { path: path.to_owned() },
            Refusal::Other => Self::Io { doing, path: path.to_owned(), source },
        }
    }

    pub(crate) const fn damaged(place: Place) -> Self {
        Self::Damaged { place }
    }
}

/// The refusals of a system that have a name of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refusal {
    DiskFull,
    ReadOnly,
    Other,
}

impl Refusal {
    fn of(source: &io::Error) -> Self {
        let kind = source.kind();
        if matches!(kind, io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) {
            Self::DiskFull
        } else if matches!(
            kind,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
        ) {
            Self::ReadOnly
        } else {
            Self::Other
        }
    }
}

/// What the sealed file has to say through an `io::Error`, the only thing the engine hands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    Damaged(Place),
    Stale { found: u64, noted: u64 },
    Retired,
}

impl Fault {
    pub(crate) fn within(error: &io::Error) -> Option<Self> {
        let inner: &(dyn Error + Send + Sync + 'static) = error.get_ref()?;
        inner.downcast_ref::<Self>().copied()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged(place) => place.fmt(f),
            Self::Stale { .. } => f.write_str("the header is older than the last commit noted"),
            Self::Retired => f.write_str("the file was closed"),
        }
    }
}

impl Error for Fault {}

impl From<Fault> for io::Error {
    fn from(fault: Fault) -> Self {
        Self::new(io::ErrorKind::InvalidData, fault)
    }
}

impl From<Fault> for VaultError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Damaged(place) => Self::Damaged { place },
            Fault::Stale { found, noted } => Self::StaleHeader { found, noted },
            Fault::Retired => Self::Engine("a closed file was used".to_owned()),
        }
    }
}

impl From<redb::Error> for VaultError {
    fn from(error: redb::Error) -> Self {
        if let redb::Error::Io(source) = error {
            if source.kind() == io::ErrorKind::InvalidData && Fault::within(&source).is_none() {
                // The engine does not know the header as one of its own.
                return Self::damaged(Place::Header);
            }
            return Self::io("read or write", Path::new("vault.redb"), source);
        }
        if matches!(error, redb::Error::Corrupted(_)) {
            return Self::damaged(Place::Structure);
        }
        if matches!(error, redb::Error::UpgradeRequired(_)) {
            // No version of ours has ever written an older format.
            return Self::damaged(Place::Header);
        }
        if matches!(error, redb::Error::DatabaseAlreadyOpen | redb::Error::LockProtocolMismatch) {
            return Self::Busy;
        }
        Self::Engine(error.to_string())
    }
}

/// Each operation of the engine has an error of its own; all mean the same to a vault.
macro_rules! from_engine {
    ($($error:ident)*) => {$(
        impl From<redb::$error> for VaultError {
            fn from(error: redb::$error) -> Self {
                Self::from(redb::Error::from(error))
            }
        }
    )*};
}

from_engine! { StorageError TableError TransactionError CommitError DatabaseError }
