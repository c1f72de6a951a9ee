//! Damage: every flipped byte is an error or makes no difference.

use std::fs::OpenOptions;
use std::os::unix::fs::FileExt;
use std::sync::Arc;

use candor::store::vault::{Place, Vault, VaultError};

use super::hosts::{Flip, Meddled, quick};
use super::support::{Home, all, open, open_on, put};

type Row = (u64, Vec<u8>);

const PREFIX: u64 = 4096;
const SEALED_FROM: u64 = 8192;
const SEALED: u64 = 4136;

/// A vault of a few pages, closed, and what is in it.
fn small() -> (Home, Vec<Row>) {
    let home = Home::new();
    let vault = home.create();
    for key in 0..30 {
        put(&vault, key, format!("person {key} {}", "x".repeat(200)).as_bytes()).unwrap();
    }
    let rows = all(&vault).unwrap();
    drop(vault);
    (home, rows)
}

/// The offsets of all bytes in pages that were ever written.
fn written(home: &Home) -> Vec<u64> {
    let bytes = std::fs::read(home.file("vault.redb")).unwrap();
    let (clear, sealed) = bytes.split_at(8192);
    let mut offsets: Vec<u64> = (0..).take(clear.len()).collect();
    for (number, page) in (0..).zip(sealed.chunks(4136)) {
        if page.iter().any(|byte| *byte != 0) {
            let start = SEALED_FROM + number * SEALED;
            offsets.extend(start..start + SEALED);
        }
    }
    offsets
}

fn is_honest(found: &Result<Vec<Row>, VaultError>, rows: &[Row]) -> bool {
    match found {
        Ok(found) => found == rows,
        Err(VaultError::Damaged { .. } | VaultError::StaleHeader { .. }) => true,
        Err(_) => false,
    }
}

/// What was found, without the data.
fn told(found: &Result<Vec<Row>, VaultError>) -> String {
    match found {
        Ok(rows) => format!("{} rows", rows.len()),
        Err(error) => format!("{error:?}"),
    }
}

fn flip_in_file(home: &Home, at: u64, mask: u8) {
    let file = OpenOptions::new().read(true).write(true).open(home.file("vault.redb")).unwrap();
    let mut byte = [0];
    file.read_exact_at(&mut byte, at).unwrap();
    file.write_all_at(&[byte[0] ^ mask], at).unwrap();
}

/// Reads the vault with one bit after the other flipped, and tells how many made an error.
fn flip_each(home: &Home, rows: &[Row], bits: impl Iterator<Item = (u64, u8)>) -> u32 {
    let flip = Arc::new(Flip::default());
    let mut noticed = 0;
    for (at, mask) in bits {
        *flip.bit.lock().unwrap() = (at, mask);
        let host = Arc::new(Meddled(Arc::clone(&flip)));
        let found = open_on(&home.vault(), host).and_then(|vault| all(&vault));
        assert!(is_honest(&found, rows), "byte {at} bit {mask:#x}: {}", told(&found));
        noticed += u32::from(found.is_err());
    }
    noticed
}

#[test]
fn every_flipped_byte_is_an_error_or_the_right_value() {
    let (home, rows) = small();
    let offsets = written(&home);

    // A prime, so that the places within pages differ. All of them: the next test.
    let bits = offsets.iter().step_by(41).map(|at| (*at, 1 << (at % 8)));
    let noticed = flip_each(&home, &rows, bits);
    assert!(noticed > 4096 / 41, "{noticed} of {}", offsets.len());
}

#[test]
#[ignore = "takes minutes"]
fn every_single_flipped_byte_is_an_error_or_the_right_value() {
    let (home, rows) = small();
    let offsets = written(&home);
    let noticed = flip_each(&home, &rows, offsets.iter().map(|at| (*at, 1 << (at % 8))));
    println!("{} bytes flipped, {noticed} noticed", offsets.len());
}

#[test]
fn every_flipped_bit_of_the_clear_header_is_an_error_or_the_right_value() {
    let (home, rows) = small();
    let bits = (PREFIX..PREFIX + 320).flat_map(|at| (0..8).map(move |bit| (at, 1 << bit)));
    assert!(flip_each(&home, &rows, bits) > 1000);
}

#[test]
fn writing_to_a_damaged_header_is_refused_or_right() {
    let (home, rows) = small();
    let good = std::fs::read(home.file("vault.redb")).unwrap();
    let note = std::fs::read(home.file("vault.lock")).unwrap();
    let restore = |name, bytes: &[u8]| {
        let file = OpenOptions::new().write(true).truncate(true).open(home.file(name)).unwrap();
        file.write_all_at(bytes, 0).unwrap();
    };
    let mut after = rows.clone();
    after.push((1000, b"new".to_vec()));

    let flags = (0..8).map(|bit| (PREFIX + 9, 1 << bit));
    let others = (PREFIX..PREFIX + 320).map(|at| (at, 1 << (at % 8)));
    for (at, mask) in flags.chain(others) {
        restore("vault.redb", &good);
        restore("vault.lock", &note);
        flip_in_file(&home, at, mask);
        let found = open_on(&home.vault(), quick()).and_then(|vault| {
            put(&vault, 1000, b"new")?;
            drop(vault);
            open(&home.vault()).and_then(|vault| all(&vault))
        });
        assert!(is_honest(&found, &after), "byte {at} bit {mask:#x}: {}", told(&found));
    }
}

