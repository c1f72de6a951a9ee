//! A home folder with a sealed vault, for the program in a real terminal.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A home with a sealed vault and a script that stands for an editor.
pub(super) struct Home(tempfile::TempDir);

impl Home {
    pub(super) fn with(script: &str) -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        home.lay("an editor.sh", script);
        let init = ["init", "--country", "DE", "--name", "Jo Fox", "--kdf-passes", "1"];
        let done = home.candor().args(init).stdin(Stdio::null()).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        home
    }

    pub(super) fn lay(&self, name: &str, text: &str) {
        File::create(self.file(name)).unwrap().write_all(text.as_bytes()).unwrap();
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(super) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.file(name)).unwrap()
    }

    pub(super) fn candor(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        command.env_clear().env("HOME", self.0.path()).env("XDG_DATA_HOME", self.0.path());
        command.env("TERM", "xterm").env("EDITOR", "false");
        command.env("VISUAL", format!("sh '{}'", self.file("an editor.sh").display()));
        command.args(["--passphrase-command", "echo correct horse battery staple"]);
        command
    }

    /// The files in which a word stands in the clear.
    pub(super) fn showing(&self, word: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.0.path().join("candor")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if holds(&path, word) {
                    found.push(path);
                }
            }
        }
        found
    }

    pub(super) fn wait_for(&self, name: &str) {
        let until = Instant::now() + Duration::from_secs(10);
        while !self.file(name).exists() {
            assert!(Instant::now() < until, "`{name}` never came");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

fn holds(path: &Path, word: &str) -> bool {
    let bytes = fs::read(path).unwrap();
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}
