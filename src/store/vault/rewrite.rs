//! The rewrite: live rows into a fresh file with a key of its own, and the old file destroyed.
//!
//! Removing a row, and even compaction, leaves its bytes in the engine's file. Only what is never
//! copied is really gone. The order of steps is such that at every moment `vault.redb` names one
//! whole, durable file, and that whoever takes the lock next can finish or undo the rest:
//!
//! 1. write `vault.redb.new`, make it durable, read it back and look for the erased values
//! 2. link `vault.redb.old` to the old file, make that durable
//! 3. rename the new file over `vault.redb`, make that durable
//! 4. wipe the old file's prefix, and with it its key; then its pages; remove its name

use std::fs::{self, OpenOptions};
use std::path::Path;
use std::sync::Arc;

use redb::{ReadTransaction, WriteTransaction};

use super::Vault;
use super::backend::SealedFile;
use super::error::VaultError;
use super::folder::{Folder, wipe_file};
use super::guard::guarded;
use super::handle::Handle;
use super::host::{Host, Step};
use super::image::Image;
use super::keys::Keys;
use super::lock::{Held, Note};
use super::private;

/// Half of it buffers what is written; the rest of a rewrite's memory is the old file's cache.
const CACHE_BYTES: usize = 24 * 1024 * 1024;

/// What a rewrite does when it finds a value in the new file that should not be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Residue {
    /// Throws the new file away and fails; the vault stays as it was.
    Refuse,
    /// Goes on and counts it.
    Report,
}

/// The values that must be gone after a rewrite.
#[derive(Debug, Clone, Copy)]
pub struct Gone<'a> {
    /// The values, in each form in which they were stored. None that a living row holds.
    pub values: &'a [Vec<u8>],
    /// What to do if one is still there.
    pub residue: Residue,
}

impl Gone<'_> {
    /// Nothing is to be looked for: a rewrite that only tidies up.
    pub const NOTHING: Self = Gone { values: &[], residue: Residue::Report };
}

/// What a rewrite did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rewritten<T> {
    /// What the copy returned.
    pub copied: T,
    /// How many of the values that should be gone are in the new file.
    pub residue: usize,
}

impl Vault {
    /// Copies the live rows into a fresh file and destroys the old one.
    ///
    /// When it returns, no byte of the old file can be deciphered again by anyone. Transactions
    /// that are being read in other processes go on with the new file.
    ///
    /// # Errors
    /// When the copy fails, the disk is full, or an erased value is found again. The vault is then
    /// what it was before.
    pub fn rewrite<T, E: From<VaultError>>(
        &self,
        gone: Gone<'_>,
        copy: impl FnOnce(&ReadTransaction, &WriteTransaction) -> Result<T, E>,
    ) -> Result<Rewritten<T>, E> {
        let held = self.lock.acquire()?;
        self.folder.settle(&*self.host)?;
        let source = self.current_for_read_under(&held)?;
        let rows = source.begin_read()?;
        let built = build(&self.folder, &self.keys, &self.host, |fresh| copy(&rows, fresh));
        let (copied, fresh) = match built {
            Ok(built) => built,
            Err(Halted::Here(error)) => return Err(error),
            Err(Halted::Undo(error)) => {
                self.folder.settle(&*self.host)?;
                return Err(source.file().failure().map_or(error, E::from));
            }
        };
        drop((rows, source));
        match self.replace(&held, gone, &fresh) {
            Ok(residue) => Ok(Rewritten { copied, residue }),
            Err(Halted::Here(error)) => Err(error.into()),
            Err(Halted::Undo(error)) => {
                self.folder.settle(&*self.host)?;
                Err(error.into())
            }
        }
    }

