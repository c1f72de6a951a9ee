//! Everything that the screen knows, as plain values. The view draws from it and changes nothing;
//! only `update` changes it.

mod board;
mod choice;
mod contacts;
mod detail;
mod draft;
mod finder;
mod form;
mod marks;
mod review;
mod tickets;
mod why;

use ratatui::layout::Size;

use crate::domain::{
    Cite, ConsentId, DatumId, Day, EngagementId, EventId, GroundId, InteractionId, SegmentId,
};
use crate::tui::command::{Chord, Keymap};
use crate::tui::layout::Widths;
use crate::tui::theme::Theme;
use crate::tui::widget::input::Line;

pub use crate::domain::ContactId;

pub use board::{Board, BoardKind, BoardLine, BoardPane, LineKind};
pub use contacts::{ContactRow, Contacts, Matched, QuerySaid, Rows};
pub use detail::{CardLine, ConsentRow, Detail, DetailPane, InteractionRow};
pub use draft::Unfinished;
pub use finder::{Finder, FinderKind, Found};
pub use form::{
    Answers, DueLine, Field, FieldId, FieldKind, FieldNote, FieldSpec, Form, FormKind, FormSpec,
    Note, NoteKind, Offer, Preview,
};
pub use marks::Marks;
pub use review::Review;
pub use tickets::{AskKind, Tickets};
pub use why::{AsOf, Asking, Earlier, WhatIfs, Why, WhyKind, WhyLine, WhyPane};

/// What a question or a deed is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A whole contact.
    Contact(ContactId),
    /// One value held about a contact.
    Datum(ContactId, DatumId),
    /// Something that passed between us.
    Interaction(ContactId, InteractionId),
    /// A consent event.
    Consent(ContactId, ConsentId),
    /// A ground.
    Ground(ContactId, GroundId),
    /// A piece of work.
    Engagement(ContactId, EngagementId),
    /// An enquiry, a purchase, an invoice.
    Event(ContactId, EventId),
    /// A record that only the why pane shows: a right, an assessment, a notice, a purpose.
    Record(ContactId, Cite),
}

impl Subject {
    /// The engagement that it is, if it is one.
    #[must_use]
    pub const fn engagement(self) -> Option<EngagementId> {
        match self {
            Self::Engagement(_, id) => Some(id),
            Self::Contact(_)
            | Self::Datum(..)
            | Self::Interaction(..)
            | Self::Consent(..)
            | Self::Ground(..)
            | Self::Event(..)
            | Self::Record(..) => None,
        }
    }

    /// The contact that it belongs to.
    #[must_use]
    pub const fn contact(self) -> ContactId {
        match self {
            Self::Contact(id)
            | Self::Datum(id, _)
            | Self::Interaction(id, _)
            | Self::Consent(id, _)
            | Self::Ground(id, _)
            | Self::Engagement(id, _)
            | Self::Event(id, _)
            | Self::Record(id, _) => id,
        }
    }
}

/// How a value, a line or a contact stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Standing {
    /// A claim holds.
    Justified,
    /// Stored only.
    Restricted,
    /// Nothing carries it.
    Unjustified,
    /// It holds, but something about it is due.
    Due,
    /// Nothing is said about it.
    #[default]
    Unsaid,
}

impl Standing {
    /// The sign beside the colour.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Justified => "✓",
            Self::Restricted => "‖",
            Self::Unjustified => "!",
            Self::Due => "·",
            Self::Unsaid => " ",
        }
    }
}

/// The panes of the main screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Pane {
    /// The list of contacts, or the board in its place.
    #[default]
    List,
    /// The selected contact's values.
    Card,
    /// What passed between us.
    Interactions,
    /// Consent, purpose by purpose.
    Consent,
    /// Why something is held.
    Why,
}

impl Pane {
    /// The panes in the order of Tab and of the number keys.
    pub const ALL: [Self; 5] =
        [Self::List, Self::Card, Self::Interactions, Self::Consent, Self::Why];

