//! Why something is held, in plain words: the verdict with its proof, told to a person.
//!
//! The domain judges; this only tells. [`explain`] makes an [`Explanation`] of one value, of the
//! text of a talk, or of a whole contact; [`record`] tells of the record that a line of it rests
//! on. The words lie in `words/`, by theme. The headline speaks to the person ("you"), for it is
//! read out to them; all other lines speak to the user, of "them".

pub mod explain;
mod explanation;
pub mod letter;
mod own;
mod record;
mod right;
mod summary;
mod telling;
pub(super) mod words;

pub use explanation::{
    ClaimText, ContactExplanation, DatumSummary, Explanation, NextStep, PurposeSummary, RecordText,
    StepText, Unjustified,
};
pub use own::{OwnExplanation, OwnLine, own, own_all};
pub use record::record;
pub use words::refusal;

use crate::{
    app::{AppError, Session},
    domain::{
        Cite, ContactId, Controller, Datum, DatumId, Day, Facts, InteractionId,
        channel::Permission, own_record::OwnRecord,
    },
};

/// Why a value is held, as of a day; `None` if it was not held then.
///
/// # Errors
///
/// No such contact, and whatever the store reports.
pub fn datum(
    session: &Session,
    contact: ContactId,
    datum: DatumId,
    as_of: Day,
) -> Result<Option<Explanation>, AppError> {
    let (facts, controller) = (session.facts(contact)?, session.controller()?);
    let datum = facts.data.iter().find(|one| one.id == datum);
    Ok(datum.and_then(|datum| explain::datum(&facts, &controller, datum, as_of)))
}

/// Why the text of a talk is held, as of a day; `None` if it was not held then.
///
/// # Errors
///
/// No such contact, and whatever the store reports.
pub fn talk(
    session: &Session,
    contact: ContactId,
    talk: InteractionId,
    as_of: Day,
) -> Result<Option<Explanation>, AppError> {
    let (facts, controller) = (session.facts(contact)?, session.controller()?);
    Ok(explain::talk(&facts, &controller, talk, as_of))
}

/// Why a contact is held, summed up, as of a day.
///
/// # Errors
///
/// No such contact, and whatever the store reports.
pub fn contact(
    session: &Session,
    contact: ContactId,
    as_of: Day,
) -> Result<ContactExplanation, AppError> {
    let (facts, controller) = (session.facts(contact)?, session.controller()?);
    Ok(explain::contact(&facts, &controller, as_of))
}

/// The record that a line of an explanation rests on; `None` if there is no such record.
///
/// # Errors
///
/// No such contact, and whatever the store reports.
pub fn record_of(
    session: &Session,
    contact: ContactId,
    cite: Cite,
) -> Result<Option<RecordText>, AppError> {
    let (facts, controller) = (session.facts(contact)?, session.controller()?);
    Ok(record(&facts, &controller, cite))
}

/// Why one of our own records is held, as of a day; `None` if there is no such record, or not yet.
///
/// # Errors
///
/// No such contact, and whatever the store reports.
pub fn own_of(
    session: &Session,
    contact: ContactId,
    record: OwnRecord,
    as_of: Day,
) -> Result<Option<OwnExplanation>, AppError> {
    let (facts, controller) = (session.facts(contact)?, session.controller()?);
    Ok(own(&facts, &controller, record, as_of))
}

/// Whether a contact point may be used for marketing, in a sentence.
#[must_use]
pub fn permission(
    facts: &Facts,
    controller: &Controller,
    datum: &Datum,
    permission: Permission,
) -> String {
    let Some(policy) = controller.policies.last() else { return String::new() };
    let telling = telling::Telling { facts, controller, policy, datum, day: Day::MAX };
    words::channel::sentence(&telling, permission)
}
