//! What if: what an event would change for one contact or for everybody, without recording it.
//!
//! The domain works it out on a copy of the facts ([`mod@crate::domain::what_if`]); this finds the event
//! that is meant, asks, and puts the answer into words.

mod vault;
mod words;

pub use vault::{Changes, vault};

use crate::{
    app::{AppError, Session, grounds},
    domain::{
        Category, Channel, ConsentStanding, ContactId, Controller, DatumId, Day, Difference,
        Effect, Ending, Facts, Held, Involvement, LawfulBasis, ObjectionScope, PartyRole, Policy,
        Scope, Stage, Verdict, WhatIf, ledger, shown_name, what_if,
    },
};

/// What is asked, as the user says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// They take their consent to a purpose back.
    Withdraw(String, Option<Channel>),
    /// They say no to a purpose when they are asked.
    Refuse(String, Option<Channel>),
    /// They object: to a purpose, or to all marketing.
    Object(Option<String>),
    /// Their work starts.
    Start,
    /// Their work ends.
    End(End),
    /// They are told everything.
    Tell,
    /// They have values restricted; none: all.
    Restrict(Vec<DatumId>),
    /// Time passes.
    On(Day),
    /// Another policy counts.
    Policy(Box<Policy>),
}

/// How the work ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct End {
    /// Whether nothing came of it.
    pub lost: bool,
    /// The last day on which something is still owed.
    pub owed_until: Option<Day>,
    /// Whether the user keeps in touch.
    pub keep_in_touch: bool,
    /// Whether a dispute is possible.
    pub dispute: bool,
}

/// What would change for one contact, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Who.
    pub contact: ContactId,
    /// What they are called.
    pub subject: String,
    /// The event: `if they took back their consent to “newsletter” on 23 November 2026`.
    pub event: String,
    /// What changes.
    pub difference: Difference,
    /// Each value that changes, the gravest change first.
    pub data: Vec<ChangedLine>,
    /// Each purpose that may use more or less, in a sentence.
    pub exports: Vec<ExportLine>,
    /// Purposes that open and close, in a sentence each.
    pub grounds: Vec<String>,
    /// Duties that would arise, each in a sentence.
    pub duties_arise: Vec<String>,
    /// Duties that only become overdue.
    pub duties_overdue: Vec<String>,
    /// Duties that would be over, each in a sentence.
    pub duties_end: Vec<String>,
}

/// One value that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedLine {
    /// Which.
    pub what: Held,
    /// What it is.
    pub category: Category,
    /// `work`, `home` …; may be empty.
    pub label: String,
    /// The value on one line.
    pub value: String,
    /// Whether the value is to be masked until asked for.
    pub masked: bool,
    /// What the change comes to.
    pub effect: Effect,
    /// The verdict as things are.
    pub before: Option<Verdict>,
    /// The verdict if it happens.
    pub after: Option<Verdict>,
    /// What becomes of it, in a clause: `would have to go by 23 December 2026`.
    pub text: String,
}

/// One purpose whose exports change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportLine {
    /// The purpose's word.
    pub purpose: String,
    /// What comes in.
    pub gains: Vec<Held>,
    /// What falls out.
    pub loses: Vec<Held>,
    /// All of it in a sentence.
    pub text: String,
}

/// What would change for one contact if it happened on day `on`.
///
/// # Errors
///
/// No such contact or purpose, something that cannot happen to them, and whatever the store
/// reports.
pub fn contact(
    session: &Session,
    contact: ContactId,
    asked: &Asked,
    on: Day,
) -> Result<Answer, AppError> {
    let (facts, controller) = (session.facts(contact)?, session.controller()?);
    let event = event(&facts, &controller, asked, on)?.ok_or_else(|| cannot(asked))?;
    Ok(answer(&facts, &controller, &event, (on, session.today())))
}

/// What the event would change if it happened on the first of the days, in words; the second is
/// today.
#[must_use]
pub fn answer(facts: &Facts, controller: &Controller, event: &WhatIf, days: (Day, Day)) -> Answer {
    let difference = what_if(facts, controller, event, days.0);
    words::answer(facts, controller, event, days, difference)
}

/// The events that one would ask about for a contact, as things are on `today`: each changes
/// something that is known of them.
#[must_use]
pub fn likely(facts: &Facts, controller: &Controller, today: Day) -> Vec<WhatIf> {
    let mut likely = Vec::new();
    let Some(policy) = controller.policy(today).filter(|_| facts.contact.is_person()) else {
        return likely;
    };
    let open = facts.grounds.iter().filter(|ground| {
        ground.opened <= today && ground.closed.is_none_or(|closed| closed >= today)
    });
    for ground in open {
        let purpose = ground.purpose;
        let event = match ground.basis {
            LawfulBasis::Consent => WhatIf::Withdraw { purpose, channel: None },
            LawfulBasis::LegitimateInterests | LawfulBasis::PublicTask => {
                let marketing = policy.purpose(purpose).is_some_and(|one| one.marketing);
                WhatIf::Object(if marketing {
                    ObjectionScope::Marketing
                } else {
                    ObjectionScope::Purpose(purpose)
                })
            }
            LawfulBasis::Contract | LawfulBasis::LegalObligation | LawfulBasis::VitalInterests => {
                continue;
            }
        };
        if !likely.contains(&event) {
            likely.push(event);
        }
    }
    likely.extend(end(facts, End::default(), today).map(WhatIf::End));
    likely.extend([WhatIf::GiveNotice, WhatIf::Restrict { data: Vec::new() }]);
    likely.extend([12, 36].map(|months| WhatIf::PassTo(today.add_months(months))));
    likely
}

