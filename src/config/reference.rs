//! The keys as a reference shows them: by place, with what each does.
//!
//! The screen's table of commands is the only source; the command line prints what it is handed.

/// The keys of one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPlace {
    /// The heading: `In every pane`.
    pub title: &'static str,
    /// Its commands, in the table's order.
    pub lines: Vec<KeyLine>,
}

/// One command with its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyLine {
    /// The name that `[keys]` in `config.toml` and the palette know.
    pub command: &'static str,
    /// Its keys as they are typed, the one shown first; empty if it has none.
    pub keys: Vec<String>,
    /// What it does, as a sentence.
    pub help: &'static str,
}
