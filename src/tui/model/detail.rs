//! The selected contact: card, interactions and consents.

use super::{ContactId, Place, Standing, Subject};

/// One line of the card.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CardLine {
    /// What the line is about, for why, edit and erase.
    pub subject: Option<Subject>,
    /// The label: `email`, `phone work`.
    pub label: String,
    /// The value, masked where it is restricted.
    pub value: String,
    /// How it stands.
    pub standing: Standing,
    /// Until when it is held, in words.
    pub until: String,
}

/// One thing that passed between us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InteractionRow {
    /// The interaction.
    pub subject: Subject,
    /// The day, in words.
    pub day: String,
    /// `→` to them, `←` from them, `↔` both.
    pub direction: &'static str,
    /// `call`, `mail`, `meeting` …
    pub means: String,
    /// What was noted.
    pub text: String,
    /// How it stands.
    pub standing: Standing,
}

/// Where consent for one purpose and channel stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentRow {
    /// The latest event, if there is one.
    pub subject: Option<Subject>,
    /// The purpose, as it was put to people.
    pub purpose: String,
    /// `given`, `withdrawn`, `asked`, `never asked` …
    pub state: String,
    /// By which channel, since when, until when.
    pub detail: String,
    /// How it stands.
    pub standing: Standing,
}

/// All that the panes show of one contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// The contact.
    pub id: ContactId,
    /// The name.
    pub name: String,
    /// Role and organisation, or what kind of organisation it is.
    pub subtitle: String,
    /// The engagement in hand, in a sentence; empty without one.
    pub engagement: String,
    /// What the next step is, for `.`; empty without one.
    pub next: String,
    /// The values.
    pub card: Vec<CardLine>,
    /// What passed between us, newest first.
    pub interactions: Vec<InteractionRow>,
    /// A bar for each of the last twelve months: how often something passed; empty if never.
    pub frequency: String,
    /// When we last heard from them, in words; empty if we never did.
    pub heard: String,
    /// Consent, purpose by purpose.
    pub consents: Vec<ConsentRow>,
}

/// The detail with the selected lines of its panes.
#[derive(Debug, Clone, Default)]
pub struct DetailPane {
    /// The contact shown, once it has been read.
    pub shown: Option<Detail>,
    /// Place in the card.
    pub card: Place,
    /// Place in the interactions.
    pub interactions: Place,
    /// Place in the consents.
    pub consent: Place,
}

impl DetailPane {
    /// Returns the detail, if it is that contact's.
    #[must_use]
    pub fn of(&self, contact: ContactId) -> Option<&Detail> {
        self.shown.as_ref().filter(|detail| detail.id == contact)
    }
}
