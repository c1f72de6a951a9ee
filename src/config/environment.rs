//! The environment, read once: where files belong, and what the terminal says of itself.

use std::{ffi::OsString, path::PathBuf};

/// Everything that the program takes from the environment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each read from one variable")]
pub struct Environment {
    /// Where the vault lies if nobody says otherwise; `None`: there is no home folder.
    pub vault_folder: Option<PathBuf>,
    /// Where `config.toml` lies.
    pub config_folder: Option<PathBuf>,
    /// The user's home, to show paths below it as `~`.
    pub home: Option<PathBuf>,
    /// The terminal's name, `TERM`; empty if there is none.
    pub term: String,
    /// `NO_COLOR` is set and not empty: no colours, whatever the terminal can.
    pub no_color: bool,
    /// How many colours the terminal claims to have.
    pub colour_depth: ColourDepth,
    /// The background that the terminal says it has, `COLORFGBG`; most say nothing.
    pub background: Option<Background>,
    /// Reached over SSH: the clipboard is on another machine.
    pub over_ssh: bool,
    /// Inside tmux: sequences for the outer terminal must be wrapped.
    pub in_tmux: bool,
    /// Inside GNU screen.
    pub in_screen: bool,
    /// `VISUAL`, else `EDITOR`: a command line, to be split as a shell would.
    pub editor: Option<String>,
    /// `SHELL`: the path of the user's shell.
    pub shell: Option<String>,
    /// `PAGER`: a command line.
    pub pager: Option<String>,
    /// The language and country of messages, `de_DE.UTF-8`; empty if not set.
    pub locale: String,
    /// The width that the caller gives, `COLUMNS`.
    pub columns: Option<u16>,
    /// The instant to go by instead of the machine's clock, `CANDOR_NOW=2026-11-23T12:00:00Z`, in
    /// seconds since 1970; for tests and pictures.
    pub now: Option<i64>,
}

/// How many colours a terminal claims to have (`COLORTERM`, `TERM`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ColourDepth {
    /// Not even the eight: `dumb`, or none at all.
    None,
    /// The sixteen names.
    #[default]
    Ansi,
    /// The palette of 256.
    Palette,
    /// Red, green and blue.
    True,
}

/// The colour behind the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Background {
    /// Dark.
    Dark,
    /// Light.
    Light,
}

impl Environment {
    /// Reads the environment of this process.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads it")]
    pub fn read() -> Self {
        Self::from(&|name| std::env::var_os(name))
    }

    /// The same from any set of variables.
    #[must_use]
    pub fn from(variable: &dyn Fn(&str) -> Option<OsString>) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let text = |name: &str| set(name).and_then(|value| value.into_string().ok());
        // Paths that are not absolute do not count (XDG base directory specification).
        let path = |name: &str| set(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let here = directories::ProjectDirs::from("", "", "candor");
        // `directories` knows the XDG variables on Linux alone; people set them on every Unix.
        let data = path("XDG_DATA_HOME").map(|folder| folder.join("candor"));
        let config = path("XDG_CONFIG_HOME").map(|folder| folder.join("candor"));
        let term = text("TERM").unwrap_or_default();
        Self {
            vault_folder: data.or_else(|| here.as_ref().map(|dirs| dirs.data_dir().into())),
            config_folder: config.or_else(|| here.as_ref().map(|dirs| dirs.config_dir().into())),
            home: path("HOME")
                .or_else(|| directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_path_buf())),
            no_color: set("NO_COLOR").is_some(),
            colour_depth: depth(&term, &text("COLORTERM").unwrap_or_default()),
            background: text("COLORFGBG").as_deref().and_then(background),
            over_ssh: ["SSH_TTY", "SSH_CONNECTION"].into_iter().any(|name| set(name).is_some()),
            in_tmux: set("TMUX").is_some(),
            in_screen: set("STY").is_some(),
            editor: text("VISUAL").or_else(|| text("EDITOR")),
            shell: text("SHELL"),
            pager: text("PAGER"),
            locale: ["LC_ALL", "LC_MESSAGES", "LANG"]
                .into_iter()
                .find_map(text)
                .unwrap_or_default(),
            columns: text("COLUMNS").and_then(|columns| columns.parse().ok()),
            now: text("CANDOR_NOW").and_then(|instant| {
                chrono::DateTime::parse_from_rfc3339(&instant)
                    .ok()
                    .map(|instant| instant.timestamp())
            }),
            term,
        }
    }

    /// The country that the locale names, as a first guess: `DE` of `de_DE.UTF-8`.
    #[must_use]
    pub fn country_hint(&self) -> Option<&str> {
        let (_, rest) = self.locale.split_once('_')?;
        rest.get(..2).filter(|code| code.bytes().all(|letter| letter.is_ascii_uppercase()))
    }

    /// A path for people: below the home folder it starts with `~`.
    #[must_use]
    pub fn shown(&self, path: &std::path::Path) -> String {
        match self.home.as_deref().and_then(|home| path.strip_prefix(home).ok()) {
            Some(rest) => format!("~/{}", rest.display()),
            None => path.display().to_string(),
        }
    }
}

