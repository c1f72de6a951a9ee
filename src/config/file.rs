//! Reads `config.toml`: text in, settings out, with everything that cannot be meant so.
//!
//! A mistake never stops the reading: what it would have set keeps its default, and the rest counts.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistake::Mistake;
use super::settings::{KeySetting, Settings, SignChoice, SortChoice, ThemeChoice};

/// The file as it comes with the program: every option, commented out, with its default.
pub const TEMPLATE: &str = include_str!("../../assets/config.toml");

/// The options of `[screen]`.
const SCREEN: [&str; 8] = [
    "theme",
    "signs",
    "synchronized-output",
    "mouse",
    "clipboard",
    "wide-columns",
    "stacked-columns",
    "sort",
];
/// The options of `[programs]`.
const PROGRAMS: [&str; 1] = ["mail-command"];
const SECTIONS: [&str; 3] = ["screen", "programs", "keys"];

/// Columns below which a threshold makes no sense: no pane fits.
const FEWEST_COLUMNS: u16 = 40;

type Value<'a> = Spanned<DeValue<'a>>;

/// Reads a file. Mistakes come in the order of their lines.
#[must_use]
pub fn read(bytes: &[u8]) -> (Settings, Vec<Mistake>) {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}'),
        Err(error) => {
            let line = line_at(bytes, error.valid_up_to());
            let mistake = Mistake::new(line, "the file is not UTF-8 text", "save it as UTF-8");
            return (Settings::default(), vec![mistake]);
        }
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { text, settings: Settings::default(), mistakes: Vec::new() };
    for error in &errors {
        let at = error.span().unwrap_or_default();
        reader.wrong(&at, one_line(error.message()), "");
    }
    for (name, value) in table.get_ref() {
        match (name.get_ref().as_ref(), value.get_ref()) {
            ("screen", DeValue::Table(options)) => reader.screen(options),
            ("programs", DeValue::Table(options)) => reader.programs(options),
            ("keys", DeValue::Table(keys)) => reader.keys(keys),
            (word @ ("screen" | "programs" | "keys"), _) => {
                let hint = format!("write it as a heading: `[{word}]`");
                reader.wrong(&name.span(), format!("`{word}` is a section"), &hint);
            }
            (option, _) if SCREEN.contains(&option) => {
                let hint = "put it below the heading `[screen]`";
                reader.wrong(&name.span(), format!("`{option}` stands in no section"), hint);
            }
            (other, DeValue::Table(_)) => reader.unknown(&name.span(), "section", other, &SECTIONS),
            (other, _) => reader.unknown(&name.span(), "option", other, &SCREEN),
        }
    }
    let Reader { mut settings, mut mistakes, .. } = reader;
    if settings.stacked_columns > settings.wide_columns {
        settings.stacked_columns = settings.wide_columns;
    }
    settings.keys.sort_by_key(|setting| setting.line);
    mistakes.sort();
    // One slip of the pen may be several errors to the grammar: the first one of a line tells it.
    mistakes.dedup_by_key(|mistake| mistake.line);
    (settings, mistakes)
}

