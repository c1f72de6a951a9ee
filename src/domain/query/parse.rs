//! From the text of a query to what it means, or to what is wrong with it and where.

use std::ops::Range;

use super::{
    Mistake, Op, Operand, Query, Term,
    choice::{choice, choices},
    field::{self, FIELDS, Field, Shape},
    token::{Token, What, tokens},
};
use crate::domain::{Category, Country, fairness, fold, spoken, word};

/// What the vault knows that a query may name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The keys of the purposes.
    pub purposes: Vec<String>,
    /// The currency of amounts that name none.
    pub currency: [u8; 3],
}

/// How deep parentheses may stand in each other.
const DEPTH: usize = 32;

/// Understands a query; a text without words is everybody.
///
/// # Errors
///
/// The first thing that cannot be meant so.
pub fn parse(text: &str, known: &Known) -> Result<Query, Mistake> {
    let tokens = tokens(text).map_err(|unclosed| {
        mistake(unclosed.0, "this quotation mark is never closed", None, ["\""])
    })?;
    let mut parser = Parser { tokens: &tokens, known, end: text.len(), depth: 0 };
    let query = parser.any()?;
    match parser.tokens.first() {
        None => Ok(query),
        Some(token) => {
            Err(mistake(token.place.clone(), "this parenthesis was never opened", None, []))
        }
    }
}

fn mistake<const N: usize>(
    place: Range<usize>,
    message: impl Into<String>,
    meant: Option<&str>,
    accepted: [&str; N],
) -> Mistake {
    Mistake {
        place,
        message: message.into(),
        meant: meant.map(str::to_owned),
        accepted: accepted.map(str::to_owned).to_vec(),
    }
}

