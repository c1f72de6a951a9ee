//! Channel permission: whether a contact point may be used for marketing, by the message law of the
//! contact's country. Asked apart from the lawful basis: a purpose may hold an address that it may
//! not write to (Directive 2002/58/EC art. 13, PECR reg. 22, CASL s. 6 and 10, CAN-SPAM).

mod clock;
mod sale;

use clock::in_time;
use sale::sold_to;
pub(super) use sale::{SoftOptIn, behind_sale, soft_opt_in};

use super::{
    CallRule, Case, Channel, Cite, ConsentStanding, ConsentState, ContactKind, Controller, Datum,
    Day, Facts, LegalForm, MailRule, MessageLaw, ObjectionScope, Purpose, PurposeId, Reason,
    RightFact, Scope, Source, Suppressed, SuppressedBy, ledger, opening::acted_for_organisation,
    passed_on, told,
};

/// Whether a contact point may be used for a purpose, apart from any claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// It may be.
    Open {
        /// By what.
        by: OpenedBy,
        /// The last day, if one is known.
        until: Option<Day>,
        /// The record that opens it.
        cite: Option<Cite>,
    },
    /// It may not be.
    Closed {
        /// By what.
        by: ClosedBy,
        /// Since when, if it was ever open or somebody closed it.
        since: Option<Day>,
        /// The record that closes it, or from which the time was counted that is over.
        cite: Option<Cite>,
    },
}

/// What opens a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OpenedBy {
    /// The purpose is no marketing, or the value is no contact point.
    NotMarketing,
    /// Post needs no permission.
    Post,
    /// They agreed, for this purpose and channel.
    Consent,
    /// Own similar services, to an address from a sale, with an opt-out from the start.
    SoftOptIn,
    /// The address belongs to a firm, not to a person.
    CorporateSubscriber,
    /// About their job, to somebody who was told and has not said no.
    AboutTheirJob,
    /// A dated event allows it for a time (CASL).
    Implied,
    /// They published the address and refused no messages (CASL).
    Published,
    /// Their country lets one write until they say no.
    OptOut,
    /// A call to a firm about its business.
    PresumedAtFirm,
    /// A call to a number that must not be on the country's list: look before calling.
    UnlessListed,
}

/// What closes a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClosedBy {
    /// They objected to marketing.
    Objection,
    /// They took a consent to marketing back, or refused one for this purpose.
    Withdrawal,
    /// The mark of the contact point says so.
    Suppression,
    /// Consent is needed and there is none.
    NoConsent,
    /// It is about somebody else's product.
    NotOurOwn,
    /// Nothing was sold to them.
    NoSale,
    /// What was sold is not similar.
    NotSimilar,
    /// The address did not come from the sale, or no opt-out was offered when it first came.
    NoOptOutOffered,
    /// The time that an event had allowed is over.
    TimeOver,
}

impl ClosedBy {
    /// The reason that the gate gives.
    #[must_use]
    pub fn reason(self) -> Reason {
        match self {
            Self::Objection => Reason::ObjectionMarketing,
            Self::Withdrawal => Reason::ConsentWithdrawn,
            Self::Suppression => Reason::Suppressed,
            Self::NoConsent
            | Self::NotOurOwn
            | Self::NoSale
            | Self::NotSimilar
            | Self::NoOptOutOffered
            | Self::TimeOver => Reason::ChannelNotPermitted,
        }
    }
}

impl Permission {
    /// Whether the channel is open.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open { .. })
    }

    const fn open(by: OpenedBy, cite: Option<Cite>) -> Self {
        Self::Open { by, until: None, cite }
    }

    const fn closed(by: ClosedBy) -> Self {
        Self::Closed { by, since: None, cite: None }
    }
}

