//! The answer to `w`, put into the lines of the pane.

use crate::app::why::{
    self, ClaimText, ContactExplanation, DatumSummary, Explanation, NextStep, OwnExplanation,
    StepText,
};
use crate::app::{AppError, Session, what_if};
use crate::domain::{Cite, ContactId, Held, HoldUntil, own_record::OwnRecord};
use crate::tui::command::Command;
use crate::tui::model::{Standing, Subject, Why, WhyKind, WhyLine};

use super::{card, words};
use crate::tui::widget::text;

/// Says why something is held; none if it is gone.
pub(super) fn why(session: &Session, subject: Subject) -> Result<Option<Why>, AppError> {
    let today = session.today();
    Ok(match subject {
        Subject::Datum(id, datum) => why::datum(session, id, datum, today)?
            .map(|told| of_datum(session, subject, &told))
            .or_else(|| Some(deleted(subject))),
        Subject::Interaction(id, talk) => {
            why::talk(session, id, talk, today)?.map(|told| of_datum(session, subject, &told))
        }
        Subject::Contact(id) => Some(of_contact(subject, id, &why::contact(session, id, today)?)),
        Subject::Consent(id, consent) => record(session, subject, id, Cite::Consent(consent))?,
        Subject::Ground(id, ground) => record(session, subject, id, Cite::Ground(ground))?,
        Subject::Engagement(id, work) => record(session, subject, id, Cite::Engagement(work))?,
        Subject::Event(id, event) => record(session, subject, id, Cite::Event(event))?,
        Subject::Record(id, cite) => record(session, subject, id, cite)?,
    })
}

/// What would change that, a sentence for each thing that could happen today.
pub(super) fn what_if(session: &Session, subject: Subject) -> Result<Vec<String>, AppError> {
    let what = match subject {
        Subject::Datum(_, datum) => Some(Held::Datum(datum)),
        Subject::Interaction(_, talk) => Some(Held::Talk(talk)),
        Subject::Contact(_) => None,
        Subject::Consent(..)
        | Subject::Ground(..)
        | Subject::Engagement(..)
        | Subject::Event(..)
        | Subject::Record(..) => return Ok(Vec::new()),
    };
    let told = what_if::today(session, subject.contact(), what)?;
    Ok(told.iter().map(|line| words::said_within(line)).collect())
}

/// A record by itself: others rest on it, and it needs no ground of its own.
fn record(
    session: &Session,
    subject: Subject,
    id: ContactId,
    cite: Cite,
) -> Result<Option<Why>, AppError> {
    if let Some(own) = OwnRecord::of(cite)
        && let Some(told) = why::own_of(session, id, own, session.today())?
    {
        return Ok(Some(own_record(subject, id, &told)));
    }
    Ok(why::record_of(session, id, cite)?.map(|told| Why {
        subject,
        title: told.title,
        value: String::new(),
        standing: Standing::Unsaid,
        verdict: "a record that other answers rest on".to_owned(),
        sentence: String::new(),
        lines: told
            .lines
            .iter()
            .map(|(name, says)| of_kind(WhyKind::Fact, &format!("{name}: {says}")))
            .collect(),
    }))
}

/// A record of our own: it is held as proof, and has its day as everything else.
fn own_record(subject: Subject, id: ContactId, told: &OwnExplanation) -> Why {
    let kept = &told.kept;
    let (standing, verdict) = match (kept.unjustified_since, kept.erase_by, kept.hold_until) {
        (Some(since), Some(by), _) => {
            let (since, by) = (words::said(since), words::said(by));
            (Standing::Unjustified, format!("unjustified since {since}; erase by {by}"))
        }
        (_, _, HoldUntil::Day(last)) => {
            (Standing::Justified, format!("justified until {}", words::said(last)))
        }
        (_, _, HoldUntil::Open | HoldUntil::Never) => {
            (Standing::Justified, "justified, as long as what it proves lasts".to_owned())
        }
    };
    let holds = if kept.is_past() { WhyKind::Fails } else { WhyKind::Holds };
    let basis = format!("Legal obligation: {}", told.purpose);
    let mut carried = vec![WhyLine { law: kept.article.to_owned(), ..of_kind(holds, &basis) }];
    carried.extend(told.because.iter().map(|(text, cite)| WhyLine {
        depth: 1,
        target: cite.map(|cite| target(id, cite)),
        ..of_kind(holds, text)
    }));
    let mut lines = Vec::new();
    section(&mut lines, "Next", told.next.iter().map(step));
    section(&mut lines, "What carries it", carried.into_iter());
    let says = told.record.lines.iter().map(|(name, says)| fact(&format!("{name}: {says}")));
    section(&mut lines, "What it says", says);
    Why {
        subject,
        title: told.record.title.clone(),
        value: String::new(),
        standing,
        verdict,
        sentence: words::said_within(&told.sentence),
        lines,
    }
}

