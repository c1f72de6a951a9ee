//! `candor contact list` and `candor contact show`.

use clap::Args;
use serde_json::{Value as Json, json};

use super::kind_word;
use crate::{
    app::{Session, card, find as finder, hints, queries},
    cli::{CliError, args::AsOf, desk::Desk, find, search, told},
    domain::{Category, Right, RightFact},
};

/// Loose matches are added only while good ones leave less than this.
const SCREENFUL: usize = 20;

/// Options of `candor contact list`.
#[derive(Args, Debug)]
pub struct List {
    /// Part of a name, an address, a number; words in any order
    text: Vec<String>,
    /// Those who answer to a query: 'tag:client last>90d' (see `candor find`)
    #[arg(long, conflicts_with = "text", allow_hyphen_values = true)]
    query: Option<String>,
    /// No more than so many
    #[arg(long, default_value_t = usize::MAX, hide_default_value = true, value_name = "NUMBER")]
    limit: usize,
}

impl List {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let text = self.text.join(" ");
        let rows = if let Some(query) = &self.query {
            let mut rows = queries::rows(&session, &search::understand(&session, query)?)?;
            rows.truncate(self.limit);
            rows
        } else if text.trim().is_empty() {
            finder::rows(&session, None, self.limit)?
        } else {
            let index = finder::Index::load(&session)?;
            let hits = index.filter(&text, self.limit.min(SCREENFUL), &|| false);
            hits.iter().take(self.limit).filter_map(|hit| index.row(hit.row).cloned()).collect()
        };
        if desk.printer.is_json() {
            return desk.printer.json(&rows.iter().map(told::row).collect());
        }
        if rows.is_empty() && !text.is_empty() {
            return Err(CliError::None(format!("nothing found for `{text}`")));
        }
        let rows: Vec<Vec<String>> = rows.iter().map(told::cells).collect();
        desk.printer.table(&["number", "name", "detail", "standing"], &rows)
    }
}

/// Options of `candor contact show`.
#[derive(Args, Debug)]
pub struct Show {
    /// Who: number, uid, address, telephone number or name
    who: String,
    /// Show restricted values as well
    #[arg(long)]
    reveal: bool,
    #[command(flatten)]
    as_of: AsOf,
}

impl Show {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let contact = find::who(&session, &self.who)?;
        let card = card::card(&session, contact, self.as_of.day(&session))?;
        if desk.printer.is_json() {
            return desk.printer.json(&shown_json(&session, &card, self.reveal)?);
        }
        desk.printer.talk(&format!("{} (number {})", card.name, card.id));
        let rows: Vec<Vec<String>> = card
            .data
            .iter()
            .map(|line| {
                vec![
                    format!("#{}", line.id),
                    labelled(&line.category, &line.label),
                    find::masked(&line.text, line.masked && !self.reveal),
                    line.verdict.map_or("deleted", |verdict| verdict.standing.word()).to_owned(),
                    line.verdict.as_ref().map(card::until).unwrap_or_default(),
                ]
            })
            .collect();
        desk.printer.table(&["number", "field", "value", "standing", "until"], &rows)?;
        for line in hints::open(&session.facts(contact)?) {
            desk.printer.talk(&format!("  hint    {}", told::hint_sentence(&line)));
        }
        for duty in card.duties.iter().filter(|duty| told::is_open(duty)) {
            desk.printer.talk(&format!("  due     {}", duty.text));
        }
        Ok(())
    }
}

fn shown_json(session: &Session, card: &card::Card, reveal: bool) -> Result<Json, CliError> {
    let facts = session.facts(card.id)?;
    let data: Vec<Json> = card
        .data
        .iter()
        .map(|line| {
            json!({
                "id": line.id.0,
                "category": line.category.word(),
                "label": line.label,
                "value": (reveal || !line.masked).then_some(&line.text),
                "verdict": line.verdict.map(|verdict| verdict.standing.word()),
                "hold_until": line.verdict.map(|verdict| verdict.hold_until.to_string()),
                "deleted": line.deleted.map(|day| day.to_string()),
            })
        })
        .collect();
    let duties: Vec<Json> = card.duties.iter().map(told::duty).collect();
    Ok(json!({
        "id": card.id.0,
        "uid": facts.contact.uid,
        "name": card.name,
        "kind": kind_word(facts.contact.kind),
        "country": facts.contact.country.map(|country| country.to_string()),
        "sign": told::sign(card.sign),
        "data": data,
        "duties": duties,
        "hints": hints::open(&facts).iter().map(told::hint).collect::<Vec<_>>(),
        "rights": facts.rights.iter().map(right).collect::<Vec<_>>(),
    }))
}

/// An objection, a restriction, a request, a notice: with the number by which later records name it.
fn right(right: &Right) -> Json {
    let (what, about) = match &right.fact {
        RightFact::Objection { .. } => ("objection", None),
        RightFact::ObjectionDecided { objection, .. } => ("objection-decided", Some(objection.0)),
        RightFact::Restriction { .. } => ("restriction", None),
        RightFact::LiftingTold { restriction } => ("lifting-told", Some(restriction.0)),
        RightFact::RestrictionLifted { restriction } => ("restriction-lifted", Some(restriction.0)),
        RightFact::NoticeGiven(_) => ("notice-given", None),
        RightFact::Request { .. } => ("request", None),
        RightFact::RequestStep { request, .. } => ("request-step", Some(request.0)),
        RightFact::Corrected { .. } => ("corrected", None),
        RightFact::RecipientTold { .. } => ("recipient-told", None),
    };
    json!({ "id": right.id.0, "what": what, "on": right.on.to_string(), "about": about })
}

fn labelled(category: &Category, label: &str) -> String {
    if label.is_empty() { category.to_string() } else { format!("{category}/{label}") }
}
