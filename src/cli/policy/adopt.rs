//! `candor policy preview` and `adopt`: what a file changes, and letting it count.

use std::{
    io::{self, IsTerminal as _, Write as _},
    path::PathBuf,
};

use clap::Args;
use serde_json::{Value as Json, json};

use super::proposal;
use crate::{
    app::{
        Mode,
        policies::{self, Count},
    },
    cli::{
        CliError,
        args::{DryRun, On},
        desk::Desk,
        text::count,
    },
    domain::{Held, Standing, Verdict},
};

/// Options of `candor policy preview`.
#[derive(Args, Debug)]
pub struct Preview {
    /// The file; `policy.toml` in your configuration folder if you do not say
    file: Option<PathBuf>,
    /// How many contacts to show one by one
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    contacts: usize,
    #[command(flatten)]
    on: On,
}

impl Preview {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let policy = proposal(desk, &session, self.file, self.on.day(&session))?;
        let preview = policies::preview(&session, &policy, self.contacts)?;
        show(desk, &preview, None)
    }
}

/// Options of `candor policy adopt`.
#[derive(Args, Debug)]
pub struct Adopt {
    /// The file; `policy.toml` in your configuration folder if you do not say
    file: Option<PathBuf>,
    /// How many contacts to show one by one
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    contacts: usize,
    /// Do not ask again
    #[arg(long, short)]
    yes: bool,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Adopt {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let policy = proposal(desk, &session, self.file, self.on.day(&session))?;
        let preview = policies::preview(&session, &policy, self.contacts)?;
        if self.dry_run.mode() == Mode::Preview {
            return show(desk, &preview, Some(false));
        }
        if !self.yes {
            if !desk.printer.is_json() {
                show(desk, &preview, None)?;
            }
            ask()?;
        }
        policies::adopt(&session, &policy)?;
        if self.yes || desk.printer.is_json() {
            show(desk, &preview, Some(true))?;
        }
        desk.printer.talk(&format!("It counts from {} on.", policy.from));
        Ok(())
    }
}

fn ask() -> Result<(), CliError> {
    if !io::stdin().is_terminal() {
        let hint = "look with `--dry-run`, then say `--yes`";
        return Err(CliError::usage("a policy changes verdicts, and nobody is here to ask", hint));
    }
    write!(io::stderr().lock(), "Shall it count? Type yes: ")?;
    let mut typed = String::new();
    io::stdin().read_line(&mut typed)?;
    if typed.trim() == "yes" {
        Ok(())
    } else {
        Err(CliError::None("nothing was changed".to_owned()))
    }
}

fn show(desk: &Desk<'_>, preview: &policies::Preview, done: Option<bool>) -> Result<(), CliError> {
    if desk.printer.is_json() {
        return desk.printer.json(&as_json(preview, done));
    }
    let mut rows: Vec<Vec<String>> = Vec::new();
    let row = |what: &str, which: String, change: String| vec![what.to_owned(), which, change];
    for line in &preview.purposes {
        let (key, change) = line.split_once(": ").unwrap_or((line, ""));
        rows.push(row("purpose", key.to_owned(), change.to_owned()));
    }
    for one in &preview.counts {
        rows.push(row("in all", count(one.values, "value"), moved(one)));
    }
    for contact in &preview.changed {
        for value in &contact.values {
            let which = format!("{}: {}", contact.name, value.category);
            let change = format!("{} → {}", words(&value.before), words(&value.after));
            rows.push(row("value", which, change));
        }
    }
    desk.printer.table(&["", "which", "change"], &rows)?;
    let people = count(preview.contacts_changed, "contact");
    desk.printer.talk(&match done {
        Some(true) => format!("The verdicts of {people} are others from {} on.", preview.day),
        Some(false) | None => {
            format!("The verdicts of {people} would be others from {} on.", preview.day)
        }
    });
    Ok(())
}

fn moved(one: &Count) -> String {
    if one.before == one.after {
        format!("stay {}, with another day, reason or use", one.before.word())
    } else {
        format!("{} → {}", one.before.word(), one.after.word())
    }
}

fn words(verdict: &Verdict) -> String {
    let word = verdict.standing.word();
    match (verdict.standing, verdict.hold_until.day(), verdict.unjustified_since) {
        (Standing::Unjustified, _, Some(since)) => format!("{word} since {since}"),
        (_, Some(day), _) => format!("{word} until {day}"),
        (_, None, _) => word.to_owned(),
    }
}

fn as_json(preview: &policies::Preview, done: Option<bool>) -> Json {
    let verdict = |one: &Verdict| {
        let reasons: Vec<&str> = one.reasons.iter().map(|reason| reason.code()).collect();
        json!({
            "verdict": one.standing.word(),
            "hold_until": one.hold_until.to_string(),
            "reasons": reasons,
        })
    };
    let counts = preview.counts.iter().map(|one| {
        json!({
            "before": one.before.word(),
            "after": one.after.word(),
            "values": one.values,
        })
    });
    let changed = preview.changed.iter().map(|contact| {
        let values = contact.values.iter().map(|one| {
            let (datum, talk) = match one.what {
                Held::Datum(id) => (Some(id.0), None),
                Held::Talk(id) => (None, Some(id.0)),
            };
            json!({
                "id": datum,
                "interaction": talk,
                "category": one.category.word(),
                "before": verdict(&one.before),
                "after": verdict(&one.after),
            })
        });
        json!({
            "contact": contact.contact.0,
            "name": contact.name,
            "values": values.collect::<Vec<_>>(),
        })
    });
    json!({
        "day": preview.day.to_string(),
        "done": done.unwrap_or_default(),
        "purposes": preview.purposes,
        "contacts": preview.contacts,
        "contacts_changed": preview.contacts_changed,
        "counts": counts.collect::<Vec<_>>(),
        "changed": changed.collect::<Vec<_>>(),
    })
}
