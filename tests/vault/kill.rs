//! Processes that are killed while others read and write: nothing acknowledged is lost, nothing
//! half-written is seen, nothing is left behind.
//!
//! The workers are this test binary again, running the one ignored test at the end of this file.
//! They are told what to do on their standard input and say on their standard output what was
//! acknowledged to them.

use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use candor::store::vault::{Gone, Machine, Residue, Secret, Vault, VaultError};
use redb::{ReadTransaction, ReadableTable, TableDefinition, WriteTransaction};

use super::support::{Home, open};

/// What each worker has counted to, twice: a commit that is seen half would make them differ.
const COUNTS: TableDefinition<u64, u64> = TableDefinition::new("counts");
const COUNTS_AGAIN: TableDefinition<u64, u64> = TableDefinition::new("counts again");
/// Something to rewrite: a row that is there or not, and ballast.
const ROWS: TableDefinition<u64, &[u8]> = TableDefinition::new("rows");

fn count(txn: &WriteTransaction, worker: u64, to: u64) -> Result<(), VaultError> {
    let ballast = format!("worker {worker} was at {to} {}", "-".repeat(3000));
    txn.open_table(COUNTS)?.insert(worker, to)?;
    txn.open_table(ROWS)?.insert(worker * 1000 + to % 10, ballast.as_bytes())?;
    txn.open_table(COUNTS_AGAIN)?.insert(worker, to)?;
    Ok(())
}

fn counts(txn: &ReadTransaction) -> Result<Vec<(u64, u64)>, VaultError> {
    let read = |table| -> Result<Vec<(u64, u64)>, VaultError> {
        let rows = txn.open_table(table)?;
        let mut found = Vec::new();
        for row in rows.iter()? {
            let (worker, at) = row?;
            found.push((worker.value(), at.value()));
        }
        Ok(found)
    };
    let (once, again) = (read(COUNTS)?, read(COUNTS_AGAIN)?);
    assert_eq!(once, again, "half a commit");
    for row in txn.open_table(ROWS)?.iter()? {
        let (_, value) = row?;
        assert!(value.value().len() > 3000);
    }
    Ok(once)
}

fn copy(from: &ReadTransaction, to: &WriteTransaction) -> Result<(), VaultError> {
    for table in [COUNTS, COUNTS_AGAIN] {
        let mut target = to.open_table(table)?;
        for row in from.open_table(table)?.iter()? {
            let (worker, at) = row?;
            target.insert(worker.value(), at.value())?;
        }
    }
    let mut target = to.open_table(ROWS)?;
    for row in from.open_table(ROWS)?.iter()? {
        let (key, value) = row?;
        target.insert(key.value(), value.value())?;
    }
    Ok(())
}

/// Counts, rewriting in between, and says so after each commit.
fn write_for_ever(vault: &Vault, worker: u64) -> Result<(), VaultError> {
    let mut at = vault.read(counts)?.iter().find(|(who, _)| *who == worker).map_or(0, |at| at.1);
    loop {
        at += 1;
        vault.write(|txn| count(txn, worker, at))?;
        say(&format!("at {at}"));
        if at % 3 == 0 {
            let gone = [format!("worker {worker} was at {} ", at.saturating_sub(10)).into_bytes()];
            vault.rewrite(Gone { values: &gone, residue: Residue::Refuse }, copy)?;
            say("rewritten");
        }
    }
}

/// Reads and checks that nothing ever goes backwards.
fn read_for_ever(vault: &Vault) -> Result<(), VaultError> {
    let mut before: Vec<(u64, u64)> = Vec::new();
    loop {
        let now = vault.read(counts)?;
        for (worker, at) in &before {
            let later = now.iter().find(|(who, _)| who == worker).map_or(0, |found| found.1);
            assert!(later >= *at, "{worker} went back from {at} to {later}");
        }
        say("read");
        before = now;
    }
}

fn say(what: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "WORKER {what}").unwrap();
    out.flush().unwrap();
}

/// A process at work.
struct Worker {
    process: Child,
    said: BufReader<ChildStdout>,
}

impl Worker {
    fn start(folder: &Path, role: &str) -> Self {
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args(["vault::kill::worker", "--exact", "--ignored", "--nocapture"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let task = format!("{role}\n{}\n", folder.display());
        process.stdin.take().unwrap().write_all(task.as_bytes()).unwrap();
        let said = BufReader::new(process.stdout.take().unwrap());
        Self { process, said }
    }

    /// Waits until it has said something.
    fn wait(&mut self) -> String {
        let mut line = String::new();
        while !line.starts_with("WORKER") {
            line.clear();
            assert_ne!(self.said.read_line(&mut line).unwrap(), 0, "the worker died");
        }
        line.trim().to_owned()
    }

    /// Kills it, and returns all that it has still said.
    fn kill(mut self) -> Vec<String> {
        assert!(self.process.try_wait().unwrap().is_none(), "the worker died by itself");
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        self.said.lines().map(Result::unwrap).collect()
    }
}

fn last_count(said: &[String]) -> Option<u64> {
    let mut counts = said.iter().filter_map(|line| line.strip_prefix("WORKER at ")?.parse().ok());
    counts.next_back()
}

/// Kills a writer so many times; a reader and another writer go on all the while.
fn kill_often(kills: u64) {
    const VICTIM: u64 = 1;
    let home = Home::new();
    let vault = home.create();
    vault.write(|txn| count(txn, VICTIM, 0)).unwrap();
    let mut reader = Worker::start(&home.vault(), "read");
    let companion = Worker::start(&home.vault(), "write 2");
    reader.wait();

    let mut reached = 0;
    for kill in 0..kills {
        let mut victim = Worker::start(&home.vault(), "write 1");
        let first = victim.wait();
        thread::sleep(Duration::from_micros(kill * 7919 % 25_000));
        let mut said = vec![first];
        said.extend(victim.kill());
        let acknowledged = last_count(&said).unwrap_or(reached);

        let now = vault.read(counts).unwrap();
        reached = now.iter().find(|(who, _)| *who == VICTIM).unwrap().1;
        let lost = reached < acknowledged || reached > acknowledged + 1;
        assert!(!lost, "kill {kill}: acknowledged {acknowledged}, found {reached}");
    }

    reader.kill();
    companion.kill();
    vault.write(|txn| count(txn, 3, 1)).unwrap();
    assert_eq!(home.leftovers(), Vec::<String>::new());
    drop(vault);
    let vault = open(&home.vault()).unwrap();
    vault.check().unwrap();
    assert_eq!(vault.read(counts).unwrap().len(), 3);
}

#[test]
fn a_hundred_kills_lose_nothing() {
    kill_often(100);
}

#[test]
#[ignore = "takes minutes"]
fn two_thousand_kills_lose_nothing() {
    kill_often(2000);
}

#[test]
#[ignore = "the other process of the tests above; it does nothing by itself"]
fn worker() {
    let stdin = std::io::stdin();
    let (mut role, mut folder) = (String::new(), String::new());
    if stdin.is_terminal() || stdin.read_line(&mut role).unwrap() == 0 {
        return;
    }
    stdin.read_line(&mut folder).unwrap();
    let vault = Vault::open(Path::new(folder.trim()), &Secret::None, Arc::new(Machine)).unwrap();
    match role.trim() {
        "read" => read_for_ever(&vault).unwrap(),
        "write 1" => write_for_ever(&vault, 1).unwrap(),
        "write 2" => write_for_ever(&vault, 2).unwrap(),
        other => panic!("{other}"),
    }
}
