//! A contact's card: everything that is known of somebody, each value with its verdict.

use crate::{
    app::{
        AppError, Session,
        follow_ups::{self, FollowUpLine},
        why::words,
    },
    domain::{
        Category, Channel, ConsentId, ConsentStanding, ContactId, ContactKind, Controller, DatumId,
        Day, Direction, DisclosureId, DutyKind, DutyState, EngagementId, EventId, EventKind, Facts,
        GroundId, HoldUntil, Interaction, InteractionId, Involvement, LawfulBasis, Means, Money,
        PartyRole, Policy, PurposeId, RecipientId, RightId, Scope, Sign, Stage, Standing, Verdict,
        correspondence, derive, duty, ledger, verdict,
    },
};

/// A contact as the screen shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Who.
    pub id: ContactId,
    /// The name as it is shown.
    pub name: String,
    /// Person or organisation.
    pub kind: ContactKind,
    /// What tells namesakes apart.
    pub detail: String,
    /// All verdicts in one sign.
    pub sign: Sign,
    /// The values, in the order of a card.
    pub data: Vec<DatumLine>,
    /// Engagements, the latest first.
    pub work: Vec<WorkLine>,
    /// Interactions, the latest first.
    pub talks: Vec<TalkLine>,
    /// Where consent stands, by purpose.
    pub consents: Vec<ConsentLine>,
    /// What the contact is held for.
    pub grounds: Vec<GroundLine>,
    /// What is owed to them.
    pub duties: Vec<DutyLine>,
    /// Enquiries, purchases, invoices.
    pub events: Vec<EventLine>,
    /// When the user means to come back to them.
    pub follow_ups: Vec<FollowUpLine>,
    /// Uses of their data against the rules of their day, the latest first.
    pub violations: Vec<ViolationLine>,
}

/// A use against the rules of its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViolationLine {
    /// Its number within the contact.
    pub id: DisclosureId,
    /// When.
    pub on: Day,
    /// Why it was not permitted.
    pub why: String,
}

/// A value on a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatumLine {
    /// Its number within the contact.
    pub id: DatumId,
    /// What it is.
    pub category: Category,
    /// `work`, `home` …
    pub label: String,
    /// The value on one line.
    pub text: String,
    /// Whether it is restricted, and to be masked until asked for.
    pub masked: bool,
    /// The verdict; `None` for one that is deleted or was not held yet.
    pub verdict: Option<Verdict>,
    /// The day on which it was deleted.
    pub deleted: Option<Day>,
}

/// An engagement on a card or in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkLine {
    /// Which.
    pub id: EngagementId,
    /// What it is called.
    pub title: String,
    /// How far it has come, and since when.
    pub stage: Stage,
    /// Since when.
    pub since: Day,
    /// What it is worth.
    pub value: Option<Money>,
    /// What the contact is to it.
    pub role: PartyRole,
    /// Whether the client asked for it.
    pub asked_for: bool,
    /// The last day on which something is owed.
    pub owed_until: Option<Day>,
}

/// An interaction on a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TalkLine {
    /// Which.
    pub id: InteractionId,
    /// When.
    pub on: Day,
    /// By which means.
    pub means: Means,
    /// Who spoke.
    pub direction: Direction,
    /// What it was about.
    pub text: String,
    /// The verdict on its text.
    pub standing: Option<Standing>,
}

/// Where consent stands for a purpose and channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentLine {
    /// The purpose's word.
    pub purpose: String,
    /// As it is said to people.
    pub purpose_text: String,
    /// The channel; `None`: the consent that names none.
    pub channel: Option<Channel>,
    /// Where it stands.
    pub standing: ConsentStanding,
    /// The same in words.
    pub text: String,
    /// The events behind it, oldest first.
    pub events: Vec<ConsentId>,
}

/// What a contact is held for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroundLine {
    /// Its number within the contact.
    pub id: GroundId,
    /// The purpose's word.
    pub purpose: String,
    /// As it is said to people.
    pub purpose_text: String,
    /// On which basis.
    pub basis: LawfulBasis,
    /// The first day.
    pub opened: Day,
    /// The last day.
    pub closed: Option<Day>,
}

/// Something owed to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyLine {
    /// What.
    pub kind: DutyKind,
    /// The purpose's word, for notices and objections; else empty.
    pub purpose: String,
    /// The record that it answers: an objection, a request, a change that is to be told.
    pub right: Option<RightId>,
    /// Who is to be told.
    pub recipient: Option<RecipientId>,
    /// The last day in time.
    pub due: Day,
    /// Where it stands.
    pub state: DutyState,
    /// What is to be done: `Answer their request`.
    pub what: String,
    /// All of it in words: with the day, the purpose and the article.
    pub text: String,
}

/// An enquiry, a purchase or an invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventLine {
    /// Its number within the contact.
    pub id: EventId,
    /// What happened.
    pub kind: EventKind,
    /// When.
    pub on: Day,
    /// Its reference.
    pub reference: String,
    /// Its amount.
    pub amount: Option<Money>,
}

