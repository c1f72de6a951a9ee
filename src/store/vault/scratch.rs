//! Texts that must lie in the clear for a while, such as a note that is open in an editor.
//!
//! Each has a folder of its own inside the vault's, because editors lay copies and swap files beside
//! the file. All of it is overwritten and removed when the value goes. Whoever was killed leaves
//! files behind: [`sweep`] destroys them at the next opening, unless another process is just using
//! the place. Users hold a shared lock on it, a sweep an exclusive one.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::error::VaultError;
use super::private;

const FOLDER: &str = "scratch";
const LOCK: &str = "lock";
const PRIVATE_FOLDER: u32 = 0o700;
const PRIVATE_FILE: u32 = 0o600;
/// What somebody writes by hand is shorter; a longer file would fill the memory.
const LONGEST: u64 = 4 * 1024 * 1024;

/// A text in a private file. It is destroyed with the value.
#[derive(Debug)]
pub struct Scratch {
    place: PathBuf,
    folder: PathBuf,
    path: PathBuf,
    /// The file that was made here: an editor may put another one under its name.
    file: File,
    /// Locked for sharing as long as the text lies here.
    lock: Option<File>,
}

impl Scratch {
    /// Lays a text into a new file with a name that says nothing, inside the vault's folder.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn new(vault: &Path, ending: &str, text: &str) -> Result<Self, VaultError> {
        let place = vault.join(FOLDER);
        private::make_folder(&place)?;
        let lock = lock_file(&place)?;
        lock.lock_shared().map_err(|source| VaultError::io("lock", &place, source))?;
        let failed = |source| VaultError::io("make a private file in", &place, source);
        let folder = tempfile::Builder::new()
            .prefix("")
            .rand_bytes(12)
            .permissions(fs::Permissions::from_mode(PRIVATE_FOLDER))
            .tempdir_in(&place)
            .map_err(failed)?
            .keep();
        let made = tempfile::Builder::new()
            .prefix("")
            .suffix(ending)
            .rand_bytes(8)
            .permissions(fs::Permissions::from_mode(PRIVATE_FILE))
            .tempfile_in(&folder)
            .and_then(|file| Ok(file.keep()?));
        let (file, path) = made.map_err(|source| {
            let _empty = fs::remove_dir(&folder);
            failed(source)
        })?;
        let mut scratch = Self { place: place.clone(), folder, path, file, lock: Some(lock) };
        // Whatever is written so far goes with the value.
        scratch.file.write_all(text.as_bytes()).map_err(failed)?;
        Ok(scratch)
    }

    /// Where the text lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder that goes with it, for whatever a program wants to lay beside it.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Reads the text as it lies there now.
    ///
    /// # Errors
    /// When the file is gone, is longer than any text, or is not UTF-8.
    pub fn text(&self) -> Result<String, VaultError> {
        let failed = |source| VaultError::io("read", &self.path, source);
        let file = OpenOptions::new()
            .read(true)
            .custom_flags(no_link())
            .open(&self.path)
            .map_err(failed)?;
        let mut text = String::new();
        let read = file.take(LONGEST + 1).read_to_string(&mut text).map_err(failed)?;
        if u64::try_from(read).unwrap_or(u64::MAX) > LONGEST {
            return Err(failed(io::Error::other("it is longer than 4 MiB")));
        }
        Ok(text)
    }

    fn wipe(&mut self) {
        overwrite(&mut self.file);
        destroy(&self.folder);
        // The last one to leave tidies up after those that were killed.
        self.lock = None;
        sweep_place(&self.place);
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.wipe();
    }
}

/// Destroys what processes that were killed have left in the vault's folder. Nothing is said where
/// that fails: whoever cannot write there still reads the vault, and the next one tries again.
pub fn sweep(vault: &Path) {
    sweep_place(&vault.join(FOLDER));
}

fn sweep_place(place: &Path) {
    if !place.join(LOCK).exists() {
        return;
    }
    let Ok(lock) = lock_file(place) else { return };
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock | TryLockError::Error(_)) => return,
    }
    let Ok(entries) = fs::read_dir(place) else { return };
    for entry in entries.flatten().filter(|entry| entry.file_name() != LOCK) {
        destroy(&entry.path());
    }
}

fn lock_file(place: &Path) -> Result<File, VaultError> {
    let path = place.join(LOCK);
    private::open_or_create(&path).map_err(|source| VaultError::io("open", &path, source))
}

/// Destroys a file, or a folder with all that is in it. Links are removed and not followed.
fn destroy(path: &Path) {
    let Ok(about) = fs::symlink_metadata(path) else { return };
    if about.is_dir() {
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            destroy(&entry.path());
        }
        let _next_time = fs::remove_dir(path);
        return;
    }
    if about.is_file() {
        let opened = OpenOptions::new().write(true).custom_flags(no_link()).open(path);
        if let Ok(mut file) = opened {
            overwrite(&mut file);
        }
    }
    let _next_time = fs::remove_file(path);
}

/// Writes zeroes over a file's bytes, as far as that helps on this disk.
fn overwrite(file: &mut File) {
    let length = file.metadata().map_or(0, |about| about.len());
    let zeroes = io::repeat(0).take(length);
    let _as_far_as_that_helps = file
        .seek(SeekFrom::Start(0))
        .and_then(|_| io::copy(&mut { zeroes }, file))
        .and_then(|_| file.sync_data());
}

/// The flag that refuses to open a link in place of a file.
fn no_link() -> i32 {
    i32::try_from(rustix::fs::OFlags::NOFOLLOW.bits()).unwrap_or(0)
}
