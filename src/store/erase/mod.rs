//! Erasing: rows go, then the whole file is rewritten without them, and only then they are gone.
//!
//! The engine leaves removed values readable in its file. So an erasure has two parts: a change
//! that removes the rows, whatever undo has kept of them, and notes what must be gone; and the
//! vault's rewrite, which copies the living rows into a fresh file, looks for the noted values in
//! it, and destroys the old one. Between the two the erasure is pending, also after a crash.

mod gather;
mod needles;
mod undone;

use std::collections::BTreeSet;

use self::needles::Needles;
use super::Store;
use super::change::{Change, ChangeKind};
use super::error::StoreError;
use super::reader::{Reader, points_of_keys};
use super::record::book::key;
use super::record::datum::DatumRecord;
use super::record::work::{EngagementRecord, InteractionRecord};
use super::slot::Source;
use super::tables::{TableId, Tables};
use super::vault::{Gone, Residue, VaultError};
use super::views::Erasure;
use super::writer::{Writer, put_meta};
use crate::domain::{ContactId, DatumId, EngagementId, Interaction, Point, own_record::OwnRecord};

/// How often a rewrite is tried while others keep writing; the last time without the values that
/// chance could have made.
const TRIES: usize = 3;

/// What an erasure has removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Erased {
    /// Whole contacts.
    pub contacts: u64,
    /// Data of contacts that stay.
    pub data: u64,
    /// Interactions that went, or whose text did.
    pub talks: u64,
    /// Records of our own.
    pub records: u64,
}

impl Erased {
    /// Whether there was nothing left to erase.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.contacts == 0 && self.data == 0 && self.talks == 0 && self.records == 0
    }
}

impl Store {
    /// Erases for good: when this returns, no byte of the vault's file holds the values any more,
    /// unless something that stays holds them as well. Erasing what is erased does nothing.
    ///
    /// # Errors
    /// When the vault cannot be written. If the rows went and the rewrite failed, the erasure is
    /// pending: [`Self::finish_erasures`] goes on with it.
    pub fn erase(&self, erasures: &[Erasure], now: Change) -> Result<Erased, StoreError> {
        let erased = self.erase_later(erasures, now, |_writer| Ok::<_, StoreError>(()))?;
        self.finish_erasures()?;
        Ok(erased)
    }

    /// Removes the rows and leaves the rewrite to [`Self::finish_erasures`], so that several
    /// erasures share one. `also` writes what belongs to the same change: a suppression, an answer.
    ///
    /// # Errors
    /// When `also` fails or the vault cannot be written; nothing is changed then.
    pub fn erase_later<E: From<StoreError>>(
        &self,
        erasures: &[Erasure],
        now: Change,
        also: impl FnOnce(&mut Writer<'_>) -> Result<(), E>,
    ) -> Result<Erased, E> {
        let change = Change { what: ChangeKind::Erased, ..now };
        self.change(change, |writer| {
            let erased = writer.erase(erasures)?;
            also(writer)?;
            Ok(erased)
        })
    }

    /// Rewrites the vault if erasures are pending. Says how many are finished by that.
    ///
    /// # Errors
    /// When the vault cannot be rewritten; it is then as it was, and they are still pending.
    pub fn finish_erasures(&self) -> Result<usize, StoreError> {
        for left in (0..TRIES).rev() {
            let (pending, gone) = self.read(|reader| {
                let pending = reader.pending()?;
                let needles = Needles::of(pending.values.clone());
                let gone = if left > 0 {
                    needles.unheld(reader)?
                } else {
                    needles.unheld_but_for_chance(reader)?
                };
                Ok::<_, StoreError>((pending.erased.len(), gone))
            })?;
            if pending == 0 {
                return Ok(0);
            }
            let gone = Gone { values: &gone, residue: Residue::Refuse };
            match self.vault.rewrite(gone, copy) {
                Ok(_rewritten) => return Ok(pending),
                // Somebody may have written one of the values again meanwhile; or chance has.
                Err(StoreError::Vault(VaultError::Residue { .. })) if left > 0 => {}
                Err(error) => return Err(error),
            }
        }
        Err(StoreError::Restless)
    }
}

/// Copies the living rows, all but the note of what is being erased.
pub(super) fn copy(
    from: &redb::ReadTransaction,
    to: &redb::WriteTransaction,
) -> Result<(), StoreError> {
    let from = Tables::new(Source::Read(from));
    Tables::new(Source::Write(to))
        .copy_from(&from, |table, key| table == TableId::Meta && key == key_of(key::PENDING))
}

fn key_of(number: u32) -> [u8; 4] {
    number.to_le_bytes()
}

impl Writer<'_> {
    fn erase(&mut self, erasures: &[Erasure]) -> Result<Erased, StoreError> {
        let mut pending = self.pending()?;
        let mut needles = Needles::of(std::mem::take(&mut pending.values));
        let mut erased = Erased::default();
        for erasure in erasures {
            if !self.has_contact(erasure.contact)? {
                continue;
            }
            let before = erased;
            match &erasure.data {
                None => self.erase_contact(erasure.contact, &mut needles, &mut erased)?,
                Some(data) => self.erase_data(erasure, data, &mut needles, &mut erased)?,
            }
            if erased != before {
                let data = erasure.data.as_ref();
                let numbers = data.map(|data| data.iter().map(|id| id.0).collect());
                pending.erased.push((erasure.contact.0, numbers));
            }
        }
        if erased.is_nothing() {
            return Ok(erased);
        }
        pending.values = needles.into_values();
        put_meta(self, key::PENDING, &pending)?;
        Ok(erased)
    }

