//! Explains one value: puts the verdict, its proof and the records behind it into words.

use crate::{
    app::why::{
        ClaimText, Explanation, StepText, Unjustified,
        telling::Telling,
        words::{self, claim, headline, misuse, next, provenance, recipients, rights, step},
    },
    domain::{
        Cite, Controller, Datum, Day, Facts, Ground, InteractionId, Node, Proof, Purpose, Rule,
        Standing, Support, Verdict, Weighing, correspondence, derive, duty, prove,
    },
};

pub use super::summary::contact;

/// Why a value is held, or must go, as of a day; `None` if it was not held then.
#[must_use]
pub fn datum(
    facts: &Facts,
    controller: &Controller,
    datum: &Datum,
    day: Day,
) -> Option<Explanation> {
    let (verdict, proof) = prove(facts, controller, datum, day)?;
    let telling = Telling { facts, controller, policy: controller.policy(day)?, datum, day };
    let nodes = &proof.nodes;
    let support = Weighing::new(facts, controller).support(datum, &proof, day);
    let duties = duty::of_datum(facts, controller, datum, day);
    let mut steps = next::steps(&telling, &verdict, nodes, &duties);
    if let Some(silent) = next::silent_work(&telling, nodes) {
        steps.retain(|step| step.command != "none");
        steps.push(silent);
    }
    let purposes = verdict.permitted.iter().filter_map(|id| telling.purpose(id));
    Some(Explanation {
        subject: derive(facts, controller, day).name,
        category: datum.category.clone(),
        label: datum.label.clone(),
        value: datum.value.to_line(),
        masked: verdict.standing == Standing::Restricted,
        verdict,
        permitted: purposes.map(|one| (one.key.clone(), one.text.clone())).collect(),
        headline: headline::of_datum(&telling, &verdict, nodes),
        provenance: provenance::lines(&telling),
        claims: claims(&telling, &proof, &support),
        support,
        recipients: recipients::lines(&telling),
        violations: misuse::lines(facts, controller, Some(datum.id), day),
        rights: rights_of(&telling, nodes, verdict.standing),
        duties: duties.iter().map(|one| words::duty::line(controller, one, day)).collect(),
        unjustified: unjustified(&telling, &verdict),
        next: steps,
    })
}

/// Why the text of a talk is held; `None` if there is no such talk, or not yet.
#[must_use]
pub fn talk(
    facts: &Facts,
    controller: &Controller,
    talk: InteractionId,
    day: Day,
) -> Option<Explanation> {
    let talk = facts.interactions.iter().find(|one| one.id == talk)?;
    datum(facts, controller, &correspondence(talk), day)
}

fn claims(telling: &Telling<'_>, proof: &Proof, support: &Support) -> Vec<ClaimText> {
    let mut claims: Vec<ClaimText> =
        proof.nodes.iter().map(|node| claim_text(telling, node, support)).collect();
    claims.sort_by_key(|claim| !claim.holds);
    // A restriction overrides whatever holds, so it comes first.
    claims.sort_by_key(|claim| claim.code != Some("RESTRICTED") || !claim.steps.is_empty());
    // A restriction that is over is told last.
    claims.sort_by_key(|claim| claim.holds && matches!(claim.cite, Some(Cite::Right(_))));
    claims
}

fn claim_text(telling: &Telling<'_>, node: &Node, support: &Support) -> ClaimText {
    let finding = node.finding;
    let holds = finding.fails.is_none();
    let code = finding.fails.map(crate::domain::Reason::code);
    let article = |of_rule: &str| {
        finding.fails.map_or_else(|| of_rule.to_owned(), |reason| reason.article().to_owned())
    };
    let ground = match finding.cite {
        Some(Cite::Ground(id)) => telling.ground(id),
        _other => None,
    };
    let (Rule::Claim { purpose, basis }, Some(ground)) = (finding.rule, ground) else {
        let (title, sentence) = if finding.rule == Rule::Organisation {
            ("An organisation", "Its own details need no reason; only people's data do.".to_owned())
        } else if holds {
            ("No longer stored only", step::restriction(telling, finding))
        } else {
            ("Only stored for now", step::restriction(telling, finding))
        };
        let title = title.to_owned();
        let of_rule =
            if finding.rule == Rule::Organisation { "" } else { step_article(finding.rule) };
        let (article, cite, steps) = (article(of_rule), finding.cite, Vec::new());
        let carries = cite.is_some_and(|cite| support.carries(None, cite));
        return ClaimText { title, holds, sentence, article, code, cite, carries, steps };
    };
    let of_few = |cite: Cite| {
        let record = !matches!(cite, Cite::Datum(_) | Cite::Purpose(_));
        record && support.carries(Some(ground.id), cite)
    };
    let purpose = telling.purpose(purpose);
    let steps = purpose.map(|purpose| {
        let steps = node.children.iter();
        steps.map(|child| step_text(telling, (ground, purpose), child, &of_few)).collect()
    });
    ClaimText {
        title: claim::title(purpose),
        holds,
        sentence: claim::sentence(ground, purpose, finding),
        article: article(basis.article()),
        code,
        cite: finding.cite,
        carries: of_few(Cite::Ground(ground.id)),
        steps: steps.unwrap_or_default(),
    }
}

