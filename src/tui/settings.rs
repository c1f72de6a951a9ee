//! What the user and the environment say about the terminal, settled before the first frame.
//!
//! The terminal itself is never asked: over a slow line nobody waits for its answer.

use ratatui::layout::Size;

use crate::app::sorting::{By, Order};
use crate::config::{
    Background, ColourDepth, Environment, Loaded, SignChoice, SortChoice, ThemeChoice,
};
use crate::tui::command::Keymap;
use crate::tui::layout::Widths;
use crate::tui::model::{Clipboard, Contacts, Message, Model, Standing};
use crate::tui::terminal::{Palette, Signs, Through, Wrapping};
use crate::tui::theme::Theme;

/// How the screen is to look and to be driven.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The colours; `NO_COLOR` is [`Theme::NoColor`].
    pub theme: Theme,
    /// Which chosen colours the terminal can show as they are.
    pub palette: Palette,
    /// Which signs the terminal's font has.
    pub signs: Signs,
    /// Whether frames are wrapped in synchronized output.
    pub wrapping: Wrapping,
    /// Whether the terminal cannot move its cursor (`TERM=dumb`).
    pub dumb: bool,
    /// What the way to the clipboard leads through; `None`: nothing is copied.
    pub clipboard: Option<Through>,
    /// Whether clicks and the wheel are asked for.
    pub mouse: bool,
    /// The widths from which panes stand beside and above each other.
    pub widths: Widths,
    /// The keys.
    pub keys: Keymap,
    /// The programs that get the terminal for a while.
    pub programs: Programs,
    /// What the list of contacts goes by at first.
    pub sort: By,
    /// What is wrong in the user's file, in a sentence for the bottom line.
    pub complaint: Option<String>,
}

/// The commands of other programs, each a line to be split as a shell would unless it says more.
#[derive(Debug, Clone, Default)]
pub struct Programs {
    /// `VISUAL`, else `EDITOR`.
    pub editor: Option<String>,
    /// `SHELL`: a path and nothing else.
    pub shell: Option<String>,
    /// The mail program of the user's file; `%s` in it is the draft.
    pub mail: Option<String>,
}

impl Settings {
    /// Settles what counts from the user's file, its keys, and the environment.
    #[must_use]
    pub fn of(environment: &Environment, loaded: &Loaded, keys: Keymap) -> Self {
        let own = &loaded.settings;
        let through = if environment.in_tmux { Through::Tmux } else { Through::Nothing };
        let plain = match own.signs {
            SignChoice::Auto => environment.term == "linux",
            SignChoice::Full => false,
            SignChoice::Ascii => true,
        };
        Self {
            theme: theme(own.theme, environment),
            palette: match environment.colour_depth {
                ColourDepth::True => Palette::Any,
                ColourDepth::None | ColourDepth::Ansi | ColourDepth::Palette => Palette::Indexed,
            },
            signs: if plain { Signs::Ascii } else { Signs::Full },
            wrapping: if own.synchronized_output { Wrapping::Synchronized } else { Wrapping::Bare },
            dumb: environment.term == "dumb",
            clipboard: own.clipboard.then_some(through),
            mouse: own.mouse,
            widths: Widths { wide: own.wide_columns, stacked: own.stacked_columns },
            keys,
            programs: Programs {
                editor: environment.editor.clone(),
                shell: environment.shell.clone(),
                mail: own.mail_command.clone(),
            },
            sort: match own.sort {
                SortChoice::Name => By::Name,
                SortChoice::LastContact => By::LastContact,
                SortChoice::Due => By::Due,
                SortChoice::Added => By::Added,
            },
            complaint: loaded.complaint(),
        }
    }

    /// Returns the screen as it is before anything has been read.
    #[must_use]
    pub fn model(self, size: Size) -> Model {
        let said = self.complaint.clone();
        Model {
            keys: self.keys,
            widths: self.widths,
            clipboard: self.clipboard.map_or(Clipboard::Off, |_| Clipboard::On),
            message: said.map(|text| Message { standing: Standing::Due, text }),
            complaint: self.complaint,
            contacts: Contacts {
                order: Order { by: self.sort, ..Order::default() },
                ..Contacts::default()
            },
            ..Model::new(size, self.theme)
        }
    }
}

