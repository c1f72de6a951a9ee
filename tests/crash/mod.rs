//! The real program killed at any moment, while two others read and write: nothing acknowledged is
//! lost, nothing half-written is seen, no old file stays.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

/// How many imports, edits and erasures are killed in one run.
const KILLS: u64 = 30;

/// How many cards the killed import reads: more than one slice.
const CARDS: usize = 4500;

fn candor(vault: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
    command.arg("--vault").arg(vault).args(words).stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(vault: &Path, words: &[&str]) -> Output {
    candor(vault, words).output().unwrap()
}

fn succeed(vault: &Path, words: &[&str]) -> String {
    let output = run(vault, words);
    assert!(
        output.status.success(),
        "{words:?} failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn vault_in(folder: &Path) -> PathBuf {
    let vault = folder.join("vault");
    succeed(
        &vault,
        &["init", "--name", "Ada", "--country", "DE", "--zone", "UTC", "--unencrypted"],
    );
    vault
}

fn cards(folder: &Path) -> PathBuf {
    let mut text = String::new();
    for number in 0..CARDS {
        write!(
            text,
            "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:crash-{number}\r\nFN:Card {number}\r\n\
             EMAIL:card{number}@example.org\r\nEND:VCARD\r\n"
        )
        .unwrap();
    }
    let file = folder.join("people.vcf");
    fs::write(&file, text).unwrap();
    file
}

/// A small generator, so that a failing run can be told by its seed.
fn random(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

fn kill_after(mut child: Child, pause: Duration) -> bool {
    thread::sleep(pause);
    let alive = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    let ended = child.wait().unwrap();
    !alive && ended.success()
}

/// The names of all contacts.
fn names(vault: &Path) -> Vec<String> {
    let listed = succeed(vault, &["contact", "list", "--json"]);
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    let rows = listed.as_array().or_else(|| listed["contacts"].as_array()).unwrap().clone();
    rows.iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn killed_imports_edits_and_erasures_lose_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let vault = vault_in(folder.path());
    let file = cards(folder.path());
    let over = Arc::new(AtomicBool::new(false));
    let written = Arc::new(Mutex::new(Vec::new()));
    let writer = thread::spawn({
        let (vault, over, written) = (vault.clone(), Arc::clone(&over), Arc::clone(&written));
        move || {
            let mut number = 0;
            while !over.load(Ordering::Relaxed) {
                let name = format!("Steady {number}");
                number += 1;
                if run(&vault, &["contact", "add", &name, "--for", "enquiry"]).status.success() {
                    written.lock().unwrap().push(name);
                }
                thread::sleep(Duration::from_millis(20));
            }
        }
    });
    let reader = thread::spawn({
        let (vault, over) = (vault.clone(), Arc::clone(&over));
        move || {
            let mut most = 0;
            while !over.load(Ordering::Relaxed) {
                let now = names(&vault).iter().filter(|name| name.starts_with("Card ")).count();
                assert!(now >= most, "cards that had been seen are gone");
                most = now;
            }
        }
    });
    let file = file.to_str().unwrap();
    let import = ["import", file, "--purpose", "sorting", "--source", "unknown"].map(str::to_owned);
    let mut seed = 7;
    let mut doomed = 0;
    for round in 0..KILLS {
        let pause = Duration::from_millis(random(&mut seed) % 400);
        match round % 3 {
            0 => {
                let words: Vec<&str> = import.iter().map(String::as_str).collect();
                kill_after(candor(&vault, &words).spawn().unwrap(), pause);
            }
            1 => {
                let name = format!("Brief {round}");
                let add = ["contact", "add", name.as_str(), "--for", "enquiry"];
                if kill_after(candor(&vault, &add).spawn().unwrap(), pause / 8) {
                    written.lock().unwrap().push(name);
                }
            }
            _ => {
                let name = format!("Doomed {doomed}");
                doomed += 1;
                succeed(&vault, &["contact", "add", &name, "--for", "enquiry"]);
                let erase = ["erase", name.as_str(), "--yes"];
                kill_after(candor(&vault, &erase).spawn().unwrap(), pause / 4);
            }
        }
    }
    over.store(true, Ordering::Relaxed);
    writer.join().unwrap();
    reader.join().unwrap();

    let words: Vec<&str> = import.iter().map(String::as_str).collect();
    succeed(&vault, &words);

    succeed(&vault, &["check"]);
    let names = names(&vault);
    assert_eq!(names.iter().filter(|name| name.starts_with("Card ")).count(), CARDS);
    for name in written.lock().unwrap().iter() {
        assert!(names.contains(name), "`{name}` was acknowledged and is lost");
    }
    let mut left: Vec<String> = fs::read_dir(&vault)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".old") || name.ends_with(".new"))
        .collect();
    left.sort();
    assert_eq!(left, [""; 0]);
}
