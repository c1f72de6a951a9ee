//! Machines that fail on purpose: storage that wraps the real one and does as a test says.

use std::fmt::Debug;
use std::fs::File;
use std::io;
use std::ops::Bound;
use std::os::unix::fs::MetadataExt;
use std::sync::{Arc, Mutex};

use candor::store::vault::{Host, Machine, Step};
use redb::backends::FileBackend;
use redb::{BackendError, StorageBackend};

/// What a test changes about storage; everything else is the file's.
pub(crate) trait Meddler: Debug + Send + Sync + 'static {
    fn read(&self, _file: u64, _offset: u64, _out: &mut [u8]) -> io::Result<()> {
        Ok(())
    }

    fn change(&self, _file: u64, _change: Change<'_>) -> io::Result<()> {
        Ok(())
    }

    /// Whether syncs reach the disk. Tests that never pull the real plug save the time.
    fn syncs(&self) -> bool {
        false
    }

    fn locks(&self) -> bool {
        true
    }

    fn reached(&self, _step: Step) -> io::Result<()> {
        Ok(())
    }
}

/// A change that is about to be made to a file.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Change<'a> {
    Write(u64, &'a [u8]),
    SetLen(u64),
    Sync,
}

/// A machine with a meddler in it.
pub(crate) struct Meddled<M>(pub(crate) Arc<M>);

impl<M: Meddler> Host for Meddled<M> {
    fn random(&self, out: &mut [u8]) -> io::Result<()> {
        Machine.random(out)
    }

    fn storage(&self, file: File) -> io::Result<Box<dyn StorageBackend>> {
        let inode = file.metadata()?.ino();
        let file = FileBackend::new(file).unwrap();
        Ok(Box::new(Storage { meddler: Arc::clone(&self.0), inode, file }))
    }

    fn reached(&self, step: Step) -> io::Result<()> {
        self.0.reached(step)
    }
}

#[derive(Debug)]
struct Storage<M> {
    meddler: Arc<M>,
    inode: u64,
    file: FileBackend,
}

impl<M: Meddler> Storage<M> {
    fn lockable<T>(
        &self,
        lock: impl FnOnce() -> Result<T, BackendError>,
    ) -> Result<T, BackendError> {
        if self.meddler.locks() { lock() } else { Err(BackendError::Unsupported) }
    }
}

impl<M: Meddler> StorageBackend for Storage<M> {
    fn len(&self) -> io::Result<u64> {
        self.file.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.file.read(offset, out)?;
        self.meddler.read(self.inode, offset, out)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.meddler.change(self.inode, Change::SetLen(len))?;
        self.file.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.meddler.change(self.inode, Change::Sync)?;
        if self.meddler.syncs() { self.file.sync_data() } else { Ok(()) }
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.meddler.change(self.inode, Change::Write(offset, data))?;
        self.file.write(offset, data)
    }

    fn close(&self) -> io::Result<()> {
        self.file.close()
    }

    fn try_lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        self.lockable(|| self.file.try_lock_range(start, end))
    }

    fn try_lock_shared_range(
        &self,
        start: Bound<u64>,
        end: Bound<u64>,
    ) -> Result<bool, BackendError> {
        self.lockable(|| self.file.try_lock_shared_range(start, end))
    }

    fn lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.lockable(|| self.file.lock_range(start, end))
    }

    fn lock_shared_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.lockable(|| self.file.lock_shared_range(start, end))
    }

    fn unlock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.lockable(|| self.file.unlock_range(start, end))
    }

    fn query_lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        self.lockable(|| self.file.query_lock_range(start, end))
    }
}

/// Nothing happens, and nothing is synced: a fast disk.
#[derive(Debug, Default)]
pub(crate) struct Quick;

impl Meddler for Quick {}

pub(crate) fn quick() -> Arc<dyn Host> {
    Arc::new(Meddled(Arc::new(Quick)))
}

/// No locks on ranges, as on some network file systems.
#[derive(Debug, Default)]
pub(crate) struct Lockless;

impl Meddler for Lockless {
    fn locks(&self) -> bool {
        false
    }
}

/// One bit of the file reads as its opposite.
#[derive(Debug, Default)]
pub(crate) struct Flip {
    pub(crate) bit: Mutex<(u64, u8)>,
}

impl Meddler for Flip {
    fn read(&self, _file: u64, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let (at, mask) = *self.bit.lock().unwrap();
        if let Some(inside) = at.checked_sub(offset)
            && let Some(byte) = out.get_mut(usize::try_from(inside).unwrap())
        {
            *byte ^= mask;
        }
        Ok(())
    }
}

/// So many changes succeed; then each fails in the same way.
#[derive(Debug)]
pub(crate) struct Failing {
    pub(crate) left: Mutex<Option<u32>>,
    pub(crate) with: io::ErrorKind,
}

impl Meddler for Failing {
    fn change(&self, _file: u64, change: Change<'_>) -> io::Result<()> {
        let mut left = self.left.lock().unwrap();
        // A full disk takes no new blocks, but the header has its place.
        let takes_no_room = matches!(change, Change::Sync | Change::Write(4096, _));
        if takes_no_room && self.with == io::ErrorKind::StorageFull {
            return Ok(());
        }
        match *left {
            Some(0) => Err(self.with.into()),
            Some(count) => {
                *left = Some(count - 1);
                Ok(())
            }
            None => Ok(()),
        }
    }
}

/// The program dies at one step.
#[derive(Debug)]
pub(crate) struct DiesAt(pub(crate) Step);

impl Meddler for DiesAt {
    fn reached(&self, step: Step) -> io::Result<()> {
        if step == self.0 { Err(io::Error::other("died here")) } else { Ok(()) }
    }
}
