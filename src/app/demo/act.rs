//! The acts of the demo's story: what can happen, to whom, and when.

use super::card::{Card, Origin};
use crate::{
    app::consents::NewConsent,
    domain::{
        Art9Condition, Category, Decision, Direction, EventKind, Means, RequestKind, Source, Stage,
    },
};

/// Somebody in the script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Who(pub(super) usize);

/// A piece of work in the script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Work(pub(super) usize);

/// How somebody is known to the script.
#[derive(Debug, Clone)]
pub(super) enum Known {
    /// They are added in it.
    Added,
    /// They come in from a file, with this address.
    Imported(&'static str),
}

/// One thing that happened.
#[derive(Debug)]
pub(super) struct Act {
    /// How many days ago it happened.
    pub(super) ago: u32,
    /// How many days ago it was written down.
    pub(super) noted: u32,
    pub(super) deed: Deed,
}

/// What happened.
#[derive(Debug)]
pub(super) enum Deed {
    Meet { who: Who, card: Card, origin: Origin, firm: Option<Who> },
    Learn { who: Who, card: Card, origin: Origin },
    Forget { who: Who, category: Category },
    Import { file: &'static str, bytes: &'static [u8], purpose: &'static str, source: Source },
    Talk { with: Vec<Who>, means: Means, direction: Direction, text: String, work: Option<Work> },
    Work { work: Work, step: Step },
    Event { who: Who, kind: EventKind, work: Option<Work>, reference: &'static str, worth: Worth },
    Right { who: Who, act: RightAct },
}

/// What became of a piece of work.
#[derive(Debug)]
pub(super) enum Step {
    Start { parties: Vec<Who>, title: &'static str, worth: Worth, stage: Stage },
    Move(Stage),
    End(Stage, After),
}

/// What somebody agreed to, asked for, forbade or was told.
#[derive(Debug)]
pub(super) enum RightAct {
    Consent(Box<NewConsent>),
    Told(&'static str),
    Object(Option<&'static str>),
    Decide(Decision),
    Restrict(Category, &'static str),
    Request(RequestKind),
    Answer,
    Disclose(&'static str, Vec<Category>),
    Condition(&'static str, Art9Condition),
}

/// An amount in whole units of a currency.
#[derive(Debug, Clone, Copy)]
pub(super) struct Worth(pub(super) i64, pub(super) [u8; 3]);

/// What stays after the end of a piece of work.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct After {
    /// For how many months something is still owed.
    pub(super) owed_months: u32,
    pub(super) keep_in_touch: bool,
    pub(super) dispute: bool,
}
