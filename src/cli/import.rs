//! `candor import`: people from a file that another program wrote.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::{CliError, args, args::DryRun, args::On, desk::Desk, text::count};
use crate::{
    app::{
        Mode,
        import::{self, ImportAnswers, ImportReport, Progress, Unneeded},
    },
    domain::Source,
};

/// Options of `candor import`.
#[derive(Args, Debug)]
pub struct Import {
    /// A vCard file (2.1, 3.0 or 4.0)
    file: PathBuf,
    /// What they are held for: sorting for an old address book, network, newsletter …
    #[arg(long, visible_alias = "for")]
    purpose: String,
    /// From whom: person, published, public:NAME, third-party:NAME, ourselves, unknown
    #[arg(long, value_parser = args::source)]
    source: Source,
    /// Keep values that the purpose does not need; they are unjustified unless something needs them
    #[arg(long)]
    keep_unneeded: bool,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Import {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let bytes = std::fs::read(&self.file)
            .map_err(|source| CliError::File { path: self.file.clone(), source })?;
        let file = self.file.file_name().unwrap_or(self.file.as_os_str()).to_string_lossy();
        let answers = ImportAnswers {
            purpose: self.purpose,
            source: self.source,
            on: self.on.day(&session),
            file: file.into_owned(),
            unneeded: if self.keep_unneeded { Unneeded::Keep } else { Unneeded::LeaveOut },
        };
        let mode = self.dry_run.mode();
        let report = match mode {
            Mode::Preview => import::plan(&session, &bytes, &answers)?,
            Mode::Commit => {
                import::commit(&session, &bytes, &answers, &mut |_done, _total| Progress::GoOn)?
            }
        };
        if desk.printer.is_json() {
            return desk.printer.json(&as_json(&report, mode));
        }
        print(desk, &report, mode)?;
        let nothing = report.cards == 0;
        if nothing {
            Err(CliError::None("there is no card in the file".to_owned()))
        } else {
            Ok(())
        }
    }
}

fn print(desk: &Desk<'_>, report: &ImportReport, mode: Mode) -> Result<(), CliError> {
    for (line, problem) in report.problems.iter().chain(&report.refused) {
        desk.printer.talk(&format!("line {line}: {problem}"));
    }
    for (property, why, times) in &report.left_out {
        desk.printer.talk(&format!("left out: {property} ({why}), {}", count(*times, "time")));
    }
    for (category, times) in &report.not_needed {
        desk.printer.talk(&format!("not needed: {category}, {}", count(*times, "value")));
    }
    if mode == Mode::Preview {
        desk.printer.talk("Nothing was written.");
    }
    let rows = [
        ("cards", report.cards),
        ("new", report.new),
        ("changed", report.changed),
        ("same", report.same),
        ("refused", report.refused_count),
        ("problems", report.problem_count),
    ];
    let rows: Vec<Vec<String>> =
        rows.iter().map(|(word, count)| vec![(*word).to_owned(), count.to_string()]).collect();
    desk.printer.table(&["what", "count"], &rows)
}

fn as_json(report: &ImportReport, mode: Mode) -> serde_json::Value {
    let lines = |list: &[(u32, String)]| -> Vec<serde_json::Value> {
        list.iter().map(|(line, text)| json!({ "line": line, "text": text })).collect()
    };
    let left_out: Vec<_> = report
        .left_out
        .iter()
        .map(|(property, why, count)| json!({ "property": property, "why": why, "count": count }))
        .collect();
    let not_needed: Vec<_> = report
        .not_needed
        .iter()
        .map(|(category, count)| json!({ "category": category, "count": count }))
        .collect();
    json!({
        "dry_run": mode == Mode::Preview,
        "cards": report.cards,
        "new": report.new,
        "changed": report.changed,
        "same": report.same,
        "values": report.values,
        "refused": { "count": report.refused_count, "lines": lines(&report.refused) },
        "problems": { "count": report.problem_count, "lines": lines(&report.problems) },
        "not_needed": not_needed,
        "left_out": left_out,
    })
}
