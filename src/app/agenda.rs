//! The agenda: what is due, the earliest first, read from the index of due days.
//!
//! Nothing is judged here. The index follows every change, and once a day what ran out by itself.
//! What breaches ask for is worked out each time: they are few, and their hours count.

use std::collections::BTreeMap;

use crate::{
    app::{
        AppError, Session, breaches, clock,
        follow_ups::{self, FollowUpLine},
    },
    domain::{
        BreachId, Category, ContactId, Day, Due, DueKind,
        breach::{self, BreachDuty, BreachDutyKind},
    },
    store::Reader,
};

/// Somebody who is to be told of a breach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreachLine {
    /// Of which.
    pub breach: BreachId,
    /// What happened, in the user's words.
    pub what: String,
    /// Whom to tell, and by when; never one that is done.
    pub duty: BreachDuty,
    /// The last day in time; without a deadline the day on which the user became aware.
    pub day: Day,
    /// Whether its instant has gone by; never for one that is only to be done without delay.
    pub overdue: bool,
    /// The duty in words.
    pub text: String,
}

/// Something that is due for one contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaLine {
    /// About whom.
    pub contact: ContactId,
    /// What they are called.
    pub name: String,
    /// The last day in time, what it is, and which value it is about.
    pub due: Due,
    /// The category of that value.
    pub category: Option<Category>,
    /// Whether its day has gone by.
    pub overdue: bool,
    /// The follow-up, if it is one.
    pub follow_up: Option<FollowUpLine>,
}

/// What is due through a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agenda {
    /// What breaches ask for; it concerns the whole vault, and is not counted among the lines.
    pub breaches: Vec<BreachLine>,
    /// The earliest first, at most as many as were asked for.
    pub lines: Vec<AgendaLine>,
    /// Whether there is more.
    pub more: bool,
}

/// The value that a line is about, in a word.
#[must_use]
pub fn about(line: &AgendaLine) -> String {
    line.category.as_ref().map_or_else(|| "notes of talks".to_owned(), ToString::to_string)
}

/// What a line asks to be done, in words, as of `today`.
#[must_use]
pub fn words(line: &AgendaLine, today: Day) -> String {
    let what = about(line);
    match line.due.kind {
        DueKind::Notice => "tell them what is held about them, and why".to_owned(),
        DueKind::Decision => "decide on their objection".to_owned(),
        DueKind::Request => "answer their request".to_owned(),
        DueKind::Recipient => "tell who got it what became of their data".to_owned(),
        DueKind::Look => format!("{what}: look whether it speaks of something special"),
        DueKind::Proof => "our own records of them prove nothing any more: let them go".to_owned(),
        DueKind::Lapse => format!("{what}: last day on which it may be held"),
        DueKind::Erase => format!("{what}: erase it by then; it may not be used"),
        DueKind::FollowUp => {
            let line = line.follow_up.as_ref();
            line.map_or_else(|| "come back to them".to_owned(), |one| follow_ups::words(one, today))
        }
    }
}

/// What is due through `until`, also from days gone by; at most `limit` lines.
///
/// # Errors
///
/// Whatever the store reports.
pub fn agenda(session: &Session, until: Day, limit: usize) -> Result<Agenda, AppError> {
    let breaches = to_tell(session, until)?;
    let (lines, more) = session.store().read(|reader| {
        let mut due = reader.due(Day::MIN..=until, limit.saturating_add(1))?;
        let more = due.len() > limit;
        due.truncate(limit);
        Ok::<_, AppError>((lines(session, reader, due)?, more))
    })?;
    Ok(Agenda { breaches, lines, more })
}

/// How many rows of the index are looked at for a screen, the earliest first.
const LOOKED_AT: usize = 5_000;

/// How many lines of one kind a screen gets: more than anybody does in a day.
const OF_A_KIND: usize = 200;

/// The same for a screen, in a few milliseconds whatever the size of the vault: so many of each
/// kind that no kind crowds out another, and every follow-up.
///
/// # Errors
///
/// Whatever the store reports.
pub fn for_screen(session: &Session, until: Day) -> Result<Agenda, AppError> {
    let breaches = to_tell(session, until)?;
    let (lines, more) = session.store().read(|reader| {
        let (due, more) = of_each_kind(reader, until)?;
        Ok::<_, AppError>((lines(session, reader, due)?, more))
    })?;
    Ok(Agenda { breaches, lines, more })
}

/// How many lines a screen gets of what is due through a day, breaches among them, and whether
/// there are more.
///
/// # Errors
///
/// Whatever the store reports.
pub fn count(session: &Session, until: Day) -> Result<(usize, bool), AppError> {
    let breaches = to_tell(session, until)?.len();
    let (due, more) = session.store().read(|reader| of_each_kind(reader, until))?;
    Ok((breaches.saturating_add(due.len()), more))
}

