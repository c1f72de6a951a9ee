//! Checking everything: pages, rows, what is derived, the chain of the journal.
//!
//! A finding is a value; it names tables and numbers, and never what is in them.

use std::fmt;

use super::Store;
use super::codec::{self, CodecError, Record};
use super::error::StoreError;
use super::reader::Reader;
use super::record::book::{
    CountersRecord, DraftRecord, FormatRecord, HeadRecord, JournalRecord, PendingRecord,
    PlacesRecord, RebuildRecord, RenewedRecord, StampRecord, SuppressionRecord, TombstoneRecord,
    key,
};
use super::record::breach::BreachRecord;
use super::record::consent::ConsentRecord;
use super::record::contact::ContactRecord;
use super::record::datum::DatumRecord;
use super::record::declared::{AssessmentRecord, IdentityRecord, NoticeRecord, RecipientRecord};
use super::record::derived::{
    BORROWED_VERSION, DerivedRecord, DueRecord, ListRecord, PointRecord, SearchRecord,
};
use super::record::event::EventRecord;
use super::record::follow_up::FollowUpRecord;
use super::record::ground::GroundRecord;
use super::record::origin::OriginRecord;
use super::record::policy::PolicyRecord;
use super::record::right::{DisclosureRecord, RightRecord};
use super::record::undo::{PART_BITS, UndoRecord, UndoRowsRecord};
use super::record::work::{AttendedRecord, EngagementRecord, InteractionRecord, PartyRecord};
use super::slot::Slot;
use super::tables::{Nature, RowKey, TableId, Visitor};
use super::writer::Batch;
use crate::domain::{ContactId, Day, derive};

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The engine had to mend its books. No data are affected.
    Mended,
    /// A row makes no sense.
    Unreadable {
        /// The table.
        table: &'static str,
        /// The contact it is about, or its own number.
        lead: u64,
        /// Its number within the contact.
        number: u64,
        /// What is wrong with it.
        cause: CodecError,
    },
    /// What is derived from a contact is not what its facts say. Freshening mends it.
    Derived {
        /// Which contact.
        contact: ContactId,
        /// The table that differs.
        table: &'static str,
    },
    /// A table of derived rows has rows of nobody.
    Stray {
        /// The table.
        table: &'static str,
        /// How many.
        rows: u64,
    },
    /// A row points to something that is not there.
    Dangling {
        /// The table.
        table: &'static str,
        /// The contact it is about, or its own number.
        lead: u64,
        /// What it points to.
        to: u64,
    },
    /// An entry of the journal does not follow the one before it.
    BrokenChain {
        /// The entry.
        entry: u64,
    },
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mended => f.write_str("the engine had to mend its books; no data are affected"),
            Self::Unreadable { table, lead, number, cause } => {
                write!(f, "row {lead}/{number} of `{table}` cannot be read: {cause}")
            }
            Self::Derived { contact, table } => {
                write!(f, "`{table}` does not follow the facts of contact {contact}")
            }
            Self::Stray { table, rows } => write!(f, "`{table}` has {rows} rows of nobody"),
            Self::Dangling { table, lead, to } => {
                write!(f, "a row of `{table}` at {lead} points to {to}, which is not there")
            }
            Self::BrokenChain { entry } => {
                write!(f, "entry {entry} of the journal does not follow the one before it")
            }
        }
    }
}

impl Store {
    /// Looks at every page and every row. An empty list means that all is well.
    ///
    /// # Errors
    /// When a page is damaged, or the vault cannot be read.
    pub fn check(&self) -> Result<Vec<Finding>, StoreError> {
        let checked = self.vault.check()?;
        let mut findings = self.read(|reader| {
            let mut findings = Vec::new();
            reader.tables.visit(&mut Decoding { findings: &mut findings })?;
            // What cannot be read cannot be compared either.
            if findings.is_empty() {
                reader.check_derived(&mut findings)?;
                reader.check_ends(&mut findings)?;
                reader.check_chain(&mut findings)?;
            }
            Ok::<_, StoreError>(findings)
        })?;
        if checked.mended {
            findings.push(Finding::Mended);
        }
        Ok(findings)
    }
}

