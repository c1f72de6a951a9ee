//! `candor recipient`: people and firms that get data, by name.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::{CliError, desk::Desk};
use crate::app::rights;

/// The verbs of `candor recipient`.
#[derive(Subcommand, Debug)]
pub enum Recipient {
    /// Declare one
    Add(Add),
    /// List them
    List,
}

/// Options of `candor recipient add`.
#[derive(Args, Debug)]
pub struct Add {
    /// By name: "Bookkeeper Ltd"
    name: String,
    /// What they do: bookkeeper, mail provider
    #[arg(long, default_value = "", hide_default_value = true)]
    role: String,
}

impl Recipient {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        if let Self::Add(add) = self {
            let id = rights::recipient(&session, &add.name, &add.role)?;
            if desk.printer.is_json() {
                return desk.printer.json(&json!({ "id": id.0 }));
            }
            return desk.printer.recorded(&format!("recipient {}", add.name), id.0.into());
        }
        let controller = session.controller()?;
        if desk.printer.is_json() {
            let recipients: Vec<Json> = controller
                .recipients
                .iter()
                .map(|one| json!({ "id": one.id.0, "name": one.name, "role": one.role }))
                .collect();
            return desk.printer.json(&Json::Array(recipients));
        }
        let rows: Vec<Vec<String>> = controller
            .recipients
            .iter()
            .map(|one| vec![one.id.to_string(), one.name.clone(), one.role.clone()])
            .collect();
        desk.printer.table(&["number", "name", "role"], &rows)
    }
}
