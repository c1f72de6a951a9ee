//! `candor may-use`: what may be used for a purpose, by whom and by which channel, and why not.

use clap::Args;
use serde_json::{Value as Json, json};

use super::{
    CliError,
    args::{self, AsOf},
    desk::Desk,
    find,
};
use crate::{
    app::{
        gate::{self, Asked, ChannelLine, Item, Judgement, To},
        why,
    },
    domain::{Category, Channel, Day, Reason, Reasons, channel::Permission},
};

/// Options of `candor may-use`.
#[derive(Args, Debug)]
pub struct MayUse {
    /// Who: number, uid, address, telephone number or name
    who: String,
    /// What for: delivery, newsletter, tax …
    purpose: String,
    #[command(flatten)]
    to: Whom,
    #[command(flatten)]
    as_of: AsOf,
}

/// For whose eyes, and by which channel.
#[derive(Args, Debug, Clone)]
pub(super) struct Whom {
    /// Who gets it, by name; without it your own devices
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
    /// The person themself gets it, and showed who they are
    #[arg(long, conflicts_with = "to")]
    to_person: bool,
    /// They are to be reached by email, phone, post or message
    #[arg(long, value_parser = args::channel)]
    channel: Option<Channel>,
}

impl Whom {
    pub(super) fn asked(self, purpose: String, on: Day) -> Asked {
        let to = match (self.to, self.to_person) {
            (Some(name), _) => To::Named(name),
            (None, true) => To::Person,
            (None, false) => To::Ourselves,
        };
        Asked { purpose, to, channel: self.channel, on }
    }
}

impl MayUse {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let contact = find::who(&session, &self.who)?;
        let asked = self.to.asked(self.purpose, self.as_of.day(&session));
        let judgement = gate::ask(&session, contact, &asked)?;
        if desk.printer.is_json() {
            return desk.printer.json(&judgement_json(&judgement, &asked));
        }
        let passing = judgement.passes.iter().map(|one| {
            vec![number(one.item), field(&one.category, &one.label), "yes".into(), String::new()]
        });
        let refused = judgement.refused.iter().map(|one| {
            let why = one
                .reasons
                .iter()
                .map(|reason| format!("{}: {}", reason.code(), why::refusal(reason)));
            let why = why.collect::<Vec<_>>().join("; ");
            vec![number(one.item), field(&one.category, &one.label), "no".into(), why]
        });
        let rows: Vec<Vec<String>> = passing.chain(refused).collect();
        desk.printer.table(&["number", "field", "passes", "why not"], &rows)?;
        for line in &judgement.channels {
            desk.printer.talk(&format!("  #{} {}: {}", line.datum, line.channel.word(), line.text));
        }
        if let Some(near) = gate::meant(&session, &asked)? {
            desk.printer.talk(&format!("  did you mean `{near}`?"));
        }
        Ok(())
    }
}

/// The number by which commands name it.
pub(super) fn number(item: Item) -> String {
    match item {
        Item::Datum(id) => format!("#{id}"),
        Item::Talk(id) => format!("talk/{id}"),
    }
}

/// `email/work`
pub(super) fn field(category: &Category, label: &str) -> String {
    if label.is_empty() { category.to_string() } else { format!("{category}/{label}") }
}

/// What the gate said about one contact, as programs read it.
pub(super) fn judgement_json(judgement: &Judgement, asked: &Asked) -> Json {
    let passes: Vec<Json> = judgement
        .passes
        .iter()
        .map(|one| {
            json!({
                "item": number(one.item),
                "field": one.category.word(),
                "label": one.label,
                "value": one.value,
            })
        })
        .collect();
    let refused: Vec<Json> = judgement
        .refused
        .iter()
        .map(|one| {
            json!({
                "item": number(one.item),
                "field": one.category.word(),
                "label": one.label,
                "reasons": codes(one.reasons),
            })
        })
        .collect();
    json!({
        "id": judgement.contact.0,
        "name": judgement.name,
        "purpose": asked.purpose,
        "to": match &asked.to {
            To::Ourselves => "ourselves",
            To::Person => "person",
            To::Named(name) => name,
        },
        "channel": asked.channel.map(Channel::word),
        "on": asked.on.to_string(),
        "allowed": !judgement.passes.is_empty(),
        "passes": passes,
        "refused": refused,
        "channels": judgement.channels.iter().map(channel_json).collect::<Vec<_>>(),
    })
}

fn codes(reasons: Reasons) -> Vec<&'static str> {
    reasons.iter().map(Reason::code).collect()
}

fn channel_json(line: &ChannelLine) -> Json {
    let (open, day) = match line.permission {
        Permission::Open { until, .. } => (true, until),
        Permission::Closed { since, .. } => (false, since),
    };
    json!({
        "item": format!("#{}", line.datum),
        "channel": line.channel.word(),
        "open": open,
        (if open { "until" } else { "since" }): day.map(|day| day.to_string()),
        "text": line.text,
    })
}
