//! The store: facts on disk. The only code that knows the database engine, the encoding of records
//! and the encrypted file.
//!
//! | part | what it is for |
//! |---|---|
//! | [`Store`] | a vault that is open: reading, changing, undoing, erasing, checking |
//! | [`Reader`], [`Writer`] | the rows of one transaction as values of the domain |
//! | [`Change`] | what one transaction does, for the journal and for undo |
//! | [`vault`] | the encrypted file and those who share it |
//!
//! Facts are rows; a change writes some of them, works out again what is derived from the contacts
//! that it touched, adds one entry to the journal, and keeps what undo needs: one transaction.

mod backup;
mod change;
mod check;
mod codec;
mod erase;
mod error;
mod log;
mod reader;
mod rebuild;
mod record;
mod slot;
mod tables;
mod undo;
pub mod vault;
mod views;
mod writer;

use std::path::Path;
use std::sync::{Arc, Mutex};

pub use self::backup::Restored;
pub use self::change::{Change, ChangeId, ChangeKind};
pub use self::check::Finding;
pub use self::codec::CodecError;
pub use self::erase::Erased;
pub use self::error::StoreError;
pub use self::reader::{Place, Reader};
pub use self::rebuild::Progress;
pub use self::views::{
    Act, Conflict, Draft, Erasure, JournalEntry, JournalRow, ListEntry, ListRow, Scope, Undoable,
    Undone,
};
pub use self::writer::Writer;

use self::record::book::{FormatRecord, key};
use self::slot::Source;
use self::tables::Tables;
use self::vault::{Host, Keys, Machine, MarkKey, Protection, Secret, Vault, VaultError};
use self::writer::{After, put_meta};
use crate::domain::{Controller, Day, Moment};

/// The version of tables and records that this program writes.
const FORMAT: u32 = 1;

/// A vault that is open. May be shared by threads: any number read while one changes.
pub struct Store {
    vault: Vault,
    shared: Shared,
}

/// What transactions need beside their rows.
pub(crate) struct Shared {
    mark: MarkKey,
    /// What the user has declared, and when it was: read once for all transactions.
    controller: Mutex<Option<(u64, Arc<Controller>)>>,
}

/// What a new vault starts with.
#[derive(Debug)]
pub struct NewVault<'a> {
    /// How it is locked.
    pub protection: Protection<'a>,
    /// Who the user is and what they declare.
    pub controller: &'a Controller,
    /// Now.
    pub at: Moment,
    /// Today, in the user's time zone.
    pub today: Day,
}

impl Store {
    /// Makes a vault in an empty or new folder and opens it.
    ///
    /// # Errors
    /// When there is a vault already, or the disk refuses.
    pub fn create(folder: &Path, new: &NewVault<'_>) -> Result<Self, StoreError> {
        Self::create_on(folder, new, Arc::new(Machine))
    }

    /// Makes a vault on a machine of the caller's choice.
    ///
    /// # Errors
    /// As [`Self::create`].
    pub fn create_on(
        folder: &Path,
        new: &NewVault<'_>,
        host: Arc<dyn Host>,
    ) -> Result<Self, StoreError> {
        let mark = Keys::draw(&*host)?.mark().clone();
        let shared = Shared { mark: mark.clone(), controller: Mutex::default() };
        let change = Change { what: ChangeKind::Setup, at: new.at, today: new.today };
        let vault = Vault::create_with(folder, &new.protection, Some(&mark), host, |fresh| {
            Tables::new(Source::Write(fresh)).open_all()?;
            let mut writer = Writer::new(&shared, fresh, change, None)?;
            put_meta(&mut writer, key::FORMAT, &FormatRecord(FORMAT))?;
            writer.set_up(new.controller)?;
            writer.finish().map(|_nothing_after| ())
        });
        Ok(Self { vault: vault.map_err(|error: StoreError| error)?, shared })
    }

    /// Opens the vault in `folder`. Call [`Self::freshen`] before the first list is shown.
    ///
    /// # Errors
    /// When there is none, the secret is wrong, or the files are damaged or of a newer version.
    pub fn open(folder: &Path, secret: &Secret<'_>) -> Result<Self, StoreError> {
        Self::open_on(folder, secret, Arc::new(Machine))
    }

    /// Opens a vault on a machine of the caller's choice.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_on(
        folder: &Path,
        secret: &Secret<'_>,
        host: Arc<dyn Host>,
    ) -> Result<Self, StoreError> {
        let vault = Vault::open(folder, secret, host)?;
        let shared = Shared { mark: vault.mark_key().clone(), controller: Mutex::default() };
        let store = Self { vault, shared };
        store.read(|reader| {
            let format: FormatRecord =
                reader.tables.meta.record(key::FORMAT)?.ok_or(StoreError::NotSetUp)?;
            if format.0 > FORMAT {
                return Err(StoreError::NewerRecords { found: format.0, known: FORMAT });
            }
            Ok(())
        })?;
        Ok(store)
    }

    /// The vault below: its folder, its keys, its watch.
    #[must_use]
    pub const fn vault(&self) -> &Vault {
        &self.vault
    }

    /// Reads one consistent view of the last commit, without waiting for anyone. `work` may run
    /// twice, when the file was rewritten under its hands.
    ///
    /// # Errors
    /// When `work` fails, or the vault cannot be read.
    pub fn read<T, E: From<StoreError>>(
        &self,
        mut work: impl FnMut(&Reader<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let read = self.vault.read(|transaction| {
            work(&Reader::new(&self.shared, Source::Read(transaction))).map_err(Failed::Work)
        });
        read.map_err(Failed::into_error)
    }

    /// Makes one change: one transaction, durable when this returns.
    ///
    /// # Errors
    /// When `work` fails or the vault cannot be written; nothing is changed then.
    pub fn change<T, E: From<StoreError>>(
        &self,
        change: Change,
        work: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.change_within(None, change, work)
    }

    /// Makes one slice of a longer piece of work: undo takes all slices of a group back at once.
    /// The group is the number of its first slice, see [`Writer::change_id`].
    ///
    /// # Errors
    /// As [`Self::change`].
    pub fn change_within<T, E: From<StoreError>>(
        &self,
        group: Option<ChangeId>,
        change: Change,
        work: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let (done, after) = self.write(group, change, work)?;
        match after {
            After::Nothing => {}
            After::Rebuild => {
                // The change stands, whatever becomes of this: a list that is behind is brought
                // up to date by the next one who asks.
                let _at_the_latest_then = self.freshen(change.today, |_progress| ());
            }
        }
        Ok(done)
    }

    fn write<T, E: From<StoreError>>(
        &self,
        group: Option<ChangeId>,
        change: Change,
        work: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<(T, After), E> {
        let written = self.vault.write(|transaction| {
            let mut writer = Writer::new(&self.shared, transaction, change, group)
                .map_err(|error| Failed::Work(error.into()))?;
            let done = work(&mut writer).map_err(Failed::Work)?;
            let after = writer.finish().map_err(|error| Failed::Work(error.into()))?;
            Ok((done, after))
        });
        written.map_err(Failed::into_error)
    }
}

/// Carries the caller's error through the vault, which only knows its own.
enum Failed<E> {
    Work(E),
    Vault(VaultError),
}

impl<E> From<VaultError> for Failed<E> {
    fn from(error: VaultError) -> Self {
        Self::Vault(error)
    }
}

impl<E: From<StoreError>> Failed<E> {
    fn into_error(self) -> E {
        match self {
            Self::Work(error) => error,
            Self::Vault(error) => StoreError::Vault(error).into(),
        }
    }
}
