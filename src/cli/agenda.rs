//! `candor agenda`: what is due, the earliest first.

use clap::Args;
use serde_json::{Value as Json, json};

use super::{CliError, desk::Desk};
use crate::{
    app::agenda,
    domain::{
        DueKind,
        spoken::{Lean, SpokenDay},
    },
};

/// How many lines are shown unless more are asked for.
const LINES: usize = 200;

/// Options of `candor agenda`.
#[derive(Args, Debug)]
pub struct Agenda {
    /// Through which day: +30d, 2026-12-31
    #[arg(long, value_name = "DAY", default_value = "+30d", allow_hyphen_values = true)]
    until: SpokenDay,
    /// All of it, however long
    #[arg(long)]
    all: bool,
}

impl Agenda {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let until = self.until.day(session.today(), Lean::Future);
        let limit = if self.all { usize::MAX - 1 } else { LINES };
        let agenda = agenda::agenda(&session, until, limit)?;
        if desk.printer.is_json() {
            let lines: Vec<Json> = agenda
                .lines
                .iter()
                .map(|line| {
                    json!({
                        "day": line.due.day.to_string(),
                        "overdue": line.overdue,
                        "kind": kind(line.due.kind),
                        "contact": line.contact.0,
                        "name": line.name,
                        "datum": line.due.datum.map(|id| id.0),
                        "category": line.category.as_ref().map(ToString::to_string),
                        "text": agenda::words(line),
                    })
                })
                .collect();
            return desk.printer.json(&json!({ "lines": lines, "more": agenda.more }));
        }
        let rows: Vec<Vec<String>> = agenda
            .lines
            .iter()
            .map(|line| {
                let late = if line.overdue { "overdue" } else { "" };
                let day = line.due.day.to_string();
                vec![day, late.to_owned(), line.name.clone(), agenda::words(line)]
            })
            .collect();
        if rows.is_empty() {
            desk.printer.talk(&format!("nothing is due until {until}"));
        }
        desk.printer.table(&["day", "", "who", "what"], &rows)?;
        if agenda.more {
            desk.printer.talk(&format!("only the first {LINES} lines; --all shows the rest"));
        }
        Ok(())
    }
}

pub(super) fn kind(kind: DueKind) -> &'static str {
    match kind {
        DueKind::Notice => "notice",
        DueKind::Lapse => "lapse",
        DueKind::Erase => "erase",
        DueKind::Decision => "decision",
        DueKind::Request => "request",
        DueKind::Recipient => "recipient",
        DueKind::Look => "look",
        DueKind::Proof => "proof",
    }
}
