//! The words that fields with words accept, each with what it means.

use super::{KindWord, Operand, Thing, field::Field};
use crate::domain::{Category, DueKind, HintMark, LawfulBasis, Sign, Special, Stage, Standing};

const STANDINGS: [(Standing, &str); 3] = [
    (Standing::Justified, "justified"),
    (Standing::Restricted, "restricted"),
    (Standing::Unjustified, "unjustified"),
];
const SIGNS: [(Sign, &str); 3] =
    [(Sign::Violated, "overdue"), (Sign::Due, "due"), (Sign::Clear, "clear")];
const HINTS: [(HintMark, &str); 3] =
    [(HintMark::Look, "look"), (HintMark::ByHint, "marked"), (HintMark::Errs, "errs")];
const DUE: [(DueKind, &str); 9] = [
    (DueKind::Notice, "notice"),
    (DueKind::Lapse, "lapse"),
    (DueKind::Erase, "erase"),
    (DueKind::Decision, "decision"),
    (DueKind::Request, "request"),
    (DueKind::Recipient, "recipient"),
    (DueKind::Look, "look"),
    (DueKind::Proof, "proof"),
    (DueKind::FollowUp, "follow-up"),
];

/// The words that a field accepts; none for fields that take something else.
pub(super) fn choices(field: &Field) -> Vec<(&'static str, Operand)> {
    match field {
        Field::Kind => listed(&KindWord::ALL, Operand::Kind),
        Field::Basis => {
            LawfulBasis::ALL.iter().map(|(one, word, _)| (*word, Operand::Basis(*one))).collect()
        }
        Field::Stage => listed(&Stage::ALL, Operand::Stage),
        Field::Verdict => {
            let mut words = listed(&STANDINGS, Operand::Standing);
            words.append(&mut listed(&SIGNS, Operand::Sign));
            words
        }
        Field::Special => {
            let mut words = listed(&Special::ALL, |one| Operand::Special(Some(one)));
            words.push(("any", Operand::Special(None)));
            words
        }
        Field::Hint => listed(&HINTS, Operand::Hint),
        Field::Due => listed(&DUE, Operand::Due),
        Field::Has => {
            let things = [
                ("engagement", Thing::Work),
                ("interaction", Thing::Talk),
                ("consent", Thing::Consent),
                ("due", Thing::Due),
            ];
            things.into_iter().map(|(word, thing)| (word, Operand::Thing(thing))).collect()
        }
        Field::Name
        | Field::Email
        | Field::Phone
        | Field::Url
        | Field::Handle
        | Field::Organisation
        | Field::Role
        | Field::City
        | Field::Postcode
        | Field::Tag
        | Field::Note
        | Field::Talk
        | Field::Language
        | Field::Birthday
        | Field::Age
        | Field::Country
        | Field::Purpose
        | Field::Consent
        | Field::Service
        | Field::Value
        | Field::Last
        | Field::Added
        | Field::Source
        | Field::Custom(_) => Vec::new(),
    }
}

fn listed<T: Copy>(
    known: &[(T, &'static str)],
    make: fn(T) -> Operand,
) -> Vec<(&'static str, Operand)> {
    known.iter().map(|(one, word)| (*word, make(*one))).collect()
}

/// Reads a word of a field.
pub(super) fn choice(field: &Field, typed: &str) -> Option<Operand> {
    let word = typed.to_lowercase().replace('_', "-");
    let found = choices(field).into_iter().find(|(own, _)| *own == word);
    match found {
        Some((_, operand)) => Some(operand),
        // What somebody has may be a category of the user's own.
        None if *field == Field::Has && !word.is_empty() => {
            Some(Operand::Thing(Thing::Datum(Category::parse(&word))))
        }
        None => None,
    }
}
