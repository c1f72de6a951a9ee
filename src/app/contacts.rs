//! Contacts: adding, correcting and deleting what is held about somebody.

use std::{ops::Range, sync::Arc};

use crate::{
    app::{
        AppError, Done, Mode, Session,
        change::{self, open_and_close},
        grounds, hints,
    },
    domain::{
        AnchorEvent, Category, ContactId, ContactKind, Controller, Country, Datum, DatumId,
        DatumKind, Day, EventId, EventKind, Facts, HintMark, How, Moment, Origin, OriginId,
        Provenance, PurposeSet, Right, RightFact, RightId, Source, Special, Value, hint,
        opening::{Happening, purpose_key},
    },
    store::{ChangeKind, Writer},
};

/// A value to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDatum {
    /// What it is.
    pub category: Category,
    /// The value.
    pub value: Value,
    /// `work`, `home`, the user's own word; empty for none.
    pub label: String,
    /// Its special category, if the user marked one.
    pub special: Option<Special>,
    /// Whether the user has said that a hint errs; anything else asks.
    pub hint: HintMark,
    /// Whether it was given, seen, computed or guessed.
    pub kind: DatumKind,
}

impl NewDatum {
    /// A provided value without label.
    #[must_use]
    pub fn new(category: Category, value: Value) -> Self {
        Self {
            category,
            value,
            label: String::new(),
            special: None,
            hint: HintMark::None,
            kind: DatumKind::Provided,
        }
    }
}

/// Where a set of values comes from and what it is for: once per form, batch or command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// From whom.
    pub source: Source,
    /// By which means.
    pub how: How,
    /// The day on which it was obtained.
    pub on: Day,
    /// What it was collected for.
    pub purpose: Collected,
    /// Whether an opt-out from marketing was offered at that time.
    pub opt_out_offered: bool,
}

/// What values were collected for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Collected {
    /// For that purpose, by its word; what belongs to it is opened.
    For(String),
    /// Nobody said: the grounds open on that day count.
    NotSaid,
    /// Expressly for none.
    ForNothing,
}

/// A contact to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewContact {
    /// Person or organisation.
    pub kind: ContactKind,
    /// Their country, if known.
    pub country: Option<Country>,
    /// The organisation that a person acts for, if it is a contact.
    pub organisation: Option<ContactId>,
    /// Their values, a name first.
    pub data: Vec<NewDatum>,
    /// Where they come from.
    pub entry: Entry,
    /// Whether to open nothing, and record the bare facts.
    pub grounds: Grounds,
}

/// Whether events open grounds by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grounds {
    /// As the rules say.
    ByRule,
    /// Not at all: `--no-grounds`.
    None,
}

/// One change to what is held about a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// A further value.
    Add(NewDatum),
    /// A right value for a wrong one (Art. 16).
    Correct(DatumId, Value, CorrectedBy),
    /// A text with the user's answer about a hint in it.
    Settled {
        /// The text that it takes the place of, if it is none of its own.
        replaces: Option<(DatumId, CorrectedBy)>,
        /// The text.
        text: NewDatum,
        /// What was cut out of it, to be kept as a value of its own.
        part: Option<NewDatum>,
    },
    /// Another label.
    Label(DatumId, String),
    /// A special category marked by the user, or taken off: they say that it is none.
    Mark(DatumId, Option<Special>),
    /// A part of a text made a value of its own; the rest is another, and the whole is deleted.
    Split(DatumId, Range<usize>),
    /// Given, seen, computed or guessed.
    Kind(DatumId, DatumKind),
    /// Other people of whom a text speaks.
    Mention(DatumId, Vec<ContactId>),
    /// Deleted: shown as such, never used, gone at the next rewrite; undo brings it back.
    Delete(DatumId),
}

/// Who put a value right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CorrectedBy {
    /// The person: they are the source of the new value.
    Person,
    /// We mended a typing error: the source stays.
    Ourselves,
}

/// Records a contact.
///
/// # Errors
///
/// An unknown purpose, a day to come, and whatever the store reports.
pub fn add(session: &Session, new: &NewContact, mode: Mode) -> Result<Done<ContactId>, AppError> {
    session.past(new.entry.on)?;
    let controller = session.controller()?;
    let now = session.now();
    let uid = uuid::Uuid::new_v4().to_string();
    change::create(session, mode, |writer| insert(writer, &controller, new, &uid, now))
}

/// Writes a contact with its values and opens what its purpose says.
pub(super) fn insert(
    writer: &mut Writer<'_>,
    controller: &Controller,
    new: &NewContact,
    uid: &str,
    now: Moment,
) -> Result<ContactId, AppError> {
    let contact = writer.new_contact(new.kind, uid, new.country)?;
    let origin = writer.new_origin(origin(controller, &new.entry, now)?)?;
    for one in &new.data {
        let mut datum = datum(&hints::marked(one, &new.entry.how), &origin, 0);
        if one.category == Category::Organisation || one.category == Category::Role {
            datum.link = new.organisation;
        }
        writer.add_datum(contact, datum)?;
    }
    if new.grounds == Grounds::ByRule
        && let Collected::For(key) = &new.entry.purpose
    {
        open_for(writer, controller, contact, key, &new.entry, now)?;
    }
    Ok(contact)
}

