//! `candor erase`: a value or a contact, gone for ever, to the last byte.

use std::io::{self, IsTerminal, Write};

use clap::Args;
use serde_json::{Value as Json, json};

use super::{
    CliError,
    args::{DryRun, On},
    desk::Desk,
    find,
    text::{clean, count},
    why,
};
use crate::{
    app::{
        Mode,
        erase::{self, ErasurePlan, ErasureReport, Occasion, Target},
    },
    domain::{HoldUntil, InteractionId, own_record::PROOF},
};

/// Options of `candor erase`.
#[derive(Args, Debug)]
pub struct Erase {
    /// Whose
    who: String,
    /// Which value, by field or number; a record of ours that proves nothing any more: consent/3,
    /// or `proof` for all of them; without it everything about them
    field: Option<String>,
    /// The text of one interaction, by its number; that it happened stays
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["field", "requested"])]
    talk: Option<u64>,
    /// They asked for it, on the day given (Art. 17): consents end, nothing brings them back
    #[arg(long, conflicts_with = "field")]
    requested: bool,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Erase {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let contact = find::who(&session, &self.who)?;
        let facts = session.facts(contact)?;
        let target = match (&self.field, self.talk) {
            (Some(field), _) if field == PROOF => Target::Records,
            (Some(field), _) => match find::own_record(&facts, field)? {
                Some(record) => Target::Record(record),
                None => Target::Datum(find::datum(&facts, field)?.id),
            },
            (None, Some(talk)) => Target::Talk(InteractionId(talk)),
            (None, None) => Target::Contact,
        };
        let occasion = if self.requested {
            Occasion::Request(self.on.day(&session))
        } else {
            Occasion::OurChoice
        };
        let plan = erase::plan(&session, contact, target, occasion)?;
        let signed_by = session.controller()?.name.clone();
        let letter = self.requested.then(|| erase::letter(&plan, &signed_by));
        if self.dry_run.mode() == Mode::Preview {
            return tell(desk, &plan, None, letter.as_deref());
        }
        if !self.yes {
            print(desk, &plan)?;
            ask(&find::name(&facts))?;
        }
        let report = erase::run(&session, &plan)?;
        tell(desk, &plan, Some(&report), letter.as_deref())
    }
}

/// Has the name typed; whoever cannot be asked has to say `--yes`.
fn ask(name: &str) -> Result<(), CliError> {
    if !io::stdin().is_terminal() {
        let hint = "look with `--dry-run`, then say `--yes`";
        return Err(CliError::usage("erasing cannot be undone, and nobody is here to ask", hint));
    }
    write!(io::stderr().lock(), "This cannot be undone. Type the name ({}): ", clean(name))?;
    let mut typed = String::new();
    io::stdin().read_line(&mut typed)?;
    if typed.trim() == name.trim() {
        Ok(())
    } else {
        Err(CliError::None("that is not the name; nothing was erased".to_owned()))
    }
}

fn tell(
    desk: &Desk<'_>,
    plan: &ErasurePlan,
    report: Option<&ErasureReport>,
    letter: Option<&str>,
) -> Result<(), CliError> {
    if desk.printer.is_json() {
        return desk.printer.json(&as_json(plan, report, letter));
    }
    let Some(report) = report else {
        desk.printer.talk("Nothing was erased.");
        print(desk, plan)?;
        return answer(desk, letter);
    };
    let whole = if report.contact { ", with the contact itself" } else { "" };
    let records = match report.records {
        0 => String::new(),
        some => format!(" and {}", count(some, "record")),
    };
    let said = format!(
        "erased: {} and {}{records}{whole}",
        count(report.values, "value"),
        count(report.talks, "interaction")
    );
    desk.printer.line_of(&said)?;
    for stays in &plan.stays {
        desk.printer
            .talk(&format!("  stays   {}: {} ({})", stays.category, stays.why, stays.article));
    }
    for name in &report.tells {
        desk.printer.talk(&format!("  tell    {name} (Art. 19)"));
    }
    for place in &report.unreached {
        let place = desk.environment.shown(place);
        desk.printer.talk(&format!(
            "  backup  {place} is not there: connect it, then `candor backup tell`"
        ));
    }
    answer(desk, letter)
}

/// The draft of the answer to the person, a line apart.
fn answer(desk: &Desk<'_>, letter: Option<&str>) -> Result<(), CliError> {
    let Some(letter) = letter else { return Ok(()) };
    desk.printer.line_of("")?;
    for line in letter.lines() {
        desk.printer.line_of(line)?;
    }
    Ok(())
}

fn print(desk: &Desk<'_>, plan: &ErasurePlan) -> Result<(), CliError> {
    let goes = plan.goes.iter().map(|one| {
        vec!["goes".to_owned(), one.category.to_string(), one.text.clone(), String::new()]
    });
    let stays = plan.stays.iter().map(|one| {
        let until = match one.until {
            HoldUntil::Day(day) => format!(", until {day}"),
            HoldUntil::Open | HoldUntil::Never => String::new(),
        };
        let why = format!("{} ({}){until}", one.why, one.article);
        vec!["stays".to_owned(), one.category.to_string(), one.text.clone(), why]
    });
    let tells = plan.tells.iter().map(|name| {
        vec!["tell".to_owned(), "recipient".to_owned(), name.clone(), "Art. 19".to_owned()]
    });
    let mut rows: Vec<Vec<String>> = goes.chain(stays).chain(tells).collect();
    if !plan.talks.is_empty() {
        let talks = count(plan.talks.len(), "interaction");
        rows.push(vec!["goes".to_owned(), "correspondence".to_owned(), talks, String::new()]);
    }
    if !plan.records.is_empty() {
        let records = count(plan.records.len(), "record");
        let why = "it proves nothing any more".to_owned();
        rows.push(vec!["goes".to_owned(), "proof".to_owned(), records, why]);
    }
    desk.printer.table(&["", "field", "value", "why"], &rows)
}

fn as_json(plan: &ErasurePlan, report: Option<&ErasureReport>, letter: Option<&str>) -> Json {
    let goes: Vec<Json> = plan
        .goes
        .iter()
        .map(|one| json!({ "id": one.datum.0, "category": one.category.word() }))
        .collect();
    let stays: Vec<Json> = plan
        .stays
        .iter()
        .map(|one| {
            json!({
                "id": one.datum.0,
                "category": one.category.word(),
                "why": one.why,
                "purposes": one.purposes,
                "article": one.article,
                "until": one.until.to_string(),
            })
        })
        .collect();
    let mut answer = json!({
        "contact": plan.contact.0,
        "done": report.is_some(),
        "goes": goes,
        "stays": stays,
        "records": plan.records.iter().map(|one| why::cite(one.cite())).collect::<Vec<_>>(),
        "interactions": plan.talks.iter().map(|id| id.0).collect::<Vec<_>>(),
        "tells": plan.tells,
        "contact_gone": report.is_some_and(|report| report.contact),
    });
    if let (Json::Object(fields), Some(letter)) = (&mut answer, letter) {
        fields.insert("letter".to_owned(), letter.into());
    }
    answer
}
