//! Writes a card of vCard 3.0, which phones, mail programs and address books all read (RFC 2426).
//!
//! Labels that are no types of vCard go into `X-ABLABEL`, a day without a year is written as Apple
//! does, and lines are folded at 75 bytes, never within a character.

use super::LONGEST_VALUE_BYTES;
use crate::domain::{Category, PartialDate, PersonName, PostalAddress, Value};
use crate::formats::draft::DraftKind;

const LONGEST_LINE_BYTES: usize = 75;

/// Words for people with the type that means the same.
const TYPES: [(&str, &str); 10] = [
    ("home", "HOME"),
    ("work", "WORK"),
    ("mobile", "CELL"),
    ("cell", "CELL"),
    ("fax", "FAX"),
    ("pager", "PAGER"),
    ("video", "VIDEO"),
    ("car", "CAR"),
    ("pref", "PREF"),
    ("main", "MAIN"),
];

/// A contact to write.
#[derive(Debug, Clone)]
pub struct Card {
    /// The uid that stays the same for ever.
    pub uid: String,
    /// Person or organisation.
    pub kind: DraftKind,
    /// The values, each with its label, in the order in which they are to stand.
    pub values: Vec<(Category, String, Value)>,
}

/// Says whether a vCard has a place for values of this kind.
#[must_use]
pub fn has_place(category: &Category) -> bool {
    property(category).is_some()
}

/// Writes a card; values for which it has no place are left out.
///
/// # Examples
///
/// ```
/// use candor::domain::{Category, Value};
/// use candor::formats::{draft::DraftKind, vcard};
///
/// let name = (Category::Name, String::new(), Value::Text("Ada Example".to_owned()));
/// let card = vcard::Card { uid: "1".to_owned(), kind: DraftKind::Person, values: vec![name] };
///
/// let text = vcard::write(&card);
/// assert_eq!(vcard::read(text.as_bytes()).drafts[0].display_name(), Some("Ada Example"));
/// ```
#[must_use]
pub fn write(card: &Card) -> String {
    let mut writer = Writer { text: String::new(), groups: 0 };
    for fixed in ["BEGIN:VCARD", "VERSION:3.0", "PRODID:-//Candor//EN"] {
        writer.line(fixed);
    }
    writer.line(&format!("UID:{}", escaped(&card.uid)));
    writer.names(card);
    for (category, label, value) in &card.values {
        writer.value(category, label, value);
    }
    let tags = card.values.iter().filter(|(category, ..)| *category == Category::Tag);
    let tags: Vec<String> = tags.map(|(.., value)| escaped(&value.to_line())).collect();
    if !tags.is_empty() {
        writer.line(&format!("CATEGORIES:{}", tags.join(",")));
    }
    writer.line("END:VCARD");
    writer.text
}

/// The property that holds values of a category, if any does.
fn property(category: &Category) -> Option<&'static str> {
    Some(match category {
        Category::Name => "FN",
        Category::Email => "EMAIL",
        Category::Phone => "TEL",
        Category::PostalAddress => "ADR",
        Category::Organisation => "ORG",
        Category::Role => "TITLE",
        Category::Url => "URL",
        Category::Handle => "IMPP",
        Category::Birthday => "BDAY",
        Category::Language => "LANG",
        Category::Tag => "CATEGORIES",
        Category::Note => "NOTE",
        Category::Custom(word) if word == "nickname" => "NICKNAME",
        Category::Photo
        | Category::Correspondence
        | Category::Document
        | Category::Payment
        | Category::TaxId
        | Category::Custom(_) => return None,
    })
}

struct Writer {
    text: String,
    groups: usize,
}

impl Writer {
    /// `FN` and `N`, which every card must have; without a name the first value takes its place.
    fn names(&mut self, card: &Card) {
        let first = card.values.iter().find(|(category, ..)| *category == Category::Name);
        let value = first.or_else(|| card.values.first()).map(|(.., value)| value);
        let shown = value.map(Value::to_line).unwrap_or_default();
        self.line(&format!("FN:{}", escaped(&shown)));
        let organisation = card.kind == DraftKind::Organisation;
        let parts = match value {
            Some(Value::Name(name)) => name_parts(name),
            Some(Value::Text(_) | Value::Address(_) | Value::Date(_)) | None => {
                <[String; 5]>::default()
            }
        };
        let known = parts.iter().any(|part| !part.is_empty());
        let parts = if known || organisation { parts.to_vec() } else { vec![shown.clone()] };
        let missing = ";".repeat(5_usize.saturating_sub(parts.len()));
        self.line(&format!("N:{}{missing}", structured(&parts)));
        if organisation {
            self.line("X-ABSHOWAS:COMPANY");
            let has =
                |(category, ..): &(Category, String, Value)| *category == Category::Organisation;
            if !card.values.iter().any(has) {
                self.line(&format!("ORG:{}", escaped(&shown)));
            }
        }
        let others =
            card.values.iter().filter(|(category, ..)| *category == Category::Name).skip(1);
        for (.., value) in others {
            self.line(&format!("NICKNAME:{}", escaped(&value.to_line())));
        }
    }

