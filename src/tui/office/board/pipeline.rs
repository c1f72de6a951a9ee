//! Engagements by stage, with their sums.

use std::collections::BTreeMap;

use super::heading;
use crate::app::card::WorkLine;
use crate::app::{AppError, Session, engagements, find};
use crate::domain::{ContactId, Money, Stage};
use crate::tui::model::{Board, BoardKind, BoardLine, FormKind, Standing, Subject};
use crate::tui::office::words;

pub(super) fn board(session: &Session) -> Result<Board, AppError> {
    let all = engagements::list(session)?;
    let mut lines = Vec::new();
    for (stage, word) in Stage::ALL {
        let group: Vec<&(ContactId, WorkLine)> =
            all.iter().filter(|(_, work)| work.stage == stage).collect();
        if group.is_empty() {
            continue;
        }
        let sums = sums(group.iter().filter_map(|(_, work)| work.value));
        lines.push(heading(format!("{word} {}", group.len()), sums));
        for (client, work) in group {
            lines.push(line(session, *client, work)?);
        }
    }
    let open = all.iter().filter(|(_, work)| !work.stage.is_end());
    let summary = sums(open.filter_map(|(_, work)| work.value));
    Ok(Board {
        kind: BoardKind::Pipeline,
        summary: if summary.is_empty() { summary } else { format!("open: {summary}") },
        lines,
        chart: Vec::new(),
        empty: vec!["No work yet.", "`p p` on a contact records an enquiry's proposal or a start."],
    })
}

fn line(session: &Session, client: ContactId, work: &WorkLine) -> Result<BoardLine, AppError> {
    let name = find::name(session, client)?;
    Ok(BoardLine {
        subject: Some(Subject::Engagement(client, work.id)),
        day: words::said_briefly(work.since, session.today()),
        name,
        text: work.title.clone(),
        right: work.value.map(words::said_sum).unwrap_or_default(),
        standing: if work.stage.is_end() { Standing::Unsaid } else { Standing::Justified },
        remedy: Some(FormKind::StageNext(client, Some(work.id))),
        ..BoardLine::default()
    })
}

/// One sum for each currency: `4 800 EUR, 1 200 USD`.
fn sums(values: impl Iterator<Item = Money>) -> String {
    let mut sums: BTreeMap<[u8; 3], Money> = BTreeMap::new();
    for value in values {
        let sum = sums.entry(value.currency).or_insert(Money { minor: 0, ..value });
        sum.minor = sum.minor.saturating_add(value.minor);
    }
    sums.into_values().map(words::said_sum).collect::<Vec<_>>().join(", ")
}
