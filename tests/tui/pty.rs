//! The screen in a real pseudo-terminal: it starts, and gives the terminal back whatever happens.
//!
//! The test binary runs itself: the two ignored tests are the programs that are driven.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use candor::tui::worker::Office;
use candor::tui::{Settings, run};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, Winsize, tcgetattr, tcsetwinsize};

use super::fake::Fake;

const ENTER: &str = "\u{1b}[?1049h";
const LEAVE: &str = "\u{1b}[?1049l";
const PATIENCE: Duration = Duration::from_secs(10);

#[test]
#[ignore = "a program for the tests below"]
fn a_screen() {
    let office: Arc<dyn Office> = Arc::new(Fake::with(40));
    run(&office, Settings::default()).unwrap();
}

#[test]
#[ignore = "a program for the tests below"]
fn a_screen_with_a_mouse() {
    let office: Arc<dyn Office> = Arc::new(Fake::with(40));
    run(&office, Settings { mouse: true, ..Settings::default() }).unwrap();
}

#[test]
#[ignore = "a program for the tests below"]
fn a_screen_that_panics() {
    let office: Arc<dyn Office> = Arc::new(Fake::panicking());
    run(&office, Settings::default()).unwrap();
}

/// A program in a pseudo-terminal of its own.
pub(super) struct Driven {
    child: Child,
    terminal: File,
    slave: OwnedFd,
    output: Receiver<Vec<u8>>,
    pub(super) seen: String,
}

impl Driven {
    /// A test of this binary, as a program.
    fn start(program: &str) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", program, "--ignored", "--nocapture", "--test-threads=1"]);
        Self::run(&mut command)
    }

    /// Any program.
    pub(super) fn run(command: &mut Command) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
        let slave = File::options().read(true).write(true).open(name).unwrap();
        let size = Winsize { ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(&master, size).unwrap();
        let child = command
            .stdin(slave.try_clone().unwrap())
            .stdout(slave.try_clone().unwrap())
            .stderr(slave.try_clone().unwrap())
            .process_group(0)
            .spawn()
            .unwrap();
        let terminal = File::from(master);
        let mut reading = terminal.try_clone().unwrap();
        let (tell, output) = mpsc::channel();
        std::thread::spawn(move || {
            let mut piece = [0; 4096];
            while let Ok(length @ 1..) = reading.read(&mut piece) {
                if tell.send(piece[..length].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self { child, terminal, slave: slave.into(), output, seen: String::new() }
    }

    pub(super) fn wait_for(&mut self, wanted: &str) {
        let until = Instant::now() + PATIENCE;
        while !self.seen.contains(wanted) {
            let left = until.saturating_duration_since(Instant::now());
            let Ok(piece) = self.output.recv_timeout(left) else {
                panic!("`{wanted}` never came; seen: {:?}", self.seen);
            };
            self.seen.push_str(&String::from_utf8_lossy(&piece));
        }
    }

    pub(super) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Sends a signal to the program and to those that it has started.
    pub(super) fn signal_group(&self, signal: Signal) {
        kill_process_group(Pid::from_child(&self.child), signal).unwrap();
    }

    pub(super) fn type_in(&mut self, keys: &str) {
        self.terminal.write_all(keys.as_bytes()).unwrap();
    }

    fn is_raw(&self) -> bool {
        let modes = tcgetattr(self.slave.as_fd()).unwrap().local_modes;
        !modes.contains(LocalModes::ICANON)
    }

    pub(super) fn end(&mut self) -> std::process::ExitStatus {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < until, "the program does not end");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn is_stopped(&self) -> bool {
        let path = format!("/proc/{}/stat", self.child.id());
        let stat = std::fs::read_to_string(path).unwrap();
        stat.rsplit(')').next().unwrap().trim_start().starts_with('T')
    }
}

impl Drop for Driven {
    fn drop(&mut self) {
        let _: std::io::Result<()> = self.child.kill();
        let _: std::io::Result<std::process::ExitStatus> = self.child.wait();
    }
}

#[test]
fn quitting_gives_the_terminal_back() {
    let mut driven = Driven::start("tui::pty::a_screen");
    driven.wait_for("Anna");
    assert!(driven.is_raw() && driven.seen.contains(ENTER));

    driven.type_in("q");

    driven.wait_for(LEAVE);
    assert!(driven.end().success());
    assert!(!driven.is_raw());
}

#[test]
fn a_signal_that_ends_the_program_gives_the_terminal_back() {
    for signal in [Signal::TERM, Signal::HUP, Signal::QUIT] {
        let mut driven = Driven::start("tui::pty::a_screen");
        driven.wait_for("Anna");

        driven.signal(signal);

        driven.wait_for(LEAVE);
        assert_eq!(driven.end().signal(), Some(signal.as_raw()));
        assert!(!driven.is_raw());
    }
}

#[test]
fn a_panic_gives_the_terminal_back_and_says_nothing_personal() {
    let mut driven = Driven::start("tui::pty::a_screen_that_panics");

    driven.wait_for("a mistake of its own");

    driven.end();
    assert!(driven.seen.contains(LEAVE) && !driven.is_raw());
    assert!(!driven.seen.contains("Secret Person"));
}

#[test]
fn control_z_stops_and_comes_back_with_the_whole_screen() {
    for by_key in [true, false] {
        let mut driven = Driven::start("tui::pty::a_screen");
        driven.wait_for("Anna");

        if by_key {
            driven.type_in("\u{1a}");
        } else {
            driven.signal(Signal::TSTP);
        }
        driven.wait_for(LEAVE);
        let until = Instant::now() + PATIENCE;
        while !driven.is_stopped() {
            assert!(Instant::now() < until, "the program does not stop");
            std::thread::sleep(Duration::from_millis(5));
        }
        assert!(!driven.is_raw(), "by key: {by_key}");
        driven.seen.clear();
        driven.signal(Signal::CONT);

        driven.wait_for(ENTER);
        driven.wait_for("Anna");
        assert!(driven.is_raw());
        driven.type_in("q");
        assert!(driven.end().success());
    }
}

#[test]
fn the_mouse_is_asked_for_only_where_it_is_wanted_and_given_back() {
    let mut driven = Driven::start("tui::pty::a_screen");
    driven.wait_for("Anna");
    driven.type_in("q");
    driven.wait_for(LEAVE);
    assert!(!driven.seen.contains("?1000h"));

    let mut driven = Driven::start("tui::pty::a_screen_with_a_mouse");
    driven.wait_for("Anna");
    assert!(driven.seen.contains("?1000h") && driven.seen.contains("?1006h"));
    driven.type_in("\u{1b}[<0;5;6M\u{1b}[<0;5;6m");
    driven.signal(Signal::TERM);
    driven.wait_for("?1000l");
    driven.wait_for(LEAVE);
}

#[test]
fn a_new_size_is_drawn_anew() {
    let mut driven = Driven::start("tui::pty::a_screen");
    driven.wait_for("Anna");
    driven.seen.clear();

    let size = Winsize { ws_row: 8, ws_col: 30, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&driven.terminal, size).unwrap();
    driven.signal(Signal::WINCH);

    driven.wait_for("Candor needs 40");
}