    fn value(&mut self, category: &Category, label: &str, value: &Value) {
        let Some(name) = property(category) else { return };
        let line = value.to_line();
        match category {
            Category::Name | Category::Tag => {}
            Category::Birthday => {
                let (params, day) = birthday(value);
                self.labelled(name, params, label, &day);
            }
            Category::PostalAddress => match value {
                Value::Address(address) => {
                    self.labelled(name, "", label, &structured(&address_parts(address)));
                }
                Value::Text(_) | Value::Name(_) | Value::Date(_) => {
                    self.labelled("LABEL", "", label, &escaped(&line));
                }
            },
            Category::Handle if !label.is_empty() => {
                let params = format!(";X-SERVICE-TYPE=\"{}\"", param(label));
                self.labelled(name, &params, "", &plain(&line));
            }
            Category::Email => self.labelled(name, ";TYPE=INTERNET", label, &plain(&line)),
            // Addresses of programs are not escaped: a comma is part of them.
            Category::Url | Category::Handle | Category::Phone => {
                self.labelled(name, "", label, &plain(&line));
            }
            Category::Organisation
            | Category::Role
            | Category::Language
            | Category::Note
            | Category::Photo
            | Category::Correspondence
            | Category::Document
            | Category::Payment
            | Category::TaxId
            | Category::Custom(_) => self.labelled(name, "", label, &escaped(&line)),
        }
    }

    /// A property with its label: as types where vCard has them, else as a label of its own.
    fn labelled(&mut self, name: &str, params: &str, label: &str, value: &str) {
        let words: Vec<&str> = label.split_whitespace().collect();
        let kind_of =
            |word: &&str| TYPES.iter().find(|(own, _)| own == word).map(|(_, kind)| *kind);
        let types: Vec<&str> = words.iter().filter_map(kind_of).collect();
        if types.len() == words.len() {
            let types: Vec<String> = types.iter().map(|kind| format!(";TYPE={kind}")).collect();
            self.line(&format!("{name}{params}{}:{value}", types.concat()));
            return;
        }
        self.groups += 1;
        let group = format!("item{}", self.groups);
        self.line(&format!("{group}.{name}{params}:{value}"));
        self.line(&format!("{group}.X-ABLABEL:{}", escaped(label)));
    }

    /// Writes a line, folded; one that is longer than any reader takes is left out.
    fn line(&mut self, line: &str) {
        if line.len() > LONGEST_VALUE_BYTES {
            return;
        }
        let mut used = 0;
        for sign in line.chars() {
            if used + sign.len_utf8() > LONGEST_LINE_BYTES {
                self.text.push_str("\r\n ");
                used = 1;
            }
            self.text.push(sign);
            used += sign.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

/// In the order of `N`.
fn name_parts(name: &PersonName) -> [String; 5] {
    [&name.family, &name.given, &name.additional, &name.prefix, &name.suffix].map(Clone::clone)
}

/// In the order of `ADR`; the post office box stands in the extended address.
fn address_parts(address: &PostalAddress) -> [String; 7] {
    let PostalAddress { extension, street, locality, region, code, country } = address;
    let post_office_box = String::new();
    [&post_office_box, extension, street, locality, region, code, country].map(Clone::clone)
}

/// A day with the parameters that it needs: vCard 3.0 itself knows none without a year.
fn birthday(value: &Value) -> (&'static str, String) {
    match value {
        Value::Date(PartialDate { year: None, month: Some(month), day: Some(day) }) => {
            (";X-APPLE-OMIT-YEAR=1604", format!("1604-{month:02}-{day:02}"))
        }
        Value::Date(_) | Value::Text(_) | Value::Name(_) | Value::Address(_) => {
            ("", escaped(&value.to_line()))
        }
    }
}

fn structured(parts: &[String]) -> String {
    let parts: Vec<String> = parts.iter().map(|part| escaped(part)).collect();
    parts.join(";")
}

/// A text as a value: line breaks, commas, semicolons and backslashes escaped, other control
/// characters dropped.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for sign in text.replace("\r\n", "\n").chars() {
        match sign {
            '\n' | '\r' => value.push_str("\\n"),
            '\\' | ',' | ';' => value.extend(['\\', sign]),
            '\t' => value.push(sign),
            _ if sign.is_control() => {}
            _ => value.push(sign),
        }
    }
    value
}

fn plain(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_control()).collect()
}

/// What may stand between the quotes of a parameter.
fn param(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_control() && *sign != '"').collect()
}
