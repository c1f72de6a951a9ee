//! From a draft of a foreign file to the values of a contact, in our words.

use crate::{
    domain::{
        Category, ContactKind, LegalForm, PartialDate, PersonName, PostalAddress, Purpose, Value,
    },
    formats::draft::{self, ContactDraft, DraftDatum, DraftField, DraftKind},
};

/// A value of a draft, in our words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mapped {
    /// What it is.
    pub(super) category: Category,
    /// The value.
    pub(super) value: Value,
    /// What the file calls it.
    pub(super) label: String,
    /// Its line in the file.
    pub(super) line: u32,
}

/// Person or organisation; a group is none of them.
pub(super) fn kind(draft: &ContactDraft) -> Option<ContactKind> {
    match draft.kind {
        DraftKind::Person => Some(ContactKind::Person),
        DraftKind::Organisation => Some(ContactKind::Organisation(LegalForm::Unknown)),
        DraftKind::Group => None,
    }
}

/// The values of a draft, the name first.
pub(super) fn values(draft: &ContactDraft) -> Vec<Mapped> {
    let mut values: Vec<Mapped> = Vec::with_capacity(draft.data.len() + 1);
    values.extend(name(draft));
    let shown = values.first().map(|one| one.value.to_line()).unwrap_or_default();
    for datum in &draft.data {
        if datum.field == DraftField::Name && datum.value == shown {
            continue;
        }
        let category = category(&datum.field);
        let value = value(datum);
        let known = values.iter().any(|one| one.category == category && one.value == value);
        if !known {
            values.push(Mapped { category, value, label: label(datum), line: datum.line });
        }
    }
    values
}

/// Whether the purpose cannot do without it; the rest is left out unless kept on purpose.
pub(super) fn is_needed(one: &Mapped, purpose: &Purpose) -> bool {
    purpose.needs(&one.category) || purpose.finds_useful(&one.category)
}

/// The name with its parts; an organisation's is its text.
fn name(draft: &ContactDraft) -> Option<Mapped> {
    let shown = draft.display_name();
    let parts = draft.name.as_ref();
    let formatted = shown.map(str::to_owned).or_else(|| parts.map(joined))?;
    let line = draft
        .data
        .iter()
        .find(|datum| datum.field == DraftField::Name && datum.value == formatted)
        .map_or_else(|| parts.map_or(draft.line, |parts| parts.line), |datum| datum.line);
    let value = match (draft.kind, parts) {
        (DraftKind::Person, Some(parts)) => Value::Name(PersonName {
            formatted,
            family: parts.family.clone(),
            given: parts.given.clone(),
            additional: parts.additional.clone(),
            prefix: parts.prefixes.clone(),
            suffix: parts.suffixes.clone(),
        }),
        (DraftKind::Person, None) | (DraftKind::Organisation | DraftKind::Group, _) => {
            Value::Text(formatted)
        }
    };
    Some(Mapped { category: Category::Name, value, label: String::new(), line })
}

fn joined(parts: &draft::StructuredName) -> String {
    [&parts.prefixes, &parts.given, &parts.additional, &parts.family, &parts.suffixes]
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" ")
}

fn category(field: &DraftField) -> Category {
    let custom = |word: &str| Category::Custom(word.to_owned());
    match field {
        DraftField::Name => Category::Name,
        DraftField::PhoneticName => custom("phonetic-name"),
        DraftField::Nickname => custom("nickname"),
        DraftField::Email => Category::Email,
        DraftField::Phone => Category::Phone,
        DraftField::PostalAddress(_) => Category::PostalAddress,
        DraftField::Organisation { .. } => Category::Organisation,
        DraftField::Title | DraftField::Role => Category::Role,
        DraftField::Url => Category::Url,
        DraftField::Handle { .. } => Category::Handle,
        DraftField::Birthday(_) => Category::Birthday,
        DraftField::Anniversary(_) => custom("anniversary"),
        DraftField::Date(_) => custom("date"),
        DraftField::Note => Category::Note,
        DraftField::Tag => Category::Tag,
        DraftField::Language => Category::Language,
        DraftField::TimeZone => custom("time-zone"),
        DraftField::Geo => custom("geo"),
        DraftField::Gender => custom("gender"),
        DraftField::Related => custom("related"),
        DraftField::Member => custom("member"),
        DraftField::Custom { name } => Category::parse(name),
    }
}

fn value(datum: &DraftDatum) -> Value {
    match &datum.field {
        DraftField::PostalAddress(parts) if !is_bare(parts) => {
            let extension = [parts.po_box.as_str(), parts.extended.as_str()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(", ");
            Value::Address(PostalAddress {
                extension,
                street: parts.street.clone(),
                locality: parts.locality.clone(),
                region: parts.region.clone(),
                code: parts.code.clone(),
                country: parts.country.clone(),
            })
        }
        DraftField::Birthday(Some(date)) => Value::Date(PartialDate {
            year: date.year.map(i32::from),
            month: Some(date.month),
            day: Some(date.day),
        }),
        DraftField::Organisation { units } if !units.is_empty() => {
            Value::Text(format!("{}, {}", datum.value, units.join(", ")))
        }
        DraftField::PostalAddress(_)
        | DraftField::Birthday(None)
        | DraftField::Organisation { .. }
        | DraftField::Name
        | DraftField::PhoneticName
        | DraftField::Nickname
        | DraftField::Email
        | DraftField::Phone
        | DraftField::Title
        | DraftField::Role
        | DraftField::Url
        | DraftField::Handle { .. }
        | DraftField::Anniversary(_)
        | DraftField::Date(_)
        | DraftField::Note
        | DraftField::Tag
        | DraftField::Language
        | DraftField::TimeZone
        | DraftField::Geo
        | DraftField::Gender
        | DraftField::Related
        | DraftField::Member
        | DraftField::Custom { .. } => Value::Text(datum.value.clone()),
    }
}

/// Whether an address has its text only.
fn is_bare(parts: &draft::PostalAddress) -> bool {
    [&parts.street, &parts.locality, &parts.region, &parts.code, &parts.country]
        .iter()
        .all(|part| part.is_empty())
        && parts.po_box.is_empty()
        && parts.extended.is_empty()
}

fn label(datum: &DraftDatum) -> String {
    match (&datum.field, &datum.label) {
        (DraftField::Handle { service }, _) if !service.is_empty() => service.clone(),
        (_, Some(label)) => label.clone(),
        (_, None) => String::new(),
    }
}
