//! Consent as a ledger: what was agreed, to what, how, when, and until when.
//!
//! The events are facts and are never changed; the standing at a day is worked out from them in
//! [`super::ledger`]. Field names follow ISO/IEC TS 27560 and the DPV.

use super::{Category, Channel, ConsentId, DatumId, Day, Moment, Period, PurposeId, RecipientId};

/// One event in the ledger of a contact and a purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentEvent {
    /// Its number within the contact.
    pub id: ConsentId,
    /// What the consent is about.
    pub purpose: PurposeId,
    /// What happened.
    pub state: ConsentState,
    /// The day on which it happened.
    pub on: Day,
    /// When it was written down here.
    pub recorded_at: Moment,
    /// How clearly it was said.
    pub expression: Expression,
    /// Who said it.
    pub indicated_by: IndicatedBy,
    /// The person's age on that day, if told.
    pub age: Option<u8>,
    /// By which means: `web form`, `paper`, `mail`; empty if nobody knows.
    pub method: String,
    /// The version of the notice that was shown, `v3`; empty if nobody knows.
    pub notice: String,
    /// The language of that notice (BCP 47); empty if nobody knows.
    pub language: String,
    /// The categories that the notice named; empty: all that the purpose needs or finds useful.
    pub categories: Vec<Category>,
    /// The recipients that the notice named.
    pub recipients: Vec<RecipientId>,
    /// The channel it is about; `None`: every channel.
    pub channel: Option<Channel>,
    /// The contact points that it names; empty: those of its channel.
    pub points: Vec<PointRef>,
    /// How long it is good for; `None`: no end.
    pub validity: Option<Period>,
    /// Where the proof lies: a file name, a message id, "binder 3".
    pub evidence: String,
}

/// A contact point by number and by mark, so that it can outlive the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PointRef {
    /// The datum, while it is held.
    pub datum: DatumId,
    /// The keyed hash of the normalised value.
    pub mark: [u8; 32],
}

/// The states of a consent (DPV `ConsentStatus`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConsentState {
    /// Nobody knows whether it was given.
    Unknown,
    /// It was asked for.
    Requested,
    /// They want to decide later.
    Deferred,
    /// They said no.
    Refused,
    /// They said yes.
    Given,
    /// They said yes again.
    Renewed,
    /// They took it back.
    Withdrawn,
    /// It was taken back for them: by us, or by an authority.
    Revoked,
    /// It ended by itself.
    Expired,
    /// It turned out not to have been a consent.
    Invalidated,
}

impl ConsentState {
    /// Every state with its word.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::Unknown, "unknown"),
        (Self::Requested, "requested"),
        (Self::Deferred, "deferred"),
        (Self::Refused, "refused"),
        (Self::Given, "given"),
        (Self::Renewed, "renewed"),
        (Self::Withdrawn, "withdrawn"),
        (Self::Revoked, "revoked"),
        (Self::Expired, "expired"),
        (Self::Invalidated, "invalidated"),
    ];

    /// The word for it in commands and documents.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(one, _)| *one == self).map_or("", |(_, word)| word)
    }

    /// Whether the event says yes. On one day a no beats a yes.
    #[must_use]
    pub fn is_yes(self) -> bool {
        matches!(self, Self::Given | Self::Renewed)
    }

    /// Whether the event says no for good: refused, withdrawn, revoked.
    #[must_use]
    pub fn is_no(self) -> bool {
        matches!(self, Self::Refused | Self::Withdrawn | Self::Revoked)
    }
}

/// How clearly a consent was said (DPV `ExpressedConsent` …).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Expression {
    /// By conduct only; carries no claim.
    Implied,
    /// By a clear act.
    Expressed,
    /// In words that name what is special (Art. 9(2)(a)).
    Explicit,
}

/// Who said it (DPV `isIndicatedBy`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IndicatedBy {
    /// The person themself.
    Person,
    /// A holder of parental responsibility (Art. 8).
    Parent,
    /// We say so; carries nothing and lifts nothing.
    Ourselves,
    /// A file says so; carries nothing and lifts nothing.
    Import,
}
