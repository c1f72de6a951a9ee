//! Assessments: the balancing of a legitimate interest, adopted once per purpose.

use crate::{
    app::{AppError, Session, grounds},
    domain::{Assessment, AssessmentId, Day, Outcome, Purpose},
    store::{Change, ChangeKind},
};

/// An assessment to be adopted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAssessment {
    /// The purpose, by its word.
    pub purpose: String,
    /// Interest, need and what people expect; `None`: the policy's draft.
    pub text: Option<String>,
    /// How the balancing came out.
    pub outcome: Outcome,
    /// The day on which it counts as adopted.
    pub on: Day,
}

/// Adopts an assessment.
///
/// # Errors
///
/// An unknown purpose, a day to come, no text where the policy has no draft, and whatever the
/// store reports.
pub fn adopt(session: &Session, new: &NewAssessment) -> Result<AssessmentId, AppError> {
    session.past(new.on)?;
    let controller = session.controller()?;
    let purpose = grounds::purpose(&controller, &new.purpose, new.on)?;
    let text = new.text.clone().unwrap_or_else(|| draft(purpose));
    if text.trim().is_empty() {
        return Err(AppError::invalid(
            "text",
            format!("the policy has no draft for `{}`", purpose.key),
            "say in two lines what the interest is, why it is needed and what people expect",
        ));
    }
    let assessment = Assessment {
        id: AssessmentId(0),
        purpose: purpose.id,
        text,
        outcome: new.outcome,
        adopted_on: new.on,
    };
    let change = Change { what: ChangeKind::Assessed, at: session.now(), today: session.today() };
    session.store().change(change, |writer| Ok::<_, AppError>(writer.add_assessment(&assessment)?))
}

/// Every assessment, oldest first, with the word of its purpose.
///
/// # Errors
///
/// Whatever the store reports.
pub fn list(session: &Session) -> Result<Vec<(String, Assessment)>, AppError> {
    let controller = session.controller()?;
    let today = session.today();
    let key = |one: &Assessment| {
        controller.purpose(one.purpose, today).map_or_else(String::new, |one| one.key.clone())
    };
    Ok(controller.assessments.iter().map(|one| (key(one), one.clone())).collect())
}

/// The policy's draft for a purpose.
pub(super) fn draft(purpose: &Purpose) -> String {
    purpose.assessment_draft.clone()
}
