//! `candor request access` and `candor request portability`: what is handed to the person.

use clap::Args;
use serde_json::{Value as Json, json};

use crate::{
    app::access::{self, Item, PersonalCopy},
    cli::{CliError, desk::Desk, find},
    domain::{Category, DatumKind, RightId, Standing},
};

/// Options of `candor request access` and `candor request portability`.
#[derive(Args, Debug)]
pub struct Copy {
    /// Whose data
    who: String,
    /// The request that it answers, from `request list`
    #[arg(long = "for", value_name = "NUMBER")]
    request: Option<u32>,
}

impl Copy {
    fn copy(&self, desk: &Desk<'_>) -> Result<PersonalCopy, CliError> {
        let session = desk.session()?;
        let who = find::who(&session, &self.who)?;
        Ok(access::copy(&session, who, self.request.map(RightId))?)
    }

    /// Everything, as a letter in Markdown or as JSON.
    pub(super) fn access(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let copy = self.copy(desk)?;
        if desk.printer.is_json() {
            return desk.printer.json(&whole(&copy));
        }
        for line in access::letter(&copy).lines() {
            desk.printer.line_of(line)?;
        }
        Ok(())
    }

    /// What they gave, as a table or as JSON.
    pub(super) fn portability(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let copy = self.copy(desk)?;
        let items = copy.items.iter().filter(|item| item.portable);
        if desk.printer.is_json() {
            let data: Vec<Json> = items
                .map(|one| {
                    json!({
                        "category": one.category.word(),
                        "label": one.label,
                        "value": one.value,
                        "sources": one.sources,
                    })
                })
                .collect();
            return desk.printer.json(&json!({
                "generated_at": copy.generated_at,
                "controller": copy.controller,
                "person": copy.person,
                "data": data,
            }));
        }
        let rows: Vec<Vec<String>> = items
            .map(|one| vec![one.category.to_string(), one.label.clone(), one.value.clone()])
            .collect();
        desk.printer.table(&["category", "label", "value"], &rows)
    }
}

fn whole(copy: &PersonalCopy) -> Json {
    let purposes: Vec<Json> = copy
        .purposes
        .iter()
        .map(|one| {
            json!({ "purpose": one.key, "text": one.text, "basis": one.basis.word(),
                "article": one.basis.article() })
        })
        .collect();
    let recipients: Vec<Json> = copy
        .recipients
        .iter()
        .map(|one| {
            let got: Vec<Json> = one
                .got
                .iter()
                .map(|(on, categories, purpose)| {
                    json!({ "on": on.to_string(), "categories": words(categories),
                        "purpose": purpose })
                })
                .collect();
            json!({ "name": one.name, "role": one.role, "country": one.country, "got": got })
        })
        .collect();
    let records: Vec<Json> = copy
        .records
        .iter()
        .map(|(on, text)| json!({ "on": on.to_string(), "text": text }))
        .collect();
    json!({
        "generated_at": copy.generated_at,
        "request": copy.request.map(|id| id.0),
        "controller": copy.controller,
        "contact_points": copy.contact_points,
        "person": copy.person,
        "purposes": purposes,
        "categories": copy.categories().into_iter().map(Category::word).collect::<Vec<_>>(),
        "data": copy.items.iter().map(item).collect::<Vec<_>>(),
        "recipients": recipients,
        "records": records,
        "rights": copy.rights,
        "automated_decisions": false,
    })
}

fn words(categories: &[Category]) -> Vec<&str> {
    categories.iter().map(Category::word).collect()
}

fn item(one: &Item) -> Json {
    let kind = match one.kind {
        DatumKind::Provided => "provided",
        DatumKind::Observed => "observed",
        DatumKind::Derived => "derived",
        DatumKind::Inferred => "inferred",
    };
    let passed_on: Vec<Json> = one
        .passed_on
        .iter()
        .map(|(who, on)| json!({ "recipient": who, "on": on.to_string() }))
        .collect();
    json!({
        "id": one.datum.map(|id| id.0),
        "interaction": one.talk.map(|id| id.0),
        "category": one.category.word(),
        "label": one.label,
        "value": one.value,
        "left_out": one.left_out,
        "kind": kind,
        "sources": one.sources,
        "purposes": one.purposes,
        "verdict": one.standing.map(Standing::word),
        "hold_until": one.hold_until.to_string(),
        "kept": one.kept,
        "passed_on": passed_on,
        "portable": one.portable,
    })
}
