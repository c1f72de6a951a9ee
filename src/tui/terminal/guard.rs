//! Takes the terminal and gives it back: on quitting, on an error, in a panic and on a signal.

use std::io;
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::terminal;
use rustix::process::{Signal, kill_current_process_group};

use super::tty::Tty;
use crate::app::swallows;

/// Alternate screen, hidden cursor, bracketed paste. No question is asked, no answer awaited.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?2004h";
/// The same backwards, after closing a frame that was cut short.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[0m\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// Clicks and the wheel, each with its place in decimal digits.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";

static MOUSE: AtomicBool = AtomicBool::new(false);
static ENTERED: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// Holds the terminal; dropping it gives the terminal back.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// Takes the terminal, with the mouse if it is wanted, and sees to it that a panic gives it
    /// back first.
    ///
    /// # Errors
    ///
    /// When the terminal's mode cannot be changed.
    pub fn enter(mouse: bool) -> io::Result<Self> {
        MOUSE.store(mouse, Ordering::SeqCst);
        HOOK.call_once(give_back_in_a_panic);
        Self::take()?;
        Ok(Self(()))
    }

    /// Gives the terminal back and stops the whole process group.
    ///
    /// The stop is SIGSTOP, because TSTP is caught. It may come some moments after this returns:
    /// nothing may be written until the word comes that the program was continued, and then
    /// [`Guard::retake`] is called.
    ///
    /// # Errors
    ///
    /// When the group cannot be stopped.
    pub fn suspend(&self) -> io::Result<()> {
        Self::give_back();
        Ok(kill_current_process_group(Signal::STOP)?)
    }

    /// Takes the terminal again after a stop, ours or one that nobody could catch.
    ///
    /// # Errors
    ///
    /// When the terminal's mode cannot be changed.
    pub fn retake(&self) -> io::Result<()> {
        Self::give_back();
        Self::take()
    }

    /// Gives the terminal back now. May be called from any thread, and more than once.
    pub fn give_back() {
        if ENTERED.swap(false, Ordering::SeqCst) {
            if MOUSE.load(Ordering::SeqCst) {
                Tty::write_last_words(MOUSE_OFF);
            }
            Tty::write_last_words(LEAVE);
            let _: io::Result<()> = terminal::disable_raw_mode();
        }
    }

    fn take() -> io::Result<()> {
        terminal::enable_raw_mode()?;
        ENTERED.store(true, Ordering::SeqCst);
        Tty::write_last_words(ENTER);
        if MOUSE.load(Ordering::SeqCst) {
            Tty::write_last_words(MOUSE_ON);
        }
        Ok(())
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        Self::give_back();
    }
}

/// A worker's panic is reported by its lane and leaves the screen alone; any other ends the
/// program, with the place but never with the words, which may hold personal data.
fn give_back_in_a_panic() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if swallows(info) {
            before(info);
            return;
        }
        if crate::tui::worker::is_worker() {
            return;
        }
        if !ENTERED.load(Ordering::SeqCst) {
            before(info);
            return;
        }
        Guard::give_back();
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        let words = format!(
            "candor stopped because of a mistake of its own at {place}\n\
             Your data are as they were after the last change that was saved.\n"
        );
        let _: io::Result<usize> =
            rustix::io::write(rustix::stdio::stderr(), words.as_bytes()).map_err(io::Error::from);
    }));
}
