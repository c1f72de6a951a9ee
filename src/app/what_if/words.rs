//! What would change, in plain words: "would have to go by 23 December 2026".

use super::{Answer, Asked, ChangedLine, ExportLine};
use crate::{
    app::why::words::{self as words, capital, count, date, list, names::noun, quote},
    domain::{
        Changed, Controller, Datum, Day, Difference, Duty, DutyState, Effect, Facts, Held,
        HoldUntil, ObjectionScope, Policy, PurposeId, PurposeSet, Stage, Standing, Verdict, WhatIf,
        correspondence,
    },
};

/// The whole answer.
pub(super) fn answer(
    facts: &Facts,
    controller: &Controller,
    event: &WhatIf,
    (on, today): (Day, Day),
    difference: Difference,
) -> Answer {
    let later = if let WhatIf::PassTo(day) = event { *day } else { on };
    let purpose = |id| name(controller.policy(on), id);
    let data = difference.data.iter().filter_map(|one| line(facts, controller, one, on)).collect();
    let exports = difference.exports.iter().map(|one| {
        let bits = [("could use", one.gains.len(), "more"), ("would lose", one.loses.len(), "")];
        let bits = bits.into_iter().filter(|(_, number, _)| *number > 0);
        let bits: Vec<String> = bits
            .map(|(does, number, more)| {
                format!("{does} {} {more}", count(number, "value", "values")).trim_end().to_owned()
            })
            .collect();
        ExportLine {
            purpose: key(controller.policy(on), one.purpose),
            gains: one.gains.clone(),
            loses: one.loses.clone(),
            text: format!("{} {}.", capital(&purpose(one.purpose)), list(&bits)),
        }
    });
    let grounds = [(&difference.opens, "would begin"), (&difference.closes, "would be closed")];
    let grounds = grounds.into_iter().flat_map(|(list, does)| {
        list.iter().map(move |(id, _)| format!("{} {does} for them.", purpose(*id)))
    });
    let (overdue, arise, end) = duties(&difference);
    let sentences = |list: Vec<&Duty>| -> Vec<String> {
        list.into_iter().map(|one| words::duty::line(controller, one, later).text).collect()
    };
    Answer {
        contact: facts.contact.id,
        subject: super::subject(facts),
        event: said(facts, controller, event, (on, today)),
        data,
        exports: exports.collect(),
        grounds: grounds.collect(),
        duties_overdue: sentences(overdue),
        duties_arise: sentences(arise),
        duties_end: sentences(end),
        difference,
    }
}

/// The duties that only become overdue, those that arise, and those that are over. A duty whose day
/// goes by is the same duty before and after.
fn duties(difference: &Difference) -> (Vec<&Duty>, Vec<&Duty>, Vec<&Duty>) {
    let is_late = |one: &Duty| one.state == DutyState::Violated;
    let same = |one: &Duty, other: &Duty| {
        Duty { state: DutyState::Open, ..*one } == Duty { state: DutyState::Open, ..*other }
    };
    let was = |one: &Duty| difference.duties_end.iter().any(|other| same(one, other));
    let (overdue, arise): (Vec<&Duty>, Vec<&Duty>) =
        difference.duties_arise.iter().partition(|one| is_late(one) && was(one));
    let ended = difference.duties_end.iter();
    let end = ended.filter(|one| !overdue.iter().any(|other| same(one, other))).collect();
    (overdue, arise, end)
}

/// `today`, or `on 3 May 2027`.
fn when(on: Day, today: Day) -> String {
    if on == today { "today".to_owned() } else { format!("on {}", date(on)) }
}

pub(super) fn key(policy: Option<&Policy>, id: PurposeId) -> String {
    let purpose = policy.and_then(|policy| policy.purpose(id));
    purpose.map_or_else(|| format!("purpose {id}"), |purpose| purpose.key.clone())
}

/// A purpose as a word in a sentence.
fn name(policy: Option<&Policy>, id: PurposeId) -> String {
    quote(&key(policy, id).replace('-', " "))
}

/// The event: `if they took back their consent to “newsletter” today`.
fn said(facts: &Facts, controller: &Controller, event: &WhatIf, (on, today): (Day, Day)) -> String {
    let when = when(on, today);
    let purpose = |id: PurposeId| name(controller.policy(on), id);
    let title = |id| {
        let found = facts.engagements.iter().find(|one| one.engagement.id == id);
        found.map_or_else(|| "the work".to_owned(), |one| quote(&one.engagement.title))
    };
    match event {
        WhatIf::Withdraw { purpose: id, channel } => {
            let channel = channel.map(|one| format!(" by {}", one.word())).unwrap_or_default();
            format!("if they took back their consent to {}{channel} {when}", purpose(*id))
        }
        WhatIf::Refuse { purpose: id, .. } => format!("if they said no to {} {when}", purpose(*id)),
        WhatIf::Object(ObjectionScope::Marketing) => {
            format!("if they objected to advertising {when}")
        }
        WhatIf::Object(ObjectionScope::Purpose(id)) => {
            format!("if they objected to {} {when}", purpose(*id))
        }
        WhatIf::Start { engagement: Some(id), .. } => format!("if {} started {when}", title(*id)),
        WhatIf::Start { engagement: None, .. } => format!("if work for them started {when}"),
        WhatIf::End(ending) if ending.stage == Stage::Lost => {
            format!("if nothing came of {} {when}", title(ending.engagement))
        }
        WhatIf::End(ending) => format!("if {} ended {when}", title(ending.engagement)),
        WhatIf::GiveNotice => format!("if you told them {when} what you hold and why"),
        WhatIf::Restrict { data } if data.is_empty() => {
            format!("if they had you only store all of it {when}")
        }
        WhatIf::Restrict { data } if data.len() == 1 => {
            format!("if they had you only store it {when}")
        }
        WhatIf::Restrict { data } => {
            format!("if they had you only store {} values {when}", data.len())
        }
        WhatIf::ChangePolicy(_) => format!("if that policy counted from {}", date(on)),
        WhatIf::PassTo(day) => format!("if nothing happened until {}", date(*day)),
    }
}

