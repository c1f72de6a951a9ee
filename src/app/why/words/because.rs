//! Why something is held or no longer is, as a clause said to the person: "because you …".

use super::{date, list, names, period, quote};
use crate::{
    app::why::telling::Telling,
    domain::{
        Anchor, Cite, Day, EventKind, Evidence, Ground, LawfulBasis, Node, Purpose, Reason, Rule,
        Stage, opening::purpose_key as key,
    },
};

/// A claim that holds: "you asked us about work on 20 May 2026".
pub(in crate::app::why) fn holds(
    telling: &Telling<'_>,
    ground: &Ground,
    purpose: &Purpose,
) -> String {
    let consented = || given(telling, ground).map(date).unwrap_or_default();
    match (ground.basis, purpose.key.as_str()) {
        (LawfulBasis::Consent, "newsletter") => {
            format!("you signed up for our newsletter on {}", consented())
        }
        (LawfulBasis::Consent, key::KEEP_IN_TOUCH) => {
            format!("you agreed on {} that we stay in touch", consented())
        }
        (LawfulBasis::Consent, "greetings") => {
            format!("you agreed on {} that we wish you a happy birthday", consented())
        }
        (LawfulBasis::Consent, _) => {
            format!("you agreed to it on {} ({})", consented(), quote(&purpose.text))
        }
        (_, key::ENQUIRY) => format!("you asked us about work on {}", date(asked(telling, ground))),
        (_, key::DELIVERY) => delivery(telling, ground),
        (_, key::CLIENT_CONTACT) => match telling.organisation(None) {
            Some(name) => format!("you speak for {name}, whom we work for"),
            None => "you speak for a client of ours".to_owned(),
        },
        (_, key::TAX) => match invoice(telling) {
            Some(invoice) => {
                format!("the law makes us keep our invoices to you, such as {invoice}")
            }
            None => "the law makes us keep our invoices to you".to_owned(),
        },
        (_, key::AFTERCARE) => format!("we still owe you something from {}", work(telling, ground)),
        (_, key::KEEP_IN_TOUCH) => "we have worked together and want to stay in touch".to_owned(),
        (_, key::PROSPECTING) => "we thought that our work could help you".to_owned(),
        (_, "network") => {
            "you are one of the colleagues, suppliers and advisers we work with".to_owned()
        }
        (_, key::LEGAL_CLAIMS) => "we may need it if there is a dispute about our work".to_owned(),
        (_, key::SORTING) => "you are in an old address book that we are just sorting".to_owned(),
        (_, "reference") => "we would like to name you as a reference".to_owned(),
        (_, _) => format!("we need it for this: {}", quote(&purpose.text)),
    }
}

/// How long an open end lasts: "as long as the work goes on".
pub(in crate::app::why) fn open_end(ground: &Ground, purpose: &Purpose) -> String {
    let words = match (ground.basis, purpose.key.as_str()) {
        (LawfulBasis::Consent, _) => "until you change your mind",
        (_, key::DELIVERY) => "as long as that work goes on",
        (_, key::CLIENT_CONTACT) => {
            let after = period(purpose.retention.period);
            return format!("as long as that goes on, and {after} after");
        }
        (_, key::LEGAL_CLAIMS) => "until that is settled",
        (LawfulBasis::Contract, _) => "until that is done",
        (LawfulBasis::LegalObligation, _) => "as long as that law says",
        (LawfulBasis::LegitimateInterests | LawfulBasis::PublicTask, _) => "until you object",
        (LawfulBasis::VitalInterests, _) => "as long as that lasts",
    };
    words.to_owned()
}

fn delivery(telling: &Telling<'_>, ground: &Ground) -> String {
    let Evidence::Engagement(id) = &ground.evidence else {
        return "we are working for you".to_owned();
    };
    let Some(one) = telling.engagement(*id) else { return "we are working for you".to_owned() };
    let since = one.stages.iter().find(|(stage, _)| *stage == Stage::Running);
    match (one.stage_on(telling.day), since) {
        (Some(Stage::Running), Some((_, since))) => {
            format!("we have been working for you on {} since {}", names::work(one), date(*since))
        }
        (_, _) => format!("we are working for you on {}", names::work(one)),
    }
}

fn work(telling: &Telling<'_>, ground: &Ground) -> String {
    let id = match &ground.evidence {
        Evidence::Engagement(id) => telling.engagement(*id),
        Evidence::Ledger
        | Evidence::Consent(_)
        | Evidence::Event(_)
        | Evidence::Interaction(_)
        | Evidence::Assessment(_)
        | Evidence::Reason(_) => None,
    };
    id.map_or_else(|| "our work for you".to_owned(), names::work)
}

/// The day on which they asked, by the ground's record.
fn asked(telling: &Telling<'_>, ground: &Ground) -> Day {
    let on = match &ground.evidence {
        Evidence::Interaction(id) => telling.talk(*id).map(|talk| talk.on),
        Evidence::Event(id) => telling.event(*id).map(|event| event.on),
        Evidence::Engagement(id) => {
            telling.engagement(*id).and_then(|work| work.stages.first()).map(|(_, on)| *on)
        }
        Evidence::Ledger | Evidence::Consent(_) | Evidence::Assessment(_) | Evidence::Reason(_) => {
            None
        }
    };
    on.unwrap_or(ground.opened)
}

/// The latest yes of the person for the ground's purpose.
fn given(telling: &Telling<'_>, ground: &Ground) -> Option<Day> {
    let events = telling.facts.consents.iter().filter(|event| {
        event.purpose == ground.purpose && event.on <= telling.day && event.state.is_yes()
    });
    events.filter(|event| event.is_by_person()).map(|event| event.on).max()
}

