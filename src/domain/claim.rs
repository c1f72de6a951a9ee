//! Claims: a datum meeting a ground. Derived for a day, never stored; holds or fails, with a reason.
//!
//! The conditions are asked in the order of `RULES`: purpose, compatibility, basis, special
//! category, retention, objection. The first that fails names the claim's reason; where basis and
//! retention have both run out, the one that ran out first does.

use super::{
    Art9Condition, Cite, ConsentStanding, Controller, Datum, Day, Evidence, Facts, Finding, Ground,
    LawfulBasis, ObjectionScope, Policy, Purpose, Reason, Rule, Scope, Source, Witness, basis,
    compatible, ledger,
    opening::purpose_key::LEGAL_CLAIMS,
    proof,
    retention::{self, Deadline},
};

/// What a claim comes to on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimState {
    /// It carries the datum, through `until` or without a known end.
    Holds {
        /// The last day on which it will, if nothing happens.
        until: Option<Day>,
    },
    /// An objection is undecided: stored only, until then.
    Suspended {
        /// The last day for the decision.
        until: Day,
    },
    /// It carries nothing.
    Fails {
        /// The first condition that fails.
        reason: Reason,
        /// The day since which it fails without a break; `None`: it never held.
        since: Option<Day>,
    },
}

/// What is asked: one datum of one contact, on one day.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// All that is known of the contact.
    pub facts: &'a Facts,
    /// The user, with all that they have declared.
    pub controller: &'a Controller,
    /// The policy of the day.
    pub policy: &'a Policy,
    /// The datum.
    pub datum: &'a Datum,
    /// The day.
    pub day: Day,
}

/// Gathers what the conditions of one claim find.
#[derive(Debug, Default)]
pub(super) struct Tally {
    first: Option<Reason>,
    since: Option<Day>,
    never: bool,
    until: Option<Day>,
    suspended: Option<Day>,
}

impl Tally {
    /// A condition fails, since that day or (`None`) since ever.
    pub(super) fn fail(&mut self, reason: Reason, since: Option<Day>) {
        self.first.get_or_insert(reason);
        match since {
            None => self.never = true,
            Some(day) => self.since = Some(self.since.map_or(day, |since| since.min(day))),
        }
    }

    /// A condition holds through that day.
    pub(super) fn hold_until(&mut self, day: Day) {
        self.until = Some(self.until.map_or(day, |until| until.min(day)));
    }

    /// The claim waits for a decision that is due by that day.
    pub(super) fn suspend(&mut self, due: Day) {
        self.suspended = Some(self.suspended.map_or(due, |until| until.max(due)));
    }

    fn state(&self) -> ClaimState {
        match (self.first, self.suspended) {
            (Some(reason), _) => {
                ClaimState::Fails { reason, since: if self.never { None } else { self.since } }
            }
            (None, Some(until)) => ClaimState::Suspended { until },
            (None, None) => ClaimState::Holds { until: self.until },
        }
    }
}

/// What the basis of a claim comes to: it may fail by an act, or have run out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BasisState {
    /// It holds, through `until` or without a known end.
    Holds(Option<Day>),
    /// It fails by what somebody did or did not do, since then or since ever.
    Fails(Reason, Option<Day>),
    /// It ran out: good through that day.
    Lapsed(Reason, Day),
    /// An objection is undecided until then.
    Suspended(Day),
}

/// Whether the datum meets the ground: it was open, and its purpose needs the category, or finds
/// it useful and rests on consent.
///
/// A ground that its own work or law has ended is still met, so that the verdict can say what
/// ended; one that was closed by hand is not.
#[must_use]
pub fn meets(case: &Case<'_>, ground: &Ground) -> bool {
    let closed = ground.closed.is_some_and(|closed| closed < case.day);
    let ended_by_itself = match ground.basis {
        LawfulBasis::Contract | LawfulBasis::LegalObligation | LawfulBasis::Consent => true,
        LawfulBasis::VitalInterests
        | LawfulBasis::PublicTask
        | LawfulBasis::LegitimateInterests => false,
    };
    if ground.opened > case.day || (closed && !ended_by_itself) {
        return false;
    }
    let category = &case.datum.category;
    case.policy.purpose(ground.purpose).is_some_and(|purpose| {
        purpose.needs(category)
            || (ground.basis == LawfulBasis::Consent
                && (purpose.finds_useful(category) || named_by_consent(case, ground)))
    })
}

