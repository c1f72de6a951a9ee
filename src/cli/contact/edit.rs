//! `candor contact edit`.

use clap::Args;

use super::value;
use crate::{
    app::contacts::{self, CorrectedBy, Edit as Change},
    cli::{
        CliError,
        args::{self, Assignment, DryRun, From, Hinting},
        desk::Desk,
        find, told,
    },
    domain::{Category, DatumKind, Special},
};

/// Options of `candor contact edit`.
#[derive(Args, Debug)]
pub struct Edit {
    /// Who: number, uid, address, telephone number or name
    who: String,
    /// Add a value: phone/work=+49 30 901820
    #[arg(long, value_name = "CATEGORY=VALUE", value_parser = args::assignment)]
    add: Vec<Assignment>,
    /// Put a value right: email=anna@example.org, "#3=…"
    #[arg(long, value_name = "FIELD=VALUE", value_parser = args::assignment)]
    correct: Vec<Assignment>,
    /// The person put it right themself (Art. 16); otherwise a typing error was mended
    #[arg(long, requires = "correct")]
    by_person: bool,
    /// Give a value another label: email=work
    #[arg(long, value_name = "FIELD=LABEL", value_parser = args::assignment)]
    label: Vec<Assignment>,
    /// Mark a value as special: note=health; note=none takes the mark off
    #[arg(long, value_name = "FIELD=WHAT", value_parser = args::assignment)]
    special: Vec<Assignment>,
    /// Say how you came to know a value: note=inferred; provided, observed, derived or inferred
    #[arg(long, value_name = "FIELD=KIND", value_parser = args::assignment)]
    kind: Vec<Assignment>,
    /// Say of which other contact a text speaks: note=Dave
    #[arg(long, value_name = "FIELD=WHO", value_parser = args::assignment)]
    mentions: Vec<Assignment>,
    /// Delete a value; undo brings it back
    #[arg(long, value_name = "FIELD")]
    delete: Vec<String>,
    #[command(flatten)]
    from: From,
    #[command(flatten)]
    hinting: Hinting,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Edit {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let mode = self.dry_run.mode();
        let contact = find::who(&session, &self.who)?;
        let facts = session.facts(contact)?;
        let mut edits = Vec::new();
        for add in &self.add {
            let mut new = value(Category::parse(&add.field), &add.label, &add.value)?;
            new.hint = self.hinting.answer();
            edits.push(Change::Add(new));
        }
        let by = if self.by_person { CorrectedBy::Person } else { CorrectedBy::Ourselves };
        for correct in &self.correct {
            let old = find::datum(&facts, &field(correct))?;
            let new = value(old.category.clone(), &old.label, &correct.value)?;
            edits.push(Change::Correct(old.id, new.value, by));
        }
        for label in &self.label {
            let old = find::datum(&facts, &field(label))?;
            edits.push(Change::Label(old.id, label.value.clone()));
        }
        for special in &self.special {
            let old = find::datum(&facts, &field(special))?;
            edits.push(Change::Mark(old.id, mark(&special.value)?));
        }
        for kind in &self.kind {
            let old = find::datum(&facts, &field(kind))?;
            edits.push(Change::Kind(old.id, datum_kind(&kind.value)?));
        }
        for mention in &self.mentions {
            let old = find::datum(&facts, &field(mention))?;
            edits.push(Change::Mention(old.id, vec![find::who(&session, &mention.value)?]));
        }
        for delete in &self.delete {
            edits.push(Change::Delete(find::datum(&facts, delete)?.id));
        }
        if edits.is_empty() {
            let hint = "use `--add`, `--correct`, `--label`, `--special`, `--kind`, `--mentions` or `--delete`";
            return Err(CliError::usage("there is nothing to change", hint));
        }
        let done = contacts::edit(&session, contact, &edits, &self.from.entry(&session), mode)?;
        told::done(desk, "change", &done, &|()| None, mode)
    }
}

fn field(assignment: &Assignment) -> String {
    match assignment.label.as_str() {
        "" => assignment.field.clone(),
        label => format!("{}/{label}", assignment.field),
    }
}

fn datum_kind(word: &str) -> Result<DatumKind, CliError> {
    const KINDS: [(DatumKind, &str); 4] = [
        (DatumKind::Provided, "provided"),
        (DatumKind::Observed, "observed"),
        (DatumKind::Derived, "derived"),
        (DatumKind::Inferred, "inferred"),
    ];
    args::one_of(word, &KINDS)
        .map_err(|hint| CliError::usage(format!("`{word}` is no kind of value"), hint))
}

fn mark(word: &str) -> Result<Option<Special>, CliError> {
    if word == "none" {
        return Ok(None);
    }
    args::special(word)
        .map(Some)
        .map_err(|hint| CliError::usage(format!("`{word}` is no special category"), hint))
}
