//! `candor fairness`: how groups of contacts are treated, side by side.

use clap::Args;
use serde_json::{Value as Json, json};

use super::{CliError, desk::Desk, search};
use crate::{
    app::{
        Session,
        fairness::{self, Comparison},
        segments,
    },
    domain::{
        fairness::treatment::{ENOUGH, Group, Judgement},
        query::Query,
        spoken::{Lean, SpokenDay},
    },
};

/// Options of `candor fairness`.
#[derive(Args, Debug)]
pub struct Fairness {
    /// The groups: names of segments, or queries such as 'tag:referred'; all segments if you name
    /// none
    groups: Vec<String>,
    /// Only what happened from that day on: 2026-01-01, -6m
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    since: Option<SpokenDay>,
}

impl Fairness {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let groups = self.groups(&session)?;
        let since = self.since.map(|since| since.day(session.today(), Lean::Past));
        let compared = fairness::compare(&session, &groups, since)?;
        if desk.printer.is_json() {
            return desk.printer.json(&told(&compared));
        }
        let rows: Vec<Vec<String>> = compared.groups.iter().map(cells).collect();
        desk.printer.table(&HEADERS, &rows)?;
        desk.printer.talk(&said(&compared));
        Ok(())
    }

    fn groups(&self, session: &Session) -> Result<Vec<(String, Query)>, CliError> {
        let saved = segments::list(session)?;
        if self.groups.is_empty() && saved.len() < 2 {
            let hint = "name segments or queries: `candor fairness tag:referred tag:found-us`";
            return Err(CliError::usage("there is nothing to compare", hint));
        }
        let named: Vec<String> = if self.groups.is_empty() {
            saved.iter().map(|one| one.name.clone()).collect()
        } else {
            self.groups.clone()
        };
        let mut groups = Vec::with_capacity(named.len());
        for name in named {
            let segment = saved.iter().find(|one| one.name.to_lowercase() == name.to_lowercase());
            let text = segment.map_or(name.as_str(), |segment| segment.query.as_str());
            groups.push((name.clone(), search::understand(session, text)?));
        }
        Ok(groups)
    }
}

const HEADERS: [&str; 8] = [
    "group",
    "people",
    "replies",
    "days to a reply",
    "waiting",
    "contacts a month",
    "won of asked",
    "share",
];

fn cells(group: &Group) -> Vec<String> {
    let number = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.1}"));
    vec![
        group.name.clone(),
        group.people.to_string(),
        group.reply_days.len().to_string(),
        number(group.median_reply_days()),
        group.unanswered.to_string(),
        group.contacts_per_month().map_or_else(String::new, |value| format!("{value:.2}")),
        format!("{}/{}", group.won(), group.asked()),
        group.won_share().map_or_else(String::new, |share| format!("{share:.3}")),
    ]
}

fn said(compared: &Comparison) -> String {
    match compared.judgement {
        Judgement::TooFew => format!(
            "too few to judge: a ratio is given from {ENOUGH} people and {ENOUGH} enquiries in \
             every group on"
        ),
        Judgement::Even { ratio } => {
            format!("ratio of the shares {ratio:.2}: at least four fifths")
        }
        Judgement::Flagged { ratio } => format!(
            "ratio of the shares {ratio:.2}: less than four fifths; look whether there is a good \
             reason for it"
        ),
    }
}

fn told(compared: &Comparison) -> Json {
    let groups: Vec<Json> = compared
        .groups
        .iter()
        .map(|group| {
            json!({
                "name": group.name,
                "people": group.people,
                "replies": group.reply_days.len(),
                "median_reply_days": group.median_reply_days(),
                "unanswered": group.unanswered,
                "contacts": group.contacts,
                "contacts_per_month": group.contacts_per_month().map(rounded),
                "asked": group.asked(),
                "won": group.won(),
                "won_share": group.won_share().map(rounded),
            })
        })
        .collect();
    let judgement = match compared.judgement {
        Judgement::TooFew => "too-few",
        Judgement::Even { .. } => "even",
        Judgement::Flagged { .. } => "flagged",
    };
    json!({
        "since": compared.since.map(|day| day.to_string()),
        "until": compared.until.to_string(),
        "groups": groups,
        "judgement": judgement,
        "ratio": compared.judgement.ratio().map(rounded),
    })
}

/// Three places after the point say all that such figures can.
fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
