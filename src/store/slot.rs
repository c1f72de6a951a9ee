//! One table of an open transaction, opened when it is first used.
//!
//! A [`Slot`] reads alike in a read and in a write transaction, so that there is one reader for
//! both. Every value is a byte string; what is in it is the codec's business.

use std::cell::OnceCell;
use std::ops::RangeBounds;

use redb::{
    AccessGuard, Key, Range, ReadOnlyTable, ReadTransaction, ReadableTable, ReadableTableMetadata,
    Table, TableDefinition, TableError, WriteTransaction,
};

use super::codec::{self, Record};
use super::error::StoreError;
use super::tables::TableId;

/// What rows hold.
pub(super) type Bytes = &'static [u8];

/// The transaction that tables are opened in.
#[derive(Clone, Copy)]
pub(super) enum Source<'txn> {
    /// Sees the last commit.
    Read(&'txn ReadTransaction),
    /// Sees its own writes.
    Write(&'txn WriteTransaction),
}

enum Opened<'txn, K: Key + 'static> {
    Read(ReadOnlyTable<K, Bytes>),
    Write(Table<'txn, K, Bytes>),
    /// A vault of an earlier program has no such table yet.
    Absent,
}

/// A table in a transaction.
pub(super) struct Slot<'txn, K: Key + 'static> {
    source: Source<'txn>,
    id: TableId,
    opened: OnceCell<Opened<'txn, K>>,
}

impl<'txn, K: Key + 'static> Slot<'txn, K> {
    pub(super) const fn new(source: Source<'txn>, id: TableId) -> Self {
        Self { source, id, opened: OnceCell::new() }
    }

    /// Which table it is.
    pub(super) const fn id(&self) -> TableId {
        self.id
    }

    /// The bytes of a row.
    pub(super) fn get(
        &self,
        key: K::SelfType<'_>,
    ) -> Result<Option<AccessGuard<'_, Bytes>>, StoreError> {
        Ok(match self.opened()? {
            Opened::Read(table) => ReadableTable::get(table, key)?,
            Opened::Write(table) => table.get(key)?,
            Opened::Absent => None,
        })
    }

    /// A row as a record.
    pub(super) fn record<R: Record>(&self, key: K::SelfType<'_>) -> Result<Option<R>, StoreError> {
        self.get(key)?.map(|bytes| self.decode(bytes.value())).transpose()
    }

    /// The bytes of a row of this table as a record.
    pub(super) fn decode<R: Record>(&self, bytes: &[u8]) -> Result<R, StoreError> {
        codec::decode(bytes).map_err(|cause| self.unreadable(cause))
    }

    /// Says that a row of this table makes no sense.
    pub(super) const fn unreadable(&self, cause: codec::CodecError) -> StoreError {
        StoreError::Unreadable { table: self.id.name(), cause }
    }

    /// The rows in a range of keys, in order.
    pub(super) fn range<'a, B>(&self, range: B) -> Result<Rows<'_, K>, StoreError>
    where
        B: RangeBounds<K::SelfType<'a>> + 'a,
        K::SelfType<'a>: 'a,
    {
        let range = match self.opened()? {
            Opened::Read(table) => Some(ReadableTable::range(table, range)?),
            Opened::Write(table) => Some(table.range(range)?),
            Opened::Absent => None,
        };
        Ok(Rows(range))
    }

    /// All rows, in the order of their keys.
    pub(super) fn all(&self) -> Result<Rows<'_, K>, StoreError> {
        let range = match self.opened()? {
            Opened::Read(table) => Some(table.iter()?),
            Opened::Write(table) => Some(table.iter()?),
            Opened::Absent => None,
        };
        Ok(Rows(range))
    }

    /// How many rows there are. Known without counting.
    pub(super) fn len(&self) -> Result<u64, StoreError> {
        Ok(match self.opened()? {
            Opened::Read(table) => table.len()?,
            Opened::Write(table) => table.len()?,
            Opened::Absent => 0,
        })
    }

    /// Writes a row and hands the row before it, if there was one, to `before`.
    pub(super) fn insert<T>(
        &mut self,
        key: K::SelfType<'_>,
        value: &[u8],
        before: impl FnOnce(Option<&[u8]>) -> T,
    ) -> Result<T, StoreError> {
        let table = self.writable()?;
        let old = table.insert(key, value)?;
        Ok(before(old.as_ref().map(AccessGuard::value)))
    }

    /// Removes a row and hands it, if there was one, to `before`.
    pub(super) fn remove<T>(
        &mut self,
        key: K::SelfType<'_>,
        before: impl FnOnce(Option<&[u8]>) -> T,
    ) -> Result<T, StoreError> {
        let table = self.writable()?;
        let old = table.remove(key)?;
        Ok(before(old.as_ref().map(AccessGuard::value)))
    }

    /// Copies the rows of another file's table into this one, which is empty, all but those that
    /// `skip` says of by table and key.
    pub(super) fn copy_from(
        &mut self,
        from: &Slot<'_, K>,
        skip: impl Fn(TableId, &[u8]) -> bool,
    ) -> Result<(), StoreError> {
        let id = self.id;
        let table = self.writable()?;
        let mut rows = from.all()?;
        while let Some((key, value)) = rows.step()? {
            if !skip(id, K::as_bytes(&key.value()).as_ref()) {
                table.insert(key.value(), value.value())?;
            }
        }
        Ok(())
    }

    fn opened(&self) -> Result<&Opened<'txn, K>, StoreError> {
        if let Some(opened) = self.opened.get() {
            return Ok(opened);
        }
        let fresh = self.open()?;
        Ok(self.opened.get_or_init(|| fresh))
    }

    fn writable(&mut self) -> Result<&mut Table<'txn, K, Bytes>, StoreError> {
        self.opened()?;
        match self.opened.get_mut() {
            Some(Opened::Write(table)) => Ok(table),
            Some(Opened::Read(_) | Opened::Absent) | None => {
                Err(super::vault::VaultError::Engine("a reader wrote".to_owned()).into())
            }
        }
    }

    fn open(&self) -> Result<Opened<'txn, K>, StoreError> {
        let definition = TableDefinition::<K, Bytes>::new(self.id.name());
        match self.source {
            Source::Read(transaction) => match transaction.open_table(definition) {
                Ok(table) => Ok(Opened::Read(table)),
                Err(TableError::TableDoesNotExist(_)) => Ok(Opened::Absent),
                Err(error) => Err(error.into()),
            },
            Source::Write(transaction) => Ok(Opened::Write(transaction.open_table(definition)?)),
        }
    }
}

/// Rows in the order of their keys.
pub(super) struct Rows<'t, K: Key + 'static>(Option<Range<'t, K, Bytes>>);

/// One row: its key and its bytes.
pub(super) type Row<'t, K> = (AccessGuard<'t, K>, AccessGuard<'t, Bytes>);

impl<'t, K: Key + 'static> Rows<'t, K> {
    /// The next row.
    pub(super) fn step(&mut self) -> Result<Option<Row<'t, K>>, StoreError> {
        match &mut self.0 {
            Some(range) => Ok(range.next().transpose()?),
            None => Ok(None),
        }
    }

    /// The last row that was not taken yet.
    pub(super) fn step_back(&mut self) -> Result<Option<Row<'t, K>>, StoreError> {
        match &mut self.0 {
            Some(range) => Ok(range.next_back().transpose()?),
            None => Ok(None),
        }
    }
}
