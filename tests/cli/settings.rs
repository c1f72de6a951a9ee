//! `candor config` and `candor keys`: what the user set, what is wrong in it, and what counts.

use serde_json::json;

use super::{Candor, write_file};

/// The program with a `config.toml` of its own.
fn with_file(text: &str) -> Candor {
    let candor = Candor::in_country("DE");
    let folder = candor.home().join(".config/candor");
    std::fs::create_dir_all(&folder).unwrap();
    write_file(&folder.join("config.toml"), text);
    candor
}

#[test]
fn the_place_of_the_settings_is_told_also_where_there_are_none() {
    let candor = Candor::in_country("DE");

    let told = candor.json("config path");

    assert_eq!(told["exists"], false);
    assert!(told["path"].as_str().unwrap().ends_with(".config/candor/config.toml"));
    assert_eq!(candor.json("config check")["mistakes"], json!([]));
}

#[test]
fn the_settings_that_count_are_shown() {
    let candor = with_file("[screen]\ntheme = \"dark\"\n[keys]\nwhy = [\"W\", \"g w\"]\n");

    let told = candor.json("config show");

    assert_eq!(told["screen"]["theme"], "dark");
    assert_eq!(told["screen"]["wide-columns"], 100);
    assert_eq!(told["keys"], json!({ "why": ["W", "g w"] }));
    // What is shown may be saved as a file, and says the same.
    let again = with_file(&candor.line("config show"));
    assert_eq!(again.json("config show"), told);
    assert_eq!(again.json("config check")["mistakes"], json!([]));
}

#[test]
fn mistakes_are_told_by_line_and_end_the_check_with_1() {
    let candor = with_file("[screen]\nthme = \"dark\"\n[keys]\nwyh = \"W\"\nedit = \"w\"\n");

    let output = candor.output(&["config", "check", "--json"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();

    assert_eq!(output.status.code(), Some(1));
    let lines: Vec<_> =
        told["mistakes"].as_array().unwrap().iter().map(|one| &one["line"]).collect();
    assert_eq!(lines, [2, 4, 5]);
    assert_eq!(told["mistakes"][1]["message"], "`wyh` is no command");
    assert_eq!(told["mistakes"][1]["hint"], "did you mean `why`?");
    let (code, said) = candor.fails("config check");
    assert_eq!((code, said.as_str()), (1, "error: config.toml has 3 mistakes\n"));
    // Everything else works all the same.
    candor.run(&["contact", "list"]);
}

#[test]
fn the_reference_of_keys_is_what_counts_for_this_user() {
    let candor = with_file("[keys]\nwhy = \"W\"\nundo = \"\"\n");

    let told = candor.json("keys");

    let places = told["places"].as_array().unwrap();
    let all = || places.iter().flat_map(|place| place["commands"].as_array().unwrap());
    let keys = |name: &str| all().find(|line| line["command"] == name).unwrap()["keys"].clone();
    assert_eq!(keys("why"), json!(["W"]));
    assert_eq!(keys("undo"), json!([]));
    assert_eq!(keys("stage-next"), json!(["p p"]));
    assert!(candor.line("keys").contains("In every pane\tW\twhy\tSay why this is held"));
}

#[test]
fn the_file_to_start_from_sets_nothing() {
    let candor = Candor::in_country("DE");
    let file = candor.line("config show --default");

    let again = with_file(&file);

    assert_eq!(again.json("config show"), candor.json("config show"));
}
