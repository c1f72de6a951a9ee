//! Provenance: every way in which a datum was obtained, and what was told then.

use std::sync::Arc;

use super::{Day, Moment, OriginId, PurposeSet};

/// One way in which a datum was obtained. A value obtained again gets one more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// The batch, form or message it came with.
    pub origin: Arc<Origin>,
    /// The line in the origin's file, from 1; 0 where there is none.
    pub line: u32,
}

/// Where a batch of data came from: recorded once for a file, a form or a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The vault's number for it.
    pub id: OriginId,
    /// From whom.
    pub source: Source,
    /// By which means.
    pub how: How,
    /// The day on which it was obtained.
    pub collected_on: Day,
    /// When it was written down here.
    pub recorded_at: Moment,
    /// The purposes told at that time; `None`: nobody said; empty: expressly for none.
    pub collected_for: Option<PurposeSet>,
    /// Whether an opt-out from marketing was offered at that time.
    pub opt_out_offered: bool,
    /// For published data: whether the page refused messages.
    pub refuses_messages: bool,
}

/// From whom a value came (DPV `DataSource`).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Source {
    /// The person themself.
    Person,
    /// Published by the person, on a page of theirs.
    PublishedByPerson,
    /// Somebody else, by name.
    ThirdParty(String),
    /// A public source, by name: a register, a network, a directory.
    Public(String),
    /// The user: observed or concluded.
    Ourselves,
    /// Nobody remembers: an old address book.
    Unknown,
}

impl Source {
    /// Whether Art. 13 applies (collected from the person), not Art. 14 (from elsewhere).
    #[must_use]
    pub fn is_person(&self) -> bool {
        match self {
            Self::Person => true,
            Self::PublishedByPerson
            | Self::ThirdParty(_)
            | Self::Public(_)
            | Self::Ourselves
            | Self::Unknown => false,
        }
    }
}

/// By which means a value came in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum How {
    /// Typed by the user, who had asked for it.
    Typed,
    /// Read from a file.
    Import {
        /// The file's name, without its folder.
        file: String,
    },
    /// In a message or call of the person's own accord: nobody had asked.
    Message,
    /// Through a form that the person filled in.
    Form,
}
