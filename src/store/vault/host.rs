//! What the vault asks of the machine: random bytes, a way to the disk, and a say at each step.
//!
//! The program uses [`Machine`]. Tests stand in for it to fill a disk, to lose what was not
//! synced, or to die between two steps of a rewrite.

use std::fs::File;
use std::io;

use redb::StorageBackend;
use redb::backends::FileBackend;

/// The machine under a vault.
pub trait Host: Send + Sync + 'static {
    /// Fills `out` with bytes that nobody can guess: keys, salts, nonces and file ids.
    ///
    /// # Errors
    /// When the system has none to give.
    fn random(&self, out: &mut [u8]) -> io::Result<()>;

    /// Returns the raw storage behind an open file of the vault, locks included.
    ///
    /// # Errors
    /// When the file cannot be used for storage.
    fn storage(&self, file: File) -> io::Result<Box<dyn StorageBackend>> {
        match FileBackend::new(file) {
            Ok(backend) => Ok(Box::new(backend)),
            Err(failure) => Err(io::Error::other(failure)),
        }
    }

    /// Called after each step that changes files. An error stops the work there and then, as if
    /// the program had died: nothing is tidied up.
    ///
    /// # Errors
    /// Only in tests.
    fn reached(&self, _step: Step) -> io::Result<()> {
        Ok(())
    }
}

/// The machine as it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Machine;

impl Host for Machine {
    fn random(&self, out: &mut [u8]) -> io::Result<()> {
        getrandom::fill(out).map_err(io::Error::from)
    }
}

/// A point in the making of a vault or in a rewrite at which the program may die.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The key file stands, the data file does not.
    KeysWritten,
    /// `vault.redb.new` holds its prefix and nothing else.
    NewStarted,
    /// All live rows are in `vault.redb.new`, which is durable.
    NewWritten,
    /// `vault.redb.new` was read back and holds none of the erased values.
    NewScanned,
    /// `vault.redb.old` names the old file, too.
    OldLinked,
    /// The new file has taken the vault's name.
    Renamed,
    /// The new name is durable and its last commit is noted.
    RenameSynced,
    /// The old file's prefix, and with it its key, is gone.
    PrefixWiped,
    /// The old file's pages are overwritten.
    PagesWiped,
    /// The old file has no name any more.
    OldUnlinked,
}

impl Step {
    /// Every step, in the order in which they are reached.
    pub const ALL: [Self; 10] = [
        Self::KeysWritten,
        Self::NewStarted,
        Self::NewWritten,
        Self::NewScanned,
        Self::OldLinked,
        Self::Renamed,
        Self::RenameSynced,
        Self::PrefixWiped,
        Self::PagesWiped,
        Self::OldUnlinked,
    ];
}