    /// Everything about a contact: its rows, what it alone took part in, drafts, undo.
    fn erase_contact(
        &mut self,
        contact: ContactId,
        needles: &mut Needles,
        erased: &mut Erased,
    ) -> Result<(), StoreError> {
        self.mark_erased(contact)?;
        needles.facts(&self.facts(contact)?);
        needles.derived(self, contact)?;
        self.entomb(&self.points_of(contact)?)?;
        self.touch_people_of(contact)?;
        self.forget_rows(needles, |row| row.is_of(contact))?;
        self.erase_drafts(contact, needles)?;
        for engagement in self.engagements_of(contact)? {
            self.leave_engagement(contact, engagement)?;
        }
        for talk in self.interactions(contact)? {
            self.leave_talk(contact, &talk)?;
            erased.talks = erased.talks.saturating_add(1);
        }
        self.remove_rows_of(contact)?;
        erased.contacts = erased.contacts.saturating_add(1);
        Ok(())
    }

    fn erase_data(
        &mut self,
        erasure: &Erasure,
        data: &[DatumId],
        needles: &mut Needles,
        erased: &mut Erased,
    ) -> Result<(), StoreError> {
        let contact = erasure.contact;
        let before: BTreeSet<Point> = self.points_of(contact)?.into_iter().collect();
        let mut gone = BTreeSet::new();
        for id in data.iter().copied() {
            let number = (contact.0, id.0);
            let Some(record) = self.tables.datum.record::<DatumRecord>(number)? else { continue };
            let datum = record
                .into_datum(id, |origin| self.origin(origin).map_err(gather::Failed::from))?;
            needles.datum(&datum, &before);
            self.log.remove(&mut self.reader.tables.datum, number)?;
            gone.insert(id.0);
        }
        self.mark_erased_data(contact, gone.iter().copied().map(DatumId))?;
        let talks = self.erase_texts(erasure, needles)?;
        let records = self.erase_records(erasure, needles)?;
        erased.records = erased.records.saturating_add(records);
        if gone.is_empty() && talks == 0 && records == 0 {
            return Ok(());
        }
        erased.data = erased.data.saturating_add(u64::try_from(gone.len()).unwrap_or(u64::MAX));
        erased.talks = erased.talks.saturating_add(talks);
        if !gone.is_empty() {
            needles.derived(self, contact)?;
        }
        self.forget_rows(needles, |row| {
            row.is_datum(contact, &gone)
                || row.is_talk(&erasure.talks)
                || erasure.records.iter().any(|one| row.is_own(contact, *one))
        })?;
        self.touch_rows(contact)?;
        self.touch(contact);
        self.settle()?;
        let after: BTreeSet<Point> = self.points_of(contact)?.into_iter().collect();
        let lost: Vec<Point> = before.difference(&after).cloned().collect();
        self.entomb(&lost)
    }

