//! Purposes: why data are used, what that needs, on which bases, and until when.

use super::{Category, Country, Day, LawfulBasis, Period, PurposeId, PurposeSet};

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
    /// The provision behind a legal obligation, or the source of the period, and when it was checked.
    pub provision: String,
    /// A draft of the balancing, two lines, for interests; empty for others.
    pub assessment_draft: String,
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

/// One country's purposes, ages, calendar and clocks, in the version that counts from a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The first day on which it counts.
    pub from: Day,
    /// `eu`, `de`, `uk`.
    pub name: String,
    /// The user's country.
    pub country: Country,
    /// The purposes, in the order of their ids.
    pub purposes: Vec<Purpose>,
    /// The age from which a person can consent to online services themself.
    pub child_age: u8,
    /// Deviating ages by country.
    pub child_ages: Vec<(Country, u8)>,
    /// Public holidays on fixed days, as month and day.
    pub fixed_holidays: Vec<(u8, u8)>,
    /// Public holidays counted from Easter Sunday, in days: -2 is Good Friday.
    pub easter_holidays: Vec<i16>,
    /// Single holidays: substitutes and the like.
    pub single_holidays: Vec<Day>,
    /// How long to answer a request.
    pub response: Period,
    /// How long after a verdict turns unjustified the datum must be gone.
    pub deletion_lag: Period,
}

impl Policy {
    /// The purpose with that id.
    #[must_use]
    pub fn purpose(&self, id: PurposeId) -> Option<&Purpose> {
        self.purposes.get(usize::from(id.0)).filter(|purpose| purpose.id == id)
    }

    /// The purpose by its word.
    #[must_use]
    pub fn by_key(&self, key: &str) -> Option<&Purpose> {
        self.purposes.iter().find(|purpose| purpose.key == key)
    }

    /// The age from which somebody in `country` can consent themself.
    #[must_use]
    pub fn child_age_in(&self, country: Option<Country>) -> u8 {
        let country = country.unwrap_or(self.country);
        self.child_ages
            .iter()
            .find(|(own, _)| *own == country)
            .map_or(self.child_age, |(_, age)| *age)
    }
}
