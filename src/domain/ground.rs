//! Grounds: the stored links that say for which purpose, and on which basis, a contact is held.

use super::{
    AssessmentId, ConsentId, Day, EngagementId, EventId, GroundId, InteractionId, PurposeId,
};

/// The lawful bases of GDPR Art. 6(1), in the order of its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LawfulBasis {
    /// (a) The person agreed.
    Consent,
    /// (b) A contract with the person, or steps at their request before one.
    Contract,
    /// (c) A law demands it.
    LegalObligation,
    /// (d) Somebody's life depends on it.
    VitalInterests,
    /// (e) A task in the public interest.
    PublicTask,
    /// (f) An interest of the user's that the person's interests do not outweigh.
    LegitimateInterests,
}

impl LawfulBasis {
    /// Every basis with its word and its article.
    pub const ALL: [(Self, &'static str, &'static str); 6] = [
        (Self::Consent, "consent", "Art. 6(1)(a)"),
        (Self::Contract, "contract", "Art. 6(1)(b)"),
        (Self::LegalObligation, "legal-obligation", "Art. 6(1)(c)"),
        (Self::VitalInterests, "vital-interests", "Art. 6(1)(d)"),
        (Self::PublicTask, "public-task", "Art. 6(1)(e)"),
        (Self::LegitimateInterests, "legitimate-interests", "Art. 6(1)(f)"),
    ];

    /// The word for it in policies and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(one, ..)| *one == self).map_or("", |(_, word, _)| word)
    }

    /// Where the GDPR says so.
    #[must_use]
    pub fn article(self) -> &'static str {
        Self::ALL.iter().find(|(one, ..)| *one == self).map_or("", |(.., article)| article)
    }

    /// Reads the word, or the letter `a` to `f`.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase().replace([' ', '_'], "-");
        let letter = |article: &str| article.ends_with(&format!("({word})"));
        Self::ALL
            .iter()
            .find(|(_, own, article)| *own == word || (word.len() == 1 && letter(article)))
            .map(|(basis, ..)| *basis)
    }
}

/// "Anna is held for *delivery*, on *contract*, by engagement 7."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// Its number within the contact.
    pub id: GroundId,
    /// What for.
    pub purpose: PurposeId,
    /// On which basis.
    pub basis: LawfulBasis,
    /// The record that bears it out.
    pub evidence: Evidence,
    /// The first day on which it counts.
    pub opened: Day,
    /// The last day on which it counts, if it was closed.
    pub closed: Option<Day>,
    /// The condition of Art. 9(2) that it brings for special categories.
    pub condition: Option<Art9Condition>,
}

/// The record that bears a ground out.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Evidence {
    /// The consent ledger of the contact and purpose.
    Ledger,
    /// The event of the ledger that opened it.
    Consent(ConsentId),
    /// A piece of work.
    Engagement(EngagementId),
    /// An enquiry, a purchase, an invoice.
    Event(EventId),
    /// A talk or a message.
    Interaction(InteractionId),
    /// The adopted assessment of the purpose.
    Assessment(AssessmentId),
    /// What the user wrote down, where no record bears it out.
    Reason(String),
}

/// A condition under which special categories may be processed (GDPR Art. 9(2)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Art9Condition {
    /// (a) Explicit consent that names the category.
    ExplicitConsent,
    /// (e) The person made it public themself.
    MadePublic,
    /// (f) Legal claims.
    LegalClaims,
    /// (b), (c), (g) to (j): another condition, by the user's recorded reason.
    Other,
}
