//! What every file looks like: it says what it is for, is not too long, and is part of the build.

use super::source::{Source, package};

/// Past this a file is two ideas.
const MOST_LINES: usize = 500;

/// Files that are longer, each with the reason why.
const LONGER: &[(&str, &str)] = &[];

fn everything() -> Vec<Source> {
    let mut sources = Source::all("src");
    sources.extend(Source::all("tests"));
    sources
}

fn faults(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    let lines = source.text.lines().count();
    if lines > MOST_LINES && LONGER.iter().all(|(path, _)| *path != source.path) {
        found.push(format!("{}: {lines} lines; past {MOST_LINES} it is two ideas", source.path));
    }
    if !source.text.starts_with("//! ") {
        found.push(format!("{}: does not say what it is for", source.path));
    }
    found
}

/// Files that no `mod` line leads to.
fn forgotten(sources: &[Source]) -> Vec<String> {
    let roots = ["src/lib.rs", "src/main.rs", "tests/main.rs"];
    let manifest = std::fs::read_to_string(package().join("Cargo.toml")).unwrap();
    let is_named = |source: &Source| manifest.contains(&format!("path = \"{}\"", source.path));
    let is_root = |source: &Source| roots.contains(&source.path.as_str()) || is_named(source);
    let unlinked = sources.iter().filter(|source| !is_root(source) && !is_linked(source, sources));
    unlinked.map(|source| format!("{}: no `mod` line leads to it", source.path)).collect()
}

fn is_linked(source: &Source, sources: &[Source]) -> bool {
    let path = source.path.trim_end_matches(".rs").trim_end_matches("/mod");
    let Some((folder, name)) = path.rsplit_once('/') else { return false };
    let beside = ["mod.rs", "lib.rs", "main.rs"].map(|file| format!("{folder}/{file}"));
    let plain = format!("mod {name};");
    let pointed = format!("/{name}.rs\"]");
    sources.iter().any(|other| {
        let is_above = beside.contains(&other.path)
            || other.path == format!("{folder}.rs")
            // `tests/bench` has many roots.
            || (folder == "tests/bench" && other.path.starts_with(folder));
        other.text.lines().map(str::trim).any(|line| {
            let declares = is_above && (line == plain || line.ends_with(&format!(" {plain}")));
            declares || (line.starts_with("#[path") && line.ends_with(&pointed))
        })
    })
}

#[test]
fn every_file_says_what_it_is_for_and_stays_one_idea() {
    let found: Vec<String> = everything().iter().flat_map(faults).collect();

    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn no_file_is_forgotten() {
    let found = forgotten(&everything());

    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn every_exception_is_still_needed() {
    let sources = everything();

    for (path, _) in LONGER {
        let source = sources.iter().find(|source| source.path == *path);
        assert!(source.is_some_and(|one| one.text.lines().count() > MOST_LINES), "{path}");
    }
}

#[test]
fn a_long_or_silent_file_is_seen() {
    let long = format!("//! Long.\n{}", "\n".repeat(MOST_LINES));

    assert_eq!(faults(&Source::new("src/a.rs", &long)).len(), 1);
    assert_eq!(faults(&Source::new("src/a.rs", "use std::fmt;\n")).len(), 1);
}

#[test]
fn a_forgotten_file_is_seen() {
    let sources = [
        Source::new("tests/main.rs", "//! All.\n#[cfg(test)]\nmod store;\n"),
        Source::new("tests/store/mod.rs", "//! The store.\nmod facts;\n"),
        Source::new("tests/store/facts.rs", "//! Facts.\n"),
        Source::new("tests/store/lost.rs", "//! Nobody runs this.\n"),
        Source::new("tests/vault/mod.rs", "//! Nor this.\n"),
    ];

    let found = forgotten(&sources);

    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("lost.rs") && found[1].contains("vault/mod.rs"), "{found:?}");
}
