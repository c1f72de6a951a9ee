//! Foreign crates: each is named in the layers that own it, and nowhere else.

use super::{
    layers::layer,
    source::{Source, package},
};

/// Each crate that the program uses, with its layers.
#[rustfmt::skip]
const OWNERS: &[(&str, &[&str])] = &[
    // The rules: calendars, folding, contact points.
    ("caseless",              &["domain"]),
    ("chrono",                &["domain", "app", "config"]),
    ("phonenumber",           &["domain"]),
    ("unicode_normalization", &["domain"]),
    // Files of the outside world.
    ("calcard",               &["formats"]),
    ("csv",                   &["formats"]),
    ("encoding_rs",           &["formats"]),
    ("mail_parser",           &["formats"]),
    ("toml",                  &["formats", "config"]),
    // The vault.
    ("aho_corasick",          &["store"]),
    ("argon2",                &["store"]),
    ("bincode",               &["store"]),
    ("blake3",                &["store"]),
    ("chacha20poly1305",      &["store"]),
    ("getrandom",             &["store"]),
    ("linux_keyutils",        &["store"]),
    ("notify",                &["store"]),
    ("redb",                  &["store"]),
    // Use-cases.
    ("chrono_tz",             &["app"]),
    ("fuzzy_matcher",         &["app"]),
    ("memchr",                &["app"]),
    ("zxcvbn",                &["app"]),
    // What the user set.
    ("directories",           &["config"]),
    ("iana_time_zone",        &["config", "cli"]),
    // The screen.
    ("base64",                &["tui"]),
    ("crossterm",             &["tui"]),
    ("ratatui",               &["tui"]),
    ("signal_hook",           &["tui"]),
    ("tui_input",             &["tui"]),
    // The command line; `main` reads what was typed.
    ("clap",                  &["cli", "main"]),
    ("clap_complete",         &["cli"]),
    ("clap_mangen",           &["cli"]),
    ("rpassword",             &["cli"]),
    // Both ways in.
    ("shell_words",           &["tui", "cli"]),
    ("unicode_segmentation",  &["tui", "cli"]),
    ("unicode_width",         &["tui", "cli"]),
    // Passphrases are wiped wherever they pass.
    ("zeroize",               &["store", "app", "tui", "cli"]),
    // Files, processes and terminals of the system.
    ("rustix",                &["store", "tui", "cli"]),
    ("tempfile",              &["store", "app"]),
    // New uids are drawn by use-cases; the store packs those that are random numbers.
    ("uuid",                  &["app", "store"]),
    // Records, policies and settings; JSON for those who ask.
    ("serde",                 &["store", "formats", "config"]),
    ("serde_json",            &["formats", "cli"]),
    ("thiserror",             &["domain", "formats", "store", "app", "config", "tui", "cli"]),
];

fn trespasses(source: &Source) -> Vec<String> {
    let own = layer(source);
    let mut found = Vec::new();
    for named in source.named() {
        let Some(head) = named.words.first() else { continue };
        let Some((_, owners)) = OWNERS.iter().find(|(name, _)| name == head) else { continue };
        if !owners.contains(&own) {
            found.push(format!(
                "{}:{}: `{own}` names `{head}`, which belongs to {owners:?}",
                source.path, named.line
            ));
        }
    }
    found
}

/// The crates that the program is built from, as code names them.
fn dependencies(manifest: &str) -> Vec<String> {
    let sections =
        manifest.split("\n[").filter_map(|section| section.strip_prefix("dependencies]"));
    let names = sections.flat_map(str::lines).filter_map(|line| line.split_once([' ', '.', '=']));
    names.map(|(name, _)| name.replace('-', "_")).filter(|name| !name.starts_with('#')).collect()
}

#[test]
fn every_foreign_crate_is_named_by_its_owners_alone() {
    let found: Vec<String> = Source::all("src").iter().flat_map(trespasses).collect();

    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn every_dependency_has_an_owner() {
    let manifest = std::fs::read_to_string(package().join("Cargo.toml")).unwrap();
    let dependencies = dependencies(&manifest);

    let strays: Vec<&String> =
        dependencies.iter().filter(|name| OWNERS.iter().all(|(owned, _)| owned != name)).collect();

    assert!(!dependencies.is_empty());
    assert!(strays.is_empty(), "say in which layer these belong: {strays:?}");
}

#[test]
fn a_crate_in_a_wrong_layer_is_seen() {
    for (path, text) in [
        ("src/app/import/mod.rs", "use redb::Database;"),
        ("src/tui/run.rs", "fn f() { ::bincode::encode() }"),
        ("src/cli/mod.rs", "use {clap::Parser, ratatui::Frame};"),
        ("src/domain/day.rs", "use serde::Deserialize;"),
        ("src/store/codec.rs", "impl From<calcard::Entry> for Record {}"),
        ("src/formats/csv.rs", "use chrono_tz as zones;"),
    ] {
        assert_eq!(trespasses(&Source::new(path, text)).len(), 1, "{path}: {text}");
    }
}

#[test]
fn a_dependency_is_read_however_it_is_written() {
    let manifest = "[package]\nname = \"x\"\n[dependencies]\na-b = \"1\"\nc.workspace = true\n\
                    d = { version = \"1\" }\n[dev-dependencies]\ne = \"1\"";

    assert_eq!(dependencies(manifest), ["a_b", "c", "d"]);
}
