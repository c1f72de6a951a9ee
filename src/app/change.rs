//! One change to one contact: done or only tried, and told in the user's words.
//!
//! Every use-case that records something runs through [`run`]: it reads the facts, lets the
//! use-case write, reads them again and compares. A [`Mode::Preview`] then gives the transaction
//! up, so that what a form announces is what would have happened, by the same code.

use crate::{
    app::{
        AppError, Session,
        hints::{self, HintLine},
    },
    domain::{
        ContactId, Controller, Datum, Day, DutyState, Facts, Ground, GroundId, HoldUntil,
        Interaction, Purpose, Reason, Standing, Verdict, correspondence, duty,
        opening::{self, Happening, Openings},
        verdict,
    },
    store::{Change, ChangeKind, Writer},
};

/// Whether a change is made or only tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Write it.
    Commit,
    /// Say what it would do, and write nothing.
    Preview,
}

/// What a use-case gives back: its result, and what changed for the contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done<T> {
    /// The id of what was recorded, or nothing.
    pub value: T,
    /// What it opens, closes, keeps and loses.
    pub forecast: Forecast,
}

/// What a change opens, closes, keeps and loses, in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Forecast {
    /// Purposes that open.
    pub opens: Vec<String>,
    /// Purposes that close.
    pub closes: Vec<String>,
    /// Data that stay justified, with their new last day where it changes.
    pub keeps: Vec<Kept>,
    /// Data that lose their justification, now or on a known day.
    pub loses: Vec<Kept>,
    /// Duties that arise or are overdue.
    pub duties: Vec<String>,
    /// Purposes that would have opened, had the user adopted their assessment.
    pub unassessed: Vec<String>,
    /// What the texts that are new seem to speak of.
    pub hints: Vec<HintLine>,
}

/// What becomes of one datum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The category's word; `notes of talks` for the texts of interactions.
    pub label: String,
    /// Its standing after the change.
    pub standing: Standing,
    /// Until when it may be held after the change.
    pub hold_until: HoldUntil,
    /// The purposes that keep it, or the reason why it is lost.
    pub why: String,
}

/// Gives a preview's transaction up, with what was learnt.
enum Ended<T> {
    Tried(Box<Done<T>>),
    Failed(AppError),
}

impl<T> From<AppError> for Ended<T> {
    fn from(error: AppError) -> Self {
        Self::Failed(error)
    }
}