/// Whether the case's datum may be used to reach the person for a purpose.
#[must_use]
pub fn permission(case: &Case<'_>, purpose: &Purpose) -> Permission {
    let Some(channel) = case.datum.channel().filter(|_| purpose.marketing) else {
        return Permission::open(OpenedBy::NotMarketing, None);
    };
    if let Some(open) = by_consent(case, purpose) {
        return open;
    }
    if let Some(no) = their_no(case, purpose) {
        return Permission::Closed { by: no.by, since: Some(no.on), cite: no.cite };
    }
    let law = case.policy.message_law(case.facts.contact.country);
    match channel {
        Channel::Post => Permission::open(OpenedBy::Post, None),
        Channel::Email | Channel::Message => mail(case, purpose, &law),
        Channel::Phone => call(case, &law),
    }
}

/// Whether the person agreed to the purpose by that contact point, in a way that opens what a
/// suppression closed: after an objection only by a later consent.
#[must_use]
pub fn is_lifted(
    facts: &Facts,
    controller: &Controller,
    purpose: PurposeId,
    datum: &Datum,
    suppressed: (SuppressedBy, Day),
    day: Day,
) -> bool {
    let Some(policy) = controller.policy(day) else { return false };
    let case = Case { facts, controller, policy, datum, day };
    let (by, on) = suppressed;
    consent(&case, purpose).is_some_and(|(given, ..)| match by {
        SuppressedBy::Withdrawal => true,
        SuppressedBy::Objection => given > on,
    })
}

/// The consent to the purpose by the case's datum, if it holds: given when, until when, by which
/// event.
fn consent(case: &Case<'_>, purpose: PurposeId) -> Option<(Day, Option<Day>, Cite)> {
    let scope = Scope {
        purpose,
        datum: Some(case.datum),
        explicit: false,
        child_age: case.policy.child_age_in(case.facts.contact.country),
    };
    match ledger::standing(case.facts, scope, case.day) {
        ConsentStanding::Holds { event, given, until } => {
            Some((given, until, Cite::Consent(event)))
        }
        ConsentStanding::Expired { .. }
        | ConsentStanding::Withdrawn { .. }
        | ConsentStanding::Invalid { .. }
        | ConsentStanding::Child { .. }
        | ConsentStanding::Unproven { .. } => None,
    }
}

fn by_consent(case: &Case<'_>, purpose: &Purpose) -> Option<Permission> {
    let (given, until, cite) = consent(case, purpose.id)?;
    let objected = objection(case, purpose).is_some_and(|no| no.on >= given);
    let closed = suppressions(case)
        .any(|one| one.by == SuppressedBy::Objection && one.on >= given && one.on <= case.day);
    let open = Permission::Open { by: OpenedBy::Consent, until, cite: Some(cite) };
    (!objected && !closed).then_some(open)
}

/// A no of the person, as it closes marketing without consent.
#[derive(Debug, Clone, Copy)]
struct No {
    by: ClosedBy,
    on: Day,
    cite: Option<Cite>,
}

/// The latest no that reaches the case's datum: an objection, a marketing consent taken back on its
/// channel, a refusal of this very purpose, a mark.
fn their_no(case: &Case<'_>, purpose: &Purpose) -> Option<No> {
    let withdrawn = case.facts.consents.iter().filter(|event| {
        let other = || event.state != ConsentState::Refused;
        let marketing = || case.policy.purpose(event.purpose).is_some_and(|one| one.marketing);
        event.state.is_no()
            && event.on <= case.day
            && (event.channel.is_none() || event.channel == case.datum.channel())
            && (event.points.is_empty()
                || event
                    .points
                    .iter()
                    .any(|point| passed_on::took_place_of(case.facts, case.datum.id, point.datum)))
            && (event.purpose == purpose.id || (other() && marketing()))
    });
    let withdrawn = withdrawn.map(|event| No {
        by: ClosedBy::Withdrawal,
        on: event.on,
        cite: Some(Cite::Consent(event.id)),
    });
    let marked = suppressions(case).filter(|one| one.on <= case.day).map(|one| No {
        by: ClosedBy::Suppression,
        on: one.on,
        cite: None,
    });
    // What is on record about the person says more than a mark.
    marked
        .chain(withdrawn)
        .chain(objection(case, purpose))
        .max_by_key(|no| (no.cite.is_some(), no.on))
}

