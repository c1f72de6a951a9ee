//! Lends the terminal to another program, and takes it again when that one ends.
//!
//! The program belongs to our process group, as the shell's own does: Control-C and Control-Z reach
//! both. Meanwhile Control-C is the program's, and a stop stops us as well, without a word.

use std::io;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

use super::guard::Guard;
use super::keyboard::Keyboard;

static LENT: AtomicBool = AtomicBool::new(false);
static BORROWER: Mutex<Option<Pid>> = Mutex::new(None);

/// Says whether another program has the terminal.
pub(super) fn is_lent() -> bool {
    LENT.load(Ordering::SeqCst)
}

/// Tells the program that has the terminal that it is over.
pub(super) fn end_borrower() {
    if let Some(pid) = BORROWER.lock().unwrap_or_else(PoisonError::into_inner).take() {
        let _gone_already = kill_process(pid, Signal::HUP);
    }
}

/// Gives the terminal away while `work` runs. Everything must be painted afterwards.
///
/// # Errors
///
/// When the terminal cannot be given away or not be taken again.
pub fn lend<T>(guard: &Guard, keyboard: &Keyboard, work: impl FnOnce() -> T) -> io::Result<T> {
    if !keyboard.hush() {
        return Err(io::Error::other("the keyboard is still being read"));
    }
    Guard::give_back();
    // What the program leaves switched off or on would else be taken for the terminal's own mode.
    let modes = tcgetattr(rustix::stdio::stdin());
    LENT.store(true, Ordering::SeqCst);
    let done = work();
    LENT.store(false, Ordering::SeqCst);
    if let Ok(modes) = modes {
        let _as_it_is = tcsetattr(rustix::stdio::stdin(), OptionalActions::Drain, &modes);
    }
    let retaken = guard.retake();
    keyboard.resume();
    retaken.map(|()| done)
}

/// Runs a program in the lent terminal until it ends; `input` goes to its standard input, which
/// else is the terminal.
///
/// # Errors
///
/// When it cannot be started.
pub fn run(command: &mut Command, input: Option<&[u8]>) -> io::Result<ExitStatus> {
    command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::inherit() });
    let mut child = command.spawn()?;
    *BORROWER.lock().unwrap_or_else(PoisonError::into_inner) =
        i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    let status = fed(&mut child, input);
    BORROWER.lock().unwrap_or_else(PoisonError::into_inner).take();
    status
}

/// Says something below what a program has printed, and waits until Enter is pressed.
pub fn wait_for_enter(words: &str) {
    super::Tty::write_last_words(words.as_bytes());
    let mut line = [0; 256];
    // The line comes as a whole, because nobody reads keys one by one now.
    while rustix::io::read(rustix::stdio::stdin(), &mut line) == Err(rustix::io::Errno::INTR) {}
}

fn fed(child: &mut Child, input: Option<&[u8]>) -> io::Result<ExitStatus> {
    if let (Some(mut pipe), Some(input)) = (child.stdin.take(), input) {
        // A program that needs no more closes its end: that is its own business.
        let _enough: io::Result<()> = io::Write::write_all(&mut pipe, input);
    }
    child.wait()
}
