//! Reading engagements, for the pipeline and for facts.

use std::collections::BTreeSet;

use super::{Reader, point_kind};
use crate::domain::{ContactId, Engagement, EngagementId, PartyRole};
use crate::store::error::StoreError;
use crate::store::record::work::EngagementRecord;

impl Reader<'_> {
    /// The engagement with that number.
    ///
    /// # Errors
    /// When there is none, or the vault cannot be read.
    pub fn engagement(&self, id: EngagementId) -> Result<Engagement, StoreError> {
        self.find_engagement(id)?.ok_or(StoreError::Missing { what: "engagement", id: id.0 })
    }

    pub(in crate::store) fn find_engagement(
        &self,
        id: EngagementId,
    ) -> Result<Option<Engagement>, StoreError> {
        let slot = &self.tables.engagement;
        let record: Option<EngagementRecord> = slot.record(id.0)?;
        let found = record.map(|record| record.into_engagement(id)).transpose();
        found.map_err(|cause| slot.unreadable(cause))
    }

    /// Every engagement, oldest first.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn engagements(&self) -> Result<Vec<Engagement>, StoreError> {
        let slot = &self.tables.engagement;
        let mut rows = slot.all()?;
        let mut engagements = Vec::new();
        while let Some((key, value)) = rows.step()? {
            let record: EngagementRecord = slot.decode(value.value())?;
            let id = EngagementId(key.value());
            engagements.push(record.into_engagement(id).map_err(|cause| slot.unreadable(cause))?);
        }
        Ok(engagements)
    }

    /// Whose an engagement is, and what they are to it.
    ///
    /// # Errors
    /// When there is no such engagement, or the vault cannot be read.
    pub fn parties(&self, id: EngagementId) -> Result<Vec<(ContactId, PartyRole)>, StoreError> {
        let mut parties = Vec::new();
        for contact in self.engagement_record(id)?.parties {
            if let Some(value) = self.tables.party.get((contact, id.0))? {
                parties.push((ContactId(contact), self.to_role(&value)?));
            }
        }
        Ok(parties)
    }

    pub(in crate::store) fn engagement_record(
        &self,
        id: EngagementId,
    ) -> Result<EngagementRecord, StoreError> {
        let stored = self.tables.engagement.record(id.0)?;
        stored.ok_or(StoreError::Missing { what: "engagement", id: id.0 })
    }

    /// Those who act for an organisation: by engagement, or by name on their card.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn people_of(&self, organisation: ContactId) -> Result<BTreeSet<ContactId>, StoreError> {
        let number = organisation.0.to_be_bytes();
        let mut people: BTreeSet<ContactId> =
            self.point_rows(point_kind::BELONGS_TO, &number)?.into_iter().collect();
        let range = (organisation.0, 0)..=(organisation.0, u64::MAX);
        let mut rows = self.tables.party.range(range)?;
        while let Some((key, _)) = rows.step()? {
            let engagement = EngagementId(key.value().1);
            if self.tables.engagement.get(engagement.0)?.is_none() {
                continue;
            }
            for (contact, role) in self.parties(engagement)? {
                if role == (PartyRole::ContactPerson { of: organisation }) {
                    people.insert(contact);
                }
            }
        }
        Ok(people)
    }
}