    /// The heading of the pane.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::List => "Contacts",
            Self::Card => "Card",
            Self::Interactions => "Interactions",
            Self::Consent => "Consent",
            Self::Why => "Why",
        }
    }
}

/// What the top line says of the whole vault.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// Whose vault it is.
    pub owner: String,
    /// Today, in words.
    pub today: String,
    /// Today; none before anything was read.
    pub day: Option<Day>,
    /// How many contacts there are.
    pub contacts: usize,
    /// How many lines the agenda has.
    pub due: usize,
    /// Whether more is due than it has lines.
    pub more_due: bool,
    /// How many values are held without a reason.
    pub unjustified: usize,
    /// What the latest form that was left unfinished is called.
    pub unfinished: Option<String>,
    /// Warnings that stay: an unencrypted vault, erasures still pending.
    pub warnings: Vec<String>,
}

/// A sentence in the bottom line, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Whether it went well.
    pub standing: Standing,
    /// The sentence.
    pub text: String,
}

/// A failure as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trouble {
    /// What could not be done.
    pub sentence: String,
    /// Why, from the outside in.
    pub causes: Vec<String>,
    /// What may help.
    pub hint: Option<String>,
}

/// A deed that was given out and is not done yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errand {
    /// What it is called while it runs.
    pub words: &'static str,
    /// How far it has come, in bytes done and in all, where it tells.
    pub progress: Option<(usize, usize)>,
    /// Whether it can be stopped.
    pub stop: Stop,
}

/// Whether a deed can be stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// It is over before anybody could.
    Never,
    /// Esc stops it.
    Can,
    /// It was asked to stop.
    Asked,
}

/// What lies over the panes.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// A form.
    Form(Form),
    /// Palette or help.
    Finder(Finder),
    /// The review of an import.
    Review(Review),
    /// What an import did.
    Report(Review),
    /// A failure to be read.
    Trouble(Trouble),
    /// Whether the open form may be thrown away.
    LeaveForm(Form),
}

/// Where the program is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stage {
    /// Before the vault is open: setup and unlocking, one form at a time.
    #[default]
    Door,
    /// The panes.
    Main,
}

/// Whether texts may be handed to the terminal's clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Clipboard {
    /// They may.
    #[default]
    On,
    /// The user switched it off.
    Off,
}

/// What is being typed into the panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Typing {
    /// Nothing: letters are commands.
    #[default]
    Nothing,
    /// The query of the list or the board.
    Query,
}

/// A selected line and the first line shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// The selected line.
    pub cursor: usize,
    /// The first line shown.
    pub top: usize,
}

/// The whole state of the screen.
#[derive(Debug, Clone)]
pub struct Model {
    /// Where the program is in its life.
    pub stage: Stage,
    /// The size of the terminal.
    pub size: Size,
    /// The colours.
    pub theme: Theme,
    /// The keys.
    pub keys: Keymap,
    /// The widths at which the layout changes.
    pub widths: Widths,
    /// Whether texts may be handed to the terminal's clipboard.
    pub clipboard: Clipboard,
    /// What is wrong in the user's settings, said once more when the vault is open.
    pub complaint: Option<String>,
    /// The pane that the keys go to.
    pub focus: Pane,
    /// The detail pane that is shown where there is room for one only.
    pub lower: Pane,
    /// Whether the pane in use has the whole screen.
    pub zoomed: bool,
    /// The top line.
    pub header: Header,
    /// The list of contacts.
    pub contacts: Contacts,
    /// The board that takes the list's place, if one is open.
    pub board: BoardPane,
    /// What letters go to while nothing lies over the panes.
    pub typing: Typing,
    /// The selected contact's panes.
    pub detail: DetailPane,
    /// The why pane.
    pub why: WhyPane,
    /// What lies over the panes.
    pub overlay: Option<Overlay>,
    /// What the form that is asked for is to hold in its first line already.
    pub fills: Option<String>,
    /// Keys of a sequence that is not complete yet.
    pub pending: Vec<Chord>,
    /// The sentence in the bottom line.
    pub message: Option<Message>,
    /// The deeds that are given out, the one in hand first.
    pub errands: std::collections::VecDeque<Errand>,
    /// A report that is shown as soon as nothing else is in use.
    pub report: Option<Review>,
    /// Questions on their way.
    pub tickets: Tickets,
    /// Commands used lately, the last one first, for the palette.
    pub recent: Vec<crate::tui::command::Command>,
    /// Whether the last key was an interrupt: a second one leaves.
    pub interrupted: bool,
    /// Whether the program is about to end.
    pub quitting: bool,
}

