//! The six lawful bases: whether the one that a ground names holds on a day (GDPR Art. 6(1)).

use super::{
    Cite, ConsentStanding, Day, Decision, Evidence, Facts, Finding, Ground, Involvement,
    LawfulBasis, ObjectionScope, Outcome, PartyRole, Purpose, Reason, Right, RightFact, Rule,
    Scope, Stage, Witness, calendar,
    channel::{self, SoftOptIn},
    claim::{BasisState, Case, has_reason},
    ledger, proof,
    retention::{self, Deadline},
    told,
};

/// Whether the ground's basis holds for the case, and until when.
pub(super) fn evaluate(
    case: &Case<'_>,
    ground: &Ground,
    purpose: &Purpose,
    witness: &mut impl Witness,
) -> BasisState {
    match ground.basis {
        LawfulBasis::Consent => consent(case, ground, witness),
        LawfulBasis::Contract => contract(case, ground, witness),
        LawfulBasis::LegalObligation => obligation(case, ground, purpose, witness),
        LawfulBasis::LegitimateInterests => interests(case, ground, purpose, witness),
        LawfulBasis::VitalInterests => recorded(ground, witness),
        LawfulBasis::PublicTask => match recorded(ground, witness) {
            BasisState::Holds(until) => {
                objection(case, ground, witness).unwrap_or(BasisState::Holds(until))
            }
            other @ (BasisState::Fails(..) | BasisState::Lapsed(..) | BasisState::Suspended(_)) => {
                other
            }
        },
    }
}

/// Tells a finding, with the further records that it rests on, and gives the state on.
fn found<I: IntoIterator<Item = Cite>>(
    witness: &mut impl Witness,
    rule: Rule,
    cite: Option<Cite>,
    state: BasisState,
    further: impl FnOnce() -> I,
) -> BasisState {
    let (fails, day) = match state {
        BasisState::Holds(until) => (None, until),
        BasisState::Fails(reason, since) => (Some(reason), since),
        BasisState::Lapsed(reason, until) => (Some(reason), Some(until.next())),
        BasisState::Suspended(due) => (Some(Reason::Restricted), Some(due)),
    };
    proof::tell(witness, Finding { rule, fails, cite, day }, further);
    state
}

/// Where a finding rests on the record that it names, and on no other.
fn alone() -> [Cite; 0] {
    []
}

fn scope<'a>(case: &Case<'a>, ground: &Ground) -> Scope<'a> {
    Scope {
        purpose: ground.purpose,
        datum: Some(case.datum),
        explicit: false,
        child_age: case.policy.child_age_in(case.facts.contact.country),
    }
}

fn consent(case: &Case<'_>, ground: &Ground, witness: &mut impl Witness) -> BasisState {
    let standing = ledger::standing(case.facts, scope(case, ground), case.day);
    let (cite, state) = match standing {
        ConsentStanding::Holds { event, until, .. } => (Some(event), BasisState::Holds(until)),
        ConsentStanding::Expired { event, until } => {
            (Some(event), BasisState::Lapsed(Reason::ConsentExpired, until))
        }
        ConsentStanding::Withdrawn { event, on } => {
            (Some(event), BasisState::Fails(Reason::ConsentWithdrawn, Some(on)))
        }
        ConsentStanding::Invalid { event, since } => {
            (Some(event), BasisState::Fails(Reason::ConsentInvalid, since))
        }
        ConsentStanding::Child { event } => {
            (Some(event), BasisState::Fails(Reason::ChildConsent, None))
        }
        ConsentStanding::Unproven { event } => {
            (event, BasisState::Fails(Reason::ConsentUnproven, None))
        }
    };
    let cite = cite.map_or(Some(Cite::Ground(ground.id)), |event| Some(Cite::Consent(event)));
    // What holds does so by its yes alone; what fails might hold without any other of them.
    let holds = matches!(state, BasisState::Holds(_));
    found(witness, Rule::Consent, cite, state, || ledger_of(case, ground).filter(move |_| !holds))
}

/// Every event of the purpose's ledger by the day.
pub(super) fn ledger_of<'a>(
    case: &Case<'a>,
    ground: &Ground,
) -> impl Iterator<Item = Cite> + use<'a> {
    let (facts, day, purpose): (&'a Facts, Day, _) = (case.facts, case.day, ground.purpose);
    let events = facts.consents.iter().filter(move |one| one.purpose == purpose && one.on <= day);
    events.map(|event| Cite::Consent(event.id))
}

