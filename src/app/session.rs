//! A session: an unlocked vault with the clock, shared by screen and command line.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    app::{
        AppError,
        clock::{Clock, day_in, time_in},
    },
    domain::{ContactId, Controller, Day, Facts, Moment},
    store::{
        Store, StoreError,
        vault::{Secret, Vault, Watch, scratch},
    },
};

/// An unlocked vault and a clock. Share it with `Arc`; every call is a short transaction.
pub struct Session {
    store: Store,
    clock: Arc<dyn Clock>,
    folder: PathBuf,
    zone: String,
}

/// How a vault is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockKind {
    /// By a passphrase.
    Passphrase,
    /// Not at all.
    None,
}

impl Session {
    /// Unlocks the vault in `folder`.
    ///
    /// # Errors
    ///
    /// No vault there, a wrong passphrase, damage, a newer version; see [`crate::store::StoreError`].
    pub fn open(
        folder: &Path,
        secret: &Secret<'_>,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, AppError> {
        scratch::sweep(folder);
        let session = Self::with(Store::open(folder, secret)?, folder, clock)?;
        session.store.freshen(session.today(), |_progress| ())?;
        if session.pending_erasures()? > 0 {
            // Whoever cannot write here still reads; `check` says that something is pending.
            let _later = session.store.finish_erasures();
        }
        Ok(session)
    }

    pub(super) fn with(
        store: Store,
        folder: &Path,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, AppError> {
        let zone = store.read(|reader| Ok::<_, StoreError>(reader.controller()?.zone.clone()))?;
        Ok(Self { store, clock, folder: folder.to_owned(), zone })
    }

    /// Whether there is a vault in the folder.
    #[must_use]
    pub fn exists(folder: &Path) -> bool {
        Vault::exists(folder)
    }

    /// How the vault in the folder is locked, before anything is asked of the user.
    ///
    /// # Errors
    ///
    /// No vault there, or a key file that cannot be read.
    pub fn lock_of(folder: &Path) -> Result<LockKind, AppError> {
        let keys = Vault::key_file(folder).map_err(StoreError::from)?;
        Ok(if keys.is_encrypted() { LockKind::Passphrase } else { LockKind::None })
    }

    /// Today, in the vault's time zone.
    #[must_use]
    pub fn today(&self) -> Day {
        day_in(self.clock.now(), &self.zone)
    }

    /// The day of an instant, in the vault's time zone.
    #[must_use]
    pub fn day_of(&self, moment: Moment) -> Day {
        day_in(moment, &self.zone)
    }

    /// The hour and minute of an instant, in the vault's time zone: `14:05`.
    #[must_use]
    pub fn time_of(&self, moment: Moment) -> String {
        time_in(moment, &self.zone)
    }

    /// The instant.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Where the vault lies.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether the vault is sealed by a passphrase. The screen says so if it is not.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        self.store.vault().is_encrypted()
    }

    /// The user, with all that they have declared.
    ///
    /// # Errors
    ///
    /// Whatever the store reports.
    pub fn controller(&self) -> Result<Arc<Controller>, AppError> {
        self.store.read(|reader| Ok(reader.controller()?))
    }

    /// All that is known of a contact.
    ///
    /// # Errors
    ///
    /// No such contact, and whatever the store reports.
    pub fn facts(&self, contact: ContactId) -> Result<Facts, AppError> {
        Ok(self.store.read(|reader| reader.facts(contact))?)
    }

    /// All that is known of a contact, and which of its contact points are suppressed.
    ///
    /// # Errors
    ///
    /// No such contact, and whatever the store reports.
    pub fn facts_for_use(&self, contact: ContactId) -> Result<Facts, AppError> {
        Ok(self.store.read(|reader| reader.facts_for_use(contact))?)
    }

    /// Tells of every commit that another process makes.
    ///
    /// # Errors
    ///
    /// The system's watch on the folder cannot be had.
    pub fn watch(&self) -> Result<Watch, AppError> {
        Ok(self.store.vault().watch().map_err(StoreError::from)?)
    }

    /// How many contacts and data are erased but wait for the rewrite that removes their bytes.
    ///
    /// # Errors
    ///
    /// Whatever the store reports.
    pub fn pending_erasures(&self) -> Result<usize, AppError> {
        self.store.read(|reader| Ok(reader.pending_erasures()?.len()))
    }

    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    /// Refuses a day to come for something that is to have happened.
    pub(super) fn past(&self, on: Day) -> Result<Day, AppError> {
        if on > self.today() { Err(AppError::DayToCome(on)) } else { Ok(on) }
    }
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").finish_non_exhaustive()
    }
}
