//! Saved queries; Enter shows whom one finds.

use super::heading;
use crate::app::{AppError, Session, segments};
use crate::tui::model::{Board, BoardKind, BoardLine, Standing};
use crate::tui::office::words;

pub(super) fn board(session: &Session) -> Result<Board, AppError> {
    let saved = segments::list(session)?;
    let mut lines = Vec::new();
    if !saved.is_empty() {
        lines.push(heading("Saved", saved.len().to_string()));
    }
    lines.extend(saved.iter().map(|segment| BoardLine {
        day: words::said_briefly(segment.on, session.today()),
        name: segment.name.clone(),
        text: segment.query.clone(),
        standing: Standing::Unsaid,
        query: Some(segment.query.clone()),
        segment: Some(segment.id),
        ..BoardLine::default()
    }));
    Ok(Board {
        kind: BoardKind::Segments,
        summary: String::new(),
        lines,
        chart: Vec::new(),
        empty: vec![
            "No segment yet.",
            "`/` takes queries such as tag:client due<30d; saved, they stand here.",
        ],
    })
}
