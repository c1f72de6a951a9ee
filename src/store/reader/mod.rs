//! Reading: facts, lists and books out of one consistent view of the vault.
//!
//! A [`Reader`] lives as long as a transaction. The same reader works inside a change, where it
//! sees the change's own rows; what is derived follows when the change is done.

mod books;
mod declared;
mod facts;
mod lists;
mod work;

pub(super) use self::facts::belongs_to;
pub use self::lists::Place;
pub(super) use self::lists::{channel_kind, points_of_keys};

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Shared;
use super::error::StoreError;
use super::record::book::{self, CountersRecord};
use super::record::contact::ContactRecord;
use super::slot::Source;
use super::tables::Tables;
use crate::domain::{Channel, Contact, ContactId, Controller, Origin, OriginId, Point};

/// Kinds of rows in `point` that are not channels.
pub(super) mod point_kind {
    /// A contact's uid.
    pub(in crate::store) const UID: u8 = 16;
    /// The organisation that a contact belongs to, by its number.
    pub(in crate::store) const BELONGS_TO: u8 = 17;
}

/// Reads the vault within one transaction.
pub struct Reader<'txn> {
    pub(super) shared: &'txn Shared,
    pub(super) tables: Tables<'txn>,
    source: Source<'txn>,
    controller: OnceCell<Arc<Controller>>,
    origins: RefCell<BTreeMap<OriginId, Arc<Origin>>>,
    /// Contacts that a change has touched and not written yet.
    pub(super) overlay: RefCell<BTreeMap<u64, ContactRecord>>,
}

impl<'txn> Reader<'txn> {
    pub(super) fn new(shared: &'txn Shared, source: Source<'txn>) -> Self {
        Self {
            shared,
            tables: Tables::new(source),
            source,
            controller: OnceCell::new(),
            origins: RefCell::default(),
            overlay: RefCell::default(),
        }
    }

    /// The contact with that number.
    ///
    /// # Errors
    /// When there is none, or the vault cannot be read.
    pub fn contact(&self, id: ContactId) -> Result<Contact, StoreError> {
        let record = self.contact_record(id)?;
        record.to_contact(id).map_err(|cause| self.tables.contact.unreadable(cause))
    }

    /// How often the contact was changed. A form that was opened on another revision is stale.
    ///
    /// # Errors
    /// When there is no such contact, or the vault cannot be read.
    pub fn revision(&self, id: ContactId) -> Result<u64, StoreError> {
        Ok(self.contact_record(id)?.revision)
    }

    /// Whether there is a contact with that number.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn has_contact(&self, id: ContactId) -> Result<bool, StoreError> {
        Ok(self.overlay.borrow().contains_key(&id.0) || self.tables.contact.get(id.0)?.is_some())
    }

    /// How many contacts there are. Those that the change at hand has added may not count yet.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn contact_count(&self) -> Result<u64, StoreError> {
        self.tables.contact.len()
    }

    /// The numbers of all contacts, in order.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn contact_ids(&self) -> Result<Vec<ContactId>, StoreError> {
        let mut rows = self.tables.contact.all()?;
        let mut ids = Vec::new();
        while let Some((key, _)) = rows.step()? {
            ids.push(ContactId(key.value()));
        }
        Ok(ids)
    }

    /// The keyed hash of a contact point, by which it is known after it is gone.
    #[must_use]
    pub fn mark(&self, point: &Point) -> [u8; 32] {
        let domain = match point.channel {
            Channel::Email => "point email",
            Channel::Phone => "point phone",
            Channel::Post => "point post",
            Channel::Message => "point message",
        };
        self.mark_of(domain, point.normalised.as_bytes())
    }

    /// The keyed hash of anything; the same bytes in another domain get another one.
    pub(super) fn mark_of(&self, domain: &str, bytes: &[u8]) -> [u8; 32] {
        self.shared.mark.mark(domain, bytes)
    }

    pub(super) fn contact_record(&self, id: ContactId) -> Result<ContactRecord, StoreError> {
        if let Some(record) = self.overlay.borrow().get(&id.0) {
            return Ok(record.clone());
        }
        let stored = self.tables.contact.record(id.0)?;
        stored.ok_or(StoreError::Missing { what: "contact", id: id.0 })
    }

    pub(super) fn counters(&self) -> Result<CountersRecord, StoreError> {
        Ok(self.tables.meta.record(book::key::COUNTERS)?.unwrap_or_default())
    }

    pub(super) const fn is_writing(&self) -> bool {
        matches!(self.source, Source::Write(_))
    }
}