/// The person must be a party themself, and the work open: asked for, running, or something owed.
fn contract(case: &Case<'_>, ground: &Ground, witness: &mut impl Witness) -> BasisState {
    let not_party = BasisState::Fails(Reason::ContractNotParty, None);
    let of_evidence = Cite::of(&ground.evidence).or(Some(Cite::Ground(ground.id)));
    let (state, cite) = match &ground.evidence {
        Evidence::Engagement(id) => {
            let own = own_engagements(case).find(|one| one.engagement.id == *id);
            (own.map_or(not_party, |one| engagement(case, one)), of_evidence)
        }
        // An enquiry that is not on record any more shows nothing: nobody is known to have asked.
        Evidence::Event(id) => {
            let there = case.facts.events.iter().any(|one| one.id == *id && one.on <= case.day);
            (if there { BasisState::Holds(None) } else { not_party }, of_evidence)
        }
        Evidence::Interaction(id) => {
            let mut talks = case.facts.interactions.iter();
            let there = talks.any(|one| one.id == *id && one.on <= case.day);
            (if there { BasisState::Holds(None) } else { not_party }, of_evidence)
        }
        Evidence::Ledger | Evidence::Consent(_) | Evidence::Assessment(_) | Evidence::Reason(_) => {
            best_engagement(case).unwrap_or((not_party, of_evidence))
        }
    };
    // A closing is an act: before its day it had not happened.
    let closed = ground.closed.filter(|closed| *closed <= case.day);
    let state = match (state, closed) {
        (BasisState::Holds(until), Some(closed)) if closed < case.day => {
            BasisState::Lapsed(Reason::ContractEnded, until.map_or(closed, |day| day.min(closed)))
        }
        (BasisState::Holds(until), Some(closed)) => {
            BasisState::Holds(Some(until.map_or(closed, |day| day.min(closed))))
        }
        (state, _) => state,
    };
    found(witness, Rule::Contract, cite, state, alone)
}

/// The engagements to which the person is a party and that had begun.
fn own_engagements<'a>(case: &Case<'a>) -> impl Iterator<Item = &'a Involvement> {
    let (facts, day): (&'a Facts, Day) = (case.facts, case.day);
    facts
        .engagements
        .iter()
        .filter(move |one| one.role == PartyRole::Client && one.engagement.stage_on(day).is_some())
}

/// Where no work is named, any of theirs will do: what goes on longest, else what ended last.
fn best_engagement(case: &Case<'_>) -> Option<(BasisState, Option<Cite>)> {
    let rank = |state: BasisState| match state {
        BasisState::Holds(until) => (2, until.unwrap_or(Day::MAX)),
        BasisState::Lapsed(_, until) => (1, until),
        BasisState::Fails(..) | BasisState::Suspended(_) => (0, Day::MIN),
    };
    own_engagements(case)
        .map(|one| (engagement(case, one), one.engagement.id))
        .max_by_key(|(state, id)| (rank(*state), *id))
        .map(|(state, id)| (state, Some(Cite::Engagement(id))))
}

fn engagement(case: &Case<'_>, one: &Involvement) -> BasisState {
    let work = &one.engagement;
    let Some(stage) = work.stage_on(case.day) else {
        return BasisState::Fails(Reason::ContractNotParty, None);
    };
    match stage {
        Stage::Enquiry | Stage::Proposal if work.asked_for => BasisState::Holds(None),
        Stage::Enquiry | Stage::Proposal => BasisState::Fails(Reason::ContractNotParty, None),
        Stage::Running => BasisState::Holds(None),
        Stage::Done | Stage::Lost => {
            let end = work.ended_by(case.day).unwrap_or(case.day);
            let owed = work.owed_until.filter(|_| stage == Stage::Done);
            let until = owed.map_or(end, |owed| owed.max(end));
            if case.day <= until {
                BasisState::Holds(Some(until))
            } else {
                BasisState::Lapsed(Reason::ContractEnded, until)
            }
        }
    }
}

