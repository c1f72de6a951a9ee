//! The values of a card's properties, split and unescaped by calcard.
//!
//! Every property reaches calcard as one clean line, `7.ORG;VALUE=text:…`: decoded, without
//! folds, with its place in the card for a group, so that each answer finds its line again.
//! `VALUE=text` keeps calcard from guessing at dates (it reads `1953-10-15` as October 1953).

use super::meaning::{Field, Meaning};
use super::property::{Property, Value};
use calcard::vcard::{VCard, VCardEntry, VCardKind, VCardProperty, VCardSex, VCardValue};

/// How to write what vCard 2.1 does not split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Commas {
    /// They separate several values of one part.
    Separate,
    /// They belong to the text.
    Plain,
}

/// Returns, for each property, its parts without surrounding blanks; none for what has no text.
pub(super) fn split(properties: &[Property], commas: Commas) -> Vec<Vec<String>> {
    let mut clean = String::with_capacity(512);
    clean.push_str("BEGIN:VCARD\n");
    for (place, property) in properties.iter().enumerate() {
        if let Value::Text(text) = &property.value
            && let Some(name) = name_for_calcard(property)
        {
            clean.push_str(&place.to_string());
            clean.push('.');
            clean.push_str(name);
            clean.push_str(";VALUE=text:");
            let is_structured = matches!(
                property.meaning,
                Meaning::StructuredName | Meaning::Datum(Field::Address)
            );
            escape(text, commas == Commas::Plain && is_structured, &mut clean);
            clean.push('\n');
        }
    }
    clean.push_str("END:VCARD\n");

    let mut values: Vec<Vec<String>> = Vec::new();
    values.resize_with(properties.len(), Vec::new);
    let entries = VCard::parse(&clean).map(|card| card.entries).unwrap_or_default();
    for entry in entries {
        let place = entry.group.as_deref().and_then(|place| place.parse::<usize>().ok());
        if let Some(slot) = place.and_then(|place| values.get_mut(place)) {
            *slot = parts(entry);
        }
    }
    values
}

/// Fields whose values have parts, under names that calcard splits in the same way.
const SPLIT: [(Field, &str); 6] = [
    (Field::Nickname, "NICKNAME"),
    (Field::Address, "ADR"),
    (Field::Tag, "CATEGORIES"),
    (Field::Gender, "GENDER"),
    (Field::Organisation, "ORG"),
    (Field::Android, "ORG"),
];

/// The name under which calcard splits the value as it should be split.
fn name_for_calcard(property: &Property) -> Option<&'static str> {
    Some(match property.meaning {
        Meaning::Kind => "KIND",
        Meaning::StructuredName => "N",
        Meaning::Datum(Field::PhoneticName) if property.name == "SOUND" => "ORG",
        Meaning::Datum(field) => {
            SPLIT.iter().find(|(split, _)| *split == field).map_or("NOTE", |(_, name)| name)
        }
        Meaning::Uid | Meaning::ShowAs | Meaning::GroupLabel => "NOTE",
        Meaning::Version
        | Meaning::Technical
        | Meaning::Sound
        | Meaning::Left(_)
        | Meaning::Unknown => return None,
    })
}

/// Writes text as a vCard value: newlines as `\n`, and a backslash that escapes nothing doubled,
/// because calcard would drop it (`C:\Users`).
fn escape(text: &str, plain_commas: bool, out: &mut String) {
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\0' => {}
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' | '\n' => out.push_str("\\n"),
            '\\' => match characters.peek() {
                Some('\\' | ',' | ';' | ':' | 'n' | 'N' | '"') => {
                    out.push('\\');
                    out.extend(characters.next());
                }
                _ => out.push_str("\\\\"),
            },
            ',' if plain_commas => out.push_str("\\,"),
            _ => out.push(character),
        }
    }
}

fn parts(entry: VCardEntry) -> Vec<String> {
    let is_name = entry.name == VCardProperty::N;
    let part = |(place, value): (usize, VCardValue)| match value {
        VCardValue::Text(text) => trimmed(text),
        VCardValue::Component(texts) if is_name => {
            let texts: Vec<_> = texts.iter().map(|text| text.trim()).collect();
            texts.join(if place == 4 { ", " } else { " " }).trim().to_owned()
        }
        VCardValue::Component(texts) => {
            let filled: Vec<_> =
                texts.iter().map(String::as_str).filter(|text| !text.trim().is_empty()).collect();
            filled.join(",").trim().to_owned()
        }
        VCardValue::Sex(sex) => sex_word(sex).to_owned(),
        VCardValue::Kind(kind) => kind_word(kind).to_owned(),
        VCardValue::GramGender(_)
        | VCardValue::Integer(_)
        | VCardValue::Float(_)
        | VCardValue::Boolean(_)
        | VCardValue::PartialDateTime(_)
        | VCardValue::Binary(_) => String::new(),
    };
    entry.values.into_iter().enumerate().map(part).collect()
}

fn trimmed(text: String) -> String {
    let bare = text.trim();
    if bare.len() == text.len() { text } else { bare.to_owned() }
}

fn sex_word(sex: VCardSex) -> &'static str {
    match sex {
        VCardSex::Male => "male",
        VCardSex::Female => "female",
        VCardSex::Other => "other",
        VCardSex::NoneOrNotApplicable => "not applicable",
        VCardSex::Unknown => "",
    }
}

fn kind_word(kind: VCardKind) -> &'static str {
    match kind {
        VCardKind::Individual => "individual",
        VCardKind::Group => "group",
        VCardKind::Org => "org",
        VCardKind::Location => "location",
        VCardKind::Application => "application",
        VCardKind::Device => "device",
    }
}
