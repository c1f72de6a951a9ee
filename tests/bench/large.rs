//! A vault of 100,000 people: how long a person waits for it, beside what must be reached.
//!
//! `cargo bench --bench large`; a number after `--` asks for another size, a path for the cards of
//! a file. One run of each thing that takes seconds, percentiles of what happens under the hand.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops if it must"
)]

mod support;

use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use candor::app::clock::FixedClock;
use candor::app::find::{self, Index};
use candor::app::import::{ImportAnswers, Progress, Unneeded, commit};
use candor::app::queries;
use candor::app::setup::{NewSecret, Setup, create};
use candor::app::sorting::{By, Order, Sorted, Way};
use candor::app::{KdfPasses, Secret, Session, agenda, card};
use candor::domain::{ContactId, Country, Day, Moment, Source, derive, prove};
use candor::formats::vcard::File;
use candor::store::Store;

const PEOPLE: u64 = 100_000;

/// How many rows a screen shows.
const SCREENFUL: usize = 50;

const CLOCK: FixedClock = FixedClock(Moment(1_795_000_000));

/// Prints one line of the table.
fn line(what: &str, measured: &str, must: &str) {
    println!("{what:<48} {measured:>62}   {must}");
}

fn shown(took: Duration) -> String {
    let micros = took.as_micros();
    match micros {
        0..10_000 => format!("{micros} µs"),
        10_000..10_000_000 => format!("{}.{} ms", micros / 1000, micros / 100 % 10),
        _ => format!("{}.{} s", micros / 1_000_000, micros / 100_000 % 10),
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

/// How long this thread has had a core so far: unlike the clock, it does not count waiting for one.
fn on_core() -> Duration {
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = spent.split(' ').next().and_then(|nanos| nanos.parse().ok());
    Duration::from_nanos(nanos.unwrap_or_default())
}

/// Does a thing many times, and prints the middle, the slowest but one in a hundred, the
/// worst, and how long it had a core in the mean.
fn spread(what: &str, must: &str, times: u64, mut work: impl FnMut(u64)) {
    let before = on_core();
    let mut took: Vec<Duration> = (0..times).map(|n| timed(|| work(n)).1).collect();
    let mean = on_core().saturating_sub(before).as_nanos() / u128::from(times);
    let mean = shown(Duration::from_nanos(u64::try_from(mean).unwrap()));
    took.sort_unstable();
    let at = |percent: usize| shown(*took.get(took.len() * percent / 100).unwrap());
    let worst = shown(*took.last().unwrap());
    let spread = format!("p50 {}, p99 {}, max {worst}, on a core {mean}", at(50), at(99));
    line(what, &spread, must);
}

/// The most memory that this process has had so far, as the system counts it.
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kib.map_or_else(|| "?".to_owned(), |kib| format!("{} MiB", kib / 1024))
}

fn new_vault(folder: &Path) -> Session {
    let mut setup = Setup::defaults(Country::new("DE").unwrap(), "Europe/Berlin");
    "Studio Example".clone_into(&mut setup.name);
    let secret = NewSecret::Unencrypted;
    create(folder, &setup, &secret, KdfPasses::Fixed(1), Arc::new(CLOCK)).unwrap()
}

fn answers(session: &Session) -> ImportAnswers {
    ImportAnswers {
        purpose: "sorting".to_owned(),
        source: Source::Unknown,
        on: session.today(),
        file: "people.vcf".to_owned(),
        unneeded: Unneeded::LeaveOut,
    }
}

fn open(folder: &Path) -> Session {
    Session::open(folder, &Secret::None, Arc::new(CLOCK)).unwrap()
}

fn importing(folder: &Path, text: &[u8]) {
    let (read, parsing) = timed(|| File::new(text).cards().count());
    line("reading the cards alone", &shown(parsing), "");
    let session = new_vault(folder);
    let answers = answers(&session);
    let import = || commit(&session, text, &answers, &mut |_, _| Progress::GoOn).unwrap();
    let before = on_core();
    let (report, took) = timed(import);
    line(&format!("import of {read} cards"), &shown(took), "100,000 in ≤ 10 s");
    line("of which on a core", &shown(on_core().saturating_sub(before)), "");
    let beyond = took.saturating_sub(parsing).as_millis().max(1);
    let rate = u128::try_from(report.new).unwrap() * 1000 / beyond;
    line("beyond parsing", &format!("{rate} cards/s"), "≥ 20,000 cards/s");
    line("data that came in", &report.values.to_string(), "");
    line("most memory so far, the file's text included", &peak_memory(), "≤ 150 MiB");
    let (again, took) = timed(import);
    let changed = again.new + again.changed;
    line("the same file again", &format!("{}, {changed} changed", shown(took)), "0 changed");
}

fn starting(folder: &Path, small: &Path) {
    let first = |folder: &Path| {
        let session = open(folder);
        black_box((find::rows(&session, None, SCREENFUL).unwrap(), find::count(&session).unwrap()));
    };
    spread("open, first page and count", "≤ 25 ms with its frame", 20, |_| first(folder));
    spread("the same with ten people", "", 20, |_| first(small));
    let session = open(folder);
    spread("first page, vault open", "", 200, |_| {
        black_box(find::rows(&session, None, SCREENFUL).unwrap());
    });
}

fn answering(session: &Session, people: u64) {
    let today = session.today();
    let id = |n: u64| ContactId(n * 7919 % people + 1);
    spread("a card", "p99 ≤ 16 ms with its frame", 2000, |n| {
        black_box(card::card(session, id(n), today).unwrap());
    });
    spread("why, all data of a contact, with proof", "≤ 1 ms", 2000, |n| {
        let facts = session.facts(id(n)).unwrap();
        let controller = session.controller().unwrap();
        for datum in &facts.data {
            black_box(prove(&facts, &controller, datum, today));
        }
    });
    for (what, until) in [("30 days", today.add_days(30)), ("ever", Day::MAX)] {
        spread(&format!("the agenda for {what}, first 200 lines"), "≤ 5 ms", 200, |_| {
            black_box(agenda::agenda(session, until, 200).unwrap());
        });
    }
    spread("the agenda as the screen shows it", "≤ 5 ms", 200, |_| {
        black_box(agenda::for_screen(session, session.today().add_days(30)).unwrap());
    });
    let (_, took) = timed(|| black_box(agenda::months(session).unwrap()));
    line("what falls due, month by month, beside the screen", &shown(took), "-");
}

fn filtering(session: &Session) {
    let (index, took) = timed(|| Index::load(session).unwrap());
    line("loading the index of the filter", &shown(took), "behind the first frame");
    for by in [By::LastContact, By::Due, By::Added] {
        let order = Order { by, way: Way::Usual };
        let (_, took) = timed(|| black_box(Sorted::of(session, &index, order).unwrap()));
        line(&format!("sorting the list, {by:?}"), &shown(took), "beside the keys");
    }
    let words = [
        "mullerst",
        "schaefer",
        "иванов",
        "wei.9999",
        "nordwind",
        "zzzzzzzz",
        "佐藤翔太",
        "oezturk1",
    ];
    for letters in 1..=8 {
        let queries: Vec<String> =
            words.iter().map(|word| word.chars().take(letters).collect()).collect();
        spread(&format!("filter of {letters} letters"), "p99 ≤ 16 ms", 64, |n| {
            let place = usize::try_from(n).unwrap() % queries.len();
            black_box(index.filter(queries.get(place).unwrap(), SCREENFUL, &|| false));
        });
    }
}

/// Queries of the whole list: settled by what is derived, by some of the facts, by all of them.
fn finding(session: &Session) {
    for text in [
        "tag:customer",
        "\"mary smith\"",
        "verdict:unjustified",
        "due<30d",
        "basis:consent",
        "last>90d",
        "postcode:10115",
        "mary -city:berlin",
        "tag:customer (basis:consent or last>90d)",
        "verdict:justified",
    ] {
        let query = queries::understand(session, text).unwrap().unwrap();
        let (rows, took) = timed(|| queries::rows(session, &query).unwrap());
        line(&format!("find {text}"), &format!("{} ({} rows)", shown(took), rows.len()), "");
    }
}

/// Every verdict from nothing: all facts read, all that follows from them worked out.
fn recomputing(folder: &Path, today: Day) {
    let store = Store::open(folder, &Secret::None).unwrap();
    let all = |work: &mut dyn FnMut(&candor::store::Reader<'_>, ContactId)| {
        let read = store.read(|reader| {
            let mut ids = Vec::new();
            reader.list_all(|entry| {
                ids.push(entry.id);
                ControlFlow::Continue(())
            })?;
            ids.sort_unstable();
            for id in ids {
                work(reader, id);
            }
            Ok::<_, candor::store::StoreError>(())
        });
        read.unwrap();
    };
    let facts_alone = timed(|| {
        all(&mut |reader, id| {
            black_box(reader.facts(id).unwrap());
        });
    });
    line("all facts read, one thread", &shown(facts_alone.1), "");
    let recomputed = timed(|| {
        all(&mut |reader, id| {
            let controller = reader.controller().unwrap();
            black_box(derive(&reader.facts(id).unwrap(), &controller, today));
        });
    });
    line("all verdicts recomputed, one thread", &shown(recomputed.1), "≤ 2 s");
}

fn main() {
    let asked = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let people = asked.as_ref().and_then(|asked| asked.parse().ok()).unwrap_or(PEOPLE);
    let file = asked.filter(|asked| asked.parse::<u64>().is_err());
    let text =
        file.map_or_else(|| support::cards(people), |file| std::fs::read_to_string(file).unwrap());
    let home = tempfile::tempdir().unwrap();
    let (large, small) = (home.path().join("large"), home.path().join("small"));
    importing(&large, text.as_bytes());
    drop(text);
    let few = new_vault(&small);
    let ten = support::cards(10);
    commit(&few, ten.as_bytes(), &answers(&few), &mut |_, _| Progress::GoOn).unwrap();
    drop(few);
    starting(&large, &small);
    let session = open(&large);
    answering(&session, people);
    filtering(&session);
    finding(&session);
    let today = session.today();
    drop(session);
    recomputing(&large, today);
    line("most memory at the end", &peak_memory(), "≤ 100 MiB with the screen open");
}
