//! Rights that people exercise, objections and restrictions; and who gets data, by name.

use crate::{
    app::{AppError, Done, Mode, Session, change, grounds},
    domain::{
        ContactId, DatumId, Day, Decision, ObjectionScope, Recipient, RecipientId, Right,
        RightFact, RightId, calendar,
    },
    store::{Change, ChangeKind, Scope},
};

/// Records an objection: to all direct marketing, or to one purpose that rests on an interest. One
/// to marketing also suppresses every contact point of the person, on every channel.
///
/// # Errors
///
/// An unknown purpose, a day to come, and whatever the store reports.
pub fn object(
    session: &Session,
    contact: ContactId,
    purpose: Option<&str>,
    on: Day,
    mode: Mode,
) -> Result<Done<RightId>, AppError> {
    session.past(on)?;
    let controller = session.controller()?;
    let (scope, marketing) = match purpose {
        None => (ObjectionScope::Marketing, true),
        Some(key) => {
            let purpose = grounds::purpose(&controller, key, on)?;
            (ObjectionScope::Purpose(purpose.id), purpose.marketing)
        }
    };
    let now = session.now();
    change::run(session, ChangeKind::Objection, contact, mode, |writer, facts| {
        let fact = RightFact::Objection { scope };
        let id = writer.add_right(contact, Right { id: RightId(0), on, recorded_at: now, fact })?;
        if marketing {
            let country = facts.contact.country.or(Some(controller.country));
            for point in facts.data.iter().filter_map(|datum| datum.point(country)) {
                let mark = writer.mark(&point);
                writer.suppress(&mark, None, Scope::Marketing, on)?;
            }
        }
        Ok(id)
    })
}

/// The last day on which a law of the contact's country lets an opt-out take effect, where it gives
/// working days (CASL s. 11(3), CAN-SPAM): shown only, for here it works at once.
///
/// # Errors
///
/// No such contact, and whatever the store reports.
pub fn legal_limit(
    session: &Session,
    contact: ContactId,
    on: Day,
) -> Result<Option<Day>, AppError> {
    let (facts, controller) = (session.facts(contact)?, session.controller()?);
    let country = facts.contact.country.unwrap_or(controller.country);
    let gives_days = matches!(country.as_str(), "CA" | "US");
    Ok(controller
        .policy(on)
        .filter(|_| gives_days)
        .map(|policy| calendar::add_business_days(on, policy.opt_out_business_days.into(), policy)))
}

/// Records how an objection to an interest was decided.
///
/// # Errors
///
/// No such objection, a day to come, and whatever the store reports.
pub fn decide(
    session: &Session,
    contact: ContactId,
    objection: RightId,
    decision: Decision,
    on: Day,
    mode: Mode,
) -> Result<Done<RightId>, AppError> {
    let fact = RightFact::ObjectionDecided { objection, decision };
    let is_objection = |fact: &RightFact| matches!(fact, RightFact::Objection { .. });
    follow_up(session, contact, (objection, &is_objection), (fact, on), mode)
}

/// Records a restriction of some data, or of all.
///
/// # Errors
///
/// A day to come, and whatever the store reports.
pub fn restrict(
    session: &Session,
    contact: ContactId,
    data: &[DatumId],
    reason: &str,
    on: Day,
    mode: Mode,
) -> Result<Done<RightId>, AppError> {
    session.past(on)?;
    let now = session.now();
    change::run(session, ChangeKind::Restriction, contact, mode, |writer, _facts| {
        let fact = RightFact::Restriction { data: data.to_vec(), reason: reason.to_owned() };
        Ok(writer.add_right(contact, Right { id: RightId(0), on, recorded_at: now, fact })?)
    })
}

/// Records that the person was told that a restriction will be lifted (Art. 18(3)).
///
/// # Errors
///
/// No such restriction, a day to come, and whatever the store reports.
pub fn tell_lifting(
    session: &Session,
    contact: ContactId,
    restriction: RightId,
    on: Day,
    mode: Mode,
) -> Result<Done<RightId>, AppError> {
    let fact = RightFact::LiftingTold { restriction };
    let is_restriction = |fact: &RightFact| matches!(fact, RightFact::Restriction { .. });
    follow_up(session, contact, (restriction, &is_restriction), (fact, on), mode)
}

