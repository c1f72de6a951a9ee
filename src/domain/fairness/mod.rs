//! Fairness: what a segment, a price or a priority rule may not choose by, and what needs a reason.
//!
//! A rule that names a special category (GDPR Art. 9) is refused. One that names something which
//! often stands for a protected trait (a postcode, a name, an age) needs a reason on record.
//! [`check`] is asked by whatever chooses people by a query. [`treatment`] compares how groups were
//! treated, from what is on record already: no trait is ever collected to compute a ratio.

pub mod treatment;

use std::ops::Range;

use super::{
    Category, ProxyReason, Special,
    hint::{self, Lexicon},
    query::{Op, Operand, Query, Term, Thing, field::Field},
};

/// Something that a query chooses by, and should not or not without a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concern {
    /// Where it stands in the query, in bytes.
    pub place: Range<usize>,
    /// The word of the field, or the word that was hinted at.
    pub word: String,
    /// What it is.
    pub kind: ConcernKind,
}

/// What a query chooses by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConcernKind {
    /// A special category: refused.
    Special(Special),
    /// Something that often stands for a protected trait: needs a reason.
    Proxy {
        /// For what it often stands.
        stands_for: &'static str,
    },
}

/// Why a query may not choose people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfair {
    /// It names a special category; no reason helps.
    #[error("{}", special_message(.0))]
    Special(Vec<Concern>),
    /// It names likely proxies, and nobody said why.
    #[error("{}", proxy_message(.0))]
    WithoutReason(Vec<Concern>),
}

impl Unfair {
    /// What it is about.
    #[must_use]
    pub fn concerns(&self) -> &[Concern] {
        match self {
            Self::Special(concerns) | Self::WithoutReason(concerns) => concerns,
        }
    }

    /// What can be done.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Special(_) => {
                "choose by what people asked for or agreed to, not by what they are (Art. 9)"
            }
            Self::WithoutReason(_) => {
                "say why with `--reason`, so that it is on record, or choose by something else"
            }
        }
    }
}

fn special_message(concerns: &[Concern]) -> String {
    let what = concerns.iter().find_map(|one| match one.kind {
        ConcernKind::Special(special) => Some((one.word.as_str(), special)),
        ConcernKind::Proxy { .. } => None,
    });
    what.map_or_else(String::new, |(word, special)| {
        let about = hint::HintKind::Special(special).about();
        format!("`{word}` chooses people by {about}, which is never allowed")
    })
}

fn proxy_message(concerns: &[Concern]) -> String {
    let said: Vec<String> = concerns
        .iter()
        .filter_map(|one| match one.kind {
            ConcernKind::Proxy { stands_for } => {
                Some(format!("`{}` often stands for {stands_for}", one.word))
            }
            ConcernKind::Special(_) => None,
        })
        .collect();
    format!("{}: that needs a reason", said.join("; "))
}

/// Words of fields and categories that often stand for a protected trait, and for which.
const PROXIES: [(&[&str], &str); 7] = [
    (
        &[
            "nationality",
            "citizenship",
            "passport",
            "birthplace",
            "place-of-birth",
            "country-of-birth",
            "staatsangehörigkeit",
            "nationalität",
            "geburtsort",
            "nationalité",
            "accent",
        ],
        "ethnic origin",
    ),
    (&["postcode", "zip", "neighbourhood", "neighborhood", "district"], "origin or wealth"),
    (&["name-origin", "surname-origin", "surname", "first-name", "family-name"], "ethnic origin"),
    (&["age", "birthday", "birth-year", "year-of-birth", "generation", "alter"], "age"),
    (
        &[
            "gender",
            "sex",
            "honorific",
            "salutation",
            "pronouns",
            "anrede",
            "geschlecht",
            "civilité",
            "genre",
        ],
        "sex",
    ),
    (
        &["language", "native-language", "mother-tongue", "muttersprache", "langue-maternelle"],
        "ethnic origin",
    ),
    (
        &["marital-status", "family-status", "children", "familienstand", "maiden-name"],
        "sex or family",
    ),
];

/// Words of tags that sort people by a trait.
const TELLING_TAGS: [(&[&str], &str); 3] = [
    (
        &[
            "women",
            "woman",
            "female",
            "females",
            "men",
            "male",
            "males",
            "girls",
            "boys",
            "frauen",
            "männer",
            "weiblich",
            "männlich",
            "femmes",
            "hommes",
            "ladies",
            "mothers",
            "mums",
        ],
        "sex",
    ),
    (
        &[
            "seniors",
            "senior-citizens",
            "elderly",
            "pensioners",
            "retired",
            "rentner",
            "over-50",
            "over-60",
            "under-30",
            "under-25",
            "millennials",
            "boomers",
            "retraités",
            "young",
        ],
        "age",
    ),
    (&["foreign", "foreigners", "natives", "expats", "locals-only"], "ethnic origin"),
];

