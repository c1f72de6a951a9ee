//! The names in a vault's folder, and what an interrupted rewrite has left among them.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use super::error::VaultError;
use super::handle::Identity;
use super::host::{Host, Step};
use super::private;

static ZEROES: [u8; 64 * 1024] = [0; 64 * 1024];
const PREFIX_LEN: usize = 4096;

/// The folder of a vault.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(crate) fn new(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.path.join("vault.redb")
    }

    pub(crate) fn new_data(&self) -> PathBuf {
        self.path.join("vault.redb.new")
    }

    pub(crate) fn old_data(&self) -> PathBuf {
        self.path.join("vault.redb.old")
    }

    pub(crate) fn keys(&self) -> PathBuf {
        self.path.join("vault.key")
    }

    pub(crate) fn lock(&self) -> PathBuf {
        self.path.join("vault.lock")
    }

    /// Puts right what a writer that died has left. The caller holds the lock.
    ///
    /// A `.new` never became the vault and goes. An `.old` is either the vault itself under a
    /// second name, which goes, or the file before it, which is wiped first.
    pub(crate) fn settle(&self, host: &dyn Host) -> Result<(), VaultError> {
        let (new, old) = (self.new_data(), self.old_data());
        if exists(&new)? {
            wipe(&new, host)?;
            private::remove(&new)?;
        }
        if !exists(&old)? {
            return Ok(());
        }
        if !exists(&self.data())? {
            fs::rename(&old, self.data())
                .map_err(|source| VaultError::io("rename", &old, source))?;
            return private::sync_folder_of(&old);
        }
        // The name of the new file must be durable before the old one is destroyed.
        private::sync_folder_of(&old)?;
        if Identity::of(&old)? != Identity::of(&self.data())? {
            wipe(&old, host)?;
        }
        private::remove(&old)?;
        private::sync_folder_of(&old)
    }
}

fn exists(path: &Path) -> Result<bool, VaultError> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(gone) if gone.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(source) => Err(VaultError::io("look at", path, source)),
    }
}

/// Destroys a data file: its key first, then, as far as that helps, its pages.
fn wipe(path: &Path, host: &dyn Host) -> Result<(), VaultError> {
    let opened = OpenOptions::new().write(true).open(path);
    let file = opened.map_err(|source| VaultError::io("wipe", path, source))?;
    wipe_file(&file, path, host)
}

pub(crate) fn wipe_file(file: &File, path: &Path, host: &dyn Host) -> Result<(), VaultError> {
    let failed = |source| VaultError::io("wipe", path, source);
    let length = file.metadata().map_err(failed)?.len();
    let prefix = ZEROES.split_at(PREFIX_LEN).0;
    file.write_all_at(prefix, 0).and_then(|()| file.sync_data()).map_err(failed)?;
    host.reached(Step::PrefixWiped).map_err(failed)?;
    let mut at = u64::try_from(PREFIX_LEN).unwrap_or(0);
    while at < length {
        let left = usize::try_from(length - at).unwrap_or(ZEROES.len()).min(ZEROES.len());
        // Nothing can open the pages any more, so a disk that refuses here changes nothing.
        if file.write_all_at(ZEROES.split_at(left).0, at).is_err() {
            break;
        }
        at += u64::try_from(left).unwrap_or(u64::MAX);
    }
    let _as_far_as_that_helps = file.sync_data();
    host.reached(Step::PagesWiped).map_err(failed)
}
