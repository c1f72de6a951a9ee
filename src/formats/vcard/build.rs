//! From a card's properties to a draft: which field each value goes to, and what stays out.

use std::collections::BTreeMap;
use std::mem::{Discriminant, discriminant};

use super::field;
use super::label;
use super::meaning::{Field, Meaning};
use super::property::{Property, Value};
use super::values::{self, Commas};
use crate::formats::draft::{
    ContactDraft, DraftDatum, DraftField, DraftKind, LeftReason, Leftover, PostalAddress,
    StructuredName,
};

const LONGEST_PROPERTY_CHARS: usize = 64;

/// How many texts of addresses are brought together with their parts; a card with more is not
/// worth the search.
const MOST_TEXTS: usize = 32;

/// Makes a draft of a card.
pub(super) fn draft(line: u32, properties: &[Property], nested: Vec<Leftover>) -> ContactDraft {
    let is_old = properties.iter().any(|property| {
        property.meaning == Meaning::Version
            && matches!(&property.value, Value::Text(text) if text.trim().starts_with("2."))
    });
    let commas = if is_old { Commas::Plain } else { Commas::Separate };
    let values = values::split(properties, commas);
    let labels = group_labels(properties, &values);
    let draft = ContactDraft { line, left: nested, ..ContactDraft::default() };
    let mut building = Building { draft, preferences: Vec::new(), kind: None };
    for (property, parts) in properties.iter().zip(values) {
        let group = property.group.as_deref();
        let label = group.and_then(|group| labels.get(group)).cloned();
        building.take(property, parts, label);
    }
    building.finish()
}

/// The labels of the card's groups, by the groups' names.
fn group_labels<'a>(
    properties: &'a [Property],
    values: &[Vec<String>],
) -> BTreeMap<&'a str, String> {
    let labels = properties.iter().zip(values).filter_map(|(property, parts)| {
        let text = parts.first().filter(|text| !text.is_empty())?;
        let group =
            property.group.as_deref().filter(|_| property.meaning == Meaning::GroupLabel)?;
        Some((group, label::of_apple(text)))
    });
    labels.collect()
}

struct Building {
    draft: ContactDraft,
    /// For each datum, how much the file prefers it; 1 most.
    preferences: Vec<Option<u8>>,
    kind: Option<DraftKind>,
}

impl Building {
    fn take(&mut self, property: &Property, parts: Vec<String>, label: Option<String>) {
        if let Some(reason) = why_left(property, &parts) {
            self.leave(property, reason);
            return;
        }
        match property.meaning {
            Meaning::Uid if self.draft.uid.is_some() => {
                self.leave(property, LeftReason::Repeated);
            }
            Meaning::Uid => self.draft.uid = parts.into_iter().next(),
            Meaning::Kind => self.kind = parts.first().and_then(|word| kind(word)),
            Meaning::ShowAs => {
                if parts.first().is_some_and(|text| text.eq_ignore_ascii_case("COMPANY")) {
                    self.kind = Some(DraftKind::Organisation);
                }
            }
            // Alternatives in other scripts (`ALTID`) follow the name they stand for.
            Meaning::StructuredName if self.draft.name.is_some() => {
                self.leave(property, LeftReason::Repeated);
            }
            Meaning::StructuredName => self.draft.name = Some(name(property.line, parts)),
            Meaning::Version | Meaning::Technical | Meaning::GroupLabel => {
                self.draft.technical = self.draft.technical.saturating_add(1);
            }
            Meaning::Datum(field) => {
                let data = field::data(field, property, parts, label);
                if data.is_empty() {
                    self.leave(property, LeftReason::Unknown);
                }
                for datum in data {
                    self.draft.data.push(datum);
                    self.preferences.push(property.params.preference);
                }
            }
            Meaning::Sound => self.leave(property, LeftReason::Sound),
            Meaning::Left(reason) => self.leave(property, reason),
            Meaning::Unknown => self.leave(property, LeftReason::Unknown),
        }
    }

    fn leave(&mut self, property: &Property, reason: LeftReason) {
        self.draft.left.push(Leftover {
            line: property.line,
            property: property.name.chars().take(LONGEST_PROPERTY_CHARS).collect(),
            reason,
            len_bytes: property.len_bytes,
        });
    }

    fn finish(mut self) -> ContactDraft {
        self.mark_preferred();
        self.join_addresses();
        self.draft.kind = self.kind.unwrap_or_else(|| self.guess_kind());
        if !self.draft.data.iter().any(|datum| datum.field == DraftField::Name) {
            self.make_up_name();
        }
        self.draft.left.sort_by_key(|left| left.line);
        self.draft
    }

    /// Prefers, in each field, what has the smallest number.
    fn mark_preferred(&mut self) {
        let mut best: Vec<(Discriminant<DraftField>, u8)> = Vec::new();
        for (datum, preference) in self.draft.data.iter().zip(&self.preferences) {
            let Some(preference) = preference else { continue };
            let field = discriminant(&datum.field);
            match best.iter_mut().find(|(known, _)| *known == field) {
                Some((_, least)) => *least = (*least).min(*preference),
                None => best.push((field, *preference)),
            }
        }
        for (datum, preference) in self.draft.data.iter_mut().zip(&self.preferences) {
            let field = discriminant(&datum.field);
            datum.preferred = preference.is_some_and(|own| best.contains(&(field, own)));
        }
    }