/// Whether a consent for the purpose named the category: the notice said so, and they agreed.
fn named_by_consent(case: &Case<'_>, ground: &Ground) -> bool {
    case.facts.consents.iter().any(|event| {
        event.purpose == ground.purpose
            && event.on <= case.day
            && event.categories.contains(&case.datum.category)
    })
}

/// The consents that brought the category in, where the purpose itself has no use for it.
fn naming<'a>(
    case: &Case<'a>,
    ground: &Ground,
    purpose: &Purpose,
) -> impl Iterator<Item = Cite> + use<'a> {
    let (facts, datum, day): (&'a Facts, &'a Datum, Day) = (case.facts, case.datum, case.day);
    let of_itself = purpose.needs(&datum.category) || purpose.finds_useful(&datum.category);
    let purpose = ground.purpose;
    let events = facts.consents.iter().filter(move |event| {
        !of_itself
            && event.purpose == purpose
            && event.on <= day
            && event.categories.contains(&datum.category)
    });
    events.map(|event| Cite::Consent(event.id))
}

/// Evaluates a claim: a datum that [`meets`] a ground.
pub fn evaluate(case: &Case<'_>, ground: &Ground, witness: &mut impl Witness) -> ClaimState {
    witness.open();
    let mut tally = Tally::default();
    match case.policy.purpose(ground.purpose) {
        Some(purpose) => conditions(case, ground, purpose, &mut tally, witness),
        None => tally.fail(Reason::NoPurpose, None),
    }
    let state = tally.state();
    let (fails, day) = match state {
        ClaimState::Holds { until } => (None, until),
        ClaimState::Suspended { until } => (Some(Reason::Restricted), Some(until)),
        ClaimState::Fails { reason, since } => (Some(reason), since),
    };
    let rule = Rule::Claim { purpose: ground.purpose, basis: ground.basis };
    witness.close(Finding { rule, fails, cite: Some(Cite::Ground(ground.id)), day });
    state
}

fn conditions(
    case: &Case<'_>,
    ground: &Ground,
    purpose: &Purpose,
    tally: &mut Tally,
    witness: &mut impl Witness,
) {
    let mut note = |rule, fails, cite, day| witness.note(Finding { rule, fails, cite, day });
    let cite_purpose = Some(Cite::Purpose(purpose.id));
    // On the day of its closing a ground counts for the last time; before, nobody knew. What a
    // consent carries ends with the consent.
    let of_today = ground.closed.filter(|closed| *closed == case.day);
    let closing = of_today.filter(|_| ground.basis != LawfulBasis::Consent);
    if let Some(closing) = closing {
        tally.hold_until(closing);
    }
    if purpose.active {
        note(Rule::PurposeActive, None, cite_purpose, closing);
    } else {
        tally.fail(Reason::NoPurpose, None);
        note(Rule::PurposeActive, Some(Reason::NoPurpose), cite_purpose, None);
    }
    let needed = Finding { rule: Rule::Needed, fails: None, cite: cite_purpose, day: None };
    proof::tell(witness, needed, || naming(case, ground, purpose));

    let compatible = match ground.basis {
        LawfulBasis::Consent => Ok(()),
        LawfulBasis::Contract
        | LawfulBasis::LegalObligation
        | LawfulBasis::VitalInterests
        | LawfulBasis::PublicTask
        | LawfulBasis::LegitimateInterests => compatible::with_collection(case, purpose),
    };
    let fails = compatible.err().map(|_| Reason::PurposeIncompatible);
    let since = compatible.err().flatten();
    let cite = Some(Cite::Datum(case.datum.id));
    let finding = Finding { rule: Rule::Compatible, fails, cite, day: since };
    proof::tell(witness, finding, || compatible::rests_on(case, ground, purpose, fails.is_none()));
    if let Some(reason) = fails {
        tally.fail(reason, since);
    }

    let basis = basis::evaluate(case, ground, purpose, witness);
    let retention = retention_of(case, ground, purpose, witness);
    weigh(tally, basis, retention);
    special_condition(case, ground, purpose, tally, witness);
    if let (Some(last), false) = retention {
        tally.hold_until(last);
    } else if let (Some(last), true) = retention {
        tally.fail(Reason::RetentionExpired, Some(last.next()));
    }
    marketing(case, ground, purpose, basis, tally, witness);
}

