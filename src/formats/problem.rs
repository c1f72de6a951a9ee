//! What a reader could not read, said so that a person can find and mend it.

use thiserror::Error;

/// Something that is wrong in a file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line it begins on, counted from 1.
    pub line: u32,
    /// What is wrong.
    pub what: Trouble,
}

/// What is wrong, in a sentence for people, and what happened to the data there.
///
/// Variants name no value of the file, so that a problem may be logged.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Trouble {
    /// There is not one byte, or only blanks.
    #[error("the file is empty")]
    EmptyFile,
    /// The file has no card; it may be something else.
    #[error("there is no vCard in this file{}", .0.hint())]
    NoCard(Resemblance),
    /// Lines between cards that belong to none.
    #[error("{} outside any card; skipped", lines(*.0))]
    OutsideCard(u32),
    /// `END:VCARD` without a card.
    #[error("a card ends here that never began; skipped")]
    StrayEnd,
    /// The next card or the end of the file comes before `END:VCARD`.
    #[error("the card that begins here has no `END:VCARD`; what it holds was read all the same")]
    MissingEnd,
    /// A card without a single value that can be brought in.
    #[error("the card that begins here holds nothing to bring in; skipped")]
    EmptyCard,
    /// A line that is neither a property nor the rest of one.
    #[error("{} of a card cannot be understood (no `NAME:value`); skipped", lines(*.0))]
    NotAProperty(u32),
    /// A declared character set that nobody knows.
    #[error("the character set named here is not known; the text was read as best it can be")]
    UnknownCharset,
    /// Bytes that are not UTF-8 although nothing else is declared; once per card.
    #[error("the text here is not UTF-8; it was read as Windows-1252 (Western European)")]
    Guessed,
    /// Bytes that belong to no character; once per card.
    #[error("some bytes here are no text; each is shown as \u{fffd}")]
    Garbled,
    /// The file came to an end within a two-byte character, or has halves of characters.
    #[error("some of the UTF-16 text is damaged; each place is shown as \u{fffd}")]
    DamagedUtf16,
}

/// What a file without a card looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resemblance {
    /// Text of no kind that is known here.
    Text,
    /// Bytes that are no text.
    Binary,
    /// An iCalendar file.
    Calendar,
    /// JSON, perhaps jCard or `JSContact`.
    Json,
    /// XML or HTML, perhaps xCard.
    Markup,
    /// A table: commas, semicolons or tabs in its first line.
    Table,
    /// A mail message.
    Mail,
    /// A ZIP or gzip archive.
    Archive,
}

impl Resemblance {
    fn hint(self) -> &'static str {
        match self {
            Self::Text => "",
            Self::Binary => "; it is not a text file",
            Self::Calendar => "; it is a calendar",
            Self::Json => "; it is JSON: export the contacts as vCard (.vcf) instead",
            Self::Markup => "; it is XML or HTML: export the contacts as vCard (.vcf) instead",
            Self::Table => "; it looks like a table (CSV)",
            Self::Mail => "; it is a mail message: save its attachment first",
            Self::Archive => "; it is an archive: unpack it first",
        }
    }
}

fn lines(count: u32) -> String {
    if count == 1 { "a line".to_owned() } else { format!("{count} lines") }
}
