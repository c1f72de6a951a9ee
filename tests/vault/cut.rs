//! The power goes: what was not synced may be on the disk, or not, or in part. At every point of a
//! sequence of commits and rewrites the acknowledged rows are there and nothing is there by half.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::sync::{Arc, Mutex};

use candor::store::vault::{Gone, Host, Step, VaultError};

use super::hosts::{Change, Meddled, Meddler, quick};
use super::support::{Home, all, copy, open_on, put, put_in};

/// What happened, in order.
#[derive(Debug, Clone)]
enum Event {
    Changed(u64, Op),
    Synced(u64),
    Reached(Step),
    /// So many pairs of rows are acknowledged; this is the note beside them.
    Acknowledged(u64, Vec<u8>),
}

#[derive(Debug, Clone)]
enum Op {
    Write(u64, Vec<u8>),
    SetLen(u64),
}

#[derive(Debug, Default)]
struct Recorder(Mutex<Vec<Event>>);

impl Recorder {
    fn add(&self, event: Event) {
        self.0.lock().unwrap().push(event);
    }
}

impl Meddler for Recorder {
    fn change(&self, file: u64, change: Change<'_>) -> io::Result<()> {
        self.add(match change {
            Change::Write(offset, data) => Event::Changed(file, Op::Write(offset, data.to_vec())),
            Change::SetLen(length) => Event::Changed(file, Op::SetLen(length)),
            Change::Sync => Event::Synced(file),
        });
        Ok(())
    }

    fn reached(&self, step: Step) -> io::Result<()> {
        self.add(Event::Reached(step));
        Ok(())
    }
}

/// A file on a disk with a cache: what is surely there, and what is on its way.
#[derive(Debug, Clone, Default)]
struct Disk {
    durable: Vec<u8>,
    pending: Vec<Op>,
}

impl Disk {
    fn sync(&mut self) {
        for op in self.pending.drain(..) {
            apply(&mut self.durable, &op, usize::MAX);
        }
    }

    /// What is found after the cut if chance lets some of the pending changes through.
    fn after_cut(&self, chance: &mut Chance) -> Vec<u8> {
        let mut bytes = self.durable.clone();
        for op in &self.pending {
            match chance.next() % 4 {
                0 => {}
                1 => {
                    let sectors = usize::try_from(chance.next() % 9).unwrap();
                    apply(&mut bytes, op, sectors * 512);
                }
                _ => apply(&mut bytes, op, usize::MAX),
            }
        }
        bytes
    }
}

fn apply(bytes: &mut Vec<u8>, op: &Op, most: usize) {
    match op {
        Op::SetLen(length) => bytes.resize(usize::try_from(*length).unwrap(), 0),
        Op::Write(offset, data) => {
            let start = usize::try_from(*offset).unwrap();
            let data = &data[..data.len().min(most)];
            if bytes.len() < start + data.len() {
                bytes.resize(start + data.len(), 0);
            }
            bytes[start..start + data.len()].copy_from_slice(data);
        }
    }
}

/// Numbers that look random and are the same each time.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }
}

/// Everything at one moment, and what the disk may hold if the power goes then.
struct World {
    files: BTreeMap<u64, Disk>,
    /// The file that the name stands for, for sure; and the one that it may stand for.
    named: u64,
    perhaps: Option<u64>,
    /// The file that is being written beside it.
    fresh: Option<u64>,
    pairs: u64,
    note: Vec<u8>,
}

impl World {
    fn see(&mut self, event: &Event) {
        match event {
            Event::Changed(file, op) => {
                if *file != self.named && self.perhaps.is_none() {
                    self.fresh = Some(*file);
                }
                self.files.entry(*file).or_default().pending.push(op.clone());
            }
            Event::Synced(file) => self.files.entry(*file).or_default().sync(),
            Event::Acknowledged(pairs, note) => {
                (self.pairs, self.note) = (*pairs, note.clone());
            }
            Event::Reached(step) => match step {
                Step::NewStarted => self.fresh = None,
                Step::NewWritten => {
                    let fresh = self.fresh.unwrap();
                    self.files.entry(fresh).or_default().sync();
                }
                Step::Renamed => self.perhaps = self.fresh,
                Step::RenameSynced => {
                    self.named = self.perhaps.take().unwrap();
                    self.fresh = None;
                }
                Step::KeysWritten
                | Step::NewScanned
                | Step::OldLinked
                | Step::PrefixWiped
                | Step::PagesWiped
                | Step::OldUnlinked => {}
            },
        }
    }