fn suppressions<'a>(case: &Case<'a>) -> impl Iterator<Item = &'a Suppressed> {
    let (facts, datum): (&'a Facts, _) = (case.facts, case.datum.id);
    facts.suppressed.iter().filter(move |one| one.datum == datum)
}

fn objection(case: &Case<'_>, purpose: &Purpose) -> Option<No> {
    let objections = case.facts.rights.iter().filter(|right| {
        right.on <= case.day
            && (right.fact == RightFact::Objection { scope: ObjectionScope::Marketing }
                || right.fact
                    == RightFact::Objection { scope: ObjectionScope::Purpose(purpose.id) })
    });
    let last = objections.max_by_key(|right| (right.on, right.id))?;
    Some(No { by: ClosedBy::Objection, on: last.on, cite: Some(Cite::Right(last.id)) })
}

fn mail(case: &Case<'_>, purpose: &Purpose, law: &MessageLaw) -> Permission {
    if law.corporate_subscribers && is_corporate(case) {
        return Permission::open(OpenedBy::CorporateSubscriber, None);
    }
    if law.about_their_job && is_about_their_job(case, purpose) {
        return Permission::open(OpenedBy::AboutTheirJob, Some(Cite::Datum(case.datum.id)));
    }
    match law.mail {
        MailRule::OptIn => Permission::closed(ClosedBy::NoConsent),
        MailRule::OptOut => Permission::open(OpenedBy::OptOut, None),
        MailRule::SoftOptIn { negotiations } => match sold_to(case, purpose, negotiations) {
            Ok(cite) => Permission::open(OpenedBy::SoftOptIn, Some(cite)),
            Err(by) => Permission::closed(by),
        },
        MailRule::Casl { enquiry, purchase } => {
            let published = case.datum.provenances.iter().any(|provenance| {
                let origin = &provenance.origin;
                origin.source == Source::PublishedByPerson
                    && !origin.refuses_messages
                    && origin.collected_on <= case.day
            });
            if published {
                return Permission::open(OpenedBy::Published, Some(Cite::Datum(case.datum.id)));
            }
            in_time(case, enquiry, purchase, OpenedBy::Implied)
                .unwrap_or(Permission::closed(ClosedBy::NoConsent))
        }
    }
}

fn call(case: &Case<'_>, law: &MessageLaw) -> Permission {
    let listed = Permission::open(OpenedBy::UnlessListed, None);
    match law.calls {
        CallRule::OptInForConsumers if is_at_firm(case) => {
            Permission::open(OpenedBy::PresumedAtFirm, None)
        }
        CallRule::OptIn | CallRule::OptInForConsumers => Permission::closed(ClosedBy::NoConsent),
        CallRule::Register => listed,
        CallRule::Relationship { enquiry, purchase } => {
            let allowed = in_time(case, enquiry, purchase, OpenedBy::Implied);
            allowed.filter(|one| one.is_open()).unwrap_or(listed)
        }
    }
}

fn is_at_firm(case: &Case<'_>) -> bool {
    !case.facts.contact.is_person() || acted_for_organisation(case.facts, case.day)
}

/// Whether the contact point's subscriber is a body of its own: not the person, not their
/// employer as such. Sole traders, partnerships and unknown forms are individuals.
fn is_corporate(case: &Case<'_>) -> bool {
    let company = ContactKind::Organisation(LegalForm::Company);
    let facts = case.facts;
    facts.contact.kind == company
        || case.datum.link.is_some_and(|runs_it| {
            facts.organisations.iter().any(|one| one.id == runs_it && one.kind == company)
        })
}

fn is_about_their_job(case: &Case<'_>, purpose: &Purpose) -> bool {
    let told = || told(case.facts, case.controller, purpose, case.datum, case.day);
    is_at_firm(case)
        && purpose.on_behalf_of.is_empty()
        && (!case.facts.contact.is_person() || told().is_some_and(|told| told.given.is_some()))
}
