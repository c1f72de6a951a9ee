//! Writing engagements and interactions. Whoever has a part in one is touched by it.

use super::{Writer, must, next, put};
use crate::domain::{ContactId, Engagement, EngagementId, Interaction, InteractionId, PartyRole};
use crate::store::error::StoreError;
use crate::store::record::work::{
    AttendedRecord, EngagementRecord, InteractionRecord, PartyRecord,
};

impl Writer<'_> {
    /// Begins an engagement with those whose it is; the number in it is replaced by a new one.
    ///
    /// # Errors
    /// When a contact is missing, or the vault cannot be written.
    pub fn new_engagement(
        &mut self,
        engagement: &Engagement,
        parties: &[(ContactId, PartyRole)],
    ) -> Result<EngagementId, StoreError> {
        let number = next(&mut self.counters.engagement, "engagement")?;
        let id = EngagementId(number);
        put!(self.engagement[number] = EngagementRecord::new(engagement, Vec::new()))?;
        for (contact, role) in parties {
            self.put_party(*contact, id, *role)?;
        }
        Ok(id)
    }

    /// Changes an engagement.
    ///
    /// # Errors
    /// When there is none with its number, or the vault cannot be written.
    pub fn put_engagement(&mut self, engagement: &Engagement) -> Result<(), StoreError> {
        let parties = self.engagement_record(engagement.id)?.parties;
        self.touch_engagement(engagement.id);
        put!(self.engagement[engagement.id.0] = EngagementRecord::new(engagement, parties))
    }

    /// Gives a contact a part in an engagement, or another part than before.
    ///
    /// # Errors
    /// When there is no such contact or engagement, or the vault cannot be written.
    pub fn put_party(
        &mut self,
        contact: ContactId,
        engagement: EngagementId,
        role: PartyRole,
    ) -> Result<(), StoreError> {
        let mut record = self.engagement_record(engagement)?;
        self.touch_rows(contact)?;
        self.unlearn(contact);
        self.touch_engagement(engagement);
        put!(self.party[(contact.0, engagement.0)] = PartyRecord::from(role))?;
        if !record.parties.contains(&contact.0) {
            record.parties.push(contact.0);
            put!(self.engagement[engagement.0] = record)?;
        }
        Ok(())
    }

    /// Takes a contact out of an engagement. Does nothing if it has no part in it.
    ///
    /// # Errors
    /// When there is no such engagement, or the vault cannot be written.
    pub fn remove_party(
        &mut self,
        contact: ContactId,
        engagement: EngagementId,
    ) -> Result<(), StoreError> {
        let mut record = self.engagement_record(engagement)?;
        // Whom the engagement was about has to follow as well as whom it is about.
        self.touch_people_of(contact)?;
        if !self.log.remove(&mut self.reader.tables.party, (contact.0, engagement.0))? {
            return Ok(());
        }
        self.touch_rows(contact)?;
        self.unlearn(contact);
        self.touch_engagement(engagement);
        record.parties.retain(|party| *party != contact.0);
        put!(self.engagement[engagement.0] = record)
    }

    /// Records what passed, and with whom; the number in it is replaced by a new one.
    ///
    /// # Errors
    /// When a contact is missing, or the vault cannot be written.
    pub fn new_interaction(
        &mut self,
        interaction: &Interaction,
        attendees: &[ContactId],
    ) -> Result<InteractionId, StoreError> {
        let number = next(&mut self.counters.interaction, "interaction")?;
        let mut record = InteractionRecord::new(interaction, Vec::new());
        for contact in attendees {
            if !record.attendees.contains(&contact.0) {
                self.attend(*contact, record.on, number)?;
                record.attendees.push(contact.0);
            }
        }
        put!(self.interaction[number] = record)?;
        Ok(InteractionId(number))
    }

    /// Changes what passed; those who took part stay the same.
    ///
    /// # Errors
    /// When there is none with its number, or the vault cannot be written.
    pub fn put_interaction(&mut self, interaction: &Interaction) -> Result<(), StoreError> {
        let number = interaction.id.0;
        let old = self.interaction_record(interaction.id)?;
        let record = InteractionRecord::new(interaction, old.attendees);
        for contact in record.attendees.iter().copied().map(ContactId) {
            if record.on != old.on {
                let key = (contact.0, !old.on, number);
                self.log.remove(&mut self.reader.tables.attended, key)?;
            }
            self.attend(contact, record.on, number)?;
        }
        put!(self.interaction[number] = record)
    }

    /// Removes an interaction. It can be brought back by undo.
    ///
    /// # Errors
    /// When there is none with that number, or the vault cannot be written.
    pub fn remove_interaction(&mut self, id: InteractionId) -> Result<(), StoreError> {
        let record = self.interaction_record(id)?;
        for contact in record.attendees.iter().copied().map(ContactId) {
            self.touch_rows(contact)?;
            self.unlearn(contact);
            let key = (contact.0, !record.on, id.0);
            self.log.remove(&mut self.reader.tables.attended, key)?;
        }
        let removed = self.log.remove(&mut self.reader.tables.interaction, id.0)?;
        must(removed.then_some(()), "interaction", id.0)
    }

    /// Has one contact stand for another among those who took part.
    ///
    /// # Errors
    /// When there is no such interaction or contact, or the vault cannot be written.
    pub fn hand_over_talk(
        &mut self,
        id: InteractionId,
        from: ContactId,
        to: ContactId,
    ) -> Result<(), StoreError> {
        let mut record = self.interaction_record(id)?;
        if !record.attendees.contains(&from.0) {
            return Ok(());
        }
        self.touch_rows(from)?;
        self.unlearn(from);
        self.log.remove(&mut self.reader.tables.attended, (from.0, !record.on, id.0))?;
        record.attendees.retain(|one| *one != from.0);
        if !record.attendees.contains(&to.0) {
            self.attend(to, record.on, id.0)?;
            record.attendees.push(to.0);
        }
        put!(self.interaction[id.0] = record)
    }

    fn attend(&mut self, contact: ContactId, on: i32, number: u64) -> Result<(), StoreError> {
        self.touch_rows(contact)?;
        self.unlearn(contact);
        // The complement turns the order of days round: the newest come first.
        put!(self.attended[(contact.0, !on, number)] = AttendedRecord)
    }

    pub(in crate::store) fn put_interaction_record(
        &mut self,
        id: InteractionId,
        record: &InteractionRecord,
    ) -> Result<(), StoreError> {
        put!(self.interaction[id.0] = *record)
    }

    pub(in crate::store) fn put_engagement_record(
        &mut self,
        id: EngagementId,
        record: &EngagementRecord,
    ) -> Result<(), StoreError> {
        put!(self.engagement[id.0] = *record)
    }

    pub(in crate::store) fn touch_engagement(&mut self, engagement: EngagementId) {
        self.engagements.insert(engagement);
    }

    /// Has those who act for an organisation follow it.
    pub(in crate::store) fn touch_people_of(
        &mut self,
        organisation: ContactId,
    ) -> Result<(), StoreError> {
        for person in self.people_of(organisation)? {
            self.touch(person);
        }
        Ok(())
    }
}