    /// Checks what is found after a cut now.
    fn cut(&self, key: &[u8], chance: &mut Chance) -> Result<(), String> {
        let named = match self.perhaps {
            Some(other) if chance.next().is_multiple_of(2) => other,
            _ => self.named,
        };
        let home = Home::new();
        std::fs::create_dir(home.vault()).unwrap();
        let lay = |name: &str, bytes: &[u8]| {
            let file = OpenOptions::new().create_new(true).write(true).open(home.file(name));
            file.unwrap().write_all_at(bytes, 0).unwrap();
        };
        lay("vault.key", key);
        lay("vault.redb", &self.files[&named].after_cut(chance));
        if chance.next().is_multiple_of(2) {
            lay("vault.lock", &self.note);
        }
        if let Some(fresh) = self.fresh.filter(|fresh| *fresh != named) {
            lay("vault.redb.new", &self.files[&fresh].after_cut(chance));
        }

        let found = open_on(&home.vault(), quick()).and_then(|vault| {
            let found = all(&vault)?;
            put(&vault, 999, b"goes on")?;
            if chance.next().is_multiple_of(8) {
                vault.check()?;
            }
            Ok(found)
        });
        let found = found.map_err(|error| format!("{error:?}"))?;
        let pairs = u64::try_from(found.len()).unwrap() / 2;
        let whole = found.len() % 2 == 0 && (self.pairs..=self.pairs + 1).contains(&pairs);
        if !whole || !home.leftovers().is_empty() {
            return Err(format!("{} rows of {} pairs", found.len(), self.pairs));
        }
        Ok(())
    }
}

/// Writes pairs of rows, with rewrites in between, and records all of it.
fn record(home: &Home) -> (World, Vec<Event>) {
    drop(home.create_on(quick()));
    let path = home.file("vault.redb");
    let named = std::fs::metadata(&path).unwrap().ino();
    let durable = std::fs::read(&path).unwrap();
    let note = std::fs::read(home.file("vault.lock")).unwrap();
    let files = BTreeMap::from([(named, Disk { durable, pending: Vec::new() })]);
    let world = World { files, named, perhaps: None, fresh: None, pairs: 0, note };

    let recorder = Arc::new(Recorder::default());
    let host: Arc<dyn Host> = Arc::new(Meddled(Arc::clone(&recorder)));
    let mut vault = open_on(&home.vault(), Arc::clone(&host)).unwrap();
    for pair in 0..14 {
        let value = vec![u8::try_from(pair).unwrap(); if pair == 5 { 120_000 } else { 3000 }];
        let written: Result<(), VaultError> = vault.write(|txn| {
            put_in(txn, pair * 2, &value)?;
            put_in(txn, pair * 2 + 1, &value)
        });
        written.unwrap();
        let note = std::fs::read(home.file("vault.lock")).unwrap();
        recorder.add(Event::Acknowledged(pair + 1, note));
        if pair == 3 || pair == 9 {
            vault.rewrite(Gone::NOTHING, copy).unwrap();
            let note = std::fs::read(home.file("vault.lock")).unwrap();
            recorder.add(Event::Acknowledged(pair + 1, note));
        }
        if pair == 7 {
            drop(vault);
            vault = open_on(&home.vault(), Arc::clone(&host)).unwrap();
        }
    }
    std::mem::forget(vault);
    let events = recorder.0.lock().unwrap().clone();
    (world, events)
}

fn cut_everywhere(every: usize, variants: u64) {
    let home = Home::new();
    let (mut world, events) = record(&home);
    let key = std::fs::read(home.file("vault.key")).unwrap();
    for (at, event) in events.iter().enumerate() {
        world.see(event);
        for variant in (0..variants).filter(|_| at % every == 0) {
            let mut chance = Chance(u64::try_from(at).unwrap() * 1000 + variant);
            if let Err(told) = world.cut(&key, &mut chance) {
                panic!("cut {variant} after event {at} of {}: {told}", events.len());
            }
        }
    }
}

#[test]
fn a_power_cut_loses_nothing_acknowledged() {
    cut_everywhere(5, 1);
}

#[test]
#[ignore = "takes minutes"]
fn a_power_cut_at_any_point_loses_nothing_acknowledged() {
    cut_everywhere(1, 20);
}
