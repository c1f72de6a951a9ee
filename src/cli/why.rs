//! `candor why`: whether a value may be held, until when, for what, and by which records.

mod own;

use clap::Args;
use serde_json::{Value as Json, json};

use super::{CliError, args::AsOf, desk::Desk, find, told};
use crate::{
    app::{
        AppError, Secretive, card,
        forgotten::{self, Forgotten},
        why::{self, ClaimText, Explanation, StepText, explain},
    },
    domain::{
        Cite, Controller, Datum, Day, Facts, Finding, GroundId, HoldUntil, InteractionId,
        LawfulBasis, Node, Policy, PurposeId, PurposeSet, Reason, Rule, Standing, Support, Verdict,
        correspondence, duty, prove,
    },
};

/// Options of `candor why`.
#[derive(Args, Debug)]
pub struct Why {
    /// Who: number, uid, address, telephone number or name
    who: String,
    /// What: email, phone/work, #3, talk/7 or the value itself; or a record of ours: consent/3,
    /// request/2, notice/1, objection/4, restriction/5, disclosure/1; without it everything
    field: Option<String>,
    /// Show a restricted value as well
    #[arg(long)]
    reveal: bool,
    #[command(flatten)]
    as_of: AsOf,
}

impl Why {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let who = match crate::app::find::contact(&session, &self.who) {
            Err(AppError::NotFound(asked)) => {
                let kept = forgotten::forgotten(&session, &self.who)?;
                return match kept {
                    Some(kept) => nobody(desk, &kept),
                    None => Err(AppError::NotFound(asked).into()),
                };
            }
            found => found?,
        };
        let facts = session.facts(who)?;
        let controller = session.controller()?;
        let as_of = self.as_of.day(&session);
        let reveal = self.reveal;
        let question = Question { facts: &facts, controller: &controller, as_of, reveal };
        let Some(field) = &self.field else { return question.contact(desk) };
        let talk = field.strip_prefix("talk/").and_then(|number| number.parse().ok());
        if let Some(id) = talk.map(InteractionId) {
            let talk = facts.interactions.iter().find(|one| one.id == id);
            let talk = talk.ok_or_else(|| AppError::NotFound(Secretive(field.clone())))?;
            let told = explain::talk(&facts, &controller, id, as_of);
            return question.value(desk, &correspondence(talk), told);
        }
        if let Some(record) = find::own_record(&facts, field)? {
            return question.own(desk, record);
        }
        let datum = find::datum(&facts, field)?;
        question.value(desk, datum, explain::datum(&facts, &controller, datum, as_of))
    }
}

/// Nobody has the address, but a keyed hash of it is kept.
fn nobody(desk: &Desk<'_>, kept: &Forgotten) -> Result<(), CliError> {
    let told = kept.sentences();
    if desk.printer.is_json() {
        let day = |day: Option<Day>| day.map(|day| day.to_string());
        desk.printer.json(&json!({
            "contact": null,
            "kept": "keyed hash",
            "never_write_since": day(kept.never_write),
            "never_import_since": day(kept.never_import),
            "erased_on": day(kept.erased),
            "text": told,
        }))?;
    } else {
        told.iter().try_for_each(|line| desk.printer.line_of(line))?;
    }
    Err(CliError::None("nothing is held about them but that".to_owned()))
}

/// What is asked: about whom, by whose rules, for which day.
struct Question<'a> {
    facts: &'a Facts,
    controller: &'a Controller,
    as_of: Day,
    reveal: bool,
}

