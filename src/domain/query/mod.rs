//! Queries: contacts by what is true of them, in one line.
//!
//! ```text
//! tag:client basis:consent due<30d last>90d -country:DE (stage:running or value>1000) "anna bell"
//! ```
//!
//! Terms stand side by side for *and*; `or`, `-` or `not`, and parentheses do the rest. What fields
//! there are, what they accept and what they mean is one table ([`field::FIELDS`]), from which help,
//! completion and "did you mean" come. A query is read once and then asked of one contact after the
//! other: first of what lists know already ([`on_row`]), and only where that does not settle it of
//! the facts ([`on_facts`]), of which [`needs`] says how many have to be gathered.

mod choice;
mod complete;
mod facts;
pub mod field;
mod mistake;
mod parse;
mod row;
mod token;

use std::ops::Range;

pub use complete::{Completion, completions, explained, is_asked, tries};
pub use facts::{Parts, needs, on_facts};
pub use mistake::Mistake;
pub use parse::{Known, parse};
pub use row::{Row, asks_due, asks_words, on_row};

use super::{Category, Country, DueKind, HintMark, LawfulBasis, Money, Special, Stage, Standing};
use field::Field;

/// A query, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// Everybody.
    All,
    /// Whoever answers to each.
    And(Vec<Self>),
    /// Whoever answers to one.
    Or(Vec<Self>),
    /// Whoever does not answer.
    Not(Box<Self>),
    /// One term.
    Term(Term),
}

/// One term of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Where it stands in the text, in bytes.
    pub place: Range<usize>,
    /// What it looks at; `None`: names and whatever else a list is searched by.
    pub field: Option<Field>,
    /// How it compares.
    pub op: Op,
    /// The value as it was typed.
    pub typed: String,
    /// The value, read.
    pub operand: Operand,
}

/// How a term compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// `:`: a text holds it, a word is it.
    Has,
    /// `=`: the whole text is it.
    Is,
    /// `!=`: no value is it.
    IsNot,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `startswith`
    Starts,
    /// `endswith`
    Ends,
}

impl Op {
    /// Every way of comparing, with its sign.
    pub const ALL: [(Self, &'static str); 9] = [
        (Self::Has, ":"),
        (Self::Is, "="),
        (Self::IsNot, "!="),
        (Self::Less, "<"),
        (Self::AtMost, "<="),
        (Self::More, ">"),
        (Self::AtLeast, ">="),
        (Self::Starts, "startswith"),
        (Self::Ends, "endswith"),
    ];

    /// Its sign.
    #[must_use]
    pub fn sign(self) -> &'static str {
        Self::ALL.iter().find(|(one, _)| *one == self).map_or("", |(_, sign)| sign)
    }

    /// Whether it asks for an order, of numbers and days.
    #[must_use]
    pub fn is_order(self) -> bool {
        matches!(self, Self::Less | Self::AtMost | Self::More | Self::AtLeast)
    }

    /// Whether a number compares so with another.
    pub(super) fn holds<N: Ord>(self, found: &N, asked: &N) -> bool {
        match self {
            Self::Has | Self::Is | Self::Starts | Self::Ends => found == asked,
            Self::IsNot => found != asked,
            Self::Less => found < asked,
            Self::AtMost => found <= asked,
            Self::More => found > asked,
            Self::AtLeast => found >= asked,
        }
    }
}

/// A value that a term compares with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operand {
    /// A text, folded.
    Text(String),
    /// A lawful basis.
    Basis(LawfulBasis),
    /// A purpose, by its key.
    Purpose(String),
    /// What may be done with some value of theirs.
    Standing(Standing),
    /// The sign in the list.
    Sign(super::Sign),
    /// A stage of an engagement.
    Stage(Stage),
    /// Person or organisation.
    Kind(KindWord),
    /// A country.
    Country(Country),
    /// Something that is held or on record.
    Thing(Thing),
    /// A number of days.
    Days(i64),
    /// What falls due.
    Due(DueKind),
    /// A number of years.
    Years(i64),
    /// An amount.
    Money(Money),
    /// A special category; `None`: any.
    Special(Option<Special>),
    /// What became of a hint.
    Hint(HintMark),
}

/// What a contact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KindWord {
    /// A person.
    Person,
    /// An organisation of any form.
    Organisation,
    /// A company.
    Company,
    /// A partnership.
    Partnership,
    /// A sole trader.
    SoleTrader,
}

impl KindWord {
    /// Every kind with its word.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Person, "person"),
        (Self::Organisation, "organisation"),
        (Self::Company, "company"),
        (Self::Partnership, "partnership"),
        (Self::SoleTrader, "sole-trader"),
    ];
}

/// What a contact may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thing {
    /// A value of that category.
    Datum(Category),
    /// An engagement.
    Work,
    /// An interaction.
    Talk,
    /// A consent event.
    Consent,
    /// A duty or a day that falls due.
    Due,
}

impl Query {
    /// Every term, in the order in which they were typed.
    #[must_use]
    pub fn terms(&self) -> Vec<&Term> {
        match self {
            Self::All => Vec::new(),
            Self::And(parts) | Self::Or(parts) => parts.iter().flat_map(Self::terms).collect(),
            Self::Not(part) => part.terms(),
            Self::Term(term) => vec![term],
        }
    }

    /// Asks each term, where a term may be undecided (`None`).
    fn judge(&self, ask: &mut impl FnMut(&Term) -> Option<bool>) -> Option<bool> {
        match self {
            Self::All => Some(true),
            Self::Term(term) => ask(term),
            Self::Not(part) => part.judge(ask).map(|holds| !holds),
            Self::And(parts) => first(parts, false, ask),
            Self::Or(parts) => first(parts, true, ask),
        }
    }
}

/// `decisive` if a part is; undecided if a part is; else the opposite.
fn first(
    parts: &[Query],
    decisive: bool,
    ask: &mut impl FnMut(&Term) -> Option<bool>,
) -> Option<bool> {
    let mut all = Some(!decisive);
    for part in parts {
        match part.judge(ask) {
            Some(found) if found == decisive => return Some(decisive),
            Some(_) => {}
            None => all = None,
        }
    }
    all
}
