//! What opens and closes grounds: events do, nobody types a basis (`RULES` section 8).
//!
//! By themselves events open only contract and legal obligation, and a legitimate interest whose
//! assessment the user has adopted. Consent, legal claims and keeping in touch are always an
//! answer of the user.

use super::{
    Category, ConsentEvent, Controller, Day, EngagementId, EventId, Evidence, Expression, Facts,
    Ground, GroundId, InteractionId, Involvement, LawfulBasis, Outcome, PartyRole, Policy, Purpose,
    PurposeId, Special, Stage,
};

/// Something that happened to a contact and may open or close grounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happening {
    /// They asked for something of their own accord.
    Enquiry(EventId),
    /// They wrote or called, and it was an enquiry.
    InboundEnquiry(InteractionId),
    /// An engagement in which they have a part reached a stage.
    Reached {
        /// The work.
        engagement: EngagementId,
        /// What they are to it.
        role: PartyRole,
        /// How far it has come.
        stage: Stage,
        /// Whether the client asked for it.
        asked_for: bool,
        /// Whether something is owed beyond that day.
        still_owed: bool,
    },
    /// An invoice was issued to them.
    Invoiced(EventId),
    /// The user wants to keep in touch with them.
    KeepInTouch,
    /// The user sees a dispute coming over an engagement.
    DisputePossible(EngagementId),
}

/// What a happening opens and closes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Openings {
    /// The grounds to open; their ids are minted by the store.
    pub open: Vec<NewGround>,
    /// The grounds to close, with the last day on which they count.
    pub close: Vec<(GroundId, Day)>,
    /// The grounds that counted from an earlier day on than was known.
    pub earlier: Vec<(GroundId, Day)>,
    /// Purposes that would have been opened, had the user adopted their assessment.
    pub unassessed: Vec<String>,
}

/// A ground before it has an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGround {
    /// What for.
    pub purpose: PurposeId,
    /// On which basis.
    pub basis: LawfulBasis,
    /// The record that bears it out.
    pub evidence: Evidence,
    /// The first day on which it counts.
    pub opened: Day,
}

impl NewGround {
    /// The ground, once the store has minted its id.
    #[must_use]
    pub fn with_id(self, id: GroundId) -> Ground {
        let Self { purpose, basis, evidence, opened } = self;
        Ground { id, purpose, basis, evidence, opened, closed: None, condition: None }
    }
}

/// The purposes that events know by name; every policy has them.
pub mod purpose_key {
    /// They asked about work.
    pub const ENQUIRY: &str = "enquiry";
    /// The work agreed.
    pub const DELIVERY: &str = "delivery";
    /// Somebody speaks for a client.
    pub const CLIENT_CONTACT: &str = "client-contact";
    /// Invoices must be kept.
    pub const TAX: &str = "tax";
    /// Something is still owed.
    pub const AFTERCARE: &str = "aftercare";
    /// Staying in contact after a project.
    pub const KEEP_IN_TOUCH: &str = "keep-in-touch";
    /// Offers to people who did not ask.
    pub const PROSPECTING: &str = "prospecting";
    /// Disputes.
    pub const LEGAL_CLAIMS: &str = "legal-claims";
    /// An old address book, being sorted.
    pub const SORTING: &str = "sorting";
}

