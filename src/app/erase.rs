//! Erasing: what goes, what must stay and why, whom to tell; then the bytes are removed.
//!
//! The plan is worked out from the facts and shown before anything happens. What a legal
//! obligation, a legal claim or (for a whole contact) running work still needs stays, for that
//! purpose alone; what is restricted stays as well (Art. 17(3), 18). Consents, requests and
//! disclosures are our own proof: they stay without a value when the person goes.

use crate::{
    app::{AppError, Session},
    domain::{
        Case, Category, ClaimState, ConsentEvent, ConsentId, ConsentState, ContactId, Controller,
        Datum, DatumId, Day, Expression, Facts, HoldUntil, IndicatedBy, Interaction, InteractionId,
        LawfulBasis, Moment, ObjectionScope, Point, RequestKind, Right, RightFact, RightId,
        Standing, claim, correspondence, opening::purpose_key::LEGAL_CLAIMS, verdict,
    },
    store::{Change, ChangeKind, Erasure, Scope, Writer},
};

/// What is to be erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// One value.
    Datum(DatumId),
    /// The text of one interaction; that it happened stays.
    Talk(InteractionId),
    /// Everything about the contact.
    Contact,
}

/// Why it is to be erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// The user tidies up.
    OurChoice,
    /// The person asked for it, on that day (Art. 17): consents are withdrawn, marketing is
    /// objected to, and an import does not bring them back.
    Request(Day),
}

/// What an erasure would do. Nothing is written until [`run`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasurePlan {
    /// Of whom.
    pub contact: ContactId,
    /// What was asked for.
    pub target: Target,
    /// Why.
    pub occasion: Occasion,
    /// What goes.
    pub goes: Vec<Goes>,
    /// What stays.
    pub stays: Vec<Stays>,
    /// Interactions whose text goes with it.
    pub talks: Vec<InteractionId>,
    /// The recipients to be told (Art. 19), by name, each once.
    pub tells: Vec<String>,
    /// Whether records of consents, requests and disclosures stay, without a value.
    pub keeps_proof: bool,
}

/// A value that goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goes {
    /// Which.
    pub datum: DatumId,
    /// What it is.
    pub category: Category,
    /// The value on one line.
    pub text: String,
}

/// A value that stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stays {
    /// Which.
    pub datum: DatumId,
    /// What it is.
    pub category: Category,
    /// The value on one line.
    pub text: String,
    /// What still needs it: the purpose as it is said to people, or the restriction.
    pub why: String,
    /// Where the law says so.
    pub article: &'static str,
    /// The last day.
    pub until: HoldUntil,
}

/// What an erasure came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ErasureReport {
    /// How many values are gone.
    pub values: usize,
    /// How many interactions are gone.
    pub talks: usize,
    /// Whether the contact itself is gone.
    pub contact: bool,
    /// How many values stay.
    pub stays: usize,
    /// Whom to tell.
    pub tells: Vec<String>,
}

/// Works out what an erasure would do, as of today.
///
/// # Errors
///
/// No such contact or value, and whatever the store reports.
pub fn plan(
    session: &Session,
    contact: ContactId,
    target: Target,
    occasion: Occasion,
) -> Result<ErasurePlan, AppError> {
    if let Occasion::Request(on) = occasion {
        session.past(on)?;
    }
    let facts = session.facts(contact)?;
    let controller = session.controller()?;
    let today = session.today();
    let meant: Vec<&Datum> = match target {
        Target::Contact => facts.data.iter().collect(),
        Target::Talk(_) => Vec::new(),
        Target::Datum(id) => {
            let one = facts.data.iter().find(|datum| datum.id == id).ok_or_else(|| {
                AppError::invalid(
                    "datum",
                    format!("there is no value number {id}"),
                    "see `contact show`",
                )
            })?;
            vec![one]
        }
    };
    let (mut goes, mut stays) = (Vec::new(), Vec::new());
    for datum in &meant {
        let (id, category, text) = (datum.id, datum.category.clone(), datum.value.to_line());
        match needed(&facts, &controller, datum, target, today) {
            Some((why, article, until)) => {
                stays.push(Stays { datum: id, category, text, why, article, until });
            }
            None => goes.push(Goes { datum: id, category, text }),
        }
    }
    let talks = match target {
        Target::Datum(_) => Vec::new(),
        Target::Talk(id) => {
            let talk = facts.interactions.iter().find(|talk| talk.id == id).ok_or_else(|| {
                let message = format!("there is no interaction number {id} with them");
                AppError::invalid("talk", message, "see `interaction list`")
            })?;
            vec![talk.id]
        }
        Target::Contact => {
            let free = |talk: &&Interaction| {
                needed(&facts, &controller, &correspondence(talk), target, today).is_none()
            };
            let free: Vec<InteractionId> =
                facts.interactions.iter().filter(free).map(|talk| talk.id).collect();
            alone_in(session, contact, &free)?
        }
    };
    let keeps_proof = target == Target::Contact
        && (matches!(occasion, Occasion::Request(_)) || has_proof(&facts));
    let tells = tells(&facts, &controller, &goes);
    Ok(ErasurePlan { contact, target, occasion, goes, stays, talks, tells, keeps_proof })
}

