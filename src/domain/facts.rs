//! Facts: everything the rules may look at, about one contact and about the user.
//!
//! Facts are gathered by the store and judged by `verdict`; they hold no verdict.

use super::{
    AnchorEvent, AssessmentId, ConsentEvent, Contact, Country, Datum, DatumId, Day, Disclosure,
    FollowUp, Ground, Interaction, Involvement, NoticeId, Policy, Purpose, PurposeId, RecipientId,
    Right,
};

/// What is known about one contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Who.
    pub contact: Contact,
    /// Values held, by id.
    pub data: Vec<Datum>,
    /// Grounds, by id.
    pub grounds: Vec<Ground>,
    /// The consent ledger, by id.
    pub consents: Vec<ConsentEvent>,
    /// Objections, restrictions, requests and given notices, by id.
    pub rights: Vec<Right>,
    /// Enquiries, purchases, invoices, by id.
    pub events: Vec<AnchorEvent>,
    /// What left, by id.
    pub disclosures: Vec<Disclosure>,
    /// Engagements in which the contact has a part. For somebody who acts for an organisation,
    /// all engagements of that organisation.
    pub engagements: Vec<Involvement>,
    /// What passed between us, newest first.
    pub interactions: Vec<Interaction>,
    /// When the user means to come back to them, by id. No verdict looks at them.
    pub follow_ups: Vec<FollowUp>,
    /// The organisations that the data or the engagements name, as contacts.
    pub organisations: Vec<Contact>,
    /// Contact points that marketing must never reach again, as the vault knows by their marks.
    /// Read only for a use; no verdict looks at them.
    pub suppressed: Vec<Suppressed>,
}

/// A contact point that marketing must never reach again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suppressed {
    /// The value whose mark says so.
    pub datum: DatumId,
    /// What closed it.
    pub by: SuppressedBy,
    /// Since when.
    pub on: Day,
}

/// What closed a contact point for marketing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SuppressedBy {
    /// A consent was taken back: closed for marketing without consent, on its channel.
    Withdrawal,
    /// An objection, or an erasure on request: closed on every channel; only a consent that the
    /// person gave later opens it, for its purpose and channel.
    Objection,
}

impl Facts {
    /// Facts about a contact of whom nothing else is known yet.
    #[must_use]
    pub fn new(contact: Contact) -> Self {
        Self {
            contact,
            data: Vec::new(),
            grounds: Vec::new(),
            consents: Vec::new(),
            rights: Vec::new(),
            events: Vec::new(),
            disclosures: Vec::new(),
            engagements: Vec::new(),
            interactions: Vec::new(),
            follow_ups: Vec::new(),
            organisations: Vec::new(),
            suppressed: Vec::new(),
        }
    }

    /// The first datum of a category that is not deleted.
    #[must_use]
    pub fn first(&self, category: &super::Category) -> Option<&Datum> {
        self.data.iter().find(|datum| datum.category == *category && datum.deleted.is_none())
    }
}

/// What the user has declared: who they are and by which rules they go (GDPR Art. 4(7)).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Controller {
    /// The user's name or firm; signs notices and letters.
    pub name: String,
    /// The user's country.
    pub country: Country,
    /// The vault's time zone, by its IANA name.
    pub zone: String,
    /// The user's own mail domains and addresses.
    pub own_addresses: Vec<String>,
    /// Every version of the policy, oldest first; never empty.
    pub policies: Vec<Policy>,
    /// Balancings of interests.
    pub assessments: Vec<Assessment>,
    /// What people are told.
    pub notices: Vec<Notice>,
    /// Who gets data, by name.
    pub recipients: Vec<Recipient>,
}

impl Controller {
    /// The policy that counts on a day: the latest from that day or before, else the first.
    #[must_use]
    pub fn policy(&self, day: Day) -> Option<&Policy> {
        self.policies.iter().rev().find(|policy| policy.from <= day).or(self.policies.first())
    }

    /// A purpose as it is on a day.
    #[must_use]
    pub fn purpose(&self, id: PurposeId, day: Day) -> Option<&Purpose> {
        self.policy(day)?.purpose(id)
    }

    /// The assessment for a purpose that was adopted by `day`, the latest first.
    #[must_use]
    pub fn assessment(&self, purpose: PurposeId, day: Day) -> Option<&Assessment> {
        self.assessments
            .iter()
            .filter(|assessment| assessment.purpose == purpose && assessment.adopted_on <= day)
            .max_by_key(|assessment| (assessment.adopted_on, assessment.id))
    }
}

/// The balancing behind a legitimate interest: once per purpose, never per person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The vault's number for it.
    pub id: AssessmentId,
    /// For which purpose.
    pub purpose: PurposeId,
    /// Interest, need, and what people expect, in the user's words.
    pub text: String,
    /// Whether the interest prevails.
    pub outcome: Outcome,
    /// The day on which the user adopted it.
    pub adopted_on: Day,
}

/// How a balancing came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The interest may be pursued.
    Positive,
    /// The person's interests weigh more.
    Negative,
}

/// What people are told, in one version and language (GDPR Art. 13, 14).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The vault's number for it.
    pub id: NoticeId,
    /// `v1`.
    pub version: String,
    /// BCP 47.
    pub language: String,
    /// The purposes that it tells of; empty: all that are declared.
    pub purposes: Vec<PurposeId>,
    /// The sources that it names; empty: all.
    pub sources: Vec<String>,
    /// The first day on which it counts.
    pub from: Day,
    /// Whether it stands by itself: a link in the signature, a text on the form.
    pub standing: bool,
}

/// Somebody who gets data: a person or firm by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The vault's number for it.
    pub id: RecipientId,
    /// By name.
    pub name: String,
    /// What they do: `mail provider`, `bookkeeper`.
    pub role: String,
    /// Where they are.
    pub country: Option<Country>,
}
