//! Contacts: adding, correcting and deleting what is held about somebody.

use std::{ops::Range, sync::Arc};

use crate::{
    app::{
        AppError, Done, Mode, Session,
        change::{self, open_and_close},
        editing::{Editor, When},
        grounds, hints,
    },
    domain::{
        AnchorEvent, Category, ContactId, ContactKind, Controller, Country, Datum, DatumId,
        DatumKind, Day, EventId, EventKind, HintMark, How, Moment, Origin, OriginId, Provenance,
        Purpose, PurposeSet, Source, Special, Value,
        opening::{Happening, purpose_key},
    },
    store::{Change, ChangeKind, Writer},
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
    Settled(Box<SettledText>),
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

/// A text after the user has answered what its hints ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettledText {
    /// The text that it takes the place of, if it is none of its own.
    pub replaces: Option<(DatumId, CorrectedBy)>,
    /// The text.
    pub text: NewDatum,
    /// What was cut out of it, to be kept as a value of its own.
    pub part: Option<NewDatum>,
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
    if new.kind == ContactKind::Person && new.entry.purpose == Collected::NotSaid {
        new.data.iter().try_for_each(|one| with_purpose(&one.category, &[]))?;
    }
    let now = session.now();
    let uid = uuid::Uuid::new_v4().to_string();
    change::create(session, mode, |writer| insert(writer, &controller, new, &uid, now))
}

/// Refuses a value of the user's own category that nothing needs (Art. 5(1)(c), 25(2)): every other
/// category has its purposes in the policy.
pub(super) fn with_purpose(category: &Category, purposes: &[&Purpose]) -> Result<(), AppError> {
    let Category::Custom(word) = category else { return Ok(()) };
    if purposes.iter().any(|one| one.needs(category) || one.finds_useful(category)) {
        return Ok(());
    }
    Err(AppError::invalid(
        "category",
        format!("nobody says what `{word}` is for"),
        "say which purpose it is for; what none needs is better not kept",
    ))
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
    let when = When { on: entry.on, now, today };
    change::run(session, ChangeKind::ContactEdited, contact, mode, |writer, _before| {
        make(writer, &controller, contact, edits, (entry, when))
    })
}

/// Deletes all values of several contacts as one change.
///
/// # Errors
///
/// An unknown contact, and whatever the store reports; nothing is deleted then.
pub fn delete_all(session: &Session, contacts: &[ContactId]) -> Result<(), AppError> {
    let controller = session.controller()?;
    let (now, today) = (session.now(), session.today());
    let when = When { on: today, now, today };
    let entry = Entry {
        source: Source::Ourselves,
        how: How::Typed,
        on: today,
        purpose: Collected::NotSaid,
        opt_out_offered: false,
    };
    let change = Change { what: ChangeKind::ContactEdited, at: now, today };
    session.store().change(change, |writer| {
        for contact in contacts {
            let data = writer.facts(*contact)?.data;
            let live = data.iter().filter(|one| one.deleted.is_none());
            let edits: Vec<Edit> = live.map(|one| Edit::Delete(one.id)).collect();
            make(writer, &controller, *contact, &edits, (&entry, when))?;
        }
        Ok(())
    })
}

/// Makes edits of one contact, and opens what the entry is for if they added anything.
fn make(
    writer: &mut Writer<'_>,
    controller: &Controller,
    contact: ContactId,
    edits: &[Edit],
    (entry, when): (&Entry, When),
) -> Result<(), AppError> {
    let mut editor = Editor::new(controller, entry, when);
    for edit in edits {
        // One edit may change what another has just changed.
        let facts = writer.facts(contact)?;
        editor.edit(writer, &facts, edit)?;
    }
    if let (Collected::For(key), true) = (&entry.purpose, editor.has_added()) {
        open_for(writer, controller, contact, key, entry, when.now)?;
    }
    Ok(())
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
