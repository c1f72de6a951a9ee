//! Importing people from a file that another program wrote.
//!
//! Purpose and source are given once for the batch; the basis follows. What the purpose does not
//! need is left out unless kept on purpose. [`plan`] tells what would happen and writes nothing;
//! [`commit`] does it, in slices of whole contacts, each one transaction. Both read the file card
//! by card, and a second import of the same file changes nothing.

mod mapping;
mod matching;
mod slices;

use std::{
    sync::{Arc, mpsc},
    thread,
};

use mapping::Mapped;
use matching::Batch;
use slices::Slice;

use crate::{
    app::{
        AppError, Mode, Session,
        contacts::{self, Collected, Entry},
        grounds, hints,
    },
    domain::{
        ContactId, Controller, Country, Datum, DatumId, DatumKind, Day, HintMark, How, Moment,
        Origin, Point, Provenance, Purpose, Source, SuppressedBy, channel,
    },
    formats::draft::{ContactDraft, LeftReason},
    store::{Change, ChangeId, ChangeKind, Scope, StoreError, Writer},
};

/// How many lines of each kind a report shows by example.
const EXAMPLES: usize = 200;

/// What is said once about a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportAnswers {
    /// The purpose, by its word.
    pub purpose: String,
    /// From whom the people's data come.
    pub source: Source,
    /// The day on which they were obtained.
    pub on: Day,
    /// The file's name, without its folder.
    pub file: String,
    /// Whether what the purpose does not need is kept all the same.
    pub unneeded: Unneeded,
}

/// What happens to values that the purpose does not need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unneeded {
    /// They stay out.
    LeaveOut,
    /// They come in, and are unjustified unless something else needs them.
    Keep,
}

/// What an import did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportReport {
    /// Cards read.
    pub cards: usize,
    /// Contacts that are new.
    pub new: usize,
    /// Contacts that get further values.
    pub changed: usize,
    /// Contacts that are held just so.
    pub same: usize,
    /// Cards that stay out, with line and reason.
    pub refused: Vec<(u32, String)>,
    /// How many cards stay out.
    pub refused_count: usize,
    /// Values that come in.
    pub values: usize,
    /// Values that the purpose does not need, by category.
    pub not_needed: Vec<(String, usize)>,
    /// What cannot come in, by property and reason.
    pub left_out: Vec<(String, String, usize)>,
    /// Problems in the file, by line.
    pub problems: Vec<(u32, String)>,
    /// How many problems there are.
    pub problem_count: usize,
    /// The first names, for a look before anything is written.
    pub names: Vec<String>,
    /// Whether it was stopped before its end.
    pub stopped: bool,
}

/// Whether to go on; asked between slices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Go on.
    GoOn,
    /// Stop: what is written stays.
    Stop,
}

/// Says what an import would do, and writes nothing.
///
/// # Errors
///
/// An unknown purpose, a day to come, and whatever the store reports.
pub fn plan(
    session: &Session,
    bytes: &[u8],
    answers: &ImportAnswers,
) -> Result<ImportReport, AppError> {
    run(session, bytes, answers, Mode::Preview, &mut |_done, _total| Progress::GoOn)
}

/// Imports a file. `progress` gets bytes read and bytes in all, after each slice.
///
/// # Errors
///
/// An unknown purpose, a day to come, and whatever the store reports; slices that were written
/// before stay, and a second import goes on from there.
pub fn commit(
    session: &Session,
    bytes: &[u8],
    answers: &ImportAnswers,
    progress: &mut dyn FnMut(usize, usize) -> Progress,
) -> Result<ImportReport, AppError> {
    run(session, bytes, answers, Mode::Commit, progress)
}

fn run(
    session: &Session,
    bytes: &[u8],
    answers: &ImportAnswers,
    mode: Mode,
    progress: &mut dyn FnMut(usize, usize) -> Progress,
) -> Result<ImportReport, AppError> {
    session.past(answers.on)?;
    let controller = session.controller()?;
    let purpose = grounds::purpose(&controller, &answers.purpose, answers.on)?;
    let suppressions = session.store().read(|reader| reader.has_suppressions())?;
    let controller = &*controller;
    let (now, today) = (session.now(), session.today());
    let desk = Desk { controller, purpose, answers, now, today, mode, suppressions };
    let mut course = Course { batch: session.store().read(Batch::new)?, ..Course::default() };
    thread::scope(|scope| {
        let (send, slices) = mpsc::sync_channel(1);
        scope.spawn(move || slices::read(bytes, &send));
        for slice in slices {
            let (done, total) = (slice.done, slice.total);
            course.write(session, &desk, slice)?;
            if progress(done, total) == Progress::Stop && done < total {
                course.report.stopped = true;
                break;
            }
        }
        Ok(course.report)
    })
}

