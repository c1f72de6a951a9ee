//! Which command a sequence of keys means in a place.

use super::own::{self, Own};
use super::{Chord, Command, Scope, spelled, written};
use crate::config::{KeyLine, KeyPlace, KeySetting, Mistake};

/// What a sequence of keys comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// A command.
    Command(Command),
    /// The beginning of several: what may follow.
    Prefix(Vec<(Chord, Command)>),
    /// Nothing here.
    Nothing,
}

/// All keys of all places.
#[derive(Debug, Clone)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

#[derive(Debug, Clone)]
struct Binding {
    scope: Scope,
    chords: Vec<Chord>,
    command: Command,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::laid(&[])
    }
}

impl Keymap {
    /// Lays the user's keys over the table's. A setting that cannot be meant so changes nothing.
    #[must_use]
    pub fn with(settings: &[KeySetting]) -> (Self, Vec<Mistake>) {
        let (mut own, mut mistakes) = own::understood(settings);
        loop {
            let map = Self::laid(&own);
            let Some((at, mistake)) = map.clash(&own) else {
                mistakes.sort();
                return (map, mistakes);
            };
            // Its keys go back to the table's, which may get in the way of another setting.
            own.remove(at);
            mistakes.push(mistake);
        }
    }

    /// The table's bindings, those of the user's commands replaced.
    fn laid(own: &[Own]) -> Self {
        let of_table =
            |keys: &[&str]| keys.iter().filter_map(|keys| Chord::parse_all(keys)).collect();
        let bindings = Command::table().iter().flat_map(|entry| {
            let set = own.iter().find(|own| own.command == entry.command);
            let keys: Vec<Vec<Chord>> =
                set.map_or_else(|| of_table(entry.keys), |own| own.keys.clone());
            let bind = |chords| Binding { scope: entry.scope, chords, command: entry.command };
            keys.into_iter().map(bind)
        });
        Self { bindings: bindings.collect() }
    }

    /// The first key of the user's that means something else in the same place, with the place of
    /// its setting; of two settings the later one is at fault.
    fn clash(&self, own: &[Own]) -> Option<(usize, Mistake)> {
        let set = |command| own.iter().position(|own: &Own| own.command == command);
        self.bindings.iter().enumerate().find_map(|(at, one)| {
            self.bindings.iter().skip(at + 1).filter(|other| one.clashes(other)).find_map(|other| {
                let (guilty, wronged) = match (set(one.command), set(other.command)) {
                    (Some(first), Some(second)) if first > second => (one, other),
                    (Some(_), None) => (one, other),
                    (_, Some(_)) => (other, one),
                    (None, None) => return None,
                };
                let at = set(guilty.command)?;
                Some((at, guilty.against(wronged, own.get(at)?.line)))
            })
        })
    }

    /// The reference of all keys, place by place in the order of the table.
    #[must_use]
    pub fn reference(&self) -> Vec<KeyPlace> {
        let mut places: Vec<KeyPlace> = Vec::new();
        for entry in Command::table() {
            let (command, help) = (entry.name, entry.help);
            let line = KeyLine { command, keys: self.all_written(entry.command), help };
            let title = entry.scope.title();
            match places.iter_mut().find(|place| place.title == title) {
                Some(place) => place.lines.push(line),
                None => places.push(KeyPlace { title, lines: vec![line] }),
            }
        }
        places
    }

    /// Every key sequence of a command, as the config file writes it.
    fn all_written(&self, command: Command) -> Vec<String> {
        let own = self.bindings.iter().filter(|binding| binding.command == command);
        own.map(|binding| written(&binding.chords)).collect()
    }

    /// Returns the first key of a command's first sequence of several, if it has one.
    #[must_use]
    pub fn prefix(&self, command: Command) -> Option<Chord> {
        let own = self.bindings.iter().filter(|binding| binding.command == command);
        own.map(|binding| &binding.chords).find(|chords| chords.len() > 1)?.first().copied()
    }

    /// Returns the keys of the binding that is shown for a command, if it has any.
    #[must_use]
    pub fn first(&self, command: Command) -> Option<&[Chord]> {
        let binding = self.bindings.iter().find(|binding| binding.command == command)?;
        Some(&binding.chords)
    }

    /// Finds what the keys mean; `scopes` are the places that hold, the narrowest first.
    #[must_use]
    pub fn resolve(&self, scopes: &[Scope], keys: &[Chord]) -> Resolved {
        for scope in scopes {
            let here = || self.bindings.iter().filter(|binding| binding.scope == *scope);
            if let Some(binding) = here().find(|binding| binding.chords == keys) {
                return Resolved::Command(binding.command);
            }
            let following: Vec<(Chord, Command)> = here()
                .filter_map(|binding| {
                    let rest = binding.chords.strip_prefix(keys)?;
                    rest.first().map(|chord| (*chord, binding.command))
                })
                .collect();
            if !following.is_empty() {
                return Resolved::Prefix(following);
            }
        }
        Resolved::Nothing
    }

    /// Returns the keys to show for a command, if it has any.
    #[must_use]
    pub fn shown(&self, command: Command) -> Option<String> {
        self.first(command).map(spelled)
    }

    /// Returns every key sequence of a command, as it is typed.
    #[must_use]
    pub fn all_shown(&self, command: Command) -> Vec<String> {
        self.bindings
            .iter()
            .filter(|binding| binding.command == command)
            .map(|binding| spelled(&binding.chords))
            .collect()
    }
}