    /// Gives the text of an address to the parts of the same address, which vCard 2.1 and 3.0
    /// write apart (`ADR` and `LABEL`) and nothing but their types holds together.
    fn join_addresses(&mut self) {
        let texts = self.draft.data.iter().filter(|datum| is_only_text(&datum.field)).count();
        if !(1..=MOST_TEXTS).contains(&texts) {
            return;
        }
        let (mut texts, mut data): (Vec<_>, Vec<_>) =
            self.draft.data.drain(..).partition(|datum| is_only_text(&datum.field));
        for text in &mut texts {
            let label = text.label.as_deref();
            let parts = data
                .iter_mut()
                .filter(|datum| datum.label.as_deref() == label)
                .find_map(|datum| lacks_text(&mut datum.field));
            if let (Some(parts), DraftField::PostalAddress(printed)) = (parts, &mut text.field) {
                parts.text = printed.text.take();
            }
        }
        data.extend(texts.into_iter().filter(|text| is_only_text(&text.field)));
        data.sort_by_key(|datum| datum.line);
        self.draft.data = data;
    }

    /// A card that names nobody, or only its firm, is the firm's.
    fn guess_kind(&self) -> DraftKind {
        if self.draft.name.is_some() {
            return DraftKind::Person;
        }
        let organisation = self
            .draft
            .data
            .iter()
            .find(|datum| matches!(datum.field, DraftField::Organisation { .. }));
        let is_firm = organisation.is_some_and(|organisation| {
            !organisation.value.is_empty()
                && self.draft.display_name().is_none_or(|name| name == organisation.value)
        });
        if is_firm { DraftKind::Organisation } else { DraftKind::Person }
    }

    /// Gives a card without `FN` the name that its parts or its firm make.
    fn make_up_name(&mut self) {
        let written = self.draft.name.as_ref().map(|name| (name.line, display(name)));
        let firm = || {
            let found = self.draft.data.iter().find(|datum| {
                matches!(datum.field, DraftField::Organisation { .. })
                    && self.draft.kind == DraftKind::Organisation
            });
            found.map(|datum| (datum.line, datum.value.clone()))
        };
        if let Some((line, value)) = written.or_else(firm) {
            let field = DraftField::Name;
            let datum = DraftDatum { line, field, value, label: None, preferred: false };
            self.draft.data.insert(0, datum);
        }
    }
}

/// Whether this is an address of which the file has nothing but the text.
fn is_only_text(field: &DraftField) -> bool {
    let DraftField::PostalAddress(address) = field else { return false };
    address.text.is_some()
        && **address == PostalAddress { text: address.text.clone(), ..PostalAddress::default() }
}

fn lacks_text(field: &mut DraftField) -> Option<&mut PostalAddress> {
    let DraftField::PostalAddress(address) = field else { return None };
    address.text.is_none().then_some(address)
}

/// Why a property does not come in, if its value alone says so.
fn why_left(property: &Property, parts: &[String]) -> Option<LeftReason> {
    let is_empty = match &property.value {
        Value::Text(text) => text.trim().is_empty(),
        Value::Blob => property.len_bytes == 0,
        Value::TooLong => return Some(LeftReason::TooLong),
        Value::Undecodable => return Some(LeftReason::Undecodable),
        Value::NotText => return Some(LeftReason::NotText),
    };
    match property.meaning {
        Meaning::Technical | Meaning::Version => None,
        Meaning::Sound | Meaning::Left(_) | Meaning::Unknown => {
            is_empty.then_some(LeftReason::Empty)
        }
        Meaning::Datum(Field::Agent) if is_card(parts) => Some(LeftReason::NestedCard),
        Meaning::Datum(_)
        | Meaning::Uid
        | Meaning::Kind
        | Meaning::ShowAs
        | Meaning::GroupLabel
        | Meaning::StructuredName => {
            parts.iter().all(String::is_empty).then_some(LeftReason::Empty)
        }
    }
}

fn is_card(parts: &[String]) -> bool {
    let head = parts.first().and_then(|text| text.get(.."BEGIN:VCARD".len()));
    head.is_some_and(|head| head.eq_ignore_ascii_case("BEGIN:VCARD"))
}

fn kind(word: &str) -> Option<DraftKind> {
    match word.to_ascii_lowercase().as_str() {
        "individual" | "person" => Some(DraftKind::Person),
        "group" => Some(DraftKind::Group),
        "org" | "organization" | "organisation" | "company" | "location" | "device"
        | "application" => Some(DraftKind::Organisation),
        _ => None,
    }
}

fn name(line: u32, parts: Vec<String>) -> StructuredName {
    let mut parts = parts.into_iter();
    let mut next = || parts.next().unwrap_or_default();
    let (family, given, additional) = (next(), next(), next());
    StructuredName { line, family, given, additional, prefixes: next(), suffixes: next() }
}

/// The name as it is said: family name first where Chinese, Japanese or Korean signs stand.
fn display(name: &StructuredName) -> String {
    let is_eastern = name.family.chars().any(|sign| ('\u{2E80}'..='\u{D7FF}').contains(&sign));
    let StructuredName { line: _, family, given, additional, prefixes, suffixes } = name;
    let order = if is_eastern {
        [prefixes, family, additional, given]
    } else {
        [prefixes, given, additional, family]
    };
    let words: Vec<&str> =
        order.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let name = words.join(" ");
    if suffixes.is_empty() { name } else { format!("{name}, {suffixes}") }
}
