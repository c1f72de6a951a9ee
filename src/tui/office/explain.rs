//! The answer to `w`, put into the lines of the pane.

use crate::app::why::{
    self, ClaimText, ContactExplanation, DatumSummary, Explanation, NextStep, OwnExplanation,
    StepText,
};
use crate::app::{AppError, Session, what_if};
use crate::domain::{self, Category, Cite, ContactId, Day, Held, HoldUntil, own_record::OwnRecord};
use crate::tui::command::Command;
use crate::tui::model::{Standing, Subject, Why, WhyKind, WhyLine};

use super::{card, words};

/// Says why something is held, today or as of another day; none if it is gone.
pub(super) fn why(
    session: &Session,
    subject: Subject,
    day: Option<Day>,
) -> Result<Option<Why>, AppError> {
    let today = session.today();
    let day = day.unwrap_or(today);
    let told = match subject {
        Subject::Datum(id, datum) => why::datum(session, id, datum, day)?
            .map(|told| of_datum(day, subject, &told))
            .or_else(|| Some(if day == today { deleted(subject) } else { not_then(subject) })),
        Subject::Interaction(id, talk) => why::talk(session, id, talk, day)?
            .map(|told| of_datum(day, subject, &told))
            .or_else(|| (day != today).then(|| not_then(subject))),
        Subject::Contact(id) => Some(of_contact(subject, id, &why::contact(session, id, day)?)),
        Subject::Consent(id, consent) => record(session, subject, id, Cite::Consent(consent))?,
        Subject::Ground(id, ground) => record(session, subject, id, Cite::Ground(ground))?,
        Subject::Engagement(id, work) => record(session, subject, id, Cite::Engagement(work))?,
        Subject::Event(id, event) => record(session, subject, id, Cite::Event(event))?,
        Subject::Record(id, cite) => record(session, subject, id, cite)?,
    };
    Ok(told.map(|told| if day == today { told } else { to_read(told) }))
}

/// The answer of another day without the keys that would act today.
fn to_read(mut told: Why) -> Why {
    for line in &mut told.lines {
        line.runs = None;
    }
    told
}

