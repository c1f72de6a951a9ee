//! What is written about keys elsewhere says what the table of commands says.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use candor::config::{KeyPlace, TEMPLATE};
use candor::tui::command::{Chord, Command, Keymap};

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The lines below `[keys]`, every command commented out with its keys.
fn section(places: &[KeyPlace]) -> String {
    let mut text = String::new();
    for place in places {
        write!(text, "\n# {}\n", place.title).unwrap();
        for line in &place.lines {
            let keys: Vec<String> =
                line.keys.iter().map(|key| format!("{:?}", key.as_str())).collect();
            let keys = match keys.as_slice() {
                [one] => one.clone(),
                several => format!("[{}]", several.join(", ")),
            };
            let set = format!("#{} = {keys}", line.command);
            writeln!(text, "{set:<56} # {}", line.help).unwrap();
        }
    }
    text
}

fn with_keys_of_the_table() -> String {
    let (before, _) = TEMPLATE.split_once("\n[keys]\n").unwrap();
    format!("{before}\n[keys]\n{}", section(&Keymap::default().reference()))
}

/// `cargo test --test main write_the_keys -- --ignored` writes them.
#[test]
fn the_keys_in_the_settings_file_are_those_of_the_table() {
    let hint = "run `cargo test --test main write_the_keys -- --ignored`";
    assert!(TEMPLATE == with_keys_of_the_table(), "assets/config.toml is behind: {hint}");
}

#[test]
#[ignore = "writes assets/config.toml"]
fn write_the_keys_into_the_settings_file() {
    let file = fs::File::create(here("assets/config.toml"));
    let text = with_keys_of_the_table();
    file.and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes())).unwrap();
}

#[test]
fn the_keys_in_the_settings_file_can_be_put_in_force_as_they_stand() {
    let option = |line: &str| {
        let rest = line.strip_prefix('#')?;
        rest.starts_with(|sign: char| sign.is_ascii_lowercase()).then(|| rest.to_owned())
    };
    let lines = TEMPLATE.lines().map(|line| option(line).unwrap_or_else(|| line.to_owned()));
    let text: String = lines.map(|line| line + "\n").collect();

    let (settings, mistakes) = candor::config::read(text.as_bytes());
    let (map, clashes) = Keymap::with(&settings.keys);

    assert_eq!((mistakes, clashes), (Vec::new(), Vec::new()));
    assert_eq!(map.reference(), Keymap::default().reference());
    assert_eq!(settings.keys.len(), Command::table().len());
}

/// README's table of keys: each key in its first column means something in the panes.
#[test]
fn the_keys_in_the_readme_exist() {
    let readme = fs::read_to_string(here("README.md")).unwrap();
    let (_, table) = readme.split_once("| key | does |").unwrap();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let cells = rows.filter_map(|row| row.split('|').nth(1));
    let keys: Vec<&str> = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();

    let map = Keymap::default().reference();
    let all: Vec<&String> =
        map.iter().flat_map(|place| &place.lines).flat_map(|line| &line.keys).collect();
    assert!(keys.len() > 8, "{keys:?}");
    for key in keys {
        assert!(Chord::parse_all(key).is_some(), "`{key}` is no key");
        assert!(all.iter().any(|known| *known == key), "`{key}` means nothing");
    }
}
