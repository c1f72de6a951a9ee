//! `candor what-if`: what an event would change, for one contact or for everybody; nothing is
//! written.

use clap::Args;
use serde_json::{Value as Json, json};

use super::{CliError, agenda, args, desk::Desk, find, policy};
use crate::{
    app::{
        Session,
        what_if::{self, Answer, Asked, ChangedLine, Changes, End},
    },
    domain::{
        Channel, ContactId, Day, Effect, Held, HoldUntil, Verdict,
        spoken::{Lean, SpokenDay},
        word,
    },
};

/// Options of `candor what-if`.
#[derive(Args, Debug)]
#[command(after_help = EVENTS)]
pub struct WhatIf {
    /// Who, then what would happen; with --all only what would happen
    #[arg(required = true, num_args = 1..)]
    words: Vec<String>,
    /// For everybody to whom it can happen
    #[arg(long)]
    all: bool,
    /// The day on which it would happen: today, -2m, 2026-11-23
    #[arg(long, value_name = "DAY", default_value = "today", allow_hyphen_values = true)]
    as_of: SpokenDay,
    /// On which channel they would say no: email, phone, post, message
    #[arg(long, value_parser = args::channel)]
    channel: Option<Channel>,
    #[command(flatten)]
    ending: Ending,
    /// With --all: how many contacts are told in full
    #[arg(long, value_name = "NUMBER", default_value_t = 10)]
    first: usize,
}

/// The answers at the end of work.
#[derive(Args, Debug)]
struct Ending {
    /// With `end`: nothing came of it
    #[arg(long)]
    lost: bool,
    /// With `end`: something is owed until that day
    #[arg(long, value_name = "DAY")]
    owed_until: Option<SpokenDay>,
    /// With `end`: you keep in touch
    #[arg(long)]
    keep_in_touch: bool,
    /// With `end`: a dispute is possible
    #[arg(long)]
    dispute: bool,
}

const EVENTS: &str = "\
What would happen:
  withdraw PURPOSE   they take their consent back
  refuse PURPOSE     they say no when they are asked
  object [PURPOSE]   they object; without a purpose to all advertising
  start              work for them starts
  end                their work ends
  tell               you tell them what you hold and why
  restrict [FIELD …] they have values locked; without one all of them
  policy [FILE]      your policy file counts
  on DAY             nothing happens until that day

Examples:
  candor what-if anna withdraw newsletter
  candor what-if anna end --keep-in-touch
  candor what-if --all on 2027-01-01";

/// The words for events.
const KNOWN: [&str; 9] =
    ["withdraw", "refuse", "object", "start", "end", "tell", "restrict", "policy", "on"];