#[test]
fn writing_to_a_damaged_page_is_refused_or_right() {
    let (home, rows) = small();
    let good = std::fs::read(home.file("vault.redb")).unwrap();
    let mut after = rows.clone();
    after.push((1000, b"new".to_vec()));

    let sealed = written(&home).into_iter().filter(|at| *at >= SEALED_FROM);
    for at in sealed.step_by(2069) {
        let file = OpenOptions::new().write(true).truncate(true).open(home.file("vault.redb"));
        file.unwrap().write_all_at(&good, 0).unwrap();
        std::fs::remove_file(home.file("vault.lock")).unwrap();
        flip_in_file(&home, at, 4);
        let found = open_on(&home.vault(), quick()).and_then(|vault| {
            put(&vault, 1000, b"new")?;
            all(&vault)
        });
        assert!(is_honest(&found, &after), "byte {at}: {}", told(&found));
    }
}

#[test]
fn a_damaged_page_is_named_by_a_read_or_by_the_check() {
    let (home, _) = small();
    flip_in_file(&home, SEALED_FROM + SEALED * 2 + 100, 1);
    let checked = open(&home.vault()).and_then(|vault| vault.check().map(drop));
    let named = matches!(checked, Err(VaultError::Damaged { place: Place::Page(3) }));
    assert!(named, "{checked:?}");
}

#[test]
fn a_page_put_back_or_moved_is_damage() {
    let (home, rows) = small();
    let bytes = std::fs::read(home.file("vault.redb")).unwrap();
    let file = OpenOptions::new().write(true).open(home.file("vault.redb")).unwrap();
    let start = usize::try_from(SEALED_FROM).unwrap();
    let (first, second) = (&bytes[start..start + 4136], &bytes[start + 4136..start + 8272]);
    file.write_all_at(second, SEALED_FROM).unwrap();
    file.write_all_at(first, SEALED_FROM + SEALED).unwrap();
    let found = home.open().and_then(|vault| all(&vault));
    assert!(is_honest(&found, &rows), "{}", told(&found));
    let checked = home.open().and_then(|vault| vault.check());
    let seen = match &checked {
        Ok(checked) => checked.torn == 2,
        Err(error) => matches!(error, VaultError::Damaged { .. }),
    };
    assert!(seen, "{checked:?}");
}

#[test]
fn an_older_state_of_the_file_is_reported_and_can_be_told_to_be_right() {
    let (home, rows) = small();
    let older = std::fs::read(home.file("vault.redb")).unwrap();
    let vault = home.open().unwrap();
    put(&vault, 1000, b"new").unwrap();
    drop(vault);
    let file = OpenOptions::new().write(true).truncate(true).open(home.file("vault.redb"));
    file.unwrap().write_all_at(&older, 0).unwrap();

    let read = home.open().and_then(|vault| all(&vault));
    assert!(matches!(read, Err(VaultError::StaleHeader { .. })), "{:?}", read.is_ok());
    let written = home.open().and_then(|vault| put(&vault, 1, b"over it"));
    assert!(matches!(written, Err(VaultError::StaleHeader { .. })), "{:?}", written.is_ok());
    std::fs::remove_file(home.file("vault.lock")).unwrap();
    assert_eq!(home.open().and_then(|vault| all(&vault)).unwrap(), rows);
}

#[test]
fn a_cut_file_is_damage_at_every_length() {
    let (home, rows) = small();
    let length = std::fs::metadata(home.file("vault.redb")).unwrap().len();
    for cut in (0..length).step_by(40_961).chain([1, 4095, 4096, 4097, 8191, 8192, length - 1]) {
        let copy = Home::new();
        std::fs::create_dir(copy.vault()).unwrap();
        for name in ["vault.redb", "vault.key", "vault.lock"] {
            std::fs::copy(home.file(name), copy.file(name)).unwrap();
        }
        let file = OpenOptions::new().write(true).open(copy.file("vault.redb")).unwrap();
        file.set_len(cut).unwrap();
        let found = open_on(&copy.vault(), quick()).and_then(|vault| all(&vault));
        assert!(is_honest(&found, &rows), "{cut}: {}", told(&found));
        let written = open_on(&copy.vault(), quick()).and_then(|vault| put(&vault, 0, b"0"));
        assert!(written.is_err(), "{cut}");
    }
}

#[test]
fn a_damaged_note_does_not_lock_anybody_out() {
    let (home, rows) = small();
    let file = OpenOptions::new().write(true).open(home.file("vault.lock")).unwrap();
    file.write_all_at(b"garbage", 3).unwrap();
    let vault: Vault = home.open().unwrap();
    assert_eq!(all(&vault).unwrap(), rows);
    put(&vault, 1000, b"new").unwrap();
}
