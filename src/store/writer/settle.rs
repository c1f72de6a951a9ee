//! What is derived follows the facts: once for each contact that was touched.

use std::collections::BTreeSet;

use super::{Touched, Writer, encode};
use crate::domain::{ContactId, Controller, Derived, Facts, derive};
use crate::store::codec;
use crate::store::error::StoreError;
use crate::store::reader::{belongs_to, channel_kind, point_kind};
use crate::store::record::contact::uid_key;
use crate::store::record::derived::{
    BORROWED_VERSION, DerivedRecord, DueRecord, ListRecord, PointRecord, SearchRecord,
};
use crate::store::tables::TableId;

/// A row of the list: its key, folded name and contact, and its bytes.
type ListRow = ((Vec<u8>, u64), Vec<u8>);

/// The derived rows of some contacts, before they are written in the order of their keys.
#[derive(Default)]
pub(in crate::store) struct Batch {
    list: Vec<ListRow>,
    search: Vec<(u64, Vec<u8>)>,
    points: Vec<(u8, Vec<u8>, u64)>,
    due: Vec<((i32, u64), Vec<u8>)>,
    derived: Vec<(u64, Vec<u8>)>,
}

impl Writer<'_> {
    /// Writes the contacts that were touched so far, and everything derived from them.
    pub(in crate::store) fn settle(&mut self) -> Result<(), StoreError> {
        self.spread()?;
        let touched = std::mem::take(&mut self.touched);
        if touched.is_empty() {
            return Ok(());
        }
        let controller = self.controller()?;
        let mut batch = Batch::default();
        for (number, touched) in touched {
            let contact = ContactId(number);
            if touched.rows {
                self.write_contact(contact)?;
            }
            self.derive_into(contact, touched, &controller, &mut batch)?;
        }
        self.settled = self.counters.contact;
        self.write_batch(batch)
    }

    /// Works out again what is derived from contacts whose facts did not change.
    pub(in crate::store) fn derive_again(
        &mut self,
        contacts: &[ContactId],
    ) -> Result<(), StoreError> {
        let controller = self.controller()?;
        let mut batch = Batch::default();
        for contact in contacts {
            self.derive_into(*contact, Touched::default(), &controller, &mut batch)?;
        }
        self.write_batch(batch)
    }

    /// Touches those who have a part in engagements that were touched.
    fn spread(&mut self) -> Result<(), StoreError> {
        for engagement in std::mem::take(&mut self.engagements) {
            let slot = &self.tables.engagement;
            let Some(value) = slot.get(engagement.0)? else { continue };
            let record: crate::store::record::work::EngagementRecord =
                slot.decode(value.value())?;
            drop(value);
            for party in record.parties.into_iter().map(ContactId) {
                self.touch_people_of(party)?;
                self.touch(party);
            }
        }
        Ok(())
    }

    fn write_contact(&mut self, contact: ContactId) -> Result<(), StoreError> {
        let Some(mut record) = self.reader.overlay.get_mut().remove(&contact.0) else {
            return Ok(());
        };
        if !self.log.is_new(contact.0) && !self.log.has::<u64>(TableId::Contact, &contact.0) {
            record.revision = record.revision.saturating_add(1);
            record.state = record.state.saturating_add(1);
        }
        let slot = &mut self.reader.tables.contact;
        let bytes = encode(&mut self.buffer, TableId::Contact, &record)?;
        self.log.put(slot, contact.0, bytes)
    }

    fn derive_into(
        &mut self,
        contact: ContactId,
        touched: Touched,
        controller: &Controller,
        batch: &mut Batch,
    ) -> Result<(), StoreError> {
        let fresh = self.log.is_new(contact.0) && contact.0 > self.settled;
        if !fresh {
            self.remove_derived(contact)?;
        }
        let facts = match touched.facts {
            Some(facts) => *facts,
            None if self.has_contact(contact)? => self.facts(contact)?,
            None => return Ok(()),
        };
        let derived = derive(&facts, controller, self.change.today);
        batch.add(&facts, &derived, self.change.today.to_number())
    }

    /// Takes everything out again that was derived from a contact.
    pub(in crate::store) fn remove_derived(
        &mut self,
        contact: ContactId,
    ) -> Result<(), StoreError> {
        let id = contact.0;
        let Some(old) = self.tables.derived.record::<DerivedRecord>(id)? else { return Ok(()) };
        let tables = &mut self.reader.tables;
        tables.list.remove((old.order.as_bytes(), id), |_gone| ())?;
        tables.search.remove(id, |_gone| ())?;
        for (kind, normalised) in &old.points {
            tables.point.remove((*kind, normalised.as_slice(), id), |_gone| ())?;
        }
        for day in old.days {
            tables.due.remove((day, id), |_gone| ())?;
        }
        tables.derived.remove(id, |_gone| ())
    }

    /// Writes rows in the order of their keys: that is how the engine is quick.
    fn write_batch(&mut self, mut batch: Batch) -> Result<(), StoreError> {
        batch.list.sort_unstable();
        batch.points.sort_unstable();
        batch.due.sort_unstable();
        let tables = &mut self.reader.tables;
        for ((order, id), value) in &batch.list {
            tables.list.insert((order.as_slice(), *id), value, |_before| ())?;
        }
        for (id, value) in &batch.search {
            tables.search.insert(*id, value, |_before| ())?;
        }
        let point = encode(&mut self.buffer, TableId::Point, &PointRecord)?;
        for (kind, normalised, id) in &batch.points {
            tables.point.insert((*kind, normalised.as_slice(), *id), point, |_before| ())?;
        }
        for (key, value) in &batch.due {
            tables.due.insert(*key, value, |_before| ())?;
        }
        for (id, value) in &batch.derived {
            tables.derived.insert(*id, value, |_before| ())?;
        }
        Ok(())
    }
}

