//! The conditions of a claim, each in one sentence that names the record and its day.

use super::{date, names, period, quote, told};
use crate::{
    app::why::telling::Telling,
    domain::{
        Anchor, Cite, Decision, Finding, Ground, LawfulBasis, Outcome, Purpose, PurposeSet, Reason,
        RightId, Rule, collected_for,
    },
};

/// One condition of the claim of `ground` for `purpose`.
pub(in crate::app::why) fn sentence(
    telling: &Telling<'_>,
    ground: &Ground,
    purpose: &Purpose,
    finding: Finding,
) -> String {
    match finding.rule {
        Rule::PurposeActive => active(telling, ground, purpose, finding),
        Rule::Needed => needed(telling, ground, purpose),
        Rule::Compatible => compatible(telling, ground, purpose, finding),
        Rule::Consent => super::claim::consent(telling, ground, finding),
        Rule::Contract => super::claim::contract(telling, finding),
        Rule::Obligation => super::claim::obligation(telling, purpose, finding),
        Rule::Assessed => assessed(telling, finding),
        Rule::Told => told::step(telling, finding),
        Rule::SoftOptIn => "They bought the like from us, and could say no to offers from the \
                            start; so we may write about it until they do."
            .to_owned(),
        Rule::NotObjected => objected(telling, finding),
        Rule::Recorded => recorded(ground, finding),
        Rule::SpecialCondition => special(telling, ground, finding),
        Rule::Retention => retention(telling, purpose, finding),
        Rule::NoMarketingObjection => marketing(telling, finding),
        Rule::Restriction => restriction(telling, finding),
        Rule::Organisation => "Only people's data need a reason.".to_owned(),
        Rule::Claim { .. } | Rule::RestsOn => String::new(),
    }
}

fn active(telling: &Telling<'_>, ground: &Ground, purpose: &Purpose, finding: Finding) -> String {
    if finding.fails.is_some() {
        let name = names::purpose(telling, purpose.id);
        return format!("You have switched {name} off, so nothing is kept for it.");
    }
    let ended = ground.closed.filter(|closed| *closed < telling.day);
    let ended = ended.map(|closed| format!(" and ended on {}", date(closed))).unwrap_or_default();
    format!("This began with them on {}{ended}.", date(ground.opened))
}

fn needed(telling: &Telling<'_>, ground: &Ground, purpose: &Purpose) -> String {
    let a = names::a(&telling.datum.category);
    let need = purpose.needs.iter().find(|(category, _)| *category == telling.datum.category);
    let why = need.map(|(_, why)| why.trim()).filter(|why| !why.is_empty());
    match (need, why) {
        (Some(_), Some(why)) => format!("This needs {a}: {why}."),
        (None, _) if purpose.needs_all => {
            "While it is sorted, all of it may be looked at.".to_owned()
        }
        (None, _) if ground.basis == LawfulBasis::Consent => {
            format!(
                "This does not need {a}, but may use {it} if they agree.",
                it = names::it(&telling.datum.category)
            )
        }
        (_, _) => format!("This needs {a}."),
    }
}

fn compatible(
    telling: &Telling<'_>,
    ground: &Ground,
    purpose: &Purpose,
    finding: Finding,
) -> String {
    let collected = collected_for(telling.facts, telling.datum, telling.day);
    let what_for = purposes(telling, collected);
    if finding.fails.is_some() && collected.is_empty() {
        return "It came to us for nothing in particular, so it cannot be used for this."
            .to_owned();
    }
    if finding.fails.is_some() {
        return format!("It came to us for {what_for}, and this is something else.");
    }
    if collected.contains(purpose.id) {
        return "It came to us for this.".to_owned();
    }
    if ground.basis == LawfulBasis::Consent {
        return "They agreed to this, whatever it came to us for.".to_owned();
    }
    if purpose.compatible_with_all {
        return "This may use what came to us for something else.".to_owned();
    }
    format!("It came to us for {what_for}, and this goes with that.")
}

fn purposes(telling: &Telling<'_>, set: PurposeSet) -> String {
    super::list(&set.iter().map(|id| names::purpose(telling, id)).collect::<Vec<_>>())
}

fn assessed(telling: &Telling<'_>, finding: Finding) -> String {
    let found = match finding.cite {
        Some(Cite::Assessment(id)) => telling.controller.assessments.iter().find(|a| a.id == id),
        _other => None,
    };
    match found {
        Some(one) if one.outcome == Outcome::Positive => format!(
            "On {} we weighed what we want against what it means for them: it is fair to them.",
            date(one.adopted_on)
        ),
        Some(one) => format!(
            "On {} we weighed what we want against what it means for them: it is not fair.",
            date(one.adopted_on)
        ),
        None => "We have not weighed what we want against what it means for them.".to_owned(),
    }
}

/// The day on which something was said or decided, and how late that was entered.
fn right_day(telling: &Telling<'_>, id: RightId) -> (String, String) {
    telling.right(id).map_or_else(
        || ("an unknown day".to_owned(), String::new()),
        |right| (date(right.on), telling.late(right.on, right.recorded_at)),
    )
}

fn objected(telling: &Telling<'_>, finding: Finding) -> String {
    let Some(Cite::Right(id)) = finding.cite else {
        return "They have not objected.".to_owned();
    };
    let (on, late) = right_day(telling, id);
    let decisions = telling.facts.rights.iter().filter(|right| right.on <= telling.day);
    let decision = decisions
        .filter_map(|right| {
            let (objection, decision) = right.fact.objection_decided()?;
            (objection == id).then_some((decision, right.on))
        })
        .max_by_key(|(_, on)| *on);
    match (finding.fails, decision) {
        (Some(Reason::Restricted), _) => {
            let due = finding.day.map(date).unwrap_or_default();
            format!("They objected on {on}{late}; until we decide, by {due}, it is only stored.")
        }
        (Some(_), Some((Decision::Upheld, decided))) => {
            format!("They objected on {on}{late}, and on {} we agreed.", date(decided))
        }
        (Some(_), _) => {
            format!("They objected on {on}{late}, and nothing was decided in time: so it counts.")
        }
        (None, Some((_, decided))) => format!(
            "They objected on {on}{late}; on {} we told them why our reasons weigh more.",
            date(decided)
        ),
        (None, None) => format!("They objected on {on}{late}."),
    }
}

