//! Adding, editing and deleting contacts.

use crate::app::contacts::{
    self, Collected, CorrectedBy, Edit, Entry, Grounds, NewContact, NewDatum, SettledText,
};
use crate::app::{AppError, Mode, Session, card, erase, hints, quick};
use crate::domain::hint::{Hint, is_read};
use crate::domain::opening::purpose_key;
use crate::domain::spoken;
use crate::domain::{
    Category, ContactId, ContactKind, DatumId, Day, HintMark, How, LegalForm, Source, Value,
};
use crate::tui::model::{
    Answers, FieldId, FieldKind, FieldSpec, FormKind, FormSpec, Note, NoteKind, Subject,
};
use crate::tui::msg::Outcome;

use super::form::{Acted, Trip, choice, day, echo, field, line, past_day, plain};
use super::{hint, label, what};
use crate::tui::widget::text;

/// Purposes that somebody may be entered for, in the order in which they are offered.
const ENTERED_FOR: [&str; 6] =
    ["enquiry", "network", "prospecting", "keep-in-touch", "sorting", "reference"];
const NOTHING_YET: &str = "nothing yet";

/// Where values may come from, as a person says it.
const SOURCES: [&str; 5] =
    ["from them", "they published it", TOLD, PUBLIC_SOURCE, "nobody remembers"];
const TOLD: &str = "somebody told me";
const PUBLIC_SOURCE: &str = "a public source";

const PERSON: &str = "person";
const ORGANISATION: &str = "organisation";

const MENDED: &str = "I mend my typing error";
const THEY_SAID: &str = "they told me";

/// Categories of which one more may be typed in the form of a contact.
const MORE: [Category; 7] = [
    Category::Email,
    Category::Phone,
    Category::Organisation,
    Category::Role,
    Category::PostalAddress,
    Category::Url,
    Category::Note,
];

/// The form of a new contact: one line, and what follows from it.
pub(super) fn spec_new(session: &Session) -> Result<Result<FormSpec, String>, AppError> {
    let kind = FormKind::ContactNew;
    let controller = session.controller()?;
    let policy = controller.policy(session.today());
    let known = |key: &&str| {
        policy.and_then(|policy| policy.by_key(key)).is_some_and(|purpose| purpose.active)
    };
    let mut purposes: Vec<String> =
        ENTERED_FOR.iter().filter(|key| known(key)).map(|key| (*key).to_owned()).collect();
    purposes.push(NOTHING_YET.to_owned());
    let sources: Vec<String> = SOURCES.map(str::to_owned).to_vec();
    let kinds = [PERSON.to_owned(), ORGANISATION.to_owned()];
    let entry = "as you would write it: Anna Bell anna@example.org +44 1632 960001";
    let mut fields = vec![line(FieldId::Entry, "contact", "", entry)];
    fields.extend(hint::fields(hint::Offer::Word));
    fields.extend([
        choice(FieldId::Purpose, "what for", &purposes, "or @network and the like in the line"),
        choice(FieldId::Source, "where from", &sources, ""),
        source_name(),
        choice(FieldId::Kind, "kind", &kinds, ""),
        day(),
    ]);
    Ok(Ok(plain(kind, "Add a contact", fields)))
}

/// Adds a contact.
pub(super) fn add(session: &Session, answers: &Answers, mode: Mode) -> Result<Acted, Trip> {
    let controller = session.controller()?;
    let today = session.today();
    let mut understood = quick::understand(answers.text(FieldId::Entry), &controller, today);
    let mut acted = Acted::default();
    acted.reads.extend(understood.data.iter().map(|one| {
        Note::new(NoteKind::Reads, format!("{} {}", one.category, one.value.to_line()))
    }));
    for one in &mut understood.data {
        let text = one.value.to_line();
        one.hint = hint::settle(answers, &one.category, &text, &mut acted).mark;
    }
    if understood.name.is_empty() {
        let problem = "a name is needed: type one anywhere in the line";
        return Err(Trip::Field(FieldId::Entry, problem.to_owned(), Box::new(acted)));
    }
    if let Some((word, near)) = &understood.unknown_purpose {
        let near = near.as_ref().map(|near| format!(": did you mean @{near}")).unwrap_or_default();
        let problem = format!("there is no purpose `{word}`{near}");
        return Err(Trip::Field(FieldId::Entry, problem, Box::new(acted)));
    }
    let on = past_day(answers, today, &mut acted)?;
    let chosen = answers.text(FieldId::Purpose);
    let purpose = match (&understood.purpose, chosen) {
        (Some(typed), _) => {
            acted.notes.push(echo(FieldId::Purpose, format!("{typed}, as the line says")));
            Collected::For(typed.clone())
        }
        (None, "" | NOTHING_YET) => Collected::NotSaid,
        (None, chosen) => Collected::For(chosen.to_owned()),
    };
    let source = match source(answers) {
        Ok(source) => source,
        Err(problem) => {
            return Err(Trip::Field(FieldId::SourceName, problem.to_owned(), Box::new(acted)));
        }
    };
    let kind = if answers.text(FieldId::Kind) == ORGANISATION {
        ContactKind::Organisation(LegalForm::Unknown)
    } else {
        ContactKind::Person
    };
    let new = NewContact {
        kind,
        country: None,
        organisation: None,
        data: understood.data,
        entry: entry(source, on, purpose),
        grounds: Grounds::ByRule,
    };
    let done = contacts::add(session, &new, mode)?;
    acted.forecast = done.forecast;
    acted.sentence = format!("added {}; `u` undoes it", understood.name);
    acted.select = Some(done.value);
    Ok(acted)
}