struct Reader<'a> {
    text: &'a str,
    settings: Settings,
    mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    fn line(&self, at: &Range<usize>) -> usize {
        line_at(self.text.as_bytes(), at.start)
    }

    fn wrong(&mut self, at: &Range<usize>, message: impl Into<String>, hint: &str) {
        let line = self.line(at);
        self.mistakes.push(Mistake::new(line, message, hint));
    }

    fn unknown(&mut self, at: &Range<usize>, what: &str, typed: &str, known: &[&str]) {
        let line = self.line(at);
        self.mistakes.push(Mistake::unknown(line, what, typed, known));
    }

    fn screen(&mut self, options: &DeTable<'_>) {
        for (name, value) in options {
            match name.get_ref().as_ref() {
                "theme" => {
                    let theme = self.one_of("theme", value, &ThemeChoice::WORDS);
                    self.settings.theme = theme.unwrap_or_default();
                }
                "signs" => {
                    let signs = self.one_of("signs", value, &SignChoice::WORDS);
                    self.settings.signs = signs.unwrap_or_default();
                }
                "synchronized-output" => {
                    let on = self.flag("synchronized-output", value);
                    self.settings.synchronized_output = on.unwrap_or(true);
                }
                "mouse" => self.settings.mouse = self.flag("mouse", value).unwrap_or(false),
                "clipboard" => {
                    self.settings.clipboard = self.flag("clipboard", value).unwrap_or(true);
                }
                "wide-columns" => {
                    if let Some(columns) = self.columns("wide-columns", value) {
                        self.settings.wide_columns = columns;
                    }
                }
                "stacked-columns" => {
                    if let Some(columns) = self.columns("stacked-columns", value) {
                        self.settings.stacked_columns = columns;
                    }
                }
                "sort" => {
                    let sort = self.one_of("sort", value, &SortChoice::WORDS);
                    self.settings.sort = sort.unwrap_or_default();
                }
                other => self.unknown(&name.span(), "option of `[screen]`", other, &SCREEN),
            }
        }
    }

    fn programs(&mut self, options: &DeTable<'_>) {
        for (name, value) in options {
            match (name.get_ref().as_ref(), value.get_ref().as_str()) {
                ("mail-command", Some(command)) => {
                    let command = command.trim();
                    self.settings.mail_command = (!command.is_empty()).then(|| command.to_owned());
                }
                ("mail-command", None) => {
                    let hint = "write it in quotes: `\"neomutt -H %s\"`";
                    self.wrong(&value.span(), "`mail-command` is a command", hint);
                }
                (other, _) => {
                    self.unknown(&name.span(), "option of `[programs]`", other, &PROGRAMS);
                }
            }
        }
    }

    fn keys(&mut self, table: &DeTable<'_>) {
        for (name, value) in table {
            let line = self.line(&name.span());
            let keys = match value.get_ref() {
                DeValue::String(one) if one.is_empty() => Some(Vec::new()),
                DeValue::String(one) => Some(vec![one.to_string()]),
                DeValue::Array(several) => several
                    .iter()
                    .map(|one| one.get_ref().as_str().map(str::to_owned))
                    .collect::<Option<Vec<_>>>(),
                DeValue::Integer(_)
                | DeValue::Float(_)
                | DeValue::Boolean(_)
                | DeValue::Datetime(_)
                | DeValue::Table(_) => None,
            };
            let command = name.get_ref().to_string();
            if let Some(keys) = keys {
                self.settings.keys.push(KeySetting { command, keys, line });
            } else {
                let message = format!("the keys of `{command}` are no text");
                let hint = "write them as `\"x\"`, as `[\"x\", \"g x\"]`, or as `\"\"` for none";
                self.wrong(&value.span(), message, hint);
            }
        }
    }

    fn one_of<T: Copy>(
        &mut self,
        option: &str,
        value: &Value<'_>,
        words: &[(T, &str)],
    ) -> Option<T> {
        let known: Vec<&str> = words.iter().map(|(_, word)| *word).collect();
        let Some(typed) = value.get_ref().as_str() else {
            let hint = format!("one of \"{}\"", known.join("\", \""));
            self.wrong(&value.span(), format!("`{option}` is a word in quotes"), &hint);
            return None;
        };
        let found = words.iter().find(|(_, word)| *word == typed).map(|(one, _)| *one);
        if found.is_none() {
            self.unknown(&value.span(), &format!("value of `{option}`"), typed, &known);
        }
        found
    }

    fn flag(&mut self, option: &str, value: &Value<'_>) -> Option<bool> {
        let found = value.get_ref().as_bool();
        if found.is_none() {
            let message = format!("`{option}` is either true or false");
            self.wrong(&value.span(), message, "without quotes");
        }
        found
    }

    fn columns(&mut self, option: &str, value: &Value<'_>) -> Option<u16> {
        let number = value.get_ref().as_integer();
        let number =
            number.and_then(|number| u16::from_str_radix(number.as_str(), number.radix()).ok());
        let found = number.filter(|columns| *columns >= FEWEST_COLUMNS);
        if found.is_none() {
            let hint = format!("a whole number from {FEWEST_COLUMNS}, without quotes");
            self.wrong(&value.span(), format!("`{option}` is a number of columns"), &hint);
        }
        found
    }
}

