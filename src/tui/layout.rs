//! Where each pane stands at each size.
//!
//! From 100 columns all panes at once; from 60 the list above one other pane (the user may choose
//! other widths); below that one pane alone; below 40×10 a sentence.

use ratatui::layout::{Rect, Size};

use crate::tui::model::{Model, Pane};

/// The widths at which the layout changes, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Widths {
    /// From here all panes stand side by side.
    pub wide: u16,
    /// From here two panes stand above each other.
    pub stacked: u16,
}

impl Default for Widths {
    fn default() -> Self {
        Self { wide: 100, stacked: 60 }
    }
}

/// The smallest screen that shows panes.
pub const LEAST: Size = Size { width: 40, height: 10 };

/// Lines of a chart at the foot of a board.
const CHART_LINES: u16 = 3;
/// The height of a list from which a chart is shown.
const CHART_FROM: u16 = 12;

/// The places of the panes on a screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Arrangement {
    /// The top line.
    pub header: Rect,
    /// The bottom line.
    pub hints: Rect,
    /// Everything between them.
    pub body: Rect,
    /// The panes that are shown, in reading order.
    pub panes: Vec<(Pane, Rect)>,
    /// Lines at the foot of the list that hold no line of it: the chart of a board.
    pub foot: u16,
}

impl Arrangement {
    /// Returns the place of a pane, if it is shown.
    #[must_use]
    pub fn place(&self, pane: Pane) -> Option<Rect> {
        self.panes.iter().find(|(shown, _)| *shown == pane).map(|(_, place)| *place)
    }

    /// Returns how many lines a pane shows below its heading.
    #[must_use]
    pub fn lines(&self, pane: Pane) -> usize {
        let foot = if pane == Pane::List { self.foot } else { 0 };
        let taken = heading(pane) + foot;
        self.place(pane).map_or(0, |place| usize::from(place.height.saturating_sub(taken)))
    }
}

/// Lines that the heading of a pane takes.
#[must_use]
pub const fn heading(pane: Pane) -> u16 {
    match pane {
        Pane::List | Pane::Interactions | Pane::Consent => 1,
        Pane::Card | Pane::Why => 2,
    }
}

/// Says whether the screen is too small for anything but a sentence.
#[must_use]
pub const fn is_too_small(size: Size) -> bool {
    size.width < LEAST.width || size.height < LEAST.height
}

/// Lays out the panes for the model's size, focus and zoom.
#[must_use]
pub fn arrange(model: &Model) -> Arrangement {
    let Size { width, height } = model.size;
    let gap = u16::from(height >= 24);
    let header = Rect { x: 0, y: 0, width, height: 1 };
    let hints = Rect { x: 0, y: height.saturating_sub(1), width, height: 1 };
    let body = Rect { x: 0, y: 1 + gap, width, height: height.saturating_sub(2 + 2 * gap).max(1) };
    let panes = if model.zoomed || width < model.widths.stacked {
        vec![(model.focus, body)]
    } else if width < model.widths.wide {
        stacked(model, body)
    } else {
        wide(model, body)
    };
    let list = panes.iter().find(|(pane, _)| *pane == Pane::List);
    let foot = list.map_or(0, |(_, place)| foot(model, place.height));
    Arrangement { header, hints, body, panes, foot }
}

/// Lines that the chart of the open board takes in a pane of that height.
#[must_use]
pub fn foot(model: &Model, height: u16) -> u16 {
    let chart = model.board.shown.as_ref().is_some_and(|board| !board.chart.is_empty());
    if chart && height >= CHART_FROM { CHART_LINES } else { 0 }
}

fn stacked(model: &Model, body: Rect) -> Vec<(Pane, Rect)> {
    let (upper, lower) = if model.why.open {
        (if model.focus == Pane::Why { model.why.from } else { model.focus }, Pane::Why)
    } else {
        (Pane::List, model.lower)
    };
    let share = if lower == Pane::Why { body.height * 2 / 5 } else { body.height / 2 };
    let (above, below) = split_rows(body, share.max(3), 1);
    vec![(upper, above), (lower, below)]
}

fn wide(model: &Model, body: Rect) -> Vec<(Pane, Rect)> {
    let list_width = if model.board.open.is_some() {
        (body.width / 2).clamp(48, 96)
    } else {
        (body.width * 9 / 25).clamp(34, 64)
    };
    let (list, rest) = split_columns(body, list_width, 2);
    let values = model.detail.shown.as_ref().map_or(0, |detail| detail.card.len());
    let wanted = u16::try_from(values).unwrap_or(u16::MAX).saturating_add(heading(Pane::Card));
    let card_height = wanted.clamp(6, (rest.height * 9 / 20).max(6));
    let (card, below) = split_rows(rest, card_height, 1);
    let mut panes = vec![(Pane::List, list), (Pane::Card, card)];
    if model.why.open {
        panes.push((Pane::Why, below));
    } else {
        let (interactions, consent) = if below.height >= 14 {
            split_rows(below, below.height * 3 / 5, 1)
        } else {
            split_columns(below, below.width * 11 / 20, 2)
        };
        panes.push((Pane::Interactions, interactions));
        panes.push((Pane::Consent, consent));
    }
    panes
}

fn split_columns(area: Rect, left: u16, gap: u16) -> (Rect, Rect) {
    let left = left.min(area.width);
    let begin = (left + gap).min(area.width);
    (Rect { width: left, ..area }, Rect { x: area.x + begin, width: area.width - begin, ..area })
}

fn split_rows(area: Rect, above: u16, gap: u16) -> (Rect, Rect) {
    let above = above.min(area.height);
    let begin = (above + gap).min(area.height);
    (
        Rect { height: above, ..area },
        Rect { y: area.y + begin, height: area.height - begin, ..area },
    )
}