/// The source that was chosen and, where it is another, named; else what is wrong with the name.
pub(super) fn source(answers: &Answers) -> Result<Source, &'static str> {
    let chosen = answers.text(FieldId::Source);
    let name = answers.text(FieldId::SourceName);
    Ok(match SOURCES.iter().position(|one| *one == chosen) {
        Some(1) => Source::PublishedByPerson,
        Some(2 | 3) if name.is_empty() => {
            return Err("name it: they may ask from where you have their data");
        }
        Some(2) => Source::ThirdParty(name.to_owned()),
        Some(3) => Source::Public(name.to_owned()),
        Some(4) => Source::Unknown,
        _ => Source::Person,
    })
}

/// The field that names another source, asked only where there is one.
pub(super) fn source_name() -> FieldSpec {
    let hint = "who told you, or where it stands: Bert Bell, the register of companies";
    let others = vec![TOLD.to_owned(), PUBLIC_SOURCE.to_owned()];
    FieldSpec {
        only_if: Some((FieldId::Source, others)),
        ..line(FieldId::SourceName, "by name", "", hint)
    }
}

/// The choices of [`source`], another first.
pub(super) fn sources(first: usize) -> Vec<String> {
    let mut sources = SOURCES.map(str::to_owned).to_vec();
    sources.rotate_left(first.min(SOURCES.len()));
    sources
}

fn entry(source: Source, on: Day, purpose: Collected) -> Entry {
    // Whoever enquires came to us: nobody had asked them, and the first answer tells them.
    let enquiry = purpose == Collected::For(purpose_key::ENQUIRY.to_owned());
    let how = if enquiry && source == Source::Person { How::Message } else { How::Typed };
    Entry { source, how, on, purpose, opt_out_offered: false }
}

/// The form of all values of a contact.
pub(super) fn spec_edit(
    session: &Session,
    id: ContactId,
) -> Result<Result<FormSpec, String>, AppError> {
    let card = card::card(session, id, session.today())?;
    let mut fields = fields(&card, None);
    for (at, category) in (0..).zip(MORE) {
        let has = card.data.iter().any(|one| one.deleted.is_none() && one.category == category);
        let label = if has { format!("one more {category}") } else { category.to_string() };
        fields.push(field(
            FieldId::NewDatum(at),
            &label,
            kind(&category),
            "",
            label::hint(&category),
        ));
    }
    fields.extend(hint::fields(hint::Offer::Note));
    fields.push(corrected_by());
    Ok(Ok(plain(FormKind::ContactEdit(id), format!("Edit {}", card.name), fields)))
}

/// The form of one value.
pub(super) fn spec_datum(
    session: &Session,
    id: ContactId,
    datum: DatumId,
) -> Result<Result<FormSpec, String>, AppError> {
    let card = card::card(session, id, session.today())?;
    let mut fields = fields(&card, Some(datum));
    if fields.is_empty() {
        return Ok(Err("this value is deleted: `u` brings it back".to_owned()));
    }
    fields.extend(hint::fields(hint::Offer::Note));
    fields.push(corrected_by());
    Ok(Ok(plain(FormKind::DatumEdit(id, datum), format!("Edit {}", card.name), fields)))
}