/// What was not held on the day that is asked about.
fn not_then(subject: Subject) -> Why {
    Why {
        subject,
        title: String::new(),
        value: String::new(),
        standing: Standing::Unsaid,
        verdict: "not held then".to_owned(),
        sentence: "We did not hold this on that day.".to_owned(),
        lines: Vec::new(),
    }
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
        verdict: "on record".to_owned(),
        sentence: "Reasons rest on this record; by itself it asks for nothing.".to_owned(),
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

fn of_datum(day: Day, subject: Subject, told: &Explanation) -> Why {
    let id = subject.contact();
    let standing = card::standing(&told.verdict, day);
    let mut lines: Vec<WhyLine> = told.next.iter().map(step).collect();
    lines.extend(told.unjustified.iter().map(|told| fact(&told.text)));
    let carried = match (told.verdict.standing, told.support.lightest().is_some()) {
        (domain::Standing::Justified, true) => "Why it may stay (◆ is enough by itself)",
        (domain::Standing::Justified, false) => "Why it may stay",
        (domain::Standing::Restricted, _) => "Why it is only stored",
        (domain::Standing::Unjustified, _) => "Why it may not stay",
    };
    section(&mut lines, carried, told.claims.iter().flat_map(|one| claim(id, one)));
    section(&mut lines, "Where from", told.provenance.iter().map(|text| fact(text)));
    let uses = told.permitted.iter().map(|(_, text)| fact(text));
    section(&mut lines, "What it may be used for", uses);
    section(&mut lines, "Who sees it", told.recipients.iter().map(|text| fact(text)));
    section(&mut lines, "What you owe them", told.duties.iter().map(|duty| fact(&duty.text)));
    section(&mut lines, "What they may ask for", told.rights.iter().map(|text| fact(text)));
    let category = told.category.to_string().replace('-', " ");
    let title = format!("{category} {}", told.label);
    Why {
        subject,
        title: title.trim().to_owned(),
        value: if told.masked {
            "•••••• stored only".to_owned()
        } else {
            told.value.clone()
        },
        standing,
        verdict: verdict(told, day),
        sentence: words::said_within(&told.headline),
        lines,
    }
}

/// What that comes to, in a few words with the day.
fn verdict(told: &Explanation, today: Day) -> String {
    use domain::Standing;
    let verdict = &told.verdict;
    match (verdict.standing, verdict.hold_until, verdict.erase_by) {
        (Standing::Unjustified, _, by) => must_go(by, today),
        (Standing::Restricted, HoldUntil::Day(day), _) => {
            format!("stored only, decide by {}", words::said(day))
        }
        (Standing::Restricted, _, _) => "stored only".to_owned(),
        (Standing::Justified, HoldUntil::Day(day), _) => {
            format!("may stay until {}", words::said(day))
        }
        (Standing::Justified, _, _) => "may stay for now".to_owned(),
    }
}

fn must_go(by: Option<Day>, today: Day) -> String {
    match by {
        Some(by) if by < today => format!("had to go by {}", words::said(by)),
        Some(by) => format!("must go by {}", words::said(by)),
        None => "must go".to_owned(),
    }
}

fn claim(id: ContactId, told: &ClaimText) -> Vec<WhyLine> {
    let mut lines = vec![WhyLine {
        kind: if told.holds { WhyKind::Holds } else { WhyKind::Fails },
        depth: 0,
        text: words::said_within(&format!("{}: {}", told.title, told.sentence)),
        law: law(told.carries, &told.article),
        target: told.cite.map(|cite| target(id, cite)),
        runs: None,
    }];
    for step in &told.steps {
        lines.push(proof(id, step));
        lines.extend(step.rests_on.iter().map(|(cite, title)| WhyLine {
            depth: 2,
            law: law(true, ""),
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
        law: law(told.carries, &told.article),
        target: told.cite.map(|cite| target(id, cite)),
        runs: None,
    }
}

/// The article; before it a sign for the few records that are enough.
fn law(carries: bool, article: &str) -> String {
    if carries { format!("◆ {article}").trim_end().to_owned() } else { article.to_owned() }
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

/// A fact; the article at its end stands apart, for those who look for it.
fn fact(text: &str) -> WhyLine {
    let parted = text.strip_suffix(").").and_then(|text| text.rsplit_once(" ("));
    match parted.filter(|(_, law)| law.contains("Art. ")) {
        // What stands before the article in the brackets stays with the sentence.
        Some((before, law)) => match law.rsplit_once("; ") {
            Some((aside, law)) => WhyLine {
                law: law.to_owned(),
                ..of_kind(WhyKind::Fact, &format!("{before} ({aside})."))
            },
            None => {
                WhyLine { law: law.to_owned(), ..of_kind(WhyKind::Fact, &format!("{before}.")) }
            }
        },
        None => of_kind(WhyKind::Fact, text),
    }
}

fn step(told: &NextStep) -> WhyLine {
    let (runs, shell) = match told.command {
        "erase" => (Some(Command::Erase), ""),
        "consent-give" => (Some(Command::ConsentGive), ""),
        "notice-give"
        | "objection-decide"
        | "request-answer"
        | "complaint-acknowledge"
        | "recipient-tell" => (Some(Command::Remedy), ""),
        "interaction-log" => (Some(Command::InteractionLog), ""),
        "ground-close" => (Some(Command::EngagementEnd), ""),
        "correct" => (Some(Command::Edit), ""),
        // No key does these yet.
        "restriction-lift" => (None, "candor restrict tell"),
        "assess" => (None, "candor assess"),
        _ => (None, ""),
    };
    WhyLine { runs, law: shell.to_owned(), ..of_kind(WhyKind::Step, &told.text) }
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
    let mut lines: Vec<WhyLine> = told.next.iter().map(step).collect();
    section(&mut lines, "Value by value", told.data.iter().map(|one| value(id, one)));
    section(&mut lines, "What for", told.purposes.iter().map(|one| fact(&one.sentence)));
    section(&mut lines, "Who sees it", told.recipients.iter().map(|one| fact(one)));
    section(&mut lines, "What you owe them", told.duties.iter().map(|duty| fact(&duty.text)));
    section(&mut lines, "What they may ask for", told.rights.iter().map(|one| fact(one)));
    Why {
        subject,
        title: told.subject.clone(),
        value: String::new(),
        standing,
        verdict: counted(told.counts),
        sentence: words::said_within(&told.headline),
        lines,
    }
}

/// How much of it may stay, in a few words.
fn counted([justified, restricted, unjustified]: [usize; 3]) -> String {
    let all = justified + restricted + unjustified;
    let of_all = |count: usize, does: &str, do_: &str| match (count, all) {
        (1, 1) => format!("this {does}"),
        (count, all) if count == all => format!("all {all} {do_}"),
        (1, all) => format!("1 of {all} {does}"),
        (count, all) => format!("{count} of {all} {do_}"),
    };
    let mut parts = Vec::new();
    if unjustified > 0 {
        parts.push(of_all(unjustified, "must go", "must go"));
    }
    if restricted > 0 {
        parts.push(of_all(restricted, "is stored only", "are stored only"));
    }
    if parts.is_empty() && justified > 0 {
        parts.push(of_all(justified, "may stay", "may stay"));
    }
    parts.join(", ")
}

/// One value of a contact in a line; Enter on it goes to the value.
fn value(id: ContactId, told: &DatumSummary) -> WhyLine {
    let shown = if told.masked { "••••••" } else { told.value.as_str() };
    let talk = told.category == Category::Correspondence;
    let what = if talk { "talk".to_owned() } else { told.category.to_string() };
    WhyLine {
        kind: match told.standing {
            domain::Standing::Justified => WhyKind::Holds,
            domain::Standing::Restricted => WhyKind::Fact,
            domain::Standing::Unjustified => WhyKind::Fails,
        },
        depth: 0,
        text: words::said_within(&format!("{what} {shown}: {}", told.text)),
        law: String::new(),
        target: Some(Subject::Datum(id, told.id)),
        runs: None,
    }
}
