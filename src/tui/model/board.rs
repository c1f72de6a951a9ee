//! Boards: lists over all contacts, which take the place of the list of contacts while they are
//! open. The other panes speak of the contact of the selected line.

use super::{FormKind, Marks, Place, Standing, Subject};
use crate::domain::{DueKind, SegmentId};
use crate::tui::widget::input::Line;
use crate::tui::widget::list::Motion;

/// Which board it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BoardKind {
    /// What is due.
    Agenda,
    /// Engagements by stage.
    Pipeline,
    /// Rights that people exercised.
    Requests,
    /// What was changed, the latest first.
    Journal,
    /// Saved queries.
    Segments,
}

impl BoardKind {
    /// Every board, in the order of the number keys.
    pub const ALL: [Self; 5] =
        [Self::Agenda, Self::Pipeline, Self::Requests, Self::Journal, Self::Segments];

    /// The heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Agenda => "Agenda",
            Self::Pipeline => "Pipeline",
            Self::Requests => "Requests",
            Self::Journal => "Journal",
            Self::Segments => "Segments",
        }
    }
}

/// Whether a line is one of the board's or stands above a group of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineKind {
    /// The heading of the lines up to the next heading; it is never selected.
    Heading,
    /// A line.
    #[default]
    Item,
}

/// One line of a board.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BoardLine {
    /// Whether it is a heading.
    pub kind: LineKind,
    /// What it is about; the other panes show its contact.
    pub subject: Option<Subject>,
    /// The day, in words; empty without one.
    pub day: String,
    /// About whom, or what a heading says.
    pub name: String,
    /// What it is.
    pub text: String,
    /// A sum or a count, at the right end.
    pub right: String,
    /// How it stands.
    pub standing: Standing,
    /// The form that `.` opens on it.
    pub remedy: Option<FormKind>,
    /// The query that Enter shows the contacts of, instead of the card.
    pub query: Option<String>,
    /// The segment that it is.
    pub segment: Option<SegmentId>,
}

/// What a board has to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// Which one.
    pub kind: BoardKind,
    /// What stands beside the heading: counts, sums.
    pub summary: String,
    /// The lines, with the headings of their groups.
    pub lines: Vec<BoardLine>,
    /// Bars below the lines: a label of at most three cells and a count each; empty without a chart.
    pub chart: Vec<(String, usize)>,
    /// What to say where there is no line, a sentence each.
    pub empty: Vec<&'static str>,
}

/// The open board and its place.
#[derive(Debug, Clone, Default)]
pub struct BoardPane {
    /// The board that is open.
    pub open: Option<BoardKind>,
    /// What it shows, once that has been read.
    pub shown: Option<Board>,
    /// What its lines must have, word by word; empty shows all.
    pub query: Line,
    /// The lines that fit the query, by their number among all.
    pub fitting: Vec<usize>,
    /// The place among those that fit.
    pub place: Place,
    /// The marked lines, by their number among all.
    pub marked: Marks<usize>,
}

impl BoardPane {
    /// Opens another board, or the same afresh.
    pub fn enter(&mut self, kind: BoardKind) {
        *self = Self { open: Some(kind), ..Self::default() };
    }

    /// Closes it.
    pub fn leave(&mut self) {
        *self = Self::default();
    }

    /// Takes in what was read; the selection stays on the same subject, else on the same line.
    pub fn take(&mut self, board: Board) {
        if self.open != Some(board.kind) {
            return;
        }
        let before = self.selected().and_then(|line| line.subject);
        self.marked.clear();
        self.shown = Some(board);
        self.narrow();
        let same = before.and_then(|subject| {
            (0..self.fitting.len())
                .find(|at| self.line(*at).is_some_and(|line| line.subject == Some(subject)))
        });
        self.place.cursor = same.unwrap_or(self.place.cursor);
        self.settle(Motion::Down(0));
    }

    /// Whether the selected line stands in a group that can be dealt with in one go.
    #[must_use]
    pub fn has_marks_to_offer(&self) -> bool {
        let due = |line: &BoardLine| matches!(line.remedy, Some(FormKind::Due(_)));
        self.marked.is_empty() && self.selected().is_some_and(due)
    }

