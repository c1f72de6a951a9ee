//! Changes: what one transaction does, for the journal and for undo.

use std::fmt;

use crate::domain::{Day, Moment};

/// What is about to be done, when, and on which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// What it is.
    pub what: ChangeKind,
    /// Now.
    pub at: Moment,
    /// Today in the vault's time zone; what is derived, is as of this day.
    pub today: Day,
}

/// The number of a change in the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChangeId(pub u64);

impl fmt::Display for ChangeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $code:literal $word:literal;)*) => {
        /// What a change is. The journal keeps its number, which is never given to another.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ChangeKind { $($(#[$doc])* $kind,)* }

        impl ChangeKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// Its number in the journal.
            #[must_use]
            pub const fn code(self) -> u16 {
                match self { $(Self::$kind => $code,)* }
            }

            /// What it is called: "undo: `a new contact`".
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$kind => $word,)* }
            }
        }
    };
}

kinds! {
    /// The vault was set up, or the user's own details changed. Cannot be undone.
    Setup = 1 "setup";
    /// Contacts came in from a file.
    Import = 2 "import";
    /// A contact was added.
    ContactAdded = 3 "new contact";
    /// A contact or its data were edited.
    ContactEdited = 4 "edit";
    /// Two contacts became one.
    Merged = 5 "merge";
    /// A datum was added.
    DatumAdded = 6 "new datum";
    /// A datum was corrected.
    DatumCorrected = 7 "correction";
    /// A datum was deleted; it can be brought back.
    DatumDeleted = 8 "deletion";
    /// Something passed between us.
    InteractionLogged = 9 "interaction";
    /// An interaction was edited.
    InteractionEdited = 10 "edited interaction";
    /// An engagement was begun.
    EngagementStarted = 11 "new engagement";
    /// An engagement was moved along, edited or ended.
    EngagementMoved = 12 "engagement";
    /// An enquiry, a purchase or an invoice was recorded.
    EventRecorded = 13 "event";
    /// A consent was asked for, given or renewed.
    ConsentGiven = 14 "consent";
    /// A consent was refused, withdrawn or revoked.
    ConsentWithdrawn = 15 "withdrawal of consent";
    /// A ground was opened by hand.
    GroundOpened = 16 "new ground";
    /// A ground was closed by hand.
    GroundClosed = 17 "closed ground";
    /// A notice was given, or was not needed.
    NoticeGiven = 18 "notice given";
    /// Somebody objected, or an objection was decided.
    Objection = 19 "objection";
    /// Data were restricted, or a restriction was lifted.
    Restriction = 20 "restriction";
    /// Somebody exercised a right, or was answered.
    Request = 21 "request";
    /// Data left, or were refused to leave.
    Disclosed = 22 "disclosure";
    /// A balancing was adopted.
    Assessed = 23 "assessment";
    /// A policy, a notice or a recipient was declared.
    Declared = 24 "declaration";
    /// A contact point must not be used again.
    Suppressed = 25 "suppression";
    /// A form was kept before it was finished. Not in the journal.
    Drafted = 26 "draft";
    /// Values were erased. Cannot be undone.
    Erased = 27 "erasure";
    /// A change was undone.
    Undone = 28 "undo";
    /// An undone change was done again.
    Redone = 29 "redo";
    /// A breach was put into the register, or somebody was told of it.
    Breach = 31 "breach";
    /// A day to come back to somebody was set, moved, or is done with.
    FollowUp = 32 "follow-up";
    /// Several things at once.
    Several = 30 "change";
}

impl ChangeKind {
    /// The kind with that number.
    #[must_use]
    pub fn of(code: u16) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }

    /// Whether what was before it is kept, so that it can be undone.
    #[must_use]
    pub fn can_be_undone(self) -> bool {
        !matches!(self, Self::Setup | Self::Drafted | Self::Erased | Self::Redone)
    }
}
