//! Purposes: why data are used, what that needs, on which bases, and until when.

use super::{Category, Citation, LawfulBasis, Period, PurposeId, PurposeSet};

/// One purpose in one version of a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent answers to independent questions")]
pub struct Purpose {
    /// Its place in the vault; the same in every version.
    pub id: PurposeId,
    /// The word for it: `newsletter`.
    pub key: String,
    /// As it is said to people: "you asked us about work".
    pub text: String,
    /// Whether it can be used at all; some are off until wanted.
    pub active: bool,
    /// The categories that it cannot do without, each with the reason.
    pub needs: Vec<(Category, String)>,
    /// Needs every category: an old address book while it is being sorted.
    pub needs_all: bool,
    /// The categories that it finds useful; held by consent only.
    pub useful: Vec<Category>,
    /// The basis for a person who acts for themself.
    pub basis: Option<LawfulBasis>,
    /// The basis for somebody who acts for an organisation.
    pub basis_at_organisation: Option<LawfulBasis>,
    /// Further bases that the user may choose.
    pub other_bases: Vec<LawfulBasis>,
    /// Whether it is direct marketing (Art. 21(2)).
    pub marketing: bool,
    /// Whether data are only looked at, never used.
    pub viewing_only: bool,
    /// The purposes of collection that it is compatible with (Art. 6(4)).
    pub compatible_from: PurposeSet,
    /// Compatible with every purpose of collection: legal obligations and legal claims.
    pub compatible_with_all: bool,
    /// When it ends.
    pub retention: Retention,
    /// How long a consent for it is good for; `None`: no end.
    pub consent_validity: Option<Period>,
    /// The provision behind a legal obligation, or the source of the period.
    pub provision: Citation,
    /// A draft of the balancing, two lines, for interests; empty for others.
    pub assessment_draft: String,
    /// Who gets data for it, by role (`bookkeeper`) or name. The user's own devices are none.
    pub recipients: Vec<String>,
    /// The service that a marketing purpose is about; empty: the same work as before.
    pub offers: String,
    /// The services sold that count as similar to what it offers.
    pub similar_to: Vec<String>,
    /// Whose product it is about; empty: the user's own.
    pub on_behalf_of: String,
}

impl Purpose {
    /// Whether the purpose cannot do without the category.
    #[must_use]
    pub fn needs(&self, category: &Category) -> bool {
        self.needs_all || self.needs.iter().any(|(needed, _)| needed == category)
    }

    /// Whether the purpose could use the category, with consent.
    #[must_use]
    pub fn finds_useful(&self, category: &Category) -> bool {
        self.useful.contains(category)
    }

    /// Whether the purpose names a recipient, by role or by name; letters in either case.
    #[must_use]
    pub fn names_recipient(&self, role: &str, name: &str) -> bool {
        self.recipients.iter().any(|own| {
            let own = own.to_lowercase();
            own == role.to_lowercase() || own == name.to_lowercase()
        })
    }
}

/// When a purpose ends: an anchor, a period, an alignment, and at the latest a cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// What the period counts from; `None`: the purpose ends by its basis alone.
    pub anchor: Option<Anchor>,
    /// How long.
    pub period: Period,
    /// What comes between the anchor and the period.
    pub alignment: Alignment,
    /// Never longer than this after collection.
    pub cap: Option<Period>,
    /// Never shorter than this after the anchor itself, where two laws ask for the same paper.
    pub floor: Option<Period>,
    /// What happens then.
    pub end: RetentionEnd,
}

/// What a retention period counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// The latest contact from the person, else the collection.
    LastContactFrom,
    /// The end of the engagement behind the ground.
    EngagementEnd,
    /// The end of the last engagement of the organisation they act for.
    LastEngagementEnd,
    /// The day until which something is owed, else the engagement's end.
    OwedUntil,
    /// The latest invoice.
    Invoice,
    /// The collection of the datum.
    Collection,
}

impl Anchor {
    /// Every anchor with its word.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::LastContactFrom, "last-contact-from"),
        (Self::EngagementEnd, "engagement-end"),
        (Self::LastEngagementEnd, "last-engagement-end"),
        (Self::OwedUntil, "owed-until"),
        (Self::Invoice, "invoice"),
        (Self::Collection, "collection"),
    ];
}

/// What comes between an anchor and its period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Alignment {
    /// Nothing: the period starts on the anchor's day.
    None,
    /// To the end of the year in which the anchor lies; years end on that month and day.
    YearEnd {
        /// Month 1 to 12.
        month: u8,
        /// Day of the month.
        day: u8,
        /// The filing day after the year's end, as month and day.
        filing: Option<(u8, u8)>,
    },
}

/// What happens when a period is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RetentionEnd {
    /// The value goes.
    Erase,
    /// What names the person goes.
    Anonymise,
}
