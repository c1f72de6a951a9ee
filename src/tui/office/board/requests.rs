//! Requests that are not answered, the most urgent first.

use super::heading;
use crate::app::requests::{self, RequestLine};
use crate::app::{AppError, Session};
use crate::domain::DutyState;
use crate::tui::model::{Board, BoardKind, BoardLine, FormKind, Standing, Subject};
use crate::tui::office::words;

pub(super) fn board(session: &Session) -> Result<Board, AppError> {
    let open = requests::open(session, session.today())?;
    let mut lines = Vec::new();
    if !open.is_empty() {
        lines.push(heading("To answer", open.len().to_string()));
    }
    lines.extend(open.iter().map(|request| line(session, request)));
    Ok(Board {
        kind: BoardKind::Requests,
        summary: String::new(),
        lines,
        chart: Vec::new(),
        empty: vec![
            "Nobody waits for an answer.",
            "`r q` logs a question, `r a` a request for all that you hold.",
        ],
    })
}

fn line(session: &Session, request: &RequestLine) -> BoardLine {
    let today = session.today();
    let due = request.course.clock.due();
    BoardLine {
        subject: Some(Subject::Contact(request.contact)),
        day: due.map(|day| words::said_briefly(day, today)).unwrap_or_default(),
        name: request.name.clone(),
        text: format!("{}: {}", request.course.kind.word(), words::said_within(&request.text)),
        standing: match request.state {
            Some(DutyState::Violated) => Standing::Unjustified,
            Some(DutyState::Open | DutyState::MetLate(_)) | None => Standing::Due,
        },
        remedy: Some(FormKind::Remedy(Subject::Contact(request.contact))),
        ..BoardLine::default()
    }
}
