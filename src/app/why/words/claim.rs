//! Claims in words: what each is called, what it rests on, and its basis in a sentence.

use super::{capital, date, names};
use crate::{
    app::why::telling::Telling,
    domain::{
        Cite, ConsentEvent, ConsentState, EventKind, Finding, Ground, IndicatedBy, LawfulBasis,
        PartyRole, Purpose, Reason, Stage, opening::purpose_key::ENQUIRY,
    },
};

/// What a claim is called: what is said of its purpose to people.
pub(in crate::app::why) fn title(purpose: Option<&Purpose>) -> String {
    purpose.map_or_else(
        || "A purpose that is no longer known".to_owned(),
        |one| {
            let text = one.text.trim();
            let text = text.strip_prefix("because ").unwrap_or(text);
            if text.is_empty() { capital(&one.key) } else { capital(text) }
        },
    )
}

/// What a basis is called by those who know no law.
pub(in crate::app::why) fn basis(ground: &Ground, purpose: Option<&Purpose>) -> &'static str {
    match ground.basis {
        LawfulBasis::Consent => "they agreed",
        LawfulBasis::Contract if purpose.is_some_and(|one| one.key == ENQUIRY) => {
            "they asked us about a contract"
        }
        LawfulBasis::Contract => "they have a contract with us",
        LawfulBasis::LegalObligation => "a law says so",
        LawfulBasis::VitalInterests => "somebody's life or health depends on it",
        LawfulBasis::PublicTask => "it serves everybody",
        LawfulBasis::LegitimateInterests => "it helps us and is fair to them",
    }
}

/// The claim as a whole, in a sentence.
pub(in crate::app::why) fn sentence(
    ground: &Ground,
    purpose: Option<&Purpose>,
    finding: Finding,
) -> String {
    let may = match ground.basis {
        LawfulBasis::LegalObligation => "We have to keep it",
        LawfulBasis::Consent
        | LawfulBasis::Contract
        | LawfulBasis::VitalInterests
        | LawfulBasis::PublicTask
        | LawfulBasis::LegitimateInterests => "We may keep it",
    };
    let basis = basis(ground, purpose);
    match (finding.fails, finding.day) {
        (None, Some(until)) => format!("{may} until {}: {basis}.", date(until)),
        (None, None) => format!("{may} for now: {basis}."),
        (Some(Reason::Restricted), Some(until)) => {
            format!("This waits for our decision, by {} at the latest.", date(until))
        }
        (Some(_), Some(since)) => format!("No reason any more since {}.", date(since)),
        (Some(_), None) => "This never was a reason.".to_owned(),
    }
}

/// Whether they agreed, and whether that still holds.
pub(in crate::app::why) fn consent(
    telling: &Telling<'_>,
    ground: &Ground,
    finding: Finding,
) -> String {
    let event = match finding.cite {
        Some(Cite::Consent(id)) => telling.consent(id),
        _other => None,
    };
    let Some(event) = event else {
        return "Nothing on record says that they agreed.".to_owned();
    };
    let late = telling.late(event.on, event.recorded_at);
    let on = date(event.on);
    let text = match finding.fails {
        None => {
            let until = finding.day.map_or_else(
                || "until they take it back".to_owned(),
                |day| format!("until {}", date(day)),
            );
            let who = match event.indicated_by {
                IndicatedBy::Parent => "A parent agreed for them",
                IndicatedBy::Person | IndicatedBy::Ourselves | IndicatedBy::Import => "They agreed",
            };
            let channel = names::channel(event.channel);
            format!("{who} on {on}{}; that is good for {channel} {until}", names::manner(event))
        }
        Some(Reason::ConsentExpired) => {
            let last = finding.day.map(|day| date(day.previous())).unwrap_or_default();
            format!(
                "They agreed on {on}; that was good until {last}, and they were not asked again"
            )
        }
        Some(Reason::ConsentWithdrawn) if ground.basis == LawfulBasis::LegitimateInterests => {
            format!("They took their consent to this back on {on}, so no interest of ours counts")
        }
        Some(Reason::ConsentWithdrawn) if event.state == ConsentState::Refused => {
            format!("They said no on {on}")
        }
        Some(Reason::ConsentWithdrawn) => format!("They took their consent back on {on}"),
        Some(Reason::ConsentInvalid) => invalid(event),
        Some(Reason::ChildConsent) => format!(
            "They agreed on {on} at the age of {}, which needs a parent",
            event.age.unwrap_or_default()
        ),
        Some(_) => unproven(event),
    };
    format!("{text}{late}.")
}

fn invalid(event: &ConsentEvent) -> String {
    let on = date(event.on);
    if event.state == ConsentState::Invalidated {
        format!("On {on} we found that what was on record was no consent")
    } else {
        format!("On {on} they said nothing, they only went along; that is no consent")
    }
}

fn unproven(event: &ConsentEvent) -> String {
    let on = date(event.on);
    match (event.state, event.indicated_by) {
        (ConsentState::Unknown, _) => "Nobody knows whether they agreed".to_owned(),
        (ConsentState::Requested, _) => format!("They were asked on {on} and have not answered"),
        (ConsentState::Deferred, _) => format!("They were asked and put it off on {on}"),
        (ConsentState::Refused, _) => format!("They were asked and said no on {on}"),
        (_, IndicatedBy::Import) => {
            format!("A file of {on} says that they agreed; that proves nothing")
        }
        (_, IndicatedBy::Ourselves) => {
            format!("We noted on {on} that they agreed, but it was not they who said so")
        }
        (_, _) if event.method.trim().is_empty() => {
            format!("They are said to have agreed on {on}, but nobody knows how")
        }
        (_, _) if event.notice.trim().is_empty() => {
            format!("They agreed on {on}, but nobody knows what they were told")
        }
        (_, _) => format!("They agreed on {on}, but not to this"),
    }
}

