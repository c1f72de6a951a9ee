//! How long things take; to be run by hand, optimised: a durable change beside the engine's own.

use std::time::{Duration, Instant};

use redb::backends::FileBackend;
use redb::{Builder, ConcurrencyMode};

use candor::store::vault::{Gone, KdfPasses, Machine, Secret, Vault};
use std::sync::Arc;

use super::support::{Home, PEOPLE, all, copy, put, word};

const ROWS: u64 = 20_000;

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn timed(count: u64, mut work: impl FnMut(u64)) -> Duration {
    let times = (0..count).map(|turn| {
        let started = Instant::now();
        work(turn);
        started.elapsed()
    });
    median(times.collect())
}

#[test]
#[ignore = "prints times"]
fn how_long_a_durable_change_takes() {
    let home = Home::new();
    let vault = home.create();
    let file = tempfile::NamedTempFile::new_in(home.vault()).unwrap().into_file();
    let plain = Builder::new()
        .set_concurrency_mode(ConcurrencyMode::MultiWriter)
        .create_with_backend(FileBackend::new(file).unwrap())
        .unwrap();
    let row = [b'x'; 700];
    let started = Instant::now();
    vault
        .write(|txn| {
            for key in 0..ROWS {
                txn.open_table(PEOPLE)?.insert(key, row.as_slice())?;
            }
            Ok::<(), candor::store::vault::VaultError>(())
        })
        .unwrap();
    println!("sealed, {ROWS} rows at once: {:?}", started.elapsed());
    let started = Instant::now();
    let txn = plain.begin_write().unwrap();
    for key in 0..ROWS {
        txn.open_table(PEOPLE).unwrap().insert(key, row.as_slice()).unwrap();
    }
    txn.commit().unwrap();
    println!("plain,  {ROWS} rows at once: {:?}", started.elapsed());

    for round in 0..5 {
        let bare = timed(100, |turn| {
            let txn = plain.begin_write().unwrap();
            txn.open_table(PEOPLE).unwrap().insert(turn * 37, row.as_slice()).unwrap();
            txn.commit().unwrap();
        });
        let sealed = timed(100, |turn| put(&vault, turn * 37, &row).unwrap());
        let factor = sealed.as_secs_f64() / bare.as_secs_f64();
        println!("round {round}: sealed {sealed:?}, plain {bare:?}, factor {factor:.2}");
    }
    let read = timed(20, |_| assert!(!all(&vault).unwrap().is_empty()));
    println!("all {ROWS} rows read, warm: {read:?}");
    let began =
        timed(1000, |_| vault.read(|_| Ok::<(), candor::store::vault::VaultError>(())).unwrap());
    println!("an empty read transaction: {began:?}");
    let rewritten = timed(5, |_| {
        vault.rewrite(Gone::NOTHING, copy).unwrap();
    });
    println!("a rewrite of {ROWS} rows: {rewritten:?}");
    drop(vault);
    let opened = timed(20, |_| drop(home.open().unwrap()));
    println!("opened, key at hand: {opened:?}");
    let vault = home.open().unwrap();
    put(&vault, 1, &row).unwrap();
    std::mem::forget(vault);
    let opened = timed(1, |_| drop(home.open().unwrap()));
    println!("opened beside one that wrote: {opened:?}");
}

#[test]
#[ignore = "prints times"]
fn how_long_a_passphrase_takes() {
    let home = Home::new();
    let vault = home.create_locked("correct horse");
    vault.set_passphrase(&word("battery staple"), KdfPasses::Tuned).unwrap();
    drop(vault);
    let passphrase = word("battery staple");
    let opened = timed(3, |_| {
        let secret = Secret::Passphrase(&passphrase);
        drop(Vault::open(&home.vault(), &secret, Arc::new(Machine)).unwrap());
    });
    println!("opened with a tuned passphrase: {opened:?}");
}