/// Opens what an entry for a purpose opens: an enquiry is recorded as such, an interest or a
/// consent gets its ground, contracts and obligations wait for their event.
pub(super) fn open_for(
    writer: &mut Writer<'_>,
    controller: &Controller,
    contact: ContactId,
    key: &str,
    entry: &Entry,
    now: Moment,
) -> Result<(), AppError> {
    if key == purpose_key::ENQUIRY {
        let event = writer.add_event(
            contact,
            AnchorEvent {
                id: EventId(0),
                kind: EventKind::Enquiry,
                on: entry.on,
                recorded_at: now,
                engagement: None,
                reference: String::new(),
                amount: None,
            },
        )?;
        let happening = Happening::Enquiry(event);
        open_and_close(writer, controller, contact, happening, entry.on)?;
        return Ok(());
    }
    grounds::open_for_entry(writer, controller, contact, key, entry.on)
}

/// Changes what is held about a contact: all edits or none.
///
/// # Errors
///
/// An unknown datum or purpose, a day to come, and whatever the store reports.
pub fn edit(
    session: &Session,
    contact: ContactId,
    edits: &[Edit],
    entry: &Entry,
    mode: Mode,
) -> Result<Done<()>, AppError> {
    session.past(entry.on)?;
    let controller = session.controller()?;
    let (now, today) = (session.now(), session.today());
    change::run(session, ChangeKind::ContactEdited, contact, mode, |writer, _before| {
        let mut source: Option<Arc<Origin>> = None;
        for edit in edits {
            // One edit may change what another has just changed.
            let facts = &writer.facts(contact)?;
            match edit {
                Edit::Add(new) => {
                    let origin = once(writer, &mut source, (&controller, entry, now))?;
                    let new = hints::marked(new, &entry.how);
                    add_value(writer, contact, &facts.data, &new, &origin)?;
                }
                Edit::Correct(id, value, by) => {
                    let old = held(&facts.data, *id)?;
                    let mark = hints::mark_again(old, &value.to_line());
                    correct(writer, facts, old, (value, mark, *by), (entry.on, now, today))?;
                }
                Edit::Settled { replaces, text, part } => {
                    let text = hints::marked(text, &entry.how);
                    let origin = once(writer, &mut source, (&controller, entry, now))?;
                    let whole = if let Some((old, by)) = replaces {
                        let old = held(&facts.data, *old)?;
                        let mark = (text.special, text.hint);
                        correct(
                            writer,
                            facts,
                            old,
                            (&text.value, mark, *by),
                            (entry.on, now, today),
                        )?
                    } else {
                        writer.add_datum(contact, datum(&text, &origin, 0))?
                    };
                    if let Some(part) = part {
                        let part = datum(&hints::marked(part, &entry.how), &origin, 0);
                        writer.add_datum(contact, Datum { part_of: Some(whole), ..part })?;
                    }
                }
                Edit::Split(id, span) => {
                    let old = held(&facts.data, *id)?;
                    split(writer, contact, old, span, today)?;
                }
                Edit::Label(id, _)
                | Edit::Mark(id, _)
                | Edit::Kind(id, _)
                | Edit::Mention(id, _)
                | Edit::Delete(id) => {
                    let old = held(&facts.data, *id)?.clone();
                    writer.put_datum(contact, &changed(old, edit, contact, today))?;
                }
            }
        }
        if let (Collected::For(key), true) = (&entry.purpose, source.is_some()) {
            open_for(writer, &controller, contact, key, entry, now)?;
        }
        Ok(())
    })
}

/// The origin of all that one form adds, recorded when the first of it is.
fn once(
    writer: &mut Writer<'_>,
    source: &mut Option<Arc<Origin>>,
    (controller, entry, now): (&Controller, &Entry, Moment),
) -> Result<Arc<Origin>, AppError> {
    if let Some(known) = source {
        return Ok(Arc::clone(known));
    }
    let new = writer.new_origin(origin(controller, entry, now)?)?;
    *source = Some(Arc::clone(&new));
    Ok(new)
}

/// A value with what an edit says about it changed; as it was, where the edit changes the value.
fn changed(old: Datum, edit: &Edit, contact: ContactId, today: Day) -> Datum {
    match edit {
        Edit::Label(_, label) => Datum { label: label.clone(), ..old },
        Edit::Mark(_, special) => {
            Datum { special: *special, hint: hints::answered(*special), ..old }
        }
        Edit::Kind(_, kind) => Datum { kind: *kind, ..old },
        Edit::Mention(_, others) => {
            let mut text = old;
            text.mentions.extend(others.iter().filter(|one| **one != contact));
            text.mentions.sort_unstable();
            text.mentions.dedup();
            text
        }
        Edit::Delete(_) => Datum { deleted: Some(today), ..old },
        Edit::Add(_) | Edit::Correct(..) | Edit::Settled { .. } | Edit::Split(..) => old,
    }
}