/// The card of a contact as of a day.
///
/// # Errors
///
/// No such contact, and whatever the store reports.
pub fn card(session: &Session, id: ContactId, as_of: Day) -> Result<Card, AppError> {
    let facts = session.facts(id)?;
    let controller = session.controller()?;
    Ok(build(&facts, &controller, as_of))
}

/// The card from facts at hand.
#[must_use]
pub fn build(facts: &Facts, controller: &Controller, as_of: Day) -> Card {
    let derived = derive(facts, controller, as_of);
    let follow_ups = follow_ups::of(facts, &derived.name, controller, as_of);
    Card {
        id: facts.contact.id,
        name: derived.name,
        kind: facts.contact.kind,
        detail: derived.detail,
        sign: derived.sign,
        data: data(facts, controller, as_of),
        work: work(facts, as_of),
        talks: talks(facts, controller, as_of),
        consents: consents(facts, controller, as_of),
        grounds: grounds(facts, controller, as_of),
        duties: duties(facts, controller, as_of),
        events: events(facts, as_of),
        follow_ups,
        violations: violations(facts, as_of),
    }
}

fn data(facts: &Facts, controller: &Controller, as_of: Day) -> Vec<DatumLine> {
    let mut lines: Vec<DatumLine> = facts
        .data
        .iter()
        .filter(|datum| datum.obtained_on().is_some_and(|obtained| obtained <= as_of))
        .map(|datum| {
            let deleted = datum.deleted.filter(|deleted| *deleted <= as_of);
            let verdict =
                if deleted.is_some() { None } else { verdict(facts, controller, datum, as_of) };
            DatumLine {
                id: datum.id,
                category: datum.category.clone(),
                label: datum.label.clone(),
                text: datum.value.to_line(),
                masked: verdict.is_some_and(|one| one.standing == Standing::Restricted),
                verdict,
                deleted,
            }
        })
        .collect();
    let place = |category: &Category| Category::NAMED.iter().position(|one| one == category);
    lines.sort_by_key(|line| {
        (line.deleted.is_some(), place(&line.category).unwrap_or(usize::MAX), line.id)
    });
    lines
}

/// The engagements that had begun by a day, the latest first.
#[must_use]
pub fn work(facts: &Facts, as_of: Day) -> Vec<WorkLine> {
    let begun = facts.engagements.iter().filter_map(|one| work_line(one, as_of));
    let mut lines: Vec<WorkLine> = begun.collect();
    lines.sort_by_key(|line| (line.stage.is_end(), std::cmp::Reverse((line.since, line.id))));
    lines
}

/// An engagement as of a day; `None` before its first stage.
pub(super) fn work_line(one: &Involvement, as_of: Day) -> Option<WorkLine> {
    let (stage, since) =
        one.engagement.stages.iter().rev().find(|(_, since)| *since <= as_of).copied()?;
    Some(WorkLine {
        id: one.engagement.id,
        title: one.engagement.title.clone(),
        stage,
        since,
        value: one.engagement.value,
        role: one.role,
        asked_for: one.engagement.asked_for,
        owed_until: one.engagement.owed_until,
    })
}

/// The interactions up to a day, the latest first.
#[must_use]
pub fn talks(facts: &Facts, controller: &Controller, as_of: Day) -> Vec<TalkLine> {
    let so_far = facts.interactions.iter().filter(|one| one.on <= as_of);
    so_far
        .map(|one| TalkLine {
            id: one.id,
            on: one.on,
            means: one.means,
            direction: one.direction,
            text: talk_text(facts, one),
            standing: standing(facts, controller, one, as_of),
        })
        .collect()
}

/// What a talk was about: its text, else the work it belongs to.
fn talk_text(facts: &Facts, talk: &Interaction) -> String {
    if !talk.text.trim().is_empty() {
        return talk.text.clone();
    }
    let work = facts.engagements.iter().find(|one| Some(one.engagement.id) == talk.engagement);
    work.map_or_else(String::new, |one| format!("about {}", one.engagement.title))
}

/// The verdict on the text of a talk; one without text holds nothing that could be judged.
fn standing(
    facts: &Facts,
    controller: &Controller,
    talk: &Interaction,
    as_of: Day,
) -> Option<Standing> {
    if talk.text.trim().is_empty() {
        return None;
    }
    verdict(facts, controller, &correspondence(talk), as_of).map(|verdict| verdict.standing)
}

