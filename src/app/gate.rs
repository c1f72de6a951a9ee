//! The way out: asks the gate for a contact's data, hands out what passes, and puts what left or was
//! refused on record.

use crate::{
    app::{AppError, Mode, Session, change, disclosures, rights, why},
    domain::{
        Case, Category, Channel, ContactId, Controller, Datum, DatumId, Day, Disclosure,
        DisclosureId, Facts, InteractionId, Purpose, Reasons,
        channel::{self, Permission},
        gate::{self, Passage, Receiver, Use},
        shown_name, word,
    },
    store::ChangeKind,
};

/// What somebody wants to do with data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What for, by the purpose's word; one that nobody declared is refused, not an error.
    pub purpose: String,
    /// For whose eyes.
    pub to: To,
    /// By which channel they are to be reached, for a list of addresses.
    pub channel: Option<Channel>,
    /// The day of the use.
    pub on: Day,
}

/// For whose eyes data are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum To {
    /// The user's own devices and programs.
    Ourselves,
    /// The person themself.
    Person,
    /// Somebody else, by name.
    Named(String),
}

/// What the gate says about one contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// Who.
    pub contact: ContactId,
    /// What they are called.
    pub name: String,
    /// The values that pass.
    pub passes: Vec<Passed>,
    /// The values that do not.
    pub refused: Vec<Refused>,
    /// For marketing: each contact point with what message law says of it.
    pub channels: Vec<ChannelLine>,
}

/// A value that may leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed {
    /// Which.
    pub item: Item,
    /// What it is.
    pub category: Category,
    /// Its label.
    pub label: String,
    /// The value on one line.
    pub value: String,
}

/// A value that may not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Which.
    pub item: Item,
    /// What it is.
    pub category: Category,
    /// Its label.
    pub label: String,
    /// Why not.
    pub reasons: Reasons,
}

/// A value or the text of a talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// A value.
    Datum(DatumId),
    /// The text of a talk.
    Talk(InteractionId),
}

/// What message law says of one contact point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelLine {
    /// The contact point.
    pub datum: DatumId,
    /// Its channel.
    pub channel: Channel,
    /// What the rule says.
    pub permission: Permission,
    /// The same in a sentence.
    pub text: String,
}

/// Asks the gate about one contact; writes nothing.
///
/// # Errors
///
/// No such contact, and whatever the store reports.
pub fn ask(session: &Session, contact: ContactId, asked: &Asked) -> Result<Judgement, AppError> {
    let controller = session.controller()?;
    let facts = session.facts_for_use(contact)?;
    let known = match &asked.to {
        To::Named(name) => controller
            .recipients
            .iter()
            .find(|one| one.name.trim().eq_ignore_ascii_case(name.trim())),
        To::Ourselves | To::Person => None,
    };
    let receiver = match &asked.to {
        To::Ourselves => Receiver::Ourselves,
        To::Person => Receiver::Person,
        // Whom nobody has declared no purpose names.
        To::Named(_) => {
            Receiver::Recipient(known.map_or(crate::domain::RecipientId(0), |one| one.id))
        }
    };
    Ok(judged(&facts, &controller, asked, receiver).1)
}

/// Takes data out for a purpose: what passes is handed out, what left or was refused is put on
/// record. The user's own devices are no recipients: there only a refusal of everything is noted.
///
/// # Errors
///
/// No such contact, a day that is not today, and whatever the store reports.
pub fn release(
    session: &Session,
    contact: ContactId,
    asked: &Asked,
    means: &str,
    mode: Mode,
) -> Result<Judgement, AppError> {
    session.past(asked.on)?;
    let receiver = match &asked.to {
        To::Ourselves => Receiver::Ourselves,
        To::Person => Receiver::Person,
        To::Named(name) => Receiver::Recipient(rights::recipient(session, name, "")?),
    };
    let controller = session.controller()?;
    let facts = session.facts_for_use(contact)?;
    let (passage, judgement) = judged(&facts, &controller, asked, receiver);
    let purpose = declared(&controller, asked).map(|purpose| purpose.id);
    let now = session.now();
    let note = |data: Vec<DatumId>, refused: Reasons| {
        let theirs = facts.data.iter().filter(|datum| data.contains(&datum.id));
        let categories = disclosures::categories(theirs);
        Disclosure {
            id: DisclosureId(0),
            recipient: match receiver {
                Receiver::Recipient(id) => Some(id),
                Receiver::Ourselves | Receiver::Person => None,
            },
            purpose,
            on: asked.on,
            recorded_at: now,
            data,
            categories,
            means: means.to_owned(),
            refused,
            // What passed was permitted on that day; the rest never left.
            violations: Vec::new(),
        }
    };
    let mut notes = Vec::new();
    let named = matches!(receiver, Receiver::Recipient(_));
    if named && !passage.is_refused() {
        notes.push(note(passage.passes.clone(), Reasons::NONE));
    }
    if !passage.refused.is_empty() && (named || passage.is_refused()) {
        let data = passage.refused.iter().map(|(id, _)| *id).collect();
        notes.push(note(data, passage.reasons()));
    }
    if !notes.is_empty() && receiver != Receiver::Person {
        change::run(session, ChangeKind::Disclosed, contact, mode, |writer, _facts| {
            for note in notes {
                writer.add_disclosure(contact, note)?;
            }
            Ok(())
        })?;
    }
    Ok(judgement)
}

