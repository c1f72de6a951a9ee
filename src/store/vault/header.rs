//! The engine's own header page, which stands in clear: it holds no personal data, and is
//! overwritten in place, where one byte decides which of two commits is the last.
//!
//! The engine checks its commit slots itself. What it cannot see is that a whole slot, or the byte
//! that chooses between them, shows an older state; that is judged here, against the commit noted
//! in `vault.lock`. The layout is that of file format 3 of redb 4.6 (`header.rs` there).

use super::bytes::Bytes;
use super::error::{Fault, Place};
use super::page::PAGE_LEN;

/// The bytes that the engine reads and writes of the page.
pub(crate) const HEADER_LEN: usize = 320;
const MAGIC: [u8; 9] = [b'r', b'e', b'd', b'b', 0x1A, 0x0A, 0xA9, 0x0D, 0x0A];
const PRIMARY: u8 = 1;
const TWO_PHASE: u8 = 4;
const UNFLUSHED: u8 = 8;
const SLOTS_AT: usize = 64;
const SLOT_LEN: usize = 128;
const COMMIT_AT: usize = 104;
/// 4 GiB, of which no smaller vault is aware.
const REGION_PAGES: u32 = 1 << 20;

/// The number of a commit: each is one more than the one before, in whichever process.
pub(crate) type Commit = u64;

/// What the header says about the last commits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Header {
    primary: Commit,
    secondary: Commit,
    unflushed: bool,
}

impl Header {
    /// Reads a header and checks what never changes in it.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let damaged = || Fault::Damaged(Place::Header);
        let flags = Self::fixed_part(bytes).ok_or_else(damaged)?;
        let slot = |number: usize| -> Option<Commit> {
            let at = SLOTS_AT + number * SLOT_LEN + COMMIT_AT;
            Bytes::new(bytes.get(at..)?).u64()
        };
        let (first, second) = (slot(0).ok_or_else(damaged)?, slot(1).ok_or_else(damaged)?);
        let (primary, secondary) =
            if flags & PRIMARY == 0 { (first, second) } else { (second, first) };
        Ok(Self { primary, secondary, unflushed: flags & UNFLUSHED != 0 })
    }

    /// Returns the flags if everything else is as it was when the file was made. Every commit is
    /// one in two phases, so that flag belongs to the fixed part.
    fn fixed_part(bytes: &[u8]) -> Option<u8> {
        let mut fields = Bytes::new(bytes.get(..HEADER_LEN)?);
        let magic = fields.array()?;
        let flags = fields.u8()?;
        let _padding: [u8; 2] = fields.array()?;
        let page_len = fields.u32()?;
        let region_header_pages = fields.u32()?;
        let region_pages = fields.u32()?;
        let as_made = magic == MAGIC
            && flags & TWO_PHASE != 0
            && usize::try_from(page_len).ok()? == PAGE_LEN
            && region_header_pages == 0
            && region_pages == REGION_PAGES;
        as_made.then_some(flags)
    }

    /// The commit that a reader is shown. While the last one is being made durable, that is the
    /// one before.
    pub(crate) const fn shown(&self) -> Commit {
        if self.unflushed { self.secondary } else { self.primary }
    }

    /// The commit from which a writer goes on.
    pub(crate) const fn last(&self) -> Commit {
        self.primary
    }
}
