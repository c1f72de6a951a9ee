//! Explains a whole contact: every value's verdict, summed up by purpose.

use std::collections::BTreeMap;

use crate::{
    app::why::{
        ContactExplanation, DatumSummary, NextStep, PurposeSummary,
        explain::held,
        telling::Telling,
        words::{self, because, headline, names, next, recipients, rights},
    },
    domain::{
        Category, Cite, Controller, Datum, Day, Facts, HoldUntil, Node, PurposeId, Rule, Standing,
        Verdict, correspondence, derive, duty, prove,
    },
};

/// One value with its verdict and proof.
struct Judged<'a> {
    telling: Telling<'a>,
    verdict: Verdict,
    nodes: Vec<Node>,
}

/// Why a contact is held, as of a day.
#[must_use]
pub fn contact(facts: &Facts, controller: &Controller, day: Day) -> ContactExplanation {
    let so_far = facts.interactions.iter().filter(|talk| talk.on <= day && !talk.text.is_empty());
    let talks: Vec<Datum> = so_far.map(correspondence).collect();
    let held_then = |datum: &&Datum| datum.deleted.is_none_or(|deleted| deleted > day);
    let data = facts.data.iter().filter(held_then).chain(&talks);
    let judged: Vec<Judged<'_>> = data
        .filter_map(|datum| {
            let (verdict, proof) = prove(facts, controller, datum, day)?;
            let policy = controller.policy(day)?;
            let telling = Telling { facts, controller, policy, datum, day };
            Some(Judged { telling, verdict, nodes: proof.nodes })
        })
        .collect();
    let duties = duty::of_contact(facts, controller, day);
    let counts = [Standing::Justified, Standing::Restricted, Standing::Unjustified]
        .map(|standing| judged.iter().filter(|one| one.verdict.standing == standing).count());
    ContactExplanation {
        subject: derive(facts, controller, day).name,
        headline: headline_of(facts, &judged, counts),
        counts,
        purposes: purposes(&judged),
        data: summaries(&judged),
        recipients: recipients_of(facts, controller, &judged, day),
        rights: rights_of(facts, &judged),
        duties: duties.iter().map(|one| words::duty::line(controller, one, day)).collect(),
        next: steps(&judged, &duties),
    }
}

/// What is held, counted by category: `your name, e-mail address and 2 phone numbers`.
fn things<'a>(judged: impl Iterator<Item = &'a Judged<'a>>) -> String {
    let mut counted: Vec<(&Category, usize)> = Vec::new();
    for one in judged {
        let category = &one.telling.datum.category;
        match counted.iter_mut().find(|(other, _)| *other == category) {
            Some((_, number)) => *number += 1,
            None => counted.push((category, 1)),
        }
    }
    let place = |category: &Category| {
        Category::NAMED.iter().position(|one| one == category).unwrap_or(usize::MAX)
    };
    counted.sort_by_key(|(category, _)| place(category));
    let named: Vec<String> =
        counted.iter().map(|(category, number)| names::several(category, *number)).collect();
    words::list(&named)
}

