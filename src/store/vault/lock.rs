//! `vault.lock`: one writer at a time, and the last commit noted.
//!
//! Writers hold it from before a transaction begins until after its commit, and for a whole
//! rewrite; readers never take it. Whoever waits for it holds a second lock, on the folder, which
//! the one before has to pass to come again: so the next in line is not overtaken for ever. The note is written after the commit and never made durable on
//! its own, so it may be behind the data but not ahead of them. A note that cannot be read counts
//! as none.

use std::fs::{self, File, TryLockError};
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError as InProcess};
use std::thread;
use std::time::{Duration, Instant};

use super::bytes::{Bytes, checked, with_checksum};
use super::error::VaultError;
use super::header::Commit;
use super::page::FileId;
use super::private;

const MAGIC: [u8; 8] = *b"candorLK";
const PATIENCE: Duration = Duration::from_mins(1);
const FIRST_PAUSE: Duration = Duration::from_micros(200);
const LONGEST_PAUSE: Duration = Duration::from_millis(2);

/// The last commit of a data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Note {
    pub(crate) file_id: FileId,
    pub(crate) commit: Commit,
}

impl Note {
    /// Reads the note beside a vault, if there is a good one.
    pub(crate) fn read(path: &Path) -> Option<Self> {
        // A note that is just being overwritten may read torn; the next look sees it whole.
        (0..3).find_map(|_| Self::from_bytes(&fs::read(path).ok()?))
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut fields = Bytes::new(checked(bytes)?);
        if fields.array() != Some(MAGIC) {
            return None;
        }
        Some(Self { file_id: fields.array()?, commit: fields.u64()? })
    }

    fn to_bytes(self) -> Vec<u8> {
        let mut body = Vec::with_capacity(64);
        body.extend_from_slice(&MAGIC);
        body.extend_from_slice(&self.file_id);
        body.extend_from_slice(&self.commit.to_le_bytes());
        with_checksum(body)
    }
}

/// The lock of one vault, in this process and among processes.
#[derive(Debug)]
pub(crate) struct WriterLock {
    path: PathBuf,
    file: Mutex<Option<File>>,
}

impl WriterLock {
    pub(crate) const fn new(path: PathBuf) -> Self {
        Self { path, file: Mutex::new(None) }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Waits for the lock.
    pub(crate) fn acquire(&self) -> Result<Held<'_>, VaultError> {
        let mut slot = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let started = Instant::now();
        let _turn = self.queue(started)?;
        wait(started, || self.take(&mut slot))?;
        Ok(Held { file: slot })
    }

    /// Waits to be the next in line. A file system that cannot lock a folder has no line.
    fn queue(&self, started: Instant) -> Result<Option<File>, VaultError> {
        let Some(Ok(folder)) = self.path.parent().map(File::open) else { return Ok(None) };
        wait(started, || match folder.try_lock() {
            Ok(()) | Err(TryLockError::Error(_)) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
        })?;
        Ok(Some(folder))
    }

    /// Takes the lock if nobody has it.
    pub(crate) fn try_acquire(&self) -> Result<Option<Held<'_>>, VaultError> {
        let mut slot = match self.file.try_lock() {
            Ok(slot) => slot,
            Err(InProcess::Poisoned(slot)) => slot.into_inner(),
            Err(InProcess::WouldBlock) => return Ok(None),
        };
        Ok(if self.take(&mut slot)? { Some(Held { file: slot }) } else { None })
    }

    /// Tries once. A lock file that was removed or replaced meanwhile locks nobody out, so the one
    /// that has the name counts.
    fn take(&self, slot: &mut Option<File>) -> Result<bool, VaultError> {
        let failed = |source| VaultError::io("lock", &self.path, source);
        let file = match slot.take() {
            Some(file) => file,
            None => private::open_or_create(&self.path).map_err(failed)?,
        };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                if self.is_named(&file) {
                    *slot = Some(file);
                }
                return Ok(false);
            }
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
        if !self.is_named(&file) {
            return Ok(false);
        }
        *slot = Some(file);
        Ok(true)
    }

    fn is_named(&self, file: &File) -> bool {
        match (file.metadata(), fs::metadata(&self.path)) {
            (Ok(opened), Ok(named)) => (opened.dev(), opened.ino()) == (named.dev(), named.ino()),
            _ => false,
        }
    }
}

/// Tries again and again, until it works or patience ends. A process that was stopped while it
/// wrote must not hang every other one for ever, so nobody waits inside the system.
fn wait(
    started: Instant,
    mut attempt: impl FnMut() -> Result<bool, VaultError>,
) -> Result<(), VaultError> {
    let mut pause = FIRST_PAUSE;
    while !attempt()? {
        if started.elapsed() > PATIENCE {
            return Err(VaultError::Busy);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
    Ok(())
}

/// The lock, held. Dropping it gives it back.
#[derive(Debug)]
pub(crate) struct Held<'a> {
    file: MutexGuard<'a, Option<File>>,
}

impl Held<'_> {
    /// Notes the last commit. The commit itself is durable already, so a note that cannot be
    /// written is no failure: the next one will be.
    pub(crate) fn note(&self, note: Note) {
        if let Some(file) = &*self.file {
            let _later = file.write_all_at(&note.to_bytes(), 0);
        }
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        // Closing the file gives the lock back where unlocking fails.
        if self.file.as_ref().is_some_and(|file| file.unlock().is_err()) {
            *self.file = None;
        }
    }
}