/// What is deleted is not explained any more.
fn deleted(subject: Subject) -> Why {
    Why {
        subject,
        title: "deleted".to_owned(),
        value: String::new(),
        standing: Standing::Unsaid,
        verdict: "not held any more".to_owned(),
        sentence: "It is deleted, is never used, and goes for good with the next rewrite."
            .to_owned(),
        lines: vec![WhyLine {
            runs: Some(Command::Undo),
            ..of_kind(WhyKind::Step, "Undo brings it back, as long as nothing else was changed.")
        }],
    }
}

fn of_datum(session: &Session, subject: Subject, told: &Explanation) -> Why {
    let id = subject.contact();
    let standing = card::standing(&told.verdict, session.today());
    let mut lines = Vec::new();
    lines.extend(told.unjustified.iter().map(|told| fact(&told.text)));
    section(&mut lines, "Next", told.next.iter().map(step));
    section(&mut lines, "Where from", told.provenance.iter().map(|text| fact(text)));
    let carried = if told.support.lightest().is_some() {
        "What carries it (◆ is enough by itself)"
    } else {
        "What carries it"
    };
    section(&mut lines, carried, told.claims.iter().flat_map(|one| claim(id, one)));
    let uses = told.permitted.iter().map(|(_, text)| fact(text));
    section(&mut lines, "May be used", uses);
    section(&mut lines, "Who has received it", told.recipients.iter().map(|text| fact(text)));
    section(&mut lines, "To do", told.duties.iter().map(|duty| fact(&duty.text)));
    section(&mut lines, "Their rights", told.rights.iter().map(|text| fact(text)));
    let title = format!("{} {}", told.category, told.label);
    Why {
        subject,
        title: title.trim().to_owned(),
        value: if told.masked {
            "•••••• stored only".to_owned()
        } else {
            told.value.clone()
        },
        standing,
        verdict: verdict(told),
        sentence: words::said_within(&told.headline),
        lines,
    }
}

/// The verdict in words, with its days.
fn verdict(told: &Explanation) -> String {
    use crate::domain;
    let verdict = &told.verdict;
    let word = verdict.standing.word();
    match (verdict.standing, verdict.hold_until) {
        (domain::Standing::Unjustified, _) => {
            let since = verdict.unjustified_since.map(|day| format!(" since {}", words::said(day)));
            let by = verdict.erase_by.map(|day| format!("; erase by {}", words::said(day)));
            format!("{word}{}{}", since.unwrap_or_default(), by.unwrap_or_default())
        }
        (_, HoldUntil::Day(day)) => format!("{word} until {}", words::said(day)),
        (_, HoldUntil::Open) => format!("{word}, as long as what carries it lasts"),
        (_, HoldUntil::Never) => word.to_owned(),
    }
}

fn claim(id: ContactId, told: &ClaimText) -> Vec<WhyLine> {
    let mut lines = vec![WhyLine {
        kind: if told.holds { WhyKind::Holds } else { WhyKind::Fails },
        depth: 0,
        text: words::said_within(&format!("{}: {}", told.title, told.sentence)),
        law: law(told.carries, &told.article, told.code),
        target: told.cite.map(|cite| target(id, cite)),
        runs: None,
    }];
    for step in &told.steps {
        lines.push(proof(id, step));
        lines.extend(step.rests_on.iter().map(|(cite, title)| WhyLine {
            depth: 2,
            law: law(true, "", None),
            target: Some(target(id, *cite)),
            ..of_kind(WhyKind::Holds, title)
        }));
    }
    lines
}

fn proof(id: ContactId, told: &StepText) -> WhyLine {
    WhyLine {
        kind: if told.holds { WhyKind::Holds } else { WhyKind::Fails },
        depth: 1,
        text: words::said_within(&told.sentence),
        law: law(told.carries, &told.article, told.code),
        target: told.cite.map(|cite| target(id, cite)),
        runs: None,
    }
}

