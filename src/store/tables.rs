//! Every table of a vault, in one list: what opening, copying, undoing and checking walk.
//!
//! Keys and values are integers, byte strings and tuples only, so that no later engine encodes
//! them otherwise. Values are records of the codec.

use redb::{Key, Value};

use super::error::StoreError;
use super::slot::{Bytes, Slot, Source};

/// What a table is to changes and undo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nature {
    /// Facts about one contact, whose number leads the key.
    OfContact,
    /// Facts of their own.
    Fact,
    /// Work out again from the facts.
    Derived,
    /// The store's own books.
    Book,
}

macro_rules! tables {
    ($($(#[$doc:meta])* $field:ident $id:ident = $code:literal, $nature:ident, $key:ty;)*) => {
        /// A table by its number, which undo rows and the journal keep.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(super) enum TableId { $($(#[$doc])* $id = $code,)* }

        impl TableId {
            /// Every table, in the order of the design.
            pub(super) const ALL: &'static [Self] = &[$(Self::$id,)*];

            /// Its name in the file.
            pub(super) const fn name(self) -> &'static str {
                match self { $(Self::$id => stringify!($field),)* }
            }

            /// Its number in undo rows and the journal. Never given to another table.
            pub(super) const fn code(self) -> u8 {
                match self { $(Self::$id => $code,)* }
            }

            /// What it is to changes and undo.
            pub(super) const fn nature(self) -> Nature {
                match self { $(Self::$id => Nature::$nature,)* }
            }
        }

        /// All tables of one transaction.
        pub(super) struct Tables<'txn> { $($(#[$doc])* pub(super) $field: Slot<'txn, $key>,)* }

        impl<'txn> Tables<'txn> {
            pub(super) const fn new(source: Source<'txn>) -> Self {
                Self { $($field: Slot::new(source, TableId::$id),)* }
            }

            /// Hands every table to the visitor.
            pub(super) fn visit<V: Visitor>(&self, visitor: &mut V) -> Result<(), StoreError> {
                $(visitor.table(&self.$field)?;)*
                Ok(())
            }

            /// Hands one table to the visitor.
            pub(super) fn visit_one<V: Visitor>(
                &self, id: TableId, visitor: &mut V,
            ) -> Result<(), StoreError> {
                match id { $(TableId::$id => visitor.table(&self.$field),)* }
            }

            /// Hands one table to a visitor that writes.
            pub(super) fn change_one<V: Changer>(
                &mut self, id: TableId, changer: &mut V,
            ) -> Result<(), StoreError> {
                match id { $(TableId::$id => changer.table(&mut self.$field),)* }
            }

            /// Opens every table, and with it makes those that are not there yet.
            pub(super) fn open_all(&self) -> Result<(), StoreError> {
                $(self.$field.len()?;)*
                Ok(())
            }

            /// Copies every table out of another file, all but the rows that `skip` says of.
            pub(super) fn copy_from(
                &mut self, from: &Tables<'_>, skip: impl Fn(TableId, &[u8]) -> bool,
            ) -> Result<(), StoreError> {
                $(self.$field.copy_from(&from.$field, &skip)?;)*
                Ok(())
            }
        }
    };
}

