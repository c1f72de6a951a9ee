//! The import rule: which layer may name which.

use super::source::Source;

/// Each layer with those that it may name beside itself.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("formats", &["domain"]),
    ("store", &["domain"]),
    ("app", &["domain", "formats", "store"]),
    ("config", &["domain"]),
    ("tui", &["domain", "app", "config"]),
    ("cli", &["domain", "app", "config"]),
    ("main", &["domain", "app", "config", "tui", "cli"]),
    ("lib", &[]),
];

/// The layer of a file: `store` of `src/store/vault/mod.rs`, `main` of `src/main.rs`.
pub(crate) fn layer(source: &Source) -> &str {
    let below = source.path.strip_prefix("src/").unwrap_or(&source.path);
    below.split(['/', '.']).next().unwrap_or_default()
}

fn trespasses(source: &Source) -> Vec<String> {
    let own = layer(source);
    let Some((_, allowed)) = MAY_NAME.iter().find(|(layer, _)| *layer == own) else {
        return vec![format!("{}: `{own}` is no layer", source.path)];
    };
    let mut found = Vec::new();
    for named in source.named() {
        let [head, other, ..] = named.words.as_slice() else { continue };
        let is_ours = head == "crate" || head == env!("CARGO_PKG_NAME");
        let is_layer = MAY_NAME.iter().any(|(layer, _)| layer == other);
        if is_ours && is_layer && other != own && !allowed.contains(&other.as_str()) {
            found.push(format!("{}:{}: `{own}` names `{other}`", source.path, named.line));
        }
    }
    found
}

#[test]
fn no_layer_names_one_that_it_must_not_know() {
    let found: Vec<String> = Source::all("src").iter().flat_map(trespasses).collect();

    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn a_trespass_is_seen_however_it_is_written() {
    for (path, text) in [
        ("src/domain/day.rs", "use crate::store::Vault;"),
        ("src/formats/csv.rs", "use crate::{\n    domain::Day,\n    store::{Reader},\n};"),
        ("src/store/mod.rs", "fn f() { crate::app::clock::day_in() }"),
        ("src/tui/view/why.rs", "use super::super::super::cli;"),
        ("src/cli/import.rs", "pub use crate::formats::draft::Draft;"),
        ("src/tui/mod.rs", "fn f() -> crate::store::StoreError {}"),
        ("src/config/mod.rs", "use crate::app::Session;"),
        ("src/main.rs", "use candor::{cli, store::Store};"),
        ("src/net/mod.rs", ""),
    ] {
        assert_eq!(trespasses(&Source::new(path, text)).len(), 1, "{path}: {text}");
    }
}

#[test]
fn what_is_allowed_is_no_trespass() {
    let text =
        "use crate::{domain::Day, app::{Session, find::Index}};\n// crate::store\nuse super::view;";

    assert_eq!(trespasses(&Source::new("src/tui/run.rs", text)), Vec::<String>::new());
}
