//! `candor notice`: what people are told, and that they were told it.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::{
    CliError,
    args::{DryRun, On},
    desk::Desk,
    find,
    text::count,
    told,
};
use crate::{
    app::{
        Mode,
        notices::{self, Giving, NewNotice},
        stale,
    },
    domain::NoticeHow,
};

/// The verbs of `candor notice`.
#[derive(Subcommand, Debug)]
pub enum Notice {
    /// Put a version of your notice on record
    Add(Add),
    /// Somebody was told
    Give(Give),
    /// List the versions
    List,
    /// List the purposes about which people must be told again, and how many
    Stale,
    /// Everybody who had to be told again about a purpose was told
    Refresh(Refresh),
}

impl Notice {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        match self {
            Self::Add(add) => add.run(desk),
            Self::Give(give) => give.run(desk),
            Self::List => list(desk),
            Self::Stale => stale(desk),
            Self::Refresh(refresh) => refresh.run(desk),
        }
    }
}

/// Options of `candor notice add`.
#[derive(Args, Debug)]
pub struct Add {
    /// Its version: v3
    version: String,
    /// Its language: en
    #[arg(long, default_value = "", hide_default_value = true)]
    language: String,
    /// A purpose that it tells of; may be given again; none: all
    #[arg(long, value_name = "PURPOSE")]
    purpose: Vec<String>,
    /// A source that it names; may be given again; none: all
    #[arg(long, value_name = "SOURCE")]
    source: Vec<String>,
    /// It stands by itself: a link in the signature, a text on the form
    #[arg(long)]
    standing: bool,
    #[command(flatten)]
    on: On,
}

impl Add {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let new = NewNotice {
            version: self.version.clone(),
            language: self.language,
            purposes: self.purpose,
            sources: self.source,
            from: self.on.day(&session),
            standing: self.standing,
        };
        let id = notices::add(&session, &new)?;
        if desk.printer.is_json() {
            return desk.printer.json(&json!({ "id": id.0, "version": self.version }));
        }
        let what = format!("notice {}", self.version);
        desk.printer.recorded(&what, id.0.into())
    }
}

/// Options of `candor notice give`.
#[derive(Args, Debug)]
pub struct Give {
    /// To whom
    who: String,
    /// The version, if it is on record: v3
    #[arg(long, value_name = "VERSION")]
    notice: Option<String>,
    /// A purpose that it told of; may be given again; none: those of the notice
    #[arg(long, value_name = "PURPOSE")]
    purpose: Vec<String>,
    /// A source that it named; may be given again; none: those of the notice
    #[arg(long, value_name = "SOURCE")]
    source: Vec<String>,
    /// By which means
    #[arg(long = "by", value_name = "MEANS", default_value = "mail")]
    means: String,
    /// It could be left out (Art. 14(5)); say why
    #[arg(long, value_name = "REASON", conflicts_with = "means")]
    exempt: Option<String>,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Give {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let mode = self.dry_run.mode();
        let contact = find::who(&session, &self.who)?;
        let giving = Giving {
            version: self.notice,
            purposes: self.purpose,
            sources: self.source,
            how: self.exempt.map_or(NoticeHow::Given(self.means), NoticeHow::Exempt),
            on: self.on.day(&session),
        };
        let done = notices::give(&session, contact, &giving, mode)?;
        told::done(desk, "notice given", &done, &|id| Some(id.0.into()), mode)
    }
}

/// Options of `candor notice refresh`.
#[derive(Args, Debug)]
pub struct Refresh {
    /// The purpose: newsletter
    purpose: String,
    /// The version that they were given: v4; one that tells of the purpose as it is now
    #[arg(long, value_name = "VERSION")]
    notice: Option<String>,
    /// By which means
    #[arg(long = "by", value_name = "MEANS", default_value = "mail")]
    means: String,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Refresh {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let mode = self.dry_run.mode();
        let version = self.notice.as_deref();
        let notice = version.map(|version| notices::by_version(&session, version)).transpose()?;
        let how = NoticeHow::Given(self.means);
        let on = self.on.day(&session);
        let told = stale::refresh(&session, &self.purpose, notice, &how, on, mode)?;
        if desk.printer.is_json() {
            let contacts: Vec<u64> = told.iter().map(|id| id.0).collect();
            return desk.printer.json(&json!({
                "purpose": self.purpose,
                "done": mode == Mode::Commit,
                "contacts": contacts,
            }));
        }
        let people = count(told.len(), "contact");
        desk.printer.line_of(&format!("told again about {}: {people}", self.purpose))
    }
}

fn stale(desk: &Desk<'_>) -> Result<(), CliError> {
    let session = desk.session()?;
    let stale = stale::list(&session)?;
    if desk.printer.is_json() {
        let lines = stale.iter().map(|one| {
            json!({
                "purpose": one.key,
                "since": one.since.to_string(),
                "contacts": one.contacts.iter().map(|id| id.0).collect::<Vec<_>>(),
            })
        });
        return desk.printer.json(&Json::Array(lines.collect()));
    }
    let rows = stale.iter().map(|one| {
        vec![one.key.clone(), count(one.contacts.len(), "contact"), one.since.to_string()]
    });
    desk.printer.table(&["purpose", "to be told again", "since"], &rows.collect::<Vec<_>>())
}

fn list(desk: &Desk<'_>) -> Result<(), CliError> {
    let session = desk.session()?;
    let controller = session.controller()?;
    let today = session.today();
    let keys = |ids: &[crate::domain::PurposeId]| -> Vec<String> {
        let purposes = ids.iter().filter_map(|id| controller.purpose(*id, today));
        purposes.map(|purpose| purpose.key.clone()).collect()
    };
    let notices = notices::list(&session)?;
    if desk.printer.is_json() {
        let notices: Vec<Json> = notices
            .iter()
            .map(|notice| {
                json!({
                    "id": notice.id.0,
                    "version": notice.version,
                    "language": notice.language,
                    "from": notice.from.to_string(),
                    "standing": notice.standing,
                    "purposes": keys(&notice.purposes),
                    "sources": notice.sources,
                })
            })
            .collect();
        return desk.printer.json(&Json::Array(notices));
    }
    let rows: Vec<Vec<String>> = notices
        .iter()
        .map(|notice| {
            let all =
                |list: Vec<String>| if list.is_empty() { "all".into() } else { list.join(", ") };
            vec![
                notice.version.clone(),
                notice.language.clone(),
                notice.from.to_string(),
                if notice.standing { "standing".to_owned() } else { String::new() },
                all(keys(&notice.purposes)),
                all(notice.sources.clone()),
            ]
        })
        .collect();
    desk.printer.table(&["version", "language", "from", "", "purposes", "sources"], &rows)
}
