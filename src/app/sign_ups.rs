//! A list that people signed: each line is a person, known or new, and their consent, in one change.

use crate::{
    app::{
        AppError, Done, Mode, Session, change, consents,
        consents::NewConsent,
        contacts::{self, Collected, Entry, Grounds, NewContact, NewDatum},
    },
    domain::{Category, Channel, ContactId, ContactKind, Controller, How, Point, Source, point},
};

/// Records that somebody signed: whoever is known by the address is not entered again.
///
/// # Errors
///
/// An unknown purpose, a day to come, an address that several have, and whatever the store reports.
pub fn record(
    session: &Session,
    person: &[NewDatum],
    consent: &NewConsent,
    mode: Mode,
) -> Result<Done<ContactId>, AppError> {
    session.past(consent.on)?;
    if let Some(known) = known(session, person)? {
        let Done { forecast, .. } = consents::record(session, known, consent, mode)?;
        return Ok(Done { value: known, forecast });
    }
    let (controller, now) = (session.controller()?, session.now());
    let new = as_written(&controller, person, consent);
    let uid = uuid::Uuid::new_v4().to_string();
    change::create(session, mode, |writer| {
        let contact = contacts::insert(writer, &controller, &new, &uid, now)?;
        let facts = writer.facts(contact)?;
        consents::write(writer, (&facts, &controller), consent, now)?;
        Ok(contact)
    })
}

/// Who has one of the addresses already.
///
/// # Errors
///
/// Several people have it, and whatever the store reports.
pub fn known(session: &Session, person: &[NewDatum]) -> Result<Option<ContactId>, AppError> {
    let country = session.controller()?.country;
    let addresses: Vec<&NewDatum> =
        person.iter().filter(|one| one.category == Category::Email).collect();
    let found = session.store().read(|reader| {
        let mut found = Vec::new();
        for one in &addresses {
            let channel = Channel::Email;
            let normalised = point::normalise(channel, &one.value.to_line(), Some(country));
            found.extend(reader.points(&Point { channel, normalised })?);
        }
        found.sort_unstable();
        found.dedup();
        Ok::<_, AppError>(found)
    })?;
    match found.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(*one)),
        _several => Err(AppError::invalid(
            "person",
            "several contacts have this address",
            "`M` makes them one, or `cg` on the right one records their consent",
        )),
    }
}

/// A new person as they wrote themself on the list: for that purpose, and nothing it has no use for.
fn as_written(controller: &Controller, person: &[NewDatum], consent: &NewConsent) -> NewContact {
    let policy = controller.policy(consent.on);
    let purpose = policy.and_then(|policy| policy.by_key(&consent.purpose));
    let wanted = |category: &Category| {
        *category == Category::Name
            || purpose.is_none_or(|one| one.needs(category) || one.finds_useful(category))
    };
    NewContact {
        kind: ContactKind::Person,
        country: None,
        organisation: None,
        data: person.iter().filter(|one| wanted(&one.category)).cloned().collect(),
        entry: Entry {
            source: Source::Person,
            how: How::Form,
            on: consent.on,
            purpose: Collected::For(consent.purpose.clone()),
            opt_out_offered: false,
        },
        grounds: Grounds::None,
    }
}

/// The values that would stay out, because the purpose has no use for them.
#[must_use]
pub fn left_out(
    controller: &Controller,
    person: &[NewDatum],
    consent: &NewConsent,
) -> Vec<Category> {
    let taken = as_written(controller, person, consent);
    let out = person.iter().filter(|one| !taken.data.contains(one));
    out.map(|one| one.category.clone()).collect()
}
