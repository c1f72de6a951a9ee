//! Who and what a command is about: contacts by any identifier, values by category, label, number
//! or the value itself.

use super::CliError;
use crate::{
    app::{AppError, Secretive, Session, find},
    domain::{
        Category, ConsentId, ContactId, Datum, DatumId, DisclosureId, Facts, Right, RightFact,
        RightId, fold, own_record::OwnRecord,
    },
};

/// The contact that answers to a number, uid, address, telephone number or name.
pub(super) fn who(session: &Session, asked: &str) -> Result<ContactId, CliError> {
    Ok(find::contact(session, asked)?)
}

/// Several contacts.
pub(super) fn all(session: &Session, asked: &[String]) -> Result<Vec<ContactId>, CliError> {
    asked.iter().map(|one| who(session, one)).collect()
}

/// What a contact is called.
pub(super) fn name(facts: &Facts) -> String {
    let named = facts.first(&Category::Name).map(|datum| datum.value.to_line());
    named
        .filter(|name| !name.trim().is_empty())
        .unwrap_or_else(|| format!("contact {}", facts.contact.id))
}

/// The value that answers to `email`, `phone/work`, `#3` or the value itself.
pub(super) fn datum<'a>(facts: &'a Facts, asked: &str) -> Result<&'a Datum, CliError> {
    let held = || facts.data.iter().filter(|datum| datum.deleted.is_none());
    let number = asked.strip_prefix('#').unwrap_or(asked).parse().map(DatumId);
    if let Ok(number) = number
        && let Some(datum) = held().find(|datum| datum.id == number)
    {
        return Ok(datum);
    }
    let (word, label) = asked.split_once('/').unwrap_or((asked, ""));
    let category = Category::parse(word);
    let by_category: Vec<&Datum> = held()
        .filter(|datum| datum.category == category)
        .filter(|datum| label.is_empty() || fold::fold(&datum.label) == fold::fold(label))
        .collect();
    let folded = fold::fold(asked);
    let found = if by_category.is_empty() {
        let has = |text: &str| fold::fold(text) == folded;
        held().filter(|datum| has(&datum.label) || has(&datum.value.to_line())).collect()
    } else {
        by_category
    };
    match found.as_slice() {
        [one] => Ok(one),
        [] => Err(AppError::NotFound(Secretive(format!(
            "{asked}, among what is held about {}",
            name(facts)
        )))
        .into()),
        several => Err(CliError::Several {
            message: format!("`{asked}` may be any of {} values", several.len()),
            candidates: several
                .iter()
                .map(|datum| (format!("#{}", datum.id), shown(datum)))
                .collect(),
        }),
    }
}

/// The record of our own that answers to `consent/3`, `right/2` or `disclosure/1`; a right may be
/// called by what it is: `request/2`, `notice/2`, `objection/2`, `restriction/2`. `None`: that names
/// no record.
pub(super) fn own_record(facts: &Facts, asked: &str) -> Result<Option<OwnRecord>, CliError> {
    let Some((word, number)) = asked.split_once('/') else { return Ok(None) };
    let Ok(number) = number.parse::<u32>() else { return Ok(None) };
    let right = |is: fn(&RightFact) -> bool| {
        let known = |one: &Right| one.id.0 == number && is(&one.fact);
        facts.rights.iter().any(known).then_some(OwnRecord::Right(RightId(number)))
    };
    let found = match word {
        "consent" => {
            let known = facts.consents.iter().any(|one| one.id.0 == number);
            known.then_some(OwnRecord::Consent(ConsentId(number)))
        }
        "disclosure" => {
            let known = facts.disclosures.iter().any(|one| one.id.0 == number);
            known.then_some(OwnRecord::Disclosure(DisclosureId(number)))
        }
        "right" => right(|_| true),
        "request" => right(|fact| fact.request().is_some()),
        "notice" => right(|fact| matches!(fact, RightFact::NoticeGiven(_))),
        "objection" => right(|fact| fact.objection().is_some()),
        "restriction" => right(|fact| fact.restriction().is_some()),
        _ => return Ok(None),
    };
    let missing = || AppError::NotFound(Secretive(format!("{asked}, of {}", name(facts))));
    found.map(Some).ok_or_else(|| missing().into())
}

/// Several values.
pub(super) fn data(facts: &Facts, asked: &[String]) -> Result<Vec<DatumId>, CliError> {
    asked.iter().map(|one| Ok(datum(facts, one)?.id)).collect()
}

/// `email (work): anna@example.org`
pub(super) fn shown(datum: &Datum) -> String {
    format!("{}: {}", field(datum), datum.value.to_line())
}

/// `email (work)`
pub(super) fn field(datum: &Datum) -> String {
    match datum.label.as_str() {
        "" => datum.category.to_string(),
        label => format!("{} ({label})", datum.category),
    }
}

/// The value, or what stands for one that is restricted and was not asked for.
pub(super) fn masked(value: &str, masked: bool) -> String {
    if masked { "(restricted: --reveal shows it)".to_owned() } else { value.to_owned() }
}
