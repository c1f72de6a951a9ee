//! The real program in a real terminal, over 100,000 people: bytes and time for each key.
//!
//! `cargo bench --bench screen`; a number after `--` asks for another size. Each key is awaited
//! until the program has been silent for a moment; its time ends with the last byte.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a bench prints, and stops if it must"
)]

mod support;

use std::{
    fs::File,
    io::{Read, Write},
    os::fd::OwnedFd,
    path::Path,
    process::{Child, Command},
    sync::{
        Arc,
        mpsc::{self, Receiver},
    },
    thread,
    time::{Duration, Instant},
};

use candor::{
    app::{
        KdfPasses,
        clock::SystemClock,
        import::{ImportAnswers, Progress, Unneeded, commit},
        setup::{NewSecret, Setup, create},
    },
    domain::{Country, Source},
};
use rustix::{
    pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt},
    termios::{Winsize, tcsetwinsize},
};

/// So long the program has to be silent before a key counts as answered.
const SILENCE: Duration = Duration::from_millis(120);

/// How often each key is pressed.
const TIMES: usize = 40;

fn main() {
    let people = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(100_000);
    println!("{:<44} {:>16} {:>10} {:>10}  must", "what", "bytes (mean)", "p50", "p99");
    let folder = tempfile::tempdir().unwrap();
    let vault = folder.path().join("vault");
    fill(&vault, people);

    for _ in 0..3 {
        let (mut screen, took, bytes) = Screen::start(&vault, (80, 24));
        row("start to the first full frame, 80x24", &[(bytes, took)], "25 ms");
        screen.press("q");
        screen.child.wait().unwrap();
    }
    let (mut screen, ..) = Screen::start(&vault, (80, 24));
    thread::sleep(Duration::from_secs(2));
    screen.many("j, card and panes following", "j", "900 bytes, 16 ms");
    screen.many("k", "k", "900 bytes, 16 ms");
    screen.press("z");
    screen.many("j, the list alone, scrolling", "j", "300 bytes, 16 ms");
    screen.press("gg");
    screen.many("j, the list alone", "j", "300 bytes, 16 ms");
    screen.press("z");
    let filter: Vec<(usize, Duration)> = ["schmidt", "anna m", "mulle", "zq"]
        .iter()
        .flat_map(|word| {
            screen.press("/");
            let typed: Vec<_> =
                word.chars().map(|letter| screen.press(&letter.to_string())).collect();
            screen.press("\u{1b}");
            screen.press("\u{1b}");
            typed
        })
        .collect();
    row("a letter of the filter", &filter, "16 ms");
    let why: Vec<(usize, Duration)> = (0..TIMES)
        .map(|_| {
            screen.press("j");
            let answer = screen.press("w");
            screen.press("\u{1b}");
            answer
        })
        .collect();
    row("w", &why, "16 ms");
    screen.press("q");
    screen.child.wait().unwrap();
}

fn fill(vault: &Path, people: u64) {
    let mut setup = Setup::defaults(Country::new("DE").unwrap(), "UTC");
    "Studio Example".clone_into(&mut setup.name);
    let secret = NewSecret::Unencrypted;
    let clock = Arc::new(SystemClock);
    let session = create(vault, &setup, &secret, KdfPasses::Fixed(1), clock).unwrap();
    let answers = ImportAnswers {
        purpose: "sorting".to_owned(),
        source: Source::Unknown,
        on: session.today(),
        file: "people.vcf".to_owned(),
        unneeded: Unneeded::LeaveOut,
    };
    let cards = support::cards(people);
    commit(&session, cards.as_bytes(), &answers, &mut |_, _| Progress::GoOn).unwrap();
}

fn row(what: &str, seen: &[(usize, Duration)], must: &str) {
    let bytes = seen.iter().map(|(bytes, _)| bytes).sum::<usize>() / seen.len().max(1);
    let mut times: Vec<Duration> = seen.iter().map(|(_, took)| *took).collect();
    times.sort_unstable();
    let at = |percent: usize| {
        format!("{:.1} ms", times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e3)
    };
    println!("{what:<44} {bytes:>16} {:>10} {:>10}  {must}", at(50), at(99));
}

/// The program in a pseudo-terminal of its own.
struct Screen {
    child: Child,
    terminal: File,
    output: Receiver<(usize, Instant)>,
    _slave: OwnedFd,
}

impl Screen {
    /// Starts it; gives the time and the bytes to the first full frame.
    fn start(vault: &Path, (columns, rows): (u16, u16)) -> (Self, Duration, usize) {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
        let slave = File::options().read(true).write(true).open(name).unwrap();
        let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(&master, size).unwrap();
        let terminal = File::from(master);
        let mut reading = terminal.try_clone().unwrap();
        let (tell, output) = mpsc::channel();
        let begun = Instant::now();
        let child = Command::new(env!("CARGO_BIN_EXE_candor"))
            .arg("--vault")
            .arg(vault)
            .env("TERM", "xterm-256color")
            .stdin(slave.try_clone().unwrap())
            .stdout(slave.try_clone().unwrap())
            .stderr(slave.try_clone().unwrap())
            .spawn()
            .unwrap();
        thread::spawn(move || {
            let mut piece = [0; 8192];
            while let Ok(length @ 1..) = reading.read(&mut piece) {
                if tell.send((length, Instant::now())).is_err() {
                    return;
                }
            }
        });
        let mut screen = Self { child, terminal, output, _slave: slave.into() };
        let (bytes, took) = screen.answer(begun);
        (screen, took, bytes)
    }

    /// Presses a key; gives the bytes of the answer and the time to its last byte.
    fn press(&mut self, key: &str) -> (usize, Duration) {
        let begun = Instant::now();
        self.terminal.write_all(key.as_bytes()).unwrap();
        self.answer(begun)
    }

    fn answer(&mut self, begun: Instant) -> (usize, Duration) {
        let (mut bytes, mut last) = (0, begun);
        while let Ok((length, at)) = self.output.recv_timeout(SILENCE) {
            bytes += length;
            last = at;
        }
        (bytes, last.saturating_duration_since(begun))
    }

    fn many(&mut self, what: &str, key: &str, must: &str) {
        let seen: Vec<_> = (0..TIMES).map(|_| self.press(key)).collect();
        row(what, &seen, must);
    }
}
