//! The headline: one sentence that can be read out to the person.

use super::{because, capital, date, names};
use crate::{
    app::why::telling::Telling,
    domain::{Cite, Day, HoldUntil, LawfulBasis, Node, Reason, Rule, Standing, Verdict},
};

/// The headline of a value.
pub(in crate::app::why) fn of_datum(
    telling: &Telling<'_>,
    verdict: &Verdict,
    nodes: &[Node],
) -> String {
    if !telling.facts.contact.is_person() {
        return "We hold this about an organisation; only people's data need a reason.".to_owned();
    }
    match verdict.standing {
        Standing::Justified => justified(telling, verdict, nodes),
        Standing::Restricted => restricted(telling, verdict, nodes),
        Standing::Unjustified => unjustified(telling, verdict, nodes),
    }
}

/// The claims that hold, the one that lasts longest last, each purpose once.
fn holding(nodes: &[Node]) -> Vec<&Node> {
    let mut claims: Vec<&Node> = nodes
        .iter()
        .filter(|node| {
            matches!(node.finding.rule, Rule::Claim { .. }) && node.finding.fails.is_none()
        })
        .collect();
    claims.sort_by_key(|claim| claim.finding.day.unwrap_or(Day::MAX));
    claims
}

fn justified(telling: &Telling<'_>, verdict: &Verdict, nodes: &[Node]) -> String {
    let this = names::this(&telling.datum.category);
    let mut clauses: Vec<String> = Vec::new();
    let mut end = String::new();
    let mut by_law = true;
    for claim in holding(nodes) {
        let (Rule::Claim { purpose, basis }, Some(Cite::Ground(ground))) =
            (claim.finding.rule, claim.finding.cite)
        else {
            continue;
        };
        let Some((ground, purpose)) = telling.ground(ground).zip(telling.purpose(purpose)) else {
            continue;
        };
        let mut clause = because::holds(telling, ground, purpose);
        if agreed_to_special(claim) {
            clause.push_str(", and you agreed to it");
        }
        if !clauses.contains(&clause) {
            clauses.push(clause);
        }
        end = because::open_end(ground, purpose);
        by_law &= basis == LawfulBasis::LegalObligation;
    }
    let until = match verdict.hold_until {
        HoldUntil::Day(day) => format!("until {}", date(day)),
        HoldUntil::Open | HoldUntil::Never => end,
    };
    let it = names::it(&telling.datum.category);
    let may = if by_law { "have to" } else { "may" };
    format!("We hold {this} because {}; we {may} keep {it} {until}.", because::joined(&clauses))
}

/// Whether the claim holds by an express consent to what is special.
fn agreed_to_special(claim: &Node) -> bool {
    claim.children.iter().any(|step| {
        step.finding.rule == Rule::SpecialCondition
            && matches!(step.finding.cite, Some(Cite::Consent(_)))
    })
}

fn restricted(telling: &Telling<'_>, verdict: &Verdict, nodes: &[Node]) -> String {
    let this = names::this(&telling.datum.category);
    let it = names::it(&telling.datum.category);
    let restriction = nodes.iter().find(|node| node.finding.rule == Rule::Restriction);
    let Some(restriction) = restriction else {
        let until = verdict.hold_until.day().map(date).unwrap_or_default();
        return format!(
            "You objected, so we only store {this} and do not use {it} until we have decided, \
             by {until} at the latest."
        );
    };
    let right = match restriction.finding.cite {
        Some(Cite::Right(id)) => because::restricted(telling, id),
        _other => None,
    };
    match right {
        Some((on, reason)) if reason.is_empty() => format!(
            "You asked us on {} to leave {this} alone, so we only store {it} and do not use {it}.",
            date(on)
        ),
        Some((on, reason)) => format!(
            "Since {} we only store {this} and do not use {it} ({reason}), until that is settled.",
            date(on)
        ),
        None => format!("We only store {this} and do not use {it} for now."),
    }
}

/// The claim that failed last, which made the value unjustified.
pub(in crate::app::why) fn last_to_fail(nodes: &[Node]) -> Option<&Node> {
    let claims = nodes.iter().filter(|node| matches!(node.finding.rule, Rule::Claim { .. }));
    // The first of several wins: they lie in the order in which they were opened.
    claims.rev().max_by_key(|claim| claim.finding.day)
}

/// Why nothing carries the value, as a clause: `you took back your consent on 2 November 2026`.
pub(in crate::app::why) fn why_not(
    telling: &Telling<'_>,
    verdict: &Verdict,
    nodes: &[Node],
) -> String {
    let claim = last_to_fail(nodes);
    let reason = claim
        .and_then(|claim| claim.finding.fails)
        .or_else(|| verdict.reasons.iter().next())
        .unwrap_or(Reason::NoPurpose);
    because::fails(telling, reason, claim)
}

fn unjustified(telling: &Telling<'_>, verdict: &Verdict, nodes: &[Node]) -> String {
    let this = names::this(&telling.datum.category);
    let it = names::it(&telling.datum.category);
    let why = why_not(telling, verdict, nodes);
    let no_reason = match verdict.hold_until {
        HoldUntil::Never => format!("We have no reason to hold {this}"),
        HoldUntil::Day(_) | HoldUntil::Open => format!("We no longer have a reason to hold {this}"),
    };
    let by = match verdict.erase_by {
        Some(by) if by < telling.day => format!("we should have erased {it} by {}", date(by)),
        Some(by) => format!("we will erase {it} by {}", date(by)),
        None => format!("we will erase {it}"),
    };
    format!("{}: {why}; {by}.", capital(&no_reason))
}