/// How far an import has come.
#[derive(Default)]
struct Course {
    batch: Batch,
    report: ImportReport,
    origin: Option<Arc<Origin>>,
    /// The first change of the import: undo takes all of it back at once.
    group: Option<ChangeId>,
}

impl Course {
    /// Writes a slice in one transaction, or tries it and gives it up.
    fn write(&mut self, session: &Session, desk: &Desk<'_>, slice: Slice) -> Result<(), AppError> {
        let Self { batch, report, origin, group } = self;
        report.problem_count += slice.problems.len();
        let room = EXAMPLES.saturating_sub(report.problems.len());
        report.problems.extend(slice.problems.into_iter().take(room));
        if slice.drafts.is_empty() {
            return Ok(());
        }
        report.cards += slice.drafts.len();
        let change = Change { what: ChangeKind::Import, at: desk.now, today: session.today() };
        let written = session.store().change_within(*group, change, |writer| {
            group.get_or_insert(writer.change_id());
            desk.slice(writer, &slice.drafts, batch, origin, report)?;
            match desk.mode {
                Mode::Commit => Ok(()),
                Mode::Preview => Err(Stop::Tried),
            }
        });
        if desk.mode == Mode::Preview {
            (*origin, *group) = (None, None);
        }
        match written {
            Ok(()) | Err(Stop::Tried) => Ok(()),
            Err(Stop::Failed(error)) => Err(error),
        }
    }
}

enum Stop {
    Tried,
    Failed(AppError),
}

impl From<AppError> for Stop {
    fn from(error: AppError) -> Self {
        Self::Failed(error)
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// What stays the same for a whole batch.
struct Desk<'a> {
    controller: &'a Controller,
    purpose: &'a Purpose,
    answers: &'a ImportAnswers,
    now: Moment,
    today: Day,
    mode: Mode,
    /// Whether anybody must not come in at all: without one no card has to be asked.
    suppressions: bool,
}

/// Stands for a contact of a slice that was only tried: its number is given again.
const TRIED: ContactId = ContactId(u64::MAX);

impl Desk<'_> {
    fn slice(
        &self,
        writer: &mut Writer<'_>,
        drafts: &[ContactDraft],
        batch: &mut Batch,
        origin: &mut Option<Arc<Origin>>,
        report: &mut ImportReport,
    ) -> Result<(), AppError> {
        let origin = match origin {
            Some(origin) => Arc::clone(origin),
            None => Arc::clone(origin.insert(writer.new_origin(self.origin()?)?)),
        };
        for draft in drafts {
            self.card(writer, draft, batch, &origin, report)?;
        }
        Ok(())
    }

    fn origin(&self) -> Result<Origin, AppError> {
        let entry = Entry {
            source: self.answers.source.clone(),
            how: How::Import { file: self.answers.file.clone() },
            on: self.answers.on,
            purpose: Collected::For(self.purpose.key.clone()),
            opt_out_offered: false,
        };
        contacts::origin(self.controller, &entry, self.now)
    }

    fn card(
        &self,
        writer: &mut Writer<'_>,
        draft: &ContactDraft,
        batch: &mut Batch,
        origin: &Arc<Origin>,
        report: &mut ImportReport,
    ) -> Result<(), AppError> {
        for left in &draft.left {
            count_left(report, &left.property, left.reason);
        }
        let Some(kind) = mapping::kind(draft) else {
            report.refuse(draft.line, "it is a list of people, not a person");
            return Ok(());
        };
        let mut values = mapping::values(draft);
        let country: Option<Country> = Some(self.controller.country);
        let points = if draft.uid.is_none() || self.suppressions {
            matching::points(&values, country)
        } else {
            Vec::new()
        };
        if let Some(why) = self.suppressed(writer, &points)? {
            report.refuse(draft.line, why);
            return Ok(());
        }
        let known = batch.find(writer, draft, &values, &points)?;
        if self.answers.unneeded == Unneeded::LeaveOut {
            values.retain(|one| {
                let needed = mapping::is_needed(one, self.purpose);
                if !needed {
                    count_unneeded(report, one.category.word());
                }
                needed
            });
        }
        if values.is_empty() {
            report.refuse(draft.line, "it holds nothing that the purpose needs");
            return Ok(());
        }
        report.values += values.len();
        let id = if let Some(id) = known {
            self.known(writer, id, &values, origin, report)?;
            id
        } else {
            let uid = draft.uid.clone().filter(|uid| !uid.is_empty());
            let uid = uid.unwrap_or_else(|| uuid::Uuid::new_v4().to_string());
            let id = writer.new_contact(kind, &uid, None)?;
            for one in &values {
                writer.add_datum(id, datum(one, origin))?;
            }
            let key = &self.purpose.key;
            grounds::open_for_entry(writer, self.controller, id, key, self.answers.on)?;
            report.new += 1;
            if report.names.len() < EXAMPLES {
                report.names.extend(values.first().map(|one| one.value.to_line()));
            }
            id
        };
        let id = if self.mode == Mode::Preview && known.is_none() { TRIED } else { id };
        batch.remember(draft, &values, &points, id);
        Ok(())
    }

