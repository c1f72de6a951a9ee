//! Letting go of all that is held without a reason: of one contact, or of many with one rewrite.

use std::collections::BTreeSet;

use super::{ErasurePlan, ErasureReport, Occasion, Target, beside, change, plan, removal};
use crate::{
    app::{AppError, Session},
    domain::{
        ContactId, Controller, Datum, Day, Facts, Interaction, InteractionId, Standing,
        correspondence, verdict,
    },
};

/// What is to go so that nothing of a contact is held without a reason: the contact itself, if
/// nothing of it has one.
///
/// # Errors
///
/// No such contact, and whatever the store reports.
pub fn unjustified(session: &Session, contact: ContactId) -> Result<Target, AppError> {
    let (facts, controller) = (session.facts(contact)?, session.controller()?);
    let today = session.today();
    let held = facts.data.iter().filter(|datum| datum.deleted.is_none()).count();
    let carries = facts.interactions.iter().any(|talk| !talk.text.is_empty())
        || !facts.engagements.is_empty()
        || values(&facts, &controller, today).len() < held
        || held == 0;
    Ok(if carries { Target::Unjustified } else { Target::Contact })
}

/// The values that are held without a reason.
pub(super) fn values<'a>(facts: &'a Facts, controller: &Controller, today: Day) -> Vec<&'a Datum> {
    let held = facts.data.iter().filter(|datum| datum.deleted.is_none());
    held.filter(|datum| is_unjustified(facts, controller, datum, today)).collect()
}

/// The talks whose texts are held without a reason.
pub(super) fn texts(facts: &Facts, controller: &Controller, today: Day) -> Vec<InteractionId> {
    let unjustified =
        |talk: &&Interaction| is_unjustified(facts, controller, &correspondence(talk), today);
    let talks = facts.interactions.iter().filter(|talk| !talk.text.is_empty());
    talks.filter(unjustified).map(|talk| talk.id).collect()
}

fn is_unjustified(facts: &Facts, controller: &Controller, datum: &Datum, today: Day) -> bool {
    verdict(facts, controller, datum, today)
        .is_some_and(|verdict| verdict.standing == Standing::Unjustified)
}

/// Works out what goes of several contacts; those of whom nothing may go are left out.
///
/// # Errors
///
/// No such contact, and whatever the store reports.
pub fn plan_all(
    session: &Session,
    aims: &[(ContactId, Target)],
) -> Result<Vec<ErasurePlan>, AppError> {
    let mut plans = Vec::new();
    let mut seen = BTreeSet::new();
    for (contact, target) in aims {
        if !seen.insert(*contact) {
            continue;
        }
        let one = plan(session, *contact, *target, Occasion::OurChoice)?;
        if !one.goes.is_empty() || !one.talks.is_empty() || !one.records.is_empty() {
            plans.push(one);
        }
    }
    Ok(plans)
}

/// Erases what the plans say, in one transaction and with one rewrite of the vault; returns only
/// when no byte of it is left in the vault's files.
///
/// # Errors
///
/// The facts changed since the plans were made, and whatever the store reports.
pub fn run_all(session: &Session, plans: &[ErasurePlan]) -> Result<ErasureReport, AppError> {
    let controller = session.controller()?;
    let mut all = Vec::new();
    let mut report = ErasureReport::default();
    for one in plans {
        if plan(session, one.contact, one.target, one.occasion)? != *one {
            return Err(super::changed());
        }
        report.values = report.values.saturating_add(one.goes.len());
        report.talks = report.talks.saturating_add(one.talks.len());
        report.records = report.records.saturating_add(one.records.len());
        report.stays = report.stays.saturating_add(one.stays.len());
        let new = one.tells.iter().filter(|name| !report.tells.contains(name));
        let new: Vec<String> = new.cloned().collect();
        report.tells.extend(new);
        all.push((session.facts(one.contact)?, one));
    }
    let erasures: Vec<_> = plans.iter().map(|one| removal(one).1).collect();
    session.store().erase_later(&erasures, change(session), |writer| {
        for (facts, one) in &all {
            beside(writer, session, facts, &controller, one)?;
        }
        Ok::<_, AppError>(())
    })?;
    session.store().finish_erasures()?;
    report.unreached = session.store().tell_backups()?;
    Ok(report)
}
