//! `candor find`: contacts by a query.

use clap::Args;
use serde_json::{Value as Json, json};

use super::{CliError, desk::Desk, told};
use crate::{
    app::{Session, find::ContactRow, queries},
    domain::query::{
        Query,
        field::{FIELDS, Shape},
    },
};

/// Options of `candor find`.
#[derive(Args, Debug)]
pub struct Find {
    /// What is true of them: tag:client last>90d -country:DE (stage:running or value>1000)
    #[arg(required_unless_present = "fields", allow_hyphen_values = true)]
    query: Option<String>,
    /// More of it, where the shell has parted it
    #[arg(hide = true)]
    more: Vec<String>,
    /// No more than so many
    #[arg(long, default_value_t = usize::MAX, hide_default_value = true, value_name = "NUMBER")]
    limit: usize,
    /// Say how many there are, and nothing else
    #[arg(long)]
    count: bool,
    /// List the fields that a query may name
    #[arg(long)]
    fields: bool,
}

impl Find {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        if self.fields {
            return fields(desk);
        }
        let session = desk.session()?;
        let text: Vec<String> = self.query.into_iter().chain(self.more).collect();
        let text = text.join(" ");
        let rows = queries::rows(&session, &understand(&session, &text)?)?;
        shown(desk, &rows, self.limit, self.count)?;
        if rows.is_empty() && !desk.printer.is_json() && !self.count {
            return Err(CliError::None(format!("nobody answers to `{text}`")));
        }
        Ok(())
    }
}

/// Understands a query, or says what is wrong with it and where.
pub(super) fn understand(session: &Session, text: &str) -> Result<Query, CliError> {
    let query = queries::understand(session, text)?;
    query.map_err(|mistake| CliError::Query(text.to_owned(), mistake))
}

/// Prints the contacts that answer, or how many.
pub(super) fn shown(
    desk: &Desk<'_>,
    rows: &[ContactRow],
    limit: usize,
    count: bool,
) -> Result<(), CliError> {
    let printer = &desk.printer;
    match (count, printer.is_json()) {
        (true, true) => return printer.json(&json!({ "count": rows.len() })),
        (true, false) => return printer.line_of(&rows.len().to_string()),
        (false, true) => {
            let rows: Vec<Json> = rows.iter().take(limit).map(told::row).collect();
            return printer.json(&Json::Array(rows));
        }
        (false, false) => {}
    }
    let rows: Vec<Vec<String>> = rows.iter().take(limit).map(told::cells).collect();
    printer.table(&["number", "name", "detail", "standing"], &rows)
}

fn fields(desk: &Desk<'_>) -> Result<(), CliError> {
    if desk.printer.is_json() {
        let fields: Vec<Json> = FIELDS
            .iter()
            .map(|entry| {
                let signs: Vec<&str> = entry.shape.ops().iter().map(|op| op.sign()).collect();
                json!({
                    "field": entry.word,
                    "aliases": entry.aliases,
                    "takes": takes(entry.shape),
                    "signs": signs,
                    "help": entry.help,
                    "example": entry.example,
                })
            })
            .collect();
        return desk.printer.json(&Json::Array(fields));
    }
    let rows: Vec<Vec<String>> = FIELDS
        .iter()
        .map(|entry| vec![entry.word, entry.example, entry.help])
        .map(|row| row.into_iter().map(str::to_owned).collect())
        .collect();
    desk.printer.table(&["field", "example", "meaning"], &rows)
}

fn takes(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "text",
        Shape::Word => "word",
        Shape::Country => "country",
        Shape::Purpose => "purpose",
        Shape::Days => "days",
        Shape::Years => "years",
        Shape::Money => "amount",
    }
}
