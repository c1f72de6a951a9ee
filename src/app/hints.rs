//! Hints at entry: what a text seems to speak of, marked until the user says that it errs; and the
//! user's answers.
//!
//! Only special categories are marked. That a text seems to speak of somebody else is said and
//! leaves no mark. What comes in from a file is not marked: somebody is to look at it.

use std::{ops::Range, sync::OnceLock};

use crate::{
    app::{
        AppError, Done, Mode, Session, change,
        contacts::{self, Collected, Edit, Entry, NewDatum},
        editing::no_such_value,
        erase,
    },
    domain::{
        Category, ContactId, Datum, DatumId, Facts, HintMark, How, Interaction, InteractionId,
        Source, Special,
        hint::{self, Hint, HintKind, Lexicon},
    },
    formats,
    store::{Change, ChangeKind, Erasure},
};

/// A text that may be hinted at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// A value.
    Datum(DatumId),
    /// The text of an interaction.
    Talk(InteractionId),
}

/// A hint as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HintLine {
    /// Where it is.
    pub text: Text,
    /// What the text is: `note`, `tag`, `correspondence`.
    pub label: String,
    /// What it seems to speak of.
    pub kind: HintKind,
    /// The words that it stands on.
    pub words: String,
    /// What became of it.
    pub mark: HintMark,
}

/// The word lists that come with the program.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    // A test reads them; without lists nothing is hinted at, which is never taken for clean.
    LEXICON.get_or_init(|| formats::hints::builtin().unwrap_or_default())
}

/// The hints of a text as it is typed; none for what is not read.
#[must_use]
pub fn read(category: &Category, text: &str) -> Vec<Hint> {
    if hint::is_read(category) { hint::hints(text, lexicon()) } else { Vec::new() }
}

/// The mark that a text gets when it is saved: `answered` says that the user was asked already.
pub(super) fn mark(
    category: &Category,
    text: &str,
    how: &How,
    (special, answered): (Option<Special>, HintMark),
) -> (Option<Special>, HintMark) {
    if special.is_some() {
        return (special, HintMark::None);
    }
    let hints = read(category, text);
    if answered == HintMark::Errs && !hints.is_empty() {
        return (None, answered);
    }
    match (hint::special(&hints), how) {
        (None, _) => (None, HintMark::None),
        (Some(_), How::Import { .. }) => (None, HintMark::Look),
        (found @ Some(_), How::Typed | How::Message | How::Form) => (found, HintMark::ByHint),
    }
}

/// The mark of a text that takes the place of another. The user's own mark stays, and so does the
/// answer that a hint errs while the text gives no other.
pub(super) fn mark_again(old: &Datum, text: &str) -> (Option<Special>, HintMark) {
    if old.special.is_some() && old.hint == HintMark::None {
        return (old.special, old.hint);
    }
    let words = |text: &str| -> Vec<String> {
        let special = read(&old.category, text).into_iter().filter(|one| one.special().is_some());
        special.map(|one| words_of(text, &one).to_lowercase()).collect()
    };
    let known = words(&old.value.to_line());
    let answered = old.hint == HintMark::Errs && words(text).iter().all(|one| known.contains(one));
    let answer = if answered { HintMark::Errs } else { HintMark::None };
    mark(&old.category, text, &How::Typed, (None, answer))
}

fn words_of(text: &str, hint: &Hint) -> String {
    text.get(hint.span.clone()).unwrap_or_default().to_owned()
}

/// The hints of everything that is held about a contact and that nobody has said to err.
#[must_use]
pub fn open(facts: &Facts) -> Vec<HintLine> {
    let held = facts.data.iter().filter(|datum| datum.deleted.is_none());
    let data = held.flat_map(of_datum);
    data.chain(facts.interactions.iter().flat_map(of_talk)).collect()
}

/// The hints of a value.
pub(super) fn of_datum(datum: &Datum) -> Vec<HintLine> {
    let line = datum.value.to_line();
    lines(Text::Datum(datum.id), &datum.category, &line, (datum.special, datum.hint))
}

/// The hints of a talk's text.
pub(super) fn of_talk(talk: &Interaction) -> Vec<HintLine> {
    let mark = (talk.special, talk.hint);
    lines(Text::Talk(talk.id), &Category::Correspondence, &talk.text, mark)
}

fn lines(
    at: Text,
    category: &Category,
    text: &str,
    (special, mark): (Option<Special>, HintMark),
) -> Vec<HintLine> {
    // What the user has marked or answered is no question any more.
    let settled = mark == HintMark::Errs || (special.is_some() && mark == HintMark::None);
    if settled {
        return Vec::new();
    }
    let line = |hint: Hint| HintLine {
        text: at,
        label: category.word().to_owned(),
        kind: hint.kind,
        words: words_of(text, &hint),
        mark,
    };
    read(category, text).into_iter().map(line).collect()
}

/// Everybody with a text that waits for an answer: marked by a hint, or to be looked at.
///
/// # Errors
///
/// Whatever the store reports.
pub fn waiting(session: &Session) -> Result<Vec<(ContactId, Vec<HintLine>)>, AppError> {
    let mut all = Vec::new();
    for id in session.store().read(|reader| reader.contact_ids())? {
        let facts = session.facts(id)?;
        let mut lines = open(&facts);
        lines.retain(|line| line.mark != HintMark::None);
        if !lines.is_empty() {
            all.push((id, lines));
        }
    }
    Ok(all)
}

