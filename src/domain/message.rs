//! Message law: whether somebody may be written to or called for marketing, by their country.
//!
//! It is asked apart from the lawful basis: a purpose may hold an address that it may not write to.

use super::Period;

/// What a country asks before somebody there is written to or called for marketing. Post is free
/// everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageLaw {
    /// For electronic mail and messages.
    pub mail: MailRule,
    /// Whether mail to a subscriber that is a body of its own is free (UK PECR reg. 22(1)). It is
    /// the contact point's subscriber that counts; sole traders, partnerships and unknown forms are
    /// individuals.
    pub corporate_subscribers: bool,
    /// Whether somebody at a firm may be written to about their job without consent, once told and
    /// until they say no (France).
    pub about_their_job: bool,
    /// Whether every message must show the sender's postal address (CAN-SPAM, CASL).
    pub postal_address: bool,
    /// For telephone calls.
    pub calls: CallRule,
    /// The list of numbers that are not to be called, to look at before a call; empty: none.
    pub call_register: String,
    /// How long a consumer's consent to calls is kept as proof, from giving it and from each use
    /// (§ 7a UWG); `None`: as every other proof.
    pub call_consent_proof: Option<Period>,
}

impl MessageLaw {
    /// Where no rule is known: nobody is written to or called without consent.
    pub const UNKNOWN: Self = Self {
        mail: MailRule::OptIn,
        corporate_subscribers: false,
        about_their_job: false,
        postal_address: false,
        calls: CallRule::OptIn,
        call_register: String::new(),
        call_consent_proof: None,
    };
}

/// When marketing mail is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MailRule {
    /// With consent alone.
    OptIn,
    /// With consent, or about own similar services to an address from a sale, where an opt-out was
    /// offered when it was collected and in each message (ePrivacy art. 13(2)).
    SoftOptIn {
        /// Whether negotiations for a sale are enough (UK PECR reg. 22(3)).
        negotiations: bool,
    },
    /// With express consent, or with an implied one for a time after an event (Canada).
    Casl {
        /// How long after an enquiry.
        enquiry: Period,
        /// How long after a purchase or the end of a contract.
        purchase: Period,
    },
    /// Until they say no (USA).
    OptOut,
}

/// When marketing calls are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallRule {
    /// With consent alone.
    OptIn,
    /// With consent; at a firm it is presumed where the call is about its business.
    OptInForConsumers,
    /// To numbers that are not on the country's list, until they say no.
    Register,
    /// To numbers on the list too, for a time after an event; else as `Register` (USA).
    Relationship {
        /// How long after an enquiry.
        enquiry: Period,
        /// How long after a purchase.
        purchase: Period,
    },
}
