//! Duties beside the verdict: what is to be done for a person, by when, and what is overdue.

use super::{
    Case, Controller, Datum, Day, Facts, LawfulBasis, ObjectionScope, PurposeId, RequestKind,
    RightFact, RightId, calendar, claim, told,
};

/// Something that the user owes a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duty {
    /// What it is.
    pub kind: DutyKind,
    /// The purpose it is about, for notices and objections.
    pub purpose: Option<PurposeId>,
    /// The objection or request it answers.
    pub right: Option<RightId>,
    /// The last day in time.
    pub due: Day,
    /// Where it stands.
    pub state: DutyState,
}

/// What is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DutyKind {
    /// To tell a person about data collected from them (Art. 13).
    NoticeToPerson,
    /// To tell a person about data collected elsewhere (Art. 14).
    NoticeFromElsewhere,
    /// To decide on an objection (Art. 21(1)).
    DecideObjection,
    /// To answer a request (Art. 12(3)).
    AnswerRequest,
}

impl DutyKind {
    /// The word for it in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NoticeToPerson => "art-13-notice",
            Self::NoticeFromElsewhere => "art-14-notice",
            Self::DecideObjection => "decide-objection",
            Self::AnswerRequest => "answer-request",
        }
    }

    /// Where the GDPR says so.
    #[must_use]
    pub fn article(self) -> &'static str {
        match self {
            Self::NoticeToPerson => "Art. 13",
            Self::NoticeFromElsewhere => "Art. 14(3)",
            Self::DecideObjection => "Art. 21(1), 12(3)",
            Self::AnswerRequest => "Art. 12(3)",
        }
    }
}

/// Where a duty stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DutyState {
    /// There is still time.
    Open,
    /// It was not done in time, and still is not.
    Violated,
    /// It was done too late, on that day.
    MetLate(Day),
}

/// The duties that follow from one datum: notices for each purpose that it is held for.
#[must_use]
pub fn of_datum(facts: &Facts, controller: &Controller, datum: &Datum, day: Day) -> Vec<Duty> {
    let mut duties = Vec::new();
    let Some(policy) = controller.policy(day) else { return duties };
    if !facts.contact.is_person() {
        return duties;
    }
    let case = Case { facts, controller, policy, datum, day };
    for ground in facts.grounds.iter().filter(|ground| claim::meets(&case, ground)) {
        let Some(purpose) = policy.purpose(ground.purpose) else { continue };
        if ground.basis == LawfulBasis::LegalObligation && !duties.is_empty() {
            continue;
        }
        let Some(told) = told(facts, controller, purpose, datum, day) else { continue };
        let state = match told.given {
            Some((given, _)) if given <= told.due => continue,
            Some((given, _)) => DutyState::MetLate(given),
            None if day <= told.due => DutyState::Open,
            None => DutyState::Violated,
        };
        let kind =
            if told.from_person { DutyKind::NoticeToPerson } else { DutyKind::NoticeFromElsewhere };
        duties.push(Duty { kind, purpose: Some(purpose.id), right: None, due: told.due, state });
    }
    duties
}

/// The duties of a whole contact, each once, the earliest first: notices by purpose, undecided
/// objections, open requests.
#[must_use]
pub fn of_contact(facts: &Facts, controller: &Controller, day: Day) -> Vec<Duty> {
    let mut duties: Vec<Duty> = Vec::new();
    let held = facts.data.iter().filter(|datum| {
        datum.deleted.is_none() && datum.obtained_on().is_some_and(|obtained| obtained <= day)
    });
    for duty in held.flat_map(|datum| of_datum(facts, controller, datum, day)) {
        let same = |one: &&mut Duty| one.kind == duty.kind && one.purpose == duty.purpose;
        match duties.iter_mut().find(same) {
            Some(one) if duty.due < one.due => *one = duty,
            Some(_) => {}
            None => duties.push(duty),
        }
    }
    if let Some(policy) = controller.policy(day) {
        let due = |on| calendar::response_due(on, policy);
        duties.extend(facts.rights.iter().filter(|right| right.on <= day).filter_map(|right| {
            let state = |due: Day| if day <= due { DutyState::Open } else { DutyState::Violated };
            let due = due(right.on);
            match &right.fact {
                RightFact::Objection { scope: ObjectionScope::Purpose(purpose) } => {
                    let marketing = policy.purpose(*purpose).is_some_and(|one| one.marketing);
                    (!marketing && !is_decided(facts, right.id, day)).then(|| Duty {
                        kind: DutyKind::DecideObjection,
                        purpose: Some(*purpose),
                        right: Some(right.id),
                        due,
                        state: state(due),
                    })
                }
                RightFact::Request { kind, answered } => {
                    let open = *kind != RequestKind::Question
                        && answered.is_none_or(|answered| answered > day);
                    open.then(|| Duty {
                        kind: DutyKind::AnswerRequest,
                        purpose: None,
                        right: Some(right.id),
                        due,
                        state: state(due),
                    })
                }
                RightFact::Objection { scope: ObjectionScope::Marketing }
                | RightFact::ObjectionDecided { .. }
                | RightFact::Restriction { .. }
                | RightFact::LiftingTold { .. }
                | RightFact::RestrictionLifted { .. }
                | RightFact::NoticeGiven(_) => None,
            }
        }));
    }
    duties.sort_by_key(|duty| (duty.due, duty.kind, duty.purpose));
    duties
}

fn is_decided(facts: &Facts, objection: RightId, day: Day) -> bool {
    facts.rights.iter().any(|right| {
        right.on <= day
            && matches!(right.fact, RightFact::ObjectionDecided { objection: of, .. } if of == objection)
    })
}
