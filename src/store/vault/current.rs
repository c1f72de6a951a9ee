//! Which file is open just now: the one that has the vault's name, for as long as it has it.
//!
//! Before each transaction the name is looked at again. A file that was replaced by a rewrite, or
//! that has failed, is opened anew; one that is open for reading is opened anew to be written.

use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};

use super::Vault;
use super::error::{Place, VaultError};
use super::handle::{Access, Handle, Identity, Refused, Sharing};
use super::lock::{Held, Note};

impl Vault {
    pub(super) fn current_for_read(&self) -> Result<Arc<Handle>, VaultError> {
        match self.current(Access::Read) {
            Ok(handle) => Ok(handle),
            Err(Refused::Failed(error)) => Err(error),
            Err(Refused::NeedsWriter | Refused::NoSharing) => {
                let held = self.lock.acquire()?;
                self.current_for_write(&held)
            }
        }
    }

    /// As [`Self::current_for_read`], for somebody who holds the lock already.
    pub(super) fn current_for_read_under(
        &self,
        held: &Held<'_>,
    ) -> Result<Arc<Handle>, VaultError> {
        match self.current(Access::Read) {
            Ok(handle) => Ok(handle),
            Err(Refused::Failed(error)) => Err(error),
            Err(Refused::NeedsWriter | Refused::NoSharing) => self.current_for_write(held),
        }
    }

    pub(super) fn current_for_write(&self, _held: &Held<'_>) -> Result<Arc<Handle>, VaultError> {
        match self.current(Access::Write) {
            Ok(handle) => Ok(handle),
            Err(Refused::Failed(error)) => Err(error),
            Err(Refused::NeedsWriter | Refused::NoSharing) => {
                Err(VaultError::damaged(Place::Header))
            }
        }
    }

    /// Returns the open file if it is still the vault's and good for `access`, else opens it.
    fn current(&self, access: Access) -> Result<Arc<Handle>, Refused> {
        let mut slot = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        let note = Note::read(self.lock.path());
        if let Some(handle) = &*slot {
            let fit = handle.identity() == Identity::of(&self.folder.data())?
                && handle.file().failure().is_none()
                && (access == Access::Read || handle.writes());
            if fit {
                handle.expect(note);
                return Ok(Arc::clone(handle));
            }
        }
        *slot = None;
        let handle = Arc::new(self.open_sharing(access)?);
        *slot = Some(Arc::clone(&handle));
        Ok(handle)
    }

    pub(super) fn open_data(&self, access: Access) -> Result<Handle, VaultError> {
        match self.open_sharing(access) {
            Ok(handle) => Ok(handle),
            Err(Refused::Failed(error)) => Err(error),
            Err(Refused::NeedsWriter | Refused::NoSharing) => {
                Err(VaultError::damaged(Place::Header))
            }
        }
    }

    /// Opens the file, shared if the file system can. Alone means for writing, whatever it is for.
    fn open_sharing(&self, access: Access) -> Result<Handle, Refused> {
        if self.alone.load(Ordering::Acquire) {
            return match access {
                Access::Read => Err(Refused::NoSharing),
                Access::Write => self.open_steady(Access::Write, Sharing::One),
            };
        }
        match self.open_steady(access, Sharing::Many) {
            Err(Refused::NoSharing) => {
                self.alone.store(true, Ordering::Release);
                self.open_sharing(access)
            }
            result => result,
        }
    }

    /// Opens the file that has the name in the end: one that is replaced and wiped while it is
    /// being opened looks damaged and is not.
    fn open_steady(&self, access: Access, sharing: Sharing) -> Result<Handle, Refused> {
        let path = self.folder.data();
        loop {
            let before = Identity::of(&path)?;
            let note = Note::read(self.lock.path());
            let opened = Handle::open(&path, &self.keys, &self.host, access, sharing, note);
            let after = Identity::of(&path)?;
            match opened {
                Ok(handle) if handle.identity() == after => return Ok(handle),
                Err(refused) if before == after => return Err(refused),
                Ok(_) | Err(_) => {}
            }
        }
    }

    pub(super) fn forget(&self) {
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    pub(super) fn forget_if(&self, handle: &Arc<Handle>) {
        let mut slot = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        let failed = handle.file().failure().is_some() || handle.file().is_retired();
        if failed && slot.as_ref().is_some_and(|current| Arc::ptr_eq(current, handle)) {
            *slot = None;
        }
    }
}