/// It begins with its event, counts from the latest, and its period runs.
fn obligation(
    case: &Case<'_>,
    ground: &Ground,
    purpose: &Purpose,
    witness: &mut impl Witness,
) -> BasisState {
    let lapsed = Reason::ObligationLapsed;
    let (cite, state) = match retention::deadline(purpose, case.facts, ground, case.datum, case.day)
    {
        Deadline::NotBegun => (None, BasisState::Fails(lapsed, None)),
        Deadline::Open => (None, BasisState::Holds(None)),
        Deadline::Last(last, cite) if last < case.day => (cite, BasisState::Lapsed(lapsed, last)),
        Deadline::Last(last, cite) => (cite, BasisState::Holds(Some(last))),
    };
    let state = match (state, ground.closed) {
        (BasisState::Holds(_), Some(closed)) if closed < case.day => {
            BasisState::Lapsed(lapsed, closed)
        }
        (state, _) => state,
    };
    let cite = cite.or(Some(Cite::Ground(ground.id)));
    found(witness, Rule::Obligation, cite, state, || {
        retention::anchor_of(purpose, case.facts, ground, case.datum, case.day)
    })
}

/// An adopted assessment and the person told in time, or a sale that lets us offer the like; no
/// objection, and no consent taken back.
fn interests(
    case: &Case<'_>,
    ground: &Ground,
    purpose: &Purpose,
    witness: &mut impl Witness,
) -> BasisState {
    let sold = channel::soft_opt_in(case, purpose);
    let (assessed, told) = match sold {
        SoftOptIn::Holds(cite) => {
            let sale = (Rule::SoftOptIn, Some(cite));
            let further = || channel::behind_sale(case, cite);
            let holds = found(witness, sale.0, sale.1, BasisState::Holds(None), further);
            (holds, BasisState::Holds(None))
        }
        SoftOptIn::Ended(_) | SoftOptIn::Never => {
            let assessed = assessed(case, purpose, witness);
            (assessed, told_in_time(case, purpose, witness))
        }
    };
    // An objection to marketing is absolute and is asked for by itself: nothing is decided there.
    let objected = if purpose.marketing { None } else { objection(case, ground, witness) };
    let withdrawn = withdrawn(case, ground, witness);
    let states = [Some(assessed), Some(told), objected, withdrawn];
    // The first that fails speaks, and the earliest day counts.
    let mut result = BasisState::Holds(None);
    for state in states.into_iter().flatten() {
        result = match (result, state) {
            (BasisState::Holds(Some(until)), BasisState::Holds(other)) => {
                BasisState::Holds(Some(other.map_or(until, |other| until.min(other))))
            }
            (BasisState::Holds(_), state) => state,
            (BasisState::Fails(reason, since), BasisState::Fails(_, other)) => {
                BasisState::Fails(reason, since.zip(other).map(|(since, other)| since.min(other)))
            }
            (BasisState::Suspended(_), BasisState::Fails(reason, since)) => {
                BasisState::Fails(reason, since)
            }
            (result, _) => result,
        };
    }
    match (result, sold) {
        // Until their no the sale had carried the claim.
        (BasisState::Fails(reason, since), SoftOptIn::Ended(on)) => {
            BasisState::Fails(reason, Some(since.map_or(on, |since| since.max(on))))
        }
        (result, _) => result,
    }
}

fn assessed(case: &Case<'_>, purpose: &Purpose, witness: &mut impl Witness) -> BasisState {
    let (cite, state) = match case.controller.assessment(purpose.id, case.day) {
        Some(one) if one.outcome == Outcome::Positive => (Some(one.id), BasisState::Holds(None)),
        Some(one) => (Some(one.id), BasisState::Fails(Reason::LiUnassessed, Some(one.adopted_on))),
        None => (None, BasisState::Fails(Reason::LiUnassessed, None)),
    };
    let cite = cite.map_or(Some(Cite::Purpose(purpose.id)), |id| Some(Cite::Assessment(id)));
    found(witness, Rule::Assessed, cite, state, alone)
}

fn told_in_time(case: &Case<'_>, purpose: &Purpose, witness: &mut impl Witness) -> BasisState {
    let told = told(case.facts, case.controller, purpose, case.datum, case.day);
    let (cite, state) = match told {
        None => (None, BasisState::Holds(None)),
        Some(told) => match told.given {
            Some((_, cite)) => (cite, BasisState::Holds(None)),
            None if case.day <= told.due => (None, BasisState::Holds(Some(told.due))),
            None => (None, BasisState::Fails(Reason::NoticeOverdue, Some(told.due.next()))),
        },
    };
    let cite = cite.or(Some(Cite::Datum(case.datum.id)));
    found(witness, Rule::Told, cite, state, || {
        told.map(|told| told::rests_on(case.facts, case.controller, purpose.id, &told, case.day))
            .unwrap_or_default()
    })
}

