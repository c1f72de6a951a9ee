//! Requests: received, doubted, asked back, extended, decided and answered, each as a fact of its day.

use crate::{
    app::{AppError, Done, Mode, Session, change, rights},
    domain::{
        Category, ContactId, Controller, Day, DutyState, Facts, RequestKind, RequestStep, Right,
        RightFact, RightId, duty,
        request::{self, Clock, Course},
    },
    store::ChangeKind,
};

/// Records a request.
///
/// # Errors
///
/// A day to come, and whatever the store reports.
pub fn receive(
    session: &Session,
    contact: ContactId,
    kind: RequestKind,
    on: Day,
    mode: Mode,
) -> Result<Done<RightId>, AppError> {
    session.past(on)?;
    let now = session.now();
    change::run(session, ChangeKind::Request, contact, mode, |writer, _facts| {
        let fact = RightFact::Request { kind, answered: None };
        Ok(writer.add_right(contact, Right { id: RightId(0), on, recorded_at: now, fact })?)
    })
}

/// Records that a request went a step further.
///
/// # Errors
///
/// No such request, a step that does not fit (nothing was doubted, nothing asked, it was answered
/// already), a day to come or before the request, and whatever the store reports.
pub fn step(
    session: &Session,
    contact: ContactId,
    request: RightId,
    step: RequestStep,
    on: Day,
    mode: Mode,
) -> Result<Done<RightId>, AppError> {
    fits(&session.facts(contact)?, request, &step, on)?;
    let fact = RightFact::RequestStep { request, step };
    let is_request = |fact: &RightFact| fact.request().is_some();
    rights::follow_up(session, contact, (request, &is_request), (fact, on), mode)
}

/// Records that a request was answered.
///
/// # Errors
///
/// As [`step`].
pub fn answer(
    session: &Session,
    contact: ContactId,
    request: RightId,
    means: &str,
    on: Day,
    mode: Mode,
) -> Result<Done<RightId>, AppError> {
    let answered = RequestStep::Answered { means: means.trim().to_owned() };
    step(session, contact, request, answered, on, mode)
}

/// A request as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestLine {
    /// Who asked.
    pub contact: ContactId,
    /// Their name; empty once it is erased.
    pub name: String,
    /// How it went.
    pub course: Course,
    /// Its steps, in order.
    pub steps: Vec<(Day, RequestStep)>,
    /// Whether it was late, is late or is open; `None` if no clock runs or it was answered in time.
    pub state: Option<DutyState>,
    /// Where it stands, in words.
    pub text: String,
}

/// The requests of a contact, the oldest first.
///
/// # Errors
///
/// No such contact, and whatever the store reports.
pub fn of(session: &Session, contact: ContactId, as_of: Day) -> Result<Vec<RequestLine>, AppError> {
    let (facts, controller) = (session.facts(contact)?, session.controller()?);
    Ok(lines(&facts, &controller, as_of))
}

/// The requests of everybody that are not answered, the most urgent first.
///
/// # Errors
///
/// Whatever the store reports.
pub fn open(session: &Session, as_of: Day) -> Result<Vec<RequestLine>, AppError> {
    let controller = session.controller()?;
    let mut found = session.store().read(|reader| {
        let mut found = Vec::new();
        for contact in reader.who_asked()? {
            found.extend(lines(&reader.facts(contact)?, &controller, as_of));
        }
        Ok::<_, AppError>(found)
    })?;
    found.retain(|line| line.course.answered.is_none());
    found.sort_by_key(|line| {
        (line.course.clock.due().unwrap_or(Day::MAX), line.course.received, line.contact)
    });
    Ok(found)
}

pub(super) fn lines(facts: &Facts, controller: &Controller, as_of: Day) -> Vec<RequestLine> {
    let Some(policy) = controller.policy(as_of) else { return Vec::new() };
    let name = derive_name(facts);
    let line = |course: Course| {
        let steps = request::steps(facts, course.request, as_of);
        let due = course.clock.due();
        RequestLine {
            contact: facts.contact.id,
            name: name.clone(),
            steps: steps.into_iter().map(|(on, step)| (on, step.clone())).collect(),
            state: due.and_then(|due| duty::state(due, course.answered, as_of)),
            text: words(&course, as_of),
            course,
        }
    };
    request::courses(facts, policy, as_of).into_iter().map(line).collect()
}

