//! Support: which records carry a verdict, and which of them it cannot do without.
//!
//! Of a proof's records the *necessary* ones are those without which the claim fails, each taken
//! away by itself. Some can stand in for each other (two notices, two talks on one day); *enough*
//! are the necessary ones with just as many of the others as it takes. What speaks against a claim
//! is never taken away together with them: a decision that overruled an objection carries, the
//! objection does not.
//!
//! Nothing is derived from the shape of the proof: each record is really taken out of a copy of
//! the facts, and the claim is asked again.

use std::mem::replace;

use super::{
    AnchorEvent, Assessment, Case, Cite, ClaimState, ConsentEvent, Controller, Datum, Day,
    Disclosure, Facts, Ground, GroundId, Interaction, Involvement, Node, Notice, Proof, Provenance,
    Right, Rule, Standing, claim, verdict,
};

/// The records that carry one claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// The ground that the datum meets.
    pub ground: GroundId,
    /// The records without which the claim fails, each by itself.
    pub necessary: Vec<Cite>,
    /// The necessary ones, and of those that can stand in for each other as many as it takes.
    pub enough: Vec<Cite>,
}

/// What carries the verdict on one datum.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Support {
    /// Each claim that holds, in the order of the proof.
    pub claims: Vec<Carried>,
    /// The liftings of restrictions without which the datum would be stored only.
    pub liftings: Vec<Cite>,
}

impl Support {
    /// The claim that needs the fewest records; the first of several. `None` if none holds.
    #[must_use]
    pub fn lightest(&self) -> Option<&Carried> {
        self.claims.iter().min_by_key(|claim| claim.enough.len())
    }

    /// The smallest set of records that carries the verdict.
    #[must_use]
    pub fn smallest(&self) -> Vec<Cite> {
        let lightest = self.lightest().map(|claim| claim.enough.iter());
        let mut cites: Vec<Cite> = lightest.into_iter().flatten().copied().collect();
        if !cites.is_empty() {
            cites.extend(&self.liftings);
        }
        cites
    }

    /// Whether the record is one of the smallest set, for a claim of that ground.
    #[must_use]
    pub fn carries(&self, ground: Option<GroundId>, cite: Cite) -> bool {
        match (ground, self.lightest()) {
            (_, None) => false,
            (None, Some(_)) => self.liftings.contains(&cite),
            (Some(ground), Some(one)) => one.ground == ground && one.enough.contains(&cite),
        }
    }

    /// Whether the claim of that ground fails without the record.
    #[must_use]
    pub fn is_necessary(&self, ground: GroundId, cite: Cite) -> bool {
        self.claims.iter().any(|one| one.ground == ground && one.necessary.contains(&cite))
    }
}

/// A copy of a contact's facts from which single records are taken out and put back.
#[derive(Debug, Clone)]
pub struct Weighing {
    facts: Facts,
    controller: Controller,
}

impl Weighing {
    /// Copies the facts: once for all data of a contact.
    #[must_use]
    pub fn new(facts: &Facts, controller: &Controller) -> Self {
        Self { facts: facts.clone(), controller: controller.clone() }
    }

    /// Leaves only the records that are named; gives the others back, to be put in again.
    fn only(&mut self, cites: &[Cite]) -> (Facts, Vec<Assessment>, Vec<Notice>) {
        let all = &self.facts;
        let facts = Facts {
            contact: all.contact.clone(),
            data: Vec::new(),
            grounds: named(&all.grounds, cites, |one| Cite::Ground(one.id)),
            consents: named(&all.consents, cites, |one| Cite::Consent(one.id)),
            rights: named(&all.rights, cites, |one| Cite::Right(one.id)),
            follow_ups: Vec::new(),
            events: named(&all.events, cites, |one| Cite::Event(one.id)),
            disclosures: named(&all.disclosures, cites, |one| Cite::Disclosure(one.id)),
            engagements: named(&all.engagements, cites, |one| Cite::Engagement(one.engagement.id)),
            interactions: named(&all.interactions, cites, |one| Cite::Interaction(one.id)),
            organisations: all.organisations.clone(),
            suppressed: all.suppressed.clone(),
        };
        let Controller { assessments, notices, .. } = &mut self.controller;
        let weighed = named(assessments, cites, |one| Cite::Assessment(one.id));
        let told = named(notices, cites, |one| Cite::Notice(one.id));
        (replace(&mut self.facts, facts), replace(assessments, weighed), replace(notices, told))
    }

