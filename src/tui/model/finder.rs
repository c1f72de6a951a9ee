//! Palette and help: the table of commands, narrowed by what is typed.

use super::{Overlay, Place};
use crate::tui::command::{Command, Scope};
use crate::tui::widget::input::Line;

/// Which of the two it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FinderKind {
    /// All commands, the recent ones first.
    Palette,
    /// The keys of the place that it was opened from.
    Help,
}

/// A command that fits what is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The command.
    pub command: Command,
    /// Where its keys hold.
    pub scope: Scope,
}

/// Palette or help.
#[derive(Debug, Clone)]
pub struct Finder {
    /// Which of the two.
    pub kind: FinderKind,
    /// What is typed.
    pub query: Line,
    /// What fits.
    pub found: Vec<Found>,
    /// The place in it.
    pub place: Place,
    /// The places that the keys hold in, narrowest first.
    pub scopes: Vec<Scope>,
    /// What it lies over, which comes back when it closes.
    pub under: Option<Box<Overlay>>,
}