/// The article and the code; before them a sign for the few records that are enough.
fn law(carries: bool, article: &str, code: Option<&str>) -> String {
    let law = match code {
        None | Some("") => article.to_owned(),
        Some(code) if article.is_empty() => code.to_owned(),
        Some(code) => format!("{article} · {code}"),
    };
    if carries { format!("◆ {law}").trim_end().to_owned() } else { law }
}

/// The record behind a line.
fn target(id: ContactId, cite: Cite) -> Subject {
    match cite {
        Cite::Datum(datum) => Subject::Datum(id, datum),
        Cite::Ground(ground) => Subject::Ground(id, ground),
        Cite::Consent(consent) => Subject::Consent(id, consent),
        Cite::Engagement(work) => Subject::Engagement(id, work),
        Cite::Event(event) => Subject::Event(id, event),
        Cite::Interaction(talk) => Subject::Interaction(id, talk),
        Cite::Right(_)
        | Cite::Assessment(_)
        | Cite::Notice(_)
        | Cite::Purpose(_)
        | Cite::Origin(_)
        | Cite::Disclosure(_) => Subject::Record(id, cite),
    }
}

fn section(lines: &mut Vec<WhyLine>, title: &str, more: impl Iterator<Item = WhyLine>) {
    let before = lines.len();
    lines.extend(more);
    if lines.len() > before {
        lines.insert(before, of_kind(WhyKind::Heading, title));
    }
}

fn fact(text: &str) -> WhyLine {
    of_kind(WhyKind::Fact, text)
}

fn step(told: &NextStep) -> WhyLine {
    let runs = match told.command {
        "erase" => Some(Command::Erase),
        "consent-give" => Some(Command::ConsentGive),
        "notice-give" => Some(Command::Remedy),
        "interaction-log" => Some(Command::InteractionLog),
        "correct" => Some(Command::Edit),
        _ => None,
    };
    WhyLine { runs, ..of_kind(WhyKind::Step, &told.text) }
}

fn of_kind(kind: WhyKind, text: &str) -> WhyLine {
    WhyLine {
        kind,
        depth: 0,
        text: words::said_within(text),
        law: String::new(),
        target: None,
        runs: None,
    }
}

fn of_contact(subject: Subject, id: ContactId, told: &ContactExplanation) -> Why {
    let [justified, restricted, unjustified] = told.counts;
    let standing = match (unjustified, restricted) {
        (1.., _) => Standing::Unjustified,
        (0, 1..) => Standing::Restricted,
        (0, 0) if justified > 0 => Standing::Justified,
        (0, 0) => Standing::Unsaid,
    };
    let mut counted = vec![format!("{} justified", text::count(justified, "value", "values"))];
    for (count, word) in [(restricted, "restricted"), (unjustified, "unjustified")] {
        if count > 0 {
            counted.push(format!("{count} {word}"));
        }
    }
    let mut lines = Vec::new();
    section(&mut lines, "Next", told.next.iter().map(step));
    section(&mut lines, "To do", told.duties.iter().map(|duty| fact(&duty.text)));
    section(&mut lines, "Held for", told.purposes.iter().map(|one| fact(&one.sentence)));
    section(&mut lines, "Value by value", told.data.iter().map(|one| value(id, one)));
    section(&mut lines, "Who has received something", told.recipients.iter().map(|one| fact(one)));
    section(&mut lines, "Their rights", told.rights.iter().map(|one| fact(one)));
    Why {
        subject,
        title: told.subject.clone(),
        value: String::new(),
        standing,
        verdict: counted.join(", "),
        sentence: words::said_within(&told.headline),
        lines,
    }
}

/// One value of a contact in a line; Enter on it goes to the value.
fn value(id: ContactId, told: &DatumSummary) -> WhyLine {
    let shown = if told.masked { "••••••" } else { told.value.as_str() };
    WhyLine {
        kind: match told.standing {
            crate::domain::Standing::Justified => WhyKind::Holds,
            crate::domain::Standing::Restricted => WhyKind::Fact,
            crate::domain::Standing::Unjustified => WhyKind::Fails,
        },
        depth: 0,
        text: words::said_within(&format!("{} {shown}: {}", told.category, told.text)),
        law: String::new(),
        target: Some(Subject::Datum(id, told.id)),
        runs: None,
    }
}