/// So many of each kind, and every follow-up, the earliest first; and whether there is more.
fn of_each_kind(
    reader: &Reader<'_>,
    until: Day,
) -> Result<(Vec<(ContactId, Due)>, bool), AppError> {
    let looked_at = reader.due(Day::MIN..=until, LOOKED_AT)?;
    let mut more = looked_at.len() >= LOOKED_AT;
    let mut counts: BTreeMap<DueKind, usize> = BTreeMap::new();
    let mut due = Vec::new();
    for (contact, one) in looked_at {
        let count = counts.entry(one.kind).or_default();
        *count += 1;
        let room = one.kind != DueKind::FollowUp && *count <= OF_A_KIND;
        more |= one.kind != DueKind::FollowUp && !room;
        due.extend(room.then_some((contact, one)));
    }
    for contact in reader.followed_up(until)? {
        let facts = reader.facts(contact)?;
        let own = facts.follow_ups.iter().map(|one| one.falls_due(&facts));
        due.extend(own.filter(|one| one.day <= until).map(|one| (contact, one)));
    }
    due.sort_by_key(|(contact, one)| (one.day, *contact, one.kind, one.datum));
    Ok((due, more))
}

/// What falls due, with names and words.
fn lines(
    session: &Session,
    reader: &Reader<'_>,
    due: Vec<(ContactId, Due)>,
) -> Result<Vec<AgendaLine>, AppError> {
    let (controller, today) = (session.controller()?, session.today());
    let mut lines = Vec::with_capacity(due.len());
    let mut last: Option<(ContactId, String)> = None;
    for (contact, due) in due {
        let name = match last.take() {
            Some((known, name)) if known == contact => name,
            Some(_) | None => name(reader, contact)?,
        };
        let category = due.datum.map(|id| reader.datum(contact, id)).transpose()?;
        let category = category.map(|datum| datum.category);
        let overdue = due.day < today;
        let follow_up = if due.kind == DueKind::FollowUp {
            let all = follow_ups::of(&reader.facts(contact)?, &name, &controller, today);
            all.into_iter().find(|one| (one.due, one.note) == (due.day, due.datum))
        } else {
            None
        };
        last = Some((contact, name.clone()));
        lines.push(AgendaLine { contact, name, due, category, overdue, follow_up });
    }
    Ok(lines)
}

/// Who is to be told of which breach through a day, the earliest first.
fn to_tell(session: &Session, until: Day) -> Result<Vec<BreachLine>, AppError> {
    let zone = session.controller()?.zone.clone();
    let now = session.now();
    let mut lines = Vec::new();
    for one in breaches::list(session)? {
        let duties = breach::duties(&one).into_iter();
        let open = duties.filter(|it| it.kind != BreachDutyKind::Register && it.done.is_none());
        lines.extend(open.map(|duty| BreachLine {
            breach: one.id,
            what: one.what.clone(),
            duty,
            day: clock::day_in(duty.due.unwrap_or(one.aware), &zone),
            overdue: duty.due.is_some_and(|due| now > due),
            text: breaches::duty_words(&duty, now, &zone),
        }));
    }
    lines.retain(|line| line.day <= until);
    lines.sort_by_key(|line| (line.day, line.breach, line.duty.kind));
    Ok(lines)
}

/// How much falls due in each of twelve months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Months {
    /// A day of the first month: today, when it was counted.
    pub from: Day,
    /// For how many people something falls due, day by day, in each month; the first begins today.
    pub counts: [usize; MONTHS],
}

/// How many months are counted.
const MONTHS: usize = 12;

/// Counts what falls due from today on. Walks the whole index of a year: some 80 ms for 100,000
/// contacts, too long for whoever waits for a screen.
///
/// # Errors
///
/// Whatever the store reports.
pub fn months(session: &Session) -> Result<Months, AppError> {
    let from = session.today();
    let (first, end) = (from.month_number(), from.add_months(12));
    let mut counts = [0_usize; MONTHS];
    session.store().read(|reader| {
        reader.due_days(from..=end, |day, _| {
            let month = usize::try_from(day.month_number().saturating_sub(first));
            if let Some(count) = month.ok().and_then(|month| counts.get_mut(month)) {
                *count = count.saturating_add(1);
            }
        })
    })?;
    Ok(Months { from, counts })
}

fn name(reader: &Reader<'_>, contact: ContactId) -> Result<String, AppError> {
    let row = reader.list_row(contact)?;
    Ok(row.map_or_else(|| format!("contact {contact}"), |row| row.name))
}