/// Records what the user says of a text: special of that kind, or (`None`) that the hint errs.
///
/// # Errors
///
/// No such text, and whatever the store reports.
pub fn answer(
    session: &Session,
    contact: ContactId,
    text: Text,
    special: Option<Special>,
    mode: Mode,
) -> Result<Done<()>, AppError> {
    match text {
        Text::Datum(id) => {
            contacts::edit(session, contact, &[Edit::Mark(id, special)], &ours(session), mode)
        }
        Text::Talk(id) => {
            change::run(session, ChangeKind::InteractionEdited, contact, mode, |writer, facts| {
                let talk = facts.interactions.iter().find(|talk| talk.id == id);
                let mut talk = talk.cloned().ok_or_else(|| no_such_talk(id))?;
                talk.special = special;
                talk.hint = answered(special);
                writer.put_interaction(&talk)?;
                Ok(())
            })
        }
    }
}

/// What the user's own word about a text leaves: a mark of theirs, or the answer that it errs.
pub(super) fn answered(special: Option<Special>) -> HintMark {
    if special.is_some() { HintMark::None } else { HintMark::Errs }
}

fn no_such_talk(id: InteractionId) -> AppError {
    let message = format!("there is no interaction number {id} with them");
    AppError::invalid("talk", message, "see `interaction list`")
}

/// An edit that is ours and collects nothing.
fn ours(session: &Session) -> Entry {
    Entry {
        source: Source::Ourselves,
        how: How::Typed,
        on: session.today(),
        purpose: Collected::NotSaid,
        opt_out_offered: false,
    }
}

/// What a split came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parted {
    /// What was cut out.
    pub part: String,
    /// What is left; empty if nothing is.
    pub rest: String,
    /// The value that holds what was cut out, unless it was erased.
    pub part_id: Option<DatumId>,
    /// The value that holds the rest, if something is left.
    pub rest_id: Option<DatumId>,
}

/// What becomes of the part that is cut out of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// It stays as a value of its own.
    Keep,
    /// It is erased for ever, and the longer text with it.
    Erase,
}

/// Cuts a note in two: where its first special hint stands, or at the words given.
///
/// # Errors
///
/// Nothing to cut, a part that has to stay, and whatever the store reports.
pub fn split(
    session: &Session,
    contact: ContactId,
    id: DatumId,
    words: Option<&str>,
    part: Part,
    mode: Mode,
) -> Result<Done<Parted>, AppError> {
    let facts = session.facts(contact)?;
    let datum = facts.data.iter().find(|one| one.id == id && one.deleted.is_none());
    let datum = datum.ok_or_else(|| no_such_value(id))?;
    let text = datum.value.to_line();
    let span = span(&datum.category, &text, words)?;
    let cut = hint::split(&text, span.clone()).ok_or_else(|| nothing_to_cut(words))?;
    if part == Part::Erase {
        let plan =
            erase::plan(session, contact, erase::Target::Datum(id), erase::Occasion::OurChoice)?;
        if let Some(stays) = plan.stays.first() {
            return Err(AppError::Refused {
                message: format!("the text has to stay: {} ({})", stays.why, stays.article),
                hint: "split it without erasing the part".to_owned(),
            });
        }
    }
    let edits = [Edit::Split(id, span)];
    let done = contacts::edit(session, contact, &edits, &ours(session), mode)?;
    let mut parted = Parted { part: cut.part, rest: cut.rest, part_id: None, rest_id: None };
    if mode == Mode::Commit {
        let after = session.facts(contact)?;
        let new = || after.data.iter().filter(|one| facts.data.iter().all(|old| old.id != one.id));
        parted.part_id = new().find(|one| one.part_of.is_some()).map(|one| one.id);
        parted.rest_id = new().find(|one| one.part_of.is_none()).map(|one| one.id);
        if part == Part::Erase {
            let gone: Vec<DatumId> = parted.part_id.take().into_iter().chain([id]).collect();
            erase_values(session, contact, gone)?;
        }
    }
    Ok(Done { value: parted, forecast: done.forecast })
}

fn erase_values(session: &Session, contact: ContactId, data: Vec<DatumId>) -> Result<(), AppError> {
    let change = Change { what: ChangeKind::Erased, at: session.now(), today: session.today() };
    let erasure = Erasure::of_data(contact, data);
    session.store().erase_later(&[erasure], change, |_writer| Ok::<_, AppError>(()))?;
    session.store().finish_erasures()?;
    Ok(())
}

/// Where a text is to be cut.
fn span(category: &Category, text: &str, words: Option<&str>) -> Result<Range<usize>, AppError> {
    if let Some(words) = words {
        let start = text.find(words.trim()).filter(|_| !words.trim().is_empty());
        let start = start.ok_or_else(|| nothing_to_cut(Some(words)))?;
        return Ok(start..start + words.trim().len());
    }
    let hints = read(category, text);
    let first = hints.iter().find(|hint| hint.special().is_some()).or(hints.first());
    Ok(hint::clause(text, first.ok_or_else(|| nothing_to_cut(None))?))
}

fn nothing_to_cut(words: Option<&str>) -> AppError {
    match words {
        Some(_) => AppError::invalid(
            "span",
            "these words do not stand in the text",
            "type them as they stand there",
        ),
        None => AppError::invalid(
            "field",
            "no word of this text is on the lists",
            "say which words to cut out: `--words \"…\"`",
        ),
    }
}

/// A value with the mark that its text gets at entry.
pub(super) fn marked(new: &NewDatum, how: &How) -> NewDatum {
    let line = new.value.to_line();
    let (special, hint) = mark(&new.category, &line, how, (new.special, new.hint));
    NewDatum { special, hint, ..new.clone() }
}