    /// What `.` would do on the marked lines, else on the selected one; empty: nothing.
    #[must_use]
    pub fn next(&self) -> &'static str {
        if !self.marked.is_empty() {
            return "do all that is marked";
        }
        let remedy = self.selected().and_then(|line| line.remedy.as_ref());
        match remedy {
            Some(FormKind::Due(line)) => match line.kind {
                DueKind::FollowUp => "done",
                DueKind::Request => "request answered",
                DueKind::Decision => "decide",
                DueKind::Recipient | DueKind::Notice => "they were told",
                DueKind::Erase | DueKind::Proof => "erase",
                DueKind::Look => "edit the text",
                DueKind::Lapse => "what keeps it",
            },
            Some(FormKind::StageNext(..)) => "next stage",
            Some(FormKind::Remedy(_)) => "do the next step",
            _ => "",
        }
    }

    /// Finds the lines that have all words of the query; a heading stays with its lines.
    pub fn narrow(&mut self) {
        let Some(board) = &self.shown else { return };
        let query = self.query.text().to_lowercase();
        let words: Vec<&str> = query.split_whitespace().collect();
        let mut fitting = Vec::new();
        let mut heading = None;
        for (at, line) in board.lines.iter().enumerate() {
            if line.kind == LineKind::Heading {
                heading = Some(at);
                continue;
            }
            let all = format!("{} {} {} {}", line.day, line.name, line.text, line.right);
            let all = all.to_lowercase();
            if words.iter().all(|word| all.contains(word)) {
                fitting.extend(heading.take());
                fitting.push(at);
            }
        }
        self.fitting = fitting;
        self.settle(Motion::Down(0));
    }

    /// The line at a place among those that fit.
    #[must_use]
    pub fn line(&self, at: usize) -> Option<&BoardLine> {
        self.shown.as_ref()?.lines.get(*self.fitting.get(at)?)
    }

    /// The selected line.
    #[must_use]
    pub fn selected(&self) -> Option<&BoardLine> {
        self.line(self.place.cursor).filter(|line| line.kind == LineKind::Item)
    }

    /// Moves the selection, past headings.
    pub fn go(&mut self, motion: Motion) {
        self.place.go(motion, self.fitting.len());
        self.settle(motion);
    }

    /// Leaves a heading: on in the direction of the motion, else to the nearest line.
    fn settle(&mut self, motion: Motion) {
        let last = self.fitting.len().saturating_sub(1);
        let at = self.place.cursor.min(last);
        let item = |at: &usize| self.line(*at).is_some_and(|line| line.kind == LineKind::Item);
        let above = || (0..at).rev().find(item);
        let below = || (at..=last).find(item);
        let found = match motion {
            Motion::Up(_) if !item(&at) => above().or_else(below),
            Motion::Up(_) | Motion::Down(_) | Motion::First | Motion::Last => {
                below().or_else(above)
            }
        };
        self.place.cursor = found.unwrap_or(0);
    }

    /// Marks the selected line, or takes its mark away, and goes on to the next.
    pub fn mark(&mut self) {
        if self.selected().is_none() {
            return;
        }
        if let Some(line) = self.fitting.get(self.place.cursor) {
            self.marked.turn(*line);
        }
        self.go(Motion::Down(1));
    }

    /// Turns the marks of all fitting lines of the selected line's group round.
    pub fn mark_group(&mut self) {
        let Some(board) = &self.shown else { return };
        let Some(chosen) = self.fitting.get(self.place.cursor).copied() else { return };
        let heading =
            |at: &usize| board.lines.get(*at).is_some_and(|line| line.kind == LineKind::Heading);
        let begin = (0..chosen).rev().find(heading).unwrap_or(0);
        let end = (chosen..board.lines.len()).find(heading).unwrap_or(board.lines.len());
        let group = self.fitting.iter().copied().filter(|at| (begin..end).contains(at));
        let group: Vec<usize> = group.filter(|at| !heading(at)).collect();
        self.marked.turn_all(group);
    }

    /// The marked lines.
    pub fn marked_lines(&self) -> impl Iterator<Item = &BoardLine> {
        let lines = self.shown.as_ref().map(|board| board.lines.as_slice()).unwrap_or_default();
        self.marked.iter().filter_map(|at| lines.get(at))
    }
}
