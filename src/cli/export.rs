//! `candor export`: takes data out for a purpose, through the gate; what left and what was refused
//! goes on record.

use clap::Args;
use serde_json::Value as Json;

use super::{
    CliError,
    args::DryRun,
    desk::Desk,
    find,
    may_use::{Whom, field, judgement_json, number},
};
use crate::{
    app::{
        Session, find as finder,
        gate::{self, Judgement},
        why,
    },
    domain::{ContactId, Reasons},
};

/// Options of `candor export`.
#[derive(Args, Debug)]
pub struct Export {
    /// What for: delivery, newsletter, tax …
    purpose: String,
    /// Whose data: number, uid, address, telephone number or name
    #[arg(required_unless_present = "all")]
    who: Vec<String>,
    /// Everybody's
    #[arg(long, conflicts_with = "who")]
    all: bool,
    #[command(flatten)]
    to: Whom,
    /// By which means it goes
    #[arg(long = "by", value_name = "MEANS", default_value = "export")]
    means: String,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Export {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let contacts: Vec<ContactId> = if self.all {
            finder::rows(&session, None, usize::MAX)?.into_iter().map(|row| row.id).collect()
        } else {
            find::all(&session, &self.who)?
        };
        let asked = self.to.asked(self.purpose, session.today());
        let mode = self.dry_run.mode();
        let mut judged = Vec::with_capacity(contacts.len());
        for contact in contacts {
            judged.push(gate::release(&session, contact, &asked, &self.means, mode)?);
        }
        let left: Vec<&Judgement> = judged.iter().filter(|one| !one.passes.is_empty()).collect();
        if left.is_empty() {
            return Err(refused(&session, &judged, &asked));
        }
        if desk.printer.is_json() {
            let all: Vec<Json> = judged.iter().map(|one| judgement_json(one, &asked)).collect();
            return desk.printer.json(&Json::Array(all));
        }
        let rows: Vec<Vec<String>> = left
            .iter()
            .flat_map(|one| {
                one.passes.iter().map(|passed| {
                    let field = field(&passed.category, &passed.label);
                    vec![one.name.clone(), number(passed.item), field, passed.value.clone()]
                })
            })
            .collect();
        desk.printer.table(&["contact", "number", "field", "value"], &rows)?;
        let kept = judged.iter().filter(|one| one.passes.is_empty()).count();
        if kept > 0 {
            desk.printer.talk(&format!("nothing of {kept} others may be used for this"));
        }
        Ok(())
    }
}

/// Nothing may leave at all.
fn refused(session: &Session, judged: &[Judgement], asked: &gate::Asked) -> CliError {
    let reasons = judged
        .iter()
        .flat_map(|one| one.refused.iter())
        .fold(Reasons::NONE, |all, one| all.union(one.reasons));
    let why: Vec<String> =
        reasons.iter().map(|one| format!("{}: {}", one.code(), why::refusal(one))).collect();
    let hint = match gate::meant(session, asked) {
        Ok(Some(near)) => format!("did you mean `{near}`?"),
        Ok(None) | Err(_) => "`candor may-use` says for each value why".to_owned(),
    };
    let why = if why.is_empty() { "nothing is held".to_owned() } else { why.join("; ") };
    let message = format!("nothing may leave for `{}` ({why})", asked.purpose);
    crate::app::AppError::Refused { message, hint }.into()
}
