//! Ids: counters minted by the store, never reused, and not interchangeable.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident($number:ty);)*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $number);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )* };
}

ids! {
    /// A contact, across the vault.
    ContactId(u64);
    /// An engagement, across the vault.
    EngagementId(u64);
    /// An interaction, across the vault.
    InteractionId(u64);
    /// An origin (one per batch or form), across the vault.
    OriginId(u32);
    /// A notice (one per version and language), across the vault.
    NoticeId(u32);
    /// A recipient, across the vault.
    RecipientId(u32);
    /// An assessment, across the vault.
    AssessmentId(u32);
    /// A saved query, across the vault.
    SegmentId(u32);
    /// A breach, across the vault.
    BreachId(u32);
    /// A datum, within its contact.
    DatumId(u32);
    /// A ground, within its contact.
    GroundId(u32);
    /// A consent event, within its contact.
    ConsentId(u32);
    /// An objection, restriction, request or given notice, within its contact.
    RightId(u32);
    /// An anchor event, within its contact.
    EventId(u32);
    /// A disclosure, within its contact.
    DisclosureId(u32);
    /// A follow-up, within its contact. Nothing names one, so that a number may come again.
    FollowUpId(u32);
    /// A purpose: its place in the vault's list of purposes. Below [`PurposeId::LIMIT`].
    PurposeId(u8);
}

impl PurposeId {
    /// How many purposes a vault can have; a set of them is one 128-bit word.
    pub const LIMIT: u8 = 128;
}

/// A set of purposes, without allocation.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct PurposeSet(pub u128);

impl PurposeSet {
    /// No purpose at all.
    pub const EMPTY: Self = Self(0);

    /// The set of one purpose.
    #[must_use]
    pub fn one(purpose: PurposeId) -> Self {
        Self(1_u128.checked_shl(u32::from(purpose.0)).unwrap_or(0))
    }

    /// Both sets together.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The purposes of this set that are not in the other.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Adds a purpose.
    pub fn insert(&mut self, purpose: PurposeId) {
        self.0 |= Self::one(purpose).0;
    }

    /// Whether the purpose is in the set.
    #[must_use]
    pub fn contains(self, purpose: PurposeId) -> bool {
        self.0 & Self::one(purpose).0 != 0
    }

    /// Whether the sets share a purpose.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is none in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The purposes in order of their ids.
    pub fn iter(self) -> impl Iterator<Item = PurposeId> {
        (0..PurposeId::LIMIT).map(PurposeId).filter(move |purpose| self.contains(*purpose))
    }
}

impl FromIterator<PurposeId> for PurposeSet {
    fn from_iter<I: IntoIterator<Item = PurposeId>>(purposes: I) -> Self {
        purposes.into_iter().fold(Self::EMPTY, |set, one| set.union(Self::one(one)))
    }
}

impl std::fmt::Debug for PurposeSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