impl Model {
    /// Returns the screen as it is before anything has been read.
    #[must_use]
    pub fn new(size: Size, theme: Theme) -> Self {
        Self {
            stage: Stage::Door,
            size,
            theme,
            keys: Keymap::default(),
            widths: Widths::default(),
            clipboard: Clipboard::On,
            complaint: None,
            focus: Pane::List,
            lower: Pane::Card,
            zoomed: false,
            header: Header::default(),
            contacts: Contacts::default(),
            board: BoardPane::default(),
            typing: Typing::Nothing,
            detail: DetailPane::default(),
            why: WhyPane::default(),
            overlay: None,
            fills: None,
            pending: Vec::new(),
            message: None,
            errands: std::collections::VecDeque::new(),
            report: None,
            tickets: Tickets::default(),
            recent: Vec::new(),
            interrupted: false,
            quitting: false,
        }
    }

    /// The open form, as far as it is to be kept until it is finished.
    #[must_use]
    pub fn unfinished(&self) -> Option<Unfinished> {
        match self.overlay.as_ref()? {
            Overlay::Form(form) | Overlay::LeaveForm(form) => form.unfinished(),
            Overlay::Finder(_) | Overlay::Review(_) | Overlay::Report(_) | Overlay::Trouble(_) => {
                None
            }
        }
    }

    /// The contact that all panes speak of.
    #[must_use]
    pub fn contact(&self) -> Option<ContactId> {
        if self.board.open.is_none() {
            return self.contacts.selected();
        }
        self.board.selected()?.subject.map(Subject::contact)
    }

    /// The segment on the selected line of its board.
    #[must_use]
    pub fn segment(&self) -> Option<SegmentId> {
        self.board.selected().filter(|_| self.focus == Pane::List)?.segment
    }

    /// Says whether the query of the list or the board is being typed.
    #[must_use]
    pub const fn is_filtering(&self) -> bool {
        matches!(self.typing, Typing::Query)
    }

    /// The query of the list or the board.
    #[must_use]
    pub const fn query(&self) -> &Line {
        if self.board.open.is_some() { &self.board.query } else { &self.contacts.query }
    }

    /// The same, to be typed into.
    pub const fn query_mut(&mut self) -> &mut Line {
        if self.board.open.is_some() { &mut self.board.query } else { &mut self.contacts.query }
    }

    /// What the selected line of the pane in use is about.
    #[must_use]
    pub fn subject(&self) -> Option<Subject> {
        let contact = self.contact()?;
        let line = self.board.selected().and_then(|line| line.subject);
        let whole = line.unwrap_or(Subject::Contact(contact));
        let pane = if self.focus == Pane::Why { self.why.from } else { self.focus };
        let whole = if pane == Pane::List { whole } else { Subject::Contact(contact) };
        let Some(detail) = self.detail.of(contact) else {
            return Some(whole);
        };
        let inner = match pane {
            Pane::List | Pane::Why => None,
            Pane::Card => detail.card.get(self.detail.card.cursor).and_then(|line| line.subject),
            Pane::Interactions => {
                detail.interactions.get(self.detail.interactions.cursor).map(|row| row.subject)
            }
            Pane::Consent => {
                detail.consents.get(self.detail.consent.cursor).and_then(|row| row.subject)
            }
        };
        Some(inner.unwrap_or(whole))
    }
}
