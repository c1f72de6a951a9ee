//! Bringing in people from a file: asked once for the batch, looked at, then written.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::app::import::{self, ImportAnswers, ImportReport, Progress, Unneeded};
use crate::app::{AppError, Session};
use crate::domain::Source;
use crate::domain::spoken::Lean;
use crate::tui::model::{
    Answers, FieldId, FieldNote, FormKind, FormSpec, Note, NoteKind, Preview, Review, Standing,
};
use crate::tui::msg::Outcome;
use crate::tui::widget::text;

use super::contact::{source, source_name, sources};
use super::form::{choice, day, line, plain, yes_no};
use super::words;
use super::{held, trouble};

/// What a review was made of, until it is accepted.
pub(super) struct Pending {
    bytes: Vec<u8>,
    answers: ImportAnswers,
}

/// The place of "nobody remembers" among the sources: an old address book.
const UNKNOWN_SOURCE: usize = 4;

/// The form of an import.
pub(super) fn spec(session: &Session) -> Result<Result<FormSpec, String>, AppError> {
    let controller = session.controller()?;
    let mut purposes: Vec<String> = controller
        .policy(session.today())
        .map(|policy| {
            let open = policy.purposes.iter().filter(|one| one.active && one.key != "proof");
            open.map(|one| one.key.clone()).collect()
        })
        .unwrap_or_default();
    purposes.sort_by_key(|key| key != "sorting");
    let mut spec = plain(
        FormKind::Import,
        "Import people",
        vec![
            line(FieldId::File, "file", "", "a vCard file, as in ~/people.vcf"),
            choice(
                FieldId::Purpose,
                "what for",
                &purposes,
                "sorting: an old address book; a month to sort it, for viewing only",
            ),
            choice(FieldId::Source, "where from", &sources(UNKNOWN_SOURCE), ""),
            source_name(),
            yes_no(FieldId::KeepInTouch, "keep the rest", "what the purpose does not need"),
            day(),
        ],
    );
    "look at it".clone_into(&mut spec.verb);
    spec.intro.push(Note::new(NoteKind::Says, "Nothing is written before you have looked at it."));
    Ok(Ok(spec))
}

/// Says whether the file is there.
pub(super) fn preview(session: &Session, answers: &Answers, home: Option<&Path>) -> Preview {
    let typed = answers.text(FieldId::File);
    let path = path(typed, home);
    let note = |echo: Option<String>, problem: Option<&str>| FieldNote {
        id: FieldId::File,
        echo,
        problem: problem.map(str::to_owned),
    };
    let mut fields = vec![match std::fs::metadata(&path) {
        _ if typed.is_empty() => note(None, Some("name a file")),
        Ok(found) if found.is_file() => {
            note(Some(format!("{} KB", found.len().div_ceil(1024))), None)
        }
        Ok(_) => note(None, Some("this is a folder: name a file in it")),
        Err(_) => note(None, Some("there is no such file")),
    }];
    let day = words::day(answers.text(FieldId::Day), session.today(), Lean::Past);
    let problem = match day {
        None => Some("not a day: type `today`, `-2d` or `2026-11-23`".to_owned()),
        Some(day) if day > session.today() => Some("this day has not come yet".to_owned()),
        Some(_) => None,
    };
    fields.push(FieldNote { id: FieldId::Day, echo: day.map(words::said_in_full), problem });
    if let Err(problem) = source(answers) {
        let problem = Some(problem.to_owned());
        fields.push(FieldNote { id: FieldId::SourceName, echo: None, problem });
    }
    Preview { fields, ..Preview::default() }
}

/// The path that was typed, with `~` for the home folder.
fn path(typed: &str, home: Option<&Path>) -> PathBuf {
    let typed = typed.trim_matches(['"', '\'']);
    match (typed.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(typed),
    }
}

/// Reads the file and says what would happen; nothing is written.
pub(super) fn review(
    session: &Session,
    answers: &Answers,
    home: Option<&Path>,
    pending: &Mutex<Option<Pending>>,
) -> Outcome {
    let wrong = preview(session, answers, home).fields;
    if wrong.iter().any(|note| note.problem.is_some()) {
        return Outcome::Refused { fields: wrong, sentence: String::new() };
    }
    planned(session, answers, home, pending)
        .unwrap_or_else(|error| Outcome::Failed(trouble(&error)))
}

