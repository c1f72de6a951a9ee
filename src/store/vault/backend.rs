//! The sealed file as the engine sees it: a plain file of whole pages.
//!
//! | in the file | for the engine |
//! |---|---|
//! | 0..4096: prefix | not there |
//! | 4096..8192: header page, in clear | page 0 |
//! | from 8192: sealed pages of 4,136 bytes | page 1 and on |
//!
//! Lock ranges name no bytes of the file and go to the raw storage as they are.

use std::fmt;
use std::io;
use std::ops::Bound;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use redb::{BackendError, StorageBackend};

use super::error::{Fault, Place, VaultError};
use super::header::{Commit, HEADER_LEN, Header};
use super::host::Host;
use super::keys::Keys;
use super::page::{NONCE_LEN, PAGE_LEN, PageCipher, SEALED_LEN};
use super::prefix::{PREFIX_LEN, Prefix};

const PREFIX: u64 = 4096;
const PAGE: u64 = 4096;
const SEALED: u64 = 4136;
const SEALED_FROM: u64 = PREFIX + PAGE;

/// A data file: raw storage, the cipher of its pages, and what went wrong with it.
pub(crate) struct SealedFile {
    raw: Box<dyn StorageBackend>,
    cipher: PageCipher,
    host: Arc<dyn Host>,
    writers_from: u16,
    floor: AtomicU64,
    retired: AtomicBool,
    failure: Mutex<Option<Failure>>,
}

/// The first thing that went wrong with a file. The engine names it once and then for ever says
/// only that something did.
#[derive(Debug, Clone, Copy)]
enum Failure {
    Fault(Fault),
    Io(io::ErrorKind, Option<i32>),
}

impl SealedFile {
    /// Makes a new file with a key and an id of its own in empty storage.
    pub(crate) fn create(
        raw: Box<dyn StorageBackend>,
        keys: &Keys,
        host: Arc<dyn Host>,
    ) -> Result<Self, VaultError> {
        let prefix = Prefix::draw(&*host)?;
        let bytes = prefix.to_bytes(keys, &*host)?;
        raw.set_len(PREFIX)
            .and_then(|()| raw.write(0, &bytes))
            .and_then(|()| raw.sync_data())
            .map_err(|source| VaultError::io("write", "vault.redb".as_ref(), source))?;
        Ok(Self::new(raw, &prefix, host))
    }

    /// Opens a file with the keys of its vault.
    pub(crate) fn open(
        raw: Box<dyn StorageBackend>,
        keys: &Keys,
        host: Arc<dyn Host>,
    ) -> Result<Self, VaultError> {
        let failed = |source| VaultError::io("read", "vault.redb".as_ref(), source);
        if raw.len().map_err(failed)? < PREFIX {
            return Err(VaultError::damaged(Place::Length));
        }
        let mut bytes = [0; PREFIX_LEN];
        raw.read(0, &mut bytes).map_err(failed)?;
        let prefix = Prefix::open(&bytes, keys)?;
        Ok(Self::new(raw, &prefix, host))
    }

    fn new(raw: Box<dyn StorageBackend>, prefix: &Prefix, host: Arc<dyn Host>) -> Self {
        Self {
            raw,
            cipher: PageCipher::new(&prefix.data_key, prefix.file_id),
            host,
            writers_from: prefix.writers_from,
            floor: AtomicU64::new(0),
            retired: AtomicBool::new(false),
            failure: Mutex::new(None),
        }
    }

    pub(crate) const fn cipher(&self) -> &PageCipher {
        &self.cipher
    }

    /// The oldest version that may write the file.
    pub(crate) const fn writers_from(&self) -> u16 {
        self.writers_from
    }

    /// From now on a header that shows less than `commit` is a stale one.
    pub(crate) fn expect_at_least(&self, commit: Commit) {
        self.floor.store(commit, Ordering::Release);
    }

    /// From now on nothing is read or written any more, and the engine leaves the file as it is
    /// when it closes it.
    pub(crate) fn retire(&self) {
        self.retired.store(true, Ordering::Release);
    }

