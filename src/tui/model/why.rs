//! The why pane: an answer as lines, from the sentence to read aloud down to the proof.

use super::{Pane, Place, Standing, Subject};
use crate::domain::Day;
use crate::tui::command::Command;
use crate::tui::widget::input::Line;

/// What a line of the answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyKind {
    /// A heading within the answer.
    Heading,
    /// A fact.
    Fact,
    /// A step of the proof that holds.
    Holds,
    /// A step of the proof that fails.
    Fails,
    /// What can or must be done next.
    Step,
}

/// One line of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhyLine {
    /// What it is.
    pub kind: WhyKind,
    /// How deep in the proof it stands.
    pub depth: u16,
    /// The words.
    pub text: String,
    /// The article or the rule, for those who look for it.
    pub law: String,
    /// The record behind it.
    pub target: Option<Subject>,
    /// The command that does it, for a next step.
    pub runs: Option<Command>,
}

/// The answer to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// What was asked about.
    pub subject: Subject,
    /// What it is called: `phone` or the contact's name.
    pub title: String,
    /// The value, masked where it is restricted.
    pub value: String,
    /// The verdict.
    pub standing: Standing,
    /// The verdict in words, with the day: `justified until 31 Dec 2034`.
    pub verdict: String,
    /// One sentence to read aloud.
    pub sentence: String,
    /// The rest.
    pub lines: Vec<WhyLine>,
}

/// The pane and its place.
#[derive(Debug, Clone, Default)]
pub struct WhyPane {
    /// Whether it is open.
    pub open: bool,
    /// The pane it was opened from, whose selection it follows.
    pub from: Pane,
    /// The answer, once it has come.
    pub shown: Option<Why>,
    /// The selected line.
    pub place: Place,
    /// The day that is asked about; none: today.
    pub as_of: Option<AsOf>,
    /// The day that is being typed.
    pub asking: Option<Asking>,
    /// What would change the answer, once that was asked; gone with the answer.
    pub what_ifs: WhatIfs,
    /// The answers that Enter led away from, for the way back; the latest is the last.
    pub trail: Vec<Earlier>,
}

/// Another day than today, past or to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsOf {
    /// The day.
    pub day: Day,
    /// The same in words: `1 Jan 2027`.
    pub said: String,
}

/// The line in which a day is typed.
#[derive(Debug, Clone, Default)]
pub struct Asking {
    /// What is typed.
    pub line: Line,
    /// Why it is no day, once that was found.
    pub problem: String,
}

/// What would change an answer, a sentence for each thing that could happen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WhatIfs {
    /// The sentences; none before anybody asked.
    pub lines: Vec<String>,
    /// The one that is shown.
    pub shown: usize,
}

impl WhatIfs {
    /// Returns the sentence that is shown, with its number and how many there are.
    #[must_use]
    pub fn now(&self) -> Option<(&str, usize, usize)> {
        let line = self.lines.get(self.shown)?;
        Some((line, self.shown + 1, self.lines.len()))
    }

    /// Goes to the next one, after the last to the first; back, if `steps` says so.
    pub fn step(&mut self, forward: bool) {
        let count = self.lines.len().max(1);
        self.shown = (self.shown + if forward { 1 } else { count - 1 }) % count;
    }
}

/// An answer that was left for the record behind one of its lines.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// The answer.
    pub why: Why,
    /// The line that was selected in it.
    pub place: Place,
    /// The pane that it was about.
    pub from: Pane,
    /// The line that was selected there.
    pub cursor: usize,
}
