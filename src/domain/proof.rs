//! Proof: the tree of conditions behind a verdict. Every node holds or fails, names its rule and
//! ends in a stored record or in a rule.
//!
//! One evaluator gives verdict and proof: it tells a [`Witness`] what it looks at. The witness `()`
//! listens to nothing and allocates nothing.

use super::{
    AssessmentId, ConsentId, Datum, DatumId, Day, DisclosureId, EngagementId, EventId, Evidence,
    GroundId, InteractionId, LawfulBasis, NoticeId, OriginId, PurposeId, Reason, RightId,
};

/// What a node of the proof is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// An organisation's own data need no ground.
    Organisation,
    /// One claim: this ground carries the datum.
    Claim {
        /// What for.
        purpose: PurposeId,
        /// On which basis.
        basis: LawfulBasis,
    },
    /// The purpose is declared and active, and the ground was open.
    PurposeActive,
    /// The purpose needs the category.
    Needed,
    /// The purpose goes with that of the collection.
    Compatible,
    /// A consent is on record, proven, and runs.
    Consent,
    /// The person is a party, and the work is open.
    Contract,
    /// A law demands it, its event has come, and its period runs.
    Obligation,
    /// The interest was weighed and prevails.
    Assessed,
    /// The person was told in time.
    Told,
    /// Own similar services are offered to somebody who bought, and who could say no from the
    /// start.
    SoftOptIn,
    /// The person has not objected to the interest.
    NotObjected,
    /// A reason is on record.
    Recorded,
    /// A condition for special data holds.
    SpecialCondition,
    /// The period of the purpose runs.
    Retention,
    /// The person has not objected to marketing.
    NoMarketingObjection,
    /// A restriction is in force: stored only. Holds where one was lifted.
    Restriction,
    /// A further record on which the condition above rests.
    RestsOn,
}

/// The record that a node of the proof rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cite {
    /// A datum, with its provenance.
    Datum(DatumId),
    /// A ground.
    Ground(GroundId),
    /// A consent event.
    Consent(ConsentId),
    /// An engagement.
    Engagement(EngagementId),
    /// An anchor event.
    Event(EventId),
    /// An interaction.
    Interaction(InteractionId),
    /// An objection, a restriction, a given notice.
    Right(RightId),
    /// An assessment.
    Assessment(AssessmentId),
    /// A notice.
    Notice(NoticeId),
    /// A purpose of the policy.
    Purpose(PurposeId),
    /// One way in which the datum came in, where there are several.
    Origin(OriginId),
    /// Data that left.
    Disclosure(DisclosureId),
}

impl Cite {
    /// The record behind a ground's evidence, if there is one.
    #[must_use]
    pub fn of(evidence: &Evidence) -> Option<Self> {
        match evidence {
            Evidence::Ledger | Evidence::Reason(_) => None,
            Evidence::Consent(id) => Some(Self::Consent(*id)),
            Evidence::Engagement(id) => Some(Self::Engagement(*id)),
            Evidence::Event(id) => Some(Self::Event(*id)),
            Evidence::Interaction(id) => Some(Self::Interaction(*id)),
            Evidence::Assessment(id) => Some(Self::Assessment(*id)),
        }
    }
}

/// What was found at a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// The condition.
    pub rule: Rule,
    /// Why it fails; `None`: it holds.
    pub fails: Option<Reason>,
    /// Through which record.
    pub cite: Option<Cite>,
    /// Where it holds: the last day on which it will, if known. Where it fails: the day since
    /// which it does, if it ever held.
    pub day: Option<Day>,
}

/// Somebody who listens to the evaluator.
pub trait Witness {
    /// Whether it listens at all: what only a proof needs is not even looked for otherwise.
    const LISTENS: bool = true;

    /// The findings until the matching [`Self::close`] are children of one node.
    fn open(&mut self);
    /// Closes the node that was opened last.
    fn close(&mut self, finding: Finding);
    /// A node without children.
    fn note(&mut self, finding: Finding);
}

/// Listens to nothing.
impl Witness for () {
    const LISTENS: bool = false;

    fn open(&mut self) {}
    fn close(&mut self, _finding: Finding) {}
    fn note(&mut self, _finding: Finding) {}
}

/// Tells a finding with the further records on which it rests. They are looked for only if the
/// witness listens.
pub(super) fn tell<W: Witness, I: IntoIterator<Item = Cite>>(
    witness: &mut W,
    finding: Finding,
    further: impl FnOnce() -> I,
) {
    if !W::LISTENS {
        return;
    }
    witness.open();
    for cite in further().into_iter().filter(|cite| finding.cite != Some(*cite)) {
        let (rule, cite) = (Rule::RestsOn, Some(cite));
        witness.note(Finding { rule, fails: None, cite, day: None });
    }
    witness.close(finding);
}

/// A proof: the trees of one datum, one for each claim.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proof {
    /// The claims, in the order of their grounds; a restriction comes first.
    pub nodes: Vec<Node>,
}

/// A node of a proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What was found.
    pub finding: Finding,
    /// What it rests on.
    pub children: Vec<Self>,
}

/// Builds a [`Proof`] from what the evaluator tells.
#[derive(Debug, Default)]
pub struct Notary {
    open: Vec<Vec<Node>>,
    done: Vec<Node>,
}

impl Notary {
    /// The proof of all that was told.
    #[must_use]
    pub fn into_proof(self) -> Proof {
        Proof { nodes: self.done }
    }

    fn add(&mut self, node: Node) {
        self.open.last_mut().unwrap_or(&mut self.done).push(node);
    }
}

impl Witness for Notary {
    fn open(&mut self) {
        self.open.push(Vec::new());
    }

    fn close(&mut self, finding: Finding) {
        let children = self.open.pop().unwrap_or_default();
        self.add(Node { finding, children });
    }

    fn note(&mut self, finding: Finding) {
        self.add(Node { finding, children: Vec::new() });
    }
}

/// The datum that a text of an interaction is, for the evaluator: correspondence, written by us.
#[must_use]
pub fn correspondence(talk: &super::Interaction) -> Datum {
    Datum { value: super::Value::Text(talk.text.clone()), ..talk_without_text(talk) }
}

/// The same without its text, which no rule looks at.
pub(super) fn talk_without_text(text: &super::Interaction) -> Datum {
    use std::sync::Arc;

    use super::{Category, DatumKind, How, Origin, OriginId, Provenance, Source, Value};
    let origin = Origin {
        id: OriginId(0),
        source: if text.is_from_person() { Source::Person } else { Source::Ourselves },
        how: How::Message,
        collected_on: text.on,
        recorded_at: text.recorded_at,
        collected_for: None,
        opt_out_offered: false,
        refuses_messages: false,
    };
    Datum {
        id: DatumId(u32::MAX),
        category: Category::Correspondence,
        value: Value::Text(String::new()),
        label: String::new(),
        kind: DatumKind::Observed,
        special: text.special,
        hint: text.hint,
        link: None,
        engagement: text.engagement,
        mentions: Vec::new(),
        part_of: None,
        corrects: None,
        provenances: vec![Provenance { origin: Arc::new(origin), line: 0 }],
        deleted: None,
    }
}
