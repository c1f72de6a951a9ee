//! What people did with their rights, what they were told, and what left the house.

use super::{
    Category, Channel, DatumId, Day, DisclosureId, Moment, NoticeId, PurposeId, Reasons,
    RecipientId, RightId,
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
    /// They exercised a right or asked; what became of it are steps.
    Request {
        /// Which right.
        kind: RequestKind,
        /// The day of the answer where the record of the request itself tells it; else a step does.
        answered: Option<Day>,
    },
    /// A request went a step further.
    RequestStep {
        /// Which one.
        request: RightId,
        /// What happened.
        step: RequestStep,
    },
    /// A value was put right (Art. 16). The old value may be gone since.
    Corrected {
        /// The datum with the wrong value.
        old: DatumId,
        /// The one that took its place.
        new: DatumId,
    },
    /// Somebody who had got data was told what became of them (Art. 19), or need not be.
    RecipientTold {
        /// Who.
        recipient: RecipientId,
        /// What became of the data.
        of: ToldOf,
        /// Which data; they may be gone since.
        data: Vec<DatumId>,
        /// By which means, or why it is impossible or out of all proportion.
        how: NoticeHow,
    },
}

impl RightFact {
    /// What was objected to, if it is an objection.
    #[must_use]
    pub const fn objection(&self) -> Option<ObjectionScope> {
        if let Self::Objection { scope } = self { Some(*scope) } else { None }
    }

    /// The objection that was decided and how, if it is a decision on one.
    #[must_use]
    pub const fn objection_decided(&self) -> Option<(RightId, Decision)> {
        if let Self::ObjectionDecided { objection, decision } = self {
            Some((*objection, *decision))
        } else {
            None
        }
    }

    /// The restricted data (none: all of theirs) and the reason, if it is a restriction.
    #[must_use]
    pub const fn restriction(&self) -> Option<(&[DatumId], &str)> {
        if let Self::Restriction { data, reason } = self {
            Some((data.as_slice(), reason.as_str()))
        } else {
            None
        }
    }

    /// The kind of request and the day of the answer where the record tells it, if it is one.
    #[must_use]
    pub const fn request(&self) -> Option<(RequestKind, Option<Day>)> {
        if let Self::Request { kind, answered } = self { Some((*kind, *answered)) } else { None }
    }

    /// The datum with the wrong value and the one in its place, if it is a correction.
    #[must_use]
    pub const fn corrected(&self) -> Option<(DatumId, DatumId)> {
        if let Self::Corrected { old, new } = self { Some((*old, *new)) } else { None }
    }

    /// The step and the request that it belongs to, if it is one.
    #[must_use]
    pub const fn step(&self) -> Option<(RightId, &RequestStep)> {
        if let Self::RequestStep { request, step } = self { Some((*request, step)) } else { None }
    }
}

/// How a request went on after it was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestStep {
    /// We have reasonable doubts that it is them (Art. 12(6)), and said so.
    IdentityDoubted {
        /// Why.
        reason: String,
    },
    /// They showed who they are: the clock starts.
    IdentityShown {
        /// By what.
        how: String,
    },
    /// We asked what they mean, because we need to know (UK: the clock stands).
    ClarificationAsked {
        /// What we asked.
        question: String,
    },
    /// They said what they mean.
    ClarificationAnswered,
    /// They were told that it takes longer (Art. 12(3)).
    Extended {
        /// Why: many requests, or a complex one.
        reason: String,
    },
    /// They were told that it came in: a complaint under UK law.
    Acknowledged,
    /// What was decided about some of their data.
    Decided {
        /// Which; empty: all that are meant.
        data: Vec<DatumId>,
        /// What becomes of them.
        outcome: RequestOutcome,
    },
    /// The answer went out.
    Answered {
        /// By which means: `mail`, `post`.
        means: String,
    },
}

