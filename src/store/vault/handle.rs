//! An open data file: the engine on top of the sealed file, for reading alone or for writing.
//!
//! A file is opened for reading until something is written: that takes no lock for long, waits for
//! nobody, writes nothing and works in a folder that is read-only.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::Arc;

use redb::{
    Builder, ConcurrencyMode, Database, DatabaseError, ReadOnlyDatabase, ReadTransaction,
    ReadableDatabase, StorageError, TransactionError, WriteTransaction,
};

use super::backend::{SealedBackend, SealedFile};
use super::error::{Place, VaultError};
use super::guard::guarded;
use super::host::Host;
use super::keys::Keys;
use super::lock::Note;
use super::prefix::VERSION;

const CACHE_BYTES: usize = 48 * 1024 * 1024;

/// What a file is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
}

/// How processes share the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sharing {
    /// Any number read and write; the usual case.
    Many,
    /// One at a time, where the file system has no locks on ranges.
    One,
}

/// Which file a path names. A rewrite gives the path another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Identity {
    device: u64,
    inode: u64,
}

impl Identity {
    pub(crate) fn of(path: &Path) -> Result<Self, VaultError> {
        match fs::metadata(path) {
            Ok(found) => Ok(Self { device: found.dev(), inode: found.ino() }),
            Err(gone) if gone.kind() == io::ErrorKind::NotFound => {
                Err(VaultError::DataFileMissing { path: path.to_owned() })
            }
            Err(source) => Err(VaultError::io("look at", path, source)),
        }
    }

    fn of_file(file: &File) -> io::Result<Self> {
        let found = file.metadata()?;
        Ok(Self { device: found.dev(), inode: found.ino() })
    }
}

/// Why a file did not open.
#[derive(Debug)]
pub(crate) enum Refused {
    /// A writer died; the next one mends it, a reader cannot.
    NeedsWriter,
    /// The file system has no locks on ranges.
    NoSharing,
    /// Anything else.
    Failed(VaultError),
}

impl From<VaultError> for Refused {
    fn from(error: VaultError) -> Self {
        Self::Failed(error)
    }
}

enum Engine {
    Reading(ReadOnlyDatabase),
    Writing(Database),
}

/// An open data file.
pub(crate) struct Handle {
    engine: Option<Engine>,
    file: Arc<SealedFile>,
    identity: Identity,
}

impl Handle {
    /// Opens the file at `path`. For writing, the caller holds the vault's lock.
    pub(crate) fn open(
        path: &Path,
        keys: &Keys,
        host: &Arc<dyn Host>,
        access: Access,
        sharing: Sharing,
        note: Option<Note>,
    ) -> Result<Self, Refused> {
        let write = access == Access::Write;
        let opened = OpenOptions::new().read(true).write(write).open(path);
        let failed = |source| VaultError::io("open", path, source);
        let raw = opened.map_err(failed)?;
        let identity = Identity::of_file(&raw).map_err(failed)?;
        let raw = host.storage(raw).map_err(failed)?;
        let file = Arc::new(SealedFile::open(raw, keys, Arc::clone(host))?);
        if file.pages()? == 0 {
            return Err(VaultError::damaged(Place::Length).into());
        }
        let mut handle = Self { engine: None, file, identity };
        if write {
            // The engine goes on from what the header says, so a stale one must stop it first.
            handle.check_header(note)?;
        }
        handle.engine = Some(handle.start(access, sharing)?);
        handle.expect(note);
        Ok(handle)
    }

    /// Makes a new data file at `path` and opens it for writing by this process alone.
    pub(crate) fn create(
        raw: File,
        keys: &Keys,
        host: &Arc<dyn Host>,
        cache_bytes: usize,
    ) -> Result<Self, VaultError> {
        let failed = |source| VaultError::io("create", "vault.redb.new".as_ref(), source);
        let identity = Identity::of_file(&raw).map_err(failed)?;
        let raw = host.storage(raw).map_err(failed)?;
        let file = Arc::new(SealedFile::create(raw, keys, Arc::clone(host))?);
        let mut handle = Self { engine: None, file, identity };
        let backend = SealedBackend(Arc::clone(&handle.file));
        let made =
            guarded(|| Builder::new().set_cache_size(cache_bytes).create_with_backend(backend));
        let database = made.map_err(super::guard::Caught::into_error)?;
        handle.engine = Some(Engine::Writing(database.map_err(|error| handle.explain(error))?));
        Ok(handle)
    }

    pub(crate) const fn identity(&self) -> Identity {
        self.identity
    }

    pub(crate) const fn file(&self) -> &Arc<SealedFile> {
        &self.file
    }

    pub(crate) const fn writes(&self) -> bool {
        matches!(self.engine, Some(Engine::Writing(_)))
    }

