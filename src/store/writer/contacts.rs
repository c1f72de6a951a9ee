//! Writing contacts and their data.

use super::{SETTLE_AT, Touched, Writer, has, must, next, put};
use crate::domain::{Contact, ContactId, ContactKind, Country, Datum, DatumId, Facts};
use crate::store::error::StoreError;
use crate::store::record::contact::ContactRecord;
use crate::store::record::datum::DatumRecord;

impl Writer<'_> {
    /// Makes a contact.
    ///
    /// # Errors
    /// When no number is left, or the vault cannot be written.
    pub fn new_contact(
        &mut self,
        kind: ContactKind,
        uid: &str,
        country: Option<Country>,
    ) -> Result<ContactId, StoreError> {
        if self.touched.len() >= SETTLE_AT {
            self.settle()?;
        }
        let id = ContactId(next(&mut self.counters.contact, "contact")?);
        let contact = Contact { id, uid: uid.to_owned(), kind, country };
        self.reader.overlay.get_mut().insert(id.0, ContactRecord::new(&contact));
        let facts = Some(Box::new(Facts::new(contact)));
        self.touched.insert(id.0, Touched { facts, rows: true });
        Ok(id)
    }

    /// Changes kind, uid or country of a contact.
    ///
    /// # Errors
    /// When there is no such contact, or the vault cannot be written.
    pub fn put_contact(&mut self, contact: &Contact) -> Result<(), StoreError> {
        self.touch_rows(contact.id)?.take(ContactRecord::new(contact));
        if let Some(facts) = self.known(contact.id) {
            facts.contact = contact.clone();
        }
        Ok(())
    }

    /// Adds a datum; the number in it is replaced by a new one.
    ///
    /// # Errors
    /// When there is no such contact, or the vault cannot be written.
    pub fn add_datum(
        &mut self,
        contact: ContactId,
        mut datum: Datum,
    ) -> Result<DatumId, StoreError> {
        let number = next(&mut self.touch_rows(contact)?.last.datum, "datum")?;
        datum.id = DatumId(number);
        put!(self.datum[(contact.0, number)] = DatumRecord::from(&datum))?;
        if let Some(facts) = self.known(contact) {
            facts.data.push(datum);
        }
        Ok(DatumId(number))
    }

    /// Changes a datum.
    ///
    /// # Errors
    /// When there is none with its number, or the vault cannot be written.
    pub fn put_datum(&mut self, contact: ContactId, datum: &Datum) -> Result<(), StoreError> {
        let key = (contact.0, datum.id.0);
        must(has(&self.tables.datum, key)?.then_some(()), "datum", datum.id.0.into())?;
        self.touch_rows(contact)?;
        self.unlearn(contact);
        put!(self.datum[key] = DatumRecord::from(datum))
    }
}
