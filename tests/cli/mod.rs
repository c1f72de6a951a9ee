//! The command line through the real binary: scenarios by id, shapes of answers, exit codes,
//! transcripts.

mod answers;
mod backups;
mod breaches;
mod clauses;
mod consents;
mod erasure;
mod failures;
mod finding;
mod further;
mod gate;
mod generated;
mod hints;
mod importing;
mod merging;
mod own_records;
mod policies;
mod rights;
mod scenarios;
mod settings;
mod transcripts;
mod uses;
mod what_if;

use std::{
    path::Path,
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

/// The instant at which every test runs.
const NOW: &str = "2026-11-23T12:00:00Z";

/// The program with a vault of its own, gone at the end of the test.
struct Candor {
    home: TempDir,
}

impl Candor {
    /// An empty vault, not encrypted, of a freelancer in `country`.
    fn in_country(country: &str) -> Self {
        let candor = Self { home: tempfile::tempdir().unwrap() };
        candor.run(&["init", "--country", country, "--name", "Me", "--unencrypted"]);
        candor
    }

    /// The program as it is called, knowing nothing of the machine's user.
    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        command.args(words).env_clear();
        command.env("HOME", self.home.path()).env("XDG_DATA_HOME", self.home.path());
        command.env("CANDOR_NOW", NOW);
        command.stdin(Stdio::null());
        command
    }

    fn output(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }

    /// Runs a command that must succeed; gives what it printed.
    fn run(&self, words: &[&str]) -> String {
        let output = self.output(words);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "candor {}: {told}", words.join(" "));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The same, one line of words as a shell would split them.
    fn line(&self, line: &str) -> String {
        let words = shell_words::split(line).unwrap();
        self.run(&words.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// Runs a line with `--json` and reads the answer.
    fn json(&self, line: &str) -> Value {
        serde_json::from_str(&self.line(&format!("{line} --json"))).unwrap()
    }

    /// Runs a line that must fail; gives exit code and what was said.
    fn fails(&self, line: &str) -> (i32, String) {
        let words = shell_words::split(line).unwrap();
        let output = self.output(&words.iter().map(String::as_str).collect::<Vec<_>>());
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success(), "candor {line}");
        (output.status.code().unwrap(), told)
    }

    /// A file beside the vault.
    fn file(&self, name: &str, text: &str) -> std::path::PathBuf {
        let path = self.home.path().join(name);
        write_file(&path, text);
        path
    }

    /// The vault's folder.
    fn vault(&self) -> std::path::PathBuf {
        self.home.path().join("candor")
    }

    fn home(&self) -> &Path {
        self.home.path()
    }
}

/// Writes a file outside the vault, as another program would.
fn write_file(path: &Path, text: &str) {
    let file = std::fs::File::create(path);
    file.and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes())).unwrap();
}