/// A condition of a claim, with the further records that are among the few that carry it.
fn step_text(
    telling: &Telling<'_>,
    (ground, purpose): (&Ground, &Purpose),
    node: &Node,
    of_few: &dyn Fn(Cite) -> bool,
) -> StepText {
    let finding = node.finding;
    let further = node.children.iter().filter_map(|child| child.finding.cite);
    let rests_on = further.filter(|cite| of_few(*cite)).filter_map(|cite| {
        let told = super::record(telling.facts, telling.controller, cite)?;
        Some((cite, told.title))
    });
    StepText {
        sentence: step::sentence(telling, ground, purpose, finding),
        holds: finding.fails.is_none(),
        article: finding.fails.map_or_else(
            || step_article(finding.rule).to_owned(),
            |reason| reason.article().to_owned(),
        ),
        code: finding.fails.map(crate::domain::Reason::code),
        cite: finding.cite,
        carries: finding.cite.is_some_and(of_few),
        rests_on: rests_on.collect(),
    }
}

/// Where the law asks for a condition.
fn step_article(rule: Rule) -> &'static str {
    match rule {
        Rule::Organisation => "Art. 4(1)",
        Rule::Claim { basis, .. } => basis.article(),
        Rule::PurposeActive => "Art. 5(1)(b)",
        Rule::Needed => "Art. 5(1)(c)",
        Rule::Compatible => "Art. 5(1)(b), 6(4)",
        Rule::Consent => "Art. 6(1)(a), 7",
        Rule::Contract => "Art. 6(1)(b)",
        Rule::Obligation => "Art. 6(1)(c)",
        Rule::Assessed => "Art. 6(1)(f)",
        Rule::Told => "Art. 13, 14",
        Rule::SoftOptIn => "Directive 2002/58/EC, art. 13(2)",
        Rule::NotObjected => "Art. 21(1)",
        Rule::Recorded => "Art. 5(2)",
        Rule::SpecialCondition => "Art. 9(2)",
        Rule::Retention => "Art. 5(1)(e)",
        Rule::NoMarketingObjection => "Art. 21(2), (3)",
        Rule::Restriction => "Art. 18",
        Rule::RestsOn => "",
    }
}

/// The claims that hold, as far as rights ask.
pub(super) fn held<'a>(telling: &Telling<'a>, nodes: &[Node]) -> Vec<rights::Held<'a>> {
    let holding = nodes.iter().filter(|node| node.finding.fails.is_none());
    let held = holding.filter_map(|node| {
        let Rule::Claim { purpose, basis } = node.finding.rule else { return None };
        let purpose = telling.purpose(purpose)?;
        let (key, marketing) = (purpose.key.as_str(), purpose.marketing);
        Some(rights::Held { basis, key, marketing, until: node.finding.day })
    });
    held.collect()
}

fn rights_of(telling: &Telling<'_>, nodes: &[Node], standing: Standing) -> Vec<String> {
    if !telling.facts.contact.is_person() {
        return Vec::new();
    }
    rights::lines(&held(telling, nodes), &[telling.datum.kind], standing)
}

fn unjustified(telling: &Telling<'_>, verdict: &Verdict) -> Option<Unjustified> {
    let (since, erase_by) = verdict.unjustified_since.zip(verdict.erase_by)?;
    let late = u32::try_from(erase_by.days_until(telling.day)).unwrap_or(0);
    let days = usize::try_from(late).unwrap_or(usize::MAX);
    let late_by = match days {
        0 => String::new(),
        days => format!(" Erasing it is {} late.", words::count(days, "day", "days")),
    };
    let text = format!(
        "Since {} there is no reason to keep it.{late_by} Until it is gone, do not use it or pass \
         it on, except to answer them.",
        words::date(since)
    );
    Some(Unjustified { since, erase_by, days_late: late, text })
}