/// Lifts a restriction, of which the person must have been told.
///
/// # Errors
///
/// They were not told, no such restriction, a day to come, and whatever the store reports.
pub fn lift(
    session: &Session,
    contact: ContactId,
    restriction: RightId,
    on: Day,
    mode: Mode,
) -> Result<Done<RightId>, AppError> {
    let facts = session.facts(contact)?;
    let told = facts
        .rights
        .iter()
        .any(|right| right.on <= on && right.fact == RightFact::LiftingTold { restriction });
    if !told {
        return Err(AppError::Refused {
            message: "the person has to be told before a restriction is lifted (Art. 18(3))".into(),
            hint: "tell them, record it with `restrict tell`, then lift it".into(),
        });
    }
    let fact = RightFact::RestrictionLifted { restriction };
    let is_restriction = |fact: &RightFact| matches!(fact, RightFact::Restriction { .. });
    follow_up(session, contact, (restriction, &is_restriction), (fact, on), mode)
}

/// Records something that follows an earlier record of the same person.
pub(super) fn follow_up(
    session: &Session,
    contact: ContactId,
    (earlier, fits): (RightId, &dyn Fn(&RightFact) -> bool),
    (fact, on): (RightFact, Day),
    mode: Mode,
) -> Result<Done<RightId>, AppError> {
    session.past(on)?;
    let now = session.now();
    let kind = match fact {
        RightFact::ObjectionDecided { .. } | RightFact::Objection { .. } => ChangeKind::Objection,
        RightFact::Restriction { .. }
        | RightFact::LiftingTold { .. }
        | RightFact::RestrictionLifted { .. } => ChangeKind::Restriction,
        RightFact::NoticeGiven(_) => ChangeKind::NoticeGiven,
        RightFact::Request { .. } | RightFact::RequestStep { .. } => ChangeKind::Request,
        RightFact::Corrected { .. } | RightFact::RecipientTold { .. } => ChangeKind::Disclosed,
    };
    change::run(session, kind, contact, mode, |writer, facts| {
        let old = facts.rights.iter().find(|right| right.id == earlier && fits(&right.fact));
        let old = old.ok_or_else(|| no_such(earlier))?;
        if on < old.on {
            return Err(before(old.on));
        }
        Ok(writer.add_right(contact, Right { id: RightId(0), on, recorded_at: now, fact })?)
    })
}

pub(super) fn no_such(id: RightId) -> AppError {
    AppError::invalid("number", format!("there is no such record {id}"), "see `contact show`")
}

pub(super) fn before(on: Day) -> AppError {
    AppError::invalid("on", format!("it was recorded for {on}"), "give that day or a later one")
}

/// Declares a recipient by name, or gives the number of the one that has it.
///
/// # Errors
///
/// An empty name, and whatever the store reports.
pub fn recipient(session: &Session, name: &str, role: &str) -> Result<RecipientId, AppError> {
    let name = name.trim();
    if name.is_empty() {
        return Err(AppError::invalid("recipient", "it has no name", "name a person or a firm"));
    }
    let controller = session.controller()?;
    let known = controller.recipients.iter().find(|one| one.name.eq_ignore_ascii_case(name));
    if let Some(known) = known {
        return Ok(known.id);
    }
    let new = Recipient {
        id: RecipientId(0),
        name: name.to_owned(),
        role: role.trim().to_owned(),
        country: None,
    };
    let change = Change { what: ChangeKind::Declared, at: session.now(), today: session.today() };
    session.store().change(change, |writer| Ok::<_, AppError>(writer.add_recipient(&new)?))
}

/// The recipient of that name.
///
/// # Errors
///
/// Nobody of that name is known, and whatever the store reports.
pub fn known_recipient(session: &Session, name: &str) -> Result<RecipientId, AppError> {
    let controller = session.controller()?;
    let named = |one: &&Recipient| one.name.eq_ignore_ascii_case(name.trim());
    let known = controller.recipients.iter().find(named).map(|one| one.id);
    known.ok_or_else(|| {
        AppError::invalid("to", "nobody of that name got data", "see `disclosure list`")
    })
}