fn one_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().to_owned()
}

/// The line, from 1, on which a byte of the text stands.
fn line_at(text: &[u8], offset: usize) -> usize {
    text.iter().take(offset).filter(|byte| **byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mistakes(text: &str) -> Vec<String> {
        read(text.as_bytes()).1.iter().map(ToString::to_string).collect()
    }

    /// The file with every option in force: `#name = value` is one, `# words` are not.
    fn template_in_force() -> String {
        let option = |line: &str| {
            line.strip_prefix('#')
                .filter(|rest| rest.starts_with(char::is_alphanumeric))
                .map(str::to_owned)
        };
        TEMPLATE
            .lines()
            .map(|line| option(line).unwrap_or_else(|| line.to_owned()) + "\n")
            .collect()
    }

    #[test]
    fn the_file_that_comes_with_the_program_sets_nothing() {
        assert_eq!(read(TEMPLATE.as_bytes()), (Settings::default(), Vec::new()));
    }

    #[test]
    fn the_file_that_comes_with_the_program_shows_every_option_with_its_default() {
        let text = template_in_force();
        let (settings, mistakes) = read(text.as_bytes());

        assert_eq!(mistakes, []);
        assert_eq!(Settings { keys: Vec::new(), ..settings }, Settings::default());
        for option in SCREEN.iter().chain(&PROGRAMS) {
            assert!(text.lines().any(|line| line.starts_with(&format!("{option} = "))), "{option}");
        }
        for words in [
            ThemeChoice::WORDS.map(|(_, word)| word).to_vec(),
            SignChoice::WORDS.map(|(_, word)| word).to_vec(),
        ] {
            for word in words {
                assert!(TEMPLATE.contains(&format!("\"{word}\"")), "{word}");
            }
        }
    }

    #[test]
    fn every_mistake_is_told_with_its_line_and_what_was_meant() {
        let text = "[screen]\nthme = \"dark\"\ntheme = \"drak\"\nmouse = \"yes\"\n\
                    wide-columns = 7\n\n[kyes]\nwhy = \"W\"\n";

        assert_eq!(
            mistakes(text),
            [
                "line 2: `thme` is no option of `[screen]` — did you mean `theme`?",
                "line 3: `drak` is no value of `theme` — did you mean `dark`?",
                "line 4: `mouse` is either true or false — without quotes",
                "line 5: `wide-columns` is a number of columns — a whole number from 40, without quotes",
                "line 7: `kyes` is no section — did you mean `keys`?",
            ]
        );
    }

    #[test]
    fn what_is_right_counts_beside_what_is_wrong() {
        let (settings, mistakes) =
            read(b"[screen]\nmouse = true\ntheme = 3\n[keys]\nwhy = [\"W\"]\nundo = \"\"\n");

        assert_eq!(mistakes.len(), 1);
        assert!(settings.mouse && settings.theme == ThemeChoice::Auto);
        let keys: Vec<_> = settings
            .keys
            .iter()
            .map(|key| (key.command.as_str(), key.keys.len(), key.line))
            .collect();
        assert_eq!(keys, [("why", 1, 5), ("undo", 0, 6)]);
    }

    #[test]
    fn what_is_no_toml_is_told_by_line() {
        let found = mistakes("[screen]\nmouse = true\nthis is nothing\n");

        assert!(found.len() == 1 && found[0].starts_with("line 3: "), "{found:?}");
        assert_eq!(
            mistakes("theme = \"dark\"\n"),
            ["line 1: `theme` stands in no section — put it below the heading `[screen]`"]
        );
        assert!(read(b"[screen]\n# \xff\n").1[0].line == 2);
    }

    proptest! {
        #[test]
        fn no_file_is_too_strange(text in "(\\[(screen|keys)\\]\n)?([a-z\"=\\[\\]#. {}0-9-]{0,12}\n){0,6}") {
            let (settings, _) = read(text.as_bytes());
            prop_assert!(settings.stacked_columns <= settings.wide_columns);
        }
    }
}