tables! {
    /// Format, stamp of what was derived, counters, identity, journal head, pending erasures.
    meta Meta = 1, Book, u32;
    /// Kind, uid, revision.
    contact Contact = 2, OfContact, u64;
    /// Values with their origins and lines.
    datum Datum = 3, OfContact, (u64, u32);
    /// Grounds.
    ground Ground = 4, OfContact, (u64, u32);
    /// The consent ledger.
    consent Consent = 5, OfContact, (u64, u32);
    /// Objections, restrictions, requests, notices given.
    right Right = 6, OfContact, (u64, u32);
    /// What left.
    disclosure Disclosure = 7, OfContact, (u64, u32);
    /// Enquiries, purchases, invoices.
    event Event = 8, OfContact, (u64, u32);
    /// Sources, files, forms: once per batch.
    origin Origin = 9, Fact, u32;
    /// Work, and whose it is.
    engagement Engagement = 10, Fact, u64;
    /// Contact and engagement: what the contact is to it.
    party Party = 11, OfContact, (u64, u64);
    /// What passed between us, and with whom.
    interaction Interaction = 12, Fact, u64;
    /// Contact, day from the newest, interaction.
    attended Attended = 13, OfContact, (u64, i32, u64);
    /// Dated versions of the policy.
    policy Policy = 14, Fact, u32;
    /// What people are told.
    notice Notice = 15, Fact, u32;
    /// Who gets data.
    recipient Recipient = 16, Fact, u32;
    /// Named sets of contacts.
    segment Segment = 17, Fact, u32;
    /// Balancings of interests.
    assessment Assessment = 18, Fact, u32;
    /// What was done, by ids and codes, each entry with the hash of the one before.
    journal Journal = 19, Book, u64;
    /// Rows before a change.
    undo Undo = 20, Book, u64;
    /// Forms that were not finished.
    draft Draft = 21, Book, u64;
    /// Marks that must not be written to again.
    suppression Suppression = 22, Fact, Bytes;
    /// Marks of what was erased.
    tombstone Tombstone = 23, Fact, Bytes;
    /// Folded name and contact: the order of lists, with what a list shows.
    list List = 24, Derived, (Bytes, u64);
    /// The folded search key of a contact.
    search Search = 25, Derived, u64;
    /// Kind, normalised contact point, contact.
    point Point = 26, Derived, (u8, Bytes, u64);
    /// Day and contact: what falls due.
    due Due = 27, Derived, (i32, u64);
    /// The keys above, to take them out again.
    derived Derived = 28, Derived, u64;
    /// The register of breaches.
    breach Breach = 29, Fact, u32;
    /// Days to come back to somebody.
    follow_up FollowUp = 30, OfContact, (u64, u32);
}

impl TableId {
    /// The table with that number.
    pub(super) fn of(code: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|table| table.code() == code)
    }
}

/// Looks at tables, whatever their keys are.
pub(super) trait Visitor {
    /// Looks at one.
    fn table<K: RowKey>(&mut self, slot: &Slot<'_, K>) -> Result<(), StoreError>;
}

/// Changes tables, whatever their keys are.
pub(super) trait Changer {
    /// Changes one.
    fn table<K: RowKey>(&mut self, slot: &mut Slot<'_, K>) -> Result<(), StoreError>;
}

/// A key in two numbers, as the journal names rows: what leads it, and what tells rows apart.
pub(super) trait RowKey: Key + 'static {
    /// The two numbers; zero where there is none. Marks and names stay unnamed.
    fn numbers(key: &Self::SelfType<'_>) -> (u64, u64);

    /// The first and the last key that a contact can lead, as bytes; `None` where none does.
    fn around(_contact: u64) -> Option<(Vec<u8>, Vec<u8>)> {
        None
    }

    /// The bytes of some key.
    #[cfg(test)]
    fn some() -> Vec<u8> {
        vec![0; Self::fixed_width().unwrap_or(32)]
    }

    /// Whether bytes can be such a key. The engine panics on others.
    fn fits(bytes: &[u8]) -> bool {
        Self::fixed_width().is_none_or(|width| width == bytes.len())
    }
}

impl RowKey for u32 {
    fn numbers(key: &Self) -> (u64, u64) {
        (0, u64::from(*key))
    }
}

impl RowKey for u64 {
    fn numbers(key: &Self) -> (u64, u64) {
        (*key, 0)
    }

    fn around(contact: u64) -> Option<(Vec<u8>, Vec<u8>)> {
        Some((Self::as_bytes(&contact).to_vec(), Self::as_bytes(&contact).to_vec()))
    }
}

impl RowKey for (u64, u32) {
    fn numbers(key: &(u64, u32)) -> (u64, u64) {
        (key.0, u64::from(key.1))
    }

    fn around(contact: u64) -> Option<(Vec<u8>, Vec<u8>)> {
        Some((Self::as_bytes(&(contact, 0)), Self::as_bytes(&(contact, u32::MAX))))
    }
}

impl RowKey for (u64, u64) {
    fn numbers(key: &(u64, u64)) -> (u64, u64) {
        *key
    }