/// A sentence for each thing that could happen today and would change a value, or (`None`) anything
/// that is held of the contact.
///
/// # Errors
///
/// No such contact, and whatever the store reports.
pub fn today(
    session: &Session,
    contact: ContactId,
    what: Option<Held>,
) -> Result<Vec<String>, AppError> {
    let (facts, controller) = (session.facts(contact)?, session.controller()?);
    let today = session.today();
    Ok(match what {
        Some(what) => lines(&facts, &controller, what, today),
        None => likely(&facts, &controller, today)
            .iter()
            .map(|event| answer(&facts, &controller, event, (today, today)))
            .filter(|answer| !answer.data.is_empty())
            .map(|answer| words::summary(&answer))
            .collect(),
    })
}

fn lines(facts: &Facts, controller: &Controller, what: Held, today: Day) -> Vec<String> {
    let events = likely(facts, controller, today);
    let told = events.iter().filter_map(|event| {
        let event = match (event, what) {
            (WhatIf::Restrict { .. }, Held::Datum(id)) => &WhatIf::Restrict { data: vec![id] },
            _other => event,
        };
        let answer = answer(facts, controller, event, (today, today));
        let line = answer.data.iter().find(|line| line.what == what)?;
        Some(words::sentence(&answer, line))
    });
    told.collect()
}

/// The event that is meant; `None` if it cannot happen to them.
fn event(
    facts: &Facts,
    controller: &Controller,
    asked: &Asked,
    on: Day,
) -> Result<Option<WhatIf>, AppError> {
    let purpose = |key: &str| Ok::<_, AppError>(grounds::purpose(controller, key, on)?.id);
    let event = match asked {
        Asked::On(day) => return Ok(Some(WhatIf::PassTo(*day))),
        Asked::Policy(policy) => return Ok(Some(WhatIf::ChangePolicy(policy.clone()))),
        Asked::Withdraw(key, channel) => {
            let (purpose, channel) = (purpose(key)?, *channel);
            has_consented(facts, purpose, on).then_some(WhatIf::Withdraw { purpose, channel })
        }
        Asked::Refuse(key, channel) => {
            Some(WhatIf::Refuse { purpose: purpose(key)?, channel: *channel })
        }
        Asked::Object(None) => Some(WhatIf::Object(ObjectionScope::Marketing)),
        Asked::Object(Some(key)) => Some(WhatIf::Object(ObjectionScope::Purpose(purpose(key)?))),
        Asked::Start => Some(start(facts, on)),
        Asked::End(answers) => end(facts, *answers, on).map(WhatIf::End),
        Asked::Tell => Some(WhatIf::GiveNotice),
        Asked::Restrict(data) => Some(WhatIf::Restrict { data: data.clone() }),
    };
    Ok(event.filter(|_| facts.contact.is_person()))
}

fn has_consented(facts: &Facts, purpose: crate::domain::PurposeId, on: Day) -> bool {
    let scope = Scope { purpose, datum: None, explicit: false, child_age: 0 };
    matches!(ledger::standing(facts, scope, on), ConsentStanding::Holds { .. })
        || facts.grounds.iter().any(|ground| ground.purpose == purpose && ground.opened <= on)
}

/// The latest work that has begun and not ended.
fn going(facts: &Facts, on: Day) -> Option<&Involvement> {
    let open = facts.engagements.iter().filter(|one| {
        let stages = &one.engagement.stages;
        stages.last().is_some_and(|(stage, from)| !stage.is_end() && *from <= on)
    });
    open.max_by_key(|one| one.engagement.id)
}

/// Work that is asked about or offered goes on to run; else new work starts.
fn start(facts: &Facts, on: Day) -> WhatIf {
    let waiting = going(facts, on).filter(|one| {
        matches!(one.engagement.stage_on(on), Some(Stage::Enquiry | Stage::Proposal))
    });
    let mut linked = facts.data.iter().filter(|datum| datum.deleted.is_none());
    let firm = linked.find_map(|datum| datum.link);
    let role = firm.map_or(PartyRole::Client, |of| PartyRole::ContactPerson { of });
    WhatIf::Start { engagement: waiting.map(|one| one.engagement.id), role }
}

fn end(facts: &Facts, answers: End, on: Day) -> Option<Ending> {
    let End { lost, owed_until, keep_in_touch, dispute } = answers;
    Some(Ending {
        engagement: going(facts, on)?.engagement.id,
        stage: if lost { Stage::Lost } else { Stage::Done },
        owed_until,
        keep_in_touch,
        dispute,
    })
}

/// Why it cannot happen to them.
fn cannot(asked: &Asked) -> AppError {
    let message = match asked {
        Asked::Withdraw(key, _) => format!("they have not agreed to `{key}`"),
        Asked::End(_) => "no work of theirs goes on".to_owned(),
        Asked::Refuse(..)
        | Asked::Object(_)
        | Asked::Start
        | Asked::Tell
        | Asked::Restrict(_)
        | Asked::On(_)
        | Asked::Policy(_) => "it is an organisation, and has no such rights".to_owned(),
    };
    AppError::Refused { message, hint: "see `candor contact show`".into() }
}

/// The name of a contact.
fn subject(facts: &Facts) -> String {
    shown_name(facts)
}
