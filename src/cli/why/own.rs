//! `candor why WHO consent/3`: why one of our own records is held, and until when.

use serde_json::{Value as Json, json};

use super::{CliError, Question, cite};
use crate::{
    app::why::{self, OwnExplanation, OwnLine},
    cli::{desk::Desk, find},
    domain::{
        Day, HoldUntil, LawfulBasis, Reason,
        own_record::{End, OwnRecord, PROOF},
    },
};

impl Question<'_> {
    /// One of our own records: verdict, what it proves, and what it says.
    pub(super) fn own(&self, desk: &Desk<'_>, record: OwnRecord) -> Result<(), CliError> {
        let Some(told) = why::own(self.facts, self.controller, record, self.as_of) else {
            let message = if self.facts.contact.is_person() {
                format!("it was not there yet on {}", self.as_of)
            } else {
                "records about an organisation need no reason; only people's do".to_owned()
            };
            return Err(CliError::None(message));
        };
        if desk.printer.is_json() {
            return desk.printer.json(&self.own_json(&told));
        }
        let say = |line: &str| desk.printer.line_of(line);
        let kept = &told.kept;
        say(&told.record.title)?;
        let until = match (kept.unjustified_since, kept.erase_by, kept.hold_until) {
            (Some(since), Some(by), _) => format!("unjustified since {since}, erase by {by}"),
            (_, _, until) => format!("justified until {until}"),
        };
        say(&format!("{until}, as of {}", self.as_of))?;
        say(&format!("\u{201c}{}\u{201d}", told.sentence))?;
        let (sign, basis) = if kept.is_past() { ("-", "") } else { ("+", "legal obligation; ") };
        let code = if kept.is_past() { "OBLIGATION_LAPSED; " } else { "" };
        say(&format!("  {sign} {} [{code}{basis}{}]", told.purpose, kept.article))?;
        for (text, behind) in &told.because {
            let behind = behind.map(|one| format!(" [{}]", cite(one))).unwrap_or_default();
            say(&format!("      {text}{behind}"))?;
        }
        for (name, text) in &told.record.lines {
            say(&format!("  {name}: {text}"))?;
        }
        told.next.iter().try_for_each(|next| say(&format!("{:<8}{}", "next", next.text)))
    }

    /// Every own record on a line, as the table of a contact has its values.
    pub(super) fn own_rows(&self) -> Vec<Vec<String>> {
        let all = why::own_all(self.facts, self.controller, self.as_of).into_iter();
        let row = |line: OwnLine| {
            let kept = &line.kept;
            let (until, because) = match (kept.unjustified_since, kept.hold_until) {
                (Some(since), _) => (format!("since {since}"), "it proves nothing any more"),
                (None, HoldUntil::Day(day)) => (format!("until {day}"), PROOF),
                (None, HoldUntil::Open | HoldUntil::Never) => ("open".to_owned(), PROOF),
            };
            let kind = kind(kept.record);
            vec![
                format!("{kind}/{}", number(kept.record)),
                kind.to_owned(),
                line.title,
                standing(kept.is_past()).to_owned(),
                until,
                because.to_owned(),
            ]
        };
        all.map(row).collect()
    }

    /// The same for programs.
    pub(super) fn own_lines(&self) -> Vec<Json> {
        let all = why::own_all(self.facts, self.controller, self.as_of).into_iter();
        let line = |line: OwnLine| {
            let kept = &line.kept;
            json!({
                "kind": kind(kept.record),
                "id": number(kept.record),
                "on": kept.on.to_string(),
                "title": line.title,
                "verdict": standing(kept.is_past()),
                "purpose": PROOF,
                "article": kept.article,
                "hold_until": kept.hold_until.to_string(),
                "erase_by": kept.erase_by.map(|day| day.to_string()),
            })
        };
        all.map(line).collect()
    }

    fn own_json(&self, told: &OwnExplanation) -> Json {
        let day = |day: Option<Day>| day.map(|day| day.to_string());
        let kept = &told.kept;
        let (running, ended) = match kept.end {
            End::Open(_) => (true, None),
            End::On { day, .. } => (false, Some(day)),
        };
        let lines = told.record.lines.iter();
        let lines = lines.map(|(name, text)| json!({ "name": name, "text": text }));
        let because = told
            .because
            .iter()
            .map(|(text, behind)| json!({ "text": text, "record": behind.map(cite) }));
        let permitted: &[&str] = if kept.is_past() { &[] } else { &[PROOF] };
        let reasons: &[&str] =
            if kept.is_past() { &[Reason::ObligationLapsed.code()] } else { &[] };
        json!({
            "contact": { "id": self.facts.contact.id.0, "name": find::name(self.facts) },
            "record": {
                "kind": kind(kept.record),
                "id": number(kept.record),
                "on": kept.on.to_string(),
                "title": told.record.title,
                "lines": lines.collect::<Vec<_>>(),
            },
            "as_of": self.as_of.to_string(),
            "verdict": standing(kept.is_past()),
            "purpose": PROOF,
            "basis": LawfulBasis::LegalObligation.word(),
            "article": kept.article,
            "hold_until": match kept.hold_until {
                HoldUntil::Never => Json::Null,
                HoldUntil::Day(_) | HoldUntil::Open => kept.hold_until.to_string().into(),
            },
            "unjustified_since": day(kept.unjustified_since),
            "erase_by": day(kept.erase_by),
            "permitted": permitted,
            "reasons": reasons,
            "still_runs": running,
            "ended": day(ended),
            "headline": told.sentence,
            "because": because.collect::<Vec<_>>(),
            "next": told.next.iter()
                .map(|one| json!({ "text": one.text, "command": one.command }))
                .collect::<Vec<_>>(),
        })
    }
}

const fn standing(is_past: bool) -> &'static str {
    if is_past { "unjustified" } else { "justified" }
}

/// `consent`, `right` or `disclosure`.
const fn kind(record: OwnRecord) -> &'static str {
    match record {
        OwnRecord::Consent(_) => "consent",
        OwnRecord::Right(_) => "right",
        OwnRecord::Disclosure(_) => "disclosure",
    }
}

const fn number(record: OwnRecord) -> u32 {
    match record {
        OwnRecord::Consent(id) => id.0,
        OwnRecord::Right(id) => id.0,
        OwnRecord::Disclosure(id) => id.0,
    }
}
