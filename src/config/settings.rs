//! What the user set, as values: every option with its default.

/// Everything that `config.toml` can set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The colours.
    pub theme: ThemeChoice,
    /// The signs beside them.
    pub signs: SignChoice,
    /// Whether frames are wrapped in synchronized output.
    pub synchronized_output: bool,
    /// Whether clicks and the wheel come to the program.
    pub mouse: bool,
    /// Whether texts are copied through the terminal (OSC 52).
    pub clipboard: bool,
    /// Columns from which all panes stand side by side.
    pub wide_columns: u16,
    /// Columns from which two panes stand above each other.
    pub stacked_columns: u16,
    /// The command that writes a mail, with `%s` for its draft; none if nothing is set.
    pub mail_command: Option<String>,
    /// The order of the list of contacts at the start.
    pub sort: SortChoice,
    /// Keys that the user gave to commands, in the file's order.
    pub keys: Vec<KeySetting>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::Auto,
            signs: SignChoice::Auto,
            synchronized_output: true,
            mouse: false,
            clipboard: true,
            wide_columns: 100,
            stacked_columns: 60,
            mail_command: None,
            sort: SortChoice::Name,
            keys: Vec::new(),
        }
    }
}

/// Which colours are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeChoice {
    /// By what the environment tells of the terminal.
    #[default]
    Auto,
    /// The sixteen colours that the terminal defines.
    Sixteen,
    /// Chosen colours for a dark background.
    Dark,
    /// Chosen colours for a light background.
    Light,
    /// None.
    None,
}

impl ThemeChoice {
    /// Each choice with its word in the file.
    pub const WORDS: [(Self, &'static str); 5] = [
        (Self::Auto, "auto"),
        (Self::Sixteen, "sixteen"),
        (Self::Dark, "dark"),
        (Self::Light, "light"),
        (Self::None, "none"),
    ];
}

/// Which signs are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SignChoice {
    /// Plain ones on the Linux console, whose font lacks others.
    #[default]
    Auto,
    /// `✓ ‖ ▌ …`
    Full,
    /// Those of every keyboard alone.
    Ascii,
}

impl SignChoice {
    /// Each choice with its word in the file.
    pub const WORDS: [(Self, &'static str); 3] =
        [(Self::Auto, "auto"), (Self::Full, "full"), (Self::Ascii, "ascii")];
}

/// What the list of contacts goes by at the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortChoice {
    /// The name.
    #[default]
    Name,
    /// When something last passed between us, the latest first.
    LastContact,
    /// What falls due first.
    Due,
    /// When they were added, the latest first.
    Added,
}

impl SortChoice {
    /// Each choice with its word in the file.
    pub const WORDS: [(Self, &'static str); 4] = [
        (Self::Name, "name"),
        (Self::LastContact, "last-contact"),
        (Self::Due, "due"),
        (Self::Added, "added"),
    ];
}

/// A line of `[keys]`: a command by its name, and all its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySetting {
    /// The command's name, as written.
    pub command: String,
    /// Its keys, each a sequence as the table of commands spells it; none takes the keys away.
    pub keys: Vec<String>,
    /// Where it stands in the file, counted from 1.
    pub line: usize,
}
