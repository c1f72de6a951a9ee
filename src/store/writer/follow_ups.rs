//! Writing follow-ups, the one kind of row of a contact that goes when it is done.

use super::{Writer, has, must, put};
use crate::domain::{ContactId, FollowUp, FollowUpId};
use crate::store::error::StoreError;
use crate::store::record::follow_up::FollowUpRecord;

impl Writer<'_> {
    /// Adds a follow-up; the number in it is replaced by one that is free.
    ///
    /// # Errors
    /// When there is no such contact, or the vault cannot be written.
    pub fn add_follow_up(
        &mut self,
        contact: ContactId,
        new: FollowUp,
    ) -> Result<FollowUpId, StoreError> {
        let last = self.follow_ups(contact)?.last().map_or(0, |one| one.id.0);
        let number = last.checked_add(1).ok_or(StoreError::Exhausted { what: "follow-up" })?;
        self.touch_rows(contact)?;
        self.unlearn(contact);
        let new = FollowUp { id: FollowUpId(number), ..new };
        put!(self.follow_up[(contact.0, number)] = FollowUpRecord::from(&new))?;
        Ok(new.id)
    }

    /// Changes a follow-up.
    ///
    /// # Errors
    /// When there is none with its number, or the vault cannot be written.
    pub fn put_follow_up(
        &mut self,
        contact: ContactId,
        changed: &FollowUp,
    ) -> Result<(), StoreError> {
        let key = (contact.0, changed.id.0);
        let there = has(&self.tables.follow_up, key)?;
        must(there.then_some(()), "follow-up", changed.id.0.into())?;
        self.touch_rows(contact)?;
        self.unlearn(contact);
        put!(self.follow_up[key] = FollowUpRecord::from(changed))
    }

    /// Removes a follow-up. It can be brought back by undo.
    ///
    /// # Errors
    /// When there is none with that number, or the vault cannot be written.
    pub fn remove_follow_up(
        &mut self,
        contact: ContactId,
        id: FollowUpId,
    ) -> Result<(), StoreError> {
        self.touch_rows(contact)?;
        self.unlearn(contact);
        let removed = self.log.remove(&mut self.reader.tables.follow_up, (contact.0, id.0))?;
        must(removed.then_some(()), "follow-up", id.0.into())
    }
}
