//! The organisation that a person acts for: found by link or by name, made when first needed.

use crate::{
    app::{AppError, contacts},
    domain::{Category, ContactId, ContactKind, Datum, Facts, LegalForm, PartyRole, Value, fold},
    store::Writer,
};

/// Domains at which people have private addresses: they say nothing of an organisation.
const PRIVATE: [&str; 16] = [
    "gmail",
    "googlemail",
    "gmx",
    "web",
    "outlook",
    "hotmail",
    "live",
    "yahoo",
    "icloud",
    "me",
    "proton",
    "protonmail",
    "posteo",
    "mailbox",
    "t-online",
    "aol",
];

/// The organisation that a person acts for, as far as the records tell: linked already, or named
/// by a value while their address is not a private one. A named one becomes a contact.
///
/// # Errors
///
/// Whatever the store reports.
pub(super) fn of(writer: &mut Writer<'_>, facts: &Facts) -> Result<Option<ContactId>, AppError> {
    if let Some(known) = linked(facts) {
        return Ok(Some(known));
    }
    let Some(datum) = named(facts) else { return Ok(None) };
    let name = datum.value.to_line();
    let firm = match by_name(writer, &name)? {
        Some(firm) => firm,
        None => make(writer, datum, name)?,
    };
    writer.put_datum(facts.contact.id, &Datum { link: Some(firm), ..datum.clone() })?;
    Ok(Some(firm))
}

/// The organisation of that name, if it is a contact.
fn by_name(writer: &Writer<'_>, name: &str) -> Result<Option<ContactId>, AppError> {
    let wanted = fold::fold(name);
    let mut alike = Vec::new();
    writer.search_keys(|id, key| {
        if key.contains(&wanted) {
            alike.push(id);
        }
    })?;
    for id in alike {
        let row = writer.list_row(id)?;
        let same = row.is_some_and(|row| fold::fold(&row.name) == wanted);
        if same && writer.contact(id)?.kind != ContactKind::Person {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

fn make(writer: &mut Writer<'_>, datum: &Datum, name: String) -> Result<ContactId, AppError> {
    let kind = ContactKind::Organisation(LegalForm::Unknown);
    let firm = writer.new_contact(kind, &uuid::Uuid::new_v4().to_string(), None)?;
    let first = datum.provenances.first().ok_or(AppError::Bug("a datum without provenance"))?;
    let new = contacts::NewDatum::new(Category::Name, Value::Text(name));
    writer.add_datum(firm, contacts::datum(&new, &first.origin, 0))?;
    Ok(firm)
}

/// The name of the organisation that `of` would take, without making anything.
#[must_use]
pub fn guess(facts: &Facts) -> Option<String> {
    named(facts).map(|datum| datum.value.to_line())
}

fn linked(facts: &Facts) -> Option<ContactId> {
    let by_datum = facts.data.iter().filter(|one| one.deleted.is_none()).find_map(|one| one.link);
    by_datum.or_else(|| {
        facts.engagements.iter().find_map(|one| match one.role {
            PartyRole::ContactPerson { of } => Some(of),
            PartyRole::Client => None,
        })
    })
}

fn named(facts: &Facts) -> Option<&Datum> {
    let organisation = facts.first(&Category::Organisation)?;
    let private = facts.first(&Category::Email).is_some_and(|email| {
        let line = email.value.to_line().to_lowercase();
        let domain = line.rsplit('@').next().unwrap_or_default();
        PRIVATE.contains(&domain.split('.').next().unwrap_or_default())
    });
    (!private).then_some(organisation)
}