/// Lets the basis speak, unless the purpose's period had run out before the basis did.
fn weigh(tally: &mut Tally, basis: BasisState, (last, over): (Option<Day>, bool)) {
    match basis {
        BasisState::Holds(Some(until)) => tally.hold_until(until),
        BasisState::Holds(None) => {}
        BasisState::Suspended(due) => tally.suspend(due),
        BasisState::Fails(reason, since) => tally.fail(reason, since),
        BasisState::Lapsed(reason, until) => {
            if let (Some(last), true) = (last, over && last.is_some_and(|last| last < until)) {
                tally.fail(Reason::RetentionExpired, Some(last.next()));
            }
            tally.fail(reason, Some(until.next()));
        }
    }
}

/// The last day of the purpose's own period, and whether it is over. An obligation's period is
/// asked with its basis.
fn retention_of<W: Witness>(
    case: &Case<'_>,
    ground: &Ground,
    purpose: &Purpose,
    witness: &mut W,
) -> (Option<Day>, bool) {
    if ground.basis == LawfulBasis::LegalObligation {
        return (None, false);
    }
    let anchor = || retention::anchor_of(purpose, case.facts, ground, case.datum, case.day);
    match retention::deadline(purpose, case.facts, ground, case.datum, case.day) {
        Deadline::Open | Deadline::NotBegun => {
            // Work that goes on keeps the period from beginning.
            if let Some(cite) = if W::LISTENS { anchor() } else { None } {
                let (rule, cite) = (Rule::Retention, Some(cite));
                witness.note(Finding { rule, fails: None, cite, day: None });
            }
            (None, false)
        }
        Deadline::Last(last, cite) => {
            let over = last < case.day;
            let fails = over.then_some(Reason::RetentionExpired);
            let day = Some(if over { last.next() } else { last });
            proof::tell(witness, Finding { rule: Rule::Retention, fails, cite, day }, anchor);
            (Some(last), over)
        }
    }
}

