//! The one table of commands. Key map, prefix hints, help by place, hint line, palette and the
//! names in the config file come from it and from nothing else.

mod argument;
mod chord;
mod keymap;
mod own;
mod table;

pub use chord::{Chord, Key, spelled, written};
pub use keymap::{Keymap, Resolved};
pub use table::Command;

/// A place in which keys mean something. Several hold at once; the narrower one wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Everywhere, also while text is typed.
    Global,
    /// In any pane of the main screen.
    Panes,
    /// In the list of contacts.
    Contacts,
    /// On a board.
    Board,
    /// In the card of a contact.
    Card,
    /// In the list of interactions.
    Interactions,
    /// In the consent pane.
    Consent,
    /// While the why pane is open.
    Why,
    /// While a day is typed for it.
    AsOf,
    /// While the filter is typed.
    Filter,
    /// In a form.
    Form,
    /// In a question that is answered with a key.
    Question,
    /// In the question whether a form may be left.
    Leaving,
    /// In the palette and the help pane.
    Finder,
    /// In the review of an import.
    Review,
    /// In the report of an import.
    Report,
}

impl Scope {
    /// The heading over this place's keys in the help pane.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Global => "Everywhere",
            Self::Panes => "In every pane",
            Self::Contacts => "Contacts",
            Self::Board => "On a board",
            Self::Card => "Card",
            Self::Interactions => "Interactions",
            Self::Consent => "Consent",
            Self::Why => "While why is open",
            Self::AsOf => "While a day is typed",
            Self::Filter => "While filtering",
            Self::Form => "In a form",
            Self::Question => "In a question",
            Self::Leaving => "When a form is left",
            Self::Finder => "In palette and help",
            Self::Review => "In the review of an import",
            Self::Report => "In the report of an import",
        }
    }
}

/// What the table says of a command.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The command.
    pub command: Command,
    /// Its name in the config file and in the palette.
    pub name: &'static str,
    /// Where its keys hold.
    pub scope: Scope,
    /// The keys, each a sequence as [`Chord::parse_all`] reads it; the first is the one shown.
    pub keys: &'static [&'static str],
    /// A word or two for the hint line; empty where a hint would be noise.
    pub hint: &'static str,
    /// A sentence for help and palette.
    pub help: &'static str,
}

impl Command {
    /// Returns the table's line for this command.
    #[must_use]
    pub fn entry(self) -> Option<&'static Entry> {
        Self::table().iter().find(|entry| entry.command == self)
    }

    /// Returns the name for config file and palette.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.entry().map_or("", |entry| entry.name)
    }

    /// Finds a command by its name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::table().iter().find(|entry| entry.name == name).map(|entry| entry.command)
    }
}
