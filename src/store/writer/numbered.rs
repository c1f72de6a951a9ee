//! Writing what is numbered within a contact: grounds, consents, rights, events, disclosures.

use super::{Writer, has, must, next, put};
use crate::domain::{
    AnchorEvent, ConsentEvent, ConsentId, ContactId, Disclosure, DisclosureId, EventId, Ground,
    GroundId, Right, RightId,
};
use crate::store::error::StoreError;
use crate::store::record::consent::ConsentRecord;
use crate::store::record::event::EventRecord;
use crate::store::record::ground::GroundRecord;
use crate::store::record::right::{DisclosureRecord, RightRecord};

/// Writes the two functions for one kind: add, which mints a number, and put, which needs one.
macro_rules! numbered {
    ($($what:literal, $add:ident, $put:ident, $domain:ident, $id:ident, $record:ident,
       $table:ident, $facts:ident;)*) => { impl Writer<'_> { $(
        #[doc = concat!("Adds a ", $what, "; the number in it is replaced by a new one.")]
        ///
        /// # Errors
        /// When there is no such contact, or the vault cannot be written.
        pub fn $add(&mut self, contact: ContactId, mut new: $domain) -> Result<$id, StoreError> {
            let number = next(&mut self.touch_rows(contact)?.last.$table, $what)?;
            new.id = $id(number);
            put!(self.$table[(contact.0, number)] = $record::from(&new))?;
            if let Some(facts) = self.known(contact) {
                facts.$facts.push(new);
            }
            Ok($id(number))
        }

        #[doc = concat!("Changes a ", $what, ".")]
        ///
        /// # Errors
        /// When there is none with its number, or the vault cannot be written.
        pub fn $put(&mut self, contact: ContactId, changed: &$domain) -> Result<(), StoreError> {
            let key = (contact.0, changed.id.0);
            must(has(&self.tables.$table, key)?.then_some(()), $what, changed.id.0.into())?;
            self.touch_rows(contact)?;
            self.unlearn(contact);
            put!(self.$table[key] = $record::from(changed))
        }
    )* } };
}

numbered! {
    "ground", add_ground, put_ground, Ground, GroundId, GroundRecord, ground, grounds;
    "consent", add_consent, put_consent, ConsentEvent, ConsentId, ConsentRecord, consent, consents;
    "right", add_right, put_right, Right, RightId, RightRecord, right, rights;
    "event", add_event, put_event, AnchorEvent, EventId, EventRecord, event, events;
    "disclosure", add_disclosure, put_disclosure, Disclosure, DisclosureId, DisclosureRecord,
        disclosure, disclosures;
}