/// The event for everybody to whom it can happen.
pub(super) fn asked(asked: &Asked, on: Day, today: Day) -> String {
    let when = when(on, today);
    let quoted = |key: &str| quote(&key.replace('-', " "));
    match asked {
        Asked::Withdraw(key, _) => {
            format!("if all of them took back their consent to {} {when}", quoted(key))
        }
        Asked::Refuse(key, _) => format!("if all of them said no to {} {when}", quoted(key)),
        Asked::Object(None) => format!("if all of them objected to advertising {when}"),
        Asked::Object(Some(key)) => format!("if all of them objected to {} {when}", quoted(key)),
        Asked::Start => format!("if work for all of them started {when}"),
        Asked::End(_) => format!("if all work that goes on ended {when}"),
        Asked::Tell => format!("if you told all of them {when} what you hold and why"),
        Asked::Restrict(_) => format!("if all of them had you only store everything {when}"),
        Asked::On(day) => format!("if nothing happened until {}", date(*day)),
        Asked::Policy(_) => format!("if that policy counted from {}", date(on)),
    }
}

fn line(facts: &Facts, controller: &Controller, one: &Changed, on: Day) -> Option<ChangedLine> {
    let talk;
    let datum: &Datum = match one.what {
        Held::Datum(id) => facts.data.iter().find(|datum| datum.id == id)?,
        Held::Talk(id) => {
            talk = correspondence(facts.interactions.iter().find(|talk| talk.id == id)?);
            &talk
        }
    };
    let locked = |verdict: Option<Verdict>| {
        verdict.is_some_and(|verdict| verdict.standing == Standing::Restricted)
    };
    Some(ChangedLine {
        what: one.what,
        category: datum.category.clone(),
        label: datum.label.clone(),
        value: datum.value.to_line(),
        masked: locked(one.before),
        effect: one.effect(),
        before: one.before,
        after: one.after,
        text: becomes(one, controller.policy(on)),
    })
}

/// What becomes of a value, as the rest of a sentence.
fn becomes(one: &Changed, policy: Option<&Policy>) -> String {
    let until = |verdict: Option<Verdict>| match verdict.map(|verdict| verdict.hold_until) {
        Some(HoldUntil::Day(day)) => format!("until {}", date(day)),
        Some(HoldUntil::Open) => "with no end in sight".to_owned(),
        Some(HoldUntil::Never) | None => "not at all".to_owned(),
    };
    match one.effect() {
        Effect::Loses => match one.after.and_then(|verdict| verdict.erase_by) {
            Some(by) => format!("would have no reason left and would have to go by {}", date(by)),
            None => "would have no reason left".to_owned(),
        },
        Effect::Restricted => "could only be stored, and used for nothing".to_owned(),
        Effect::Gains => format!("would have a reason and could stay {}", until(one.after)),
        Effect::Sooner | Effect::Later => {
            let now = match one.before.map(|verdict| verdict.hold_until) {
                Some(HoldUntil::Open) => "no end is in sight now".to_owned(),
                Some(HoldUntil::Never | HoldUntil::Day(_)) | None => {
                    format!("now it is {}", until(one.before))
                }
            };
            format!("could stay {}{}; {now}", until(one.after), uses(one, policy))
        }
        Effect::Uses => format!("would stay{}", uses(one, policy)),
        Effect::Reason => match one.after.and_then(|verdict| verdict.erase_by) {
            Some(by) => format!("would still have to go, by {}", date(by)),
            None => "would still have to go".to_owned(),
        },
    }
}

/// For what else it could be used, and for what no more.
fn uses(one: &Changed, policy: Option<&Policy>) -> String {
    let permitted =
        |verdict: Option<Verdict>| verdict.map(|verdict| verdict.permitted).unwrap_or_default();
    let (was, is) = (permitted(one.before), permitted(one.after));
    let names = |set: PurposeSet| list(&set.iter().map(|id| name(policy, id)).collect::<Vec<_>>());
    let (gone, new) = (was.minus(is), is.minus(was));
    match (gone.is_empty(), new.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!(", no longer for {}", names(gone)),
        (true, false) => format!(", also for {}", names(new)),
        (false, false) => format!(", for {} and no longer for {}", names(new), names(gone)),
    }
}

/// All values in one sentence: how many would go, stay longer, be used for other things.
pub(super) fn summary(answer: &Answer) -> String {
    const SAID: [(Effect, &str); 7] = [
        (Effect::Loses, "would have to go"),
        (Effect::Restricted, "could only be stored"),
        (Effect::Gains, "would have a reason again"),
        (Effect::Sooner, "could stay less long"),
        (Effect::Later, "could stay longer"),
        (Effect::Uses, "could be used for other things"),
        (Effect::Reason, "would still have to go"),
    ];
    let told = SAID.iter().filter_map(|(effect, said)| {
        let number = answer.data.iter().filter(|line| line.effect == *effect).count();
        (number > 0).then(|| format!("{} {said}", count(number, "value", "values")))
    });
    format!("{}: {}.", capital(&answer.event), list(&told.collect::<Vec<_>>()))
}

/// One value and what becomes of it, as a sentence after the event.
pub(super) fn sentence(answer: &Answer, line: &ChangedLine) -> String {
    format!("{}: the {} {}.", capital(&answer.event), noun(&line.category), line.text)
}
