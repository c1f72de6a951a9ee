//! What people did with their rights, what they were told, and what left the house.

use super::{
    Category, DatumId, Day, DisclosureId, Moment, NoticeId, PurposeId, RecipientId, RightId,
};

/// One dated fact about a contact's rights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Right {
    /// Its number within the contact.
    pub id: RightId,
    /// The day on which it happened.
    pub on: Day,
    /// When it was written down here.
    pub recorded_at: Moment,
    /// What happened.
    pub fact: RightFact,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RightFact {
    /// They objected (Art. 21).
    Objection {
        /// To what.
        scope: ObjectionScope,
    },
    /// An objection to an interest was decided.
    ObjectionDecided {
        /// Which one.
        objection: RightId,
        /// How.
        decision: Decision,
    },
    /// They had data restricted (Art. 18).
    Restriction {
        /// Which; empty: all of theirs.
        data: Vec<DatumId>,
        /// Why: accuracy contested, unlawful, needed for claims, objection pending.
        reason: String,
    },
    /// They were told that a restriction will be lifted (Art. 18(3)).
    LiftingTold {
        /// Which one.
        restriction: RightId,
    },
    /// A restriction was lifted.
    RestrictionLifted {
        /// Which one.
        restriction: RightId,
    },
    /// They were given a notice (Art. 13, 14), or a notice could be left out.
    NoticeGiven(NoticeGiven),
    /// They exercised a right or asked.
    Request {
        /// Which right.
        kind: RequestKind,
        /// The answer, once it was given.
        answered: Option<Day>,
    },
}

/// What an objection is to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ObjectionScope {
    /// All direct marketing: absolute, person-wide (Art. 21(2), (3)).
    Marketing,
    /// One purpose that rests on an interest (Art. 21(1)).
    Purpose(PurposeId),
}

/// How an objection was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decision {
    /// They were right: the purpose is closed to them.
    Upheld,
    /// Compelling grounds are on record, and the person was told first.
    Overruled,
}

/// A notice as it reached a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeGiven {
    /// Which notice; `None` for one that is not kept here.
    pub notice: Option<NoticeId>,
    /// The purposes that it told of; empty: all that are declared.
    pub purposes: Vec<PurposeId>,
    /// The sources that it named; empty: all.
    pub sources: Vec<String>,
    /// How it came to them, or why it could be left out (Art. 14(5)).
    pub how: NoticeHow,
}

/// How a notice came to a person.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum NoticeHow {
    /// By the means named here.
    Given(String),
    /// Not needed: they have the information, or it would take disproportionate effort.
    Exempt(String),
}

/// The rights that can be asked for (GDPR chapter III).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RequestKind {
    /// A question, answered on the spot.
    Question,
    /// Art. 15.
    Access,
    /// Art. 16.
    Rectification,
    /// Art. 17.
    Erasure,
    /// Art. 20.
    Portability,
    /// A complaint.
    Complaint,
}

/// Data that left: to whom, what for, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// Its number within the contact.
    pub id: DisclosureId,
    /// To whom.
    pub recipient: RecipientId,
    /// What for.
    pub purpose: PurposeId,
    /// The day on which it left.
    pub on: Day,
    /// When it was written down here.
    pub recorded_at: Moment,
    /// Which data; they may have been erased since.
    pub data: Vec<DatumId>,
    /// The categories of those data.
    pub categories: Vec<Category>,
    /// By which means: `mail`, `export`.
    pub means: String,
    /// Whether the gate let it through; a refusal is on record as well.
    pub refused: bool,
}
