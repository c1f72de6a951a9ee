//! What is due within a month, breaches first, grouped by what is to be done about it.

use super::heading;
use crate::app::agenda::{self, AgendaLine, BreachLine};
use crate::app::{AppError, Session};
use crate::domain::DueKind;
use crate::tui::model::{Board, BoardKind, BoardLine, FormKind, Standing, Subject};
use crate::tui::office::words;
use crate::tui::widget::text;

/// How far it looks ahead, in days.
const AHEAD_DAYS: u32 = 30;

/// Lines that are read at most: more than anybody works through in a day.
const MOST: usize = 2_000;

/// The groups, the most pressing first, with what each asks for.
const GROUPS: [(DueKind, &str); 8] = [
    (DueKind::Request, "Requests to answer"),
    (DueKind::Decision, "Objections to decide"),
    (DueKind::Recipient, "Others to tell"),
    (DueKind::Notice, "People to tell what you hold"),
    (DueKind::Erase, "Held without a reason: to erase"),
    (DueKind::Lapse, "About to lose its reason"),
    (DueKind::Proof, "Records that prove nothing any more"),
    (DueKind::Look, "Texts to look at"),
];

pub(super) fn board(session: &Session) -> Result<Board, AppError> {
    let today = session.today();
    let agenda = agenda::agenda(session, today.add_days(AHEAD_DAYS), MOST)?;
    let late = agenda.breaches.iter().filter(|line| line.overdue).count();
    let overdue = late + agenda.lines.iter().filter(|line| line.overdue).count();
    let all = agenda.breaches.len() + agenda.lines.len();
    let mut lines = Vec::new();
    if !agenda.breaches.is_empty() {
        lines.push(heading("Breaches", text::grouped(agenda.breaches.len())));
        lines.extend(agenda.breaches.iter().map(|line| breach(session, line)));
    }
    for (kind, title) in GROUPS {
        let group: Vec<&AgendaLine> =
            agenda.lines.iter().filter(|line| line.due.kind == kind).collect();
        if group.is_empty() {
            continue;
        }
        lines.push(heading(title, text::grouped(group.len())));
        lines.extend(group.into_iter().map(|line| shown(session, line)));
    }
    let count = text::grouped(all);
    let more = if agenda.more { " and more" } else { "" };
    let summary = match (all == 0, overdue) {
        (true, _) => String::new(),
        (false, 0) => format!("{count}{more} due"),
        (false, overdue) => format!("{count}{more} due, {} late", text::grouped(overdue)),
    };
    Ok(Board {
        kind: BoardKind::Agenda,
        summary,
        lines,
        chart: Vec::new(),
        empty: vec!["Nothing is due within a month.", "`f` sets a day to come back to somebody."],
    })
}

/// Whom to tell of a breach: it is about no contact, and has no form here.
fn breach(session: &Session, line: &BreachLine) -> BoardLine {
    BoardLine {
        day: words::said_briefly(line.day, session.today()),
        name: line.what.clone(),
        text: line.text.clone(),
        standing: if line.overdue { Standing::Unjustified } else { Standing::Due },
        ..BoardLine::default()
    }
}

fn shown(session: &Session, line: &AgendaLine) -> BoardLine {
    let contact = line.contact;
    let subject = match line.due.datum {
        Some(datum) => Subject::Datum(contact, datum),
        None => Subject::Contact(contact),
    };
    let whole = FormKind::Remedy(Subject::Contact(contact));
    let remedy = match line.due.kind {
        DueKind::Erase => FormKind::Erase(subject),
        DueKind::Look => line.due.datum.map_or(whole, |datum| FormKind::DatumEdit(contact, datum)),
        DueKind::Notice
        | DueKind::Lapse
        | DueKind::Decision
        | DueKind::Request
        | DueKind::Recipient
        | DueKind::Proof => whole,
    };
    let standing = match (line.due.kind, line.overdue) {
        (DueKind::Erase, _) | (_, true) => Standing::Unjustified,
        (_, false) => Standing::Due,
    };
    BoardLine {
        subject: Some(subject),
        day: words::said_briefly(line.due.day, session.today()),
        name: line.name.clone(),
        text: agenda::words(line),
        standing,
        remedy: Some(remedy),
        ..BoardLine::default()
    }
}
