//! `candor breach`: the register of what happened to personal data, and what it asks for.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::{
    CliError,
    args::{self, DryRun},
    desk::Desk,
    find,
};
use crate::{
    app::{
        AppError, Mode, Session,
        breaches::{self, NewBreach},
        clock::stamp_in,
    },
    domain::{
        BreachId, Category,
        breach::{self, Breach as One, BreachDutyKind, Risk, Told},
    },
};

/// The verbs of `candor breach`.
#[derive(Subcommand, Debug)]
pub enum Breach {
    /// Data were lost, stolen or sent to the wrong people: the 72 hours begin
    Add(Add),
    /// You told the authority, or the people
    Tell(Tell),
    /// List the register, with what is still to be done
    List,
}

/// Options of `candor breach add`.
#[derive(Args, Debug)]
pub struct Add {
    /// What happened
    what: String,
    /// When you became aware of it, in your own time zone; now, if you do not say
    #[arg(long, value_name = "INSTANT")]
    aware: Option<String>,
    /// What may come of it for the people: unlikely, likely, high
    #[arg(long, value_parser = risk)]
    risk: Risk,
    /// The data were encrypted, and the key is safe
    #[arg(long)]
    sealed: bool,
    /// Whose data; may be given again; none: nobody knows, or all
    #[arg(long, value_name = "WHO")]
    whose: Vec<String>,
    /// Which categories; may be given again
    #[arg(long, value_name = "CATEGORY", value_parser = args::category)]
    category: Vec<Category>,
    /// What you did about it
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    measures: String,
    #[command(flatten)]
    dry_run: DryRun,
}

/// Options of `candor breach tell`.
#[derive(Args, Debug)]
pub struct Tell {
    /// The number in the register
    number: u32,
    /// Whom you told: authority, people
    #[arg(value_parser = told)]
    whom: Told,
    /// When; now, if you do not say
    #[arg(long, value_name = "INSTANT")]
    at: Option<String>,
    /// By which means; after 72 hours also why so late
    #[arg(long = "by", value_name = "MEANS", default_value = "")]
    how: String,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Breach {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        match self {
            Self::Add(add) => {
                let new = NewBreach {
                    aware: add.aware,
                    what: add.what,
                    whose: find::all(&session, &add.whose)?,
                    categories: add.category,
                    sealed: add.sealed,
                    risk: add.risk,
                    measures: add.measures,
                };
                let mode = add.dry_run.mode();
                let one = breaches::add(&session, &new, mode)?;
                show(desk, &session, "breach", &one, mode)
            }
            Self::Tell(tell) => {
                let (id, at) = (BreachId(tell.number), tell.at.as_deref());
                let mode = tell.dry_run.mode();
                let one = breaches::tell(&session, id, tell.whom, at, &tell.how, mode)?;
                show(desk, &session, "told", &one, mode)
            }
            Self::List => list(desk, &session),
        }
    }
}

fn risk(text: &str) -> Result<Risk, String> {
    args::one_of(text, &Risk::ALL)
}

fn told(text: &str) -> Result<Told, String> {
    args::one_of(text, &Told::ALL)
}

/// What was recorded, or would be, and what is to be done.
fn show(
    desk: &Desk<'_>,
    session: &Session,
    what: &str,
    one: &One,
    mode: Mode,
) -> Result<(), CliError> {
    let zone = session.controller()?.zone.clone();
    let tried = mode == Mode::Preview;
    if desk.printer.is_json() {
        let mut answer = as_json(session, one, &zone)?;
        if let (Json::Object(fields), true) = (&mut answer, tried) {
            if one.id.0 == 0 {
                fields.shift_remove("id");
            }
            fields.insert("dry_run".to_owned(), true.into());
        }
        return desk.printer.json(&answer);
    }
    if tried {
        desk.printer.talk(&format!("{what} would be recorded; nothing was written"));
    } else {
        desk.printer.recorded(what, one.id.0.into())?;
    }
    for duty in breach::duties(one) {
        desk.printer.talk(&format!("  {}", breaches::duty_words(&duty, session.now(), &zone)));
    }
    Ok(())
}

fn list(desk: &Desk<'_>, session: &Session) -> Result<(), CliError> {
    let zone = session.controller()?.zone.clone();
    let (all, now) = (breaches::list(session)?, session.now());
    if desk.printer.is_json() {
        let all: Result<_, AppError> = all.iter().map(|one| as_json(session, one, &zone)).collect();
        return desk.printer.json(&Json::Array(all?));
    }
    let rows: Result<Vec<Vec<String>>, AppError> = all
        .iter()
        .map(|one| {
            let kept = breaches::kept(session, one)?;
            let duties = breach::duties(one);
            let asked = duties.iter().filter(|duty| duty.kind != BreachDutyKind::Register);
            let asked: Vec<String> =
                asked.map(|duty| breaches::duty_words(duty, now, &zone)).collect();
            Ok(vec![
                one.id.to_string(),
                stamp_in(one.aware, &zone),
                one.risk.word().to_owned(),
                one.what.clone(),
                asked.join("; "),
                kept.as_ref().map(breaches::kept_words).unwrap_or_default(),
            ])
        })
        .collect();
    desk.printer.table(&["number", "aware", "risk", "what", "to do", "kept"], &rows?)
}

fn as_json(session: &Session, one: &One, zone: &str) -> Result<Json, AppError> {
    let now = session.now();
    let kept = breaches::kept(session, one)?;
    let duties: Vec<Json> = breach::duties(one)
        .iter()
        .map(|duty| {
            json!({
                "kind": duty.kind.word(),
                "article": duty.kind.article(),
                "due": duty.due.map(|due| stamp_in(due, zone)),
                "state": duty.state(now),
                "done_at": duty.done.map(|done| stamp_in(done, zone)),
            })
        })
        .collect();
    let whom = |told: Told| Told::ALL.iter().find(|(one, _)| *one == told).map(|(_, word)| *word);
    let tellings: Vec<Json> = one
        .tellings
        .iter()
        .map(|it| json!({ "whom": whom(it.whom), "at": stamp_in(it.at, zone), "by": it.how }))
        .collect();
    Ok(json!({
        "id": one.id.0,
        "aware": stamp_in(one.aware, zone),
        "what": one.what,
        "whose": one.whose.iter().map(|id| id.0).collect::<Vec<_>>(),
        "categories": one.categories.iter().map(Category::word).collect::<Vec<_>>(),
        "sealed": one.sealed,
        "risk": one.risk.word(),
        "measures": one.measures,
        "told": tellings,
        "duties": duties,
        "kept_until": kept.and_then(|kept| kept.until.day()).map(|day| day.to_string()),
        "kept": kept.as_ref().map(breaches::kept_words),
    }))
}