impl WhatIf {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let on = self.as_of.day(session.today(), Lean::Past);
        let (who, event) = if self.all {
            (None, self.words.as_slice())
        } else {
            let (who, event) = self.words.split_first().ok_or_else(no_event)?;
            (Some(find::who(&session, who)?), event)
        };
        let asked = self.asked((desk, &session), who, event, on)?;
        let Some(contact) = who else {
            let changes = what_if::vault(&session, &asked, on, self.first, |_done, _of| ())?;
            return everybody(desk, &changes, on);
        };
        let answer = what_if::contact(&session, contact, &asked, on)?;
        if desk.printer.is_json() {
            return desk.printer.json(&answer_json(&answer, on));
        }
        desk.printer.line_of(&format!("{}, {}:", answer.subject, answer.event))?;
        one(desk, &answer)
    }

    /// What the words after the name mean.
    fn asked(
        &self,
        (desk, session): (&Desk<'_>, &Session),
        who: Option<ContactId>,
        words: &[String],
        on: Day,
    ) -> Result<Asked, CliError> {
        let (event, rest) = words.split_first().ok_or_else(no_event)?;
        let purpose = || rest.first().cloned().ok_or_else(|| missing(event, "PURPOSE"));
        let day = |spoken: &SpokenDay| spoken.day(session.today(), Lean::Future);
        let (asked, takes) = match event.to_lowercase().as_str() {
            "withdraw" => (Asked::Withdraw(purpose()?, self.channel), 1),
            "refuse" => (Asked::Refuse(purpose()?, self.channel), 1),
            "object" => (Asked::Object(rest.first().cloned()), 1),
            "start" => (Asked::Start, 0),
            "end" => {
                let owed_until = self.ending.owed_until.as_ref().map(day);
                let Ending { lost, keep_in_touch, dispute, .. } = self.ending;
                (Asked::End(End { lost, owed_until, keep_in_touch, dispute }), 0)
            }
            "tell" => (Asked::Tell, 0),
            "restrict" => {
                let data = match who {
                    Some(contact) => find::data(&session.facts(contact)?, rest)?,
                    None => Vec::new(),
                };
                (Asked::Restrict(data), rest.len())
            }
            "on" => (passes(session, event, rest, on)?, 1),
            "policy" => {
                let file = rest.first().map(std::path::PathBuf::from);
                (Asked::Policy(Box::new(policy::proposal(desk, session, file, on)?)), 1)
            }
            other => {
                let hint = match word::nearest(other, KNOWN) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("say one of {}", KNOWN.join(", ")),
                };
                return Err(CliError::usage(format!("`{other}` is nothing that can happen"), hint));
            }
        };
        match rest.get(takes) {
            None => Ok(asked),
            Some(more) => {
                let hint = "see `candor what-if --help`";
                Err(CliError::usage(format!("`{more}` is too much after `{event}`"), hint))
            }
        }
    }
}

/// Nothing happens until the day that is said.
fn passes(session: &Session, event: &str, rest: &[String], on: Day) -> Result<Asked, CliError> {
    let spoken = rest.first().ok_or_else(|| missing(event, "DAY"))?;
    let spoken: SpokenDay = spoken.parse().map_err(|_not_a_day| {
        CliError::usage(format!("`{spoken}` is no day"), "say it as in 2027-01-01")
    })?;
    let later = spoken.day(session.today(), Lean::Future);
    if later < on {
        return Err(CliError::usage(
            format!("{later} is gone by: `what-if` looks ahead"),
            "`candor why --as-of` answers for a day that has gone by",
        ));
    }
    Ok(Asked::On(later))
}

fn no_event() -> CliError {
    CliError::usage("nothing is said that would happen", format!("say one of {}", KNOWN.join(", ")))
}

fn missing(event: &str, what: &str) -> CliError {
    CliError::usage(format!("`{event}` needs more"), format!("write it as `{event} {what}`"))
}

/// The lines for one contact.
fn one(desk: &Desk<'_>, answer: &Answer) -> Result<(), CliError> {
    let say = |word: &str, text: &str| desk.printer.line_of(&format!("  {word:<8}{text}"));
    if answer.difference.is_empty() {
        return desk.printer.line_of("  nothing would change");
    }
    for line in &answer.data {
        let value = find::masked(&line.value, line.masked);
        say(word(line.effect), &format!("{} {value}: {}", field(line), line.text))?;
    }
    answer.grounds.iter().try_for_each(|text| say("purpose", text))?;
    answer.exports.iter().try_for_each(|line| say("exports", &line.text))?;
    answer.duties_overdue.iter().try_for_each(|text| say("overdue", text))?;
    answer.duties_arise.iter().try_for_each(|text| say("due", text))?;
    answer.duties_end.iter().try_for_each(|text| say("settled", text))
}