impl RequestStep {
    /// The word for it in commands and documents.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::IdentityDoubted { .. } => "identity-doubted",
            Self::IdentityShown { .. } => "identity-shown",
            Self::ClarificationAsked { .. } => "clarification-asked",
            Self::ClarificationAnswered => "clarification-answered",
            Self::Extended { .. } => "extended",
            Self::Acknowledged => "acknowledged",
            Self::Decided { .. } => "decided",
            Self::Answered { .. } => "answered",
        }
    }

    /// What the user wrote down for it; empty for nothing.
    #[must_use]
    pub const fn text(&self) -> &str {
        match self {
            Self::IdentityDoubted { reason: text }
            | Self::IdentityShown { how: text }
            | Self::ClarificationAsked { question: text }
            | Self::Extended { reason: text }
            | Self::Answered { means: text } => text.as_str(),
            Self::Decided { outcome, .. } => match outcome {
                RequestOutcome::Refused { reason, .. } => reason.as_str(),
                RequestOutcome::Given | RequestOutcome::Corrected | RequestOutcome::Erased => "",
            },
            Self::ClarificationAnswered | Self::Acknowledged => "",
        }
    }
}

/// What a request brings for a datum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestOutcome {
    /// They got it (Art. 15, 20).
    Given,
    /// It was put right (Art. 16).
    Corrected,
    /// It was erased (Art. 17).
    Erased,
    /// It stays, or was not given: against their wish.
    Refused {
        /// Where the law says so: `Art. 17(3)(b)`.
        article: String,
        /// Why, as it is said to them.
        reason: String,
        /// The last day on which it stays; `None`: not known yet.
        until: Option<Day>,
    },
}

impl RequestOutcome {
    /// The word for it in commands and documents.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Corrected => "corrected",
            Self::Erased => "erased",
            Self::Refused { .. } => "refused",
        }
    }
}

/// What becomes of data that somebody else has got, and must be told of (Art. 19).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ToldOf {
    /// A value was put right (Art. 16).
    Corrected,
    /// It was erased (Art. 17).
    Erased,
    /// It may only be stored (Art. 18).
    Restricted,
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

impl RequestKind {
    /// Every kind with its word.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Question, "question"),
        (Self::Access, "access"),
        (Self::Rectification, "rectification"),
        (Self::Erasure, "erasure"),
        (Self::Portability, "portability"),
        (Self::Complaint, "complaint"),
    ];

    /// The word for it in commands and documents.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(one, _)| *one == self).map_or("", |(_, word)| word)
    }
}

/// Data that left, or were refused to leave: to whom, what for, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// Its number within the contact.
    pub id: DisclosureId,
    /// To whom; `None`: to the user's own devices and programs, to reach the person with them.
    pub recipient: Option<RecipientId>,
    /// What for; `None`: for something that nobody declared.
    pub purpose: Option<PurposeId>,
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
    /// Why the gate refused; none: they left. A refusal is on record as well.
    pub refused: Reasons,
    /// The data that were used against the rules of that day, and why, as it was judged when the
    /// use was recorded (see [`gate::violations`](super::gate::violations)); none: it was
    /// permitted. They stay, whatever is recorded, erased or agreed to later.
    pub violations: Vec<(DatumId, Reasons)>,
}

impl Disclosure {
    /// The channel by which the person was reached, where the user did that and the means name one.
    #[must_use]
    pub fn channel(&self) -> Option<Channel> {
        if self.recipient.is_some() { None } else { Channel::of_means(&self.means) }
    }

    /// Every reason for which the use was against the rules of its day; none: it was permitted.
    #[must_use]
    pub fn violation(&self) -> Reasons {
        self.violations.iter().fold(Reasons::NONE, |all, (_, reasons)| all.union(*reasons))
    }

    /// Whether it happened, and against the rules of its day.
    #[must_use]
    pub const fn is_violation(&self) -> bool {
        !self.violations.is_empty()
    }

    /// Whether data really left, to somebody.
    #[must_use]
    pub fn left(&self) -> bool {
        self.refused.is_empty() && self.recipient.is_some()
    }
}
