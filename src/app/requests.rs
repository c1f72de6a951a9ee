//! Requests: received, doubted, asked back, extended, decided and answered, each as a fact of its day.

use crate::{
    app::{AppError, Done, Mode, Session, change, rights},
    domain::{ContactId, Day, Facts, RequestKind, RequestStep, Right, RightFact, RightId, request},
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
