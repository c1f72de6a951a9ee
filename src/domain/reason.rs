//! Reason codes: why a claim fails, in the order in which conditions are asked.

/// Why a claim, a verdict or the gate says no. The order is that of the conditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// No purpose stands behind the datum.
    NoPurpose,
    /// No purpose that the contact is held for needs it.
    NotNecessary,
    /// It was collected for something that does not go with this purpose.
    PurposeIncompatible,
    /// Nothing shows that consent was given.
    ConsentUnproven,
    /// Consent was taken back or refused.
    ConsentWithdrawn,
    /// Consent ran out.
    ConsentExpired,
    /// What was recorded is no consent.
    ConsentInvalid,
    /// A child cannot consent alone.
    ChildConsent,
    /// The contract is not with this person.
    ContractNotParty,
    /// The work has ended and nothing is owed.
    ContractEnded,
    /// The law no longer demands it, or not yet.
    ObligationLapsed,
    /// Nobody has weighed the interest.
    LiUnassessed,
    /// They were not told in time.
    NoticeOverdue,
    /// Their objection counts.
    ObjectionUpheld,
    /// Special data need a condition of their own.
    Art9ConditionMissing,
    /// The period of the purpose is over.
    RetentionExpired,
    /// They objected to marketing.
    ObjectionMarketing,
    /// The channel is not open for this.
    ChannelNotPermitted,
    /// The contact point must never be used for this again.
    Suppressed,
    /// Stored only, by Art. 18.
    Restricted,
}

impl Reason {
    /// Every reason with its code and the article or rule it comes from, in order.
    pub const ALL: [(Self, &'static str, &'static str); 20] = [
        (Self::NoPurpose, "NO_PURPOSE", "Art. 5(1)(b)"),
        (Self::NotNecessary, "NOT_NECESSARY", "Art. 5(1)(c)"),
        (Self::PurposeIncompatible, "PURPOSE_INCOMPATIBLE", "Art. 6(4)"),
        (Self::ConsentUnproven, "CONSENT_UNPROVEN", "Art. 7(1)"),
        (Self::ConsentWithdrawn, "CONSENT_WITHDRAWN", "Art. 7(3)"),
        (Self::ConsentExpired, "CONSENT_EXPIRED", "Art. 5(1)(e)"),
        (Self::ConsentInvalid, "CONSENT_INVALID", "Art. 4(11)"),
        (Self::ChildConsent, "CHILD_CONSENT", "Art. 8"),
        (Self::ContractNotParty, "CONTRACT_NOT_PARTY", "Art. 6(1)(b)"),
        (Self::ContractEnded, "CONTRACT_ENDED", "Art. 6(1)(b)"),
        (Self::ObligationLapsed, "OBLIGATION_LAPSED", "Art. 6(1)(c)"),
        (Self::LiUnassessed, "LI_UNASSESSED", "Art. 6(1)(f)"),
        (Self::NoticeOverdue, "NOTICE_OVERDUE", "Art. 13, 14"),
        (Self::ObjectionUpheld, "OBJECTION_UPHELD", "Art. 21(1)"),
        (Self::Art9ConditionMissing, "ART9_CONDITION_MISSING", "Art. 9(2)"),
        (Self::RetentionExpired, "RETENTION_EXPIRED", "Art. 5(1)(e)"),
        (Self::ObjectionMarketing, "OBJECTION_MARKETING", "Art. 21(2), (3)"),
        (Self::ChannelNotPermitted, "CHANNEL_NOT_PERMITTED", "Directive 2002/58/EC, art. 13"),
        (Self::Suppressed, "SUPPRESSED", "Art. 21(3)"),
        (Self::Restricted, "RESTRICTED", "Art. 18"),
    ];

    /// The code, as scripts and reports use it.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(one, ..)| *one == self).map_or("", |(_, code, _)| code)
    }

    /// The reason with that code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, own, _)| *own == code).map(|(reason, ..)| *reason)
    }

    /// Where the rule stands; an article without a law is the GDPR's.
    #[must_use]
    pub fn article(self) -> &'static str {
        Self::ALL.iter().find(|(one, ..)| *one == self).map_or("", |(.., article)| article)
    }
}

/// A set of reasons, without allocation; iterates in the order of [`Reason`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reasons(u32);

impl Reasons {
    /// No reason.
    pub const NONE: Self = Self(0);

    fn bit(reason: Reason) -> u32 {
        let place = Reason::ALL.iter().take_while(|(one, ..)| *one != reason).count();
        u32::try_from(place).ok().and_then(|place| 1_u32.checked_shl(place)).unwrap_or(0)
    }

    /// Adds a reason; a second time changes nothing.
    pub fn insert(&mut self, reason: Reason) {
        self.0 |= Self::bit(reason);
    }

    /// The set of one reason.
    #[must_use]
    pub fn one(reason: Reason) -> Self {
        Self(Self::bit(reason))
    }

    /// Whether the reason is among them.
    #[must_use]
    pub fn contains(self, reason: Reason) -> bool {
        self.0 & Self::bit(reason) != 0
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Both sets together.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The reasons in order.
    pub fn iter(self) -> impl Iterator<Item = Reason> {
        Reason::ALL.iter().map(|(reason, ..)| *reason).filter(move |one| self.contains(*one))
    }
}

impl FromIterator<Reason> for Reasons {
    fn from_iter<I: IntoIterator<Item = Reason>>(reasons: I) -> Self {
        reasons.into_iter().fold(Self::NONE, |set, one| set.union(Self::one(one)))
    }
}