/// The interactions in which nobody else took part: the others speak of more people.
fn alone_in(
    session: &Session,
    contact: ContactId,
    talks: &[InteractionId],
) -> Result<Vec<InteractionId>, AppError> {
    session.store().read(|reader| {
        let mut alone = Vec::new();
        for talk in talks {
            if reader.attendees(*talk)?.iter().all(|one| *one == contact) {
                alone.push(*talk);
            }
        }
        Ok(alone)
    })
}

/// What still needs a datum: the restriction, or the claim that forbids erasing.
fn needed(
    facts: &Facts,
    controller: &Controller,
    datum: &Datum,
    target: Target,
    day: Day,
) -> Option<(String, &'static str, HoldUntil)> {
    if datum.deleted.is_some() || !facts.contact.is_person() {
        return None;
    }
    let policy = controller.policy(day)?;
    let verdict = verdict(facts, controller, datum, day)?;
    let by_restriction = facts
        .rights
        .iter()
        .any(|right| right.on <= day && matches!(right.fact, RightFact::Restriction { .. }));
    if verdict.standing == Standing::Restricted && by_restriction {
        let why = "its processing is restricted; lift the restriction first".to_owned();
        return Some((why, "Art. 18", verdict.hold_until));
    }
    let case = Case { facts, controller, policy, datum, day };
    let mut longest: Option<(HoldUntil, String, &'static str)> = None;
    for ground in facts.grounds.iter().filter(|ground| claim::meets(&case, ground)) {
        let Some(purpose) = policy.purpose(ground.purpose) else { continue };
        let article = match ground.basis {
            LawfulBasis::LegalObligation => "Art. 17(3)(b)",
            LawfulBasis::LegitimateInterests if purpose.key == LEGAL_CLAIMS => "Art. 17(3)(e)",
            LawfulBasis::Contract if target == Target::Contact => "Art. 6(1)(b)",
            LawfulBasis::Consent
            | LawfulBasis::Contract
            | LawfulBasis::VitalInterests
            | LawfulBasis::PublicTask
            | LawfulBasis::LegitimateInterests => continue,
        };
        if ground.basis == LawfulBasis::Contract && !is_running(facts, day) {
            continue;
        }
        if let ClaimState::Holds { until } = claim::evaluate(&case, ground, &mut ()) {
            let until = until.map_or(HoldUntil::Open, HoldUntil::Day);
            if longest.as_ref().is_none_or(|(known, ..)| *known < until) {
                longest = Some((until, purpose.text.clone(), article));
            }
        }
    }
    longest.map(|(until, why, article)| (why, article, until))
}

/// Whether work for them goes on; an enquiry or a proposal alone binds nobody.
fn is_running(facts: &Facts, day: Day) -> bool {
    use crate::domain::Stage;
    facts.engagements.iter().any(|one| {
        let owed = one.engagement.owed_until.is_some_and(|owed| owed >= day);
        one.engagement.stage_on(day) == Some(Stage::Running) || owed
    })
}

fn has_proof(facts: &Facts) -> bool {
    let request = |right: &Right| matches!(right.fact, RightFact::Request { .. });
    !facts.consents.is_empty()
        || facts.rights.iter().any(request)
        || facts.disclosures.iter().any(|one| one.left())
}

/// The recipients of what goes, each once.
fn tells(facts: &Facts, controller: &Controller, goes: &[Goes]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for one in facts.disclosures.iter().filter(|one| one.left()) {
        let got = goes.iter().any(|gone| one.data.contains(&gone.datum));
        let name = controller.recipients.iter().find(|known| Some(known.id) == one.recipient);
        if let Some(name) = name.filter(|name| got && !names.contains(&name.name)) {
            names.push(name.name.clone());
        }
    }
    names
}

/// Erases what the plan says, and returns only when no byte of it is left in the vault's files.
///
/// # Errors
///
/// Nothing of it may go, the facts changed since the plan was made, and whatever the store
/// reports; an erasure that was begun is finished by the next one that takes the lock.
pub fn run(session: &Session, plan: &ErasurePlan) -> Result<ErasureReport, AppError> {
    let now = self::plan(session, plan.contact, plan.target, plan.occasion)?;
    if now != *plan {
        return Err(AppError::Conflict {
            message: "something about this contact changed meanwhile".into(),
            hint: "look at what goes and what stays once more".into(),
        });
    }
    if let (true, Some(stays)) = (plan.goes.is_empty() && plan.talks.is_empty(), plan.stays.first())
    {
        return Err(AppError::Refused {
            message: format!("it has to stay: {} ({})", stays.why, stays.article),
            hint: match stays.until {
                HoldUntil::Day(day) => format!("it can go after {day}"),
                HoldUntil::Open | HoldUntil::Never => "end what needs it first".into(),
            },
        });
    }
    let facts = session.facts(plan.contact)?;
    let controller = session.controller()?;
    let change = Change { what: ChangeKind::Erased, at: session.now(), today: session.today() };
    let gone = plan.target == Target::Contact && plan.stays.is_empty() && !plan.keeps_proof;
    let data = (!gone).then(|| plan.goes.iter().map(|one| one.datum).collect());
    let talks = if gone { Vec::new() } else { plan.talks.clone() };
    let erasure = Erasure { contact: plan.contact, data, talks };
    session.store().erase_later(&[erasure], change, |writer| {
        leave_marks(writer, &facts, &controller, plan, session.today())?;
        if gone {
            return Ok(());
        }
        if let Occasion::Request(on) = plan.occasion {
            requested(writer, &facts, (on, session.now()))?;
        }
        Ok::<_, AppError>(())
    })?;
    session.store().finish_erasures()?;
    Ok(ErasureReport {
        values: plan.goes.len(),
        talks: plan.talks.len(),
        contact: gone,
        stays: plan.stays.len(),
        tells: plan.tells.clone(),
    })
}

/// What a request for erasure does beside erasing: it is on record, withdraws every consent and
/// objects to marketing.
fn requested(
    writer: &mut Writer<'_>,
    facts: &Facts,
    (on, now): (Day, Moment),
) -> Result<(), AppError> {
    let contact = facts.contact.id;
    let request = RightFact::Request { kind: RequestKind::Erasure, answered: None };
    let objection = RightFact::Objection { scope: ObjectionScope::Marketing };
    for fact in [request, objection] {
        writer.add_right(contact, Right { id: RightId(0), on, recorded_at: now, fact })?;
    }
    let mut purposes: Vec<_> = facts.consents.iter().map(|event| event.purpose).collect();
    purposes.sort_unstable();
    purposes.dedup();
    for purpose in purposes {
        let event = ConsentEvent {
            id: ConsentId(0),
            purpose,
            state: ConsentState::Withdrawn,
            on,
            recorded_at: now,
            expression: Expression::Expressed,
            indicated_by: IndicatedBy::Person,
            age: None,
            method: "request for erasure".to_owned(),
            notice: String::new(),
            language: String::new(),
            categories: Vec::new(),
            recipients: Vec::new(),
            channel: None,
            points: Vec::new(),
            validity: None,
            evidence: String::new(),
        };
        writer.add_consent(contact, event)?;
    }
    Ok(())
}

/// Leaves a mark for each contact point that goes: a tombstone, and on request a suppression.
fn leave_marks(
    writer: &mut Writer<'_>,
    facts: &Facts,
    controller: &Controller,
    plan: &ErasurePlan,
    today: Day,
) -> Result<(), AppError> {
    let country = facts.contact.country.or(Some(controller.country));
    let goes = |datum: &&Datum| plan.goes.iter().any(|gone| gone.datum == datum.id);
    let points: Vec<Point> =
        facts.data.iter().filter(goes).filter_map(|datum| datum.point(country)).collect();
    for point in points {
        let mark = writer.mark(&point);
        writer.tombstone(&mark, today)?;
        if matches!(plan.occasion, Occasion::Request(_)) {
            writer.suppress(&mark, None, Scope::Import, today)?;
            writer.suppress(&mark, None, Scope::Marketing, today)?;
        }
    }
    Ok(())
}
