//! `candor request list` and `candor request show`.

use clap::Args;
use serde_json::{Value as Json, json};

use super::step;
use crate::{
    app::requests::{self, RequestLine},
    cli::{CliError, args::AsOf, desk::Desk, find},
    domain::{Clock, Day, DutyState, RequestOutcome, RequestStep},
};

/// Options of `candor request list`.
#[derive(Args, Debug)]
pub struct List {
    /// Who asked; without it, everybody whose request is open
    who: Option<String>,
    #[command(flatten)]
    as_of: AsOf,
}

impl List {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let as_of = self.as_of.day(&session);
        let lines = match &self.who {
            Some(who) => requests::of(&session, find::who(&session, who)?, as_of)?,
            None => requests::open(&session, as_of)?,
        };
        if desk.printer.is_json() {
            return desk.printer.json(&Json::Array(lines.iter().map(as_json).collect()));
        }
        let rows: Vec<Vec<String>> = lines
            .iter()
            .map(|line| {
                vec![
                    line.course.request.to_string(),
                    line.name.clone(),
                    line.course.kind.word().to_owned(),
                    line.course.received.to_string(),
                    line.text.clone(),
                ]
            })
            .collect();
        desk.printer.table(&["number", "who", "for", "received", "stands"], &rows)
    }
}

/// Options of `candor request show`.
#[derive(Args, Debug)]
pub struct Show {
    /// Who asked
    who: String,
    /// The request's number, from `request list`; not needed where one is open
    number: Option<u32>,
    #[command(flatten)]
    as_of: AsOf,
}

impl Show {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let who = find::who(&session, &self.who)?;
        let number = step::request(&session, who, self.number)?;
        let lines = requests::of(&session, who, self.as_of.day(&session))?;
        let line = lines
            .iter()
            .find(|line| line.course.request == number)
            .ok_or_else(|| CliError::None(format!("they made no request number {number}")))?;
        if desk.printer.is_json() {
            return desk.printer.json(&as_json(line));
        }
        let received = line.course.received;
        desk.printer.line_of(&format!(
            "{} of {}, {received}: {}",
            line.course.kind.word(),
            line.name,
            line.text
        ))?;
        let rows: Vec<Vec<String>> = line
            .steps
            .iter()
            .map(|(on, step)| {
                vec![on.to_string(), step.word().to_owned(), outcome(step), step.text().to_owned()]
            })
            .collect();
        desk.printer.table(&["day", "step", "outcome", "text"], &rows)
    }
}

fn outcome(step: &RequestStep) -> String {
    let RequestStep::Decided { outcome, .. } = step else { return String::new() };
    match outcome {
        RequestOutcome::Refused { article, .. } => format!("refused {article}").trim().to_owned(),
        RequestOutcome::Given | RequestOutcome::Corrected | RequestOutcome::Erased => {
            outcome.word().to_owned()
        }
    }
}

fn as_json(line: &RequestLine) -> Json {
    let course = &line.course;
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    let clock = match course.clock {
        Clock::None => "none",
        Clock::AwaitsIdentity(_) => "awaits-identity",
        Clock::AwaitsAnswer(_) => "awaits-clarification",
        Clock::Due(_) => "runs",
    };
    let state = match (line.state, course.answered) {
        (Some(DutyState::Open), _) => "open",
        (Some(DutyState::Violated), _) => "violated",
        (Some(DutyState::MetLate(_)), _) => "met-late",
        (None, Some(_)) => "met",
        (None, None) => "waits",
    };
    json!({
        "id": course.request.0,
        "contact": line.contact.0,
        "name": line.name,
        "kind": course.kind.word(),
        "received": course.received.to_string(),
        "state": state,
        "clock": clock,
        "due": day(course.clock.due()),
        "extended_on": day(course.extended),
        "extended_too_late_on": day(course.extended_late),
        "paused_days": course.paused_days,
        "acknowledge_by": day(course.acknowledge.map(|one| one.due)),
        "acknowledged_on": day(course.acknowledge.and_then(|one| one.done)),
        "answered_on": day(course.answered),
        "steps": line.steps.iter().map(step_json).collect::<Vec<_>>(),
        "text": line.text,
    })
}

fn step_json((on, step): &(Day, RequestStep)) -> Json {
    let mut answer = json!({ "on": on.to_string(), "step": step.word(), "text": step.text() });
    if let (Json::Object(fields), RequestStep::Decided { data, outcome }) = (&mut answer, step) {
        let ids: Vec<u32> = data.iter().map(|id| id.0).collect();
        fields.insert("data".to_owned(), ids.into());
        fields.insert("outcome".to_owned(), outcome.word().into());
        if let RequestOutcome::Refused { article, until, .. } = outcome {
            fields.insert("article".to_owned(), article.as_str().into());
            fields.insert("until".to_owned(), until.map(|day| day.to_string()).into());
        }
    }
    answer
}
