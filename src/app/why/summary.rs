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
        Category, Cite, Controller, Datum, Day, Facts, HoldUntil, Node, PurposeId, Reason, Rule,
        Standing, Verdict, correspondence, derive, duty, prove,
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
        violations: words::misuse::lines(facts, controller, None, day),
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
    // What asks for something comes first.
    let mut parts = Vec::new();
    if unjustified > 0 {
        parts.push(unjustified_part(judged));
    }
    if restricted > 0 {
        parts.push(restricted_part(judged));
    }
    if justified > 0 {
        parts.push(justified_part(judged));
    }
    parts.join(" ")
}

/// The values of a standing.
fn of<'a>(
    judged: &'a [Judged<'a>],
    standing: Standing,
) -> impl Iterator<Item = &'a Judged<'a>> + Clone {
    judged.iter().filter(move |one| one.verdict.standing == standing)
}

/// Up to this many reasons are said in the headline; the rest is counted.
const REASONS: usize = 2;

fn justified_part(judged: &[Judged<'_>]) -> String {
    let mut reasons: Vec<String> = Vec::new();
    for (ground, telling) in grounds_that_hold(judged) {
        let Some(purpose) = telling.purpose(ground.purpose) else { continue };
        let reason = because::holds(telling, ground, purpose);
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    let more = reasons.len().saturating_sub(REASONS);
    reasons.truncate(REASONS);
    let values = of(judged, Standing::Justified);
    let what = if values.clone().count() == judged.len() {
        format!("We hold your {}", things(values))
    } else {
        "The rest we hold".to_owned()
    };
    let because = because::joined(&reasons);
    match more {
        0 => format!("{what} because {because}."),
        more => {
            let more = words::count(more, "more reason", "more reasons");
            format!("{what} because {because}, and for {more}.")
        }
    }
}

fn restricted_part(judged: &[Judged<'_>]) -> String {
    let values = of(judged, Standing::Restricted);
    let it = it(values.clone().count());
    let things = things(values.clone());
    let decide = values.filter_map(|one| one.verdict.hold_until.day()).min();
    match decide {
        Some(day) => format!(
            "You objected, so we only store your {things} and do not use {it} until we have \
             decided, by {} at the latest.",
            words::date(day)
        ),
        None => match since(judged) {
            Some((since, why)) if !why.is_empty() => format!(
                "Since {} we only store your {things} and do not use {it} ({why}).",
                words::date(since)
            ),
            _other => format!("We only store your {things} for now and do not use {it}."),
        },
    }
}

/// The day and the words of the first restriction.
fn since(judged: &[Judged<'_>]) -> Option<(Day, String)> {
    judged.iter().find_map(|one| {
        let restriction = one
            .nodes
            .iter()
            .find(|node| node.finding.rule == Rule::Restriction && node.finding.fails.is_some())?;
        let Some(Cite::Right(id)) = restriction.finding.cite else { return None };
        because::restricted(&one.telling, id)
    })
}

fn unjustified_part(judged: &[Judged<'_>]) -> String {
    let values = of(judged, Standing::Unjustified);
    let it = it(values.clone().count());
    let things = things(values.clone());
    let mut reasons: Vec<String> = Vec::new();
    for one in values.clone() {
        let reason = headline::why_not(&one.telling, &one.verdict, &one.nodes);
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    reasons.truncate(REASONS);
    let never = values.clone().all(|one| one.verdict.hold_until == HoldUntil::Never);
    let no_reason = if never { "have no reason" } else { "no longer have a reason" };
    let today = judged.first().map_or(Day::MIN, |one| one.telling.day);
    let by = match values.filter_map(|one| one.verdict.erase_by).min() {
        Some(by) if by < today => format!("should have erased {it} by {}", words::date(by)),
        Some(by) => format!("will erase {it} by {}", words::date(by)),
        None => format!("will erase {it}"),
    };
    let why = reasons.join(", and ");
    format!("We {no_reason} to hold your {things}: {why}; we {by}.")
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
            let why = match reason.or_else(|| verdict.reasons.iter().next()) {
                Some(Reason::NoPurpose) => "nothing that you do needs it",
                Some(Reason::NotNecessary) => "what the rest is held for does not need it",
                Some(reason) => words::refusal(reason),
                None => "",
            };
            let erase = if by < one.telling.day { "had to go by" } else { "erase by" };
            format!("{erase} {}: {why}", words::date(by))
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
    let go = of(judged, Standing::Unjustified);
    let by = go.clone().filter_map(|one| one.verdict.erase_by).min();
    let today = judged.first().map_or(Day::MIN, |one| one.telling.day);
    let named = format!("their {}", things(go.clone()));
    let all = go.clone().count() == judged.len();
    let what = if all && judged.len() > 1 { "all of it" } else { &named };
    let it = if all { it(judged.len()) } else { &named };
    if by.is_some() {
        let values: Vec<(&Verdict, &str)> = go.map(|one| (&one.verdict, it)).collect();
        steps.extend(next::instead(&values, || next::erasure(what, by, today)));
    }
    // A notice about what must be gone before it is due is not asked for; see `next::steps`.
    let gone = by.filter(|_| judged.iter().all(|one| one.verdict.erase_by.is_some()));
    for duty in duties {
        let spared = gone.is_some_and(|by| next::spared(duty, by));
        steps.extend(next::of_duty(duty).filter(|_| !spared));
    }
    for one in judged.iter().filter(|one| one.verdict.standing != Standing::Unjustified) {
        let own = next::steps(&one.telling, &one.verdict, &one.nodes, &[]);
        let silent = next::silent_work(&one.telling, &one.nodes);
        steps.extend(own.into_iter().chain(silent));
    }
    let mut seen: Vec<NextStep> = Vec::new();
    for step in steps {
        let nothing = step.text.starts_with("Nothing needs");
        let again = seen.iter().any(|one| {
            let whole = matches!(step.command, "notice-give" | "objection-decide");
            one.text == step.text || (whole && one.command == step.command)
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
