//! Duties beside the verdict: what is to be done for a person, by when, and what is overdue.

use super::{
    Case, Controller, Datum, Day, Facts, Ground, LawfulBasis, ObjectionScope, Policy, Purpose,
    PurposeId, RecipientId, RightId, Source, Told, calendar, claim, passed_on, request, stale,
    told,
};

/// Something that the user owes a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duty {
    /// What it is.
    pub kind: DutyKind,
    /// The purpose it is about, for notices and objections.
    pub purpose: Option<PurposeId>,
    /// The objection or request it answers, or the change that is to be told.
    pub right: Option<RightId>,
    /// Who is to be told, for data that were passed on.
    pub recipient: Option<RecipientId>,
    /// The last day in time.
    pub due: Day,
    /// Where it stands.
    pub state: DutyState,
}

impl Duty {
    fn new(kind: DutyKind, due: Day, state: DutyState) -> Self {
        Self { kind, purpose: None, right: None, recipient: None, due, state }
    }
}

/// What is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DutyKind {
    /// To tell a person about data collected from them (Art. 13).
    NoticeToPerson,
    /// To tell a person about data collected elsewhere (Art. 14).
    NoticeFromElsewhere,
    /// To tell a person again: what they were told no longer covers the purpose.
    RefreshNotice,
    /// To decide on an objection (Art. 21(1)).
    DecideObjection,
    /// To answer a request (Art. 12(3)).
    AnswerRequest,
    /// To say that a complaint came in, where the law asks for it.
    Acknowledge,
    /// To tell somebody who got data what became of them (Art. 19).
    TellRecipient,
}

impl DutyKind {
    /// The word for it in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NoticeToPerson => "art-13-notice",
            Self::NoticeFromElsewhere => "art-14-notice",
            Self::RefreshNotice => "refresh-notice",
            Self::DecideObjection => "decide-objection",
            Self::AnswerRequest => "answer-request",
            Self::Acknowledge => "acknowledge-complaint",
            Self::TellRecipient => "tell-recipient",
        }
    }

    /// Where the GDPR says so.
    #[must_use]
    pub fn article(self) -> &'static str {
        match self {
            Self::NoticeToPerson => "Art. 13",
            Self::NoticeFromElsewhere => "Art. 14(3)",
            Self::RefreshNotice => "Art. 13(3), 14(4)",
            Self::DecideObjection => "Art. 21(1), 12(3)",
            Self::AnswerRequest => "Art. 12(3)",
            Self::Acknowledge => "UK DPA 2018 s. 164A",
            Self::TellRecipient => "Art. 19",
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
        duties.extend(refresh(&case, purpose, told));
        if told.ours && is_told_with_others(&case, ground) {
            continue;
        }
        let state = match told.given {
            Some((given, _)) if given <= told.due => continue,
            Some((given, _)) => DutyState::MetLate(given),
            None if day <= told.due => DutyState::Open,
            None => DutyState::Violated,
        };
        let kind =
            if told.from_person { DutyKind::NoticeToPerson } else { DutyKind::NoticeFromElsewhere };
        duties.push(Duty { purpose: Some(purpose.id), ..Duty::new(kind, told.due, state) });
    }
    duties
}

/// Whether something else that came from elsewhere is held for the same: what the user noted
/// themself was obtained from nobody, and asks for no notice of its own.
fn is_told_with_others(case: &Case<'_>, ground: &Ground) -> bool {
    case.facts.data.iter().filter(|datum| datum.deleted.is_none()).any(|datum| {
        let ways = datum.provenances.iter().map(|one| &one.origin);
        let first = ways.min_by_key(|origin| origin.collected_on);
        first.is_some_and(|one| one.source != Source::Ourselves && one.collected_on <= case.day)
            && claim::meets(&Case { datum, ..*case }, ground)
    })
}

/// To tell again, where the last notice no longer covers the purpose.
fn refresh(case: &Case<'_>, purpose: &Purpose, told: Told) -> Option<Duty> {
    told.given?;
    let due = stale::since(case.facts, case.controller, purpose, case.datum, case.day)?;
    let state = if case.day <= due { DutyState::Open } else { DutyState::Violated };
    Some(Duty { purpose: Some(purpose.id), ..Duty::new(DutyKind::RefreshNotice, due, state) })
}

/// The duties of a whole contact, each once, the earliest first: notices by purpose, undecided
/// objections, requests, recipients to be told.
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
        duties.extend(of_objections(facts, policy, day));
        duties.extend(of_requests(facts, policy, day));
        duties.extend(of_recipients(facts, policy, day));
    }
    duties.sort_by_key(|duty| (duty.due, duty.kind, duty.purpose, duty.right, duty.recipient));
    duties
}

/// Objections to interests that are to be decided.
fn of_objections<'a>(
    facts: &'a Facts,
    policy: &'a Policy,
    day: Day,
) -> impl Iterator<Item = Duty> + 'a {
    let had = facts.rights.iter().filter(move |right| right.on <= day);
    had.filter_map(move |right| {
        let ObjectionScope::Purpose(purpose) = right.fact.objection()? else { return None };
        let marketing = policy.purpose(purpose).is_some_and(|one| one.marketing);
        if marketing || is_decided(facts, right.id, day) {
            return None;
        }
        let due = calendar::response_due(right.on, policy);
        let duty = Duty::new(DutyKind::DecideObjection, due, state(due, None, day)?);
        Some(Duty { purpose: Some(purpose), right: Some(right.id), ..duty })
    })
}

/// Requests that are to be answered, and complaints that are to be acknowledged.
fn of_requests(facts: &Facts, policy: &Policy, day: Day) -> Vec<Duty> {
    let mut duties = Vec::new();
    for course in request::courses(facts, policy, day) {
        let answer = course.clock.due().map(|due| (DutyKind::AnswerRequest, due, course.answered));
        let told = course.acknowledge.map(|one| (DutyKind::Acknowledge, one.due, one.done));
        for (kind, due, done) in answer.into_iter().chain(told) {
            if let Some(state) = state(due, done, day) {
                let duty = Duty::new(kind, due, state);
                duties.push(Duty { right: Some(course.request), ..duty });
            }
        }
    }
    duties
}

/// Recipients that are to be told what became of the data that they got.
fn of_recipients<'a>(
    facts: &'a Facts,
    policy: &'a Policy,
    day: Day,
) -> impl Iterator<Item = Duty> + 'a {
    passed_on::to_tell(facts, day).into_iter().filter_map(move |one| {
        let due = calendar::response_due(one.since, policy);
        let duty = Duty::new(DutyKind::TellRecipient, due, state(due, one.told, day)?);
        Some(Duty { right: Some(one.right), recipient: Some(one.recipient), ..duty })
    })
}

/// Where a duty stands; `None` once it was done in time.
#[must_use]
pub fn state(due: Day, done: Option<Day>, day: Day) -> Option<DutyState> {
    match done {
        Some(done) if done <= due => None,
        Some(done) => Some(DutyState::MetLate(done)),
        None if day <= due => Some(DutyState::Open),
        None => Some(DutyState::Violated),
    }
}

fn is_decided(facts: &Facts, objection: RightId, day: Day) -> bool {
    facts.rights.iter().any(|right| {
        right.on <= day && right.fact.objection_decided().is_some_and(|(of, _)| of == objection)
    })
}