impl Question<'_> {
    /// One value: verdict, explanation and proof.
    fn value(
        &self,
        desk: &Desk<'_>,
        datum: &Datum,
        told: Option<Explanation>,
    ) -> Result<(), CliError> {
        let proved = prove(self.facts, self.controller, datum, self.as_of);
        let (Some((verdict, proof)), Some(told)) = (proved, told) else {
            return Err(CliError::None(format!("it was not held yet on {}", self.as_of)));
        };
        if desk.printer.is_json() {
            let mut answer = self.answer(datum, &verdict);
            if let Json::Object(fields) = &mut answer {
                fields.insert("headline".to_owned(), told.headline.as_str().into());
                fields.insert("claims".to_owned(), told.claims.iter().map(claim_json).collect());
                fields.insert("recipients".to_owned(), told.recipients.into());
                fields.insert("violations".to_owned(), told.violations.into());
                fields.insert("rights".to_owned(), told.rights.into());
                let next =
                    told.next.iter().map(|one| json!({ "text": one.text, "command": one.command }));
                fields.insert("next".to_owned(), next.collect());
                let support = &told.support;
                let nodes = proof.nodes.iter().map(|node| self.node(node, support, None));
                fields.insert("proof".to_owned(), nodes.collect());
                let smallest = support.smallest().into_iter().map(|one| Json::from(cite(one)));
                fields.insert("carried_by".to_owned(), smallest.collect());
            }
            return desk.printer.json(&answer);
        }
        self.print(desk, datum, &told)
    }

    fn print(&self, desk: &Desk<'_>, datum: &Datum, told: &Explanation) -> Result<(), CliError> {
        let say = |line: &str| desk.printer.line_of(line);
        let list = |word: &str, lines: Vec<&String>| {
            let words = [word].into_iter().chain(std::iter::repeat(""));
            words.zip(lines).try_for_each(|(word, line)| say(&format!("{word:<8}{line}")))
        };
        let verdict = &told.verdict;
        let value = find::masked(&datum.value.to_line(), told.masked && !self.reveal);
        say(&format!("{}: {value}", find::field(datum)))?;
        say(&format!("\u{201c}{}\u{201d}", told.headline))?;
        list("do", told.next.iter().map(|next| &next.text).collect())?;
        let standing = verdict.standing.word();
        say(&format!("{standing} {}, as of {}", card::until(verdict), self.as_of))?;
        for claim in &told.claims {
            say(&condition(2, &as_step(claim)))?;
            claim.steps.iter().try_for_each(|step| say(&condition(6, step)))?;
        }
        let open = told.duties.iter().filter(|duty| told::is_open(duty));
        list("from", told.provenance.iter().collect())?;
        list("seen by", told.recipients.iter().collect())?;
        list("misused", told.violations.iter().collect())?;
        list("rights", told.rights.iter().collect())?;
        list("erase", told.unjustified.iter().map(|one| &one.text).collect())?;
        list("due", open.map(|duty| &duty.text).collect())
    }

    /// Everything about a contact, a line each.
    fn contact(&self, desk: &Desk<'_>) -> Result<(), CliError> {
        let card = card::build(self.facts, self.controller, self.as_of);
        let judged = card.data.iter().filter_map(|line| {
            let datum = self.facts.data.iter().find(|datum| datum.id == line.id)?;
            Some((line, datum, line.verdict?))
        });
        let judged: Vec<_> = judged.collect();
        let told = explain::contact(self.facts, self.controller, self.as_of);
        if desk.printer.is_json() {
            let data: Vec<Json> =
                judged.iter().map(|(_, datum, verdict)| self.answer(datum, verdict)).collect();
            return desk.printer.json(&json!({
                "contact": { "id": card.id.0, "name": card.name },
                "as_of": self.as_of.to_string(),
                "sign": told::sign(card.sign),
                "headline": told.headline,
                "data": data,
                "violations": told.violations,
                "records": self.own_lines(),
                "duties": card.duties.iter().map(told::duty).collect::<Vec<_>>(),
            }));
        }
        desk.printer.talk(&format!("\u{201c}{}\u{201d}", told.headline));
        let words = ["do"].into_iter().chain(std::iter::repeat(""));
        for (word, next) in words.zip(&told.next) {
            desk.printer.talk(&format!("  {word:<8}{}", next.text));
        }
        let mut rows: Vec<Vec<String>> = judged
            .iter()
            .map(|(line, _, verdict)| {
                let because = match verdict.standing {
                    Standing::Justified | Standing::Restricted => self.keys(verdict.permitted),
                    Standing::Unjustified => {
                        verdict.reasons.iter().map(|one| why::refusal(one).to_owned()).collect()
                    }
                };
                vec![
                    format!("#{}", line.id),
                    line.category.to_string(),
                    find::masked(&line.text, line.masked && !self.reveal),
                    verdict.standing.word().to_owned(),
                    card::until(verdict),
                    because.join(", "),
                ]
            })
            .collect();
        rows.extend(self.own_rows());
        let headers = ["number", "field", "value", "standing", "until", "because"];
        desk.printer.table(&headers, &rows)?;
        for line in &told.violations {
            desk.printer.talk(&format!("  misused {line}"));
        }
        for duty in card.duties.iter().filter(|duty| told::is_open(duty)) {
            desk.printer.talk(&format!("  due     {}", duty.text));
        }
        Ok(())
    }

    fn answer(&self, datum: &Datum, verdict: &Verdict) -> Json {
        let day = |day: Option<Day>| day.map(|day| day.to_string());
        let masked = verdict.standing == Standing::Restricted && !self.reveal;
        json!({
            "contact": { "id": self.facts.contact.id.0, "name": find::name(self.facts) },
            "datum": {
                "id": datum.id.0,
                "category": datum.category.word(),
                "label": datum.label,
                "value": (!masked).then(|| datum.value.to_line()),
            },
            "as_of": self.as_of.to_string(),
            "verdict": verdict.standing.word(),
            "hold_until": match verdict.hold_until {
                HoldUntil::Never => Json::Null,
                HoldUntil::Day(_) | HoldUntil::Open => verdict.hold_until.to_string().into(),
            },
            "unjustified_since": day(verdict.unjustified_since),
            "erase_by": day(verdict.erase_by),
            "permitted": self.keys(verdict.permitted),
            "reasons": codes(verdict),
            "duties": self.duties(datum).iter().map(told::duty).collect::<Vec<_>>(),
            "provenance": self.provenance(datum),
        })
    }

    fn policy(&self) -> Option<&Policy> {
        self.controller.policy(self.as_of)
    }

    fn keys(&self, purposes: PurposeSet) -> Vec<String> {
        let found = purposes.iter().filter_map(|id| self.policy()?.purpose(id));
        found.map(|purpose| purpose.key.clone()).collect()
    }

    fn duties(&self, datum: &Datum) -> Vec<card::DutyLine> {
        let own = duty::of_datum(self.facts, self.controller, datum, self.as_of);
        let mut all = card::duties(self.facts, self.controller, self.as_of);
        all.retain(|line| {
            own.iter().any(|one| {
                let keys = self.keys(one.purpose.into_iter().collect());
                one.kind == line.kind && keys.first() == Some(&line.purpose)
            })
        });
        all
    }

    fn provenance(&self, datum: &Datum) -> Vec<Json> {
        let so_far = datum.provenances.iter().filter(|one| one.origin.collected_on <= self.as_of);
        so_far
            .map(|one| {
                json!({
                    "source": told::source(&one.origin.source),
                    "how": told::how(&one.origin.how),
                    "collected_on": one.origin.collected_on.to_string(),
                    "collected_for": one.origin.collected_for.map(|set| self.keys(set)),
                    "line": (one.line > 0).then_some(one.line),
                })
            })
            .collect()
    }

    /// A node of the proof: `carries` marks the smallest set of records, `necessary` those without
    /// which the claim fails.
    fn node(&self, node: &Node, support: &Support, of: Option<GroundId>) -> Json {
        let finding = node.finding;
        let of = match (finding.rule, finding.cite) {
            (Rule::Claim { .. }, Some(Cite::Ground(ground))) => Some(ground),
            _other => of,
        };
        let necessary = of.zip(finding.cite).is_some_and(|(of, one)| support.is_necessary(of, one));
        let (purpose, basis) = claim(finding.rule).unzip();
        let purpose = purpose.and_then(|id| self.keys(PurposeSet::one(id)).pop());
        json!({
            "rule": rule(finding.rule),
            "article": article(finding),
            "purpose": purpose,
            "basis": basis.map(LawfulBasis::word),
            "holds": finding.fails.is_none(),
            "code": finding.fails.map(Reason::code),
            "record": finding.cite.map(cite),
            "day": finding.day.map(|day| day.to_string()),
            "necessary": necessary,
            "carries": finding.cite.is_some_and(|one| support.carries(of, one)),
            "children": node
                .children
                .iter()
                .map(|child| self.node(child, support, of))
                .collect::<Vec<_>>(),
        })
    }
}

