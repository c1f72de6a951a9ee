//! The ten commonest jobs of a freelancer, from an empty vault, each in the keys that README gives.

mod people;
mod work;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use candor::app::card::{self, Card};
use candor::app::clock::FixedClock;
use candor::app::{Passphrase, Secret, Session, find};
use candor::domain::{DutyState, Moment, Standing};
use candor::tui::office::Desk;
use tempfile::TempDir;

use super::journeys::{MONDAY, WORDS, door, set_up};
use super::support::Stage;

/// A job: what README calls it, its keys there, and how many they are beside the typed text.
struct Job {
    what: &'static str,
    keys: &'static str,
    count: usize,
    more: &'static str,
}

const fn job(what: &'static str, keys: &'static str, count: usize) -> Job {
    Job { what, keys, count, more: "" }
}

/// In the order of their numbers, from 1.
const JOBS: [Job; 10] = [
    job("enter somebody who asks for work", "`n` … Enter", 2),
    job("log a call", "`i` … Enter", 2),
    job("note that a proposal went out", "`p p` … Enter", 3),
    job("start the work", "`p p` Enter", 3),
    Job {
        more: ", then `.` Enter if the bookkeeper got it",
        ..job("note an invoice", "`p i` Enter", 3)
    },
    job("end the work", "`p e` Enter Enter", 4),
    Job {
        more: ", then 1 a person",
        ..job("enter a list that people signed", "`c s` … Tab … Enter", 4)
    },
    job("answer “why do you have my number?”", "`/` … Enter `w`", 3),
    job("erase somebody who asks for it", "`r e` … Enter", 3),
    job("tidy up once a month, three groups", "`g a`, then `*` `.` Enter for each", 12),
];

impl Job {
    fn row(&self) -> String {
        format!("| {} | {} | {}{} |", self.what, self.keys, self.count, self.more)
    }
}

#[test]
fn the_readme_tells_the_keys_that_the_jobs_take() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"));
    let readme = readme.unwrap();
    let (_, table) = readme.split_once("| job | keys | how many |\n|---|---|---|\n").unwrap();
    let rows: Vec<&str> = table.lines().take_while(|line| line.starts_with('|')).collect();

    assert_eq!(rows, JOBS.map(|job| job.row()));
}

/// An empty vault, played at both widths, and what is on the disk of it.
struct Play {
    stage: Stage<Desk>,
    folder: TempDir,
}

impl Play {
    fn at(size: &str) -> Self {
        let folder = TempDir::new().unwrap();
        Self { stage: set_up(&folder, size), folder }
    }

    /// The same, with somebody else who sees the data.
    fn with_recipients(size: &str, who: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let mut stage = Stage::on(size, door(&folder, MONDAY));
        stage.press(&format!(r#""Jo Fox" enter tab "{who}" enter y enter enter"#));
        stage.press(&format!(r#""{WORDS}" tab "{WORDS}" enter"#));
        Self { stage, folder }
    }

    /// Both widths that the screen is made for.
    fn both() -> [Self; 2] {
        ["80x24", "120x40"].map(Self::at)
    }

    /// Does a job: in the keys that the table says, and the bottom line tells of success.
    fn job(&mut self, number: usize, keys: &str) -> &mut Self {
        let before = self.stage.keys;
        self.stage.press(keys);
        assert_eq!(self.stage.keys - before, JOBS[number - 1].count, "job {number}");
        self
    }

    fn succeeded(&self) {
        assert!(self.stage.succeeded(), "{}", self.stage.text());
    }

    /// The vault, opened once more beside the screen.
    fn session(&self, at: Moment) -> Session {
        let words = Passphrase::new(WORDS.to_owned()).unwrap();
        let vault = self.folder.path().join("vault");
        Session::open(&vault, &Secret::Passphrase(&words), Arc::new(FixedClock(at))).unwrap()
    }

    /// What is on the disk of somebody; nothing of it is held wrongly, and no duty is violated.
    fn on_disk(&self, who: &str) -> Card {
        let session = self.session(MONDAY);
        let id = find::contact(&session, who).unwrap();
        let card = card::card(&session, id, session.today()).unwrap();
        for line in &card.data {
            let standing = line.verdict.map(|verdict| verdict.standing);
            assert_ne!(standing, Some(Standing::Unjustified), "{}", line.category);
        }
        assert!(card.duties.iter().all(|duty| duty.state != DutyState::Violated));
        card
    }
}

/// The words of the purposes that somebody is held for now.
fn held_for(card: &Card) -> Vec<&str> {
    let open = card.grounds.iter().filter(|ground| ground.closed.is_none());
    open.map(|ground| ground.purpose.as_str()).collect()
}
