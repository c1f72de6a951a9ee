//! Colours by meaning: the screen asks for a [`Role`], a theme answers with a style.
//!
//! Colour is never the only sign: every standing has a letter of its own ([`Standing::sign`]).

use ratatui::style::{Color, Modifier, Style};

use crate::tui::model::Standing;

/// What a piece of text means to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Ordinary text.
    Text,
    /// What recedes: labels, dates, laws.
    Muted,
    /// What matters most on the screen: names, the first sentence.
    Bright,
    /// The title of a pane that is not in use.
    Title,
    /// The title of the pane that the keys go to.
    TitleActive,
    /// A key that may be pressed.
    Key,
    /// The selected line of the pane in use.
    Selected,
    /// The selected line of another pane.
    Remembered,
    /// Letters that match what was typed.
    Match,
    /// Held rightly.
    Good,
    /// Stored only.
    Restricted,
    /// Held wrongly, refused, failed.
    Bad,
    /// Due soon, or a duty open.
    Due,
    /// What is typed into a field.
    Input,
    /// A thin line between things.
    Line,
}

impl Role {
    /// Every role, in the order of the theme's documentation.
    pub const ALL: [Self; 15] = [
        Self::Text,
        Self::Muted,
        Self::Bright,
        Self::Title,
        Self::TitleActive,
        Self::Key,
        Self::Selected,
        Self::Remembered,
        Self::Match,
        Self::Good,
        Self::Restricted,
        Self::Bad,
        Self::Due,
        Self::Input,
        Self::Line,
    ];
}

impl From<Standing> for Role {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Justified => Self::Good,
            Standing::Restricted => Self::Restricted,
            Standing::Unjustified => Self::Bad,
            Standing::Due => Self::Due,
            Standing::Unsaid => Self::Muted,
        }
    }
}

/// A set of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// The sixteen colours that the user's terminal defines.
    #[default]
    Sixteen,
    /// Chosen colours on a dark background.
    Dark,
    /// Chosen colours on a light background.
    Light,
    /// Bold, dim, underlined and reverse only.
    NoColor,
}

impl Theme {
    /// Returns the style of a role.
    #[must_use]
    pub fn style(self, role: Role) -> Style {
        match self {
            Self::Sixteen => sixteen(role),
            Self::Dark => chosen(role, &DARK),
            Self::Light => chosen(role, &LIGHT),
            Self::NoColor => colourless(role),
        }
    }
}

fn sixteen(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Text | Role::Input => plain,
        Role::Muted | Role::Line => plain.fg(Color::DarkGray),
        Role::Bright | Role::Remembered => plain.add_modifier(Modifier::BOLD),
        Role::Title => plain.fg(Color::DarkGray).add_modifier(Modifier::BOLD),
        Role::TitleActive => plain.fg(Color::Cyan).add_modifier(Modifier::BOLD),
        Role::Key => plain.fg(Color::Cyan),
        Role::Selected => plain.fg(Color::Cyan).add_modifier(Modifier::REVERSED),
        Role::Match => plain.fg(Color::Yellow).add_modifier(Modifier::BOLD),
        Role::Good => plain.fg(Color::Green),
        Role::Restricted => plain.fg(Color::Blue),
        Role::Bad => plain.fg(Color::Red),
        Role::Due => plain.fg(Color::Yellow),
    }
}

fn colourless(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Text | Role::Good | Role::Due | Role::Restricted | Role::Input => plain,
        Role::Muted | Role::Line | Role::Title => plain.add_modifier(Modifier::DIM),
        Role::Bright | Role::Key | Role::Bad | Role::Remembered => {
            plain.add_modifier(Modifier::BOLD)
        }
        Role::TitleActive | Role::Match => {
            plain.add_modifier(Modifier::BOLD).add_modifier(Modifier::UNDERLINED)
        }
        Role::Selected => plain.add_modifier(Modifier::REVERSED),
    }
}

/// The colours of a chosen theme; text itself keeps the terminal's own colour.
struct Palette {
    muted: Color,
    accent: Color,
    bar: Color,
    on_bar: Color,
    matched: Color,
    good: Color,
    restricted: Color,
    bad: Color,
    due: Color,
    line: Color,
}

const DARK: Palette = Palette {
    muted: Color::Rgb(128, 138, 150),
    accent: Color::Rgb(122, 190, 220),
    bar: Color::Rgb(40, 58, 74),
    on_bar: Color::Rgb(240, 244, 248),
    matched: Color::Rgb(240, 200, 110),
    good: Color::Rgb(130, 190, 130),
    restricted: Color::Rgb(140, 160, 230),
    bad: Color::Rgb(236, 112, 112),
    due: Color::Rgb(232, 184, 96),
    line: Color::Rgb(66, 74, 84),
};

const LIGHT: Palette = Palette {
    muted: Color::Rgb(110, 116, 124),
    accent: Color::Rgb(0, 96, 140),
    bar: Color::Rgb(208, 226, 238),
    on_bar: Color::Rgb(16, 24, 32),
    matched: Color::Rgb(160, 92, 0),
    good: Color::Rgb(30, 116, 50),
    restricted: Color::Rgb(60, 76, 176),
    bad: Color::Rgb(184, 28, 36),
    due: Color::Rgb(150, 92, 0),
    line: Color::Rgb(196, 202, 208),
};

fn chosen(role: Role, palette: &Palette) -> Style {
    let plain = Style::new();
    let bold = plain.add_modifier(Modifier::BOLD);
    match role {
        Role::Text | Role::Input => plain,
        Role::Muted => plain.fg(palette.muted),
        Role::Bright | Role::Remembered => bold,
        Role::Title => bold.fg(palette.muted),
        Role::TitleActive => bold.fg(palette.accent),
        Role::Key => plain.fg(palette.accent),
        // With a colour of its own it can be read even where the theme was chosen wrongly.
        Role::Selected => bold.fg(palette.on_bar).bg(palette.bar),
        Role::Match => bold.fg(palette.matched),
        Role::Good => plain.fg(palette.good),
        Role::Restricted => plain.fg(palette.restricted),
        Role::Bad => plain.fg(palette.bad),
        Role::Due => plain.fg(palette.due),
        Role::Line => plain.fg(palette.line),
    }
}
