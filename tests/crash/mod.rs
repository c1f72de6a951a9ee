//! The real program killed at any moment, while two others read and write: nothing acknowledged is
//! lost, nothing half-written is seen, no old file stays.

use std::{
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::{
        Mutex,
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
    fs::File::create(&file).unwrap().write_all(text.as_bytes()).unwrap();
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

/// Adds contacts until it is over; notes who was acknowledged.
fn write_until(over: &AtomicBool, vault: &Path, written: &Mutex<Vec<String>>) {
    let mut number = 0;
    while !over.load(Ordering::Relaxed) {
        let name = format!("Steady {number}");
        number += 1;
        if run(vault, &["contact", "add", &name, "--for", "enquiry"]).status.success() {
            written.lock().unwrap().push(name);
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// Lists all contacts until it is over: who was seen once stays.
fn read_until(over: &AtomicBool, vault: &Path) {
    let mut most = 0;
    while !over.load(Ordering::Relaxed) {
        let now = names(vault).iter().filter(|name| name.starts_with("Card ")).count();
        assert!(now >= most, "cards that had been seen are gone");
        most = now;
    }
}

/// Starts an import, an edit or an erasure, and kills it somewhere on its way.
fn kill_one(vault: &Path, import: &[&str], round: u64, pause: Duration) -> Option<String> {
    match round % 3 {
        0 => {
            kill_after(candor(vault, import).spawn().unwrap(), pause);
            None
        }
        1 => {
            let name = format!("Brief {round}");
            let add = ["contact", "add", name.as_str(), "--for", "enquiry"];
            kill_after(candor(vault, &add).spawn().unwrap(), pause / 8).then_some(name)
        }
        _ => {
            let name = format!("Doomed {round}");
            succeed(vault, &["contact", "add", &name, "--for", "enquiry"]);
            let erase = ["erase", name.as_str(), "--yes"];
            kill_after(candor(vault, &erase).spawn().unwrap(), pause / 4);
            None
        }
    }
}

/// What a killed rewrite may have left beside the vault.
fn leftovers(vault: &Path) -> Vec<String> {
    let names = fs::read_dir(vault).unwrap().map(|entry| entry.unwrap().file_name());
    let names = names.map(|name| name.into_string().unwrap());
    names.filter(|name| name.contains(".old") || name.contains(".new")).collect()
}

#[test]
fn killed_imports_edits_and_erasures_lose_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let vault = vault_in(folder.path());
    let file = cards(folder.path());
    let import = ["import", file.to_str().unwrap(), "--purpose", "sorting", "--source", "unknown"];
    let over = AtomicBool::new(false);
    let written = Mutex::new(Vec::new());

    thread::scope(|scope| {
        scope.spawn(|| write_until(&over, &vault, &written));
        scope.spawn(|| read_until(&over, &vault));
        let mut seed = 7;
        for round in 0..KILLS {
            let pause = Duration::from_millis(random(&mut seed) % 400);
            let name = kill_one(&vault, &import, round, pause);
            written.lock().unwrap().extend(name);
        }
        over.store(true, Ordering::Relaxed);
    });
    succeed(&vault, &import);

    succeed(&vault, &["check"]);
    let names = names(&vault);
    assert_eq!(names.iter().filter(|name| name.starts_with("Card ")).count(), CARDS);
    for name in written.lock().unwrap().iter() {
        assert!(names.contains(name), "`{name}` was acknowledged and is lost");
    }
    assert_eq!(leftovers(&vault), [""; 0]);
}
