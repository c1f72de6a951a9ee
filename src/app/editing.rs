//! Editing: each change to what is held about a contact, inside the one that makes them all.

use std::{ops::Range, sync::Arc};

use crate::{
    app::{
        AppError,
        contacts::{
            Collected, CorrectedBy, Edit, Entry, NewDatum, SettledText, datum, origin, with_purpose,
        },
        hints,
    },
    domain::{
        ContactId, Controller, Datum, DatumId, Day, Facts, HintMark, How, Moment, Origin,
        Provenance, Purpose, Right, RightFact, RightId, Source, Special, Value, hint,
    },
    store::Writer,
};

/// When an edit happened, is made, and counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct When {
    pub(super) on: Day,
    pub(super) now: Moment,
    pub(super) today: Day,
}

/// Makes edits one after the other; what they add has one origin.
pub(super) struct Editor<'a> {
    controller: &'a Controller,
    entry: &'a Entry,
    when: When,
    source: Option<Arc<Origin>>,
}

impl<'a> Editor<'a> {
    pub(super) const fn new(controller: &'a Controller, entry: &'a Entry, when: When) -> Self {
        Self { controller, entry, when, source: None }
    }

    /// Whether anything was added.
    pub(super) const fn has_added(&self) -> bool {
        self.source.is_some()
    }

    /// The origin of what is added: made when it is needed first.
    fn origin(&mut self, writer: &mut Writer<'_>) -> Result<Arc<Origin>, AppError> {
        if let Some(origin) = &self.source {
            return Ok(Arc::clone(origin));
        }
        let new = writer.new_origin(origin(self.controller, self.entry, self.when.now)?)?;
        Ok(Arc::clone(self.source.insert(new)))
    }

    /// Makes one edit.
    pub(super) fn edit(
        &mut self,
        writer: &mut Writer<'_>,
        facts: &Facts,
        edit: &Edit,
    ) -> Result<(), AppError> {
        let (contact, today) = (facts.contact.id, self.when.today);
        match edit {
            Edit::Add(new) => {
                self.wanted(facts, new)?;
                let origin = self.origin(writer)?;
                let new = hints::marked(new, &self.entry.how);
                add_value(writer, contact, &facts.data, &new, &origin)?;
            }
            Edit::Correct(id, value, by) => {
                let old = held(&facts.data, *id)?;
                let mark = hints::mark_again(old, &value.to_line());
                correct(writer, facts, old, (value, mark, *by), self.when)?;
            }
            Edit::Settled(settled) => self.settle(writer, facts, settled)?,
            Edit::Label(id, label) => {
                let old = held(&facts.data, *id)?.clone();
                writer.put_datum(contact, &Datum { label: label.clone(), ..old })?;
            }
            Edit::Mark(id, special) => {
                let old = held(&facts.data, *id)?.clone();
                let hint = hints::answered(*special);
                writer.put_datum(contact, &Datum { special: *special, hint, ..old })?;
            }
            Edit::Split(id, span) => {
                let old = held(&facts.data, *id)?;
                split(writer, contact, old, span, today)?;
            }
            Edit::Kind(id, kind) => {
                let old = held(&facts.data, *id)?.clone();
                writer.put_datum(contact, &Datum { kind: *kind, ..old })?;
            }
            Edit::Mention(id, others) => {
                let mut text = held(&facts.data, *id)?.clone();
                text.mentions.extend(others.iter().filter(|one| **one != contact));
                text.mentions.sort_unstable();
                text.mentions.dedup();
                writer.put_datum(contact, &text)?;
            }
            Edit::Delete(id) => {
                let old = held(&facts.data, *id)?.clone();
                writer.put_datum(contact, &Datum { deleted: Some(today), ..old })?;
            }
        }
        Ok(())
    }

    /// Refuses a value of the user's own category that nothing they are held for needs.
    fn wanted(&self, facts: &Facts, new: &NewDatum) -> Result<(), AppError> {
        let day = self.when.on;
        if !facts.contact.is_person() || self.entry.purpose != Collected::NotSaid {
            return Ok(());
        }
        let open = facts.grounds.iter().filter(|ground| ground.closed.is_none_or(|end| end >= day));
        let purposes: Vec<&Purpose> =
            open.filter_map(|ground| self.controller.purpose(ground.purpose, day)).collect();
        with_purpose(&new.category, &purposes)
    }

    /// Writes a text as the user has answered what its hints ask, and the part that was cut out.
    fn settle(
        &mut self,
        writer: &mut Writer<'_>,
        facts: &Facts,
        settled: &SettledText,
    ) -> Result<(), AppError> {
        let contact = facts.contact.id;
        let origin = self.origin(writer)?;
        let text = hints::marked(&settled.text, &self.entry.how);
        let whole = if let Some((old, by)) = settled.replaces {
            let old = held(&facts.data, old)?;
            let mark = (text.special, text.hint);
            correct(writer, facts, old, (&text.value, mark, by), self.when)?
        } else {
            writer.add_datum(contact, datum(&text, &origin, 0))?
        };
        if let Some(part) = &settled.part {
            let part = datum(&hints::marked(part, &self.entry.how), &origin, 0);
            writer.add_datum(contact, Datum { part_of: Some(whole), ..part })?;
        }
        Ok(())
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
    When { on, now, today }: When,
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
    if cut.rest.is_empty() {
        part.part_of = Some(old.id);
    } else {
        // The user cut out what was special: what is left is asked about anew.
        let unmarked = Datum { special: None, hint: HintMark::None, ..old.clone() };
        let (special, hint) = hints::mark_again(&unmarked, &cut.rest);
        let rest = Datum { special, hint, corrects: Some(old.id), ..of(&cut.rest) };
        part.part_of = Some(writer.add_datum(contact, rest)?);
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