/// Special data need a condition of Art. 9(2) as well; contract and interests are none.
fn special_condition(
    case: &Case<'_>,
    ground: &Ground,
    purpose: &Purpose,
    tally: &mut Tally,
    witness: &mut impl Witness,
) {
    if case.datum.special_category().is_none() {
        return;
    }
    let rule = Rule::SpecialCondition;
    let holds = match ground.condition {
        Some(Art9Condition::LegalClaims | Art9Condition::Other) => true,
        Some(Art9Condition::MadePublic) => was_published_by_person(case),
        Some(Art9Condition::ExplicitConsent) | None => purpose.key == LEGAL_CLAIMS,
    };
    if holds {
        let cite = Some(Cite::Ground(ground.id));
        return witness.note(Finding { rule, fails: None, cite, day: None });
    }
    let scope = Scope {
        purpose: ground.purpose,
        datum: Some(case.datum),
        explicit: true,
        child_age: case.policy.child_age_in(case.facts.contact.country),
    };
    let missing = Some(Reason::Art9ConditionMissing);
    let (fails, cite, day) = match ledger::standing(case.facts, scope, case.day) {
        ConsentStanding::Holds { event, until, .. } => {
            if let Some(until) = until {
                tally.hold_until(until);
            }
            (None, Some(Cite::Consent(event)), until)
        }
        ConsentStanding::Withdrawn { event, on } => (missing, Some(Cite::Consent(event)), Some(on)),
        ConsentStanding::Expired { event, until } => {
            (missing, Some(Cite::Consent(event)), Some(until.next()))
        }
        ConsentStanding::Invalid { event, since } => (missing, Some(Cite::Consent(event)), since),
        ConsentStanding::Child { event } => (missing, Some(Cite::Consent(event)), None),
        ConsentStanding::Unproven { event } => (missing, event.map(Cite::Consent), None),
    };
    proof::tell(witness, Finding { rule, fails, cite, day }, || {
        basis::ledger_of(case, ground).filter(move |_| fails.is_some())
    });
    if let Some(reason) = fails {
        tally.fail(reason, day);
    }
}

/// Whether the person published the datum themself; what others publish of them is no condition.
fn was_published_by_person(case: &Case<'_>) -> bool {
    case.datum.provenances.iter().any(|provenance| {
        let origin = &provenance.origin;
        origin.source == Source::PublishedByPerson && origin.collected_on <= case.day
    })
}

/// An objection to marketing is absolute and person-wide; only a later consent that the person
/// gave lifts it, for its purpose and channel.
fn marketing(
    case: &Case<'_>,
    ground: &Ground,
    purpose: &Purpose,
    basis: BasisState,
    tally: &mut Tally,
    witness: &mut impl Witness,
) {
    if !purpose.marketing {
        return;
    }
    let rule = Rule::NoMarketingObjection;
    let objections = || {
        case.facts.rights.iter().filter(|right| {
            right.on <= case.day
                && right.fact.objection().is_some_and(|scope| match scope {
                    ObjectionScope::Marketing => true,
                    ObjectionScope::Purpose(of) => of == purpose.id,
                })
        })
    };
    let Some(last) = objections().max_by_key(|right| (right.on, right.id)) else {
        return witness.note(Finding { rule, fails: None, cite: None, day: None });
    };
    let scope = Scope {
        purpose: purpose.id,
        datum: Some(case.datum),
        explicit: false,
        child_age: case.policy.child_age_in(case.facts.contact.country),
    };
    let lifted = ground.basis == LawfulBasis::Consent
        && matches!(basis, BasisState::Holds(_))
        && matches!(
            ledger::standing(case.facts, scope, case.day),
            ConsentStanding::Holds { given, .. } if given > last.on
        );
    // While a consent had lifted it, the claim stood or fell by that consent alone.
    let lifted_before =
        ground.basis == LawfulBasis::Consent
            && case.facts.consents.iter().any(|event| {
                event.purpose == purpose.id && event.state.is_yes() && event.on > last.on
            });
    let since = match basis {
        BasisState::Fails(_, Some(since)) if lifted_before => Some(since.max(last.on)),
        BasisState::Lapsed(_, until) if lifted_before => Some(until.next().max(last.on)),
        BasisState::Holds(_)
        | BasisState::Fails(..)
        | BasisState::Lapsed(..)
        | BasisState::Suspended(_) => Some(last.on),
    };
    let fails = (!lifted).then_some(Reason::ObjectionMarketing);
    let day = since.filter(|_| fails.is_some());
    witness.note(Finding { rule, fails, cite: Some(Cite::Right(last.id)), day });
    if let Some(reason) = fails {
        tally.fail(reason, since);
    }
}

/// Whether the evidence of a ground is a reason that the user wrote down.
pub(super) fn has_reason(ground: &Ground) -> bool {
    matches!(&ground.evidence, Evidence::Reason(reason) if !reason.trim().is_empty())
}
