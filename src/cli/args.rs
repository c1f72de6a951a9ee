//! What several commands ask alike: which vault, when, where from; and the words for the answers.

use std::path::PathBuf;

use clap::Args;

use crate::{
    app::{
        Mode, Session,
        contacts::{Collected, Entry, Grounds},
    },
    domain::{
        Category, Channel, Country, Day, HintMark, How, Money, Period, Source, Special,
        spoken::{self, Lean, SpokenDay},
        word,
    },
};

/// Options that every command has.
#[derive(Args, Debug, Clone)]
pub struct Global {
    /// Use the vault in this folder instead of your own
    #[arg(long, global = true, value_name = "FOLDER", help_heading = "Global options")]
    pub vault: Option<PathBuf>,
    /// Get the passphrase from what this command prints first
    #[arg(long, global = true, value_name = "COMMAND", help_heading = "Global options")]
    pub passphrase_command: Option<String>,
    /// Get the passphrase from this open file descriptor
    #[arg(
        long,
        global = true,
        value_name = "NUMBER",
        conflicts_with = "passphrase_command",
        help_heading = "Global options"
    )]
    pub passphrase_fd: Option<u32>,
    /// Print JSON, for programs
    #[arg(long, global = true, help_heading = "Global options")]
    pub json: bool,
}

/// When something happened.
#[derive(Args, Debug, Clone, Copy)]
pub(super) struct On {
    /// The day on which it happened: today, yesterday, -2d, fri, 2026-11-23
    #[arg(long, value_name = "DAY", default_value = "today", allow_hyphen_values = true)]
    on: SpokenDay,
}

impl On {
    pub(super) fn day(self, session: &Session) -> Day {
        self.on.day(session.today(), Lean::Past)
    }
}

/// The day about which is asked.
#[derive(Args, Debug, Clone, Copy)]
pub(super) struct AsOf {
    /// Answer for another day, past or to come: -2m, 2026-11-23
    #[arg(long, value_name = "DAY", default_value = "today", allow_hyphen_values = true)]
    as_of: SpokenDay,
}

impl AsOf {
    pub(super) fn day(self, session: &Session) -> Day {
        self.as_of.day(session.today(), Lean::Past)
    }
}

/// Whether to write.
#[derive(Args, Debug, Clone, Copy)]
pub(super) struct DryRun {
    /// Say what it would change, and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl DryRun {
    pub(super) fn mode(self) -> Mode {
        if self.dry_run { Mode::Preview } else { Mode::Commit }
    }
}

/// What the user says beforehand of hints in a text.
#[derive(Args, Debug, Clone, Copy)]
pub(super) struct Hinting {
    /// What a hint says of the text errs: it speaks of nothing special
    #[arg(long)]
    hints_err: bool,
}

impl Hinting {
    pub(super) fn answer(self) -> HintMark {
        if self.hints_err { HintMark::Errs } else { HintMark::None }
    }
}

/// Whether events open grounds.
#[derive(Args, Debug, Clone, Copy)]
pub(super) struct NoGrounds {
    /// Record the bare event: open and close nothing
    #[arg(long)]
    no_grounds: bool,
}

impl NoGrounds {
    pub(super) fn grounds(self) -> Grounds {
        if self.no_grounds { Grounds::None } else { Grounds::ByRule }
    }
}

/// Where values come from and what they are for.
#[derive(Args, Debug, Clone)]
pub(super) struct From {
    /// From whom: person, published, public:NAME, third-party:NAME, ourselves, unknown
    #[arg(long, value_name = "SOURCE", default_value = "person", value_parser = source)]
    source: Source,
    /// How: typed (you asked for it), message (they wrote of their own accord), form
    #[arg(long, value_name = "HOW", default_value = "typed", value_parser = how)]
    how: How,
    /// The purpose they were collected for: enquiry, newsletter, network …
    #[arg(long = "for", value_name = "PURPOSE")]
    purpose: Option<String>,
    /// They were expressly collected for no purpose
    #[arg(long, conflicts_with = "purpose")]
    no_purpose: bool,
    /// An opt-out from marketing was offered at that time
    #[arg(long)]
    opt_out_offered: bool,
    #[command(flatten)]
    on: On,
}

