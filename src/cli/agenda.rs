//! `candor agenda`: what is due, the earliest first.

use clap::Args;
use serde_json::{Value as Json, json};

use super::{CliError, desk::Desk};
use crate::{
    app::{
        agenda::{self, BreachLine},
        clock::stamp_in,
    },
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
        let today = session.today();
        let until = self.until.day(today, Lean::Future);
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
                        "follow_up": line.follow_up.as_ref().map(|one| one.id.0),
                        "text": agenda::words(line, today),
                    })
                })
                .collect();
            let zone = session.controller()?.zone.clone();
            let breaches: Vec<Json> =
                agenda.breaches.iter().map(|line| breach(line, &zone)).collect();
            return desk.printer.json(&json!({
                "breaches": breaches,
                "lines": lines,
                "more": agenda.more,
            }));
        }
        let late = |overdue: bool| if overdue { "overdue" } else { "" }.to_owned();
        let breaches = agenda.breaches.iter().map(|line| {
            let who = format!("breach {}", line.breach);
            vec![line.day.to_string(), late(line.overdue), who, said(line)]
        });
        let lines = agenda.lines.iter().map(|line| {
            let day = line.due.day.to_string();
            vec![day, late(line.overdue), line.name.clone(), agenda::words(line, today)]
        });
        let rows: Vec<Vec<String>> = breaches.chain(lines).collect();
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

/// Whom to tell of a breach, and what happened.
fn said(line: &BreachLine) -> String {
    format!("{}: {}", line.text, line.what)
}

fn breach(line: &BreachLine, zone: &str) -> Json {
    json!({
        "day": line.day.to_string(),
        "due": line.duty.due.map(|due| stamp_in(due, zone)),
        "overdue": line.overdue,
        "kind": line.duty.kind.word(),
        "article": line.duty.kind.article(),
        "breach": line.breach.0,
        "what": line.what,
        "text": line.text,
    })
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
        DueKind::FollowUp => "follow-up",
    }
}