fn declared<'a>(controller: &'a Controller, asked: &Asked) -> Option<&'a Purpose> {
    let word = asked.purpose.trim().to_lowercase().replace([' ', '_'], "-");
    controller.policy(asked.on)?.by_key(&word)
}

/// The declared purpose nearest to a word that is none: for a hint.
///
/// # Errors
///
/// Whatever the store reports.
pub fn meant(session: &Session, asked: &Asked) -> Result<Option<String>, AppError> {
    let controller = session.controller()?;
    if declared(&controller, asked).is_some() {
        return Ok(None);
    }
    let Some(policy) = controller.policy(asked.on) else { return Ok(None) };
    let keys = policy.purposes.iter().map(|one| one.key.as_str());
    Ok(word::nearest(&asked.purpose, keys).map(str::to_owned))
}

fn judged(
    facts: &Facts,
    controller: &Controller,
    asked: &Asked,
    to: Receiver,
) -> (Passage, Judgement) {
    let purpose = declared(controller, asked);
    let (id, day) = (purpose.map(|purpose| purpose.id), asked.on);
    let passage =
        gate::may_use(facts, controller, Use { purpose: id, to, channel: asked.channel, day });
    let datum = |id: &DatumId| facts.data.iter().find(|datum| datum.id == *id);
    let mut passes: Vec<Passed> =
        passage.passes.iter().filter_map(datum).map(Passed::of_datum).collect();
    for talk in facts.interactions.iter().filter(|talk| passage.talks.contains(&talk.id)) {
        passes.push(Passed {
            item: Item::Talk(talk.id),
            category: Category::Correspondence,
            label: String::new(),
            value: talk.text.clone(),
        });
    }
    let refused = passage.refused.iter().filter_map(|(id, reasons)| {
        let (datum, item) = (datum(id)?, Item::Datum(*id));
        let (category, label) = (datum.category.clone(), datum.label.clone());
        Some(Refused { item, category, label, reasons: *reasons })
    });
    let talks = passage.refused_talks.iter().map(|(id, reasons)| Refused {
        item: Item::Talk(*id),
        category: Category::Correspondence,
        label: String::new(),
        reasons: *reasons,
    });
    let judgement = Judgement {
        contact: facts.contact.id,
        name: shown_name(facts),
        refused: refused.chain(talks).collect(),
        passes,
        channels: channels(facts, controller, purpose, day),
    };
    (passage, judgement)
}

fn channels(
    facts: &Facts,
    controller: &Controller,
    purpose: Option<&Purpose>,
    day: Day,
) -> Vec<ChannelLine> {
    let Some((purpose, policy)) = purpose.zip(controller.policy(day)) else { return Vec::new() };
    if !purpose.marketing {
        return Vec::new();
    }
    let held = facts.data.iter().filter(|datum| datum.deleted.is_none());
    held.filter_map(|datum| {
        let case = Case { facts, controller, policy, datum, day };
        let permission = channel::permission(&case, purpose);
        Some(ChannelLine {
            datum: datum.id,
            channel: datum.channel()?,
            permission,
            text: why::permission(facts, controller, datum, permission),
        })
    })
    .collect()
}

impl Passed {
    fn of_datum(datum: &Datum) -> Self {
        Self {
            item: Item::Datum(datum.id),
            category: datum.category.clone(),
            label: datum.label.clone(),
            value: datum.value.to_line(),
        }
    }
}
