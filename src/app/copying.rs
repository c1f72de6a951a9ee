//! Copying one value for oneself: through the gate, for what the contact is held for today.

use crate::{
    app::{
        AppError, Mode, Session,
        gate::{self, Asked, Item, To},
        why::words,
    },
    domain::{Category, ContactId, DatumId, Day},
};

/// Which value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// That one.
    Datum(DatumId),
    /// The first of its category.
    First(Category),
}

/// What became of the wish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copied {
    /// The value on one line, with its label.
    Passed {
        /// What it is.
        label: String,
        /// The value.
        value: String,
    },
    /// Nothing that the contact is held for permits it; the refusal is on record.
    Refused {
        /// Why, in words.
        why: String,
    },
    /// There is no such value.
    Absent,
}

/// Copies a value for the user's own eyes: for the first of the open purposes that permits it, the
/// latest opened first.
///
/// # Errors
///
/// No such contact, and whatever the store reports.
pub fn copy(session: &Session, contact: ContactId, wanted: &Wanted) -> Result<Copied, AppError> {
    let today = session.today();
    let facts = session.facts(contact)?;
    let is_wanted = |id: DatumId, category: &Category| match wanted {
        Wanted::Datum(wanted) => id == *wanted,
        Wanted::First(wanted) => category == wanted,
    };
    if !facts.data.iter().any(|datum| is_wanted(datum.id, &datum.category)) {
        return Ok(Copied::Absent);
    }
    let mut refused = None;
    for purpose in open_purposes(session, contact, today)? {
        let asked = Asked { purpose, to: To::Ourselves, channel: None, on: today };
        let judged = gate::ask(session, contact, &asked)?;
        let theirs = |item: &Item, category: &Category| matches!(item, Item::Datum(id) if is_wanted(*id, category));
        let passed = judged.passes.iter().find(|one| theirs(&one.item, &one.category));
        if let Some(passed) = passed {
            let (label, value) = (passed.label.clone(), passed.value.clone());
            return Ok(Copied::Passed { label, value });
        }
        let stopped = judged.refused.iter().find(|one| theirs(&one.item, &one.category));
        let why = stopped.and_then(|one| one.reasons.iter().next()).map(words::refusal);
        refused = refused.or(why.map(|why| (why, asked)));
    }
    let Some((why, asked)) = refused else {
        return Ok(Copied::Refused { why: "they are held for nothing any more".to_owned() });
    };
    gate::release(session, contact, &asked, "clipboard", Mode::Commit)?;
    Ok(Copied::Refused { why: why.to_owned() })
}

/// The purposes that are open for a contact, the latest opened first.
fn open_purposes(
    session: &Session,
    contact: ContactId,
    today: Day,
) -> Result<Vec<String>, AppError> {
    let facts = session.facts(contact)?;
    let controller = session.controller()?;
    let mut open: Vec<_> = facts
        .grounds
        .iter()
        .filter(|one| one.opened <= today && one.closed.is_none_or(|closed| closed >= today))
        .collect();
    open.sort_by_key(|ground| std::cmp::Reverse((ground.opened, ground.id)));
    let keys = open.into_iter().filter_map(|ground| controller.purpose(ground.purpose, today));
    let mut keys: Vec<String> = keys.map(|purpose| purpose.key.clone()).collect();
    keys.dedup();
    Ok(keys)
}
