//! `candor contact`: people and organisations, and what is held about them.

mod add;
mod edit;
mod merge;
mod show;

use clap::Subcommand;

use super::{CliError, args, desk::Desk};
use crate::{
    app::contacts::NewDatum,
    domain::{Category, ContactKind, LegalForm, spoken},
};

/// The verbs of `candor contact`.
#[derive(Subcommand, Debug)]
pub enum Contact {
    /// Add somebody
    Add(add::Add),
    /// List contacts, all or those that a text finds
    List(show::List),
    /// Show what is held about somebody, and whether it may be
    Show(show::Show),
    /// Add, correct, label, mark or delete values
    Edit(edit::Edit),
    /// Make two records of one person one; undo parts them again
    Merge(merge::Merge),
}

impl Contact {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        match self {
            Self::Add(add) => add.run(desk),
            Self::List(list) => list.run(desk),
            Self::Show(show) => show.run(desk),
            Self::Edit(edit) => edit.run(desk),
            Self::Merge(merge) => merge.run(desk),
        }
    }
}

fn value(category: Category, label: &str, text: &str) -> Result<NewDatum, CliError> {
    let value = spoken::value(&category, text)
        .map_err(|error| CliError::usage(format!("{category}: {error}"), ""))?;
    let mut new = NewDatum::new(category, value);
    label.clone_into(&mut new.label);
    Ok(new)
}

fn kind(text: &str) -> Result<ContactKind, String> {
    args::one_of(text, &KINDS)
}

fn kind_word(kind: ContactKind) -> &'static str {
    KINDS.iter().find(|(one, _)| *one == kind).map_or("", |(_, word)| word)
}

const KINDS: [(ContactKind, &str); 5] = [
    (ContactKind::Person, "person"),
    (ContactKind::Organisation(LegalForm::Company), "company"),
    (ContactKind::Organisation(LegalForm::Partnership), "partnership"),
    (ContactKind::Organisation(LegalForm::SoleTrader), "sole-trader"),
    (ContactKind::Organisation(LegalForm::Unknown), "organisation"),
];
