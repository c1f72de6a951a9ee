//! Engagements: starting a piece of work, moving it along, and ending it.

use crate::{
    app::{
        AppError, Done, Mode, Session,
        card::{self, WorkLine},
        change::{self, open_and_close},
        contacts::Grounds,
        interactions::{self, Enquiry, NewTalk},
        organisations,
    },
    domain::{
        ContactId, Controller, Day, Direction, Engagement, EngagementId, EventKind, Facts,
        HintMark, Involvement, Means, Moment, Money, PartyRole, Stage, opening::Happening,
    },
    store::{ChangeKind, StoreError, Writer},
};

/// An engagement to be started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEngagement {
    /// Whose it is: a person for themself, or an organisation.
    pub client: ContactId,
    /// Who acts for an organisation in it.
    pub contact_persons: Vec<ContactId>,
    /// What it is called; empty: the service, else "work".
    pub title: String,
    /// Which service it is about.
    pub service: String,
    /// What it is worth.
    pub value: Option<Money>,
    /// How far it has come.
    pub stage: Stage,
    /// Whether the client asked for it; `None`: yes, unless it is a proposal to somebody from whom
    /// nothing came.
    pub asked_for: Option<bool>,
    /// The day on which it reached that stage.
    pub on: Day,
    /// Whether to open nothing.
    pub grounds: Grounds,
}

/// What is said when an engagement moves along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advance {
    /// The stage that it reaches.
    pub stage: Stage,
    /// The day on which it does.
    pub on: Day,
    /// What it is worth, if that is said now.
    pub value: Option<Money>,
    /// Whether the client asked for it, if that is said now.
    pub asked_for: Option<bool>,
    /// Further people who act for the client.
    pub contact_persons: Vec<ContactId>,
}

/// The answers at the end of an engagement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndAnswers {
    /// The day on which it ended.
    pub on: Day,
    /// Done, or lost.
    pub stage: Stage,
    /// The last day on which something is still owed; `None`: paid and done.
    pub owed_until: Option<Day>,
    /// Whether to keep in touch with the people in it.
    pub keep_in_touch: bool,
    /// Whether a dispute is possible.
    pub dispute: bool,
}

/// What the next press of the stage key does for a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStage {
    /// The engagement that moves; `None`: a new one starts.
    pub engagement: Option<EngagementId>,
    /// Its title, or the suggestion for one.
    pub title: String,
    /// The stage that it reaches.
    pub stage: Stage,
    /// Whether it is to be asked if they asked for it: nothing came from them yet.
    pub asks_asked_for: bool,
    /// What it is worth so far.
    pub value: Option<Money>,
}

/// Starts an engagement.
///
/// # Errors
///
/// A day to come, an unknown contact, and whatever the store reports.
pub fn start(
    session: &Session,
    new: &NewEngagement,
    mode: Mode,
) -> Result<Done<EngagementId>, AppError> {
    session.past(new.on)?;
    let controller = session.controller()?;
    let now = session.now();
    let speaks = new.contact_persons.first().copied().unwrap_or(new.client);
    change::run(session, ChangeKind::EngagementStarted, speaks, mode, |writer, facts| {
        begin(writer, &controller, facts, new, now)
    })
}

/// Writes a new engagement and opens what its stage opens.
fn begin(
    writer: &mut Writer<'_>,
    controller: &Controller,
    facts: &Facts,
    new: &NewEngagement,
    now: Moment,
) -> Result<EngagementId, AppError> {
    let asked_for = new
        .asked_for
        .unwrap_or_else(|| new.stage != Stage::Proposal || has_come_from(facts, new.on));
    let title = [&new.title, &new.service]
        .into_iter()
        .find(|text| !text.trim().is_empty())
        .map_or_else(|| "work".to_owned(), |text| text.trim().to_owned());
    let engagement = Engagement {
        id: EngagementId(0),
        title,
        service: new.service.trim().to_owned(),
        value: new.value,
        asked_for,
        stages: vec![(new.stage, new.on)],
        owed_until: None,
    };
    let acting = PartyRole::ContactPerson { of: new.client };
    let mut parties = vec![(new.client, PartyRole::Client)];
    parties.extend(new.contact_persons.iter().map(|person| (*person, acting)));
    let id = writer.new_engagement(&engagement, &parties)?;
    if new.grounds == Grounds::ByRule {
        reached(writer, controller, id, (new.stage, asked_for, false), new.on)?;
    }
    if new.stage == Stage::Proposal {
        proposal_sent(writer, controller, id, new.on, now)?;
    }
    Ok(id)
}