    /// Empties the texts of interactions; that they happened stays.
    fn erase_texts(&mut self, erasure: &Erasure, needles: &mut Needles) -> Result<u64, StoreError> {
        let mut count = 0_u64;
        for id in &erasure.talks {
            let found = self.tables.interaction.record::<InteractionRecord>(id.0)?;
            let Some(mut record) = found else {
                continue;
            };
            if record.text.is_empty() || !record.attendees.contains(&erasure.contact.0) {
                continue;
            }
            needles.text(&record.text);
            self.mark_erased_talk(*id)?;
            record.text = String::new();
            for attendee in &record.attendees {
                self.touch(ContactId(*attendee));
            }
            self.put_interaction_record(*id, &record)?;
            count = count.saturating_add(1);
        }
        Ok(count)
    }

    /// Removes records of our own. A backup may bring one back: it is past its day there as well.
    fn erase_records(
        &mut self,
        erasure: &Erasure,
        needles: &mut Needles,
    ) -> Result<u64, StoreError> {
        if erasure.records.is_empty() {
            return Ok(0);
        }
        let (contact, facts) = (erasure.contact.0, self.facts(erasure.contact)?);
        let mut count = 0_u64;
        for record in &erasure.records {
            let tables = &mut self.reader.tables;
            match *record {
                OwnRecord::Consent(id) => {
                    let Some(one) = facts.consents.iter().find(|one| one.id == id) else {
                        continue;
                    };
                    needles.consent(one);
                    self.log.remove(&mut tables.consent, (contact, id.0))?;
                }
                OwnRecord::Right(id) => {
                    let Some(one) = facts.rights.iter().find(|one| one.id == id) else { continue };
                    needles.right(one);
                    self.log.remove(&mut tables.right, (contact, id.0))?;
                }
                OwnRecord::Disclosure(id) => {
                    let known = facts.disclosures.iter().find(|one| one.id == id);
                    let Some(one) = known else { continue };
                    needles.text(&one.means);
                    self.log.remove(&mut tables.disclosure, (contact, id.0))?;
                }
            }
            count = count.saturating_add(1);
        }
        Ok(count)
    }

    /// A tombstone for each contact point.
    fn entomb(&mut self, points: &[Point]) -> Result<(), StoreError> {
        let today = self.change().today;
        for point in points {
            let mark = self.mark(point);
            self.tombstone(&mark, today)?;
        }
        Ok(())
    }

    fn erase_drafts(
        &mut self,
        contact: ContactId,
        needles: &mut Needles,
    ) -> Result<(), StoreError> {
        for draft in self.drafts()?.into_iter().filter(|draft| draft.contact == Some(contact)) {
            needles.text(&draft.text);
            self.remove_draft(draft.id)?;
        }
        Ok(())
    }

    /// An engagement goes with the last one whose it was.
    fn leave_engagement(&mut self, contact: ContactId, id: EngagementId) -> Result<(), StoreError> {
        let Some(mut record) = self.tables.engagement.record::<EngagementRecord>(id.0)? else {
            return Ok(());
        };
        record.parties.retain(|party| *party != contact.0);
        if record.parties.is_empty() {
            return self.log.remove(&mut self.reader.tables.engagement, id.0).map(|_was| ());
        }
        self.touch_engagement(id);
        self.put_engagement_record(id, &record)
    }

    /// An interaction goes with the last one who took part.
    fn leave_talk(&mut self, contact: ContactId, talk: &Interaction) -> Result<(), StoreError> {
        let mut record = self.interaction_record(talk.id)?;
        record.attendees.retain(|attendee| *attendee != contact.0);
        if record.attendees.is_empty() {
            return self.log.remove(&mut self.reader.tables.interaction, talk.id.0).map(|_was| ());
        }
        self.put_interaction_record(talk.id, &record)
    }
}

impl Reader<'_> {
    fn points_of(&self, contact: ContactId) -> Result<Vec<Point>, StoreError> {
        let keys = self.derived_keys(contact)?;
        Ok(keys.map(|keys| points_of_keys(&keys.points)).unwrap_or_default())
    }

    fn engagements_of(&self, contact: ContactId) -> Result<Vec<EngagementId>, StoreError> {
        let mut rows = self.tables.party.range((contact.0, 0)..=(contact.0, u64::MAX))?;
        let mut engagements = Vec::new();
        while let Some((key, _)) = rows.step()? {
            engagements.push(EngagementId(key.value().1));
        }
        Ok(engagements)
    }
}