    /// Scans the new file, puts it in the old one's place, and destroys the old one.
    fn replace(&self, held: &Held<'_>, gone: Gone<'_>, fresh: &Fresh) -> Result<usize, Halted> {
        let residue = Image::of(&fresh.sealed)?.find(gone.values)?.len();
        match gone.residue {
            Residue::Refuse if residue > 0 => {
                return Err(VaultError::Residue { found: residue }.into());
            }
            Residue::Refuse | Residue::Report => {}
        }
        self.reached(Step::NewScanned)?;
        let (data, old) = (self.folder.data(), self.folder.old_data());
        let opened = OpenOptions::new().write(true).open(&data);
        let before = opened.map_err(|source| VaultError::io("open", &data, source))?;
        // A file system without hard links keeps the old file only through the open handle.
        let linked = fs::hard_link(&data, &old).is_ok();
        private::sync_folder_of(&data)?;
        self.reached(Step::OldLinked)?;
        put_in_place(&self.folder)?;
        self.reached(Step::Renamed)?;
        self.forget();
        private::sync_folder_of(&data)?;
        self.noted(held, fresh.note);
        self.reached(Step::RenameSynced)?;
        wipe_file(&before, &old, &*self.host).map_err(Halted::Here)?;
        if linked {
            private::remove(&old)?;
            private::sync_folder_of(&old)?;
        }
        self.reached(Step::OldUnlinked)?;
        Ok(residue)
    }

    fn reached(&self, step: Step) -> Result<(), Halted> {
        reached(&*self.host, self.folder.path(), step)
    }
}

/// Why a rewrite ended early.
pub(crate) enum Halted<E = VaultError> {
    /// It failed: what it left is to be put right at once.
    Undo(E),
    /// A test let it die here.
    Here(E),
}

impl From<VaultError> for Halted {
    fn from(error: VaultError) -> Self {
        Self::Undo(error)
    }
}

/// A new data file, closed and durable.
pub(crate) struct Fresh {
    sealed: Arc<SealedFile>,
    pub(crate) note: Note,
}

/// Writes `vault.redb.new` with the rows that `fill` puts there.
pub(crate) fn build<T, E: From<VaultError>>(
    folder: &Folder,
    keys: &Keys,
    host: &Arc<dyn Host>,
    fill: impl FnOnce(&WriteTransaction) -> Result<T, E>,
) -> Result<(T, Fresh), Halted<E>> {
    let undo = |error: VaultError| Halted::Undo(E::from(error));
    let die = |halted: Halted| match halted {
        Halted::Undo(error) => Halted::Undo(E::from(error)),
        Halted::Here(error) => Halted::Here(E::from(error)),
    };
    let path = folder.new_data();
    let created =
        private::create(&path).and_then(|raw| Handle::create(raw, keys, host, CACHE_BYTES));
    let handle = created.map_err(undo)?;
    reached(&**host, folder.path(), Step::NewStarted).map_err(die)?;
    let filled = write_through(&handle, fill).map_err(Halted::Undo)?;
    let sealed = Arc::clone(handle.file());
    handle.close().map_err(undo)?;
    let note =
        Note { file_id: *sealed.cipher().file_id(), commit: sealed.header().map_err(undo)?.last() };
    let synced = OpenOptions::new().write(true).open(&path).and_then(|file| file.sync_all());
    synced.map_err(|source| undo(VaultError::io("sync", &path, source)))?;
    reached(&**host, folder.path(), Step::NewWritten).map_err(die)?;
    Ok((filled, Fresh { sealed, note }))
}

/// Gives the new file the vault's name.
pub(crate) fn put_in_place(folder: &Folder) -> Result<(), VaultError> {
    let (from, to) = (folder.new_data(), folder.data());
    fs::rename(&from, &to).map_err(|source| VaultError::io("rename", &from, source))
}

/// Runs `work` in a write transaction and commits it, unless it fails.
pub(crate) fn write_through<T, E: From<VaultError>>(
    handle: &Handle,
    work: impl FnOnce(&WriteTransaction) -> Result<T, E>,
) -> Result<T, E> {
    let transaction = handle.begin_write()?;
    let outcome = guarded(move || {
        let done = work(&transaction);
        match done {
            Ok(done) => match transaction.commit() {
                Ok(()) => Ok(done),
                Err(error) => Err(E::from(VaultError::from(error))),
            },
            Err(error) => {
                // What the caller has to say counts for more than a failed abort.
                let _reopened_anyway = transaction.abort();
                Err(error)
            }
        }
    });
    match outcome {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => Err(handle.file().failure().map_or(error, E::from)),
        Err(caught) => {
            handle.file().retire();
            Err(E::from(caught.into_error()))
        }
    }
}

pub(crate) fn reached(host: &dyn Host, folder: &Path, step: Step) -> Result<(), Halted> {
    host.reached(step).map_err(|source| Halted::Here(VaultError::io("go on in", folder, source)))
}
