//! Backups: what was erased stays erased, also when an older state comes back.

use std::fs;
use std::path::Path;

use super::{Candor, write_file};

const LATER: &str = "2026-12-05T12:00:00Z";

/// Whether the vault of `home` says anything of a text, in its tables or its answers.
fn finds(candor: &Candor, who: &str) -> bool {
    candor.output(&["contact", "show", who]).status.success()
}

fn with_alice_and_bob() -> Candor {
    let candor = Candor::in_country("DE");
    for (name, mail) in [("Alice", "alice@example.org"), ("Bob", "bob@example.org")] {
        candor.line(&format!(
            "contact add {name} --email {mail} --phone 030901820 --for delivery --on 2026-10-01"
        ));
    }
    candor
}

fn at(candor: &Candor, now: &str, line: &str) -> (bool, String) {
    let words = shell_words::split(line).unwrap();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let output = candor.command(&words).env("CANDOR_NOW", now).output().unwrap();
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Takes the vault away, as a disk that failed does.
fn lose(candor: &Candor) {
    fs::remove_dir_all(candor.vault()).unwrap();
}

fn backup_in(home: &Path) -> String {
    home.join("stick").join("first").display().to_string()
}

#[test]
fn c40_who_was_erased_does_not_come_back_with_a_backup() {
    let candor = with_alice_and_bob();
    let backup = backup_in(candor.home());
    let (made, told) = at(&candor, "2026-11-01T12:00:00Z", &format!("backup make {backup}"));
    assert!(made, "{told}");
    candor.line("object alice --on 2026-11-23");
    candor.line("erase alice --requested --yes");
    candor.line("erase bob phone --yes");
    lose(&candor);

    let (restored, told) = at(&candor, LATER, &format!("restore {backup}"));

    assert!(restored, "{told}");
    assert!(!finds(&candor, "alice@example.org"));
    assert!(finds(&candor, "bob"));
    assert_eq!(candor.fails("why bob phone").0, 1);
    assert_eq!(candor.json("why bob email")["datum"]["value"], "bob@example.org");
    candor.line("check");

    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\nEMAIL:Alice@Example.org\r\nEND:VCARD\r\n";
    let file = candor.file("found.vcf", card);
    let report = candor
        .json(&format!("import {} --for prospecting --source third-party:Fair", file.display()));
    assert!(report.to_string().contains("SUPPRESSED"), "{report}");
}

#[test]
fn c40_the_ledger_holds_no_address_and_tells_nothing_without_the_key() {
    let candor = with_alice_and_bob();
    let backup = backup_in(candor.home());
    candor.line(&format!("backup make {backup}"));
    candor.line("erase alice --requested --yes");

    let place = candor.home().join("stick");
    let ledgers: Vec<_> = fs::read_dir(&place)
        .unwrap()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|one| one == "ledger"))
        .collect();
    assert_eq!(ledgers.len(), 1);
    let text = fs::read_to_string(ledgers[0].path()).unwrap();
    assert!(text.lines().count() > 3, "{text}");
    for plain in ["alice", "Alice", "example", "901820"] {
        assert!(!text.contains(plain), "{text}");
    }
    // Another vault's marks of the same address are others.
    let other = with_alice_and_bob();
    let second = backup_in(other.home());
    other.line(&format!("backup make {second}"));
    other.line("erase alice --requested --yes");
    let theirs = fs::read_dir(other.home().join("stick")).unwrap().flatten();
    let theirs = theirs.filter(|entry| entry.path().is_file()).map(|entry| entry.path());
    let theirs = fs::read_to_string(theirs.last().unwrap()).unwrap();
    let marks = |text: &str| -> Vec<String> {
        let words = text.split_whitespace().filter(|word| word.len() == 64);
        words.map(str::to_owned).collect()
    };
    assert!(marks(&text).len() > 3);
    assert!(marks(&text).iter().all(|mark| !marks(&theirs).contains(mark)));
}

#[test]
fn a_backup_without_its_ledger_or_with_a_changed_one_is_not_restored_by_mistake() {
    let candor = with_alice_and_bob();
    let backup = backup_in(candor.home());
    candor.line(&format!("backup make {backup}"));
    candor.line("erase alice --requested --yes");
    lose(&candor);
    let place = candor.home().join("stick");
    let ledger = fs::read_dir(&place).unwrap().flatten().map(|entry| entry.path());
    let ledger = ledger.filter(|path| path.is_file()).last().unwrap();
    let whole = fs::read_to_string(&ledger).unwrap();

    let shorter: Vec<&str> =
        whole.lines().enumerate().filter(|(n, _)| *n != 1).map(|(_, line)| line).collect();
    write_file(&ledger, &shorter.join("\n"));
    let (restored, told) = at(&candor, LATER, &format!("restore {backup}"));
    assert!(!restored && told.contains("damaged"), "{told}");
    fs::remove_file(&ledger).unwrap();
    let (restored, told) = at(&candor, LATER, &format!("restore {backup}"));
    assert!(!restored && told.contains("no ledger"), "{told}");
    assert!(!candor.vault().exists());

    write_file(&ledger, &whole);
    let (restored, told) = at(&candor, LATER, &format!("restore {backup}"));
    assert!(restored, "{told}");
    assert!(!finds(&candor, "alice"));
}

#[test]
fn a_backup_that_is_not_there_is_named_and_told_later() {
    let candor = with_alice_and_bob();
    let backup = backup_in(candor.home());
    candor.line(&format!("backup make {backup}"));
    let (stick, away) = (candor.home().join("stick"), candor.home().join("away"));
    fs::rename(&stick, &away).unwrap();

    let (done, told) = at(&candor, super::NOW, "erase alice --requested --yes");
    assert!(done && told.contains("backup tell"), "{told}");
    fs::rename(&away, &stick).unwrap();
    candor.line("backup tell");
    lose(&candor);

    let (restored, told) = at(&candor, LATER, &format!("restore {backup}"));
    assert!(restored, "{told}");
    assert!(!finds(&candor, "alice"));
}

#[test]
fn a_restore_twice_is_a_restore_once() {
    let candor = with_alice_and_bob();
    let backup = backup_in(candor.home());
    candor.line(&format!("backup make {backup}"));
    candor.line("erase bob phone --yes");
    for _ in 0..2 {
        lose(&candor);
        let (restored, told) = at(&candor, LATER, &format!("restore {backup}"));
        assert!(restored, "{told}");
        assert_eq!(candor.fails("why bob phone").0, 1);
        assert!(finds(&candor, "alice"));
    }
    assert_eq!(candor.fails(&format!("restore {backup}")).0, 4);
}