impl<T> From<crate::store::StoreError> for Ended<T> {
    fn from(error: crate::store::StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// Runs a change of one contact.
///
/// # Errors
///
/// What the use-case refuses, and whatever the store reports; nothing is written then.
pub fn run<T>(
    session: &Session,
    kind: ChangeKind,
    contact: ContactId,
    mode: Mode,
    body: impl FnOnce(&mut Writer<'_>, &Facts) -> Result<T, AppError>,
) -> Result<Done<T>, AppError> {
    transact(session, kind, mode, |writer| {
        let before = writer.facts(contact)?;
        let value = body(writer, &before)?;
        Ok((contact, value, before))
    })
}

/// Runs a change that makes a contact; the body gives its id.
///
/// # Errors
///
/// As [`run`].
pub fn create(
    session: &Session,
    mode: Mode,
    body: impl FnOnce(&mut Writer<'_>) -> Result<ContactId, AppError>,
) -> Result<Done<ContactId>, AppError> {
    transact(session, ChangeKind::ContactAdded, mode, |writer| {
        let contact = body(writer)?;
        Ok((contact, contact, Facts::new(writer.contact(contact)?)))
    })
}

/// Writes, compares what was before with what is then, and gives a preview up.
fn transact<T>(
    session: &Session,
    what: ChangeKind,
    mode: Mode,
    body: impl FnOnce(&mut Writer<'_>) -> Result<(ContactId, T, Facts), AppError>,
) -> Result<Done<T>, AppError> {
    let today = session.today();
    let change = Change { what, at: session.now(), today };
    let ended = session.store().change(change, |writer| {
        let (contact, value, before) = body(writer)?;
        let after = writer.facts(contact)?;
        let forecast = compare(&before, &after, &*writer.controller()?, today);
        let done = Done { value, forecast };
        match mode {
            Mode::Commit => Ok(done),
            Mode::Preview => Err(Ended::Tried(Box::new(done))),
        }
    });
    match ended {
        Ok(done) => {
            // Whom marketing must not reach is told to the backups at once; one that is not there
            // is told by the next change, or by hand.
            if matches!(
                what,
                ChangeKind::Objection | ChangeKind::ConsentWithdrawn | ChangeKind::Merged
            ) {
                let _unreached = session.store().tell_backups();
            }
            Ok(done)
        }
        Err(Ended::Tried(done)) => Ok(*done),
        Err(Ended::Failed(error)) => Err(error),
    }
}

/// Writes what a happening opens and closes; gives the purposes that lack an assessment.
///
/// # Errors
///
/// Whatever the store reports.
pub fn open_and_close(
    writer: &mut Writer<'_>,
    controller: &Controller,
    contact: ContactId,
    happening: Happening,
    on: Day,
) -> Result<Vec<String>, AppError> {
    let facts = writer.facts(contact)?;
    if !facts.contact.is_person() {
        return Ok(Vec::new());
    }
    let openings = opening::openings(&facts, controller, happening, on);
    let unassessed = openings.unassessed.clone();
    write(writer, contact, &facts, openings)?;
    Ok(unassessed)
}

/// Writes what opens and closes; [`opening::apply`] does the same to facts alone.
///
/// # Errors
///
/// Whatever the store reports.
pub fn write(
    writer: &mut Writer<'_>,
    contact: ContactId,
    facts: &Facts,
    openings: Openings,
) -> Result<(), AppError> {
    let known = |id| facts.grounds.iter().find(|ground| ground.id == id);
    for (id, closed) in openings.close {
        if let Some(ground) = known(id) {
            writer.put_ground(contact, &Ground { closed: Some(closed), ..ground.clone() })?;
        }
    }
    for (id, opened) in openings.earlier {
        if let Some(ground) = known(id) {
            writer.put_ground(contact, &Ground { opened, ..ground.clone() })?;
        }
    }
    for ground in openings.open {
        writer.add_ground(contact, ground.with_id(GroundId(0)))?;
    }
    Ok(())
}

/// Compares a contact's facts before and after a change, as of `today`.
#[must_use]
pub fn compare(before: &Facts, after: &Facts, controller: &Controller, today: Day) -> Forecast {
    let mut forecast = Forecast::default();
    let said = |ground: &Ground| purpose(controller, ground, today);
    for ground in &after.grounds {
        match before.grounds.iter().find(|old| old.id == ground.id) {
            None => forecast.opens.extend(said(ground)),
            Some(old) if old.closed.is_none() && ground.closed.is_some() => {
                forecast.closes.extend(said(ground));
            }
            Some(_) => {}
        }
    }
    for datum in after.data.iter().filter(|datum| datum.deleted.is_none()) {
        let was = before.data.iter().find(|old| old.id == datum.id);
        let was = was.and_then(|old| verdict(before, controller, old, today));
        let Some(now) = verdict(after, controller, datum, today) else { continue };
        forecast.tell(kept(controller, datum.category.word(), now, today), was);
    }
    for talk in after.interactions.iter().filter(|talk| !talk.text.trim().is_empty()) {
        let text = correspondence(talk);
        let was = verdict(before, controller, &text, today);
        let Some(now) = verdict(after, controller, &text, today) else { continue };
        // Talks are many: only what changes for the worse is told, and once.
        let sooner = was.is_some_and(|was| now.hold_until < was.hold_until);
        let kept = kept(controller, "notes of talks", now, today);
        if sooner && !forecast.keeps.contains(&kept) && !forecast.loses.contains(&kept) {
            forecast.tell(kept, was);
        }
    }
    forecast.hints = hinted(before, after);
    let policy = controller.policy(today);
    for duty in duty::of_contact(after, controller, today) {
        let about = duty
            .purpose
            .and_then(|id| policy?.purpose(id))
            .map_or_else(String::new, |purpose| format!(" ({})", purpose.key));
        let word = duty.kind.word();
        forecast.duties.push(match duty.state {
            DutyState::Open => format!("{word}{about} by {}", duty.due),
            DutyState::Violated => format!("{word}{about} was due on {}", duty.due),
            DutyState::MetLate(_) => continue,
        });
    }
    forecast
}

/// The hints of texts that were not there before, or whose mark was another.
fn hinted(before: &Facts, after: &Facts) -> Vec<HintLine> {
    let is_new = |datum: &&Datum| {
        let was = before.data.iter().find(|old| old.id == datum.id);
        datum.deleted.is_none() && was.is_none_or(|was| was.hint != datum.hint)
    };
    let is_new_talk = |talk: &&Interaction| before.interactions.iter().all(|old| old.id != talk.id);
    let data = after.data.iter().filter(is_new).flat_map(hints::of_datum);
    data.chain(after.interactions.iter().filter(is_new_talk).flat_map(hints::of_talk)).collect()
}

impl Forecast {
    /// Notes what becomes of a value; one that was lost before is no news.
    fn tell(&mut self, kept: Kept, was: Option<Verdict>) {
        match kept.standing {
            Standing::Justified => self.keeps.push(kept),
            Standing::Restricted => {}
            Standing::Unjustified => {
                if was.is_none_or(|was| was.standing != Standing::Unjustified) {
                    self.loses.push(kept);
                }
            }
        }
    }
}

fn purpose(controller: &Controller, ground: &Ground, today: Day) -> Option<String> {
    let purpose: &Purpose = controller.purpose(ground.purpose, today)?;
    Some(format!("{}: {}", purpose.key, purpose.text))
}

fn kept(controller: &Controller, label: &str, now: Verdict, today: Day) -> Kept {
    let policy = controller.policy(today);
    let keys = now.permitted.iter().filter_map(|id| policy?.purpose(id)).map(|one| one.key.clone());
    let why = if now.standing == Standing::Justified {
        keys.collect::<Vec<_>>().join(", ")
    } else {
        now.reasons.iter().map(Reason::code).collect::<Vec<_>>().join(", ")
    };
    Kept { label: label.to_owned(), standing: now.standing, hold_until: now.hold_until, why }
}