impl Binding {
    /// Says whether both hold at once and one hides the other or its beginning.
    fn clashes(&self, other: &Self) -> bool {
        let global = self.scope == Scope::Global || other.scope == Scope::Global;
        let together = global || self.scope == other.scope;
        let hides =
            self.chords.starts_with(&other.chords) || other.chords.starts_with(&self.chords);
        together && hides && self.command != other.command
    }

    fn against(&self, other: &Self, line: usize) -> Mistake {
        let (own, theirs) = (written(&self.chords), written(&other.chords));
        let (name, place) = (other.command.name(), other.scope.title().to_lowercase());
        let message = if own == theirs {
            format!("`{own}` is the key of `{name}` ({place})")
        } else {
            format!("`{own}` and `{theirs}`, the key of `{name}` ({place}), hide each other")
        };
        let hint = format!("choose another, or give that one other keys: `{name} = \"…\"`");
        Mistake::new(line, message, hint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(command: &str, keys: &[&str], line: usize) -> KeySetting {
        let keys = keys.iter().map(|keys| (*keys).to_owned()).collect();
        KeySetting { command: command.to_owned(), keys, line }
    }

    fn told(settings: &[KeySetting]) -> Vec<String> {
        Keymap::with(settings).1.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn own_keys_replace_those_of_the_table() {
        let (map, mistakes) = Keymap::with(&[set("why", &["W", "g w"], 2), set("undo", &[], 3)]);

        assert_eq!(mistakes, []);
        assert_eq!(map.all_shown(Command::Why), ["W", "gw"]);
        assert_eq!(map.shown(Command::Undo), None);
        let keys = Chord::parse_all("w").unwrap();
        assert_eq!(map.resolve(&[Scope::Panes], &keys), Resolved::Nothing);
    }

    #[test]
    fn two_commands_may_swap_their_keys() {
        let (map, mistakes) = Keymap::with(&[set("why", &["x"], 1), set("what-if", &["w"], 2)]);

        assert_eq!(mistakes, []);
        assert_eq!(map.shown(Command::Why).as_deref(), Some("x"));
    }

    #[test]
    fn a_key_that_is_taken_is_named_and_changes_nothing() {
        let settings = [set("why", &["x"], 4), set("edit", &["c"], 5), set("quit", &["Q"], 6)];

        assert_eq!(
            told(&settings),
            [
                "line 4: `x` is the key of `what-if` (in every pane) — choose another, or give \
                 that one other keys: `what-if = \"…\"`",
                "line 5: `c` and `c g`, the key of `consent-give` (in every pane), hide each other \
                 — choose another, or give that one other keys: `consent-give = \"…\"`",
            ]
        );
        let (map, _) = Keymap::with(&settings);
        assert_eq!(map.shown(Command::Why).as_deref(), Some("w"));
        assert_eq!(map.shown(Command::Quit).as_deref(), Some("Q"));
    }

    #[test]
    fn of_two_settings_with_one_key_the_later_is_at_fault() {
        let told = told(&[set("why", &["X"], 1), set("edit", &["X"], 2)]);

        assert!(
            told.len() == 1 && told[0].starts_with("line 2: `X` is the key of `why`"),
            "{told:?}"
        );
    }

    #[test]
    fn the_reference_has_every_command_once() {
        let places = Keymap::default().reference();
        let lines: usize = places.iter().map(|place| place.lines.len()).sum();

        assert_eq!(lines, Command::table().len());
        let all = places.iter().flat_map(|place| &place.lines);
        for (line, entry) in all.filter_map(|line| {
            Command::named(line.command).and_then(Command::entry).map(|entry| (line, entry))
        }) {
            assert_eq!(line.keys, entry.keys, "{}", entry.name);
        }
    }

    #[test]
    fn every_key_of_the_table_can_be_read() {
        for entry in Command::table() {
            for keys in entry.keys {
                assert!(Chord::parse_all(keys).is_some(), "{}: `{keys}`", entry.name);
            }
        }
    }

    #[test]
    fn no_key_means_two_things_in_one_place() {
        let map = Keymap::default();
        for (at, one) in map.bindings.iter().enumerate() {
            for other in map.bindings.iter().skip(at + 1) {
                let together = one.scope == other.scope
                    || one.scope == Scope::Global
                    || other.scope == Scope::Global;
                let clash =
                    one.chords.starts_with(&other.chords) || other.chords.starts_with(&one.chords);
                assert!(!(together && clash), "{:?} and {:?}", one.command, other.command);
            }
        }
    }

    #[test]
    fn a_prefix_says_what_may_follow() {
        let map = Keymap::default();
        let keys = Chord::parse_all("c").unwrap();
        let Resolved::Prefix(following) = map.resolve(&[Scope::Panes, Scope::Global], &keys) else {
            panic!("`c` is a prefix");
        };
        let commands: Vec<Command> = following.into_iter().map(|(_, command)| command).collect();
        let expected = [Command::ConsentGive, Command::ConsentWithdraw, Command::SignUps];
        assert_eq!(commands, expected);
    }

    #[test]
    fn names_are_told_apart() {
        for entry in Command::table() {
            assert_eq!(Command::named(entry.name), Some(entry.command));
        }
    }
}
