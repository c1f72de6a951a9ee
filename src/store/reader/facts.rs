//! Gathering what the rules may look at: one contact's facts, and the origins of its data.

use std::collections::BTreeSet;
use std::sync::Arc;

use redb::AccessGuard;

use super::Reader;
use crate::domain::query::Parts;
use crate::domain::{
    Category, Contact, ContactId, Datum, DatumId, Day, Disclosure, EngagementId, Facts, FollowUp,
    FollowUpId, Interaction, InteractionId, Involvement, Origin, OriginId, PartyRole,
};
use crate::domain::{ConsentId, DisclosureId, EventId, GroundId, RightId};
use crate::store::codec::{CodecError, Record};
use crate::store::error::StoreError;
use crate::store::record::consent::ConsentRecord;
use crate::store::record::datum::DatumRecord;
use crate::store::record::event::EventRecord;
use crate::store::record::follow_up::FollowUpRecord;
use crate::store::record::ground::GroundRecord;
use crate::store::record::origin::OriginRecord;
use crate::store::record::right::{DisclosureRecord, RightRecord};
use crate::store::record::work::{InteractionRecord, PartyRecord};
use crate::store::slot::Slot;

impl Reader<'_> {
    /// Everything that is known of a contact. For somebody who acts for an organisation that
    /// includes all engagements of the organisation. Interactions come newest first.
    ///
    /// # Errors
    /// When there is no such contact, or the vault cannot be read.
    pub fn facts(&self, id: ContactId) -> Result<Facts, StoreError> {
        let mut facts = Facts::new(self.contact(id)?);
        facts.data = self.data(id)?;
        let tables = &self.tables;
        facts.grounds = rows_of(&tables.ground, id, |number, record: GroundRecord| {
            record.into_ground(GroundId(number))
        })?;
        facts.consents = rows_of(&tables.consent, id, |number, record: ConsentRecord| {
            record.into_event(ConsentId(number))
        })?;
        facts.rights = rows_of(&tables.right, id, |number, record: RightRecord| {
            record.into_right(RightId(number))
        })?;
        facts.events = rows_of(&tables.event, id, |number, record: EventRecord| {
            record.into_event(EventId(number))
        })?;
        facts.disclosures = rows_of(&tables.disclosure, id, |number, record: DisclosureRecord| {
            record.into_disclosure(DisclosureId(number))
        })?;
        (facts.engagements, facts.organisations) = self.involvements(id, &facts.data)?;
        facts.interactions = self.interactions(id)?;
        facts.follow_ups = self.follow_ups(id)?;
        Ok(facts)
    }

    /// When the user means to come back to a contact, by number.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn follow_ups(&self, id: ContactId) -> Result<Vec<FollowUp>, StoreError> {
        rows_of(&self.tables.follow_up, id, |number, record: FollowUpRecord| {
            record.into_follow_up(FollowUpId(number))
        })
    }

    /// Everybody to whom the user may mean to come back by a day, by number: what repeats can fall
    /// due later than it says.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn followed_up(&self, until: Day) -> Result<Vec<ContactId>, StoreError> {
        let slot = &self.tables.follow_up;
        let mut contacts = Vec::new();
        let mut rows = slot.all()?;
        while let Some((key, value)) = rows.step()? {
            let (contact, number) = key.value();
            let record: FollowUpRecord = slot.decode(value.value())?;
            let one = record.into_follow_up(FollowUpId(number));
            if one.map_err(|cause| slot.unreadable(cause))?.day <= until {
                contacts.push(ContactId(contact));
            }
        }
        contacts.dedup();
        Ok(contacts)
    }

    /// Everybody about whom such a use is on record, by number.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn disclosed(
        &self,
        wanted: impl Fn(&Disclosure) -> bool,
    ) -> Result<Vec<ContactId>, StoreError> {
        let slot = &self.tables.disclosure;
        let mut contacts = Vec::new();
        let mut rows = slot.all()?;
        while let Some((key, value)) = rows.step()? {
            let (contact, number) = key.value();
            let record: DisclosureRecord = slot.decode(value.value())?;
            let one = record.into_disclosure(DisclosureId(number));
            if wanted(&one.map_err(|cause| slot.unreadable(cause))?) {
                contacts.push(ContactId(contact));
            }
        }
        contacts.dedup();
        Ok(contacts)
    }

    /// Only those kinds of facts that a query looks at; the others are empty.
    ///
    /// # Errors
    /// When there is no such contact, or the vault cannot be read.
    pub fn facts_for(&self, id: ContactId, parts: Parts) -> Result<Facts, StoreError> {
        if parts.all {
            return self.facts(id);
        }
        let mut facts = Facts::new(self.contact(id)?);
        let tables = &self.tables;
        if parts.data {
            facts.data = self.data(id)?;
        }
        if parts.grounds {
            facts.grounds = rows_of(&tables.ground, id, |number, record: GroundRecord| {
                record.into_ground(GroundId(number))
            })?;
        }
        if parts.consents {
            facts.consents = rows_of(&tables.consent, id, |number, record: ConsentRecord| {
                record.into_event(ConsentId(number))
            })?;
        }
        if parts.engagements {
            (facts.engagements, facts.organisations) = self.involvements(id, &facts.data)?;
        }
        if parts.interactions {
            facts.interactions = self.interactions(id)?;
        }
        Ok(facts)
    }

    /// All data of a contact, by number.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn data(&self, id: ContactId) -> Result<Vec<Datum>, StoreError> {
        let slot = &self.tables.datum;
        let mut rows = slot.range((id.0, 0)..=(id.0, u32::MAX))?;
        let mut data = Vec::new();
        while let Some((key, value)) = rows.step()? {
            data.push(self.to_datum(DatumId(key.value().1), &value)?);
        }
        Ok(data)
    }

    /// One datum of a contact.
    ///
    /// # Errors
    /// When there is none, or the vault cannot be read.
    pub fn datum(&self, contact: ContactId, id: DatumId) -> Result<Datum, StoreError> {
        let missing = StoreError::Missing { what: "datum", id: id.0.into() };
        let value = self.tables.datum.get((contact.0, id.0))?.ok_or(missing)?;
        self.to_datum(id, &value)
    }

    /// The data whose texts speak of a contact, and whose they are. Reads the data of everybody.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn mentions_of(&self, contact: ContactId) -> Result<Vec<(ContactId, Datum)>, StoreError> {
        let slot = &self.tables.datum;
        let mut rows = slot.range((0, 0)..=(u64::MAX, u32::MAX))?;
        let mut found = Vec::new();
        while let Some((key, value)) = rows.step()? {
            let (holder, number) = key.value();
            if slot.decode::<DatumRecord>(value.value())?.is_mentioned(contact) {
                found.push((ContactId(holder), self.to_datum(DatumId(number), &value)?));
            }
        }
        Ok(found)
    }

    /// The batch, form or message with that number.
    ///
    /// # Errors
    /// When there is none, or the vault cannot be read.
    pub fn origin(&self, id: OriginId) -> Result<Arc<Origin>, StoreError> {
        if let Some(origin) = self.origins.borrow().get(&id) {
            return Ok(Arc::clone(origin));
        }
        let slot = &self.tables.origin;
        let record: OriginRecord =
            slot.record(id.0)?.ok_or(StoreError::Missing { what: "origin", id: id.0.into() })?;
        let origin = record.into_origin(id).map_err(|cause| slot.unreadable(cause))?;
        Ok(self.remember(Arc::new(origin)))
    }

    /// Every batch, form and message, oldest first.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn origins(&self) -> Result<Vec<Arc<Origin>>, StoreError> {
        let mut rows = self.tables.origin.all()?;
        let mut origins = Vec::new();
        while let Some((key, _)) = rows.step()? {
            origins.push(self.origin(OriginId(key.value()))?);
        }
        Ok(origins)
    }

    pub(in crate::store) fn remember(&self, origin: Arc<Origin>) -> Arc<Origin> {
        self.origins.borrow_mut().insert(origin.id, Arc::clone(&origin));
        origin
    }

    /// The engagements in which a contact has a part, and the organisations it belongs to.
    fn involvements(
        &self,
        id: ContactId,
        data: &[Datum],
    ) -> Result<(Vec<Involvement>, Vec<Contact>), StoreError> {
        let mut seen = BTreeSet::new();
        let mut involvements = Vec::new();
        let mut organisations: BTreeSet<ContactId> = belongs_to(data).collect();
        let mut rows = self.tables.party.range((id.0, 0)..=(id.0, u64::MAX))?;
        while let Some((key, value)) = rows.step()? {
            let (engagement, role) = (EngagementId(key.value().1), self.to_role(&value)?);
            if let PartyRole::ContactPerson { of } = role {
                organisations.insert(of);
            }
            seen.insert(engagement);
            // An undo that met a conflict may have left a row without its other end.
            if let Some(engagement) = self.find_engagement(engagement)? {
                involvements.push(Involvement { engagement, role });
            }
        }
        organisations.remove(&id);
        let mut known = Vec::with_capacity(organisations.len());
        for organisation in organisations {
            // It may have been erased, and the name remained.
            match self.contact(organisation) {
                Ok(contact) => known.push(contact),
                Err(StoreError::Missing { .. }) => {}
                Err(error) => return Err(error),
            }
            let range = (organisation.0, 0)..=(organisation.0, u64::MAX);
            let mut rows = self.tables.party.range(range)?;
            while let Some((key, value)) = rows.step()? {
                let engagement = EngagementId(key.value().1);
                let role = PartyRole::ContactPerson { of: organisation };
                if self.to_role(&value)? == PartyRole::Client
                    && seen.insert(engagement)
                    && let Some(engagement) = self.find_engagement(engagement)?
                {
                    involvements.push(Involvement { engagement, role });
                }
            }
        }
        involvements.sort_by_key(|involvement| involvement.engagement.id);
        Ok((involvements, known))
    }

    /// What passed between a contact and us, newest first.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn interactions(&self, id: ContactId) -> Result<Vec<Interaction>, StoreError> {
        let range = (id.0, i32::MIN, 0)..=(id.0, i32::MAX, u64::MAX);
        let mut rows = self.tables.attended.range(range)?;
        let mut interactions = Vec::new();
        while let Some((key, _)) = rows.step()? {
            interactions.extend(self.find_interaction(InteractionId(key.value().2))?);
        }
        // Rows of one day come in the order in which they were recorded.
        interactions.sort_by_key(|one| std::cmp::Reverse((one.on, one.id)));
        Ok(interactions)
    }

    /// What passed between us, by number.
    ///
    /// # Errors
    /// When there is none, or the vault cannot be read.
    pub fn interaction(&self, id: InteractionId) -> Result<Interaction, StoreError> {
        self.find_interaction(id)?.ok_or(StoreError::Missing { what: "interaction", id: id.0 })
    }

    fn find_interaction(&self, id: InteractionId) -> Result<Option<Interaction>, StoreError> {
        let slot = &self.tables.interaction;
        let record: Option<InteractionRecord> = slot.record(id.0)?;
        let found = record.map(|record| record.into_interaction(id)).transpose();
        found.map_err(|cause| slot.unreadable(cause))
    }

    /// Who took part in an interaction.
    ///
    /// # Errors
    /// When there is no such interaction, or the vault cannot be read.
    pub fn attendees(&self, id: InteractionId) -> Result<Vec<ContactId>, StoreError> {
        let record = self.interaction_record(id)?;
        Ok(record.attendees.into_iter().map(ContactId).collect())
    }

    pub(in crate::store) fn interaction_record(
        &self,
        id: InteractionId,
    ) -> Result<InteractionRecord, StoreError> {
        let stored = self.tables.interaction.record(id.0)?;
        stored.ok_or(StoreError::Missing { what: "interaction", id: id.0 })
    }

    pub(in crate::store) fn to_role(
        &self,
        value: &AccessGuard<'_, &'static [u8]>,
    ) -> Result<PartyRole, StoreError> {
        Ok(PartyRole::from(self.tables.party.decode::<PartyRecord>(value.value())?))
    }

    fn to_datum(
        &self,
        id: DatumId,
        value: &AccessGuard<'_, &'static [u8]>,
    ) -> Result<Datum, StoreError> {
        let slot = &self.tables.datum;
        let record: DatumRecord = slot.decode(value.value())?;
        record.into_datum(id, |origin| self.origin(origin).map_err(Failed::Store)).map_err(
            |failed| match failed {
                Failed::Store(error) => error,
                Failed::Codec(cause) => slot.unreadable(cause),
            },
        )
    }
}

/// The organisations that data name as the contact's own.
pub(in crate::store) fn belongs_to(data: &[Datum]) -> impl Iterator<Item = ContactId> {
    data.iter()
        .filter(|datum| {
            datum.deleted.is_none()
                && matches!(datum.category, Category::Organisation | Category::Role)
        })
        .filter_map(|datum| datum.link)
}

enum Failed {
    Store(StoreError),
    Codec(CodecError),
}

impl From<CodecError> for Failed {
    fn from(cause: CodecError) -> Self {
        Self::Codec(cause)
    }
}

/// The rows of one contact in a table whose rows are numbered within it.
fn rows_of<R: Record, T>(
    slot: &Slot<'_, (u64, u32)>,
    contact: ContactId,
    mut build: impl FnMut(u32, R) -> Result<T, CodecError>,
) -> Result<Vec<T>, StoreError> {
    let mut rows = slot.range((contact.0, 0)..=(contact.0, u32::MAX))?;
    let mut found = Vec::new();
    while let Some((key, value)) = rows.step()? {
        let record = slot.decode(value.value())?;
        found.push(build(key.value().1, record).map_err(|cause| slot.unreadable(cause))?);
    }
    Ok(found)
}
