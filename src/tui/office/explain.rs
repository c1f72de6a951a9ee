//! The answer to `w`, put into the lines of the pane.

use crate::app::why::{self, ClaimText, ContactExplanation, Explanation, StepText};
use crate::app::{AppError, Session};
use crate::domain::{Cite, ContactId};
use crate::tui::model::{Standing, Subject, Why, WhyKind, WhyLine};

use super::{card, words};

/// Says why something is held; none if it is gone.
pub(super) fn why(session: &Session, subject: Subject) -> Result<Option<Why>, AppError> {
    let today = session.today();
    match subject {
        Subject::Datum(id, datum) => {
            let explanation = why::datum(session, id, datum, today)?;
            Ok(Some(of_datum(session, subject, &explanation)))
        }
        Subject::Interaction(id, talk) => {
            let explanation = why::talk(session, id, talk, today)?;
            Ok(Some(of_datum(session, subject, &explanation)))
        }
        Subject::Contact(id) => {
            let explanation = why::contact(session, id, today)?;
            Ok(Some(of_contact(subject, id, &explanation)))
        }
        Subject::Consent(id, consent) => record(session, subject, id, Cite::Consent(consent)),
        Subject::Ground(id, ground) => record(session, subject, id, Cite::Ground(ground)),
        Subject::Engagement(id, work) => record(session, subject, id, Cite::Engagement(work)),
        Subject::Event(id, event) => record(session, subject, id, Cite::Event(event)),
    }
}

/// A record by itself, for those that carry others and need no ground of their own.
fn record(
    session: &Session,
    subject: Subject,
    id: ContactId,
    cite: Cite,
) -> Result<Option<Why>, AppError> {
    let text = why::record(session, id, cite)?;
    Ok(Some(Why {
        subject,
        title: text.title,
        value: String::new(),
        standing: Standing::Unsaid,
        verdict: String::new(),
        sentence: "A record that other answers rest on.".to_owned(),
        lines: text.lines.iter().map(|line| fact(line)).collect(),
    }))
}

fn of_datum(session: &Session, subject: Subject, told: &Explanation) -> Why {
    let id = subject.contact();
    let standing = card::standing(&told.verdict, session.today());
    let masked = standing == Standing::Restricted;
    let mut lines = Vec::new();
    section(&mut lines, "Next", told.next.iter().map(|step| self::step(&step.text)));
    section(&mut lines, "Where from", told.provenance.iter().map(|text| fact(text)));
    section(&mut lines, "What carries it", told.claims.iter().flat_map(|one| claim(id, one)));
    let uses = told.permitted.iter().map(|(_, text)| fact(text));
    section(&mut lines, "May be used", uses);
    section(&mut lines, "Who has received it", told.recipients.iter().map(|text| fact(text)));
    section(&mut lines, "To do", told.duties.iter().map(|duty| fact(&duty.text)));
    section(&mut lines, "Their rights", told.rights.iter().map(|text| fact(text)));
    let title = format!("{} {}", told.category, told.label);
    Why {
        subject,
        title: title.trim().to_owned(),
        value: if masked {
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
    use crate::domain::{self, HoldUntil};
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
        law: law(&told.article, told.code),
        target: told.cite.and_then(|cite| target(id, cite)),
    }];
    lines.extend(told.steps.iter().map(|one| proof(id, one)));
    lines
}

fn proof(id: ContactId, told: &StepText) -> WhyLine {
    WhyLine {
        kind: if told.holds { WhyKind::Holds } else { WhyKind::Fails },
        depth: 1,
        text: words::said_within(&told.sentence),
        law: law(&told.article, told.code),
        target: told.cite.and_then(|cite| target(id, cite)),
    }
}

fn law(article: &str, code: Option<&str>) -> String {
    match code {
        None | Some("") => article.to_owned(),
        Some(code) if article.is_empty() => code.to_owned(),
        Some(code) => format!("{article} · {code}"),
    }
}

/// The record behind a line, as far as a pane shows it.
fn target(id: ContactId, cite: Cite) -> Option<Subject> {
    match cite {
        Cite::Datum(datum) => Some(Subject::Datum(id, datum)),
        Cite::Ground(ground) => Some(Subject::Ground(id, ground)),
        Cite::Consent(consent) => Some(Subject::Consent(id, consent)),
        Cite::Engagement(work) => Some(Subject::Engagement(id, work)),
        Cite::Event(event) => Some(Subject::Event(id, event)),
        Cite::Interaction(talk) => Some(Subject::Interaction(id, talk)),
        Cite::Right(_) | Cite::Assessment(_) | Cite::Notice(_) | Cite::Purpose(_) => None,
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

fn step(text: &str) -> WhyLine {
    of_kind(WhyKind::Step, text)
}

fn of_kind(kind: WhyKind, text: &str) -> WhyLine {
    WhyLine { kind, depth: 0, text: words::said_within(text), law: String::new(), target: None }
}

fn of_contact(subject: Subject, id: ContactId, told: &ContactExplanation) -> Why {
    let _ = id;
    let mut lines = Vec::new();
    section(&mut lines, "What is held", told.lines.iter().map(|text| fact(text)));
    Why {
        subject,
        title: "all of it".to_owned(),
        value: told.name.clone(),
        standing: super::listing::standing(told.sign),
        verdict: told.verdict.clone(),
        sentence: words::said_within(&told.headline),
        lines,
    }
}