/// What an objection to the purpose comes to: suspended until it is decided, within a month.
fn objection(case: &Case<'_>, ground: &Ground, witness: &mut impl Witness) -> Option<BasisState> {
    let objections = case.facts.rights.iter().filter(|right| {
        let scope = ObjectionScope::Purpose(ground.purpose);
        right.on <= case.day && right.fact == RightFact::Objection { scope }
    });
    let mut worst: Option<(Cite, BasisState)> = None;
    for right in objections {
        let state = decided(case, right);
        let graver = match (worst, state) {
            (None, _) => true,
            (Some((_, BasisState::Fails(_, old))), BasisState::Fails(_, new)) => new < old,
            (Some((_, BasisState::Fails(..))), _) | (_, BasisState::Holds(_)) => false,
            (Some(_), _) => true,
        };
        if graver {
            worst = Some((Cite::Right(right.id), state));
        }
    }
    let (cite, state) = worst?;
    Some(found(witness, Rule::NotObjected, Some(cite), state, || decisions(case, ground)))
}

/// Every objection to the purpose, with what was decided on it.
fn decisions<'a>(case: &Case<'a>, ground: &Ground) -> impl Iterator<Item = Cite> + use<'a> {
    let (rights, day, purpose): (&'a [Right], Day, _) =
        (&case.facts.rights, case.day, ground.purpose);
    let objects = move |right: &Right| {
        right.fact == RightFact::Objection { scope: ObjectionScope::Purpose(purpose) }
    };
    let decides = move |right: &Right| {
        let of = right.fact.objection_decided().map(|(objection, _)| objection);
        of.is_some_and(|of| rights.iter().any(|one| one.id == of && objects(one)))
    };
    let by_then = rights.iter().filter(move |right| right.on <= day);
    by_then.filter(move |one| objects(one) || decides(one)).map(|right| Cite::Right(right.id))
}

fn decided(case: &Case<'_>, objection: &Right) -> BasisState {
    let decision = case
        .facts
        .rights
        .iter()
        .filter(|right| right.on <= case.day)
        .filter_map(|right| {
            let (of, decision) = right.fact.objection_decided()?;
            (of == objection.id).then_some((right.on, right.id, decision))
        })
        .max_by_key(|(on, id, _)| (*on, *id));
    let due = calendar::response_due(objection.on, case.policy);
    match decision {
        Some((_, _, Decision::Overruled)) => BasisState::Holds(None),
        Some((on, _, Decision::Upheld)) => {
            BasisState::Fails(Reason::ObjectionUpheld, Some(on.min(due.next())))
        }
        None if case.day <= due => BasisState::Suspended(due),
        None => BasisState::Fails(Reason::ObjectionUpheld, Some(due.next())),
    }
}

/// A withdrawal or a refusal closes the purpose against swapping the basis.
fn withdrawn(case: &Case<'_>, ground: &Ground, witness: &mut impl Witness) -> Option<BasisState> {
    let events = || {
        case.facts.consents.iter().filter(|event| {
            event.purpose == ground.purpose
                && event.on <= case.day
                && (event.channel.is_none()
                    || case.datum.channel().is_none()
                    || event.channel == case.datum.channel())
        })
    };
    let no =
        events().filter(|event| event.state.is_no()).max_by_key(|event| (event.on, event.id))?;
    let mut again = events().filter(|event| {
        event.state.is_yes() && event.is_by_person() && event.is_documented() && event.on > no.on
    });
    if let Some(yes) = again.next() {
        let (cite, state) = (Some(Cite::Consent(yes.id)), BasisState::Holds(None));
        return Some(found(witness, Rule::Consent, cite, state, || {
            again.map(|event| Cite::Consent(event.id))
        }));
    }
    let state = BasisState::Fails(Reason::ConsentWithdrawn, Some(no.on));
    let cite = Some(Cite::Consent(no.id));
    Some(found(witness, Rule::Consent, cite, state, || ledger_of(case, ground)))
}

fn recorded(ground: &Ground, witness: &mut impl Witness) -> BasisState {
    let state = if has_reason(ground) {
        BasisState::Holds(None)
    } else {
        BasisState::Fails(Reason::NoPurpose, None)
    };
    found(witness, Rule::Recorded, Some(Cite::Ground(ground.id)), state, alone)
}
