//! Copying a value or a card for oneself: through the gate, for what the contact is held for today.

use std::collections::BTreeSet;

use crate::{
    app::{
        AppError, Mode, Session,
        gate::{self, Asked, Item, Passed, To},
        why::words,
    },
    domain::{Category, Channel, ContactId, ContactKind, DatumId, Day},
    formats::{draft::DraftKind, mail, vcard},
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
    Ok(match sought(session, contact, wanted, None)? {
        Sought::Passed(_, Passed { label, value, .. }) => Copied::Passed { label, value },
        Sought::Refused(why) => Copied::Refused { why },
        Sought::Absent => Copied::Absent,
    })
}

/// What the gate says of one value.
enum Sought {
    /// For which purpose it may go, and the value.
    Passed(String, Passed),
    /// Why it may not; that is on record.
    Refused(String),
    Absent,
}

/// Asks for a value for one open purpose after the other, until one permits it.
fn sought(
    session: &Session,
    contact: ContactId,
    wanted: &Wanted,
    channel: Option<Channel>,
) -> Result<Sought, AppError> {
    let today = session.today();
    let facts = session.facts(contact)?;
    let is_wanted = |id: DatumId, category: &Category| match wanted {
        Wanted::Datum(wanted) => id == *wanted,
        Wanted::First(wanted) => category == wanted,
    };
    if !facts.data.iter().any(|datum| is_wanted(datum.id, &datum.category)) {
        return Ok(Sought::Absent);
    }
    let mut refused = None;
    for purpose in open_purposes(session, contact, today)? {
        let asked = Asked { purpose, to: To::Ourselves, channel, on: today };
        let judged = gate::ask(session, contact, &asked)?;
        let theirs = |item: &Item, category: &Category| matches!(item, Item::Datum(id) if is_wanted(*id, category));
        let passed = judged.passes.into_iter().find(|one| theirs(&one.item, &one.category));
        if let Some(passed) = passed {
            return Ok(Sought::Passed(asked.purpose, passed));
        }
        let stopped = judged.refused.iter().find(|one| theirs(&one.item, &one.category));
        let why = stopped.and_then(|one| one.reasons.iter().next()).map(words::refusal);
        refused = refused.or(why.map(|why| (why, asked)));
    }
    let Some((why, asked)) = refused else {
        return Ok(Sought::Refused("they are held for nothing any more".to_owned()));
    };
    let means = channel.map_or("clipboard", |_| "mail");
    gate::release(session, contact, &asked, means, Mode::Commit)?;
    Ok(Sought::Refused(why.to_owned()))
}

/// A mail that is about to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Letter {
    /// Its head, for the program that writes mails.
    Begun(String),
    /// They may not be written to for anything that they are held for; the refusal is on record.
    Refused {
        /// Why, in words.
        why: String,
    },
    /// There is no address.
    Absent,
}

/// Begins a mail to a contact: to that address, or to the first, with their name, for the first of
/// the open purposes that permits it.
///
/// # Errors
///
/// No such contact, and whatever the store reports.
pub fn letter(session: &Session, contact: ContactId, wanted: &Wanted) -> Result<Letter, AppError> {
    let address = match sought(session, contact, wanted, Some(Channel::Email))? {
        Sought::Passed(purpose, passed) => (purpose, passed.value),
        Sought::Refused(why) => return Ok(Letter::Refused { why }),
        Sought::Absent => return Ok(Letter::Absent),
    };
    let (purpose, address) = address;
    let asked = Asked { purpose, to: To::Ourselves, channel: None, on: session.today() };
    let judged = gate::ask(session, contact, &asked)?;
    let name = judged.passes.iter().find(|one| one.category == Category::Name);
    let name = name.map(|one| one.value.as_str()).unwrap_or_default();
    Ok(Letter::Begun(mail::draft(name, &address)))
}

/// A contact as a vCard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CopiedCard {
    /// The card, and what had to stay out of it.
    Passed {
        /// The card.
        text: String,
        /// What is left out, each by its category and label.
        left: Vec<String>,
    },
    /// No value may go; the refusal is on record.
    Refused {
        /// Why, in words.
        why: String,
    },
}

/// Copies a contact as a vCard for the user's own programs: each value that one of the open purposes
/// permits.
///
/// # Errors
///
/// No such contact, and whatever the store reports.
pub fn card(session: &Session, contact: ContactId) -> Result<CopiedCard, AppError> {
    let today = session.today();
    let facts = session.facts(contact)?;
    let mut passed = BTreeSet::new();
    let mut asked = Vec::new();
    for purpose in open_purposes(session, contact, today)? {
        let one = Asked { purpose, to: To::Ourselves, channel: None, on: today };
        let judged = gate::ask(session, contact, &one)?;
        passed.extend(judged.passes.iter().filter_map(|passed| match passed.item {
            Item::Datum(id) => Some(id),
            Item::Talk(_) => None,
        }));
        asked.push((one, judged));
    }
    let mut values = Vec::new();
    let mut left = Vec::new();
    let mut live: Vec<_> = facts.data.iter().filter(|datum| datum.deleted.is_none()).collect();
    live.sort_by(|one, other| (&one.category, one.id).cmp(&(&other.category, other.id)));
    for datum in live {
        if passed.contains(&datum.id) && vcard::has_place(&datum.category) {
            values.push((datum.category.clone(), datum.label.clone(), datum.value.clone()));
        } else {
            left.push(format!("{} {}", datum.category, datum.label).trim().to_owned());
        }
    }
    if values.is_empty() {
        let Some((one, judged)) = asked.first() else {
            return Ok(CopiedCard::Refused {
                why: "they are held for nothing any more".to_owned(),
            });
        };
        gate::release(session, contact, one, "clipboard", Mode::Commit)?;
        let reason = judged.refused.iter().find_map(|one| one.reasons.iter().next());
        let why = reason.map_or("there is no value that may go", words::refusal);
        return Ok(CopiedCard::Refused { why: why.to_owned() });
    }
    let kind = match facts.contact.kind {
        ContactKind::Person => DraftKind::Person,
        ContactKind::Organisation(_) => DraftKind::Organisation,
    };
    let text = vcard::write(&vcard::Card { uid: facts.contact.uid.clone(), kind, values });
    Ok(CopiedCard::Passed { text, left })
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