/// Moves an engagement to a stage that is no end; an end has answers of its own, see [`end`].
///
/// # Errors
///
/// An unknown engagement, a day to come or before its last stage, and whatever the store reports.
pub fn advance(
    session: &Session,
    id: EngagementId,
    to: &Advance,
    mode: Mode,
) -> Result<Done<()>, AppError> {
    session.past(to.on)?;
    let controller = session.controller()?;
    let now = session.now();
    let speaks = speaks_for(session, id)?;
    change::run(session, ChangeKind::EngagementMoved, speaks, mode, |writer, _facts| {
        let mut engagement = reach(writer, id, to.stage, to.on)?;
        engagement.value = to.value.or(engagement.value);
        engagement.asked_for = to.asked_for.unwrap_or(engagement.asked_for);
        writer.put_engagement(&engagement)?;
        let client = client_of(writer, id)?;
        for person in &to.contact_persons {
            writer.put_party(*person, id, PartyRole::ContactPerson { of: client })?;
        }
        reached(writer, &controller, id, (to.stage, engagement.asked_for, false), to.on)?;
        if to.stage == Stage::Proposal {
            proposal_sent(writer, &controller, id, to.on, now)?;
        }
        Ok(())
    })
}

/// Ends an engagement, with the answers that decide what is kept.
///
/// # Errors
///
/// An unknown engagement, a day to come, no end stage, and whatever the store reports.
pub fn end(
    session: &Session,
    id: EngagementId,
    answers: &EndAnswers,
    mode: Mode,
) -> Result<Done<()>, AppError> {
    session.past(answers.on)?;
    let controller = session.controller()?;
    let speaks = speaks_for(session, id)?;
    change::run(session, ChangeKind::EngagementMoved, speaks, mode, |writer, _facts| {
        let mut engagement = reach(writer, id, answers.stage, answers.on)?;
        engagement.owed_until = answers.owed_until.filter(|owed| *owed > answers.on);
        writer.put_engagement(&engagement)?;
        let owed = engagement.owed_until.is_some();
        let state = (answers.stage, engagement.asked_for, owed);
        reached(writer, &controller, id, state, answers.on)?;
        for (contact, _role) in writer.parties(id)? {
            if answers.keep_in_touch {
                let happening = Happening::KeepInTouch;
                open_and_close(writer, &controller, contact, happening, answers.on)?;
            }
            if answers.dispute {
                dispute(writer, &controller, contact, id, answers.on)?;
            }
        }
        Ok(())
    })
}

/// Opens *legal claims*: the answer is the decision, so that its draft is adopted with it.
fn dispute(
    writer: &mut Writer<'_>,
    controller: &Controller,
    contact: ContactId,
    id: EngagementId,
    on: Day,
) -> Result<(), AppError> {
    use crate::domain::opening::purpose_key::LEGAL_CLAIMS;
    let purpose = super::grounds::purpose(controller, LEGAL_CLAIMS, on)?;
    super::grounds::adopt_draft(writer, purpose, on)?;
    open_and_close(writer, controller, contact, Happening::DisputePossible(id), on)?;
    Ok(())
}

/// All engagements that have begun, the latest first, with whose they are.
///
/// # Errors
///
/// Whatever the store reports.
pub fn list(session: &Session) -> Result<Vec<(ContactId, WorkLine)>, AppError> {
    let today = session.today();
    let found = session.store().read(|reader| {
        let mut found = Vec::new();
        for engagement in reader.engagements()? {
            let parties = reader.parties(engagement.id)?;
            let client = parties.iter().find(|(_, role)| *role == PartyRole::Client);
            found.extend(client.map(|(client, role)| (*client, *role, engagement)));
        }
        Ok::<_, StoreError>(found)
    })?;
    let mut lines: Vec<(ContactId, WorkLine)> = found
        .into_iter()
        .filter_map(|(client, role, engagement)| {
            Some((client, card::work_line(&Involvement { engagement, role }, today)?))
        })
        .collect();
    lines.sort_by_key(|(_, line)| (line.stage.is_end(), std::cmp::Reverse((line.since, line.id))));
    Ok(lines)
}

/// What the stage key does next for a contact: moves the named engagement along, else its latest
/// open one, or starts one with a proposal.
///
/// # Errors
///
/// An unknown contact, and whatever the store reports.
pub fn next(
    session: &Session,
    contact: ContactId,
    which: Option<EngagementId>,
) -> Result<NextStage, AppError> {
    let facts = session.facts(contact)?;
    let today = session.today();
    let open = facts
        .engagements
        .iter()
        .filter(|one| match which {
            Some(which) => one.engagement.id == which,
            None => one.engagement.ended_by(today).is_none(),
        })
        .max_by_key(|one| one.engagement.id);
    let inbound = has_come_from(&facts, today);
    Ok(match open {
        None => NextStage {
            engagement: None,
            title: String::new(),
            stage: Stage::Proposal,
            asks_asked_for: !inbound,
            value: None,
        },
        Some(one) => {
            let stage = match one.engagement.stage_on(today).unwrap_or(Stage::Enquiry) {
                Stage::Enquiry => Stage::Proposal,
                Stage::Proposal => Stage::Running,
                Stage::Running | Stage::Done | Stage::Lost => Stage::Done,
            };
            NextStage {
                engagement: Some(one.engagement.id),
                title: one.engagement.title.clone(),
                stage,
                asks_asked_for: stage == Stage::Proposal && !inbound && !one.engagement.asked_for,
                value: one.engagement.value,
            }
        }
    })
}

