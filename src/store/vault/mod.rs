//! The vault: one encrypted file, shared by several processes, from which what is erased is gone.
//!
//! A vault is a private folder with `vault.redb` (the data), `vault.key` (the keys, sealed by a
//! passphrase) and `vault.lock` (one writer at a time). This module knows nothing of what is
//! stored: it hands out the engine's transactions, and everything below them is its business.
//!
//! ```text
//! Vault ── create, read, write, rewrite, check
//!   ├─ current    which file is open just now
//!   ├─ lock       who writes; the last commit noted
//!   ├─ folder     names, and what an interrupted rewrite has left
//!   ├─ key_file   keys ── kdf
//!   └─ handle     the engine ── guard (its panics)
//!        └─ backend    whole pages ── prefix, header, page
//!             └─ host       the disk
//! ```

mod backend;
mod bytes;
mod create;
mod current;
pub mod error;
mod folder;
pub mod guard;
mod handle;
mod header;
pub mod host;
mod image;
mod kdf;
pub mod key_file;
pub mod keys;
mod lock;
pub mod page;
mod prefix;
pub mod private;
mod rewrite;
pub mod scratch;
mod watch;

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use redb::{ReadTransaction, WriteTransaction};

pub use self::create::Protection;
pub use self::error::{Place, VaultError};
pub use self::host::{Host, Machine, Step};
pub use self::image::Image;
pub use self::kdf::KdfPasses;
pub use self::key_file::KeyFile;
pub use self::keys::{Keys, MarkKey, Passphrase, RecoveryKey, Secret};
pub use self::rewrite::{Gone, Residue, Rewritten};
pub use self::watch::Watch;

use self::folder::Folder;
use self::guard::guarded;
use self::handle::{Access, Handle, Identity};
use self::lock::{Held, Note, WriterLock};
use self::rewrite::write_through;

/// What [`Vault::check`] has looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checked {
    /// Pages that were opened and found whole.
    pub pages: u64,
    /// Pages that could not be opened and that nothing needs: a commit that a power cut stopped
    /// leaves some.
    pub torn: u64,
    /// Whether the engine had to mend its books. No data are affected by that.
    pub mended: bool,
}

/// An open vault. May be shared by threads: any number read while one writes.
pub struct Vault {
    folder: Folder,
    host: Arc<dyn Host>,
    keys: Keys,
    encrypted: bool,
    lock: WriterLock,
    current: Mutex<Option<Arc<Handle>>>,
    alone: AtomicBool,
    own: Arc<Mutex<Option<Note>>>,
}

impl Vault {
    /// Opens the vault in `folder`.
    ///
    /// # Errors
    /// When there is none, the secret is wrong, or the files are damaged or of a newer version.
    pub fn open(
        folder: &Path,
        secret: &Secret<'_>,
        host: Arc<dyn Host>,
    ) -> Result<Self, VaultError> {
        let key_file = Self::key_file(folder)?;
        let keys = key_file.open(secret)?;
        let vault = Self::over(Folder::new(folder), keys, key_file.is_encrypted(), host);
        vault.current_for_read()?;
        Ok(vault)
    }

    /// Whether anything of a vault is in the folder, even if not all of it.
    #[must_use]
    pub fn exists(folder: &Path) -> bool {
        let folder = Folder::new(folder);
        folder.keys().exists() || folder.data().exists()
    }

    /// Reads how the vault in `folder` is locked, before anything is asked of the user.
    ///
    /// # Errors
    /// When there is no vault, or its key file is missing, damaged or of a newer version.
    pub fn key_file(folder: &Path) -> Result<KeyFile, VaultError> {
        let names = Folder::new(folder);
        let has_data = names.data().exists();
        if !has_data && Note::read(&names.lock()).is_none() {
            // Also what is left of a vault that was not finished being made.
            return Err(VaultError::NotAVault { folder: folder.to_owned() });
        }
        let key_file = KeyFile::read(&names.keys())?;
        if has_data {
            Ok(key_file)
        } else {
            Err(VaultError::DataFileMissing { path: names.data() })
        }
    }

    fn over(folder: Folder, keys: Keys, encrypted: bool, host: Arc<dyn Host>) -> Self {
        let lock = WriterLock::new(folder.lock());
        let (current, own) = (Mutex::new(None), Arc::new(Mutex::new(None)));
        Self { folder, host, keys, encrypted, lock, current, alone: AtomicBool::new(false), own }
    }

    /// The vault's folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Says whether the data are of use to somebody who has only the files.
    #[must_use]
    pub const fn is_encrypted(&self) -> bool {
        self.encrypted
    }

    /// The keys, for the kernel's keyring.
    #[must_use]
    pub const fn keys(&self) -> &Keys {
        &self.keys
    }

    /// The key for keyed hashes.
    #[must_use]
    pub const fn mark_key(&self) -> &MarkKey {
        self.keys.mark()
    }

    /// Runs `work` on a consistent view of the last commit, without waiting for anyone. It may run
    /// twice: a file that was rewritten under its hands is opened anew.
    ///
    /// # Errors
    /// When `work` fails, or the vault is damaged.
    pub fn read<T, E: From<VaultError>>(
        &self,
        mut work: impl FnMut(&ReadTransaction) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut tried: Option<Identity> = None;
        loop {
            let handle = self.current_for_read()?;
            let failed = match attempt(&handle, &mut work) {
                Ok(result) => return result,
                Err(failed) => failed,
            };
            self.forget_if(&handle);
            if tried == Some(handle.identity()) {
                return Err(failed.into());
            }
            tried = Some(handle.identity());
        }
    }