    /// Adds to a known contact what it lacks; a value that is held gets one more provenance, unless
    /// it came from this file before.
    fn known(
        &self,
        writer: &mut Writer<'_>,
        id: ContactId,
        values: &[Mapped],
        origin: &Arc<Origin>,
        report: &mut ImportReport,
    ) -> Result<(), AppError> {
        if id == TRIED {
            report.changed += 1;
            return Ok(());
        }
        let held = writer.data(id)?;
        let mut changed = false;
        for one in values {
            let same = held
                .iter()
                .find(|datum| datum.category == one.category && datum.value == one.value);
            match same {
                None => {
                    writer.add_datum(id, datum(one, origin))?;
                    changed = true;
                }
                Some(datum) if datum.deleted.is_some() || came_from(datum, origin) => {}
                Some(datum) => {
                    let mut again = datum.clone();
                    again
                        .provenances
                        .push(Provenance { origin: Arc::clone(origin), line: one.line });
                    writer.put_datum(id, &again)?;
                    changed = true;
                }
            }
        }
        if changed {
            let key = &self.purpose.key;
            grounds::open_for_entry(writer, self.controller, id, key, self.answers.on)?;
            report.changed += 1;
        } else {
            report.same += 1;
        }
        Ok(())
    }

    /// Whether somebody must not come in: erased at their request, or, for marketing, objected.
    fn suppressed(
        &self,
        writer: &Writer<'_>,
        points: &[Point],
    ) -> Result<Option<&'static str>, AppError> {
        for point in points {
            let mark = writer.mark(point);
            if writer.is_suppressed(&mark, point.channel, Scope::Import)?.is_some() {
                return Ok(Some("SUPPRESSED: they asked to be erased and not to come in again"));
            }
            if !self.purpose.marketing {
                continue;
            }
            for closed in writer.marketing_suppressions(&mark, point.channel)? {
                if !self.is_lifted(writer, point, closed)? {
                    return Ok(Some("SUPPRESSED: they want no marketing"));
                }
            }
        }
        Ok(None)
    }

    /// Whether somebody in the vault has agreed to the purpose by that contact point.
    fn is_lifted(
        &self,
        writer: &Writer<'_>,
        point: &Point,
        closed: (SuppressedBy, Day),
    ) -> Result<bool, AppError> {
        for holder in writer.points(point)? {
            let facts = writer.facts(holder)?;
            let country = facts.contact.country.or(Some(self.controller.country));
            let theirs = |datum: &&Datum| datum.point(country).as_ref() == Some(point);
            let (controller, purpose) = (self.controller, self.purpose.id);
            let agreed =
                |datum| channel::is_lifted(&facts, controller, purpose, datum, closed, self.today);
            if facts.data.iter().filter(theirs).any(agreed) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl ImportReport {
    fn refuse(&mut self, line: u32, why: &str) {
        self.refused_count += 1;
        if self.refused.len() < EXAMPLES {
            self.refused.push((line, why.to_owned()));
        }
    }
}

fn came_from(datum: &Datum, origin: &Origin) -> bool {
    datum.provenances.iter().any(|provenance| {
        provenance.origin.how == origin.how
            && provenance.origin.collected_for == origin.collected_for
    })
}

fn datum(one: &Mapped, origin: &Arc<Origin>) -> Datum {
    let unasked = (None, HintMark::None);
    let (special, hint) = hints::mark(&one.category, &one.value.to_line(), &origin.how, unasked);
    Datum {
        id: DatumId(0),
        category: one.category.clone(),
        value: one.value.clone(),
        label: one.label.clone(),
        kind: DatumKind::Provided,
        special,
        hint,
        link: None,
        engagement: None,
        mentions: Vec::new(),
        part_of: None,
        corrects: None,
        provenances: vec![Provenance { origin: Arc::clone(origin), line: one.line }],
        deleted: None,
    }
}

fn count_unneeded(report: &mut ImportReport, word: &str) {
    match report.not_needed.iter_mut().find(|(known, _)| known == word) {
        Some((_, count)) => *count += 1,
        None => report.not_needed.push((word.to_owned(), 1)),
    }
}

fn count_left(report: &mut ImportReport, property: &str, reason: LeftReason) {
    let why = reason.to_string();
    let same = |known: &&mut (String, String, usize)| known.0 == property && known.1 == why;
    match report.left_out.iter_mut().find(same) {
        Some((.., count)) => *count += 1,
        None => report.left_out.push((property.to_owned(), why, 1)),
    }
}