fn derive_name(facts: &Facts) -> String {
    facts.first(&Category::Name).map(|datum| datum.value.to_line()).unwrap_or_default()
}

/// Where a request stands: `to be answered by 2026-12-23`.
fn words(course: &Course, as_of: Day) -> String {
    let mut text = match (course.answered, course.clock) {
        (Some(on), Clock::Due(due)) if on > due => format!("answered on {on}, was due {due}"),
        (Some(on), _) => format!("answered on {on}"),
        (None, Clock::None) => "to be answered on the spot".to_owned(),
        (None, Clock::AwaitsIdentity(since)) => {
            format!("waits since {since} for them to show who they are")
        }
        (None, Clock::AwaitsAnswer(since)) => {
            format!("waits since {since} for them to say what they mean")
        }
        (None, Clock::Due(due)) if due < as_of => format!("overdue: was due {due}"),
        (None, Clock::Due(due)) => format!("to be answered by {due}"),
    };
    let mut add = |more: String| {
        text.push_str("; ");
        text.push_str(&more);
    };
    if let Some(on) = course.extended {
        add(format!("they were told on {on} that it takes longer"));
    }
    if let Some(on) = course.extended_late {
        add(format!("they were told only on {on} that it takes longer: too late to count"));
    }
    match course.paused_days {
        0 => {}
        1 => add("1 day of waiting does not count".to_owned()),
        days => add(format!("{days} days of waiting do not count")),
    }
    if let Some(one) = course.acknowledge.filter(|one| one.done.is_none()) {
        let was = if one.due < as_of { "was to be acknowledged by" } else { "acknowledge it by" };
        add(format!("{was} {}", one.due));
    }
    text
}

/// Refuses a step that cannot follow what is on record.
fn fits(facts: &Facts, request: RightId, step: &RequestStep, on: Day) -> Result<(), AppError> {
    let right = facts.rights.iter().find(|right| right.id == request);
    let right = right.filter(|right| right.fact.request().is_some());
    let right = right.ok_or_else(|| rights::no_such(request))?;
    let answered = request::answered(facts, right, Day::MAX);
    let steps = request::steps(facts, request, on);
    let count = |wanted: fn(&RequestStep) -> bool| steps.iter().filter(|(_, s)| wanted(s)).count();
    let refused = |message: &str, hint: &str| {
        Err(AppError::Refused { message: message.to_owned(), hint: hint.to_owned() })
    };
    match step {
        RequestStep::IdentityShown { .. } => {
            if count(|s| matches!(s, RequestStep::IdentityDoubted { .. })) == 0 {
                return refused(
                    "nobody doubted who they are, so the clock runs since they asked",
                    "record the doubt first, on the day on which you told them of it",
                );
            }
        }
        RequestStep::ClarificationAnswered => {
            let asked = count(|s| matches!(s, RequestStep::ClarificationAsked { .. }));
            if asked <= count(|s| matches!(s, RequestStep::ClarificationAnswered)) {
                return refused("they were not asked what they mean", "record the question first");
            }
        }
        RequestStep::Answered { .. } => {
            if let Some(answered) = answered {
                return refused(
                    &format!("it was answered on {answered}"),
                    "undo that if it is wrong",
                );
            }
        }
        RequestStep::IdentityDoubted { .. }
        | RequestStep::ClarificationAsked { .. }
        | RequestStep::Extended { .. } => {
            if let Some(answered) = answered.filter(|answered| *answered <= on) {
                return refused(&format!("it was answered on {answered}"), "record a new request");
            }
        }
        RequestStep::Acknowledged | RequestStep::Decided { .. } => {}
    }
    Ok(())
}