fn fields(card: &card::Card, only: Option<DatumId>) -> Vec<FieldSpec> {
    card.data
        .iter()
        .filter(|one| one.deleted.is_none() && only.is_none_or(|only| only == one.id))
        .map(|one| {
            let label = format!("{} {}", one.category, one.label);
            let hint = label::hint_of_held(&one.category);
            let kind = kind(&one.category);
            field(FieldId::Datum(one.id), label.trim(), kind, &one.text, hint)
        })
        .collect()
}

/// Notes and texts of the user's own kinds may have several lines; all else is one.
fn kind(category: &Category) -> FieldKind {
    let text = *category != Category::Tag && is_read(category);
    if text { FieldKind::Text } else { FieldKind::Line }
}

fn corrected_by() -> FieldSpec {
    let options = [MENDED.to_owned(), THEY_SAID.to_owned()];
    choice(FieldId::Source, "why", &options, "whose word the new values are")
}

/// Changes what is held about a contact.
pub(super) fn edit(
    session: &Session,
    id: ContactId,
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    let today = session.today();
    let card = card::card(session, id, today)?;
    let by_person = answers.text(FieldId::Source) == THEY_SAID;
    let by = if by_person { CorrectedBy::Person } else { CorrectedBy::Ourselves };
    let mut acted = Acted { select: Some(id), ..Acted::default() };
    let (edits, agreed) = edits(answers, &card, &waiting(session, id)?, by, &mut acted)?;
    for (category, one) in &agreed {
        let asked = std::slice::from_ref(one);
        hint::agree(session, id, category, asked, answers, (today, Mode::Preview))
            .map_err(|trip| trip.with(&mut acted))?;
    }
    if edits.is_empty() {
        "nothing was changed".clone_into(&mut acted.sentence);
        return Ok(acted);
    }
    let entry = entry(Source::Person, today, Collected::NotSaid);
    let done = contacts::edit(session, id, &edits, &entry, mode)?;
    if mode == Mode::Commit {
        for (category, one) in &agreed {
            let asked = std::slice::from_ref(one);
            hint::agree(session, id, category, asked, answers, (today, mode))?;
        }
    }
    acted.forecast = done.forecast;
    acted.sentence = format!("saved {}; `u` undoes it", card.name);
    Ok(acted)
}

/// The hints that the person agreed to expressly, each with the category of its text.
type Agreed = Vec<(Category, Hint)>;

/// The edits that the answers come to, and the hints that the person agreed to.
fn edits(
    answers: &Answers,
    card: &card::Card,
    waiting: &[DatumId],
    by: CorrectedBy,
    acted: &mut Acted,
) -> Result<(Vec<Edit>, Agreed), Trip> {
    let mut edits = Vec::new();
    let mut agreed: Agreed = Vec::new();
    for (field, text) in &answers.0 {
        let text = text.trim();
        #[expect(clippy::wildcard_enum_match_arm, reason = "no other field holds a value")]
        match field {
            FieldId::Datum(datum) => {
                let Some(held) = card.data.iter().find(|one| one.id == *datum) else { continue };
                if held.text.trim() == text {
                    if waiting.contains(datum) {
                        let settled = hint::settle(answers, &held.category, text, acted);
                        agreed.extend(settled.agreed_on(&held.category));
                        edits.extend(answered(&settled, held, by));
                    }
                    continue;
                }
                if text.is_empty() && held.category == Category::Name {
                    let problem = "a contact needs a name: `D` erases the whole contact";
                    return Err(Trip::field(*field, problem));
                }
                if text.is_empty() {
                    edits.push(Edit::Delete(*datum));
                } else if is_read(&held.category) {
                    let settled = hint::settle(answers, &held.category, text, acted);
                    agreed.extend(settled.agreed_on(&held.category));
                    let replaces = Some((*datum, by));
                    edits.extend(settled_edit(&settled, &held.category, &held.label, replaces));
                } else {
                    let (label, text) = label::parted(&held.category, text);
                    edits.extend(label.map(|label| Edit::Label(*datum, label.to_owned())));
                    if text != held.text.trim() {
                        let value = value(*field, &held.category, text)?;
                        edits.push(Edit::Correct(*datum, value, by));
                    }
                }
            }
            FieldId::NewDatum(at) if !text.is_empty() => {
                let Some(category) = MORE.get(usize::from(*at)) else { continue };
                if is_read(category) {
                    let settled = hint::settle(answers, category, text, acted);
                    agreed.extend(settled.agreed_on(category));
                    edits.extend(settled_edit(&settled, category, "", None));
                } else {
                    let (label, text) = label::parted(category, text);
                    let label = label.unwrap_or_default().to_owned();
                    let value = value(*field, category, text)?;
                    edits.push(Edit::Add(NewDatum {
                        label,
                        ..NewDatum::new(category.clone(), value)
                    }));
                }
            }
            _ => {}
        }
    }
    Ok((edits, agreed))
}