struct Parser<'t> {
    tokens: &'t [Token],
    known: &'t Known,
    end: usize,
    depth: usize,
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<&'t Token> {
        self.tokens.first()
    }

    fn take(&mut self) -> Option<&'t Token> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(first)
    }

    fn is_next(&self, keyword: &str) -> bool {
        let keyword =
            |what: &What| matches!(what, What::Word(word) if word.eq_ignore_ascii_case(keyword));
        let followed = self.tokens.get(1).is_none_or(|next| !matches!(next.what, What::Op(_)));
        self.peek().is_some_and(|token| keyword(&token.what)) && followed
    }

    /// Whether another term begins here, or a word that joins terms.
    fn is_term(&self) -> bool {
        let joins = ["or", "and", "not"].into_iter().any(|word| self.is_next(word));
        joins || self.tokens.get(1).is_some_and(|next| matches!(next.what, What::Op(_)))
    }

    /// Alternatives.
    fn any(&mut self) -> Result<Query, Mistake> {
        let mut parts = vec![self.all()?];
        while self.is_next("or") {
            let place = self.take().map_or(self.end..self.end, |token| token.place.clone());
            let part = self.all()?;
            if part == Query::All {
                return Err(mistake(place, "nothing stands after this `or`", None, ["a term"]));
            }
            parts.push(part);
        }
        if parts.len() > 1 && parts.first() == Some(&Query::All) {
            return Err(mistake(0..2, "nothing stands before this `or`", None, ["a term"]));
        }
        Ok(one_or(parts, Query::Or))
    }

    /// Terms side by side.
    fn all(&mut self) -> Result<Query, Mistake> {
        let mut parts = Vec::new();
        while let Some(token) = self.peek() {
            if token.what == What::Close || self.is_next("or") {
                break;
            }
            if self.is_next("and") {
                self.take();
                continue;
            }
            parts.push(self.one()?);
        }
        Ok(one_or(parts, Query::And))
    }

    fn one(&mut self) -> Result<Query, Mistake> {
        if self.is_next("not") && self.tokens.len() > 1 {
            self.take();
            return Ok(Query::Not(Box::new(self.one()?)));
        }
        let Some(token) = self.take() else {
            return Err(mistake(self.end..self.end, "something is missing here", None, ["a term"]));
        };
        match &token.what {
            What::Minus => Ok(Query::Not(Box::new(self.one()?))),
            What::Open => self.inside(token),
            What::Quoted(text) => Ok(phrase(text, token.place.clone())),
            What::Word(word) => self.term(word, token),
            What::Close => {
                Err(mistake(token.place.clone(), "this parenthesis was never opened", None, []))
            }
            What::Op(_) => Err(mistake(
                token.place.clone(),
                "a field is missing before this",
                None,
                ["a field such as `tag`"],
            )),
        }
    }

    fn inside(&mut self, open: &Token) -> Result<Query, Mistake> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(mistake(
                open.place.clone(),
                "too many parentheses in each other",
                None,
                [],
            ));
        }
        let query = self.any()?;
        self.depth -= 1;
        match self.take() {
            Some(token) if token.what == What::Close => Ok(query),
            _ => Err(mistake(open.place.clone(), "this parenthesis is never closed", None, [")"])),
        }
    }

    /// A field with its value, or a plain word.
    fn term(&mut self, word: &str, token: &Token) -> Result<Query, Mistake> {
        let Some(Token { what: What::Op(op), apart, place }) = self.peek() else {
            return Ok(words(word, token.place.clone()));
        };
        let field = find(word, token)?;
        let (op, apart, op_place) = (*op, *apart, place.clone());
        self.take();
        let value = match self.peek() {
            Some(next) if !next.apart || apart => self.take(),
            // `tag: client` may be meant; `tag:` before another term or `or` is not.
            Some(_) if !self.is_term() => self.take(),
            Some(_) | None => None,
        };
        let value = value.and_then(|token| match &token.what {
            What::Word(text) | What::Quoted(text) => Some((text.as_str(), token.place.clone())),
            What::Op(_) | What::Open | What::Close | What::Minus => None,
        });
        let Some((typed, value_place)) = value else {
            let message = format!("`{}` needs a value", field.word());
            return Err(Mistake {
                place: token.place.start..op_place.end,
                message,
                meant: None,
                accepted: self.accepted(&field),
            });
        };
        let place = token.place.start..value_place.end;
        let operand = self.operand(&field, typed, value_place)?;
        allowed(&field, op, &operand, op_place)?;
        let typed = typed.to_owned();
        Ok(Query::Term(Term { place, field: Some(field), op, typed, operand }))
    }

    fn operand(&self, field: &Field, typed: &str, place: Range<usize>) -> Result<Operand, Mistake> {
        let read = match field.shape() {
            Shape::Text => Some(Operand::Text(fold::fold(typed.trim()))),
            Shape::Country => Country::new(typed).map(Operand::Country),
            Shape::Purpose => {
                let key = typed.to_lowercase();
                self.known.purposes.contains(&key).then_some(Operand::Purpose(key))
            }
            Shape::Days => days(typed).map(Operand::Days).or_else(|| choice(field, typed)),
            Shape::Years => typed.parse().ok().map(Operand::Years),
            Shape::Money => spoken::money(typed, self.known.currency).ok().map(Operand::Money),
            Shape::Word => choice(field, typed),
        };
        read.ok_or_else(|| {
            let accepted = self.accepted(field);
            let near = word::nearest(typed, accepted.iter().map(String::as_str));
            let near = near.map(str::to_owned);
            let message = format!("`{}` cannot be `{typed}`", field.word());
            Mistake { place, message, meant: near, accepted }
        })
    }

    /// What a field accepts, in words.
    fn accepted(&self, field: &Field) -> Vec<String> {
        accepted(field, self.known)
    }
}

