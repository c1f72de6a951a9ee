//! Erasing: what goes, what must stay and why, whom to tell; then the bytes are removed.
//!
//! The plan is worked out from the facts and shown before anything happens. What a legal
//! obligation, a legal claim or (for a whole contact) running work still needs stays, for that
//! purpose alone; what is restricted stays as well (Art. 17(3), 18). Consents, requests and
//! disclosures are our own proof: they stay without a value when the person goes.

mod letter;
mod many;
mod records;
mod requested;

pub use letter::letter;
pub use many::{plan_all, run_all, unjustified};

use std::path::PathBuf;

use crate::{
    app::{AppError, Session},
    domain::{
        Category, ContactId, Controller, Datum, DatumId, Day, Facts, HoldUntil, Interaction,
        InteractionId, Point, PurposeId, correspondence,
        erasure::{self, Fate, Reach},
        own_record::OwnRecord,
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
    /// One of our own records, once it proves nothing any more.
    Record(OwnRecord),
    /// All of our own records that prove nothing any more.
    Records,
    /// All values, texts and own records that are held without a reason; the contact stays.
    Unjustified,
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
    /// Records of our own that prove nothing any more.
    pub records: Vec<OwnRecord>,
    /// The recipients to be told (Art. 19), by name, each once.
    pub tells: Vec<String>,
    /// Whether records of consents, requests and disclosures stay, without a value.
    pub keeps_proof: bool,
}

impl ErasurePlan {
    /// Says whether no value and no text would go.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.goes.is_empty() && self.talks.is_empty()
    }
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
    /// The words of the purposes for which alone it stays; none: it is restricted.
    pub purposes: Vec<String>,
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
    /// How many records of our own are gone.
    pub records: usize,
    /// Whether the contact itself is gone.
    pub contact: bool,
    /// How many values stay.
    pub stays: usize,
    /// Whom to tell.
    pub tells: Vec<String>,
    /// Where backups lie that cannot be reached, and still hold what is gone here.
    pub unreached: Vec<PathBuf>,
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
        Target::Unjustified => many::values(&facts, &controller, today),
        Target::Talk(_) | Target::Record(_) | Target::Records => Vec::new(),
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
            Some(Needed { why, purposes, article, until }) => {
                stays.push(Stays { datum: id, category, text, why, purposes, article, until });
            }
            None => goes.push(Goes { datum: id, category, text }),
        }
    }
    let talks = match target {
        Target::Datum(_) | Target::Record(_) | Target::Records => Vec::new(),
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
        Target::Unjustified => {
            alone_in(session, contact, &many::texts(&facts, &controller, today))?
        }
    };
    let records = records::past(&facts, &controller, target, today)?;
    let keeps_proof = target == Target::Contact
        && (matches!(occasion, Occasion::Request(_)) || records::has_proof(&facts, &records));
    let tells = tells(&facts, &controller, &goes);
    Ok(ErasurePlan { contact, target, occasion, goes, stays, talks, records, tells, keeps_proof })
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

/// What still needs a value.
struct Needed {
    why: String,
    purposes: Vec<String>,
    article: &'static str,
    until: HoldUntil,
}

/// What still needs a datum, in words.
fn needed(
    facts: &Facts,
    controller: &Controller,
    datum: &Datum,
    target: Target,
    day: Day,
) -> Option<Needed> {
    let reach = match target {
        Target::Contact => Reach::Everything,
        Target::Datum(_)
        | Target::Talk(_)
        | Target::Record(_)
        | Target::Records
        | Target::Unjustified => Reach::OneValue,
    };
    match erasure::decide(facts, controller, datum, reach, day) {
        Fate::Erase => None,
        Fate::Keep(keep) => {
            let purpose = keep.purposes.first().and_then(|id| controller.purpose(*id, day));
            let why = purpose.map_or_else(
                || "its processing is restricted; lift the restriction first".to_owned(),
                |purpose| purpose.text.clone(),
            );
            let key = |id: &PurposeId| controller.purpose(*id, day).map(|one| one.key.clone());
            let purposes = keep.purposes.iter().filter_map(key).collect();
            Some(Needed { why, purposes, article: keep.article, until: keep.until })
        }
    }
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
        return Err(changed());
    }
    // A request is on record with its answer even where all of it has to stay.
    let refused = plan.is_empty() && plan.occasion == Occasion::OurChoice;
    if let (true, Some(stays)) = (refused, plan.stays.first()) {
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
    if matches!(plan.occasion, Occasion::Request(_)) {
        requested::identity_shown(&facts, &controller, session.today())?;
    }
    let (gone, removal) = removal(plan);
    session.store().erase_later(&[removal], change(session), |writer| {
        beside(writer, session, &facts, &controller, plan)
    })?;
    session.store().finish_erasures()?;
    let unreached = session.store().tell_backups()?;
    Ok(ErasureReport {
        values: plan.goes.len(),
        talks: plan.talks.len(),
        records: plan.records.len(),
        contact: gone,
        stays: plan.stays.len(),
        tells: plan.tells.clone(),
        unreached,
    })
}

fn changed() -> AppError {
    AppError::Conflict {
        message: "something about this contact changed meanwhile".into(),
        hint: "look at what goes and what stays once more".into(),
    }
}

fn change(session: &Session) -> Change {
    Change { what: ChangeKind::Erased, at: session.now(), today: session.today() }
}

/// What the store is to remove, and whether that is the contact itself.
fn removal(plan: &ErasurePlan) -> (bool, Erasure) {
    let gone = plan.target == Target::Contact && plan.stays.is_empty() && !plan.keeps_proof;
    let data = (!gone).then(|| plan.goes.iter().map(|one| one.datum).collect());
    let talks = if gone { Vec::new() } else { plan.talks.clone() };
    let records = if gone { Vec::new() } else { plan.records.clone() };
    (gone, Erasure { contact: plan.contact, data, talks, records })
}

/// Writes what an erasure leaves and ends.
fn beside(
    writer: &mut Writer<'_>,
    session: &Session,
    facts: &Facts,
    controller: &Controller,
    plan: &ErasurePlan,
) -> Result<(), AppError> {
    leave_marks(writer, facts, controller, plan, session.today())?;
    if removal(plan).0 {
        return Ok(());
    }
    if plan.target == Target::Contact {
        for one in &facts.follow_ups {
            writer.remove_follow_up(plan.contact, one.id)?;
        }
    }
    if let Occasion::Request(on) = plan.occasion {
        let moment = (on, session.today(), session.now());
        requested::record(writer, (facts, controller), plan, moment)?;
    }
    // An unfinished form may repeat what goes; it names values, so all of them go.
    for draft in writer.drafts()?.iter().filter(|draft| draft.contact == Some(plan.contact)) {
        writer.remove_draft(draft.id)?;
    }
    records::close_what_ends(writer, facts, plan, session.today())
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
