//! `candor assess`: the balancing of a legitimate interest, adopted once per purpose.

use clap::Args;
use serde_json::{Value as Json, json};

use super::{CliError, args::On, desk::Desk};
use crate::{
    app::{
        Session,
        assessments::{self, NewAssessment},
    },
    domain::{LawfulBasis, Outcome},
};

/// Options of `candor assess`.
#[derive(Args, Debug)]
pub struct Assess {
    /// The purpose: network, prospecting …; without it all are listed
    purpose: Option<String>,
    /// The balancing in your own words; the policy's draft if you do not say
    #[arg(long, requires = "purpose")]
    text: Option<String>,
    /// The interest does not prevail
    #[arg(long, requires = "purpose")]
    negative: bool,
    /// Show the draft and adopt nothing
    #[arg(long, requires = "purpose", conflicts_with_all = ["text", "negative"])]
    show: bool,
    #[command(flatten)]
    on: On,
}

impl Assess {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let Some(purpose) = self.purpose.clone() else { return list(desk, &session) };
        if self.show {
            return show(desk, &session, &purpose);
        }
        let new = NewAssessment {
            purpose,
            text: self.text,
            outcome: if self.negative { Outcome::Negative } else { Outcome::Positive },
            on: self.on.day(&session),
        };
        let id = assessments::adopt(&session, &new)?;
        if desk.printer.is_json() {
            return desk.printer.json(&json!({ "id": id.0, "purpose": new.purpose }));
        }
        let what = format!("assessment ({})", new.purpose);
        desk.printer.recorded(&what, id.0.into())
    }
}

fn show(desk: &Desk<'_>, session: &Session, purpose: &str) -> Result<(), CliError> {
    let controller = session.controller()?;
    let purpose = crate::app::grounds::purpose(&controller, purpose, session.today())?;
    if desk.printer.is_json() {
        let draft = &purpose.assessment_draft;
        return desk.printer.json(&json!({ "purpose": purpose.key, "draft": draft }));
    }
    purpose.assessment_draft.lines().try_for_each(|line| desk.printer.line_of(line))
}

/// Every purpose that rests on an interest, with what has been adopted for it.
fn list(desk: &Desk<'_>, session: &Session) -> Result<(), CliError> {
    let controller = session.controller()?;
    let today = session.today();
    let policy = controller.policy(today);
    let interest = Some(LawfulBasis::LegitimateInterests);
    let interests = policy
        .into_iter()
        .flat_map(|policy| &policy.purposes)
        .filter(|purpose| purpose.basis == interest || purpose.basis_at_organisation == interest);
    let found: Vec<_> =
        interests.map(|purpose| (purpose, controller.assessment(purpose.id, today))).collect();
    let outcome = |outcome| match outcome {
        Outcome::Positive => "positive",
        Outcome::Negative => "negative",
    };
    if desk.printer.is_json() {
        let found: Vec<Json> = found
            .iter()
            .map(|(purpose, adopted)| {
                json!({
                    "purpose": purpose.key,
                    "id": adopted.map(|one| one.id.0),
                    "adopted_on": adopted.map(|one| one.adopted_on.to_string()),
                    "outcome": adopted.map(|one| outcome(one.outcome)),
                    "text": adopted.map_or(&purpose.assessment_draft, |one| &one.text),
                })
            })
            .collect();
        return desk.printer.json(&Json::Array(found));
    }
    let rows: Vec<Vec<String>> = found
        .iter()
        .map(|(purpose, adopted)| {
            let adopted_on = adopted.map_or("not adopted".into(), |one| one.adopted_on.to_string());
            let outcome = adopted.map_or("", |one| outcome(one.outcome)).to_owned();
            vec![purpose.key.clone(), adopted_on, outcome, purpose.text.clone()]
        })
        .collect();
    desk.printer.table(&["purpose", "adopted", "outcome", "meaning"], &rows)
}
