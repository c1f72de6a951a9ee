//! Reading the store's books: journal, drafts, suppressions, tombstones, pending erasures.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::Reader;
use crate::domain::{Channel, ContactId, DatumId, Day, Facts, Moment, Suppressed, SuppressedBy};
use crate::store::change::{ChangeId, ChangeKind};
use crate::store::codec::CodecError;
use crate::store::error::StoreError;
use crate::store::record;
use crate::store::record::book::{
    ActRecord, DraftRecord, HeadRecord, JournalRecord, PendingRecord, SuppressionRecord,
    TombstoneRecord, key,
};
use crate::store::slot::Slot;
use crate::store::tables::TableId;
use crate::store::views::{Act, Draft, Erasure, JournalEntry, JournalRow, Scope};

impl Reader<'_> {
    /// Entries of the journal, oldest first.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn journal(
        &self,
        range: RangeInclusive<ChangeId>,
    ) -> Result<Vec<JournalEntry>, StoreError> {
        let slot = &self.tables.journal;
        let mut rows = slot.range(range.start().0..=range.end().0)?;
        let mut entries = Vec::new();
        while let Some((key, value)) = rows.step()? {
            let record: JournalRecord = slot.decode(value.value())?;
            let entry = to_entry(ChangeId(key.value()), record);
            entries.push(entry.map_err(|cause| slot.unreadable(cause))?);
        }
        Ok(entries)
    }

    /// The last entry's number; zero before the first.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn last_change(&self) -> Result<ChangeId, StoreError> {
        Ok(ChangeId(self.head()?.last))
    }

    /// Forms that were not finished, oldest first.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn drafts(&self) -> Result<Vec<Draft>, StoreError> {
        let slot = &self.tables.draft;
        let mut rows = slot.all()?;
        let mut drafts = Vec::new();
        while let Some((key, value)) = rows.step()? {
            let record: DraftRecord = slot.decode(value.value())?;
            drafts.push(Draft {
                id: key.value(),
                form: record.form,
                contact: record.contact.map(ContactId),
                saved_at: Moment(record.saved_at),
                text: record.text,
            });
        }
        Ok(drafts)
    }

    /// Whether anything is suppressed at all.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn has_suppressions(&self) -> Result<bool, StoreError> {
        Ok(self.tables.suppression.len()? > 0)
    }

    /// Since which day a mark must not be used for that, on that channel; `None`: it may be. What
    /// must not come in again must not be marketed to either.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn is_suppressed(
        &self,
        mark: &[u8; 32],
        channel: Channel,
        scope: Scope,
    ) -> Result<Option<Day>, StoreError> {
        let slot = &self.tables.suppression;
        let record: Option<SuppressionRecord> = slot.record(mark.as_slice())?;
        let entries = record.map(|record| record.0).unwrap_or_default().into_iter();
        let meant = entries.filter(|(on, of, _)| {
            let of = Scope::from(*of);
            on.is_none_or(|on| Channel::from(on) == channel) && (of == scope || of == Scope::Import)
        });
        let since = meant.map(|(.., since)| since).max();
        record::maybe_day(since).map_err(|cause| slot.unreadable(cause))
    }

    /// By what marketing must not reach a mark on that channel, and since when.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn marketing_suppressions(
        &self,
        mark: &[u8; 32],
        channel: Channel,
    ) -> Result<Vec<(SuppressedBy, Day)>, StoreError> {
        let slot = &self.tables.suppression;
        let record: Option<SuppressionRecord> = slot.record(mark.as_slice())?;
        let entries = record.map(|record| record.0).unwrap_or_default().into_iter();
        let meant = entries.filter(|(on, ..)| on.is_none_or(|on| Channel::from(on) == channel));
        let read = meant.map(|(on, _, since)| {
            let by = if on.is_some() { SuppressedBy::Withdrawal } else { SuppressedBy::Objection };
            record::day(since).map(|since| (by, since))
        });
        read.collect::<Result<_, _>>().map_err(|cause| slot.unreadable(cause))
    }

    /// What the vault says by mark alone of a contact's points: whom marketing must never reach
    /// again. For uses that leave the vault; a verdict asks for none of it.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn suppressed(&self, facts: &Facts) -> Result<Vec<Suppressed>, StoreError> {
        let mut found = Vec::new();
        if !self.has_suppressions()? {
            return Ok(found);
        }
        let country = facts.contact.country.or(Some(self.controller()?.country));
        for datum in facts.data.iter().filter(|datum| datum.deleted.is_none()) {
            let Some(point) = datum.point(country) else { continue };
            let entries = self.marketing_suppressions(&self.mark(&point), point.channel)?;
            let datum = datum.id;
            found.extend(entries.into_iter().map(|(by, on)| Suppressed { datum, by, on }));
        }
        Ok(found)
    }

    /// A contact's facts with what the vault says of its contact points by mark alone: whom
    /// marketing must never reach again.
    ///
    /// # Errors
    /// When there is no such contact, or the vault cannot be read.
    pub fn facts_for_use(&self, id: ContactId) -> Result<Facts, StoreError> {
        let mut facts = self.facts(id)?;
        facts.suppressed = self.suppressed(&facts)?;
        Ok(facts)
    }

    /// The day on which something with that mark was erased.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn has_tombstone(&self, mark: &[u8; 32]) -> Result<Option<Day>, StoreError> {
        let slot = &self.tables.tombstone;
        let record: Option<TombstoneRecord> = slot.record(mark.as_slice())?;
        let impossible = || slot.unreadable(CodecError::Impossible { field: "day" });
        record.map(|record| Day::from_number(record.0).ok_or_else(impossible)).transpose()
    }

    /// Everything that was erased, by its mark.
    pub(in crate::store) fn tombstones(
        &self,
    ) -> Result<BTreeMap<[u8; 32], (Day, Moment)>, StoreError> {
        let slot = &self.tables.tombstone;
        let mut rows = slot.all()?;
        let mut found = BTreeMap::new();
        while let Some((key, value)) = rows.step()? {
            let TombstoneRecord(day, at) = slot.decode(value.value())?;
            let day = record::day(day).map_err(|cause| slot.unreadable(cause))?;
            found.insert(mark_of_key(slot, key.value())?, (day, Moment(at)));
        }
        Ok(found)
    }

    /// Everything that must not happen again, by its mark.
    pub(in crate::store) fn suppressions(&self) -> Result<Vec<Suppression>, StoreError> {
        let slot = &self.tables.suppression;
        let mut rows = slot.all()?;
        let mut found = Vec::new();
        while let Some((key, value)) = rows.step()? {
            let mark = mark_of_key(slot, key.value())?;
            let SuppressionRecord(entries) = slot.decode(value.value())?;
            for (channel, scope, on) in entries {
                let on = record::day(on).map_err(|cause| slot.unreadable(cause))?;
                found.push((mark, channel.map(Channel::from), Scope::from(scope), on));
            }
        }
        Ok(found)
    }

    /// Erasures whose values may still be in the file: it has to be rewritten first.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn pending_erasures(&self) -> Result<Vec<Erasure>, StoreError> {
        let data = |numbers: Vec<u32>| numbers.into_iter().map(DatumId).collect();
        Ok(self
            .pending()?
            .erased
            .into_iter()
            .map(|(contact, numbers)| Erasure {
                contact: ContactId(contact),
                data: numbers.map(data),
                talks: Vec::new(),
                records: Vec::new(),
            })
            .collect())
    }

    pub(in crate::store) fn pending(&self) -> Result<PendingRecord, StoreError> {
        Ok(self.tables.meta.record(key::PENDING)?.unwrap_or_default())
    }

    pub(in crate::store) fn head(&self) -> Result<HeadRecord, StoreError> {
        Ok(self.tables.meta.record(key::HEAD)?.unwrap_or_default())
    }
}

/// A mark, on which channel (`None`: on all) what must not happen again, and since when.
pub(in crate::store) type Suppression = ([u8; 32], Option<Channel>, Scope, Day);

fn mark_of_key(slot: &Slot<'_, &'static [u8]>, key: &[u8]) -> Result<[u8; 32], StoreError> {
    key.try_into()
        .map_err(|_wrong_length| slot.unreadable(CodecError::Impossible { field: "mark" }))
}

fn to_entry(id: ChangeId, record: JournalRecord) -> Result<JournalEntry, CodecError> {
    let mut rows = Vec::with_capacity(record.rows.len());
    for (code, act, lead, number) in record.rows {
        let table = TableId::of(code).ok_or(CodecError::Impossible { field: "table" })?;
        let act = match act {
            ActRecord::Added => Act::Added,
            ActRecord::Changed => Act::Changed,
            ActRecord::Removed => Act::Removed,
        };
        rows.push(JournalRow { table: table.name(), act, lead, number });
    }
    Ok(JournalEntry {
        id,
        at: Moment(record.at),
        what: ChangeKind::of(record.what),
        contacts: record.contacts.map(|(first, last)| (ContactId(first), ContactId(last))),
        rows,
    })
}
