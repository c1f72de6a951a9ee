//! What becomes of our own records when something is erased: what is past its day goes, and what
//! depended on something being held ends.

use super::{ErasurePlan, Target};
use crate::{
    app::{AppError, Secretive},
    domain::{
        Controller, Day, Facts, Ground, HoldUntil, Right,
        own_record::{self, Alive, Kept, OwnRecord},
    },
    store::Writer,
};

/// The records that go: those that prove nothing any more.
///
/// # Errors
///
/// There is no such record, or it still proves something.
pub(super) fn past(
    facts: &Facts,
    controller: &Controller,
    target: Target,
    today: Day,
) -> Result<Vec<OwnRecord>, AppError> {
    match target {
        Target::Datum(_) | Target::Talk(_) => Ok(Vec::new()),
        Target::Record(record) => {
            let kept = own_record::kept(facts, controller, record, today).ok_or_else(|| {
                AppError::NotFound(Secretive("that record, among those of this contact".into()))
            })?;
            if kept.is_past() { Ok(vec![record]) } else { Err(still_proves(&kept)) }
        }
        Target::Records | Target::Unjustified | Target::Contact => {
            let alive = Alive::of(facts, controller, today);
            let all = own_record::all(facts, controller, alive, today).into_iter();
            Ok(all.filter(Kept::is_past).map(|one| one.record).collect())
        }
    }
}

fn still_proves(kept: &Kept) -> AppError {
    AppError::Refused {
        message: format!("it has to stay: to prove that we kept to the rules ({})", kept.article),
        hint: match kept.hold_until {
            HoldUntil::Day(day) => format!("it can go after {day}"),
            HoldUntil::Open | HoldUntil::Never => {
                "what it proves still lasts; see `why` with the same words".to_owned()
            }
        },
    }
}

/// Whether something stays that proves what was agreed, asked, passed on or misused.
pub(super) fn has_proof(facts: &Facts, goes: &[OwnRecord]) -> bool {
    let request = |right: &&Right| right.fact.request().is_some();
    let consents = facts.consents.iter().map(|one| OwnRecord::Consent(one.id));
    let requests = facts.rights.iter().filter(request).map(|one| OwnRecord::Right(one.id));
    let used = facts.disclosures.iter().filter(|one| one.left() || one.is_violation());
    let disclosures = used.map(|one| OwnRecord::Disclosure(one.id));
    consents.chain(requests).chain(disclosures).any(|one| !goes.contains(&one))
}

/// Closes every ground where nothing is left that it could carry: with that ends what our records
/// prove of it, and their time begins to run.
pub(super) fn close_what_ends(
    writer: &mut Writer<'_>,
    facts: &Facts,
    plan: &ErasurePlan,
    today: Day,
) -> Result<(), AppError> {
    let data = facts.data.iter().any(|datum| {
        datum.deleted.is_none() && !plan.goes.iter().any(|gone| gone.datum == datum.id)
    });
    let talks = facts
        .interactions
        .iter()
        .any(|talk| !talk.text.is_empty() && !plan.talks.contains(&talk.id));
    let only_records = plan.goes.is_empty() && plan.talks.is_empty();
    if data || talks || only_records {
        return Ok(());
    }
    for ground in facts.grounds.iter().filter(|ground| ground.closed.is_none()) {
        writer.put_ground(plan.contact, &Ground { closed: Some(today), ..ground.clone() })?;
    }
    Ok(())
}