/// Where consent stands, by purpose and channel, as far as anything is on record.
#[must_use]
pub fn consents(facts: &Facts, controller: &Controller, as_of: Day) -> Vec<ConsentLine> {
    let Some(policy) = controller.policy(as_of) else { return Vec::new() };
    let mut keys: Vec<(PurposeId, Option<Channel>)> = facts
        .consents
        .iter()
        .filter(|event| event.on <= as_of)
        .map(|event| (event.purpose, event.channel))
        .collect();
    for ground in &facts.grounds {
        let asked = keys.iter().any(|(purpose, _)| *purpose == ground.purpose);
        if ground.basis == LawfulBasis::Consent && ground.opened <= as_of && !asked {
            keys.push((ground.purpose, None));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    let line = |(id, channel): (PurposeId, Option<Channel>)| {
        let purpose = policy.purpose(id)?;
        let scope = Scope {
            purpose: id,
            datum: None,
            explicit: false,
            child_age: policy.child_age_in(facts.contact.country),
        };
        let standing = ledger::on_channel(facts, scope, channel, as_of);
        let events = facts.consents.iter().filter(|event| {
            event.purpose == id
                && event.on <= as_of
                && (event.channel.is_none() || event.channel == channel)
        });
        let mut events: Vec<(Day, ConsentId)> = events.map(|one| (one.on, one.id)).collect();
        events.sort_unstable();
        Some(ConsentLine {
            purpose: purpose.key.clone(),
            purpose_text: purpose.text.clone(),
            channel,
            standing,
            text: consent_text(facts, standing),
            events: events.into_iter().map(|(_, id)| id).collect(),
        })
    };
    keys.into_iter().filter_map(line).collect()
}

/// Where a consent stands, in words.
#[must_use]
pub fn consent_text(facts: &Facts, standing: ConsentStanding) -> String {
    let on = |id: ConsentId| facts.consents.iter().find(|one| one.id == id).map(|one| one.on);
    match standing {
        ConsentStanding::Holds { given, until: Some(until), .. } => {
            format!("given {given}, good until {until}")
        }
        ConsentStanding::Holds { given, until: None, .. } => format!("given {given}, no end"),
        ConsentStanding::Expired { until, .. } => format!("ran out after {until}"),
        ConsentStanding::Withdrawn { on, .. } => format!("withdrawn {on}"),
        ConsentStanding::Invalid { event, .. } => match on(event) {
            Some(on) => format!("no valid consent: what was recorded for {on} is none"),
            None => "no valid consent".to_owned(),
        },
        ConsentStanding::Child { .. } => "a child agreed alone; a parent has to".to_owned(),
        ConsentStanding::Unproven { event: None } => "nothing on record".to_owned(),
        ConsentStanding::Unproven { event: Some(event) } => {
            let event = facts.consents.iter().find(|one| one.id == event);
            event.map_or_else(String::new, |event| {
                if event.state.is_yes() {
                    format!("{} {}, but not proven", event.state.word(), event.on)
                } else {
                    format!("{} {}", event.state.word(), event.on)
                }
            })
        }
    }
}

fn grounds(facts: &Facts, controller: &Controller, as_of: Day) -> Vec<GroundLine> {
    let policy = controller.policy(as_of);
    let opened = facts.grounds.iter().filter(|ground| ground.opened <= as_of);
    opened
        .map(|ground| {
            let (purpose, purpose_text) = named(policy, ground.purpose);
            GroundLine {
                id: ground.id,
                purpose,
                purpose_text,
                basis: ground.basis,
                opened: ground.opened,
                closed: ground.closed,
            }
        })
        .collect()
}

fn named(policy: Option<&Policy>, id: PurposeId) -> (String, String) {
    let purpose = policy.and_then(|policy| policy.purpose(id));
    purpose.map_or_else(
        || (format!("purpose {id}"), String::new()),
        |one| (one.key.clone(), one.text.clone()),
    )
}

/// What is owed to a contact, in words, the earliest first.
#[must_use]
pub fn duties(facts: &Facts, controller: &Controller, as_of: Day) -> Vec<DutyLine> {
    let owed = duty::of_contact(facts, controller, as_of);
    owed.iter().map(|duty| words::duty::line(controller, duty, as_of)).collect()
}

/// The name of a recipient, for a sentence.
#[must_use]
pub fn recipient(controller: &Controller, id: Option<RecipientId>) -> String {
    let known = controller.recipients.iter().find(|one| Some(one.id) == id);
    known.map_or_else(|| "whoever got it".to_owned(), |one| one.name.clone())
}

fn violations(facts: &Facts, as_of: Day) -> Vec<ViolationLine> {
    let latest = words::misuse::latest(facts, as_of).into_iter();
    latest
        .map(|one| ViolationLine { id: one.id, on: one.on, why: words::misuse::whys(facts, one) })
        .collect()
}

fn events(facts: &Facts, as_of: Day) -> Vec<EventLine> {
    let mut lines: Vec<EventLine> = facts
        .events
        .iter()
        .filter(|event| event.on <= as_of)
        .map(|event| EventLine {
            id: event.id,
            kind: event.kind,
            on: event.on,
            reference: event.reference.clone(),
            amount: event.amount,
        })
        .collect();
    lines.sort_by_key(|line| std::cmp::Reverse((line.on, line.id)));
    lines
}

/// Until when a verdict lets hold, as a card says it: `until 2028-02-02`, `open`, `gone since …`.
#[must_use]
pub fn until(verdict: &Verdict) -> String {
    match (verdict.standing, verdict.hold_until, verdict.unjustified_since) {
        (Standing::Unjustified, _, Some(since)) => format!("since {since}"),
        (_, HoldUntil::Day(day), _) => format!("until {day}"),
        (_, HoldUntil::Open, _) => "open".to_owned(),
        (_, HoldUntil::Never, _) => "never".to_owned(),
    }
}
