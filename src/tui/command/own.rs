//! The user's own keys, checked one by one: a command that exists, keys that can be pressed there.

use super::{Chord, Command, Scope};
use crate::config::{KeySetting, Mistake};

/// A setting that can be meant so.
pub(super) struct Own {
    pub(super) command: Command,
    pub(super) keys: Vec<Vec<Chord>>,
    pub(super) line: usize,
}

/// Takes those that can be meant so, and says what is wrong with the others.
pub(super) fn understood(settings: &[KeySetting]) -> (Vec<Own>, Vec<Mistake>) {
    let (mut own, mut mistakes) = (Vec::new(), Vec::new());
    for setting in settings {
        match one(setting) {
            Ok(one) => own.push(one),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    (own, mistakes)
}

fn one(setting: &KeySetting) -> Result<Own, Mistake> {
    let line = setting.line;
    let Some(command) = Command::named(&setting.command) else {
        let names: Vec<&str> = Command::table().iter().map(|entry| entry.name).collect();
        let mut mistake = Mistake::unknown(line, "command", &setting.command, &names);
        if mistake.hint.is_empty() {
            "`candor keys` lists them".clone_into(&mut mistake.hint);
        }
        return Err(mistake);
    };
    if command == Command::Interrupt && setting.keys.is_empty() {
        let message = "without a key for `interrupt` there may be no way out of the program";
        return Err(Mistake::new(line, message, "leave it one key"));
    }
    let keys = setting.keys.iter().map(|keys| sequence(keys, command, line));
    Ok(Own { command, keys: keys.collect::<Result<_, _>>()?, line })
}

fn sequence(keys: &str, command: Command, line: usize) -> Result<Vec<Chord>, Mistake> {
    let wrong = |message: String, hint: &str| Mistake::new(line, message, hint);
    let mut chords = Vec::new();
    for part in keys.split(' ') {
        let Some(chord) = Chord::parse(part) else {
            let message = format!("`{part}` in `{keys}` is no key");
            return Err(wrong(message, &meant(part)));
        };
        chords.push(chord);
    }
    let scope = command.entry().map_or(Scope::Global, |entry| entry.scope);
    if let Some(sign) =
        chords.first().and_then(|chord| chord.typed()).filter(|_| is_typed_in(scope))
    {
        let message = format!("`{sign}` is a sign that is typed there, so it cannot be a key");
        return Err(wrong(message, &format!("`ctrl-{sign}` or `alt-{sign}` can")));
    }
    Ok(chords)
}

/// Places in which every sign is text.
const fn is_typed_in(scope: Scope) -> bool {
    match scope {
        Scope::Global | Scope::Filter | Scope::Form | Scope::AsOf | Scope::Finder => true,
        Scope::Panes
        | Scope::Contacts
        | Scope::Board
        | Scope::Card
        | Scope::Interactions
        | Scope::Consent
        | Scope::Why
        | Scope::Question
        | Scope::Leaving
        | Scope::Review
        | Scope::Report => false,
    }
}

/// What was probably meant by something that is no key.
fn meant(part: &str) -> String {
    let lower = part.to_lowercase();
    let shifted = lower.strip_prefix("shift-").filter(|rest| rest.chars().count() == 1);
    if let Some(sign) = shifted {
        return format!("write the sign that it types: `{}`", sign.to_uppercase());
    }
    let long = [
        ("c-", "ctrl-"),
        ("^", "ctrl-"),
        ("control-", "ctrl-"),
        ("ctrl+", "ctrl-"),
        ("m-", "alt-"),
        ("a-", "alt-"),
        ("alt+", "alt-"),
    ];
    let inner = lower.trim_start_matches('<').trim_end_matches('>');
    let rewritten = long
        .iter()
        .find_map(|(short, long)| inner.strip_prefix(short).map(|rest| format!("{long}{rest}")));
    let names = [
        ("escape", "esc"),
        ("return", "enter"),
        ("cr", "enter"),
        ("delete", "del"),
        ("pageup", "pgup"),
        ("pagedown", "pgdn"),
        ("bs", "backspace"),
        ("backtab", "shift-tab"),
    ];
    let known = names.iter().find(|(other, _)| *other == inner).map(|(_, own)| (*own).to_owned());
    let guess = rewritten.or(known).unwrap_or_else(|| inner.to_owned());
    if guess != part && Chord::parse(&guess).is_some() {
        return format!("did you mean `{guess}`?");
    }
    if part.is_empty() {
        return "one blank between two keys; the blank itself is `space`".to_owned();
    }
    "signs stand for themselves, with blanks between them: `g g`".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(command: &str, keys: &str) -> String {
        let keys = if keys.is_empty() { Vec::new() } else { vec![keys.to_owned()] };
        let setting = KeySetting { command: command.to_owned(), keys, line: 7 };
        one(&setting).map_or_else(|mistake| mistake.to_string(), |_| String::new())
    }

    #[test]
    fn what_was_meant_is_guessed() {
        for (command, keys, expected) in [
            ("why", "W", ""),
            ("wyh", "W", "line 7: `wyh` is no command — did you mean `why`?"),
            ("qqqqqqq", "W", "line 7: `qqqqqqq` is no command — `candor keys` lists them"),
            ("why", "<C-w>", "line 7: `<C-w>` in `<C-w>` is no key — did you mean `ctrl-w`?"),
            ("why", "Escape", "line 7: `Escape` in `Escape` is no key — did you mean `esc`?"),
            (
                "why",
                "shift-w",
                "line 7: `shift-w` in `shift-w` is no key — write the sign that it types: `W`",
            ),
            (
                "why",
                "gg",
                "line 7: `gg` in `gg` is no key — signs stand for themselves, with blanks between them: `g g`",
            ),
            (
                "form-save",
                "s",
                "line 7: `s` is a sign that is typed there, so it cannot be a key — `ctrl-s` or `alt-s` can",
            ),
            ("form-save", "ctrl-s", ""),
            (
                "interrupt",
                "",
                "line 7: without a key for `interrupt` there may be no way out of the program — leave it one key",
            ),
            ("undo", "", ""),
        ] {
            assert_eq!(told(command, keys), expected, "{command} {keys}");
        }
    }
}
