//! The making of a vault: keys first, then the data file, which takes its name only when whole.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use redb::{ReadTransaction, WriteTransaction};

use super::Vault;
use super::error::VaultError;
use super::folder::Folder;
use super::host::{Host, Step};
use super::kdf::KdfPasses;
use super::key_file::KeyFile;
use super::keys::{Keys, MarkKey, Passphrase};
use super::lock::{Note, WriterLock};
use super::private;
use super::rewrite::{Halted, build, put_in_place, reached};

/// How a new vault is locked.
#[derive(Debug)]
pub enum Protection<'a> {
    /// By a passphrase.
    Passphrase(&'a Passphrase, KdfPasses),
    /// Not at all. The screen says so for ever.
    None,
}

impl Vault {
    /// Makes a vault in an empty or new folder and opens it. `mark` is another vault's mark key
    /// that goes on in this one, as in a backup.
    ///
    /// # Errors
    /// When there is a vault already, the folder is in use, or the disk refuses.
    pub fn create(
        folder: &Path,
        protection: &Protection<'_>,
        mark: Option<&MarkKey>,
        host: Arc<dyn Host>,
    ) -> Result<Self, VaultError> {
        Self::create_with(folder, protection, mark, host, |_empty| Ok(()))
    }

    /// Makes a vault as [`Self::create`] does, with rows in it from the beginning.
    ///
    /// # Errors
    /// As there, and when `fill` fails.
    pub fn create_with<E: From<VaultError>>(
        folder: &Path,
        protection: &Protection<'_>,
        mark: Option<&MarkKey>,
        host: Arc<dyn Host>,
        fill: impl FnOnce(&WriteTransaction) -> Result<(), E>,
    ) -> Result<Self, E> {
        let folder = Folder::new(folder);
        claim(&folder)?;
        let lock = WriterLock::new(folder.lock());
        let held = lock.acquire()?;
        folder.settle(&*host)?;
        refuse_existing(&folder)?;
        let keys = match mark {
            Some(mark) => Keys::draw_beside(mark, &*host)?,
            None => Keys::draw(&*host)?,
        };
        let mut key_file = KeyFile::empty();
        match protection {
            Protection::Passphrase(passphrase, passes) => {
                key_file.set_passphrase(&keys, passphrase, *passes, &*host)?;
            }
            Protection::None => key_file.set_clear(&keys),
        }
        key_file.write(&folder.keys())?;
        let step = |step| match reached(&*host, folder.path(), step) {
            Ok(()) => Ok(()),
            Err(Halted::Here(error) | Halted::Undo(error)) => Err(E::from(error)),
        };
        step(Step::KeysWritten)?;
        let note = match build(&folder, &keys, &host, fill) {
            Ok(((), fresh)) => fresh.note,
            Err(Halted::Here(error)) => return Err(error),
            Err(Halted::Undo(error)) => {
                folder.settle(&*host)?;
                private::remove(&folder.keys())?;
                return Err(error);
            }
        };
        put_in_place(&folder)?;
        step(Step::Renamed)?;
        private::sync_folder_of(&folder.data())?;
        held.note(note);
        drop(held);
        Ok(Self::over(folder, keys, key_file.is_encrypted(), host))
    }
}

impl Vault {
    /// Copies the live rows into a vault of its own, whose marks are the same. Nobody writes
    /// meanwhile.
    ///
    /// # Errors
    /// As [`Self::create`], and when the copy fails.
    pub fn copy_out<E: From<VaultError>>(
        &self,
        folder: &Path,
        protection: &Protection<'_>,
        copy: impl FnOnce(&ReadTransaction, &WriteTransaction) -> Result<(), E>,
    ) -> Result<Self, E> {
        let held = self.lock.acquire()?;
        let source = self.current_for_read_under(&held)?;
        let rows = source.begin_read()?;
        let (mark, host) = (Some(self.keys.mark()), Arc::clone(&self.host));
        Self::create_with(folder, protection, mark, host, |fresh| copy(&rows, fresh))
    }
}

/// Makes the folder private, unless it is somebody's own already.
fn claim(folder: &Folder) -> Result<(), VaultError> {
    let path = folder.path();
    let foreign = fs::read_dir(path).is_ok_and(|mut entries| {
        entries.any(|entry| {
            entry.is_ok_and(|entry| !entry.file_name().to_string_lossy().starts_with("vault."))
        })
    });
    if foreign && !folder.keys().exists() {
        return Err(VaultError::FolderInUse { folder: path.to_owned() });
    }
    private::make_folder(path)
}

/// Refuses to make a vault over one, or over what is left of one that had data.
fn refuse_existing(folder: &Folder) -> Result<(), VaultError> {
    if folder.data().exists() {
        return Err(VaultError::AlreadyExists { folder: folder.path().to_owned() });
    }
    if Note::read(&folder.lock()).is_some() {
        return Err(VaultError::DataFileMissing { path: folder.data() });
    }
    Ok(())
}