/// Starts or moves along what [`next`] says, for a contact in the screen's hand: a person who acts
/// for an organisation speaks for it, unless `for_themself`.
///
/// # Errors
///
/// As [`start`] and [`advance`].
pub fn step(
    session: &Session,
    (contact, which): (ContactId, Option<EngagementId>),
    to: &Advance,
    title: &str,
    for_themself: bool,
    mode: Mode,
) -> Result<Done<EngagementId>, AppError> {
    let next = next(session, contact, which)?;
    if let Some(id) = next.engagement {
        let done = advance(session, id, to, mode)?;
        return Ok(Done { value: id, forecast: done.forecast });
    }
    let new = NewEngagement {
        client: contact,
        contact_persons: Vec::new(),
        title: title.to_owned(),
        service: String::new(),
        value: to.value,
        stage: to.stage,
        asked_for: to.asked_for,
        on: to.on,
        grounds: Grounds::ByRule,
    };
    session.past(new.on)?;
    let controller = session.controller()?;
    let now = session.now();
    change::run(session, ChangeKind::EngagementStarted, contact, mode, |writer, facts| {
        let firm = if for_themself { None } else { organisations::of(writer, facts)? };
        let (client, contact_persons) = match firm {
            Some(firm) => (firm, vec![contact]),
            None => (contact, Vec::new()),
        };
        begin(writer, &controller, facts, &NewEngagement { client, contact_persons, ..new }, now)
    })
}

/// Whether something came from the person: a message, a talk, an enquiry, a purchase.
fn has_come_from(facts: &Facts, day: Day) -> bool {
    facts.interactions.iter().any(|one| one.on <= day && one.is_from_person())
        || facts.events.iter().any(|event| event.on <= day && event.kind != EventKind::Invoice)
}

/// The contact whose forecast is told: a contact person, else the client.
fn speaks_for(session: &Session, id: EngagementId) -> Result<ContactId, AppError> {
    let parties = session.store().read(|reader| reader.parties(id))?;
    let person = parties.iter().find(|(_, role)| matches!(role, PartyRole::ContactPerson { .. }));
    person.or(parties.first()).map(|(contact, _)| *contact).ok_or_else(|| unknown(id))
}

fn client_of(writer: &Writer<'_>, id: EngagementId) -> Result<ContactId, AppError> {
    let parties = writer.parties(id)?;
    let client = parties.iter().find(|(_, role)| *role == PartyRole::Client);
    client.map(|(contact, _)| *contact).ok_or_else(|| unknown(id))
}

fn unknown(id: EngagementId) -> AppError {
    AppError::invalid("engagement", format!("there is no engagement {id}"), "see `engagement list`")
}

/// The engagement with one more stage.
fn reach(
    writer: &Writer<'_>,
    id: EngagementId,
    stage: Stage,
    on: Day,
) -> Result<Engagement, AppError> {
    let mut engagement = writer.engagement(id)?;
    if let Some((last, from)) = engagement.stages.last().copied() {
        if on < from {
            return Err(AppError::invalid(
                "on",
                format!("it has been {} since {from}", last.word()),
                "give that day or a later one",
            ));
        }
        if last == stage {
            return Err(AppError::Conflict {
                message: format!("it is {} already, since {from}", last.word()),
                hint: "see `engagement list`".into(),
            });
        }
    }
    engagement.stages.push((stage, on));
    Ok(engagement)
}

/// Opens and closes what the stage does, for everybody who has a part.
fn reached(
    writer: &mut Writer<'_>,
    controller: &Controller,
    id: EngagementId,
    (stage, asked_for, still_owed): (Stage, bool, bool),
    on: Day,
) -> Result<(), AppError> {
    for (contact, role) in writer.parties(id)? {
        let happening = Happening::Reached { engagement: id, role, stage, asked_for, still_owed };
        open_and_close(writer, controller, contact, happening, on)?;
    }
    Ok(())
}

/// A proposal is a message of ours, which carries the standing notice.
fn proposal_sent(
    writer: &mut Writer<'_>,
    controller: &Controller,
    id: EngagementId,
    on: Day,
    now: Moment,
) -> Result<(), AppError> {
    let parties = writer.parties(id)?;
    let persons: Vec<ContactId> = parties
        .iter()
        .filter(|(_, role)| matches!(role, PartyRole::ContactPerson { .. }) || parties.len() == 1)
        .map(|(contact, _)| *contact)
        .collect();
    let talk = NewTalk {
        contacts: persons,
        on,
        means: Means::Mail,
        direction: Direction::ToThem,
        text: String::new(),
        engagement: Some(id),
        carries_notice: None,
        hint: HintMark::None,
        enquiry: Enquiry::No,
    };
    interactions::write(writer, controller, &talk, now)?;
    Ok(())
}
