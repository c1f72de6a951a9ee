//! What may follow a command's name in the palette: `filter anna`, `follow-up next fri`.

use super::Command;

/// A command that takes what is typed behind its name.
struct Takes {
    command: Command,
    /// What that is, for the palette's line.
    what: &'static str,
    /// Other words for the command that fingers may try.
    also: &'static [&'static str],
}

const fn takes(command: Command, what: &'static str, also: &'static [&'static str]) -> Takes {
    Takes { command, what, also }
}

const TAKING: [Takes; 9] = [
    takes(Command::ContactNew, "<line>", &["new", "add"]),
    takes(Command::InteractionLog, "<text>", &["log"]),
    takes(Command::FollowUp, "<day, what>", &[]),
    takes(Command::AsOf, "<day>", &[]),
    takes(Command::Filter, "<query>", &["find", "search"]),
    takes(Command::Merge, "<who>", &[]),
    takes(Command::Invoice, "<sum>", &[]),
    takes(Command::SegmentSave, "<name>", &["segment"]),
    takes(Command::Import, "<file>", &[]),
];

impl Command {
    /// Returns what the command takes behind its name in the palette, if it takes anything.
    #[must_use]
    pub fn takes(self) -> Option<&'static str> {
        TAKING.iter().find(|one| one.command == self).map(|one| one.what)
    }

    /// Takes a line apart into a command and what is typed behind its name: the name or another
    /// word for it, or the beginning of the one command that it can mean.
    #[must_use]
    pub fn with_argument(line: &str) -> Option<(Self, &str)> {
        let (word, argument) = line.trim_start().split_once(' ')?;
        let (word, argument) = (word.to_lowercase(), argument.trim());
        if argument.is_empty() {
            return None;
        }
        let whole = |one: &&Takes| one.command.name() == word || one.also.contains(&word.as_str());
        if let Some(one) = TAKING.iter().find(whole) {
            return Some((one.command, argument));
        }
        let begins = |one: &&Takes| {
            one.command.name().starts_with(&word)
                || one.also.iter().any(|also| also.starts_with(&word))
        };
        let mut found = TAKING.iter().filter(begins);
        match (found.next(), found.next()) {
            (Some(one), None) => Some((one.command, argument)),
            (Some(_) | None, _) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_command_and_its_argument() {
        for (line, expected) in [
            ("filter anna bell", Some((Command::Filter, "anna bell"))),
            ("find  anna ", Some((Command::Filter, "anna"))),
            ("fol next fri", Some((Command::FollowUp, "next fri"))),
            ("as-of 2026-03-01", Some((Command::AsOf, "2026-03-01"))),
            ("fi anna", Some((Command::Filter, "anna"))),
            ("f anna", None),
            ("i 400", None),
            ("follow-up ", None),
            ("go agenda", None),
            ("undo it", None),
        ] {
            assert_eq!(Command::with_argument(line), expected, "{line}");
        }
    }
}