/// A condition on a line: `+` holds, `-` fails; then code, article and record.
fn condition(indent: usize, step: &StepText) -> String {
    let sign = if step.holds { "+" } else { "-" };
    let article = (!step.article.is_empty()).then(|| step.article.clone());
    let carries = step.carries.then(|| "carries it".to_owned());
    let bits = [step.code.map(str::to_owned), article, step.cite.map(cite), carries];
    let mut bits: Vec<String> = bits.into_iter().flatten().collect();
    bits.extend(step.rests_on.iter().map(|(further, _)| format!("with {}", cite(*further))));
    let bits = if bits.is_empty() { String::new() } else { format!(" [{}]", bits.join("; ")) };
    format!("{:indent$}{sign} {}{bits}", "", step.sentence)
}

/// A claim as its first line.
fn as_step(claim: &ClaimText) -> StepText {
    StepText {
        sentence: format!("{}: {}", claim.title, claim.sentence),
        holds: claim.holds,
        article: claim.article.clone(),
        code: claim.code,
        cite: claim.cite,
        carries: claim.carries,
        rests_on: Vec::new(),
    }
}

/// A claim as it is told to people.
fn claim_json(claim: &ClaimText) -> Json {
    let steps: Vec<Json> = claim
        .steps
        .iter()
        .map(|step| {
            json!({
                "sentence": step.sentence,
                "holds": step.holds,
                "article": step.article,
                "code": step.code,
                "record": step.cite.map(cite),
                "carries": step.carries,
            })
        })
        .collect();
    json!({
        "title": claim.title,
        "sentence": claim.sentence,
        "holds": claim.holds,
        "article": claim.article,
        "code": claim.code,
        "record": claim.cite.map(cite),
        "carries": claim.carries,
        "steps": steps,
    })
}

