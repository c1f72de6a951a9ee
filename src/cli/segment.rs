//! `candor segment`: queries saved by name.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::{CliError, desk::Desk, search};
use crate::{
    app::{
        Session, queries,
        segments::{self, NewSegment},
    },
    domain,
};

/// The verbs of `candor segment`.
#[derive(Subcommand, Debug)]
pub enum Segment {
    /// Save a query; one that chooses by special categories is refused
    Add(Add),
    /// List the segments
    List,
    /// Show a segment: its query, and why it may choose so
    Show(Named),
    /// List who answers to it today
    Run(Run),
    /// Remove a segment; the contacts stay
    Remove(Named),
}

/// Options of `candor segment add`.
#[derive(Args, Debug)]
pub struct Add {
    /// What it is called
    name: String,
    /// The query: 'tag:client last>90d'
    #[arg(allow_hyphen_values = true)]
    query: String,
    /// Why it chooses by what often stands for a protected trait (postcode, age, language …)
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// The purpose that it is used for
    #[arg(long = "for", value_name = "PURPOSE")]
    purpose: Option<String>,
}

/// A segment by its name.
#[derive(Args, Debug)]
pub struct Named {
    /// Which, by name or number
    name: String,
}

/// Options of `candor segment run`.
#[derive(Args, Debug)]
pub struct Run {
    /// Which, by name or number
    name: String,
    /// No more than so many
    #[arg(long, default_value_t = usize::MAX, hide_default_value = true, value_name = "NUMBER")]
    limit: usize,
    /// Say how many there are, and nothing else
    #[arg(long)]
    count: bool,
}

impl Segment {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        match self {
            Self::Add(add) => add.run(desk, &session),
            Self::List => list(desk, &session),
            Self::Show(named) => {
                let segment = segments::find(&session, &named.name)?;
                show(desk, &session, &segment)
            }
            Self::Run(run) => {
                let segment = segments::find(&session, &run.name)?;
                let query = search::understand(&session, &segment.query)?;
                // The lists may have grown since it was saved.
                let reason = segment.reasons.first().map(|one| one.reason.as_str());
                queries::check(&query, reason).map_err(|unfair| segments::refused(&unfair))?;
                search::shown(desk, &queries::rows(&session, &query)?, run.limit, run.count)
            }
            Self::Remove(named) => {
                let segment = segments::find(&session, &named.name)?;
                segments::remove(&session, segment.id)?;
                if desk.printer.is_json() {
                    return desk.printer.json(&json!({ "id": segment.id.0, "removed": true }));
                }
                desk.printer.talk(&format!("removed segment {}", segment.name));
                Ok(())
            }
        }
    }
}

impl Add {
    fn run(self, desk: &Desk<'_>, session: &Session) -> Result<(), CliError> {
        let query = search::understand(session, &self.query)?;
        let new = NewSegment {
            name: self.name,
            text: self.query,
            query,
            purpose: self.purpose,
            reason: self.reason,
        };
        let segment = segments::add(session, &new)?;
        if desk.printer.is_json() {
            return desk.printer.json(&told(session, &segment)?);
        }
        desk.printer.recorded(&format!("segment {}", segment.name), segment.id.0.into())
    }
}

fn list(desk: &Desk<'_>, session: &Session) -> Result<(), CliError> {
    let all = segments::list(session)?;
    if desk.printer.is_json() {
        let all: Result<Vec<Json>, CliError> =
            all.iter().map(|segment| told(session, segment)).collect();
        return desk.printer.json(&Json::Array(all?));
    }
    let rows: Vec<Vec<String>> = all
        .iter()
        .map(|one| {
            vec![one.id.to_string(), one.name.clone(), one.on.to_string(), one.query.clone()]
        })
        .collect();
    desk.printer.table(&["number", "name", "since", "query"], &rows)
}

fn show(desk: &Desk<'_>, session: &Session, one: &domain::Segment) -> Result<(), CliError> {
    if desk.printer.is_json() {
        return desk.printer.json(&told(session, one)?);
    }
    let mut rows = vec![
        vec!["name".to_owned(), one.name.clone()],
        vec!["query".to_owned(), one.query.clone()],
        vec!["since".to_owned(), one.on.to_string()],
    ];
    rows.extend(purpose(session, one)?.map(|key| vec!["for".to_owned(), key]));
    let reason = |one: &domain::ProxyReason| format!("{}: {}", one.word, one.reason);
    rows.extend(one.reasons.iter().map(|one| vec!["reason".to_owned(), reason(one)]));
    desk.printer.table(&["what", ""], &rows)
}

fn purpose(session: &Session, one: &domain::Segment) -> Result<Option<String>, CliError> {
    let controller = session.controller()?;
    let purpose = one.purpose.and_then(|id| controller.purpose(id, session.today()));
    Ok(purpose.map(|purpose| purpose.key.clone()))
}

fn told(session: &Session, one: &domain::Segment) -> Result<Json, CliError> {
    let reasons: Vec<Json> = one
        .reasons
        .iter()
        .map(|reason| json!({ "word": reason.word, "reason": reason.reason }))
        .collect();
    Ok(json!({
        "id": one.id.0,
        "name": one.name,
        "query": one.query,
        "purpose": purpose(session, one)?,
        "reasons": reasons,
        "since": one.on.to_string(),
    }))
}
