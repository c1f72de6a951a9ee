//! `candor interaction`: what passed between the user and people.

use clap::{ArgGroup, Args, Subcommand};
use serde_json::{Value as Json, json};

use super::{
    CliError,
    args::{self, DryRun, Hinting, On},
    desk::Desk,
    find, told,
};
use crate::{
    app::interactions::{self, Enquiry, NewTalk},
    domain::{Direction, EngagementId, Means},
};

/// The verbs of `candor interaction`.
#[derive(Subcommand, Debug)]
pub enum Interaction {
    /// Log a mail, a call, a meeting …
    Log(Log),
    /// List what passed, newest first
    List(List),
}

impl Interaction {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        match self {
            Self::Log(log) => log.run(desk),
            Self::List(list) => list.run(desk),
        }
    }
}

/// Options of `candor interaction log`.
#[derive(Args, Debug)]
#[command(group = ArgGroup::new("direction").multiple(false))]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct Log {
    /// Who took part
    who: String,
    /// What it was about: "called about the logo", "I called", "talked about prices"
    text: String,
    /// Somebody else who took part; may be given again
    #[arg(long, value_name = "WHO")]
    with: Vec<String>,
    /// mail, call, meeting, message, letter, click, opened-mail; the text tells if you do not
    #[arg(long, value_parser = means)]
    means: Option<Means>,
    /// They spoke or wrote
    #[arg(long, group = "direction")]
    from_them: bool,
    /// You spoke or wrote
    #[arg(long, group = "direction")]
    to_them: bool,
    /// You talked
    #[arg(long, group = "direction")]
    both: bool,
    /// The engagement it was about
    #[arg(long, value_name = "NUMBER")]
    engagement: Option<u64>,
    /// It carried your notice
    #[arg(long)]
    notice: bool,
    /// It did not carry your notice
    #[arg(long, conflicts_with = "notice")]
    no_notice: bool,
    /// They asked about work
    #[arg(long)]
    enquiry: bool,
    /// They did not ask about work
    #[arg(long, conflicts_with = "enquiry")]
    no_enquiry: bool,
    #[command(flatten)]
    hinting: Hinting,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Log {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let mode = self.dry_run.mode();
        let mut contacts = vec![find::who(&session, &self.who)?];
        contacts.extend(find::all(&session, &self.with)?);
        let (means, direction) = interactions::understand(&self.text);
        let new = NewTalk {
            contacts,
            on: self.on.day(&session),
            means: self.means.unwrap_or(means),
            direction: self.direction().unwrap_or(direction),
            text: self.text.clone(),
            engagement: self.engagement.map(EngagementId),
            carries_notice: either(self.notice, self.no_notice),
            enquiry: match either(self.enquiry, self.no_enquiry) {
                Some(true) => Enquiry::Yes,
                Some(false) => Enquiry::No,
                None => Enquiry::Guess,
            },
            hint: self.hinting.answer(),
        };
        let done = interactions::log(&session, &new, mode)?;
        let word = |direction| match direction {
            Direction::FromThem => "from them",
            Direction::ToThem => "to them",
            Direction::Both => "both",
        };
        let what = format!("{}, {}", new.means.word(), word(new.direction));
        told::done(desk, &what, &done, &|id| Some(id.0), mode)
    }

    fn direction(&self) -> Option<Direction> {
        match (self.from_them, self.to_them, self.both) {
            (true, _, _) => Some(Direction::FromThem),
            (_, true, _) => Some(Direction::ToThem),
            (_, _, true) => Some(Direction::Both),
            (false, false, false) => None,
        }
    }
}

/// What a pair of options says, if either is given.
fn either(yes: bool, no: bool) -> Option<bool> {
    if yes { Some(true) } else { no.then_some(false) }
}

fn means(text: &str) -> Result<Means, String> {
    args::one_of(text, &Means::ALL)
}

/// Options of `candor interaction list`.
#[derive(Args, Debug)]
pub struct List {
    /// With whom
    who: String,
    /// No more than so many
    #[arg(long, value_name = "NUMBER", default_value_t = usize::MAX, hide_default_value = true)]
    limit: usize,
}

impl List {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let contact = find::who(&session, &self.who)?;
        let facts = session.facts(contact)?;
        let talks: Vec<_> = facts.interactions.iter().take(self.limit).collect();
        if desk.printer.is_json() {
            let talks: Vec<Json> = talks
                .iter()
                .map(|talk| {
                    json!({
                        "id": talk.id.0,
                        "on": talk.on.to_string(),
                        "means": talk.means.word(),
                        "direction": talk.direction.word(),
                        "engagement": talk.engagement.map(|id| id.0),
                        "text": talk.text,
                        "carries_notice": talk.carries_notice,
                    })
                })
                .collect();
            return desk.printer.json(&Json::Array(talks));
        }
        let rows: Vec<Vec<String>> = talks
            .iter()
            .map(|talk| {
                vec![
                    talk.id.to_string(),
                    talk.on.to_string(),
                    talk.means.word().to_owned(),
                    talk.direction.word().to_owned(),
                    talk.text.clone(),
                ]
            })
            .collect();
        desk.printer.table(&["number", "day", "means", "who", "what"], &rows)
    }
}