    /// Says whether the file was given up.
    pub(crate) fn is_retired(&self) -> bool {
        self.retired.load(Ordering::Acquire)
    }

    /// Says what went wrong with the file, if anything did.
    pub(crate) fn failure(&self) -> Option<VaultError> {
        let failure = *self.failure.lock().unwrap_or_else(PoisonError::into_inner);
        failure.map(|failure| match failure {
            Failure::Fault(fault) => fault.into(),
            Failure::Io(kind, code) => {
                let source = code.map_or_else(|| kind.into(), io::Error::from_raw_os_error);
                VaultError::io("read or write", "vault.redb".as_ref(), source)
            }
        })
    }

    /// Reads the header as it stands in the file.
    pub(crate) fn header(&self) -> Result<Header, VaultError> {
        let mut bytes = [0; HEADER_LEN];
        self.raw
            .read(PREFIX, &mut bytes)
            .map_err(|source| VaultError::io("read", "vault.redb".as_ref(), source))?;
        Ok(Header::read(&bytes)?)
    }

    /// Reads a page whatever the engine thinks of it; nothing for one that was never written.
    pub(crate) fn page(&self, number: u64) -> Result<Option<Vec<u8>>, VaultError> {
        let failed = |source| VaultError::io("read", "vault.redb".as_ref(), source);
        let mut page = vec![0; PAGE_LEN];
        if number == 0 {
            self.raw.read(PREFIX, &mut page).map_err(failed)?;
            return Ok(Some(page));
        }
        let mut stored = vec![0; SEALED_LEN];
        self.raw.read(place(number), &mut stored).map_err(failed)?;
        if stored.iter().all(|byte| *byte == 0) {
            return Ok(None);
        }
        match self.cipher.open(number, &stored, &mut page) {
            Ok(()) => Ok(Some(page)),
            Err(_) => Err(VaultError::damaged(Place::Page(number))),
        }
    }

    /// The number of pages in the file, the header's included.
    pub(crate) fn pages(&self) -> Result<u64, VaultError> {
        let stored = self.raw.len();
        let bytes = stored.and_then(seen_len);
        bytes
            .map(|bytes| bytes / PAGE)
            .map_err(|source| VaultError::io("read", "vault.redb".as_ref(), source))
    }

    /// Runs one operation on the raw storage unless the file is retired, and keeps its failure.
    fn run<T>(&self, work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        if self.retired.load(Ordering::Acquire) {
            return Err(Fault::Retired.into());
        }
        let result = work().map_err(|error| {
            if error.kind() == io::ErrorKind::UnexpectedEof {
                // Nobody but a stranger makes the file shorter than the engine knows it.
                Fault::Damaged(Place::Length).into()
            } else {
                error
            }
        });
        if let Err(error) = &result {
            let mut first = self.failure.lock().unwrap_or_else(PoisonError::into_inner);
            first.get_or_insert_with(|| {
                Fault::within(error)
                    .map_or_else(|| Failure::Io(error.kind(), error.raw_os_error()), Failure::Fault)
            });
        }
        result
    }

    fn read_header(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.raw.read(PREFIX + offset, out)?;
        if out.len() < HEADER_LEN {
            return Ok(());
        }
        let (found, noted) = (Header::read(out)?.shown(), self.floor.load(Ordering::Acquire));
        if found < noted { Err(Fault::Stale { found, noted }.into()) } else { Ok(()) }
    }

    fn read_pages(&self, first: u64, out: &mut [u8]) -> io::Result<()> {
        let mut stored = vec![0; out.len() / PAGE_LEN * SEALED_LEN];
        self.raw.read(place(first), &mut stored)?;
        let pages = out.chunks_exact_mut(PAGE_LEN).zip(stored.chunks_exact(SEALED_LEN));
        for (number, (page, stored)) in (first..).zip(pages) {
            if self.cipher.open(number, stored, page).is_err() {
                return Err(Fault::Damaged(Place::Page(number)).into());
            }
        }
        Ok(())
    }

