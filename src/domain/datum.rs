//! Data: one value held about a contact, what kind of value it is, and where it came from.

use super::{
    Category, Channel, ContactId, Country, DatumId, Day, EngagementId, Point, Provenance, Value,
    point,
};

/// One value held about a contact, with everything the rules need to know about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Datum {
    /// Its number within the contact.
    pub id: DatumId,
    /// What it is, in the words in which purposes say what they need.
    pub category: Category,
    /// The value itself.
    pub value: Value,
    /// `home`, `work`, `mobile` or the user's own word; empty for none.
    pub label: String,
    /// Whether it was given, seen, computed or guessed.
    pub kind: DatumKind,
    /// Set when it is special by mark (GDPR Art. 9); some custom categories are by themselves.
    pub special: Option<Special>,
    /// What became of a hint that the text speaks of something special.
    pub hint: HintMark,
    /// The organisation's contact that this value names, for `organisation` and `role`.
    pub link: Option<ContactId>,
    /// The engagement on which a note or document was written.
    pub engagement: Option<EngagementId>,
    /// Other persons whom the text speaks of.
    pub mentions: Vec<ContactId>,
    /// The longer text that it was cut from.
    pub part_of: Option<DatumId>,
    /// The datum whose value it corrects (Art. 16).
    pub corrects: Option<DatumId>,
    /// Every way it was obtained, oldest first; never empty in a stored datum.
    pub provenances: Vec<Provenance>,
    /// The day on which it was deleted; it can still be brought back by undo, and is never used.
    pub deleted: Option<Day>,
}

impl Datum {
    /// The first day on which it was held.
    #[must_use]
    pub fn obtained_on(&self) -> Option<Day> {
        self.provenances.iter().map(|provenance| provenance.origin.collected_on).min()
    }

    /// The special category that it belongs to, by mark or by its category's name.
    #[must_use]
    pub fn special_category(&self) -> Option<Special> {
        self.special.or_else(|| self.category.special())
    }

    /// The channel on which a person can be reached by it, if it is a contact point.
    #[must_use]
    pub fn channel(&self) -> Option<Channel> {
        self.category.channel()
    }

    /// The contact point that it is, normalised; numbers without a country code are read as dialled
    /// in `country`.
    #[must_use]
    pub fn point(&self, country: Option<Country>) -> Option<Point> {
        let channel = self.channel()?;
        let normalised = point::normalise(channel, &self.value.to_line(), country);
        (!normalised.is_empty()).then_some(Point { channel, normalised })
    }
}

/// How a value came to be known (DPV `ProvidedPersonalData`, `ObservedPersonalData` …).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DatumKind {
    /// The person or a source gave it.
    #[default]
    Provided,
    /// Seen in dealings with the person.
    Observed,
    /// Computed from other data.
    Derived,
    /// An opinion or a guess.
    Inferred,
}

/// What became of a hint that a text speaks of something special. The mark itself is
/// [`Datum::special`]; this says who set it, and keeps an answer so that nobody is asked twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum HintMark {
    /// No hint, or none that counts: a mark beside it is the user's own.
    #[default]
    None,
    /// Came in from a file: somebody is to look, and it counts as plain until then.
    Look,
    /// Marked by the hint, until the user says that it errs.
    ByHint,
    /// The user looked and said that it errs.
    Errs,
}

/// A special category of personal data (GDPR Art. 9(1)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Special {
    /// Health.
    Health,
    /// Religious or philosophical belief.
    Belief,
    /// Political opinion.
    Politics,
    /// Trade union membership.
    Union,
    /// Sex life or sexual orientation.
    Sexuality,
    /// Racial or ethnic origin.
    Origin,
    /// Genetic or biometric data.
    Biometric,
}

impl Special {
    /// Every special category with its word.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Health, "health"),
        (Self::Belief, "belief"),
        (Self::Politics, "politics"),
        (Self::Union, "union"),
        (Self::Sexuality, "sexuality"),
        (Self::Origin, "origin"),
        (Self::Biometric, "biometric"),
    ];

    /// The word for it in commands and documents.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(one, _)| *one == self).map_or("", |(_, word)| word)
    }
}