    /// What carries the verdict on a datum, given its proof as of the day.
    pub fn support(&mut self, datum: &Datum, proof: &Proof, day: Day) -> Support {
        let mut datum = datum.clone();
        let holding = proof.nodes.iter().filter(|node| node.finding.fails.is_none());
        let mut support = Support::default();
        for node in holding {
            match (node.finding.rule, node.finding.cite) {
                (Rule::Claim { .. }, Some(Cite::Ground(ground))) => {
                    let mut trial = Trial { copy: self, datum: &mut datum, day };
                    support.claims.push(trial.carried(ground, node));
                }
                (Rule::Restriction, Some(cite)) => support.liftings.push(cite),
                _other => {}
            }
        }
        let mut trial = Trial { copy: self, datum: &mut datum, day };
        let liftings = std::mem::take(&mut support.liftings);
        support.liftings = trial.enough(&[], liftings, Trial::is_free);
        support
    }
}

/// The records that a claim's node and those below it name, each once.
#[must_use]
pub fn cited(node: &Node) -> Vec<Cite> {
    let mut cites = Vec::new();
    gather(node, &mut cites);
    cites
}

fn gather(node: &Node, cites: &mut Vec<Cite>) {
    if let Some(cite) = node.finding.cite.filter(|cite| !cites.contains(cite)) {
        cites.push(cite);
    }
    node.children.iter().for_each(|child| gather(child, cites));
}

/// One datum on one day, tried with records missing.
struct Trial<'a> {
    copy: &'a mut Weighing,
    datum: &'a mut Datum,
    day: Day,
}

