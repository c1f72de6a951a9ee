//! What a request for erasure does beside erasing: it is on record with what was decided, withdraws
//! every consent, and objects to marketing and to every interest.

use super::{ErasurePlan, Stays};
use crate::{
    app::{AppError, requests},
    domain::{
        Clock, ConsentEvent, ConsentId, ConsentState, Controller, DatumId, Day, Decision,
        Expression, Facts, IndicatedBy, Moment, ObjectionScope, PurposeId, RequestKind,
        RequestOutcome, RequestStep, Right, RightFact, RightId, erasure, request,
    },
    store::Writer,
};

/// Records it: received (unless it is on record), decided, withdrawn, objected.
pub(super) fn record(
    writer: &mut Writer<'_>,
    (facts, controller): (&Facts, &Controller),
    plan: &ErasurePlan,
    (on, today, now): (Day, Day, Moment),
) -> Result<(), AppError> {
    let contact = facts.contact.id;
    let mut add = |on: Day, fact: RightFact| {
        writer.add_right(contact, Right { id: RightId(0), on, recorded_at: now, fact })
    };
    let request = match open(facts, today) {
        Some(open) => open,
        None => add(on, RightFact::Request { kind: RequestKind::Erasure, answered: None })?,
    };
    for step in decisions(plan) {
        add(today, RightFact::RequestStep { request, step })?;
    }
    add(on, RightFact::Objection { scope: ObjectionScope::Marketing })?;
    for purpose in erasure::interests_objected(facts, controller, on) {
        let scope = ObjectionScope::Purpose(purpose);
        let objection = add(on, RightFact::Objection { scope })?;
        let decision = Decision::Upheld;
        add(today, RightFact::ObjectionDecided { objection, decision })?;
    }
    let mut purposes: Vec<_> = facts.consents.iter().map(|event| event.purpose).collect();
    purposes.sort_unstable();
    purposes.dedup();
    for purpose in purposes {
        writer.add_consent(contact, withdrawal(purpose, on, now))?;
    }
    Ok(())
}

/// The request for erasure that is on record and not answered yet, the latest.
fn open(facts: &Facts, today: Day) -> Option<RightId> {
    let asked = facts.rights.iter().filter(|right| {
        right.on <= today
            && right.fact.request().is_some_and(|(kind, _)| kind == RequestKind::Erasure)
            && request::answered(facts, right, Day::MAX).is_none()
    });
    asked.max_by_key(|right| (right.on, right.id)).map(|right| right.id)
}

/// Refuses to erase on a request of which it is in doubt who made it.
pub(super) fn identity_shown(
    facts: &Facts,
    controller: &Controller,
    today: Day,
) -> Result<(), AppError> {
    let open = requests::lines(facts, controller, today).into_iter().find(|line| {
        line.course.kind == RequestKind::Erasure
            && line.course.answered.is_none()
            && matches!(line.course.clock, Clock::AwaitsIdentity(_))
    });
    open.map_or(Ok(()), |line| {
        Err(AppError::Refused {
            message: "who asked to be erased is in doubt".to_owned(),
            hint: format!(
                "once they have shown who they are: `request identity`, for request number {}",
                line.course.request
            ),
        })
    })
}

/// What was decided: all that goes, and what stays by the reason for which it stays.
fn decisions(plan: &ErasurePlan) -> Vec<RequestStep> {
    let mut steps = Vec::new();
    let gone: Vec<DatumId> = plan.goes.iter().map(|one| one.datum).collect();
    if !gone.is_empty() {
        steps.push(RequestStep::Decided { data: gone, outcome: RequestOutcome::Erased });
    }
    let mut reasons: Vec<(&Stays, Vec<DatumId>)> = Vec::new();
    for one in &plan.stays {
        let same = |known: &Stays| {
            (&known.why, known.article, known.until) == (&one.why, one.article, one.until)
        };
        match reasons.iter_mut().find(|(known, _)| same(known)) {
            Some((_, data)) => data.push(one.datum),
            None => reasons.push((one, vec![one.datum])),
        }
    }
    steps.extend(reasons.into_iter().map(|(one, data)| RequestStep::Decided {
        data,
        outcome: RequestOutcome::Refused {
            article: one.article.to_owned(),
            reason: one.why.clone(),
            until: one.until.day(),
        },
    }));
    steps
}

fn withdrawal(purpose: PurposeId, on: Day, now: Moment) -> ConsentEvent {
    ConsentEvent {
        id: ConsentId(0),
        purpose,
        state: ConsentState::Withdrawn,
        on,
        recorded_at: now,
        expression: Expression::Expressed,
        indicated_by: IndicatedBy::Person,
        age: None,
        method: "request for erasure".to_owned(),
        notice: String::new(),
        language: String::new(),
        categories: Vec::new(),
        recipients: Vec::new(),
        channel: None,
        points: Vec::new(),
        validity: None,
        evidence: String::new(),
    }
}
