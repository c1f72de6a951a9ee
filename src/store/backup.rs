//! Backups: the living rows in a vault of its own, and beside it a ledger of what was erased since.
//!
//! A backup that was made before an erasure still holds what was erased. So every erased contact,
//! value and text leaves a mark, and so does what must never be marketed to; the marks lie in a
//! ledger beside the backups, and a restore replays them before anybody can read. Marks are keyed
//! hashes: without the vault's key they tell nothing, not even whether a guess is right.

mod ledger;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use self::ledger::Ledger;
use super::change::{Change, ChangeKind};
use super::erase::{Erased, copy};
use super::error::StoreError;
use super::reader::Reader;
use super::record::book::{PlacesRecord, key};
use super::vault::{Protection, Secret, Vault, VaultError, private};
use super::views::Erasure;
use super::writer::put_meta;
use super::{Store, Writer};
use crate::domain::{ContactId, DatumId, Moment};

/// What the marks are made of beside the value, so that no two kinds are ever alike.
mod domain {
    pub(super) const CONTACT: &str = "erased contact";
    pub(super) const DATUM: &str = "erased datum";
    pub(super) const TALK: &str = "erased talk";
    pub(super) const LINEAGE: &str = "lineage";
}

/// What a restore did before it let anybody read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restored {
    /// What had been erased since the backup, and is erased again.
    pub erased: Erased,
    /// Whether there was a ledger to say so.
    pub had_ledger: bool,
}

impl Store {
    /// Copies everything that is held into a vault of its own in `folder`, and remembers its place,
    /// so that the ledger there is kept. What waits to be erased is not copied.
    ///
    /// # Errors
    /// When there is a vault in the folder already, or the disk refuses.
    pub fn back_up(
        &self,
        folder: &Path,
        protection: &Protection<'_>,
        now: Change,
    ) -> Result<(), StoreError> {
        self.finish_erasures()?;
        self.vault.copy_out(folder, protection, copy)?;
        let place = place_of(folder)?;
        let known = self.read(|reader| reader.backup_places())?;
        if !known.contains(&place) {
            let places = known.iter().chain([&place]);
            let record =
                PlacesRecord(places.map(|place| place.to_string_lossy().into_owned()).collect());
            let change = Change { what: ChangeKind::Drafted, ..now };
            self.change(change, |writer| put_meta(writer, key::PLACES, &record))?;
        }
        self.tell_backups().map(|_unreached| ())
    }

    /// Writes the ledger of what was erased beside every backup; gives the places that cannot be
    /// reached just now.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn tell_backups(&self) -> Result<Vec<PathBuf>, StoreError> {
        let places = self.read(|reader| reader.backup_places())?;
        if places.is_empty() {
            return Ok(places);
        }
        let (name, text) = self.read(|reader| {
            Ok::<_, StoreError>((ledger_name(reader), Ledger::of(reader)?.to_text(reader)))
        })?;
        let unreached = |place: &PathBuf| {
            !place.is_dir() || private::replace(&place.join(&name), text.as_bytes()).is_err()
        };
        Ok(places.into_iter().filter(unreached).collect())
    }

    /// Whether a ledger lies beside a backup.
    ///
    /// # Errors
    /// When the backup cannot be opened.
    pub fn has_ledger(backup: &Path, secret: &Secret<'_>) -> Result<bool, StoreError> {
        let store = Self::open(backup, secret)?;
        let name = store.read(|reader| Ok::<_, StoreError>(ledger_name(reader)))?;
        Ok(place_of(backup)?.join(name).is_file())
    }

    /// Makes a vault in `to` out of a backup, with the backup's secret. What was erased since, by
    /// the ledger beside the backup, is erased before the vault takes its place.
    ///
    /// # Errors
    /// When there is something in `to` already, the backup cannot be opened, its ledger is damaged,
    /// or the disk refuses; nothing is in `to` then.
    pub fn restore(
        from: &Path,
        secret: &Secret<'_>,
        to: &Path,
        now: Change,
    ) -> Result<Restored, StoreError> {
        if Vault::exists(to) {
            return Err(VaultError::AlreadyExists { folder: to.to_owned() }.into());
        }
        let mut staging = to.as_os_str().to_owned();
        staging.push(".restoring");
        let staging = PathBuf::from(staging);
        let io = |doing, path: &Path, source| StoreError::from(VaultError::io(doing, path, source));
        if staging.exists() {
            // Left by a restore that did not come to its end.
            fs::remove_dir_all(&staging).map_err(|source| io("clear", &staging, source))?;
        }
        copy_files(from, &staging)?;
        let done = Self::open(&staging, secret).and_then(|store| store.replay_beside(from, now));
        let restored = match done {
            Ok(restored) => restored,
            Err(error) => {
                let _as_far_as_it_goes = fs::remove_dir_all(&staging);
                return Err(error);
            }
        };
        if to.exists() {
            fs::remove_dir(to).map_err(|source| io("use", to, source))?;
        }
        fs::rename(&staging, to).map_err(|source| io("rename", &staging, source))?;
        private::sync_folder_of(to)?;
        Ok(restored)
    }

    /// Erases again what the ledger beside a backup says, and takes over its suppressions.
    fn replay_beside(&self, backup: &Path, now: Change) -> Result<Restored, StoreError> {
        let (name, made) =
            self.read(|reader| Ok::<_, StoreError>((ledger_name(reader), reader.as_of()?)))?;
        let path = place_of(backup)?.join(name);
        let Ok(text) = fs::read_to_string(&path) else {
            return Ok(Restored { erased: Erased::default(), had_ledger: false });
        };
        let (ledger, gone) = self.read(|reader| {
            let ledger = Ledger::from_text(reader, &text)
                .ok_or_else(|| VaultError::LedgerDamaged { path: path.clone() })?;
            let gone = reader.erased_since(&ledger.since(made))?;
            Ok::<_, StoreError>((ledger, gone))
        })?;
        let erased = self.erase_later(&gone, now, |writer| ledger.take_over(writer))?;
        self.finish_erasures()?;
        Ok(Restored { erased, had_ledger: true })
    }
}

