//! What a request for erasure comes to, value by value (GDPR Art. 17): it goes, or it stays for one
//! purpose alone, with the ground that is named to the person.

use super::{
    Case, ClaimState, Controller, Datum, Day, Facts, HoldUntil, LawfulBasis, Purpose, PurposeId,
    RightFact, Stage, Standing, claim, opening::purpose_key::LEGAL_CLAIMS, verdict,
};

/// How far an erasure reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// One value, which work may do without.
    OneValue,
    /// Everything about a person: what running work needs stays.
    Everything,
}

/// What becomes of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It goes.
    Erase,
    /// It stays, for nothing else than what is named.
    Keep(Keep),
}

/// Why a value stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keep {
    /// The last day.
    pub until: HoldUntil,
    /// For which purposes alone, the longest first; none: it is restricted, and only stored.
    pub purposes: Vec<PurposeId>,
    /// Where the law says so.
    pub article: &'static str,
}

/// What becomes of a value when it is to be erased on a day. Restricted data stay (Art. 18); so does
/// what a legal obligation (17(3)(b)), a legal claim (17(3)(e)) or, for a whole person, running work
/// (6(1)(b)) still needs.
#[must_use]
pub fn decide(
    facts: &Facts,
    controller: &Controller,
    datum: &Datum,
    reach: Reach,
    day: Day,
) -> Fate {
    let of_person = datum.deleted.is_none() && facts.contact.is_person();
    let judged = verdict(facts, controller, datum, day).filter(|_| of_person);
    let Some((verdict, policy)) = judged.zip(controller.policy(day)) else {
        return Fate::Erase;
    };
    if verdict.standing == Standing::Restricted && is_restricted(facts, datum, day) {
        let (until, purposes, article) = (verdict.hold_until, Vec::new(), "Art. 18");
        return Fate::Keep(Keep { until, purposes, article });
    }
    let case = Case { facts, controller, policy, datum, day };
    let mut found: Vec<(HoldUntil, PurposeId, &'static str)> = Vec::new();
    for ground in facts.grounds.iter().filter(|ground| claim::meets(&case, ground)) {
        let Some(purpose) = policy.purpose(ground.purpose) else { continue };
        let Some(article) = exception(ground.basis, purpose, reach, facts, day) else { continue };
        if let ClaimState::Holds { until } = claim::evaluate(&case, ground, &mut ()) {
            found.push((until.map_or(HoldUntil::Open, HoldUntil::Day), purpose.id, article));
        }
    }
    found.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    let Some((until, _, article)) = found.first().copied() else { return Fate::Erase };
    let mut purposes: Vec<PurposeId> = Vec::new();
    for (_, purpose, _) in found {
        if !purposes.contains(&purpose) {
            purposes.push(purpose);
        }
    }
    Fate::Keep(Keep { until, purposes, article })
}

/// The exception that a claim makes against erasure, by its article.
fn exception(
    basis: LawfulBasis,
    purpose: &Purpose,
    reach: Reach,
    facts: &Facts,
    day: Day,
) -> Option<&'static str> {
    match basis {
        LawfulBasis::LegalObligation => Some("Art. 17(3)(b)"),
        LawfulBasis::LegitimateInterests if purpose.key == LEGAL_CLAIMS => Some("Art. 17(3)(e)"),
        LawfulBasis::Contract if reach == Reach::Everything && is_running(facts, day) => {
            Some("Art. 6(1)(b)")
        }
        LawfulBasis::Consent
        | LawfulBasis::Contract
        | LawfulBasis::VitalInterests
        | LawfulBasis::PublicTask
        | LawfulBasis::LegitimateInterests => None,
    }
}

/// Whether a restriction that they asked for is in force, and not an objection alone.
fn is_restricted(facts: &Facts, datum: &Datum, day: Day) -> bool {
    let lifted = |id| {
        let fact = RightFact::RestrictionLifted { restriction: id };
        facts.rights.iter().any(|right| right.on <= day && right.fact == fact)
    };
    facts.rights.iter().filter(|right| right.on <= day).any(|right| {
        right.fact.restriction().is_some_and(|(data, _)| {
            (data.is_empty() || data.contains(&datum.id)) && !lifted(right.id)
        })
    })
}

/// Whether work for them goes on; an enquiry or a proposal alone binds nobody.
fn is_running(facts: &Facts, day: Day) -> bool {
    facts.engagements.iter().any(|one| {
        let owed = one.engagement.owed_until.is_some_and(|owed| owed >= day);
        one.engagement.stage_on(day) == Some(Stage::Running) || owed
    })
}

/// The interests that a request for erasure objects to: all on which they are held, but advertising,
/// which has an objection of its own, and legal claims (Art. 21(1)).
#[must_use]
pub fn interests_objected(facts: &Facts, controller: &Controller, day: Day) -> Vec<PurposeId> {
    let Some(policy) = controller.policy(day) else { return Vec::new() };
    let mut found: Vec<PurposeId> = facts
        .grounds
        .iter()
        .filter(|ground| match ground.basis {
            LawfulBasis::LegitimateInterests | LawfulBasis::PublicTask => true,
            LawfulBasis::Consent
            | LawfulBasis::Contract
            | LawfulBasis::LegalObligation
            | LawfulBasis::VitalInterests => false,
        })
        .filter(|ground| ground.opened <= day && ground.closed.is_none_or(|last| last >= day))
        .filter_map(|ground| policy.purpose(ground.purpose))
        .filter(|purpose| !purpose.marketing && purpose.key != LEGAL_CLAIMS)
        .map(|purpose| purpose.id)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}