/// Decodes every row of every table.
struct Decoding<'f> {
    findings: &'f mut Vec<Finding>,
}

impl Visitor for Decoding<'_> {
    fn table<K: RowKey>(&mut self, slot: &Slot<'_, K>) -> Result<(), StoreError> {
        let mut rows = slot.all()?;
        while let Some((key, value)) = rows.step()? {
            let (lead, number) = K::numbers(&key.value());
            if let Err(cause) = decodes(slot.id(), (lead, number), value.value()) {
                let table = slot.id().name();
                self.findings.push(Finding::Unreadable { table, lead, number, cause });
            }
        }
        Ok(())
    }
}

fn decodes(table: TableId, (lead, number): (u64, u64), row: &[u8]) -> Result<(), CodecError> {
    match table {
        TableId::Meta => match u32::try_from(number) {
            Ok(key::FORMAT) => is::<FormatRecord>(row),
            Ok(key::COUNTERS) => is::<CountersRecord>(row),
            Ok(key::IDENTITY) => is::<IdentityRecord>(row),
            Ok(key::STAMP) => is::<StampRecord>(row),
            Ok(key::REBUILD) => is::<RebuildRecord>(row),
            Ok(key::HEAD) => is::<HeadRecord>(row),
            Ok(key::PENDING) => is::<PendingRecord>(row),
            Ok(key::RENEWED) => is::<RenewedRecord>(row),
            Ok(key::PLACES) => is::<PlacesRecord>(row),
            Ok(_) | Err(_) => Err(CodecError::Impossible { field: "row of meta" }),
        },
        TableId::Contact => is::<ContactRecord>(row),
        TableId::Datum => is::<DatumRecord>(row),
        TableId::Ground => is::<GroundRecord>(row),
        TableId::Consent => is::<ConsentRecord>(row),
        TableId::Right => is::<RightRecord>(row),
        TableId::Disclosure => is::<DisclosureRecord>(row),
        TableId::Event => is::<EventRecord>(row),
        TableId::FollowUp => is::<FollowUpRecord>(row),
        TableId::Origin => is::<OriginRecord>(row),
        TableId::Engagement => is::<EngagementRecord>(row),
        TableId::Party => is::<PartyRecord>(row),
        TableId::Interaction => is::<InteractionRecord>(row),
        TableId::Attended => is::<AttendedRecord>(row),
        TableId::Policy => is::<PolicyRecord>(row),
        TableId::Notice => is::<NoticeRecord>(row),
        TableId::Recipient => is::<RecipientRecord>(row),
        // Later work fills it.
        TableId::Segment => Ok(()),
        TableId::Breach => is::<BreachRecord>(row),
        TableId::Assessment => is::<AssessmentRecord>(row),
        TableId::Journal => is::<JournalRecord>(row),
        TableId::Undo if lead & ((1 << PART_BITS) - 1) == 0 => is::<UndoRecord>(row),
        TableId::Undo => is::<UndoRowsRecord>(row),
        TableId::Draft => is::<DraftRecord>(row),
        TableId::Suppression => is::<SuppressionRecord>(row),
        TableId::Tombstone => is::<TombstoneRecord>(row),
        TableId::List => borrows::<ListRecord<'_>>(row, table),
        TableId::Search => borrows::<SearchRecord<'_>>(row, table),
        TableId::Point => is::<PointRecord>(row),
        TableId::Due => is::<DueRecord>(row),
        TableId::Derived => is::<DerivedRecord>(row),
    }
}

fn is<R: Record>(row: &[u8]) -> Result<(), CodecError> {
    codec::decode::<R>(row).map(|_read| ())
}

fn borrows<'b, T: serde::Deserialize<'b>>(row: &'b [u8], table: TableId) -> Result<(), CodecError> {
    codec::borrow::<T>(row, table.name(), BORROWED_VERSION).map(|_read| ())
}