/// The folder in which backups lie side by side, with their ledger.
fn place_of(backup: &Path) -> Result<PathBuf, StoreError> {
    let whole = std::path::absolute(backup)
        .map_err(|source| StoreError::from(VaultError::io("find", backup, source)))?;
    Ok(whole.parent().unwrap_or(&whole).to_owned())
}

fn copy_files(from: &Path, to: &Path) -> Result<(), StoreError> {
    private::make_folder(to)?;
    for name in ["vault.key", "vault.redb"] {
        let (source, target) = (from.join(name), to.join(name));
        let io = |error| StoreError::from(VaultError::io("copy", &source, error));
        let mut into = private::create(&target)?;
        let mut file = fs::File::open(&source).map_err(io)?;
        std::io::copy(&mut file, &mut into).and_then(|_| into.sync_all()).map_err(io)?;
    }
    private::sync_folder_of(&to.join("vault.redb"))?;
    Ok(())
}

/// A ledger's name: the same for a vault and all that came of it, and different from others'.
fn ledger_name(reader: &Reader<'_>) -> String {
    let mark = reader.mark_of(domain::LINEAGE, &[]);
    let [a, b, c, d, ..] = mark;
    format!("candor-{a:02x}{b:02x}{c:02x}{d:02x}.ledger")
}

impl Reader<'_> {
    fn backup_places(&self) -> Result<Vec<PathBuf>, StoreError> {
        let record: Option<PlacesRecord> = self.tables.meta.record(key::PLACES)?;
        Ok(record
            .map(|record| record.0)
            .unwrap_or_default()
            .into_iter()
            .map(PathBuf::from)
            .collect())
    }

    /// The moment of the last change: what a backup holds is as of then.
    fn as_of(&self) -> Result<Moment, StoreError> {
        let last = self.last_change()?;
        let entry = self.journal(last..=last)?.pop();
        Ok(entry.map_or(Moment(i64::MIN), |entry| entry.at))
    }

    /// What the marks speak of, as far as it is held.
    fn erased_since(&self, marks: &BTreeMap<[u8; 32], Moment>) -> Result<Vec<Erasure>, StoreError> {
        let mut found = Vec::new();
        if marks.is_empty() {
            return Ok(found);
        }
        for contact in self.contact_ids()? {
            let uid = self.contact(contact)?.uid;
            if marks.contains_key(&self.mark_of(domain::CONTACT, uid.as_bytes())) {
                found.push(Erasure::whole(contact));
                continue;
            }
            let data = self.data(contact)?.into_iter().map(|datum| datum.id);
            let data: Vec<DatumId> =
                data.filter(|id| marks.contains_key(&self.datum_mark(&uid, *id))).collect();
            let talks = self.interactions(contact)?.into_iter().map(|talk| talk.id);
            let talks: Vec<_> = talks
                .filter(|id| marks.contains_key(&self.mark_of(domain::TALK, &id.0.to_be_bytes())))
                .collect();
            if !(data.is_empty() && talks.is_empty()) {
                found.push(Erasure { talks, ..Erasure::of_data(contact, data) });
            }
        }
        Ok(found)
    }

    fn datum_mark(&self, uid: &str, id: DatumId) -> [u8; 32] {
        self.mark_of(domain::DATUM, &[uid.as_bytes(), &id.0.to_be_bytes()].concat())
    }
}

impl Writer<'_> {
    /// Leaves a mark of a whole contact that goes.
    pub(super) fn mark_erased(&mut self, contact: ContactId) -> Result<(), StoreError> {
        let mark = self.mark_of(domain::CONTACT, self.contact(contact)?.uid.as_bytes());
        let day = self.change().today;
        self.tombstone(&mark, day)
    }

    /// Leaves a mark of each value that goes.
    pub(super) fn mark_erased_data(
        &mut self,
        contact: ContactId,
        data: impl Iterator<Item = DatumId>,
    ) -> Result<(), StoreError> {
        let (uid, day) = (self.contact(contact)?.uid, self.change().today);
        for id in data {
            let mark = self.datum_mark(&uid, id);
            self.tombstone(&mark, day)?;
        }
        Ok(())
    }

    /// Leaves a mark of a talk whose text goes.
    pub(super) fn mark_erased_talk(
        &mut self,
        talk: crate::domain::InteractionId,
    ) -> Result<(), StoreError> {
        let mark = self.mark_of(domain::TALK, &talk.0.to_be_bytes());
        let day = self.change().today;
        self.tombstone(&mark, day)
    }
}
