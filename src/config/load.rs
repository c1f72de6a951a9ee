//! Finds `config.toml` and reads it; a file that is not there sets nothing.

use std::io;
use std::path::PathBuf;

use super::{Environment, Mistake, Settings, file};

/// A file longer than this is something else that was put there.
const MOST_BYTES: u64 = 1 << 20;

/// The user's settings, with what is wrong in their file.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// Where the file belongs; `None`: there is no home folder.
    pub path: Option<PathBuf>,
    /// Whether there is one.
    pub exists: bool,
    /// What it sets, defaults for the rest.
    pub settings: Settings,
    /// What is wrong in it, by line.
    pub mistakes: Vec<Mistake>,
}

impl Loaded {
    /// Reads the file in the place that the environment names.
    #[must_use]
    pub fn from(environment: &Environment) -> Self {
        let path = environment.config_folder.as_ref().map(|folder| folder.join("config.toml"));
        let Some(path) = path else { return Self::default() };
        let read = std::fs::metadata(&path).and_then(|about| {
            if !about.is_file() || about.len() > MOST_BYTES {
                return Err(io::Error::other("this is no file of settings"));
            }
            std::fs::read(&path)
        });
        match read {
            Ok(bytes) => {
                let (settings, mistakes) = file::read(&bytes);
                Self { path: Some(path), exists: true, settings, mistakes }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Self { path: Some(path), ..Self::default() }
            }
            Err(error) => {
                let mistake = Mistake::new(0, format!("it cannot be read: {error}"), "");
                Self { path: Some(path), exists: true, mistakes: vec![mistake], ..Self::default() }
            }
        }
    }

    /// Adds what others found wrong, in the order of the lines.
    pub fn add(&mut self, mistakes: Vec<Mistake>) {
        self.mistakes.extend(mistakes);
        self.mistakes.sort();
    }

    /// One sentence about everything that is wrong, for the screen; `None` if nothing is.
    #[must_use]
    pub fn complaint(&self) -> Option<String> {
        let first = self.mistakes.first()?;
        let more = match self.mistakes.len() {
            1 => String::new(),
            several => format!(" (and {} more)", several - 1),
        };
        Some(format!("config.toml, {first}{more}; `candor config check` tells all"))
    }
}
