//! The soft opt-in: own similar services, offered to an address from a sale, with an opt-out from
//! the start (Directive 2002/58/EC art. 13(2), PECR reg. 22(3)).

use super::{ClosedBy, their_no};
use crate::domain::{
    AnchorEvent, Case, Channel, Cite, Day, EventKind, Facts, LawfulBasis, MailRule, Purpose,
    Source, Stage, opening::purpose_key,
};

/// Where the soft opt-in stands for a marketing purpose that rests on an interest: it carries the
/// claim as well (CJEU C-654/23).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain) enum SoftOptIn {
    /// It holds, by that sale.
    Holds(Cite),
    /// They ended it by a no of that day.
    Ended(Day),
    /// It never held.
    Never,
}

pub(in crate::domain) fn soft_opt_in(case: &Case<'_>, purpose: &Purpose) -> SoftOptIn {
    let electronic = matches!(case.datum.channel(), Some(Channel::Email | Channel::Message));
    // Most addresses came without an offer to opt out: they are not asked further.
    if !electronic || !purpose.marketing || !opt_out_offered(case) {
        return SoftOptIn::Never;
    }
    let MailRule::SoftOptIn { negotiations } =
        case.policy.message_law(case.facts.contact.country).mail
    else {
        return SoftOptIn::Never;
    };
    match their_no(case, purpose) {
        Some(no) => {
            let before = Case { day: no.on.previous(), ..*case };
            match sold_to(&before, purpose, negotiations) {
                Ok(_) => SoftOptIn::Ended(no.on),
                Err(_) => SoftOptIn::Never,
            }
        }
        None => sold_to(case, purpose, negotiations).map_or(SoftOptIn::Never, SoftOptIn::Holds),
    }
}

/// Whether an opt-out was offered when the contact point was collected for the first time.
fn opt_out_offered(case: &Case<'_>) -> bool {
    let origins = case.datum.provenances.iter().map(|provenance| &provenance.origin);
    origins
        .min_by_key(|origin| (origin.collected_on, !origin.opt_out_offered))
        .is_some_and(|first| first.opt_out_offered && first.source == Source::Person)
}

/// The sale that lets us offer similar services of our own to the address.
pub(super) fn sold_to(
    case: &Case<'_>,
    purpose: &Purpose,
    negotiations: bool,
) -> Result<Cite, ClosedBy> {
    if !purpose.on_behalf_of.trim().is_empty() {
        return Err(ClosedBy::NotOurOwn);
    }
    let mut sold = false;
    let mut similar = None;
    for (service, cite) in sales(case, negotiations) {
        sold = true;
        if is_similar(purpose, service) {
            similar = Some(cite);
        }
    }
    match (sold, similar) {
        (false, _) => Err(ClosedBy::NoSale),
        (true, None) => Err(ClosedBy::NotSimilar),
        (true, Some(_)) if !opt_out_offered(case) || !is_from_sale(case, purpose) => {
            Err(ClosedBy::NoOptOutOffered)
        }
        (true, Some(cite)) => Ok(cite),
    }
}

/// Whether the address was collected in the course of a sale: for a purpose of the work, for this
/// one, or nobody said for what.
fn is_from_sale(case: &Case<'_>, purpose: &Purpose) -> bool {
    let origins = case.datum.provenances.iter().map(|provenance| &provenance.origin);
    let first = origins.min_by_key(|origin| (origin.collected_on, !origin.opt_out_offered));
    let Some(told) = first.and_then(|first| first.collected_for) else { return true };
    told.is_empty()
        || told.contains(purpose.id)
        || told.iter().filter_map(|id| case.policy.purpose(id)).any(|one| {
            one.basis == Some(LawfulBasis::Contract) || one.key == purpose_key::CLIENT_CONTACT
        })
}

/// What was sold by the case's day, or is being negotiated: the service and the record.
fn sales<'a>(case: &Case<'a>, negotiations: bool) -> impl Iterator<Item = (&'a str, Cite)> {
    let (facts, day): (&'a Facts, Day) = (case.facts, case.day);
    let service = move |event: &'a AnchorEvent| {
        let work = event
            .engagement
            .and_then(|id| facts.engagements.iter().find(|one| one.engagement.id == id));
        work.map_or(event.reference.as_str(), |one| one.engagement.service.as_str())
    };
    let events = facts.events.iter().filter(move |event| {
        let counts = match event.kind {
            EventKind::Purchase | EventKind::Invoice => true,
            EventKind::Enquiry => negotiations,
        };
        counts && event.on <= day
    });
    let events = events.map(move |event| (service(event), Cite::Event(event.id)));
    let work = facts.engagements.iter().map(|one| &one.engagement).filter(move |work| {
        work.stages.iter().any(|(stage, from)| {
            let counts = match stage {
                Stage::Running => true,
                Stage::Enquiry | Stage::Proposal => negotiations && work.asked_for,
                Stage::Done | Stage::Lost => false,
            };
            counts && *from <= day
        })
    });
    events.chain(work.map(|work| (work.service.as_str(), Cite::Engagement(work.id))))
}

/// Whether what is offered is like what was sold. A purpose that names no service offers the same
/// work as before.
fn is_similar(purpose: &Purpose, sold: &str) -> bool {
    let same = |one: &str| one.trim().to_lowercase() == sold.trim().to_lowercase();
    purpose.offers.trim().is_empty()
        || (!sold.trim().is_empty()
            && (same(&purpose.offers) || purpose.similar_to.iter().any(|one| same(one))))
}

/// The records behind a sale: the value that came from it, and the work that an event belongs to.
pub(in crate::domain) fn behind_sale(case: &Case<'_>, sale: Cite) -> impl Iterator<Item = Cite> {
    let event = case.facts.events.iter().find(|event| Cite::Event(event.id) == sale);
    let work = event.and_then(|event| event.engagement).map(Cite::Engagement);
    [Cite::Datum(case.datum.id)].into_iter().chain(work)
}
