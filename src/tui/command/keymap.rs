//! Which command a sequence of keys means in a place.

use super::{Chord, Command, Scope, spelled};

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
        let bindings = Command::table()
            .iter()
            .flat_map(|entry| {
                entry.keys.iter().filter_map(|keys| {
                    let chords = Chord::parse_all(keys)?;
                    Some(Binding { scope: entry.scope, chords, command: entry.command })
                })
            })
            .collect();
        Self { bindings }
    }
}

impl Keymap {
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
        self.bindings
            .iter()
            .find(|binding| binding.command == command)
            .map(|binding| spelled(&binding.chords))
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

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(commands, [Command::ConsentGive, Command::ConsentWithdraw]);
    }

    #[test]
    fn names_are_told_apart() {
        for entry in Command::table() {
            assert_eq!(Command::named(entry.name), Some(entry.command));
        }
    }
}
