//! Boards: one file each, from the use-cases to lines.

mod agenda;
mod journal;
mod pipeline;
mod requests;
mod segments;

use crate::app::{AppError, Session, agenda::Months};
use crate::tui::model::{Board, BoardKind, BoardLine, LineKind};

pub(super) use self::agenda::ahead;

/// Returns what a board shows; the agenda asks for what falls due month by month, if it is known.
pub(super) fn board(
    session: &Session,
    kind: BoardKind,
    months: impl FnOnce() -> Option<Months>,
) -> Result<Board, AppError> {
    match kind {
        BoardKind::Agenda => agenda::board(session, months()),
        BoardKind::Pipeline => pipeline::board(session),
        BoardKind::Requests => requests::board(session),
        BoardKind::Journal => journal::board(session),
        BoardKind::Segments => segments::board(session),
    }
}

/// A heading over a group.
fn heading(name: impl Into<String>, right: impl Into<String>) -> BoardLine {
    BoardLine {
        kind: LineKind::Heading,
        name: name.into(),
        right: right.into(),
        ..BoardLine::default()
    }
}