fn codes(verdict: &Verdict) -> Vec<String> {
    verdict.reasons.iter().map(|reason| reason.code().to_owned()).collect()
}

/// The purpose and basis of a claim.
fn claim(rule: Rule) -> Option<(PurposeId, LawfulBasis)> {
    if let Rule::Claim { purpose, basis } = rule { Some((purpose, basis)) } else { None }
}

/// Where the GDPR says so: what failed, else what was asked.
fn article(finding: Finding) -> &'static str {
    if let Some(reason) = finding.fails {
        return reason.article();
    }
    match finding.rule {
        Rule::Claim { basis, .. } => basis.article(),
        Rule::Organisation => "Art. 4(1)",
        Rule::PurposeActive => "Art. 5(1)(b)",
        Rule::Needed => "Art. 5(1)(c)",
        Rule::Compatible => "Art. 6(4)",
        Rule::Consent => "Art. 7",
        Rule::Contract => "Art. 6(1)(b)",
        Rule::Obligation => "Art. 6(1)(c)",
        Rule::Assessed => "Art. 6(1)(f)",
        Rule::Told => "Art. 13, 14",
        Rule::SoftOptIn => "Directive 2002/58/EC, art. 13(2)",
        Rule::NotObjected => "Art. 21(1)",
        Rule::Recorded => "Art. 6(1)",
        Rule::SpecialCondition => "Art. 9(2)",
        Rule::Retention => "Art. 5(1)(e)",
        Rule::NoMarketingObjection => "Art. 21(2), (3)",
        Rule::Restriction => "Art. 18",
        Rule::RestsOn => "",
    }
}

fn rule(rule: Rule) -> &'static str {
    match rule {
        Rule::Organisation => "organisation",
        Rule::Claim { .. } => "claim",
        Rule::PurposeActive => "purpose-active",
        Rule::Needed => "needed",
        Rule::Compatible => "compatible",
        Rule::Consent => "consent",
        Rule::Contract => "contract",
        Rule::Obligation => "obligation",
        Rule::Assessed => "assessed",
        Rule::Told => "told",
        Rule::SoftOptIn => "soft-opt-in",
        Rule::NotObjected => "not-objected",
        Rule::Recorded => "recorded",
        Rule::SpecialCondition => "special-condition",
        Rule::Retention => "retention",
        Rule::NoMarketingObjection => "no-marketing-objection",
        Rule::Restriction => "restriction",
        Rule::RestsOn => "rests-on",
    }
}

/// A record as answers name it: `consent 3`.
pub(super) fn cite(cite: Cite) -> String {
    match cite {
        Cite::Datum(id) => format!("datum {id}"),
        Cite::Ground(id) => format!("ground {id}"),
        Cite::Consent(id) => format!("consent {id}"),
        Cite::Engagement(id) => format!("engagement {id}"),
        Cite::Event(id) => format!("event {id}"),
        Cite::Interaction(id) => format!("interaction {id}"),
        Cite::Right(id) => format!("right {id}"),
        Cite::Assessment(id) => format!("assessment {id}"),
        Cite::Notice(id) => format!("notice {id}"),
        Cite::Purpose(id) => format!("purpose {id}"),
        Cite::Origin(id) => format!("origin {id}"),
        Cite::Disclosure(id) => format!("disclosure {id}"),
    }
}