    fn write_pages(&self, first: u64, data: &[u8]) -> io::Result<()> {
        let count = data.len() / PAGE_LEN;
        let mut nonces = vec![0; count * NONCE_LEN];
        self.host.random(&mut nonces)?;
        let mut stored = vec![0; count * SEALED_LEN];
        let pages = data.chunks_exact(PAGE_LEN).zip(stored.chunks_exact_mut(SEALED_LEN));
        let (nonces, _none) = nonces.as_chunks::<NONCE_LEN>();
        for ((number, nonce), (page, stored)) in (first..).zip(nonces).zip(pages) {
            if self.cipher.seal(number, nonce, page, stored).is_err() {
                return Err(io::ErrorKind::InvalidInput.into());
            }
        }
        self.raw.write(place(first), &stored)
    }
}

impl fmt::Debug for SealedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealedFile(..)")
    }
}

/// Where the sealed page `number` (from 1) is stored.
const fn place(number: u64) -> u64 {
    SEALED_FROM + number.saturating_sub(1).saturating_mul(SEALED)
}

/// The length that the engine sees in a file of `stored` bytes.
fn seen_len(stored: u64) -> io::Result<u64> {
    if stored <= PREFIX {
        return Ok(0);
    }
    match stored.checked_sub(SEALED_FROM) {
        Some(sealed) if sealed % SEALED == 0 => Ok(PAGE + sealed / SEALED * PAGE),
        Some(_) | None => Err(Fault::Damaged(Place::Length).into()),
    }
}

/// A piece of the file as the engine asks for it.
enum Piece {
    /// A part of the header page.
    Header,
    /// Whole pages from this number on.
    Pages(u64),
}

impl Piece {
    /// The engine asks for nothing else; if a later version did, it must fail and not be guessed.
    fn at(offset: u64, length: usize) -> io::Result<Self> {
        let length = u64::try_from(length).unwrap_or(u64::MAX);
        if offset.saturating_add(length) <= PAGE {
            Ok(Self::Header)
        } else if offset >= PAGE && offset.is_multiple_of(PAGE) && length.is_multiple_of(PAGE) {
            Ok(Self::Pages(offset / PAGE))
        } else {
            Err(io::ErrorKind::InvalidInput.into())
        }
    }
}

/// The handle on a [`SealedFile`] that the engine owns.
#[derive(Debug)]
pub(crate) struct SealedBackend(pub(crate) Arc<SealedFile>);

impl StorageBackend for SealedBackend {
    fn len(&self) -> io::Result<u64> {
        self.0.run(|| seen_len(self.0.raw.len()?))
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.0.run(|| match Piece::at(offset, out.len())? {
            Piece::Header => self.0.read_header(offset, out),
            Piece::Pages(first) => self.0.read_pages(first, out),
        })
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let stored = if len == 0 { PREFIX } else { place(len / PAGE) };
        if !len.is_multiple_of(PAGE) {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        self.0.run(|| self.0.raw.set_len(stored))
    }

    fn sync_data(&self) -> io::Result<()> {
        self.0.run(|| self.0.raw.sync_data())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.0.run(|| match Piece::at(offset, data.len())? {
            Piece::Header => self.0.raw.write(PREFIX + offset, data),
            Piece::Pages(first) => self.0.write_pages(first, data),
        })
    }

    fn close(&self) -> io::Result<()> {
        self.0.raw.close()
    }

    /// A retired file grants no lock: the engine takes it that another process writes, and closes
    /// without writing.
    fn try_lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        if self.0.retired.load(Ordering::Acquire) {
            return Ok(false);
        }
        self.0.raw.try_lock_range(start, end)
    }

    fn try_lock_shared_range(
        &self,
        start: Bound<u64>,
        end: Bound<u64>,
    ) -> Result<bool, BackendError> {
        self.0.raw.try_lock_shared_range(start, end)
    }

    fn lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.0.raw.lock_range(start, end)
    }

    fn lock_shared_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.0.raw.lock_shared_range(start, end)
    }

    fn unlock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.0.raw.unlock_range(start, end)
    }

    fn query_lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        self.0.raw.query_lock_range(start, end)
    }
}
