//! What commands say when they cannot: a sentence, causes, a hint, and the exit code.

use std::{
    io::{Read, Write},
    process::Stdio,
};

use super::Candor;

#[test]
fn nobody_found_is_one_and_several_found_is_three() {
    let candor = Candor::in_country("DE");
    candor.line("contact add 'Anna Bell' --email anna@example.org");
    candor.line("contact add 'Anna Moor' --email moor@example.org");

    let (code, told) = candor.fails("contact show zoe");
    assert_eq!((code, told.lines().next()), (1, Some("error: nothing found for `zoe`")));

    let (code, told) = candor.fails("contact show anna");
    assert_eq!(code, 3);
    assert!(told.contains("  1  Anna Bell (anna@example.org)"), "{told}");
    assert!(told.contains("  2  Anna Moor"), "{told}");
}

#[test]
fn a_misspelt_purpose_is_a_usage_error_with_a_hint() {
    let candor = Candor::in_country("DE");
    candor.line("contact add Anna");

    let (code, told) = candor.fails("consent give anna newsleter");

    assert_eq!(code, 2);
    assert!(told.starts_with("error: "), "{told}");
    assert!(told.contains("newsletter"), "{told}");
}

#[test]
fn a_day_to_come_is_refused() {
    let candor = Candor::in_country("DE");

    let (code, told) = candor.fails("contact add Anna --on +1y");

    assert_eq!(code, 2);
    assert!(told.contains("has not come yet"), "{told}");
}

#[test]
fn a_missing_vault_is_ten_and_a_second_one_four() {
    let candor = Candor::in_country("DE");
    let elsewhere = candor.home().join("nowhere");

    let (code, told) = candor.fails(&format!("--vault {} contact list", elsewhere.display()));
    assert_eq!(code, 10);
    assert!(told.contains("hint: make one with `candor init`"), "{told}");

    let (code, _) = candor.fails("init --country DE --name Me --unencrypted");
    assert_eq!(code, 4);
}

#[test]
fn a_passphrase_comes_from_a_command_and_a_wrong_one_is_told() {
    let candor = Candor::in_country("DE");
    let vault = candor.home().join("locked").display().to_string();
    let with = |passphrase: &str, rest: &str| {
        format!("--vault {vault} --passphrase-command 'echo {passphrase}' {rest}")
    };
    candor.line(&with("correct-horse", "init --country DE --name Me --kdf-passes 1"));

    candor.line(&with("correct-horse", "contact add Anna"));
    assert!(candor.line(&with("correct-horse", "contact list")).contains("Anna"));

    let (code, told) = candor.fails(&with("wrong", "contact list"));
    assert_eq!(code, 10);
    assert!(told.contains("hint:"), "{told}");
    let (code, _) =
        candor.fails(&format!("--vault {vault} --passphrase-command false contact list"));
    assert_eq!(code, 10);
    assert!(candor.vault().is_dir());
}

#[test]
fn a_passphrase_comes_from_an_open_file_descriptor() {
    let candor = Candor::in_country("DE");
    let vault = candor.home().join("locked").display().to_string();
    for line in ["init --country DE --name Me --kdf-passes 1", "contact list"] {
        let words = shell_words::split(line).unwrap();
        let mut command = candor.command(&["--vault", &vault, "--passphrase-fd", "0"]);
        let mut child =
            command.args(words).stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(b"correct horse\n").unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn whoever_stops_listening_hears_no_complaint() {
    let candor = Candor::in_country("DE");
    let mut child = candor
        .command(&["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());

    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();

    assert_eq!(told, "");
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_mistyped_option_is_a_usage_error() {
    let candor = Candor::in_country("DE");
    for line in ["contact ad Anna", "contact list --jsn", "event add 1 invoce", "why"] {
        assert_eq!(candor.fails(line).0, 2, "{line}");
    }
}