fn depth(term: &str, colorterm: &str) -> ColourDepth {
    match (term, colorterm) {
        ("" | "dumb", _) => ColourDepth::None,
        (_, "truecolor" | "24bit") => ColourDepth::True,
        _ if term.contains("256color") || term.contains("direct") => ColourDepth::Palette,
        _ => ColourDepth::Ansi,
    }
}

/// Reads `15;0` or `0;default;15`: the last part is the background, one of the sixteen colours.
fn background(colours: &str) -> Option<Background> {
    match colours.rsplit(';').next()?.parse::<u8>().ok()? {
        0..=6 | 8 => Some(Background::Dark),
        7 | 9..=15 => Some(Background::Light),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)]) -> Environment {
        Environment::from(&|name| {
            variables.iter().find(|(own, _)| *own == name).map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    fn xdg_folders_are_honoured_and_must_be_absolute() {
        let folder = of(&[("XDG_DATA_HOME", "/data"), ("XDG_CONFIG_HOME", "here")]);
        assert_eq!(folder.vault_folder, Some(PathBuf::from("/data/candor")));
        assert_ne!(folder.config_folder, Some(PathBuf::from("here/candor")));
    }

    #[test]
    fn an_empty_variable_is_none() {
        let environment =
            of(&[("NO_COLOR", ""), ("SSH_TTY", ""), ("VISUAL", ""), ("EDITOR", "vi")]);
        assert!(!environment.no_color && !environment.over_ssh);
        assert_eq!(environment.editor.as_deref(), Some("vi"));
    }

    #[test]
    fn colours_are_what_the_terminal_claims() {
        for (term, colorterm, expected) in [
            ("dumb", "truecolor", ColourDepth::None),
            ("xterm-256color", "truecolor", ColourDepth::True),
            ("screen-256color", "", ColourDepth::Palette),
            ("linux", "", ColourDepth::Ansi),
        ] {
            let environment = of(&[("TERM", term), ("COLORTERM", colorterm)]);
            assert_eq!(environment.colour_depth, expected, "{term} {colorterm}");
        }
    }

    #[test]
    fn the_background_is_the_last_of_the_colours() {
        for (colours, expected) in [
            ("15;0", Some(Background::Dark)),
            ("0;default;15", Some(Background::Light)),
            ("0;7", Some(Background::Light)),
            ("default;default", None),
            ("", None),
        ] {
            assert_eq!(of(&[("COLORFGBG", colours)]).background, expected, "{colours}");
        }
    }

    #[test]
    fn a_locale_names_a_country() {
        assert_eq!(of(&[("LANG", "de_AT.UTF-8")]).country_hint(), Some("AT"));
        assert_eq!(of(&[("LC_ALL", "C"), ("LANG", "de_AT")]).country_hint(), None);
    }

    #[test]
    fn a_path_below_home_is_shown_short() {
        let environment = of(&[("HOME", "/home/ada")]);
        assert_eq!(environment.shown(std::path::Path::new("/home/ada/x")), "~/x");
        assert_eq!(environment.shown(std::path::Path::new("/srv/x")), "/srv/x");
    }
}
