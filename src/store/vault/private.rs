//! Files that only their owner may read, and a process that leaves no core behind.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::error::VaultError;

const FILE_MODE: u32 = 0o600;
const FOLDER_MODE: u32 = 0o700;

/// Makes the folder, and those above it, and closes it to everyone else.
///
/// # Errors
/// When the system refuses.
pub fn make_folder(folder: &Path) -> Result<(), VaultError> {
    let refused = |source| VaultError::io("make", folder, source);
    DirBuilder::new().recursive(true).mode(FOLDER_MODE).create(folder).map_err(refused)?;
    fs::set_permissions(folder, fs::Permissions::from_mode(FOLDER_MODE)).map_err(refused)
}

/// Makes a new file for reading and writing.
///
/// # Errors
/// When there is one already, or the system refuses.
pub fn create(path: &Path) -> Result<File, VaultError> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create_new(true)
        .mode(FILE_MODE)
        .open(path)
        .map_err(|source| VaultError::io("create", path, source))
}

/// Opens a file for reading and writing, and makes it where there is none.
pub(crate) fn open_or_create(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(FILE_MODE)
        .open(path)
}

/// Puts `bytes` in the place of a file, whole or not at all, also through a power cut.
///
/// # Errors
/// When the system refuses; the file is then what it was.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let beside = PathBuf::from(beside);
    remove(&beside)?;
    let mut file = create(&beside)?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&beside, path))
        .map_err(|source| VaultError::io("write", path, source))?;
    sync_folder_of(path)
}

/// Removes a file if it is there.
///
/// # Errors
/// When the system refuses.
pub fn remove(path: &Path) -> Result<(), VaultError> {
    match fs::remove_file(path) {
        Ok(()) => Ok(()),
        Err(gone) if gone.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(source) => Err(VaultError::io("remove", path, source)),
    }
}

/// Makes the names in the folder of `path` durable.
///
/// # Errors
/// When the system refuses.
pub fn sync_folder_of(path: &Path) -> Result<(), VaultError> {
    let Some(folder) = path.parent() else { return Ok(()) };
    File::open(folder)
        .and_then(|opened| opened.sync_all())
        .map_err(|source| VaultError::io("sync", folder, source))
}

/// Forbids core dumps, and with them other processes of the user to read this one's memory.
/// Best effort: a system that knows no such thing is left as it is.
pub fn harden() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let _without_cores = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _not_dumpable = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}