fn recorded(ground: &Ground, finding: Finding) -> String {
    let nothing = "Nothing is noted that says why.".to_owned();
    match (&ground.evidence, finding.fails) {
        (crate::domain::Evidence::Reason(why), None) => format!("We noted why: {}.", quote(why)),
        (_, _) => nothing,
    }
}

fn special(telling: &Telling<'_>, ground: &Ground, finding: Finding) -> String {
    let about = telling.datum.special.map_or("something private", names::special);
    let consent = match finding.cite {
        Some(Cite::Consent(id)) => telling.consent(id),
        _other => None,
    };
    match (finding.fails, consent) {
        (None, Some(event)) => format!(
            "It speaks of their {about}, and they agreed to that in so many words on {}.",
            date(event.on)
        ),
        (None, None) => match ground.condition {
            Some(crate::domain::Art9Condition::MadePublic) => {
                format!("It speaks of their {about}, which they made public themselves.")
            }
            _other => format!("It speaks of their {about}, which this may use all the same."),
        },
        (Some(_), Some(event)) if event.state.is_no() => format!(
            "It speaks of their {about}, and on {} they took their consent to that back.",
            date(event.on)
        ),
        (Some(_), _) => format!(
            "It speaks of their {about}; that needs their yes in so many words, and there is none."
        ),
    }
}

/// What a period counts from, in words.
fn anchor(telling: &Telling<'_>, purpose: &Purpose, cite: Option<Cite>) -> String {
    match (purpose.retention.anchor, cite) {
        (_, Some(Cite::Interaction(id))) => {
            telling.talk(id).map_or_else(|| "they last got in touch".to_owned(), names::talk)
        }
        (_, Some(Cite::Event(id))) => {
            telling.event(id).map_or_else(|| "the event".to_owned(), names::event)
        }
        (Some(Anchor::LastContactFrom), Some(Cite::Engagement(id))) => {
            let work = telling.engagement(id);
            format!("they last agreed to {}", work.map_or_else(|| "work".to_owned(), names::work))
        }
        (_, Some(Cite::Engagement(id))) => telling.engagement(id).map_or_else(
            || "the work's end".to_owned(),
            |work| format!("the end of {}", names::work(work)),
        ),
        (_, _) => telling.datum.obtained_on().map_or_else(
            || "it came to us".to_owned(),
            |on| format!("it came to us on {}", date(on)),
        ),
    }
}

fn retention(telling: &Telling<'_>, purpose: &Purpose, finding: Finding) -> String {
    let rule = purpose.retention;
    let time = period(rule.period);
    let from = anchor(telling, purpose, finding.cite);
    let years = if rule.alignment == crate::domain::Alignment::None {
        String::new()
    } else {
        ", counted from the end of that year".to_owned()
    };
    let capped = matches!(finding.cite, Some(Cite::Datum(_))) && rule.cap.is_some();
    let time = match rule.cap {
        Some(cap) if capped && finding.day.is_some() => {
            let obtained = telling.datum.obtained_on();
            let by_cap = obtained.map(|on| cap.after(on));
            let shown = if finding.fails.is_some() {
                finding.day.map(crate::domain::Day::previous)
            } else {
                finding.day
            };
            if by_cap == shown { period(cap) } else { time }
        }
        _other => time,
    };
    match finding.day {
        // A period of nothing: the purpose ends with what it counts from.
        Some(day) if time.is_empty() && finding.fails.is_some() => {
            format!("It could be kept until {from}, which was on {}.", date(day.previous()))
        }
        Some(day) if time.is_empty() => {
            format!("It may be kept until {from}: until {}.", date(day))
        }
        None if time.is_empty() => format!("It may be kept until {from}."),
        Some(day) if finding.fails.is_some() => {
            format!("The {time} after {from}{years} ended on {}.", date(day.previous()))
        }
        Some(day) => format!("It may be kept {time} after {from}{years}: until {}.", date(day)),
        None => format!("It may be kept {time} after {from}{years}."),
    }
}

fn marketing(telling: &Telling<'_>, finding: Finding) -> String {
    let Some(Cite::Right(id)) = finding.cite else {
        return "They have not said no to advertising.".to_owned();
    };
    let (on, late) = right_day(telling, id);
    if finding.fails.is_some() {
        format!("They said on {on}{late} that they want no advertising; that counts at once.")
    } else {
        format!("They said no to advertising on {on}{late}, and later agreed to this themselves.")
    }
}

/// The restriction of a value, as a line of its own.
pub(in crate::app::why) fn restriction(telling: &Telling<'_>, finding: Finding) -> String {
    let Some(Cite::Right(id)) = finding.cite else {
        return "It is only stored for now.".to_owned();
    };
    if finding.fails.is_none() {
        let (on, late) = right_day(telling, id);
        return format!("It was stored only for a time; that was lifted on {on}{late}.");
    }
    let why = super::because::restricted(telling, id);
    let (on, late) = right_day(telling, id);
    match why {
        Some((_, why)) if !why.is_empty() => {
            format!("Since {on} it is only stored: {why}{late}.")
        }
        _other => format!("Since {on} it is only stored, as they asked{late}."),
    }
}
