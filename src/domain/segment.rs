//! Segments: contacts that answer to a saved query.

use super::{Day, PurposeId, SegmentId};

/// A query with a name. Who answers to it is worked out each time; nobody is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The vault's number for it.
    pub id: SegmentId,
    /// What the user calls it; no other segment is called so.
    pub name: String,
    /// The query, as it was typed.
    pub query: String,
    /// What it is used for, if that was said.
    pub purpose: Option<PurposeId>,
    /// Why it may choose by something that often stands for a protected trait.
    pub reasons: Vec<ProxyReason>,
    /// The day on which it was saved.
    pub on: Day,
}

/// Why a likely proxy is chosen by (see [`super::fairness`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProxyReason {
    /// What it may stand for a trait by: `postcode`, `age`.
    pub word: String,
    /// The reason, in the user's words.
    pub reason: String,
}