fn headline_of(facts: &Facts, judged: &[Judged<'_>], counts: [usize; 3]) -> String {
    let [justified, restricted, unjustified] = counts;
    if judged.is_empty() {
        return "We hold nothing about you.".to_owned();
    }
    if !facts.contact.is_person() {
        return "This is an organisation; only people's data need a reason.".to_owned();
    }
    let of = |standing: Standing| judged.iter().filter(move |one| one.verdict.standing == standing);
    let mut parts = Vec::new();
    if justified > 0 {
        let mut reasons: Vec<String> = Vec::new();
        for (ground, telling) in grounds_that_hold(judged) {
            let Some(purpose) = telling.purpose(ground.purpose) else { continue };
            let reason = because::holds(telling, ground, purpose);
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        let things = things(of(Standing::Justified));
        parts.push(format!("We hold your {things} because {}", because::joined(&reasons)));
    }
    if restricted > 0 {
        let things = things(of(Standing::Restricted));
        parts.push(format!("we only store your {things} and do not use {}", it(restricted)));
    }
    if unjustified > 0 {
        let things = things(of(Standing::Unjustified));
        let by = of(Standing::Unjustified).filter_map(|one| one.verdict.erase_by).min();
        let overdue = by.is_some_and(|by| judged.iter().all(|one| by < one.telling.day));
        let will = if overdue { "should have erased" } else { "will erase" };
        let by = by.map(words::date).unwrap_or_default();
        parts.push(format!("we have no reason left for your {things}, which we {will} by {by}"));
    }
    format!("{}.", words::capital(&parts.join("; ")))
}

fn it(number: usize) -> &'static str {
    if number == 1 { "it" } else { "them" }
}

/// The grounds behind claims that hold, each once, in the order in which they were opened.
fn grounds_that_hold<'a>(
    judged: &'a [Judged<'a>],
) -> Vec<(&'a crate::domain::Ground, &'a Telling<'a>)> {
    let mut found = BTreeMap::new();
    for one in judged {
        for node in one.nodes.iter().filter(|node| node.finding.fails.is_none()) {
            let Some(Cite::Ground(id)) = node.finding.cite else { continue };
            if let Some(ground) = one.telling.ground(id) {
                found.entry((ground.opened, id)).or_insert((ground, &one.telling));
            }
        }
    }
    found.into_values().collect()
}