/// What `happening` on day `on` opens and closes for the contact. An organisation's own data need
/// no ground, so nothing opens for it.
#[must_use]
pub fn openings(facts: &Facts, controller: &Controller, happening: Happening, on: Day) -> Openings {
    use purpose_key as key;
    let Some(policy) = controller.policy(on).filter(|_| facts.contact.is_person()) else {
        return Openings::default();
    };
    let mut desk = Desk { facts, controller, policy, on, result: Openings::default() };
    match happening {
        Happening::Enquiry(event) => desk.enquiry(Evidence::Event(event)),
        Happening::InboundEnquiry(talk) => desk.enquiry(Evidence::Interaction(talk)),
        Happening::Invoiced(event) => desk.open(key::TAX, Evidence::Event(event)),
        Happening::KeepInTouch => desk.interest(key::KEEP_IN_TOUCH),
        Happening::DisputePossible(engagement) => {
            desk.open(key::LEGAL_CLAIMS, Evidence::Engagement(engagement));
        }
        Happening::Reached { engagement, role, stage, asked_for, still_owed } => {
            let evidence = Evidence::Engagement(engagement);
            match (role, stage) {
                (_, Stage::Enquiry | Stage::Proposal) if !asked_for => {
                    desk.interest(key::PROSPECTING);
                }
                (PartyRole::Client, Stage::Enquiry | Stage::Proposal) => {
                    desk.open(key::ENQUIRY, evidence);
                }
                (PartyRole::Client, Stage::Running) => {
                    desk.open(key::DELIVERY, evidence);
                    desk.close(key::ENQUIRY, None);
                }
                (PartyRole::Client, Stage::Done) => {
                    desk.close(key::DELIVERY, Some(&evidence));
                    if still_owed {
                        desk.open(key::AFTERCARE, evidence);
                    }
                }
                (PartyRole::Client, Stage::Lost) => {
                    desk.close(key::ENQUIRY, None);
                    desk.close(key::DELIVERY, Some(&evidence));
                }
                (PartyRole::ContactPerson { .. }, Stage::Lost | Stage::Done) => {}
                (
                    PartyRole::ContactPerson { .. },
                    Stage::Enquiry | Stage::Proposal | Stage::Running,
                ) => desk.interest_by(key::CLIENT_CONTACT, evidence),
            }
        }
    }
    desk.result
}

/// What a new event of the consent ledger opens: the ground of its purpose, or an earlier first day
/// of it, for a late entry.
#[must_use]
pub fn by_consent(facts: &Facts, event: &ConsentEvent) -> Openings {
    if is_condition(facts, event) {
        return Openings::default();
    }
    let (purpose, on) = (event.purpose, event.on);
    let open = facts.grounds.iter().find(|ground| {
        ground.purpose == purpose
            && ground.basis == LawfulBasis::Consent
            && ground.closed.is_none_or(|closed| closed >= on)
    });
    let (basis, evidence) = (LawfulBasis::Consent, Evidence::Ledger);
    match open {
        Some(ground) if ground.opened > on => {
            Openings { earlier: vec![(ground.id, on)], ..Openings::default() }
        }
        Some(_) => Openings::default(),
        None => {
            let ground = NewGround { purpose, basis, evidence, opened: on };
            Openings { open: vec![ground], ..Openings::default() }
        }
    }
}

/// Whether a consent is only the condition that special data need beside another basis
/// (Art. 9(2)(a)): in words that name special categories alone, for a purpose that stands without
/// it. It opens no ground, and neither does taking it back.
fn is_condition(facts: &Facts, new: &ConsentEvent) -> bool {
    let special = |category: &Category| {
        let named = Special::ALL.iter().any(|(_, word)| *word == category.word());
        named || category.special().is_some()
    };
    let is_one = |event: &ConsentEvent| {
        let all = !event.categories.is_empty() && event.categories.iter().all(special);
        event.expression == Expression::Explicit && all
    };
    let of_it = facts.consents.iter().filter(|event| event.purpose == new.purpose);
    let mut given = of_it.filter(|event| event.state.is_yes()).peekable();
    let condition =
        if new.state.is_yes() { is_one(new) } else { given.peek().is_some() && given.all(is_one) };
    let carried =
        |ground: &Ground| ground.purpose == new.purpose && ground.basis != LawfulBasis::Consent;
    condition && facts.grounds.iter().any(carried)
}

/// Writes openings into facts; the numbers of new grounds follow the last.
pub fn apply(facts: &mut Facts, openings: Openings) {
    for (id, last) in openings.close {
        facts.grounds.iter_mut().filter(|one| one.id == id).for_each(|ground| {
            ground.closed = Some(last);
        });
    }
    for (id, first) in openings.earlier {
        facts.grounds.iter_mut().filter(|one| one.id == id).for_each(|ground| {
            ground.opened = first;
        });
    }
    for ground in openings.open {
        let last = facts.grounds.iter().map(|ground| ground.id.0).max().unwrap_or(0);
        facts.grounds.push(ground.with_id(GroundId(last.saturating_add(1))));
    }
}