impl Reader<'_> {
    /// Works everything out again, each contact as of the day of its rows, and compares.
    fn check_derived(&self, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
        let controller = self.controller()?;
        let mut expected = Expected::default();
        for contact in self.contact_ids()? {
            let facts = self.facts(contact)?;
            let as_of = self.derived_keys(contact)?.and_then(|keys| Day::from_number(keys.as_of));
            let Some(today) = as_of else {
                let table = TableId::Derived.name();
                findings.push(Finding::Derived { contact, table });
                continue;
            };
            let mut batch = Batch::default();
            batch.add(&facts, &derive(&facts, &controller, today), today.to_number())?;
            for (table, key, value) in batch.into_rows() {
                expected.count(table);
                let mut found = Compare { key: &key, value: &value, same: false };
                self.tables.visit_one(table, &mut found)?;
                if !found.same {
                    findings.push(Finding::Derived { contact, table: table.name() });
                }
            }
        }
        let tables = TableId::ALL.iter().filter(|table| table.nature() == Nature::Derived);
        for table in tables {
            let mut count = Count(0);
            self.tables.visit_one(*table, &mut count)?;
            let rows = count.0.saturating_sub(expected.of(*table));
            if rows > 0 {
                findings.push(Finding::Stray { table: table.name(), rows });
            }
        }
        Ok(())
    }

    /// Looks whether rows that belong together are both there.
    fn check_ends(&self, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
        let mut rows = self.tables.party.all()?;
        while let Some((key, _)) = rows.step()? {
            let (lead, to) = key.value();
            if self.tables.engagement.get(to)?.is_none() || self.tables.contact.get(lead)?.is_none()
            {
                findings.push(Finding::Dangling { table: TableId::Party.name(), lead, to });
            }
        }
        let mut rows = self.tables.attended.all()?;
        while let Some((key, _)) = rows.step()? {
            let (lead, _, to) = key.value();
            if self.tables.interaction.get(to)?.is_none()
                || self.tables.contact.get(lead)?.is_none()
            {
                findings.push(Finding::Dangling { table: TableId::Attended.name(), lead, to });
            }
        }
        Ok(())
    }

    /// Follows the hashes of the journal from its first entry to the head.
    fn check_chain(&self, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
        let head = self.head()?;
        let slot = &self.tables.journal;
        let (mut last, mut hash) = (0_u64, [0_u8; 32]);
        let mut rows = slot.all()?;
        while let Some((key, value)) = rows.step()? {
            let record: JournalRecord = slot.decode(value.value())?;
            let entry = key.value();
            if record.before != hash || entry != last.saturating_add(1) {
                findings.push(Finding::BrokenChain { entry });
            }
            hash = *blake3::hash(value.value()).as_bytes();
            last = entry;
        }
        if (last, hash) != (head.last, head.hash) {
            findings.push(Finding::BrokenChain { entry: head.last });
        }
        Ok(())
    }
}

/// How many rows each derived table should have.
#[derive(Default)]
struct Expected(std::collections::BTreeMap<TableId, u64>);

impl Expected {
    fn count(&mut self, table: TableId) {
        let count = self.0.entry(table).or_default();
        *count = count.saturating_add(1);
    }

    fn of(&self, table: TableId) -> u64 {
        self.0.get(&table).copied().unwrap_or(0)
    }
}

/// Compares one row with what it should be.
struct Compare<'r> {
    key: &'r [u8],
    value: &'r [u8],
    same: bool,
}

impl Visitor for Compare<'_> {
    fn table<K: RowKey>(&mut self, slot: &Slot<'_, K>) -> Result<(), StoreError> {
        let row = slot.get(K::from_bytes(self.key))?;
        self.same = row.is_some_and(|row| row.value() == self.value);
        Ok(())
    }
}

/// Counts the rows of a table.
struct Count(u64);

impl Visitor for Count {
    fn table<K: RowKey>(&mut self, slot: &Slot<'_, K>) -> Result<(), StoreError> {
        self.0 = slot.len()?;
        Ok(())
    }
}
