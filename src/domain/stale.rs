//! Stale notices: what people were told no longer covers what is done with their data (GDPR
//! Art. 13(3), 14(4)). A duty beside the verdict; it takes no justification away.
//!
//! A notice tells of the purposes as they were when it was written. After that a purpose may have
//! come, may have changed in what people were told of it, or may have got another recipient.

use super::told::{covers, names_source, stands_for};
use super::{Controller, Datum, Day, Facts, How, Policy, Provenance, Purpose, RightFact, Source};

/// Since when the last notice that covered the datum for the purpose no longer does; `None` if it
/// does, or if there was none: then to tell at all is still owed.
#[must_use]
pub fn since(
    facts: &Facts,
    controller: &Controller,
    purpose: &Purpose,
    datum: &Datum,
    day: Day,
) -> Option<Day> {
    let known = |one: &&Provenance| one.origin.collected_on <= day;
    let first = datum.provenances.iter().filter(known).min_by_key(|one| one.origin.collected_on)?;
    let changed = || {
        // Most have one policy; then nothing can have changed, and nothing need be looked up.
        let versions = controller.policies.iter().filter(|policy| policy.from <= day).take(2);
        if versions.count() < 2 {
            return None;
        }
        changed(
            controller,
            purpose,
            written(facts, controller, (purpose, datum), &first.origin.source, day)?,
            day,
        )
    };
    let further = || {
        let later = datum.provenances.iter().filter(known);
        let later = later.filter(|one| one.origin.source != first.origin.source);
        later.filter_map(|one| unnamed(facts, controller, (purpose, datum), one, day)).min()
    };
    changed().into_iter().chain(further()).min()
}

/// When the newest notice that the person has and that covers purpose and source was written.
fn written(
    facts: &Facts,
    controller: &Controller,
    (purpose, datum): (&Purpose, &Datum),
    source: &Source,
    day: Day,
) -> Option<Day> {
    let standing = |on: Day| {
        let notices = controller.notices.iter();
        let of = notices
            .filter(|one| stands_for(one, purpose.id, on) && names_source(&one.sources, source));
        of.map(|one| one.from).max()
    };
    let by_right = facts.rights.iter().filter(|right| right.on <= day).filter_map(|right| {
        let RightFact::NoticeGiven(given) = &right.fact else { return None };
        let kept = controller.notices.iter().find(|one| Some(one.id) == given.notice);
        let told = covers(given, controller, purpose.id, source);
        told.then(|| kept.map_or(right.on, |kept| kept.from))
    });
    let messages = facts.interactions.iter().filter(|one| one.on <= day && one.carries_notice);
    let by_message = messages.filter(|one| one.is_to_person()).filter_map(|one| standing(one.on));
    let origins = datum.provenances.iter().map(|one| &one.origin);
    let by_form = origins.filter(|one| one.how == How::Form && one.collected_on <= day);
    let by_form = by_form.filter_map(|one| standing(one.collected_on));
    let by_consent = facts.consents.iter().filter(|event| {
        event.purpose == purpose.id
            && event.on <= day
            && event.is_by_person()
            && !event.notice.is_empty()
            && source.is_person()
    });
    let by_consent = by_consent.map(|event| event.on);
    by_right.chain(by_message).chain(by_form).chain(by_consent).max()
}

/// The first day on which the purpose was no longer what a notice of that day says, if it is not.
fn changed(controller: &Controller, now: &Purpose, written: Day, day: Day) -> Option<Day> {
    let told = controller.purpose(now.id, written);
    if !is_other(told, now) {
        return None;
    }
    let is_new = |policy: &&Policy| policy.from > written && policy.from <= day;
    let mut versions = controller.policies.iter().filter(is_new);
    let first =
        versions.find(|policy| policy.purpose(now.id).is_some_and(|one| is_other(told, one)));
    first.map(|policy| policy.from)
}

/// Whether people would have to be told again: of a purpose that is new, is meant otherwise, rests
/// on something else, or has somebody more who gets the data.
fn is_other(told: Option<&Purpose>, now: &Purpose) -> bool {
    told.filter(|told| told.active).is_none_or(|told| {
        let basis = |one: &Purpose| (one.basis, one.basis_at_organisation, one.marketing);
        told.text != now.text
            || basis(told) != basis(now)
            || now.recipients.iter().any(|one| !told.recipients.contains(one))
    })
}

/// The day of a further source, if no notice that the person has names it.
fn unnamed(
    facts: &Facts,
    controller: &Controller,
    held: (&Purpose, &Datum),
    from: &Provenance,
    day: Day,
) -> Option<Day> {
    let source = &from.origin.source;
    let is_elsewhere = match source {
        Source::ThirdParty(_) | Source::Public(_) => true,
        Source::Person | Source::Ourselves | Source::PublishedByPerson | Source::Unknown => false,
    };
    let is_named = || written(facts, controller, held, source, day).is_some();
    (is_elsewhere && !is_named()).then_some(from.origin.collected_on)
}