struct Desk<'a> {
    facts: &'a Facts,
    controller: &'a Controller,
    policy: &'a Policy,
    on: Day,
    result: Openings,
}

impl Desk<'_> {
    /// An enquiry: for themself, steps before a contract; for a firm, client contact.
    fn enquiry(&mut self, evidence: Evidence) {
        if acts_for_organisation(self.facts) {
            self.interest_by(purpose_key::CLIENT_CONTACT, evidence);
        } else {
            self.open(purpose_key::ENQUIRY, evidence);
        }
    }

    fn interest(&mut self, key: &str) {
        let adopted = self
            .policy
            .by_key(key)
            .and_then(|purpose| self.controller.assessment(purpose.id, self.on));
        if let Some(assessment) = adopted.filter(|one| one.outcome == Outcome::Positive) {
            self.open(key, Evidence::Assessment(assessment.id));
        } else {
            self.result.unassessed.push(key.to_owned());
        }
    }

    fn interest_by(&mut self, key: &str, evidence: Evidence) {
        let adopted = self
            .policy
            .by_key(key)
            .and_then(|purpose| self.controller.assessment(purpose.id, self.on));
        if adopted.is_some_and(|one| one.outcome == Outcome::Positive) {
            self.open(key, evidence);
        } else {
            self.result.unassessed.push(key.to_owned());
        }
    }

    /// Opens the purpose on the basis that the policy gives, unless the same ground is open.
    ///
    /// A contract is opened for each engagement; the other bases once.
    fn open(&mut self, key: &str, evidence: Evidence) {
        let Some(purpose) = self.policy.by_key(key).filter(|purpose| purpose.active) else {
            return;
        };
        let Some(basis) = basis_for(self.facts, purpose) else { return };
        let again = self.facts.grounds.iter().any(|ground| {
            ground.purpose == purpose.id
                && ground.basis == basis
                && ground.opened <= self.on
                && ground.closed.is_none_or(|closed| closed >= self.on)
                && (basis != LawfulBasis::Contract
                    || key == purpose_key::ENQUIRY
                    || ground.evidence == evidence)
        });
        if !again {
            let opened = self.on;
            self.result.open.push(NewGround { purpose: purpose.id, basis, evidence, opened });
        }
    }

    fn close(&mut self, key: &str, evidence: Option<&Evidence>) {
        let Some(purpose) = self.policy.by_key(key) else { return };
        let open = self.facts.grounds.iter().filter(|ground| {
            ground.purpose == purpose.id
                && ground.closed.is_none()
                && evidence.is_none_or(|evidence| ground.evidence == *evidence)
        });
        self.result.close.extend(open.map(|ground| (ground.id, self.on)));
    }
}

/// The basis on which the policy holds this contact for the purpose.
#[must_use]
pub fn basis_for(facts: &Facts, purpose: &Purpose) -> Option<LawfulBasis> {
    if acts_for_organisation(facts) {
        purpose.basis_at_organisation.or(purpose.basis)
    } else {
        purpose.basis.or(purpose.basis_at_organisation)
    }
}

/// Whether the contact is known to act for an organisation: linked to one by a datum, or as its
/// contact person, and no client in their own name.
#[must_use]
pub fn acts_for_organisation(facts: &Facts) -> bool {
    acted_for_organisation(facts, Day::MAX)
}

/// The same by what had happened on `day`.
#[must_use]
pub fn acted_for_organisation(facts: &Facts, day: Day) -> bool {
    let begun = |one: &&Involvement| {
        let stages = &one.engagement.stages;
        stages.is_empty() || stages.iter().any(|(_, from)| *from <= day)
    };
    let mut roles = facts.engagements.iter().filter(begun).map(|one| one.role);
    let client = roles.clone().any(|role| role == PartyRole::Client);
    let person_there = roles.any(|role| matches!(role, PartyRole::ContactPerson { .. }));
    let linked = facts.data.iter().any(|datum| {
        datum.link.is_some()
            && datum.obtained_on().is_none_or(|on| on <= day)
            && datum.deleted.is_none_or(|deleted| deleted > day)
    });
    !client && (person_there || linked)
}
