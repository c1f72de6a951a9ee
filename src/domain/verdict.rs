//! The verdict: whether one datum may be held on a day, until when, for what, and why not.

use super::{
    Case, Cite, ClaimState, Controller, Datum, DatumId, Day, Facts, Finding, GroundId, LawfulBasis,
    Notary, Proof, PurposeSet, Reason, Reasons, Right, RightFact, Rule, Witness, claim, compatible,
    opening::purpose_key::LEGAL_CLAIMS,
};

/// The answer about one datum on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// Justified, restricted or unjustified.
    pub standing: Standing,
    /// Until when holding is justified.
    pub hold_until: HoldUntil,
    /// The first day without justification, if it is unjustified.
    pub unjustified_since: Option<Day>,
    /// The day by which it must be gone, if it is unjustified; never rolled.
    pub erase_by: Option<Day>,
    /// The purposes for which it may be used.
    pub permitted: PurposeSet,
    /// Why not; empty if it is justified.
    pub reasons: Reasons,
}

/// What may be done with a datum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It may be held and used for the permitted purposes.
    Justified,
    /// It may be stored only (Art. 18), or waits for a decision on an objection.
    Restricted,
    /// It may not be used, and must go.
    Unjustified,
}

impl Standing {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Justified => "justified",
            Self::Restricted => "restricted",
            Self::Unjustified => "unjustified",
        }
    }
}

/// Until when holding is justified, inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HoldUntil {
    /// It never was.
    Never,
    /// Through that day.
    Day(Day),
    /// Until something happens that has not happened.
    Open,
}

impl HoldUntil {
    /// The last day, if there is one.
    #[must_use]
    pub fn day(self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(day),
            Self::Never | Self::Open => None,
        }
    }
}

impl std::fmt::Display for HoldUntil {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Never => f.write_str("never"),
            Self::Day(day) => day.fmt(f),
            Self::Open => f.write_str("open"),
        }
    }
}

/// The verdict on a datum as of `day`; `None` if it was not held yet, or no policy is there.
#[must_use]
pub fn verdict(facts: &Facts, controller: &Controller, datum: &Datum, day: Day) -> Option<Verdict> {
    let obtained = datum.obtained_on().filter(|obtained| *obtained <= day)?;
    let case = Case { facts, controller, policy: controller.policy(day)?, datum, day };
    let round = Round::of(&case, &mut ());
    Some(round.verdict(&case, obtained))
}

/// The verdict with its proof; see [`verdict`].
#[must_use]
pub fn prove(
    facts: &Facts,
    controller: &Controller,
    datum: &Datum,
    day: Day,
) -> Option<(Verdict, Proof)> {
    let obtained = datum.obtained_on().filter(|obtained| *obtained <= day)?;
    let case = Case { facts, controller, policy: controller.policy(day)?, datum, day };
    let mut notary = Notary::default();
    let round = Round::of(&case, &mut notary);
    Some((round.verdict(&case, obtained), notary.into_proof()))
}

/// What all claims of a datum come to on one day.
#[derive(Debug, Clone, Copy)]
struct Round {
    organisation: bool,
    restriction: Option<Day>,
    holds: bool,
    until: Option<Day>,
    permitted: PurposeSet,
    permitted_restricted: PurposeSet,
    suspended: Option<Day>,
    reasons: Reasons,
    since: Option<Day>,
}

impl Round {
    /// Asks every ground, and tells the witness.
    fn of<W: Witness>(case: &Case<'_>, witness: &mut W) -> Self {
        let mut round = Self {
            organisation: !case.facts.contact.is_person(),
            restriction: None,
            holds: false,
            until: Some(Day::MIN),
            permitted: PurposeSet::EMPTY,
            permitted_restricted: PurposeSet::EMPTY,
            suspended: None,
            reasons: Reasons::NONE,
            since: None,
        };
        if round.organisation {
            let rule = Rule::Organisation;
            witness.note(Finding { rule, fails: None, cite: None, day: None });
            return round;
        }
        if let Some(right) = restriction(case) {
            round.restriction = Some(right.on);
            let (rule, fails) = (Rule::Restriction, Some(Reason::Restricted));
            let cite = Some(Cite::Right(right.id));
            witness.note(Finding { rule, fails, cite, day: Some(right.on) });
        }
        if W::LISTENS && round.restriction.is_none() {
            for lifting in liftings(case) {
                let (rule, cite) = (Rule::Restriction, Some(Cite::Right(lifting.id)));
                witness.note(Finding { rule, fails: None, cite, day: None });
            }
        }
        let mut met = false;
        for ground in case.facts.grounds.iter().filter(|ground| claim::meets(case, ground)) {
            met = true;
            let state = claim::evaluate(case, ground, witness);
            round.add(case, ground, state);
        }
        if !met {
            round.reasons.insert(without_claim(case));
        }
        round
    }

    fn add(&mut self, case: &Case<'_>, ground: &super::Ground, state: ClaimState) {
        match state {
            ClaimState::Holds { until } => {
                self.holds = true;
                self.until = self.until.zip(until).map(|(so_far, until)| so_far.max(until));
                self.permitted.insert(ground.purpose);
                let key = case.policy.purpose(ground.purpose).map(|one| one.key.as_str());
                // Art. 18(2): with consent, or for legal claims.
                if ground.basis == LawfulBasis::Consent || key == Some(LEGAL_CLAIMS) {
                    self.permitted_restricted.insert(ground.purpose);
                }
            }
            ClaimState::Suspended { until } => {
                self.suspended = Some(self.suspended.map_or(until, |day| day.max(until)));
            }
            ClaimState::Fails { reason, since } => {
                self.reasons.insert(reason);
                self.since = self.since.max(since);
            }
        }
    }