    /// Runs `work` in a write transaction, alone among all processes, and commits it durably.
    /// Within `work` the same vault may be read (as it was before) but not written to again, which
    /// would wait for itself for ever.
    ///
    /// # Errors
    /// When `work` fails or the vault cannot be written; nothing is changed then. Only a disk that
    /// fails in the last moment of a commit leaves open whether it counts: all of it or nothing.
    pub fn write<T, E: From<VaultError>>(
        &self,
        work: impl FnOnce(&WriteTransaction) -> Result<T, E>,
    ) -> Result<T, E> {
        let held = self.lock.acquire()?;
        self.folder.settle(&*self.host)?;
        let handle = self.current_for_write(&held)?;
        let result = write_through(&handle, work);
        match result {
            Ok(done) => {
                if let Ok(note) = handle.last_commit() {
                    self.noted(&held, note);
                }
                Ok(done)
            }
            Err(error) => {
                self.forget_if(&handle);
                Err(error)
            }
        }
    }

    /// Returns the pages of the data file in the clear, free ones included.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub fn decrypted_image(&self) -> Result<Image, VaultError> {
        Image::of(self.current_for_read()?.file())
    }

    /// Reads every page of the file and has the engine check what is in them. Nobody writes
    /// meanwhile.
    ///
    /// # Errors
    /// When something is damaged; the error names the place.
    pub fn check(&self) -> Result<Checked, VaultError> {
        let held = self.lock.acquire()?;
        self.folder.settle(&*self.host)?;
        self.forget();
        let mut handle = self.open_data(Access::Write)?;
        let (mut pages, mut torn) = (0, 0);
        for page in Image::of(handle.file())? {
            match page {
                Ok(page) => pages += u64::from(!page.is_empty()),
                Err(VaultError::Damaged { .. }) => torn += 1,
                Err(error) => return Err(error),
            }
        }
        // The engine opens every page that anything needs, so one that is damaged stops it.
        let mended = !handle.check()?;
        let file = Arc::clone(handle.file());
        handle.close()?;
        let commit = file.header()?.last();
        self.noted(&held, Note { file_id: *file.cipher().file_id(), commit });
        Ok(Checked { pages, torn, mended })
    }

    /// Changes the passphrase. The recovery key stays what it was.
    ///
    /// # Errors
    /// When the vault is not encrypted, or the key file cannot be written.
    pub fn set_passphrase(
        &self,
        passphrase: &Passphrase,
        passes: KdfPasses,
    ) -> Result<(), VaultError> {
        self.change_key_file(|file| {
            file.set_passphrase(&self.keys, passphrase, passes, &*self.host)
        })
    }

    /// Makes a recovery key, in place of any before it. It is shown once.
    ///
    /// # Errors
    /// When the vault is not encrypted, or the key file cannot be written.
    pub fn make_recovery_key(&self) -> Result<RecoveryKey, VaultError> {
        let key = RecoveryKey::draw(&*self.host)?;
        self.change_key_file(|file| file.set_recovery(&self.keys, &key, &*self.host))?;
        Ok(key)
    }

    /// Watches for commits of other processes.
    ///
    /// # Errors
    /// When the system has no watches left.
    pub fn watch(&self) -> Result<Watch, VaultError> {
        Watch::on(self.folder.path(), self.lock.path(), Arc::clone(&self.own))
    }

    fn change_key_file(
        &self,
        change: impl FnOnce(&mut KeyFile) -> Result<(), VaultError>,
    ) -> Result<(), VaultError> {
        let _held = self.lock.acquire()?;
        let mut file = KeyFile::read(&self.folder.keys())?;
        if !file.is_encrypted() {
            return Err(VaultError::NotEncrypted);
        }
        change(&mut file)?;
        file.write(&self.folder.keys())
    }

    /// Notes a commit of our own: first here, so that the watch knows it when it sees it.
    fn noted(&self, held: &Held<'_>, note: Note) {
        *self.own.lock().unwrap_or_else(PoisonError::into_inner) = Some(note);
        held.note(note);
    }
}

impl Drop for Vault {
    /// Closes the file the engine's way if it was written and nobody else is writing just now. If
    /// somebody is, the next to open it finds what it would after a crash, and loses nothing.
    fn drop(&mut self) {
        let slot = self.current.get_mut().unwrap_or_else(PoisonError::into_inner);
        let Some(handle) = slot.take().and_then(Arc::into_inner) else { return };
        let ours = Identity::of(&self.folder.data()).is_ok_and(|now| now == handle.identity());
        if !handle.writes() || !ours || handle.file().failure().is_some() {
            return;
        }
        let Ok(Some(held)) = self.lock.try_acquire() else { return };
        let file = Arc::clone(handle.file());
        if handle.close().is_ok()
            && let Ok(header) = file.header()
        {
            held.note(Note { file_id: *file.cipher().file_id(), commit: header.last() });
        }
    }
}

/// Runs a read once. The outer error is the vault's, the inner one that of `work`.
fn attempt<T, E: From<VaultError>>(
    handle: &Handle,
    work: &mut impl FnMut(&ReadTransaction) -> Result<T, E>,
) -> Result<Result<T, E>, VaultError> {
    let transaction = handle.begin_read()?;
    let outcome = guarded(move || work(&transaction));
    match outcome {
        Ok(Ok(done)) => Ok(Ok(done)),
        Ok(Err(error)) => match handle.file().failure() {
            Some(failure) => Err(failure),
            None => Ok(Err(error)),
        },
        Err(caught) => {
            handle.file().retire();
            Err(caught.into_error())
        }
    }
}