impl Trial<'_> {
    fn carried(&mut self, ground: GroundId, node: &Node) -> Carried {
        let cites = cited(node);
        let holds = |trial: &Self| trial.holds(ground);
        let necessary: Vec<Cite> =
            cites.iter().copied().filter(|cite| self.fails_without(*cite, holds)).collect();
        let rest: Vec<Cite> =
            cites.iter().copied().filter(|cite| !necessary.contains(cite)).collect();
        let (facts, assessments, notices) = self.copy.only(&cites);
        let alone = self.holds(ground).then(|| self.enough(&necessary, rest.clone(), holds));
        self.copy.facts = facts;
        self.copy.controller.assessments = assessments;
        self.copy.controller.notices = notices;
        let enough = alone.unwrap_or_else(|| self.enough(&necessary, rest, holds));
        Carried { ground, necessary, enough }
    }

    /// Adds to the necessary records as many of the rest as it takes: each is left out for good
    /// unless the answer would be lost, until none can be left out any more.
    fn enough(
        &mut self,
        necessary: &[Cite],
        mut rest: Vec<Cite>,
        good: impl Fn(&Self) -> bool,
    ) -> Vec<Cite> {
        let mut out = Vec::new();
        loop {
            let before = rest.len();
            rest.retain(|cite| {
                let taken = self.take(*cite);
                let needed = !good(self);
                if needed {
                    self.put_back(taken);
                } else {
                    out.push(taken);
                }
                needed
            });
            if rest.len() == before {
                break;
            }
        }
        out.into_iter().rev().for_each(|taken| self.put_back(taken));
        necessary.iter().copied().chain(rest).collect()
    }

    fn fails_without(&mut self, cite: Cite, good: impl Fn(&Self) -> bool) -> bool {
        match cite {
            // Without the value there is nothing to carry, without the purpose no claim.
            Cite::Datum(_) | Cite::Purpose(_) => true,
            Cite::Ground(_)
            | Cite::Consent(_)
            | Cite::Engagement(_)
            | Cite::Event(_)
            | Cite::Interaction(_)
            | Cite::Right(_)
            | Cite::Assessment(_)
            | Cite::Notice(_)
            | Cite::Origin(_)
            | Cite::Disclosure(_) => {
                let taken = self.take(cite);
                let good = good(self);
                self.put_back(taken);
                !good
            }
        }
    }

    /// Whether the claim of the ground holds as the copy stands.
    fn holds(&self, ground: GroundId) -> bool {
        let (facts, controller) = (&self.copy.facts, &self.copy.controller);
        let found = facts.grounds.iter().find(|one| one.id == ground);
        let (Some(policy), Some(ground)) = (controller.policy(self.day), found) else {
            return false;
        };
        let (datum, day) = (&*self.datum, self.day);
        let held = datum.obtained_on().is_some_and(|obtained| obtained <= day);
        let case = Case { facts, controller, policy, datum, day };
        held && claim::meets(&case, ground)
            && matches!(claim::evaluate(&case, ground, &mut ()), ClaimState::Holds { .. })
    }

    /// Whether the datum is not restricted as the copy stands.
    fn is_free(&self) -> bool {
        verdict(&self.copy.facts, &self.copy.controller, self.datum, self.day)
            .is_some_and(|verdict| verdict.standing != Standing::Restricted)
    }

    fn take(&mut self, cite: Cite) -> Taken {
        let Weighing { facts, controller } = &mut *self.copy;
        match cite {
            Cite::Datum(_) | Cite::Purpose(_) => Taken::Nothing,
            Cite::Ground(id) => out(&mut facts.grounds, |one| one.id == id, Taken::Ground),
            Cite::Consent(id) => out(&mut facts.consents, |one| one.id == id, Taken::Consent),
            Cite::Engagement(id) => {
                out(&mut facts.engagements, |one| one.engagement.id == id, Taken::Engagement)
            }
            Cite::Event(id) => out(&mut facts.events, |one| one.id == id, Taken::Event),
            Cite::Interaction(id) => {
                out(&mut facts.interactions, |one| one.id == id, Taken::Interaction)
            }
            Cite::Right(id) => out(&mut facts.rights, |one| one.id == id, Taken::Right),
            Cite::Disclosure(id) => {
                out(&mut facts.disclosures, |one| one.id == id, Taken::Disclosure)
            }
            Cite::Assessment(id) => {
                out(&mut controller.assessments, |one| one.id == id, Taken::Assessment)
            }
            Cite::Notice(id) => out(&mut controller.notices, |one| one.id == id, Taken::Notice),
            Cite::Origin(id) => {
                let all = self.datum.provenances.clone();
                self.datum.provenances.retain(|one| one.origin.id != id);
                Taken::Origin(all)
            }
        }
    }

    fn put_back(&mut self, taken: Taken) {
        let Weighing { facts, controller } = &mut *self.copy;
        match taken {
            Taken::Nothing => {}
            Taken::Ground(at, one) => facts.grounds.insert(at, one),
            Taken::Consent(at, one) => facts.consents.insert(at, one),
            Taken::Engagement(at, one) => facts.engagements.insert(at, one),
            Taken::Event(at, one) => facts.events.insert(at, one),
            Taken::Interaction(at, one) => facts.interactions.insert(at, one),
            Taken::Right(at, one) => facts.rights.insert(at, one),
            Taken::Disclosure(at, one) => facts.disclosures.insert(at, one),
            Taken::Assessment(at, one) => controller.assessments.insert(at, one),
            Taken::Notice(at, one) => controller.notices.insert(at, one),
            Taken::Origin(all) => self.datum.provenances = all,
        }
    }
}

/// A record that was taken out, with its place.
enum Taken {
    Nothing,
    Ground(usize, Ground),
    Consent(usize, ConsentEvent),
    Engagement(usize, Involvement),
    Event(usize, AnchorEvent),
    Interaction(usize, Interaction),
    Right(usize, Right),
    Disclosure(usize, Disclosure),
    Assessment(usize, Assessment),
    Notice(usize, Notice),
    Origin(Vec<Provenance>),
}

fn named<T: Clone>(rows: &[T], cites: &[Cite], cite: impl Fn(&T) -> Cite) -> Vec<T> {
    rows.iter().filter(|one| cites.contains(&cite(one))).cloned().collect()
}

fn out<T>(rows: &mut Vec<T>, is: impl Fn(&T) -> bool, taken: impl Fn(usize, T) -> Taken) -> Taken {
    match rows.iter().position(is) {
        Some(at) => taken(at, rows.remove(at)),
        None => Taken::Nothing,
    }
}
