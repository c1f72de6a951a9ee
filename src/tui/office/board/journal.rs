//! What was changed, day by day, the latest first.

use super::heading;
use crate::app::journal::{self, JournalLine};
use crate::app::{AppError, Session};
use crate::domain::Day;
use crate::tui::model::{Board, BoardKind, BoardLine, Standing, Subject};
use crate::tui::office::words;

/// Changes that are shown: as many as undo reaches.
const MOST: u64 = 200;

pub(super) fn board(session: &Session) -> Result<Board, AppError> {
    let changes = journal::latest(session, MOST)?;
    let mut lines = Vec::new();
    let mut day: Option<Day> = None;
    for change in &changes {
        let on = session.day_of(change.at);
        if day != Some(on) {
            day = Some(on);
            lines.push(heading(words::said_in_full(on), ""));
        }
        lines.push(line(session, change));
    }
    Ok(Board {
        kind: BoardKind::Journal,
        summary: "`u` undoes the latest".to_owned(),
        lines,
        chart: Vec::new(),
        empty: vec!["Nothing was changed yet."],
    })
}

fn line(session: &Session, change: &JournalLine) -> BoardLine {
    BoardLine {
        subject: change.contact.map(Subject::Contact),
        day: session.time_of(change.at),
        name: change.name.clone(),
        text: change.what.to_owned(),
        standing: Standing::Unsaid,
        ..BoardLine::default()
    }
}