/// Whether a word names a protected trait or what may stand for one: then it may be asked about,
/// so that the answer can be a refusal instead of "no such field".
#[must_use]
pub fn is_sensitive(word: &str) -> bool {
    Category::Custom(word.to_owned()).special().is_some() || proxy(word).is_some()
}

/// For what a field's word often stands.
#[must_use]
pub fn proxy(word: &str) -> Option<&'static str> {
    named(&PROXIES, word)
}

fn named(list: &[(&[&str], &'static str)], word: &str) -> Option<&'static str> {
    list.iter().find(|(words, _)| words.contains(&word)).map(|(_, stands_for)| *stands_for)
}

/// What a query chooses by that it should not, or not without a reason, in the order of its terms.
#[must_use]
pub fn concerns(query: &Query, lexicon: &Lexicon) -> Vec<Concern> {
    let terms = query.terms();
    let mut concerns: Vec<Concern> = Vec::new();
    for term in &terms {
        let found = of_field(term).or_else(|| of_value(term, lexicon));
        concerns.extend(found.filter(|found| !concerns.contains(found)));
    }
    // Plain words side by side may be a phrase: `trade union`.
    let plain: Vec<&Term> = terms.into_iter().filter(|term| term.field.is_none()).collect();
    let words: Vec<&str> = plain.iter().map(|term| term.typed.as_str()).collect();
    let together = words.join(" ");
    if let (true, Some(first), Some(last)) = (plain.len() > 1, plain.first(), plain.last())
        && concerns.is_empty()
        && let Some((word, special)) = hinted(&together, lexicon)
    {
        let place = first.place.start..last.place.end;
        concerns.push(Concern { place, word, kind: ConcernKind::Special(special) });
    }
    concerns
}

/// Lets a query choose people, with the reasons to be kept, or says why not.
///
/// # Errors
///
/// It names a special category, or a likely proxy without a reason.
pub fn check(
    query: &Query,
    lexicon: &Lexicon,
    reason: Option<&str>,
) -> Result<Vec<ProxyReason>, Unfair> {
    let concerns = concerns(query, lexicon);
    let is_special = |one: &Concern| matches!(one.kind, ConcernKind::Special(_));
    if concerns.iter().any(is_special) {
        return Err(Unfair::Special(concerns));
    }
    if concerns.is_empty() {
        return Ok(Vec::new());
    }
    let Some(reason) = reason.map(str::trim).filter(|reason| !reason.is_empty()) else {
        return Err(Unfair::WithoutReason(concerns));
    };
    let kept = |one: Concern| ProxyReason { word: one.word, reason: reason.to_owned() };
    Ok(concerns.into_iter().map(kept).collect())
}

/// What the field alone says.
fn of_field(term: &Term) -> Option<Concern> {
    let field = term.field.as_ref()?;
    let concern =
        |kind| Some(Concern { place: term.place.clone(), word: field.word().to_owned(), kind });
    if let Operand::Special(special) = &term.operand {
        return concern(ConcernKind::Special(special.unwrap_or(Special::Health)));
    }
    if let Operand::Thing(Thing::Datum(category)) = &term.operand {
        let special = category.special()?;
        return Some(Concern {
            place: term.place.clone(),
            word: category.word().to_owned(),
            kind: ConcernKind::Special(special),
        });
    }
    if let Field::Custom(word) = field
        && let Some(special) = Category::Custom(word.clone()).special()
    {
        return concern(ConcernKind::Special(special));
    }
    if *field == Field::Name && matches!(term.op, Op::Starts | Op::Ends) {
        return concern(ConcernKind::Proxy { stands_for: "ethnic origin" });
    }
    let stands_for = proxy(field.word())?;
    concern(ConcernKind::Proxy { stands_for })
}

/// What the value says: a word out of the lists, or a tag that sorts people by a trait.
fn of_value(term: &Term, lexicon: &Lexicon) -> Option<Concern> {
    let own_words = match &term.field {
        None | Some(Field::Tag | Field::Note | Field::Talk | Field::Custom(_)) => true,
        Some(_) => false,
    };
    if !own_words {
        return None;
    }
    let place = term.place.clone();
    let category = match &term.field {
        Some(Field::Custom(word)) => format!("{} ", word.replace('-', " ")),
        Some(_) | None => String::new(),
    };
    let said = format!("{category}{}", term.typed.replace(['-', '_'], " "));
    if let Some((word, special)) = hinted(&said, lexicon) {
        return Some(Concern { place, word, kind: ConcernKind::Special(special) });
    }
    let tag = term.typed.to_lowercase().replace([' ', '_'], "-");
    let stands_for = named(&TELLING_TAGS, &tag).filter(|_| term.field == Some(Field::Tag))?;
    Some(Concern { place, word: tag, kind: ConcernKind::Proxy { stands_for } })
}

/// The first word out of the lists that speaks of something special.
fn hinted(text: &str, lexicon: &Lexicon) -> Option<(String, Special)> {
    let hints = hint::hints(text, lexicon);
    let hint = hints.iter().find(|hint| hint.special().is_some())?;
    Some((text.get(hint.span.clone())?.to_owned(), hint.special()?))
}
