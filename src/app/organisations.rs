//! The organisation that a person acts for: found by link or by name, made when first needed.

use std::ops::ControlFlow;

use crate::{
    app::{AppError, Session, contacts},
    domain::{Category, ContactId, ContactKind, Datum, Facts, LegalForm, PartyRole, Value, fold},
    store::{Change, ChangeKind, StoreError},
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
/// An unknown contact, and whatever the store reports.
pub fn of(session: &Session, contact: ContactId) -> Result<Option<ContactId>, AppError> {
    let facts = session.facts(contact)?;
    if let Some(known) = linked(&facts) {
        return Ok(Some(known));
    }
    let Some(datum) = named(&facts) else { return Ok(None) };
    let name = datum.value.to_line();
    let same = session.store().read(|reader| {
        let wanted = fold::fold(&name);
        let mut same = Vec::new();
        reader.list_all(|entry| {
            if fold::fold(entry.name) == wanted {
                same.push(entry.id);
            }
            ControlFlow::Continue(())
        })?;
        Ok::<_, StoreError>(same)
    })?;
    let change =
        Change { what: ChangeKind::ContactAdded, at: session.now(), today: session.today() };
    let uid = uuid::Uuid::new_v4().to_string();
    let datum = datum.clone();
    session.store().change(change, |writer| {
        let mut firm = None;
        for id in same {
            if writer.contact(id)?.kind != ContactKind::Person {
                firm = Some(id);
            }
        }
        let firm = match firm {
            Some(firm) => firm,
            None => {
                let kind = ContactKind::Organisation(LegalForm::Unknown);
                let firm = writer.new_contact(kind, &uid, None)?;
                let Some(first) = datum.provenances.first() else {
                    return Err(AppError::Bug("a datum without provenance"));
                };
                let new = contacts::NewDatum::new(Category::Name, Value::Text(name));
                writer.add_datum(firm, contacts::datum(&new, &first.origin, 0))?;
                firm
            }
        };
        writer.put_datum(contact, &Datum { link: Some(firm), ..datum })?;
        Ok(Some(firm))
    })
}

/// The name of the organisation that [`of`] would take, without making anything.
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
