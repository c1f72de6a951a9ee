//! Things that have one place: the clock, the environment, the encoding of records.

use super::source::Source;

/// A path, the files in which it may be named, and why only there.
#[rustfmt::skip]
const PLACES: &[(&[&str], &[&str], &str)] = &[
    (&["bincode"],                   &["src/store/codec.rs"],        "one file limits what is decoded"),
    (&["SystemTime", "now"],         &["src/app/clock.rs"],          "the clock is given"),
    (&["std", "time", "SystemTime"], &["src/app/clock.rs"],          "the clock is given"),
    (&["Utc", "now"],                &["src/app/clock.rs"],          "the clock is given"),
    (&["Local", "now"],              &["src/app/clock.rs"],          "the clock is given"),
    (&["chrono", "Utc", "now"],      &["src/app/clock.rs"],          "the clock is given"),
    (&["chrono", "Local"],           &["src/app/clock.rs"],          "the clock is given"),
    (&["std", "env"],                &["src/config/environment.rs"], "the environment is read once"),
    (&["env"],                       &["src/config/environment.rs"], "the environment is read once"),
    (&["std", "process", "exit"],    &[],                            "it leaves the terminal as it is"),
    (&["process", "exit"],           &[],                            "it leaves the terminal as it is"),
];

fn strays(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for named in source.named() {
        for (path, files, why) in PLACES {
            if named.starts(path) && !files.contains(&source.path.as_str()) {
                let path = path.join("::");
                found.push(format!("{}:{}: `{path}`: {why}", source.path, named.line));
            }
        }
    }
    found
}

#[test]
fn clock_environment_and_encoding_have_one_place_each() {
    let found: Vec<String> = Source::all("src").iter().flat_map(strays).collect();

    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn the_places_exist() {
    let sources = Source::all("src");

    for place in PLACES.iter().flat_map(|(_, files, _)| *files) {
        assert!(sources.iter().any(|source| source.path == *place), "{place}");
    }
}

#[test]
fn a_stray_is_seen() {
    for text in [
        "let now = std::time::SystemTime::now();",
        "use std::{path::Path, time::{Duration, SystemTime}};",
        "let now = chrono::Utc::now();",
        "let home = std::env::var(\"HOME\");",
        "use std::env;",
        "std::process::exit(1)",
        "bincode::serde::encode_to_vec(x)",
    ] {
        assert_eq!(strays(&Source::new("src/app/find.rs", text)).len(), 1, "{text}");
    }
}
