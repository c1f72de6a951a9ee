//! `candor hint`: what texts seem to speak of, and the user's answers.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::{
    CliError,
    args::{self, DryRun},
    desk::Desk,
    find, told,
};
use crate::{
    app::{
        AppError, Mode, Secretive,
        hints::{self, Part, Parted, Text},
    },
    domain::{Facts, InteractionId, Special},
};

/// The verbs of `candor hint`.
#[derive(Subcommand, Debug)]
pub enum Hint {
    /// List the texts that wait for an answer, of everybody or of one contact
    List(List),
    /// Say what a text seems to speak of, and keep nothing of it
    Try(Try),
    /// Say that a hint errs: the text speaks of nothing special
    Clear(Clear),
    /// Say that a text is special indeed
    Mark(Mark),
    /// Cut the part that is special out of a text
    Split(Split),
}

/// Options of `candor hint list`.
#[derive(Args, Debug)]
pub struct List {
    /// Of whom; everybody if you do not say
    who: Option<String>,
}

/// Options of `candor hint try`.
#[derive(Args, Debug)]
pub struct Try {
    /// The text of a note
    text: String,
}

/// Whose text.
#[derive(Args, Debug)]
struct About {
    /// Whose
    who: String,
    /// Which text: note, #3, talk/7 or the value itself
    field: String,
}

/// Options of `candor hint clear`.
#[derive(Args, Debug)]
pub struct Clear {
    #[command(flatten)]
    about: About,
    #[command(flatten)]
    dry_run: DryRun,
}

/// Options of `candor hint mark`.
#[derive(Args, Debug)]
pub struct Mark {
    #[command(flatten)]
    about: About,
    /// What it speaks of: health, belief, politics, union, sexuality, origin, biometric
    #[arg(value_parser = args::special)]
    what: Special,
    #[command(flatten)]
    dry_run: DryRun,
}

/// Options of `candor hint split`.
#[derive(Args, Debug)]
pub struct Split {
    #[command(flatten)]
    about: About,
    /// The words to cut out; the part of the sentence around the hint if you do not say
    #[arg(long, value_name = "TEXT")]
    words: Option<String>,
    /// Erase for ever what is cut out, and the text as it was
    #[arg(long)]
    erase: bool,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Hint {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        match self {
            Self::List(list) => list.run(desk),
            Self::Try(one) => one.run(desk),
            Self::Clear(clear) => answer(desk, &clear.about, None, clear.dry_run.mode()),
            Self::Mark(mark) => answer(desk, &mark.about, Some(mark.what), mark.dry_run.mode()),
            Self::Split(split) => split.run(desk),
        }
    }
}

impl List {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let found = match &self.who {
            Some(who) => {
                let contact = find::who(&session, who)?;
                vec![(contact, hints::open(&session.facts(contact)?))]
            }
            None => hints::waiting(&session)?,
        };
        let mut rows = Vec::new();
        let mut lines = Vec::new();
        for (contact, hints) in &found {
            let name = find::name(&session.facts(*contact)?);
            for hint in hints {
                let mut line = told::hint(hint);
                if let Json::Object(fields) = &mut line {
                    fields.insert("contact".to_owned(), contact.0.into());
                    fields.insert("name".to_owned(), name.clone().into());
                }
                lines.push(line);
                rows.push(vec![
                    contact.to_string(),
                    name.clone(),
                    told::text_of(hint.text),
                    hint.kind.word().to_owned(),
                    told::mark(hint.mark).to_owned(),
                    hint.words.clone(),
                ]);
            }
        }
        if desk.printer.is_json() {
            return desk.printer.json(&Json::Array(lines));
        }
        desk.printer.table(&["number", "name", "text", "about", "state", "words"], &rows)?;
        if !rows.is_empty() {
            desk.printer.talk(WHAT_NOW);
        }
        Ok(())
    }
}

