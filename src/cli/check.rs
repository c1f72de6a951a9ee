//! `candor check`: every page, every row, and that nothing waits to be erased.

use clap::Args;
use serde_json::json;

use super::{CliError, desk::Desk, text::count};
use crate::app::check;

/// Options of `candor check`.
#[derive(Args, Debug)]
pub struct Check {}

impl Check {
    #[expect(clippy::unused_self, reason = "every command is run alike")]
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let checkup = check::run(&session)?;
        if desk.printer.is_json() {
            desk.printer.json(&json!({
                "findings": checkup.findings,
                "pending_erasures": checkup.pending_erasures,
            }))?;
        } else {
            for finding in &checkup.findings {
                desk.printer.line_of(finding)?;
            }
            if checkup.pending_erasures > 0 {
                let waiting = count(checkup.pending_erasures, "erasure");
                desk.printer.talk(&format!("{waiting} to be finished by the next one"));
            }
        }
        match checkup.findings.len() {
            0 => {
                desk.printer.talk("All is well.");
                Ok(())
            }
            found => Err(CliError::None(format!("the check found {}", count(found, "fault")))),
        }
    }
}
