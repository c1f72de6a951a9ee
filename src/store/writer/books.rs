//! Writing drafts, suppressions and tombstones.

use super::{Writer, must, next, put};
use crate::domain::{Channel, Day, Moment};
use crate::store::error::StoreError;
use crate::store::record::book::{DraftRecord, SuppressionRecord, TombstoneRecord};
use crate::store::views::{Draft, Scope};

impl Writer<'_> {
    /// Keeps a form that is not finished: as a new draft if its number is 0, else over the old.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn put_draft(&mut self, draft: &Draft) -> Result<u64, StoreError> {
        let number = match draft.id {
            0 => next(&mut self.counters.draft, "draft")?,
            number => number,
        };
        let record = DraftRecord {
            form: draft.form.clone(),
            contact: draft.contact.map(|id| id.0),
            saved_at: draft.saved_at.0,
            text: draft.text.clone(),
        };
        self.books = true;
        put!(self.draft[number] = record)?;
        Ok(number)
    }

    /// Removes a draft.
    ///
    /// # Errors
    /// When there is none with that number, or the vault cannot be written.
    pub fn remove_draft(&mut self, id: u64) -> Result<(), StoreError> {
        self.books = true;
        let removed = self.log.remove(&mut self.reader.tables.draft, id)?;
        must(removed.then_some(()), "draft", id)
    }

    /// Says that from a day on something must not happen again to a mark; on every channel
    /// without one. The latest day counts.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn suppress(
        &mut self,
        mark: &[u8; 32],
        channel: Option<Channel>,
        scope: Scope,
        on: Day,
    ) -> Result<(), StoreError> {
        let key = mark.as_slice();
        let mut record: SuppressionRecord =
            self.tables.suppression.record(key)?.unwrap_or_default();
        let (channel, scope, on) = (channel.map(Into::into), scope.into(), on.to_number());
        match record.0.iter_mut().find(|(of, how, _)| (*of, *how) == (channel, scope)) {
            Some((.., since)) if *since >= on => return Ok(()),
            Some((.., since)) => *since = on,
            None => record.0.push((channel, scope, on)),
        }
        put!(self.suppression[key] = record)
    }

    /// Notes that something with that mark was erased on that day. The first day stays.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn tombstone(&mut self, mark: &[u8; 32], day: Day) -> Result<(), StoreError> {
        self.tombstone_of(mark, day, self.change().at)
    }

    /// The same, left at another moment.
    pub(in crate::store) fn tombstone_of(
        &mut self,
        mark: &[u8; 32],
        day: Day,
        at: Moment,
    ) -> Result<(), StoreError> {
        if self.has_tombstone(mark)?.is_some() {
            return Ok(());
        }
        put!(self.tombstone[mark.as_slice()] = TombstoneRecord(day.to_number(), at.0))
    }
}