/// Whether they are a party to work that goes on.
pub(in crate::app::why) fn contract(telling: &Telling<'_>, finding: Finding) -> String {
    match finding.cite {
        Some(Cite::Engagement(id)) => engagement(telling, id, finding),
        Some(Cite::Interaction(id)) => telling.talk(id).map_or_else(gone, |talk| {
            let late = telling.late(talk.on, talk.recorded_at);
            asked(&names::talk(talk), &late, finding)
        }),
        Some(Cite::Event(id)) => telling.event(id).map_or_else(gone, |event| {
            let late = telling.late(event.on, event.recorded_at);
            asked(&names::event(event), &late, finding)
        }),
        _other => match (finding.fails, finding.day) {
            (None, _) => "They have a contract with us, or asked for one.".to_owned(),
            (Some(Reason::ContractEnded), Some(since)) => {
                format!("Their contract with us ended on {}.", date(since.previous()))
            }
            (Some(_), _) => "No contract with them is on record.".to_owned(),
        },
    }
}

fn gone() -> String {
    "The record of what they asked is gone.".to_owned()
}

fn asked(what: &str, late: &str, finding: Finding) -> String {
    match (finding.fails, finding.day) {
        (Some(_), Some(since)) => {
            format!("They asked us ({what}){late}; that was closed on {}.", date(since.previous()))
        }
        (_, _) => format!("They asked us: {what}{late}."),
    }
}

fn engagement(telling: &Telling<'_>, id: crate::domain::EngagementId, finding: Finding) -> String {
    let Some(one) = telling.involvement(id) else {
        return "The work behind this is not on record.".to_owned();
    };
    let work = &one.engagement;
    let title = capital(&names::work(work));
    let begun = work.stages.iter().rev().find(|(_, from)| *from <= telling.day);
    if finding.fails == Some(Reason::ContractNotParty) {
        return match one.role {
            PartyRole::ContactPerson { of } => {
                let with = telling.organisation(Some(of)).unwrap_or_else(|| "a firm".to_owned());
                format!("{title} is a contract with {with}, not with them.")
            }
            PartyRole::Client if work.asked_for => format!("{title} had not begun."),
            PartyRole::Client => format!("{title} is an offer that they did not ask for."),
        };
    }
    let Some((stage, from)) = begun else { return format!("{title} had not begun.") };
    let is = names::stage(*stage);
    let when = if stage.is_end() { "on" } else { "since" };
    let start = format!("{title} {is} {when} {}", date(*from));
    let owed = work.owed_until.filter(|_| *stage == Stage::Done);
    match (finding.fails, owed, finding.day) {
        (None, Some(owed), _) => format!("{start}; something is owed until {}.", date(owed)),
        (None, None, _) if stage.is_end() => format!("{start}."),
        (None, None, _) => format!("{start}, and they are the client."),
        (Some(_), Some(owed), _) if owed >= telling.day => {
            format!("{start}, so that work itself is over.")
        }
        (Some(_), Some(owed), _) => {
            format!("{start}, and nothing is owed since {}.", date(owed.next()))
        }
        (Some(_), None, Some(since)) if !stage.is_end() => {
            format!("{start}; for this it was closed on {}.", date(since.previous()))
        }
        (Some(_), None, _) => format!("{start}, and nothing is owed any more."),
    }
}

/// Whether a law makes us keep it.
pub(in crate::app::why) fn obligation(
    telling: &Telling<'_>,
    purpose: &Purpose,
    finding: Finding,
) -> String {
    let law = if purpose.provision.text.trim().is_empty() {
        String::new()
    } else {
        format!(" ({})", provision(&purpose.provision.text))
    };
    let event = match finding.cite {
        Some(Cite::Event(id)) => telling.event(id),
        _other => None,
    };
    let late = event.map(|event| telling.late(event.on, event.recorded_at)).unwrap_or_default();
    let what = event.map_or_else(|| "it".to_owned(), names::event);
    match (finding.fails, finding.day) {
        (None, Some(until)) => {
            format!("The law makes us keep {what} until {}{law}{late}.", date(until))
        }
        (None, None) => format!("The law makes us keep {what}{law}."),
        (Some(_), Some(since)) => {
            format!("The law made us keep {what} until {}{law}{late}.", date(since.previous()))
        }
        (Some(_), None) => {
            let missing = if telling.facts.events.iter().any(|one| one.kind == EventKind::Invoice) {
                "the law no longer asks for it"
            } else {
                "no invoice is on record"
            };
            format!("{}.", capital(missing))
        }
    }
}

/// The provision itself, without period and without the note on where it was checked.
fn provision(text: &str) -> &str {
    let law = text.split([':', ';']).next().unwrap_or(text);
    let note = [" (secondary", " (general", " (not checked"].iter().find_map(|note| law.find(note));
    note.and_then(|at| law.get(..at)).unwrap_or(law).trim()
}