/// What can be done about a hint.
const WHAT_NOW: &str = "`candor hint clear` if it errs, `candor hint split` to cut the part out, \
    `candor contact edit --correct` to write it otherwise, or \
    `candor consent give WHO PURPOSE --explicit --category health` if they agreed expressly";

impl Try {
    /// Reads a text without a vault.
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let found = hints::read(&crate::domain::Category::Note, &self.text);
        let words = |hint: &crate::domain::hint::Hint| {
            self.text.get(hint.span.clone()).unwrap_or_default().to_owned()
        };
        if desk.printer.is_json() {
            let found: Vec<Json> = found
                .iter()
                .map(|hint| {
                    json!({
                        "about": hint.kind.word(),
                        "words": words(hint),
                        "language": hint.language,
                        "start": hint.span.start,
                        "end": hint.span.end,
                    })
                })
                .collect();
            return desk.printer.json(&Json::Array(found));
        }
        let rows: Vec<Vec<String>> = found
            .iter()
            .map(|hint| vec![hint.kind.word().to_owned(), hint.language.clone(), words(hint)])
            .collect();
        if rows.is_empty() {
            desk.printer.talk("no word of it is on the lists; that does not make it harmless");
        }
        desk.printer.table(&["about", "language", "words"], &rows)
    }
}

impl Split {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let mode = self.dry_run.mode();
        let contact = find::who(&session, &self.about.who)?;
        let facts = session.facts(contact)?;
        let datum = find::datum(&facts, &self.about.field)?;
        let part = if self.erase { Part::Erase } else { Part::Keep };
        let done = hints::split(&session, contact, datum.id, self.words.as_deref(), part, mode)?;
        let Parted { part, rest, part_id, rest_id } = &done.value;
        if desk.printer.is_json() {
            return desk.printer.json(&json!({
                "part": part,
                "part_id": part_id.map(|id| id.0),
                "rest": rest,
                "rest_id": rest_id.map(|id| id.0),
                "erased": self.erase && mode == Mode::Commit,
                "hints": done.forecast.hints.iter().map(told::hint).collect::<Vec<_>>(),
            }));
        }
        let number = |id: Option<crate::domain::DatumId>| id.map(|id| format!("#{id}"));
        let gone = if self.erase { "erased" } else { "cut out" };
        let mut rows =
            vec![vec![gone.to_owned(), number(*part_id).unwrap_or_default(), part.clone()]];
        if !rest.is_empty() {
            rows.push(vec!["left".to_owned(), number(*rest_id).unwrap_or_default(), rest.clone()]);
        }
        desk.printer.table(&["what", "number", "text"], &rows)?;
        if mode == Mode::Preview {
            desk.printer.talk("nothing was written");
        }
        Ok(())
    }
}

/// Records the user's word about a text.
fn answer(
    desk: &Desk<'_>,
    about: &About,
    special: Option<Special>,
    mode: Mode,
) -> Result<(), CliError> {
    let session = desk.session()?;
    let contact = find::who(&session, &about.who)?;
    let text = text(&session.facts(contact)?, &about.field)?;
    let done = hints::answer(&session, contact, text, special, mode)?;
    let what = special.map_or_else(
        || "answer that the hint errs".to_owned(),
        |special| format!("mark ({})", special.word()),
    );
    told::done(desk, &what, &done, &|()| None, mode)
}

/// The text that answers to `note`, `#3`, `talk/7`.
fn text(facts: &Facts, field: &str) -> Result<Text, CliError> {
    let talk = field.strip_prefix("talk/").and_then(|number| number.parse().ok());
    match talk.map(InteractionId) {
        Some(id) if facts.interactions.iter().any(|talk| talk.id == id) => Ok(Text::Talk(id)),
        Some(_) => Err(AppError::NotFound(Secretive(field.to_owned())).into()),
        None => Ok(Text::Datum(find::datum(facts, field)?.id)),
    }
}
