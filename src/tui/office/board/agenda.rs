//! What is due within a month, breaches first, grouped by what is to be done about it.

use std::collections::BTreeMap;

use super::heading;
use crate::app::agenda::{self, AgendaLine, BreachLine, Months};
use crate::app::{AppError, Session};
use crate::domain::{ContactId, Day, DueKind};
use crate::tui::model::{Board, BoardKind, BoardLine, DueLine, FormKind, Standing, Subject};
use crate::tui::office::words;
use crate::tui::widget::text;

/// How far it looks ahead, in days.
const AHEAD_DAYS: u32 = 30;

/// The last day of which it tells; the top line counts through the same.
pub(in crate::tui::office) fn ahead(today: Day) -> Day {
    today.add_days(AHEAD_DAYS)
}

/// The groups, the most pressing first, with what each asks for.
const GROUPS: [(DueKind, &str); 9] = [
    (DueKind::FollowUp, "To come back to"),
    (DueKind::Request, "Requests to answer"),
    (DueKind::Decision, "Objections to decide"),
    (DueKind::Recipient, "Others to tell"),
    (DueKind::Notice, "People to tell what you hold"),
    (DueKind::Erase, "Held without a reason: to erase"),
    (DueKind::Lapse, "About to lose its reason"),
    (DueKind::Proof, "Records that prove nothing any more"),
    (DueKind::Look, "Texts to look at"),
];

pub(super) fn board(session: &Session, months: Option<Months>) -> Result<Board, AppError> {
    let today = session.today();
    let agenda = agenda::for_screen(session, ahead(today))?;
    let late = agenda.breaches.iter().filter(|line| line.overdue).count();
    let (mut all, mut overdue) = (agenda.breaches.len(), late);
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
        let group = gathered(group);
        all += group.len();
        overdue += group.iter().filter(|lines| lines.iter().any(|line| line.overdue)).count();
        lines.push(heading(title, text::grouped(group.len())));
        lines.extend(group.iter().filter_map(|lines| shown(session, lines)));
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
        chart: months.map(chart).unwrap_or_default(),
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

/// A bar for each month, if anything falls due in one.
fn chart(months: Months) -> Vec<(String, usize)> {
    if months.counts.iter().all(|count| *count == 0) {
        return Vec::new();
    }
    let first = |month: u32| months.from.add_months(month).as_date().format("%b").to_string();
    (0..).zip(months.counts).map(|(month, count)| (first(month), count)).collect()
}

/// What is to be erased, and what people are to be told, is one line for each contact: the remedy is
/// one as well. What loses its reason is one line for each contact and day.
fn gathered(group: Vec<&AgendaLine>) -> Vec<Vec<&AgendaLine>> {
    let mut gathered: Vec<Vec<&AgendaLine>> = Vec::new();
    let mut places: BTreeMap<(ContactId, Option<Day>), usize> = BTreeMap::new();
    for line in group {
        let at = match line.due.kind {
            DueKind::Erase | DueKind::Notice => {
                *places.entry((line.contact, None)).or_insert(gathered.len())
            }
            DueKind::Lapse => {
                *places.entry((line.contact, Some(line.due.day))).or_insert(gathered.len())
            }
            DueKind::Decision
            | DueKind::Request
            | DueKind::Recipient
            | DueKind::Look
            | DueKind::Proof
            | DueKind::FollowUp => gathered.len(),
        };
        match gathered.get_mut(at) {
            Some(lines) => lines.push(line),
            None => gathered.push(vec![line]),
        }
    }
    gathered
}

fn shown(session: &Session, lines: &[&AgendaLine]) -> Option<BoardLine> {
    let today = session.today();
    let line = lines.first()?;
    let (contact, day) = (line.contact, line.due.day);
    let datum = line.due.datum.filter(|_| lines.len() == 1);
    let subject = match datum {
        Some(datum) => Subject::Datum(contact, datum),
        None => Subject::Contact(contact),
    };
    let late = lines.iter().any(|line| line.overdue);
    let standing = match (line.due.kind, late) {
        (DueKind::Erase, _) => Standing::Unjustified,
        (DueKind::FollowUp, false) if day > today => Standing::Unsaid,
        (DueKind::FollowUp, _) | (_, false) => Standing::Due,
        (_, true) => Standing::Unjustified,
    };
    let text = if matches!(line.due.kind, DueKind::Erase | DueKind::Lapse) {
        let mut what: Vec<String> = lines.iter().map(|line| agenda::about(line)).collect();
        what.dedup();
        what.join(", ")
    } else {
        agenda::words(line, today)
    };
    Some(BoardLine {
        subject: Some(subject),
        day: words::said_briefly(day, today),
        name: line.name.clone(),
        text,
        standing,
        remedy: Some(FormKind::Due(DueLine { contact, kind: line.due.kind, day, datum })),
        ..BoardLine::default()
    })
}