/// Adds a value; one that is held already gets one more provenance instead.
fn add_value(
    writer: &mut Writer<'_>,
    contact: ContactId,
    data: &[Datum],
    new: &NewDatum,
    origin: &Arc<Origin>,
) -> Result<(), AppError> {
    let same = data.iter().find(|old| {
        old.deleted.is_none() && old.category == new.category && old.value == new.value
    });
    if let Some(same) = same {
        let mut again = same.clone();
        again.provenances.push(Provenance { origin: Arc::clone(origin), line: 0 });
        writer.put_datum(contact, &again)?;
    } else {
        writer.add_datum(contact, datum(new, origin, 0))?;
    }
    Ok(())
}

/// Puts a new value beside the old one, which counts as deleted from then on. The new one keeps
/// the day of collection, and has the person as source if they corrected it. Whoever got the old
/// one is to be told (Art. 19).
fn correct(
    writer: &mut Writer<'_>,
    facts: &Facts,
    old: &Datum,
    (value, (special, hint), by): (&Value, (Option<Special>, HintMark), CorrectedBy),
    (on, now, today): (Day, Moment, Day),
) -> Result<DatumId, AppError> {
    if old.value == *value {
        return Ok(old.id);
    }
    let contact = facts.contact.id;
    let mut new = Datum { special, hint, ..old.clone() };
    new.value = value.clone();
    new.corrects = Some(old.id);
    if by == CorrectedBy::Person
        && let Some(first) = old.provenances.first()
    {
        let origin = Origin {
            source: Source::Person,
            how: How::Message,
            recorded_at: now,
            ..(*first.origin).clone()
        };
        let origin = writer.new_origin(origin)?;
        new.provenances = vec![Provenance { origin, line: 0 }];
    }
    let new = writer.add_datum(contact, new)?;
    writer.put_datum(contact, &Datum { deleted: Some(today), ..old.clone() })?;
    if facts.contact.is_person() {
        let fact = RightFact::Corrected { old: old.id, new };
        writer.add_right(contact, Right { id: RightId(0), on, recorded_at: now, fact })?;
    }
    Ok(new)
}

/// Makes two of a text: what is left of it, and the part that was cut out, which keeps its mark.
fn split(
    writer: &mut Writer<'_>,
    contact: ContactId,
    old: &Datum,
    span: &Range<usize>,
    today: Day,
) -> Result<(), AppError> {
    let text = old.value.to_line();
    let cut = hint::split(&text, span.clone()).ok_or_else(|| {
        AppError::invalid("span", "nothing stands there", "name whole words of the text")
    })?;
    let of = |text: &str| {
        let (special, hint) = hints::mark_again(old, text);
        Datum { value: Value::Text(text.to_owned()), special, hint, ..old.clone() }
    };
    let mut part = of(&cut.part);
    if !cut.rest.is_empty() {
        // The user cut out what was special: what is left is asked about anew.
        let unmarked = Datum { special: None, hint: HintMark::None, ..old.clone() };
        let (special, hint) = hints::mark_again(&unmarked, &cut.rest);
        let rest = Datum { special, hint, corrects: Some(old.id), ..of(&cut.rest) };
        part.part_of = Some(writer.add_datum(contact, rest)?);
    } else {
        part.part_of = Some(old.id);
    }
    writer.add_datum(contact, part)?;
    writer.put_datum(contact, &Datum { deleted: Some(today), ..old.clone() })?;
    Ok(())
}

fn held(data: &[Datum], id: DatumId) -> Result<&Datum, AppError> {
    let held = data.iter().find(|datum| datum.id == id && datum.deleted.is_none());
    held.ok_or_else(|| no_such_value(id))
}

pub(super) fn no_such_value(id: DatumId) -> AppError {
    AppError::invalid(
        "datum",
        format!("there is no value number {id}"),
        "see `contact show`; it may have been deleted meanwhile",
    )
}

/// The origin of an entry.
pub(super) fn origin(
    controller: &Controller,
    entry: &Entry,
    now: Moment,
) -> Result<Origin, AppError> {
    let collected_for = match &entry.purpose {
        Collected::NotSaid => None,
        Collected::ForNothing => Some(PurposeSet::EMPTY),
        Collected::For(key) => {
            Some(PurposeSet::one(grounds::purpose(controller, key, entry.on)?.id))
        }
    };
    Ok(Origin {
        id: OriginId(0),
        source: entry.source.clone(),
        how: entry.how.clone(),
        collected_on: entry.on,
        recorded_at: now,
        collected_for,
        opt_out_offered: entry.opt_out_offered,
        refuses_messages: false,
    })
}

/// A datum before the store has minted its id.
pub(super) fn datum(new: &NewDatum, origin: &Arc<Origin>, line: u32) -> Datum {
    Datum {
        id: DatumId(0),
        category: new.category.clone(),
        value: new.value.clone(),
        label: new.label.clone(),
        kind: new.kind,
        special: new.special,
        hint: new.hint,
        link: None,
        engagement: None,
        mentions: Vec::new(),
        part_of: None,
        corrects: None,
        provenances: vec![Provenance { origin: Arc::clone(origin), line }],
        deleted: None,
    }
}