fn invoice(telling: &Telling<'_>) -> Option<String> {
    let invoices = telling
        .facts
        .events
        .iter()
        .filter(|event| event.kind == EventKind::Invoice && event.on <= telling.day);
    invoices.max_by_key(|event| (event.on, event.id)).map(names::event)
}

/// Why nothing carries it any more: the end of "we no longer have a reason, for …".
pub(in crate::app::why) fn fails(
    telling: &Telling<'_>,
    reason: Reason,
    claim: Option<&Node>,
) -> String {
    let since = claim.and_then(|claim| claim.finding.day);
    let last = since.map(|since| date(since.previous()));
    let on = since.map(|since| format!(" on {}", date(since))).unwrap_or_default();
    let ended = last.as_ref().map(|last| format!(" on {last}")).unwrap_or_default();
    match reason {
        Reason::NoPurpose => "nothing that we do needs it".to_owned(),
        Reason::NotNecessary => "what we hold your other details for does not need it".to_owned(),
        Reason::PurposeIncompatible => "you gave it to us for something else".to_owned(),
        Reason::ConsentUnproven => "we have no proof that you agreed".to_owned(),
        Reason::ConsentWithdrawn => format!("you took back your consent{on}"),
        Reason::ConsentExpired => format!("your consent ended{ended}"),
        Reason::ConsentInvalid => "what we had noted as your consent was none".to_owned(),
        Reason::ChildConsent => "you were too young to agree without a parent".to_owned(),
        Reason::ContractNotParty => "our contract is not with you yourself".to_owned(),
        Reason::ContractEnded => format!("our work for you ended{ended}"),
        Reason::ObligationLapsed => match &last {
            Some(last) => format!("the law made us keep it only until {last}"),
            None => "no law makes us keep it".to_owned(),
        },
        Reason::LiUnassessed => {
            "we have not weighed what we want it for against your side".to_owned()
        }
        Reason::NoticeOverdue => match &last {
            Some(last) => format!("we should have told you about it by {last} and did not"),
            None => "we did not tell you about it in time".to_owned(),
        },
        Reason::ObjectionUpheld => "you objected".to_owned(),
        Reason::Art9ConditionMissing => special(telling),
        Reason::RetentionExpired => silence(telling, claim),
        Reason::ObjectionMarketing => format!("you said{on} that you want no advertising from us"),
        Reason::ChannelNotPermitted => "we may not reach you this way".to_owned(),
        Reason::Suppressed => "you told us never to use it again".to_owned(),
        Reason::Restricted => "it may only be stored for now".to_owned(),
    }
}

fn special(telling: &Telling<'_>) -> String {
    let about = telling.datum.special.map_or("something private", names::special);
    format!("it speaks of your {about}, and we have no express consent of yours to that")
}

/// The period ran out: since when it was silent, and how long we had given ourselves.
fn silence(telling: &Telling<'_>, claim: Option<&Node>) -> String {
    let step = claim
        .and_then(|claim| claim.children.iter().find(|step| step.finding.rule == Rule::Retention));
    let purpose = claim.and_then(|claim| {
        if let Rule::Claim { purpose, .. } = claim.finding.rule {
            telling.purpose(purpose)
        } else {
            None
        }
    });
    let (Some(step), Some(purpose)) = (step, purpose) else {
        return "the time that we had given ourselves is over".to_owned();
    };
    let time = period(purpose.retention.period);
    let last = step.finding.day.map(|day| date(day.previous())).unwrap_or_default();
    match (purpose.retention.anchor, step.finding.cite) {
        (Some(Anchor::LastContactFrom), Some(cite)) if !matches!(cite, Cite::Datum(_)) => {
            let heard = heard(telling, cite).map(date).unwrap_or_default();
            format!(
                "we last heard from you on {heard}, and the {time} that we keep it after that \
                 ended on {last}"
            )
        }
        (_, _) => format!("the {time} that we had given ourselves ended on {last}"),
    }
}

fn heard(telling: &Telling<'_>, cite: Cite) -> Option<Day> {
    match cite {
        Cite::Interaction(id) => telling.talk(id).map(|talk| talk.on),
        Cite::Event(id) => telling.event(id).map(|event| event.on),
        Cite::Engagement(id) => {
            let work = telling.engagement(id)?;
            // They spoke when they asked for it and when they agreed to it, not when it was done.
            let spoke = |stage: Stage| match stage {
                Stage::Enquiry => work.asked_for,
                Stage::Running => true,
                Stage::Proposal | Stage::Done | Stage::Lost => false,
            };
            let so_far = work.stages.iter().filter(|(_, on)| *on <= telling.day);
            so_far.filter(|(stage, _)| spoke(*stage)).map(|(_, on)| *on).max()
        }
        Cite::Datum(_)
        | Cite::Ground(_)
        | Cite::Consent(_)
        | Cite::Right(_)
        | Cite::Assessment(_)
        | Cite::Notice(_)
        | Cite::Purpose(_)
        | Cite::Origin(_)
        | Cite::Disclosure(_) => None,
    }
}

/// What a restriction says: the day, and what the user wrote down for it.
pub(in crate::app::why) fn restricted(
    telling: &Telling<'_>,
    right: crate::domain::RightId,
) -> Option<(Day, String)> {
    let right = telling.right(right)?;
    right.fact.restriction().map(|(_, reason)| (right.on, reason.trim().to_owned()))
}

/// Several clauses in one: `a, and because b`.
pub(in crate::app::why) fn joined(clauses: &[String]) -> String {
    match clauses {
        [] => String::new(),
        [one] => one.clone(),
        [first, second] => format!("{first}, and because {second}"),
        [first, rest @ ..] => format!("{first}, because {}", list(rest)),
    }
}
