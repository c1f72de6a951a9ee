//! The store's own books: rows of `meta`, the journal, drafts, suppressions and tombstones.

use serde::{Deserialize, Serialize};

use super::consent::ChannelRecord;
use super::{mirror, records};
use crate::domain::Day;
use crate::store::codec::{CodecError, Record, decode_body};
use crate::store::views::Scope;

/// The number of a row in `meta`.
pub(in crate::store) mod key {
    pub(in crate::store) const FORMAT: u32 = 1;
    pub(in crate::store) const COUNTERS: u32 = 2;
    pub(in crate::store) const IDENTITY: u32 = 3;
    pub(in crate::store) const STAMP: u32 = 4;
    pub(in crate::store) const REBUILD: u32 = 5;
    pub(in crate::store) const HEAD: u32 = 6;
    pub(in crate::store) const PENDING: u32 = 7;
    pub(in crate::store) const RENEWED: u32 = 8;
    pub(in crate::store) const PLACES: u32 = 9;
}

/// Which tables and records there are. Goes up when an older program would misread them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct FormatRecord(pub(in crate::store) u32);

/// The numbers last given, across the vault. They never go back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct CountersRecord {
    pub(in crate::store) contact: u64,
    pub(in crate::store) engagement: u64,
    pub(in crate::store) interaction: u64,
    pub(in crate::store) origin: u32,
    pub(in crate::store) policy: u32,
    pub(in crate::store) notice: u32,
    pub(in crate::store) recipient: u32,
    pub(in crate::store) assessment: u32,
    pub(in crate::store) segment: u32,
    pub(in crate::store) draft: u64,
    /// How often the user's declarations were changed.
    pub(in crate::store) declared: u64,
}

/// By what the derived tables were worked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct StampRecord {
    pub(in crate::store) derivation: u32,
    pub(in crate::store) declared: u64,
    pub(in crate::store) zone: String,
}

/// The day on which signs that had run out were renewed last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct RenewedRecord(pub(in crate::store) i32);

/// How far a rebuild has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct RebuildRecord {
    pub(in crate::store) stamp: StampRecord,
    pub(in crate::store) next: u64,
}

/// The last entry of the journal, and how many undoable changes there were.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct HeadRecord {
    pub(in crate::store) last: u64,
    pub(in crate::store) hash: [u8; 32],
    pub(in crate::store) groups: u64,
}

/// Erasures whose values may still be in the file, until it has been rewritten.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct PendingRecord {
    /// Contact, and its data if not the whole of it.
    pub(in crate::store) erased: Vec<(u64, Option<Vec<u32>>)>,
    /// The values that must be gone. They go with this record.
    pub(in crate::store) values: Vec<Vec<u8>>,
}

/// One entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct JournalRecord {
    pub(in crate::store) at: i64,
    pub(in crate::store) what: u16,
    pub(in crate::store) group: u64,
    /// First and last new contact.
    pub(in crate::store) contacts: Option<(u64, u64)>,
    /// Table, act, and the two numbers of each other row.
    pub(in crate::store) rows: Vec<(u8, ActRecord, u64, u64)>,
    pub(in crate::store) before: [u8; 32],
}

/// What was done to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) enum ActRecord {
    Added,
    Changed,
    Removed,
}

/// A form that was not finished.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct DraftRecord {
    pub(in crate::store) form: String,
    pub(in crate::store) contact: Option<u64>,
    pub(in crate::store) saved_at: i64,
    pub(in crate::store) text: String,
}

/// What a mark must not be used for: on which channel, how far, and since which day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct SuppressionRecord(
    pub(in crate::store) Vec<(Option<ChannelRecord>, ScopeRecord, i32)>,
);

impl Record for SuppressionRecord {
    const NAME: &'static str = "suppression";
    const VERSION: u8 = 2;

    /// The first version knew no day: what it says has always been so.
    fn older(version: u8, body: &[u8]) -> Result<Self, CodecError> {
        type First = Vec<(Option<ChannelRecord>, ScopeRecord)>;
        match version {
            1 => {
                let old: First = decode_body(body, Self::NAME)?;
                let since = Day::MIN.to_number();
                Ok(Self(old.into_iter().map(|(on, scope)| (on, scope, since)).collect()))
            }
            _ => Err(CodecError::UnknownVersion { record: Self::NAME, version }),
        }
    }
}

mirror! {
    /// What is not to happen again.
    ScopeRecord = Scope { Marketing, Import }
}

/// The folders in which backups lie, each with its ledger.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct PlacesRecord(pub(in crate::store) Vec<String>);

/// The day on which something was erased, and the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct TombstoneRecord(pub(in crate::store) i32, pub(in crate::store) i64);

impl Record for TombstoneRecord {
    const NAME: &'static str = "tombstone";
    const VERSION: u8 = 2;

    /// The first version knew the day alone: its first second counts.
    fn older(version: u8, body: &[u8]) -> Result<Self, CodecError> {
        match version {
            1 => {
                let day: i32 = decode_body(body, Self::NAME)?;
                Ok(Self(day, i64::from(day) * 86_400))
            }
            _ => Err(CodecError::UnknownVersion { record: Self::NAME, version }),
        }
    }
}

records! {
    FormatRecord = "format";
    CountersRecord = "counters";
    StampRecord = "stamp";
    RebuildRecord = "rebuild";
    RenewedRecord = "renewed";
    HeadRecord = "head";
    PendingRecord = "pending";
    JournalRecord = "journal";
    DraftRecord = "draft";
    PlacesRecord = "places";
}