    fn around(contact: u64) -> Option<(Vec<u8>, Vec<u8>)> {
        Some((Self::as_bytes(&(contact, 0)), Self::as_bytes(&(contact, u64::MAX))))
    }
}

impl RowKey for (u64, i32, u64) {
    fn numbers(key: &(u64, i32, u64)) -> (u64, u64) {
        (key.0, key.2)
    }

    fn around(contact: u64) -> Option<(Vec<u8>, Vec<u8>)> {
        Some((
            Self::as_bytes(&(contact, i32::MIN, 0)),
            Self::as_bytes(&(contact, i32::MAX, u64::MAX)),
        ))
    }
}

impl RowKey for (i32, u64) {
    fn numbers(key: &(i32, u64)) -> (u64, u64) {
        (key.1, 0)
    }
}

impl RowKey for Bytes {
    fn numbers(_key: &&[u8]) -> (u64, u64) {
        (0, 0)
    }
}

impl RowKey for (Bytes, u64) {
    fn numbers(key: &(&[u8], u64)) -> (u64, u64) {
        (key.1, 0)
    }

    #[cfg(test)]
    fn some() -> Vec<u8> {
        Self::as_bytes(&(b"name".as_slice(), 1))
    }
}

impl RowKey for (u8, Bytes, u64) {
    fn numbers(key: &(u8, &[u8], u64)) -> (u64, u64) {
        (key.2, 0)
    }

    #[cfg(test)]
    fn some() -> Vec<u8> {
        Self::as_bytes(&(1, b"name".as_slice(), 1))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use redb::backends::InMemoryBackend;
    use redb::{Builder, Database, ReadableDatabase, TableHandle};

    use super::*;

    fn file() -> Database {
        Builder::new().create_with_backend(InMemoryBackend::new()).unwrap()
    }

    /// Puts a row into each table.
    struct Fill;

    impl Changer for Fill {
        fn table<K: RowKey>(&mut self, slot: &mut Slot<'_, K>) -> Result<(), StoreError> {
            slot.insert(K::from_bytes(&K::some()), slot.id().name().as_bytes(), |_before| ())
        }
    }

    /// Names each table that has a row.
    struct Filled(BTreeSet<String>);

    impl Visitor for Filled {
        fn table<K: RowKey>(&mut self, slot: &Slot<'_, K>) -> Result<(), StoreError> {
            if let Some((_, value)) = slot.all()?.step()? {
                self.0.insert(String::from_utf8(value.value().to_vec()).unwrap());
            }
            Ok(())
        }
    }

    #[test]
    fn a_rewrite_copies_every_table_there_is() {
        let (old, new) = (file(), file());
        let writing = old.begin_write().unwrap();
        {
            let mut tables = Tables::new(Source::Write(&writing));
            for id in TableId::ALL {
                tables.change_one(*id, &mut Fill).unwrap();
            }
        }
        writing.commit().unwrap();
        let reading = old.begin_read().unwrap();
        let names: BTreeSet<String> =
            reading.list_tables().unwrap().map(|table| table.name().to_owned()).collect();

        let writing = new.begin_write().unwrap();
        let from = Tables::new(Source::Read(&reading));
        Tables::new(Source::Write(&writing)).copy_from(&from, |_, _| false).unwrap();
        writing.commit().unwrap();

        let reading = new.begin_read().unwrap();
        let mut filled = Filled(BTreeSet::new());
        Tables::new(Source::Read(&reading)).visit(&mut filled).unwrap();
        assert_eq!(filled.0, names);
        assert_eq!(names.len(), TableId::ALL.len());
    }

    #[test]
    fn numbers_and_names_of_tables_are_given_once() {
        let codes: BTreeSet<u8> = TableId::ALL.iter().map(|table| table.code()).collect();
        let names: BTreeSet<&str> = TableId::ALL.iter().map(|table| table.name()).collect();
        assert_eq!((codes.len(), names.len()), (TableId::ALL.len(), TableId::ALL.len()));
        assert!(TableId::ALL.iter().all(|table| TableId::of(table.code()) == Some(*table)));
    }
}