    fn standing(&self) -> Standing {
        match (self.restriction, self.organisation || self.holds, self.suspended) {
            (Some(_), _, _) | (None, false, Some(_)) => Standing::Restricted,
            (None, true, _) => Standing::Justified,
            (None, false, None) => Standing::Unjustified,
        }
    }

    fn verdict(&self, case: &Case<'_>, obtained: Day) -> Verdict {
        let mut restricted = Reasons::NONE;
        restricted.insert(Reason::Restricted);
        let carried = Verdict {
            standing: self.standing(),
            hold_until: HoldUntil::Open,
            unjustified_since: None,
            erase_by: None,
            permitted: self.permitted,
            reasons: Reasons::NONE,
        };
        match self.standing() {
            Standing::Justified if self.organisation => carried,
            Standing::Justified => Verdict {
                hold_until: self.until.map_or(HoldUntil::Open, HoldUntil::Day),
                ..carried
            },
            Standing::Restricted => {
                let waiting = self.restriction.is_none().then_some(self.suspended).flatten();
                Verdict {
                    hold_until: waiting.map_or(HoldUntil::Open, HoldUntil::Day),
                    permitted: self.permitted_restricted,
                    reasons: restricted,
                    ..carried
                }
            }
            Standing::Unjustified => {
                let since = self.unjustified_since(case, obtained);
                let hold_until = match since {
                    Some(since) if since > obtained => HoldUntil::Day(since.previous()),
                    _ => HoldUntil::Never,
                };
                let since = since.unwrap_or(obtained);
                Verdict {
                    hold_until,
                    unjustified_since: Some(since),
                    erase_by: Some(case.policy.deletion_lag.after(since)),
                    reasons: self.reasons,
                    ..carried
                }
            }
        }
    }

    /// The first day of the unjustified time in which the case's day lies; `None`: from the start.
    ///
    /// Each claim says since when it fails without a break. All of them fail since the latest of
    /// those days, which is the answer unless another claim failed before it: then the day before
    /// is asked in turn.
    fn unjustified_since(&self, case: &Case<'_>, obtained: Day) -> Option<Day> {
        let mut round = *self;
        let mut day = case.day;
        loop {
            let mut since = round.since.map_or(obtained, |since| since.max(obtained)).min(day);
            if let Some(lifted) = last_lifting(case, day) {
                since = since.max(lifted);
            }
            if let Some(changed) = last_change(case, since, day) {
                since = changed;
            }
            if since <= obtained {
                return None;
            }
            let before = Case { day: since.previous(), ..*case };
            let policy = case.controller.policy(before.day).unwrap_or(case.policy);
            let before = Case { policy, ..before };
            round = Self::of(&before, &mut ());
            if round.standing() != Standing::Unjustified {
                return Some(since);
            }
            day = before.day;
        }
    }
}

/// The latest day after `since`, up to `day`, on which a ground was closed by hand: until then it
/// may have carried the datum.
fn last_change(case: &Case<'_>, since: Day, day: Day) -> Option<Day> {
    let closed = case.facts.grounds.iter().filter_map(|ground| ground.closed);
    let versions = case.controller.policies.iter().map(|policy| policy.from);
    closed.map(Day::next).chain(versions).filter(|one| *one > since && *one <= day).max()
}

/// The latest lifting of a restriction by `day`.
fn last_lifting(case: &Case<'_>, day: Day) -> Option<Day> {
    let lifted = case.facts.rights.iter().filter(|right| {
        right.on <= day && matches!(right.fact, RightFact::RestrictionLifted { .. })
    });
    lifted.map(|right| right.on).max()
}

/// The restriction of the datum that is in force, if one is (Art. 18).
fn restriction<'a>(case: &Case<'a>) -> Option<&'a Right> {
    let rights: &'a [Right] = &case.facts.rights;
    let lifted = |id| {
        rights.iter().any(|right| {
            right.on <= case.day && right.fact == RightFact::RestrictionLifted { restriction: id }
        })
    };
    rights.iter().find(|right| {
        right.on <= case.day && restricts(&right.fact, case.datum.id) && !lifted(right.id)
    })
}

/// The liftings of restrictions of the datum: without them it would be stored only.
fn liftings<'a>(case: &Case<'a>) -> impl Iterator<Item = &'a Right> + use<'a> {
    let (rights, datum, day): (&'a [Right], _, _) = (&case.facts.rights, case.datum.id, case.day);
    let restrictions =
        rights.iter().filter(move |one| one.on <= day && restricts(&one.fact, datum));
    restrictions.flat_map(move |one| {
        let lifted = RightFact::RestrictionLifted { restriction: one.id };
        rights.iter().filter(move |right| right.on <= day && right.fact == lifted)
    })
}

/// Whether it is a restriction of the datum.
fn restricts(fact: &RightFact, datum: DatumId) -> bool {
    fact.restriction().is_some_and(|(data, _)| data.is_empty() || data.contains(&datum))
}

/// The reason of a datum that meets no ground: collected for no purpose, or not needed.
fn without_claim(case: &Case<'_>) -> Reason {
    if compatible::collected_for(case.facts, case.datum, case.day).is_empty() {
        Reason::NoPurpose
    } else {
        Reason::NotNecessary
    }
}

/// The grounds that the datum meets on a day, for those who show them.
#[must_use]
pub fn grounds_met(case: &Case<'_>) -> Vec<GroundId> {
    let met = case.facts.grounds.iter().filter(|ground| claim::meets(case, ground));
    met.map(|ground| ground.id).collect()
}