    /// Takes a header older than the note for a stale one from now on.
    pub(crate) fn expect(&self, note: Option<Note>) {
        let own = note.filter(|note| note.file_id == *self.file.cipher().file_id());
        self.file.expect_at_least(own.map_or(0, |note| note.commit));
    }

    /// Names the last commit, for the note.
    pub(crate) fn last_commit(&self) -> Result<Note, VaultError> {
        let commit = self.file.header()?.last();
        Ok(Note { file_id: *self.file.cipher().file_id(), commit })
    }

    pub(crate) fn begin_read(&self) -> Result<ReadTransaction, VaultError> {
        let begun = guarded(|| match &self.engine {
            Some(Engine::Reading(database)) => Some(database.begin_read()),
            Some(Engine::Writing(database)) => Some(database.begin_read()),
            None => None,
        });
        self.begun(begun)
    }

    pub(crate) fn begin_write(&self) -> Result<WriteTransaction, VaultError> {
        let begun = guarded(|| match &self.engine {
            Some(Engine::Writing(database)) => Some(database.begin_write()),
            Some(Engine::Reading(_)) | None => None,
        });
        let mut transaction = self.begun(begun)?;
        // So does every commit of many writers; one alone has to be told. A header then always
        // names a commit that is whole, and opening after a crash is quick.
        transaction.set_quick_repair(true);
        Ok(transaction)
    }

    /// Runs the engine's own check over everything.
    pub(crate) fn check(&mut self) -> Result<bool, VaultError> {
        let checked = guarded(|| match &mut self.engine {
            Some(Engine::Writing(database)) => Some(database.check_integrity()),
            Some(Engine::Reading(_)) | None => None,
        });
        match checked {
            Ok(Some(checked)) => checked.map_err(|error| self.explain(error)),
            Ok(None) => Err(not_for_writing()),
            Err(caught) => Err(caught.into_error()),
        }
    }

    /// Closes the file the engine's way, with a last commit of its own. The caller holds the lock.
    pub(crate) fn close(mut self) -> Result<(), VaultError> {
        let engine = self.engine.take();
        let closed = guarded(|| match engine {
            Some(Engine::Reading(database)) => database.close(),
            Some(Engine::Writing(database)) => database.close(),
            None => Ok(()),
        });
        match closed {
            Ok(closed) => closed.map_err(|error| self.explain(error)),
            Err(caught) => Err(caught.into_error()),
        }
    }

    /// Returns what really went wrong where the engine only says that something did.
    pub(crate) fn explain(&self, error: impl Into<VaultError>) -> VaultError {
        self.file.failure().unwrap_or_else(|| error.into())
    }

    fn begun<T>(
        &self,
        begun: Result<Option<Result<T, TransactionError>>, super::guard::Caught>,
    ) -> Result<T, VaultError> {
        match begun {
            Ok(Some(begun)) => begun.map_err(|error| self.explain(error)),
            Ok(None) => Err(not_for_writing()),
            Err(caught) => {
                self.file.retire();
                Err(caught.into_error())
            }
        }
    }

    fn check_header(&self, note: Option<Note>) -> Result<(), VaultError> {
        if self.file.writers_from() > VERSION {
            let found = self.file.writers_from();
            return Err(VaultError::NewerVersion { found, known: VERSION });
        }
        let found = self.last_commit()?;
        match note {
            Some(note) if note.file_id == found.file_id && note.commit > found.commit => {
                Err(VaultError::StaleHeader { found: found.commit, noted: note.commit })
            }
            _ => Ok(()),
        }
    }

    fn start(&self, access: Access, sharing: Sharing) -> Result<Engine, Refused> {
        let mode = match sharing {
            Sharing::Many => ConcurrencyMode::MultiWriter,
            Sharing::One => ConcurrencyMode::ExclusiveWriter,
        };
        let backend = SealedBackend(Arc::clone(&self.file));
        let mut builder = Builder::new();
        builder.set_cache_size(CACHE_BYTES).set_concurrency_mode(mode);
        let started = guarded(|| match access {
            Access::Read => builder.open_read_only_with_backend(backend).map(Engine::Reading),
            Access::Write => builder.create_with_backend(backend).map(Engine::Writing),
        });
        match started {
            Ok(Ok(engine)) => Ok(engine),
            Ok(Err(DatabaseError::RepairAborted)) => Err(Refused::NeedsWriter),
            Ok(Err(DatabaseError::Storage(StorageError::Unsupported))) => Err(Refused::NoSharing),
            Ok(Err(error)) => Err(self.explain(error).into()),
            Err(caught) => Err(caught.into_error().into()),
        }
    }
}

impl Drop for Handle {
    /// Only [`Self::close`] writes; a handle that is merely dropped leaves the file as it is.
    fn drop(&mut self) {
        self.file.retire();
        let engine = self.engine.take();
        let _reported_before = guarded(|| drop(engine));
    }
}

fn not_for_writing() -> VaultError {
    VaultError::Engine("a file that is open for reading was written to".to_owned())
}