fn purposes(judged: &[Judged<'_>]) -> Vec<PurposeSummary> {
    let mut until: BTreeMap<PurposeId, HoldUntil> = BTreeMap::new();
    for node in judged.iter().flat_map(|one| &one.nodes) {
        if let (Rule::Claim { purpose, .. }, None) = (node.finding.rule, node.finding.fails) {
            let last = node.finding.day.map_or(HoldUntil::Open, HoldUntil::Day);
            let so_far = until.entry(purpose).or_insert(HoldUntil::Never);
            *so_far = last.max(*so_far);
        }
    }
    let mut purposes: Vec<PurposeSummary> = until
        .into_iter()
        .filter_map(|(id, until)| {
            let purpose = judged.first()?.telling.purpose(id)?;
            let permitted = |one: &&Judged<'_>| one.verdict.permitted.contains(id);
            let carries = things(judged.iter().filter(permitted));
            let end = match until {
                HoldUntil::Day(day) => format!("until {}", words::date(day)),
                HoldUntil::Open | HoldUntil::Never => "for now".to_owned(),
            };
            let title = words::claim::title(Some(purpose));
            let sentence = format!("{title}: {carries}, {end}.");
            let (key, text) = (purpose.key.clone(), purpose.text.clone());
            Some(PurposeSummary { key, text, until, carries, sentence })
        })
        .filter(|one| !one.carries.is_empty())
        .collect();
    purposes.sort_by_key(|one| std::cmp::Reverse(one.until));
    purposes
}

fn summaries(judged: &[Judged<'_>]) -> Vec<DatumSummary> {
    let mut data: Vec<(Option<Day>, DatumSummary)> = judged
        .iter()
        .map(|one| {
            let (datum, verdict) = (one.telling.datum, &one.verdict);
            let summary = DatumSummary {
                id: datum.id,
                category: datum.category.clone(),
                value: datum.value.to_line(),
                masked: verdict.standing == Standing::Restricted,
                standing: verdict.standing,
                text: in_a_line(one),
            };
            (verdict.erase_by.or(verdict.hold_until.day()), summary)
        })
        .collect();
    data.sort_by_key(|(day, one)| {
        (std::cmp::Reverse(one.standing), day.unwrap_or(Day::MAX), one.id)
    });
    data.into_iter().map(|(_, summary)| summary).collect()
}

/// Until when, or why not, in a line of a list.
fn in_a_line(one: &Judged<'_>) -> String {
    let verdict = &one.verdict;
    if !one.telling.facts.contact.is_person() {
        return "needs no reason".to_owned();
    }
    match (verdict.standing, verdict.hold_until, verdict.erase_by) {
        (Standing::Justified, HoldUntil::Day(day), _) => format!("until {}", words::date(day)),
        (Standing::Justified, _, _) => "for now".to_owned(),
        (Standing::Restricted, HoldUntil::Day(day), _) => {
            format!("only stored, decide by {}", words::date(day))
        }
        (Standing::Restricted, _, _) => "only stored".to_owned(),
        (Standing::Unjustified, _, Some(by)) => {
            let claim = headline::last_to_fail(&one.nodes);
            let reason = claim.and_then(|claim| claim.finding.fails);
            let reason = reason.or_else(|| verdict.reasons.iter().next());
            let why = reason.map(words::refusal).unwrap_or_default();
            format!("erase by {}: {why}", words::date(by))
        }
        (Standing::Unjustified, _, None) => "erase".to_owned(),
    }
}

fn recipients_of(
    facts: &Facts,
    controller: &Controller,
    judged: &[Judged<'_>],
    day: Day,
) -> Vec<String> {
    let mut left: Vec<_> =
        facts.disclosures.iter().filter(|one| one.left() && one.on <= day).collect();
    left.sort_by_key(|one| std::cmp::Reverse((one.on, one.id)));
    let mut lines: Vec<String> = Vec::new();
    if let Some(one) = judged.first() {
        for disclosure in left {
            let what: Vec<String> = disclosure.categories.iter().map(names::noun).collect();
            let what = if what.is_empty() { "data".to_owned() } else { words::list(&what) };
            lines.push(format!(
                "{} got {what} on {}, for {}.",
                recipients::name(controller, disclosure.recipient),
                words::date(disclosure.on),
                names::maybe_purpose(&one.telling, disclosure.purpose)
            ));
        }
    }
    lines.extend(recipients::standing(controller));
    if lines.is_empty() {
        lines.push("Nobody but us.".to_owned());
    }
    lines
}

fn rights_of(facts: &Facts, judged: &[Judged<'_>]) -> Vec<String> {
    if !facts.contact.is_person() {
        return Vec::new();
    }
    let held: Vec<_> = judged.iter().flat_map(|one| held(&one.telling, &one.nodes)).collect();
    let kinds: Vec<_> = judged.iter().map(|one| one.telling.datum.kind).collect();
    let gone = judged.iter().all(|one| one.verdict.standing == Standing::Unjustified);
    let standing = if gone { Standing::Unjustified } else { Standing::Justified };
    rights::lines(&held, &kinds, standing)
}

/// What to do about all of it: one line for all that must go, the rest each once.
fn steps(judged: &[Judged<'_>], duties: &[duty::Duty]) -> Vec<NextStep> {
    let mut steps: Vec<NextStep> = Vec::new();
    let go = || judged.iter().filter(|one| one.verdict.standing == Standing::Unjustified);
    if let Some(by) = go().filter_map(|one| one.verdict.erase_by).min() {
        let text = format!("Erase {} by {}.", things(go()), words::date(by));
        steps.push(NextStep { text, command: "erase" });
    }
    for duty in duties {
        steps.extend(next::of_duty(duty));
    }
    for one in judged {
        let own = next::steps(&one.telling, &one.verdict, &one.nodes, &[]);
        let silent = next::silent_work(&one.telling, &one.nodes);
        steps.extend(own.into_iter().filter(|step| step.command != "erase").chain(silent));
    }
    let mut seen: Vec<NextStep> = Vec::new();
    for step in steps {
        let nothing = step.text.starts_with("Nothing needs");
        let again = seen.iter().any(|one| {
            one.text == step.text || (one.command == "notice-give" && step.command == "notice-give")
        });
        if !nothing && !again {
            seen.push(step);
        }
    }
    if seen.is_empty() {
        seen.push(NextStep { text: "Nothing needs to be done.".to_owned(), command: "none" });
    }
    seen
}