impl From {
    pub(super) fn entry(&self, session: &Session) -> Entry {
        Entry {
            source: self.source.clone(),
            how: self.how.clone(),
            on: self.on.day(session),
            purpose: match (&self.purpose, self.no_purpose) {
                (Some(key), _) => Collected::For(key.clone()),
                (None, true) => Collected::ForNothing,
                (None, false) => Collected::NotSaid,
            },
            opt_out_offered: self.opt_out_offered,
        }
    }
}

/// `CATEGORY=VALUE` or `CATEGORY/LABEL=VALUE`.
#[derive(Debug, Clone)]
pub(super) struct Assignment {
    /// What stands before the `=`, without the label.
    pub(super) field: String,
    /// `work` of `phone/work`; empty for none.
    pub(super) label: String,
    /// What stands after the `=`.
    pub(super) value: String,
}

pub(super) fn assignment(text: &str) -> Result<Assignment, String> {
    let (field, value) = text.split_once('=').ok_or("write it as `phone=+49 30 901820`")?;
    let (field, label) = field.split_once('/').unwrap_or((field, ""));
    let [field, label, value] = [field, label, value].map(|part| part.trim().to_owned());
    if field.is_empty() {
        Err("there is nothing before the `=`".into())
    } else {
        Ok(Assignment { field, label, value })
    }
}

pub(super) fn source(text: &str) -> Result<Source, String> {
    let (word, name) = text.split_once(':').unwrap_or((text, ""));
    let name = name.trim().to_owned();
    match (word.trim().to_lowercase().replace('_', "-").as_str(), name.is_empty()) {
        ("person" | "themself" | "them", true) => Ok(Source::Person),
        ("published" | "published-by-person", _) => Ok(Source::PublishedByPerson),
        ("ourselves" | "us" | "me", true) => Ok(Source::Ourselves),
        ("unknown", true) => Ok(Source::Unknown),
        ("public", false) => Ok(Source::Public(name)),
        ("third-party" | "by" | "via", false) => Ok(Source::ThirdParty(name)),
        ("public" | "third-party", true) => Err(format!("say which one: `{word}:NAME`")),
        (other, _) => {
            let known =
                ["person", "published", "public:NAME", "third-party:NAME", "ourselves", "unknown"];
            Err(match word::nearest(other, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("say one of {}", known.join(", ")),
            })
        }
    }
}

pub(super) fn how(text: &str) -> Result<How, String> {
    const KNOWN: [(How, &str); 3] =
        [(How::Typed, "typed"), (How::Message, "message"), (How::Form, "form")];
    match text.to_lowercase().split_once(':') {
        Some(("import", file)) => Ok(How::Import { file: file.to_owned() }),
        _ => one_of(text, &KNOWN),
    }
}

/// Looks a word up among those that are known, and says which they are if it is not there.
pub(super) fn one_of<T: Clone>(text: &str, known: &[(T, &str)]) -> Result<T, String> {
    let asked = text.trim().to_lowercase().replace(['_', ' '], "-");
    if let Some((found, _)) = known.iter().find(|(_, own)| *own == asked) {
        return Ok(found.clone());
    }
    let words = || known.iter().map(|(_, own)| *own);
    Err(match word::nearest(&asked, words()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("say one of {}", words().collect::<Vec<_>>().join(", ")),
    })
}

pub(super) fn country(text: &str) -> Result<Country, String> {
    Country::new(text).ok_or_else(|| "use the two letters of ISO 3166, such as DE".to_owned())
}

pub(super) fn channel(text: &str) -> Result<Channel, String> {
    one_of(text, &Channel::ALL)
}

pub(super) fn special(text: &str) -> Result<Special, String> {
    one_of(text, &Special::ALL)
}

pub(super) fn period(text: &str) -> Result<Period, String> {
    text.parse().map_err(|error: crate::domain::NotAPeriod| error.to_string())
}

pub(super) fn category(text: &str) -> Result<Category, String> {
    let category = Category::parse(text);
    if category.word().is_empty() { Err("name a category".to_owned()) } else { Ok(category) }
}

/// An amount; without a currency it is that of the user's country.
pub(super) fn money(text: &str, session: &Session) -> Result<Money, super::CliError> {
    let controller = session.controller()?;
    spoken::money(text, spoken::currency_of(controller.country))
        .map_err(|error| super::CliError::usage(format!("`{text}` is {error}"), ""))
}
