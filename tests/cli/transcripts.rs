//! Transcripts: whole walks through the command line, as documentation that is run.

use std::path::PathBuf;

/// Each transcript has a home of its own. `TRYCMD=overwrite` writes down what the program says now.
#[test]
fn transcripts_say_what_the_program_says() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cli/transcripts");
    let mut walks: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    walks.sort();
    assert!(!walks.is_empty());
    for walk in walks {
        let home = tempfile::tempdir().unwrap();
        let home_path = home.path().display().to_string();
        let cases = trycmd::TestCases::new();
        cases
            .register_bin("candor", PathBuf::from(env!("CARGO_BIN_EXE_candor")))
            .env("HOME", &home_path)
            .env("XDG_DATA_HOME", &home_path)
            .env("CANDOR_NOW", super::NOW)
            .case(&walk);
        cases.run();
    }
}
