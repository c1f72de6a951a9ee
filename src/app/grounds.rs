//! Grounds: opened by entries and, for the unusual case, by hand.

use crate::{
    app::{AppError, Done, Mode, Session, assessments, change},
    domain::{
        Art9Condition, Assessment, AssessmentId, ContactId, Controller, Day, Evidence, Facts,
        Ground, GroundId, LawfulBasis, Outcome, Purpose,
        opening::{self, NewGround, purpose_key},
    },
    store::{ChangeKind, Writer},
};

/// A ground to be opened by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenGround {
    /// The purpose, by its word.
    pub purpose: String,
    /// The basis; `None`: the policy's for this contact.
    pub basis: Option<LawfulBasis>,
    /// The record that bears it out; `None`: what the basis points to by itself.
    pub evidence: Option<Evidence>,
    /// The condition of Art. 9(2) that it brings.
    pub condition: Option<Art9Condition>,
    /// The first day on which it counts.
    pub on: Day,
}

/// The purpose by its word, as of a day.
///
/// # Errors
///
/// No such purpose; the hint names the nearest, or all.
pub fn purpose<'a>(
    controller: &'a Controller,
    key: &str,
    on: Day,
) -> Result<&'a Purpose, AppError> {
    let policy = controller.policy(on).ok_or(AppError::Bug("a vault without a policy"))?;
    let word = key.trim().to_lowercase().replace([' ', '_'], "-");
    policy.by_key(&word).ok_or_else(|| {
        let known: Vec<&str> = policy.purposes.iter().map(|one| one.key.as_str()).collect();
        AppError::invalid(
            "purpose",
            format!("there is no purpose `{key}`"),
            match crate::domain::word::nearest(&word, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("purposes are: {}", known.join(", ")),
            },
        )
    })
}

/// Opens the ground that an entry for a purpose opens: an interest or a consent. Contracts and
/// obligations wait for their event. Picking *sorting* for a batch adopts its draft assessment:
/// the pick is the decision.
pub(super) fn open_for_entry(
    writer: &mut Writer<'_>,
    controller: &Controller,
    contact: ContactId,
    key: &str,
    on: Day,
) -> Result<(), AppError> {
    let facts = writer.facts(contact)?;
    if !facts.contact.is_person() {
        return Ok(());
    }
    if let Some(ground) = for_entry(writer, controller, &facts, key, on)? {
        writer.add_ground(contact, ground.with_id(GroundId(0)))?;
    }
    Ok(())
}

/// The ground that an entry for a purpose opens, if it opens one.
pub(super) fn for_entry(
    writer: &mut Writer<'_>,
    controller: &Controller,
    facts: &Facts,
    key: &str,
    on: Day,
) -> Result<Option<NewGround>, AppError> {
    let purpose = purpose(controller, key, on)?;
    let Some(basis) = opening::basis_for(facts, purpose) else { return Ok(None) };
    let again = facts.grounds.iter().any(|ground| {
        ground.purpose == purpose.id && ground.basis == basis && ground.closed.is_none()
    });
    if again {
        return Ok(None);
    }
    let evidence = match basis {
        LawfulBasis::Consent => Evidence::Ledger,
        LawfulBasis::LegitimateInterests => match controller.assessment(purpose.id, on) {
            Some(assessment) => Evidence::Assessment(assessment.id),
            None if purpose.key == purpose_key::SORTING => {
                Evidence::Assessment(adopt_draft(writer, purpose, on)?)
            }
            None => Evidence::Ledger,
        },
        LawfulBasis::Contract
        | LawfulBasis::LegalObligation
        | LawfulBasis::VitalInterests
        | LawfulBasis::PublicTask => return Ok(None),
    };
    Ok(Some(NewGround { purpose: purpose.id, basis, evidence, opened: on }))
}

/// Adopts the policy's draft, where an answer of the user is the decision.
pub(super) fn adopt_draft(
    writer: &mut Writer<'_>,
    purpose: &Purpose,
    on: Day,
) -> Result<AssessmentId, AppError> {
    let known = writer.controller()?.assessment(purpose.id, on).map(|one| one.id);
    if let Some(id) = known {
        return Ok(id);
    }
    Ok(writer.add_assessment(&Assessment {
        id: AssessmentId(0),
        purpose: purpose.id,
        text: assessments::draft(purpose),
        outcome: Outcome::Positive,
        adopted_on: on,
    })?)
}

/// Opens a ground by hand.
///
/// # Errors
///
/// An unknown purpose, a day to come, a basis that the purpose cannot have, and whatever the store
/// reports.
pub fn open(
    session: &Session,
    contact: ContactId,
    new: &OpenGround,
    mode: Mode,
) -> Result<Done<GroundId>, AppError> {
    session.past(new.on)?;
    let controller = session.controller()?;
    let purpose = purpose(&controller, &new.purpose, new.on)?.clone();
    change::run(session, ChangeKind::GroundOpened, contact, mode, |writer, facts| {
        let basis = new.basis.or_else(|| opening::basis_for(facts, &purpose)).ok_or_else(|| {
            AppError::invalid("basis", "the purpose gives none", "name one with `--basis`")
        })?;
        let evidence = new.evidence.clone().unwrap_or_else(|| {
            let assessment = controller.assessment(purpose.id, new.on);
            match (basis, assessment) {
                (LawfulBasis::LegitimateInterests, Some(one)) => Evidence::Assessment(one.id),
                _ => Evidence::Ledger,
            }
        });
        let ground = NewGround { purpose: purpose.id, basis, evidence, opened: new.on };
        let id = writer.add_ground(contact, ground.clone().with_id(GroundId(0)))?;
        if new.condition.is_some() {
            let condition = new.condition;
            writer.put_ground(contact, &Ground { condition, ..ground.with_id(id) })?;
        }
        Ok(id)
    })
}

/// Closes a ground by hand; `on` is the last day on which it counts.
///
/// # Errors
///
/// No such ground, a day to come or before it was opened, and whatever the store reports.
pub fn close(
    session: &Session,
    contact: ContactId,
    ground: GroundId,
    on: Day,
    mode: Mode,
) -> Result<Done<()>, AppError> {
    session.past(on)?;
    change::run(session, ChangeKind::GroundClosed, contact, mode, |writer, facts| {
        let old = facts.grounds.iter().find(|one| one.id == ground).ok_or_else(|| {
            AppError::invalid("ground", format!("there is no ground {ground}"), "see `ground list`")
        })?;
        if on < old.opened {
            return Err(AppError::invalid(
                "on",
                format!("the ground was opened on {}", old.opened),
                "give that day or a later one",
            ));
        }
        writer.put_ground(contact, &Ground { closed: Some(on), ..old.clone() })?;
        Ok(())
    })
}
