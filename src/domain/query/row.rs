//! What lists know already settles most queries: a term holds, fails, or is left to the facts.

use super::{Op, Operand, Query, Term, Thing, field::Field};
use crate::domain::{Day, Derived, Due, Sign, Standing, fold};

/// What is known of a contact without its facts.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The folded search key.
    pub search: &'a str,
    /// All verdicts in one sign; `None` if it may be out of date.
    pub sign: Option<Sign>,
    /// What falls due.
    pub due: &'a [Due],
    /// Today.
    pub today: Day,
}

impl<'a> Row<'a> {
    /// The row of what was derived today.
    #[must_use]
    pub fn of(derived: &'a Derived, today: Day) -> Self {
        Self { search: &derived.search, sign: Some(derived.sign), due: &derived.due, today }
    }
}

/// Whether the contact answers to the query; `None` if only its facts can say.
#[must_use]
pub fn on_row(query: &Query, row: Row<'_>) -> Option<bool> {
    query.judge(&mut |term| holds(term, row))
}

/// Whether the query asks what falls due.
#[must_use]
pub fn asks_due(query: &Query) -> bool {
    query
        .terms()
        .iter()
        .any(|term| term.field == Some(Field::Due) || term.operand == Operand::Thing(Thing::Due))
}

/// Whether what lists are searched by can settle a part of the query.
#[must_use]
pub fn asks_words(query: &Query) -> bool {
    query.terms().iter().any(|term| match &term.field {
        None => true,
        Some(field) => is_searched(field),
    })
}

/// Whether every value of the field stands in the search key, folded.
fn is_searched(field: &Field) -> bool {
    matches!(field, Field::Name | Field::Organisation | Field::Email | Field::Handle | Field::Tag)
}

fn holds(term: &Term, row: Row<'_>) -> Option<bool> {
    match (&term.field, &term.operand) {
        (None, Operand::Text(text)) => {
            let found = row.search.contains(text.as_str());
            // Values stand side by side in the key: a phrase may be found across two of them.
            (!found || !text.contains(' ')).then_some(found)
        }
        (Some(Field::Due), _) | (Some(_), Operand::Thing(Thing::Due)) => Some(due(term, row)),
        (Some(Field::Verdict), operand) => {
            standing(operand, row.sign?).map(|is| is != negated(term))
        }
        (Some(field), Operand::Text(text)) if is_searched(field) => {
            (!stands(row.search, text)).then_some(negated(term))
        }
        (Some(_) | None, _) => None,
    }
}

fn negated(term: &Term) -> bool {
    term.op == Op::IsNot
}

/// Whether a folded text may stand in the key. Parts of values are there word for word.
fn stands(key: &str, text: &str) -> bool {
    fold::words(text).all(|word| key.contains(word))
}

/// What the sign says of a standing; it shows the gravest alone.
fn standing(operand: &Operand, sign: Sign) -> Option<bool> {
    if let Operand::Sign(asked) = operand {
        return Some(sign == *asked);
    }
    let Operand::Standing(standing) = operand else { return None };
    match (standing, sign) {
        (Standing::Unjustified, _) => Some(sign == Sign::Unjustified),
        (Standing::Restricted, Sign::Restricted) => Some(true),
        (Standing::Restricted, Sign::Due | Sign::Clear | Sign::NotJudged) => Some(false),
        (Standing::Restricted, Sign::Unjustified | Sign::Violated) | (Standing::Justified, _) => {
            None
        }
    }
}

/// Whether something falls due so.
fn due(term: &Term, row: Row<'_>) -> bool {
    if let Operand::Due(kind) = &term.operand {
        return row.due.iter().any(|one| one.kind == *kind) != negated(term);
    }
    if let Operand::Days(days) = &term.operand {
        let nearest = row.due.iter().map(|one| one.day).min();
        return nearest.is_some_and(|day| term.op.holds(&row.today.days_until(day), days));
    }
    row.due.is_empty() == negated(term)
}