fn everybody(desk: &Desk<'_>, changes: &Changes, on: Day) -> Result<(), CliError> {
    if desk.printer.is_json() {
        let counts: serde_json::Map<String, Json> = changes
            .values
            .iter()
            .map(|(effect, number)| (word(*effect).to_owned(), (*number).into()))
            .collect();
        let exports: Vec<Json> = changes
            .exports
            .iter()
            .map(|(key, gains, loses)| json!({ "purpose": key, "gains": gains, "loses": loses }))
            .collect();
        let first: Vec<Json> = changes.first.iter().map(|one| answer_json(one, on)).collect();
        return desk.printer.json(&json!({
            "event": changes.event,
            "on": on.to_string(),
            "contacts": changes.contacts,
            "changed": changes.changed,
            "values": counts,
            "exports": exports,
            "first": first,
        }));
    }
    let say = |text: &str| desk.printer.line_of(text);
    let told = format!("{} of {} contacts would change", changes.changed, changes.contacts);
    say(&format!("{told}, {}", changes.event))?;
    for (effect, number) in &changes.values {
        say(&format!("  {:<8}{}", word(*effect), super::text::count(*number, "value")))?;
    }
    for (key, gains, loses) in &changes.exports {
        say(&format!("  exports {key}: {gains} more, {loses} less"))?;
    }
    for answer in &changes.first {
        say(&format!("{} (number {})", answer.subject, answer.contact))?;
        one(desk, answer)?;
    }
    let more = changes.changed.saturating_sub(changes.first.len());
    if more > 0 {
        desk.printer.talk(&format!("and {more} more; `--first {}` tells of all", changes.changed));
    }
    Ok(())
}

/// What a change comes to, in a word.
fn word(effect: Effect) -> &'static str {
    match effect {
        Effect::Loses => "loses",
        Effect::Restricted => "locked",
        Effect::Gains => "gains",
        Effect::Sooner => "sooner",
        Effect::Later => "later",
        Effect::Uses => "uses",
        Effect::Reason => "still",
    }
}

fn field(line: &ChangedLine) -> String {
    match line.label.as_str() {
        "" => line.category.to_string(),
        label => format!("{} ({label})", line.category),
    }
}

/// The answer for one contact, as programs read it.
fn answer_json(answer: &Answer, on: Day) -> Json {
    let data: Vec<Json> = answer
        .data
        .iter()
        .map(|line| {
            json!({
                "what": held(line.what),
                "category": line.category.word(),
                "label": line.label,
                "value": (!line.masked).then_some(&line.value),
                "effect": word(line.effect),
                "before": line.before.map(verdict),
                "after": line.after.map(verdict),
                "text": line.text,
            })
        })
        .collect();
    let ids = |list: &[Held]| list.iter().map(|one| Json::from(held(*one))).collect::<Vec<_>>();
    let exports: Vec<Json> = answer
        .exports
        .iter()
        .map(|line| {
            let (gains, loses) = (ids(&line.gains), ids(&line.loses));
            json!({ "purpose": line.purpose, "gains": gains, "loses": loses })
        })
        .collect();
    let due: Vec<Json> = answer
        .difference
        .falls_due
        .iter()
        .map(|due| {
            let datum = due.datum.map(|id| held(Held::Datum(id)));
            json!({ "day": due.day.to_string(), "kind": agenda::kind(due.kind), "datum": datum })
        })
        .collect();
    json!({
        "contact": { "id": answer.contact.0, "name": answer.subject },
        "event": answer.event,
        "on": on.to_string(),
        "data": data,
        "purposes": answer.grounds,
        "exports": exports,
        "duties": {
            "arise": answer.duties_arise,
            "overdue": answer.duties_overdue,
            "end": answer.duties_end,
        },
        "falls_due": due,
    })
}

fn held(what: Held) -> String {
    match what {
        Held::Datum(id) => format!("datum {id}"),
        Held::Talk(id) => format!("talk {id}"),
    }
}

fn verdict(verdict: Verdict) -> Json {
    json!({
        "verdict": verdict.standing.word(),
        "hold_until": match verdict.hold_until {
            HoldUntil::Never => Json::Null,
            HoldUntil::Day(_) | HoldUntil::Open => verdict.hold_until.to_string().into(),
        },
        "erase_by": verdict.erase_by.map(|day| day.to_string()),
        "reasons": verdict.reasons.iter().map(crate::domain::Reason::code).collect::<Vec<_>>(),
    })
}