/// The values that a field accepts, in words; for text an example.
#[must_use]
pub(super) fn accepted(field: &Field, known: &Known) -> Vec<String> {
    let choices = choices(field).into_iter().map(|(word, _)| word);
    let words: Vec<&str> = match field.shape() {
        Shape::Text => vec!["a word", "\"several words\""],
        Shape::Country => vec!["two letters such as DE"],
        Shape::Purpose => known.purposes.iter().map(String::as_str).collect(),
        Shape::Days => ["30d", "4w", "6m", "2y"].into_iter().chain(choices).collect(),
        Shape::Years => vec!["a number of years"],
        Shape::Money => vec!["an amount such as 1000 or 1200.50"],
        Shape::Word if *field == Field::Has => {
            choices.chain(Category::NAMED.iter().map(Category::word)).collect()
        }
        Shape::Word => choices.collect(),
    };
    words.into_iter().map(str::to_owned).collect()
}

/// Reads `30d`, `4w`, `6m`, `2y`; a bare number is days. Months have 30 days and years 365.
fn days(typed: &str) -> Option<i64> {
    let typed = typed.trim().to_lowercase();
    let digits = typed.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let unit = match typed.get(digits.len()..)?.trim() {
        "" | "d" | "day" | "days" => 1,
        "w" | "week" | "weeks" => 7,
        "m" | "month" | "months" => 30,
        "y" | "year" | "years" => 365,
        _ => return None,
    };
    digits.parse::<i64>().ok()?.checked_mul(unit)
}

/// The field of that word. A word that is none is the user's own category after `custom.`, and
/// where it names a protected trait or what may stand for one.
fn find(typed: &str, token: &Token) -> Result<Field, Mistake> {
    let word = typed.to_lowercase().replace('_', "-");
    if let Some(entry) = field::find(&word) {
        return Ok(entry.field.clone());
    }
    if let Some(own) = word.strip_prefix("custom.").filter(|own| !own.is_empty()) {
        return Ok(Field::Custom(own.to_owned()));
    }
    if fairness::is_sensitive(&word) {
        return Ok(Field::Custom(word));
    }
    let known = || {
        FIELDS
            .iter()
            .flat_map(|entry| [entry.word].into_iter().chain(entry.aliases.iter().copied()))
    };
    let meant = word::nearest(&word, known()).map(str::to_owned);
    let message = format!("there is no field `{typed}`");
    let mut accepted: Vec<String> = FIELDS.iter().map(|entry| entry.word.to_owned()).collect();
    accepted.push("custom.WORD".to_owned());
    Err(Mistake { place: token.place.clone(), message, meant, accepted })
}

/// Whether the field can be compared so.
fn allowed(field: &Field, op: Op, operand: &Operand, place: Range<usize>) -> Result<(), Mistake> {
    let kind_of_due = matches!(operand, Operand::Due(_));
    let ops = if kind_of_due { Shape::Word.ops() } else { field.shape().ops() };
    if ops.contains(&op) {
        return Ok(());
    }
    let accepted = ops.iter().map(|op| format!("`{}`", op.sign())).collect();
    let message = format!("`{}` cannot be compared with `{}`", field.word(), op.sign());
    Err(Mistake { place, message, meant: None, accepted })
}

/// Plain words: each has to stand in what a list is searched by.
fn words(typed: &str, place: Range<usize>) -> Query {
    let folded = fold::fold(typed);
    let term = |word: &str| {
        Query::Term(Term {
            place: place.clone(),
            field: None,
            op: Op::Has,
            typed: typed.to_owned(),
            operand: Operand::Text(word.to_owned()),
        })
    };
    one_or(fold::words(&folded).map(term).collect(), Query::And)
}

/// A quoted text has to stand there as a whole.
fn phrase(typed: &str, place: Range<usize>) -> Query {
    let folded = fold::fold(typed.trim());
    if folded.is_empty() {
        return Query::All;
    }
    let operand = Operand::Text(folded);
    Query::Term(Term { place, field: None, op: Op::Has, typed: typed.to_owned(), operand })
}

fn one_or(mut parts: Vec<Query>, several: fn(Vec<Query>) -> Query) -> Query {
    match parts.len() {
        0 => Query::All,
        1 => parts.pop().unwrap_or(Query::All),
        _ => several(parts),
    }
}
