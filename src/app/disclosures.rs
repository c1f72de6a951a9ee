//! Uses by the user's own hand: data passed on to others, or taken to reach the person; each judged
//! once, for its own day.

use crate::{
    app::{AppError, Done, Mode, Session, change, grounds, rights, why::words::misuse},
    domain::{
        Category, ContactId, Datum, DatumId, Day, Disclosure, DisclosureId, Facts, Reasons,
        RecipientId, gate, shown_name,
    },
    store::ChangeKind,
};

/// A use by the user's own hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDisclosure {
    /// To whom; `None`: to nobody, the user reached the person with them.
    pub recipient: Option<RecipientId>,
    /// What for, by the purpose's word.
    pub purpose: String,
    /// Which data; empty: all that are held, or the addresses by which the person was reached.
    pub data: Vec<DatumId>,
    /// The day on which it happened.
    pub on: Day,
    /// By which means.
    pub means: String,
}

/// Who gets data: the recipient of that name, declared unless this is only tried.
///
/// # Errors
///
/// An empty name, and whatever the store reports.
pub fn receiver(session: &Session, name: &str, mode: Mode) -> Result<RecipientId, AppError> {
    match mode {
        Mode::Commit => rights::recipient(session, name, ""),
        // Whom nobody has declared no purpose names.
        Mode::Preview => Ok(rights::known_recipient(session, name).unwrap_or(RecipientId(0))),
    }
}

/// A use as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its number within the contact.
    pub id: DisclosureId,
    /// Why it was against the rules of its day; none: it was permitted.
    pub violation: Reasons,
    /// All of it in a sentence; `None`: it was permitted.
    pub text: Option<String>,
    /// The reasons in words; empty: it was permitted.
    pub whys: String,
}

/// Records that data left, or that the person was reached with them. A use that was not permitted
/// happened all the same: it is recorded as such, and stays so.
///
/// # Errors
///
/// An unknown purpose, a day to come, and whatever the store reports.
pub fn add(
    session: &Session,
    contact: ContactId,
    new: &NewDisclosure,
    mode: Mode,
) -> Result<Done<Recorded>, AppError> {
    session.past(new.on)?;
    let controller = session.controller()?;
    let purpose = grounds::purpose(&controller, &new.purpose, new.on)?.id;
    let now = session.now();
    change::run(session, ChangeKind::Disclosed, contact, mode, |writer, _facts| {
        let facts = writer.facts_for_use(contact)?;
        let mut disclosure = Disclosure {
            id: DisclosureId(0),
            recipient: new.recipient,
            purpose: Some(purpose),
            on: new.on,
            recorded_at: now,
            data: Vec::new(),
            categories: Vec::new(),
            means: new.means.clone(),
            refused: Reasons::NONE,
            violations: Vec::new(),
        };
        let used = used(&facts, &disclosure, &new.data);
        disclosure.data = used.iter().map(|datum| datum.id).collect();
        disclosure.categories = categories(used.iter().copied());
        disclosure.violations = gate::violations(&facts, &controller, &disclosure);
        let violation = disclosure.violation();
        let text = misuse::of_all(&facts, &controller, &disclosure);
        let whys = misuse::whys(&facts, &disclosure);
        let id = writer.add_disclosure(contact, disclosure)?;
        Ok(Recorded { id, violation, text, whys })
    })
}

/// The values that were used: those that are named; else those by which the person was reached,
/// where the means say so; else all.
fn used<'a>(facts: &'a Facts, done: &Disclosure, named: &[DatumId]) -> Vec<&'a Datum> {
    let held = facts.data.iter().filter(|datum| datum.deleted.is_none());
    let is_meant = |datum: &&Datum| match done.channel() {
        _ if !named.is_empty() => named.contains(&datum.id),
        Some(channel) => datum.channel() == Some(channel),
        None => true,
    };
    held.filter(is_meant).collect()
}

/// The categories of some data, each once.
pub(super) fn categories<'a>(data: impl Iterator<Item = &'a Datum>) -> Vec<Category> {
    let mut categories: Vec<Category> = data.map(|datum| datum.category.clone()).collect();
    categories.sort_unstable();
    categories.dedup();
    categories
}

/// A use on a line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UseLine {
    /// Whose data.
    pub contact: ContactId,
    /// What they are called.
    pub name: String,
    /// What was used, by whom, what for and when.
    pub disclosure: Disclosure,
    /// That it was not permitted, in a sentence; `None`: it was.
    pub text: Option<String>,
    /// Why it was not permitted; empty: it was.
    pub whys: String,
}

/// Which uses are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// All, and what was refused.
    All,
    /// Those that were against the rules of their day.
    Violations,
}

impl Which {
    fn wants(self, one: &Disclosure) -> bool {
        match self {
            Self::All => true,
            Self::Violations => one.is_violation(),
        }
    }
}

/// What is on record of uses: of one contact by number, of everybody by day.
///
/// # Errors
///
/// No such contact, and whatever the store reports.
pub fn list(
    session: &Session,
    contact: Option<ContactId>,
    which: Which,
) -> Result<Vec<UseLine>, AppError> {
    if let Some(contact) = contact {
        return lines(session, contact, which);
    }
    let used = session.store().read(|reader| reader.disclosed(|one| which.wants(one)))?;
    let mut all = Vec::new();
    for contact in used {
        all.extend(lines(session, contact, which)?);
    }
    all.sort_by_key(|line| (line.disclosure.on, line.contact, line.disclosure.id));
    Ok(all)
}

fn lines(session: &Session, contact: ContactId, which: Which) -> Result<Vec<UseLine>, AppError> {
    let (facts, controller) = (session.facts(contact)?, session.controller()?);
    let name = shown_name(&facts);
    let wanted = facts.disclosures.iter().filter(|one| which.wants(one));
    let lines = wanted.map(|one| UseLine {
        contact,
        name: name.clone(),
        text: misuse::of_all(&facts, &controller, one),
        whys: misuse::whys(&facts, one),
        disclosure: one.clone(),
    });
    Ok(lines.collect())
}