/// The values that are marked by a hint or to be looked at.
fn waiting(session: &Session, id: ContactId) -> Result<Vec<DatumId>, AppError> {
    let lines = hints::open(&session.facts(id)?).into_iter();
    let asked = lines.filter(|line| line.mark != HintMark::None);
    Ok(asked
        .filter_map(|line| match line.text {
            hints::Text::Datum(id) => Some(id),
            hints::Text::Talk(_) => None,
        })
        .collect())
}

/// The edit of a text that is held already, once the user has answered; none as long as they have not.
fn answered(settled: &hint::Settled, held: &card::DatumLine, by: CorrectedBy) -> Option<Edit> {
    if settled.mark == HintMark::Errs {
        return Some(Edit::Mark(held.id, None));
    }
    if settled.text == held.text {
        return None;
    }
    settled_edit(settled, &held.category, &held.label, Some((held.id, by)))
}

/// The edit of a text with the user's answer about its hints; a text of which nothing is left goes.
fn settled_edit(
    settled: &hint::Settled,
    category: &Category,
    label: &str,
    replaces: Option<(DatumId, CorrectedBy)>,
) -> Option<Edit> {
    let of = |text: String| NewDatum {
        label: label.to_owned(),
        hint: settled.mark,
        ..NewDatum::new(category.clone(), Value::Text(text))
    };
    if settled.text.is_empty() {
        return replaces.map(|(old, _)| Edit::Delete(old));
    }
    let part = settled.part.clone().map(of);
    let text = of(settled.text.clone());
    Some(Edit::Settled(Box::new(SettledText { replaces, text, part })))
}

/// Reads a value in the shape of its category.
fn value(field: FieldId, category: &Category, text: &str) -> Result<Value, Trip> {
    spoken::value(category, text).map_err(|problem| Trip::field(field, problem.to_string()))
}

/// Deletes one value, or all values of a contact in one change; it can be undone.
pub(super) fn delete(session: &Session, subject: Subject) -> Result<Outcome, AppError> {
    let refused = |sentence| Ok(Outcome::Refused { fields: Vec::new(), sentence });
    let (id, edits, sentence) = match subject {
        Subject::Datum(id, datum) => {
            (id, vec![Edit::Delete(datum)], "deleted; `u` brings it back".to_owned())
        }
        Subject::Contact(id) => match whole(session, id)? {
            Ok((edits, sentence)) => (id, edits, sentence),
            Err(reason) => return refused(reason),
        },
        Subject::Interaction(..)
        | Subject::Consent(..)
        | Subject::Ground(..)
        | Subject::Engagement(..)
        | Subject::Event(..)
        | Subject::Record(..) => {
            return refused(format!(
                "`d` deletes values of a card, or a whole contact in the list; it leaves a {}",
                what(subject)
            ));
        }
    };
    let entry = entry(Source::Ourselves, session.today(), Collected::NotSaid);
    contacts::edit(session, id, &edits, &entry, Mode::Commit)?;
    Ok(Outcome::Saved { sentence, select: Some(id) })
}

/// What deletes all values of a contact, or why that must not be.
fn whole(
    session: &Session,
    id: ContactId,
) -> Result<Result<(Vec<Edit>, String), String>, AppError> {
    let name = card::card(session, id, session.today())?.name;
    let plan = erase::plan(session, id, erase::Target::Contact, erase::Occasion::OurChoice)?;
    if let Some(first) = plan.stays.first() {
        let stay = text::count(plan.stays.len(), "value has to stay", "values have to stay");
        return Ok(Err(format!(
            "not deleted: {stay}, because {} ({}); `D` shows which, `d` in the card takes one",
            first.why, first.article
        )));
    }
    let facts = session.facts(id)?;
    let live = facts.data.iter().filter(|one| one.deleted.is_none());
    let edits: Vec<Edit> = live.map(|one| Edit::Delete(one.id)).collect();
    if edits.is_empty() {
        return Ok(Err(format!("all values of {name} are deleted already; `D` erases for ever")));
    }
    let values = text::count(edits.len(), "value", "values");
    Ok(Ok((edits, format!("deleted {values} of {name}; `u` brings all back, `D` erases for ever"))))
}