/// The colours that were chosen, as far as the terminal has them.
fn theme(choice: ThemeChoice, environment: &Environment) -> Theme {
    if environment.no_color || environment.colour_depth == ColourDepth::None {
        return Theme::NoColor;
    }
    let many = environment.colour_depth >= ColourDepth::Palette;
    match (choice, environment.background) {
        (ThemeChoice::None, _) => Theme::NoColor,
        (ThemeChoice::Dark, _) | (ThemeChoice::Auto, Some(Background::Dark)) if many => Theme::Dark,
        (ThemeChoice::Light, _) | (ThemeChoice::Auto, Some(Background::Light)) if many => {
            Theme::Light
        }
        (ThemeChoice::Auto | ThemeChoice::Sixteen | ThemeChoice::Dark | ThemeChoice::Light, _) => {
            Theme::Sixteen
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::*;
    use crate::config;

    fn settled(variables: &[(&str, &str)], file: &str) -> Settings {
        let environment = Environment::from(&|name| {
            variables.iter().find(|(own, _)| *own == name).map(|(_, value)| OsString::from(value))
        });
        let (settings, mistakes) = config::read(file.as_bytes());
        let loaded = Loaded { settings, mistakes, ..Loaded::default() };
        Settings::of(&environment, &loaded, Keymap::default())
    }

    #[test]
    fn colours_are_what_was_chosen_as_far_as_the_terminal_has_them() {
        let (many, few) = (("TERM", "xterm-256color"), ("TERM", "linux"));
        let (dark, light) = ("[screen]\ntheme = \"dark\"", "[screen]\ntheme = \"light\"");
        for (variables, file, expected) in [
            (vec![many], "", Theme::Sixteen),
            (vec![many], dark, Theme::Dark),
            (vec![few], dark, Theme::Sixteen),
            (vec![many, ("COLORFGBG", "0;15")], "", Theme::Light),
            (vec![many, ("COLORFGBG", "15;0")], "", Theme::Dark),
            (vec![few, ("COLORFGBG", "15;0")], "", Theme::Sixteen),
            (vec![many, ("COLORFGBG", "15;0")], light, Theme::Light),
            (vec![many, ("COLORFGBG", "15;0")], "[screen]\ntheme = \"sixteen\"", Theme::Sixteen),
            (vec![many, ("NO_COLOR", "1")], dark, Theme::NoColor),
            (vec![many], "[screen]\ntheme = \"none\"", Theme::NoColor),
            (vec![], dark, Theme::NoColor),
        ] {
            assert_eq!(settled(&variables, file).theme, expected, "{variables:?} {file}");
        }
    }

    #[test]
    fn the_linux_console_gets_signs_that_its_font_has() {
        assert_eq!(settled(&[("TERM", "linux")], "").signs, Signs::Ascii);
        assert_eq!(settled(&[("TERM", "linux")], "[screen]\nsigns = \"full\"").signs, Signs::Full);
        assert_eq!(settled(&[("TERM", "xterm")], "").signs, Signs::Full);
        assert_eq!(
            settled(&[("TERM", "xterm")], "[screen]\nsigns = \"ascii\"").signs,
            Signs::Ascii
        );
    }

    #[test]
    fn the_list_begins_in_the_order_that_was_chosen() {
        let settings = settled(&[], "[screen]\nsort = \"last-contact\"");
        let model = settings.model(Size { width: 80, height: 24 });
        assert_eq!(model.contacts.order, Order { by: By::LastContact, ..Order::default() });
    }

    #[test]
    fn what_is_wrong_in_the_file_stands_in_the_bottom_line() {
        let settings = settled(&[], "[screen]\nthme = \"dark\"\nmouse = 3\n");
        let model = settings.model(Size { width: 80, height: 24 });

        let said = model.message.map(|said| said.text).unwrap_or_default();
        assert_eq!(
            said,
            "config.toml, line 2: `thme` is no option of `[screen]` — did you mean `theme`? \
             (and 1 more); `candor config check` tells all"
        );
    }
}