impl Batch {
    /// Adds the rows of one contact.
    pub(in crate::store) fn add(
        &mut self,
        facts: &Facts,
        derived: &Derived,
        as_of: i32,
    ) -> Result<(), StoreError> {
        let id = facts.contact.id.0;
        let row = ListRecord::new(&derived.name, &derived.detail, derived.sign, derived.sign_until);
        self.list.push(((derived.order.clone().into_bytes(), id), borrowed(&row, TableId::List)?));
        let search = SearchRecord(&derived.search);
        self.search.push((id, borrowed(&search, TableId::Search)?));
        let points = points_of(facts, derived);
        let keys = points.iter().map(|(kind, normalised)| (*kind, normalised.clone(), id));
        self.points.extend(keys);
        let days: BTreeSet<_> = derived.due.iter().map(|due| due.day).collect();
        for day in &days {
            let record = DueRecord::on(*day, &derived.due);
            self.due.push(((day.to_number(), id), encoded(&record, TableId::Due)?));
        }
        let record = DerivedRecord {
            as_of,
            order: derived.order.clone(),
            points: points.into_iter().collect(),
            days: days.into_iter().map(crate::domain::Day::to_number).collect(),
        };
        self.derived.push((id, encoded(&record, TableId::Derived)?));
        Ok(())
    }

    /// Every row as table, key in bytes and value, in the order of keys; for comparison.
    pub(in crate::store) fn into_rows(self) -> Vec<(TableId, Vec<u8>, Vec<u8>)> {
        use crate::store::slot::Bytes;
        use redb::Value;
        let point = || encoded(&PointRecord, TableId::Point).unwrap_or_default();
        let mut rows = Vec::new();
        for ((order, id), value) in self.list {
            let key = <(Bytes, u64)>::as_bytes(&(order.as_slice(), id));
            rows.push((TableId::List, key, value));
        }
        for (id, value) in self.search {
            rows.push((TableId::Search, u64::as_bytes(&id).to_vec(), value));
        }
        for (kind, normalised, id) in self.points {
            let key = <(u8, Bytes, u64)>::as_bytes(&(kind, normalised.as_slice(), id));
            rows.push((TableId::Point, key, point()));
        }
        for (key, value) in self.due {
            rows.push((TableId::Due, <(i32, u64)>::as_bytes(&key), value));
        }
        for (id, value) in self.derived {
            rows.push((TableId::Derived, u64::as_bytes(&id).to_vec(), value));
        }
        rows
    }
}

/// The keys under which a contact is found: its points, its uid, the organisations it belongs to.
fn points_of(facts: &Facts, derived: &Derived) -> BTreeSet<(u8, Vec<u8>)> {
    let points = derived
        .points
        .iter()
        .map(|point| (channel_kind(point.channel), point.normalised.clone().into_bytes()));
    let uid = (point_kind::UID, uid_key(&facts.contact.uid));
    let organisations = belongs_to(&facts.data)
        .map(|organisation| (point_kind::BELONGS_TO, organisation.0.to_be_bytes().to_vec()));
    points.chain([uid]).chain(organisations).collect()
}

fn encoded<R: codec::Record>(record: &R, table: TableId) -> Result<Vec<u8>, StoreError> {
    codec::encode(record).map_err(|cause| StoreError::Unwritable { table: table.name(), cause })
}

fn borrowed<T: serde::Serialize>(value: &T, table: TableId) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::with_capacity(64);
    codec::encode_borrowed(value, table.name(), BORROWED_VERSION, &mut bytes)
        .map_err(|cause| StoreError::Unwritable { table: table.name(), cause })?;
    Ok(bytes)
}