fn planned(
    session: &Session,
    answers: &Answers,
    home: Option<&Path>,
    pending: &Mutex<Option<Pending>>,
) -> Result<Outcome, AppError> {
    let path = path(answers.text(FieldId::File), home);
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes =
        std::fs::read(&path).map_err(|source| AppError::File { name: name.clone(), source })?;
    let today = session.today();
    let on = words::day(answers.text(FieldId::Day), today, Lean::Past).unwrap_or(today);
    let keep = answers.yes(FieldId::KeepInTouch);
    let answers = ImportAnswers {
        purpose: answers.text(FieldId::Purpose).to_owned(),
        source: source(answers).unwrap_or(Source::Unknown),
        on,
        file: name,
        unneeded: if keep { Unneeded::Keep } else { Unneeded::LeaveOut },
    };
    let report = import::plan(session, &bytes, &answers)?;
    let review = shown(&report, &answers);
    *held(pending) = Some(Pending { bytes, answers });
    Ok(Outcome::Review(review))
}

/// What an import would do or did, in lines.
fn shown(report: &ImportReport, answers: &ImportAnswers) -> Review {
    let summary = format!(
        "{}: {} new, {} with more, {} known, {} refused",
        answers.file,
        text::grouped(report.new),
        text::grouped(report.changed),
        text::grouped(report.same),
        text::grouped(report.refused_count),
    );
    let mut lines: Vec<(Standing, String)> = Vec::new();
    if report.stopped {
        let text = "stopped before its end: importing the file once more goes on from there";
        lines.push((Standing::Due, text.to_owned()));
    }
    let values = text::count(report.values, "value", "values");
    lines.push((Standing::Justified, format!("{values} for {}", answers.purpose)));
    for (category, count) in &report.not_needed {
        let fate = match answers.unneeded {
            Unneeded::LeaveOut => "left out",
            Unneeded::Keep => "kept all the same: unjustified",
        };
        let text = format!(
            "{} × {category}: {} does not need it, {fate}",
            text::grouped(*count),
            answers.purpose
        );
        lines.push((Standing::Due, text));
    }
    for (property, reason, count) in &report.left_out {
        lines.push((
            Standing::Due,
            format!("{} × {property} left out: {reason}", text::grouped(*count)),
        ));
    }
    let refused = report.refused.iter();
    lines.extend(
        refused.map(|(line, reason)| {
            (Standing::Unjustified, format!("line {line} stays out: {reason}"))
        }),
    );
    lines.extend(rest(report.refused_count, report.refused.len(), "stay out"));
    let problems = report.problems.iter();
    lines
        .extend(problems.map(|(line, problem)| (Standing::Due, format!("line {line}: {problem}"))));
    lines.extend(rest(report.problem_count, report.problems.len(), "have problems"));
    lines.extend(report.names.iter().map(|name| (Standing::Unsaid, name.clone())));
    let named = report.names.len();
    lines.extend(rest(report.new, named, "are new").map(|(_, text)| (Standing::Unsaid, text)));
    Review { summary, lines, ..Review::default() }
}

/// Says how many there are beyond those that are shown.
fn rest(all: usize, shown: usize, what: &str) -> Option<(Standing, String)> {
    let more = all.checked_sub(shown).filter(|more| *more > 0)?;
    Some((Standing::Due, format!("and {} more {what}", text::grouped(more))))
}

/// Writes what was looked at.
pub(super) fn accept(
    session: &Session,
    pending: &Mutex<Option<Pending>>,
    progress: &mut dyn FnMut(usize, usize) -> Progress,
) -> Result<Outcome, AppError> {
    let Some(batch) = held(pending).take() else { return Ok(Outcome::Quiet) };
    let report = import::commit(session, &batch.bytes, &batch.answers, progress)?;
    let mut told = vec![text::count(report.new, "new contact", "new contacts")];
    if report.changed > 0 {
        let changed = text::count(report.changed, "contact", "contacts");
        told.push(format!("{changed} with more values"));
    }
    let sentence = if report.new + report.changed == 0 {
        "nothing new: all of it is known or stays out".to_owned()
    } else {
        format!("{}; `u` takes it back", told.join(", "))
    };
    let sentence = if report.stopped { format!("stopped: {sentence}") } else { sentence };
    Ok(Outcome::Report { sentence, report: shown(&report, &batch.answers) })
}
