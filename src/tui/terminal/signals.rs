//! Signals, in a thread of their own.
//!
//! Not a flag read in the event loop: with a hung-up terminal that loop may spin or block for ever
//! (crossterm #793, #1110). A signal that ends the program ends it from here.

use std::io;
use std::thread;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::guard::Guard;
use super::loan;

/// What the event loop is to do about a signal that does not end the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// Somebody sent TSTP: leave the screen and stop.
    Suspend,
    /// The program runs again after a stop.
    Continued,
    /// The terminal has another size. Asked for here and not where keys are read, because there
    /// the first ones are missed.
    Resized,
}

/// Starts the thread. Before the program ends by a signal, `before_end` is called: it waits for
/// the change in hand.
///
/// While the terminal is lent, what the keyboard sends is the borrower's.
///
/// # Errors
///
/// When the handlers cannot be registered.
pub fn watch(
    mut before_end: impl FnMut() + Send + 'static,
    mut tell: impl FnMut(Notice) + Send + 'static,
) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGTERM, SIGQUIT, SIGINT, SIGTSTP, SIGCONT, SIGWINCH])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            match signal {
                // The program that has the terminal got the same signal, and answers to it.
                SIGINT | SIGQUIT | SIGCONT if loan::is_lent() => {}
                SIGTSTP if loan::is_lent() => {
                    let _: io::Result<()> = emulate_default_handler(SIGTSTP);
                }
                SIGTSTP => tell(Notice::Suspend),
                SIGCONT => tell(Notice::Continued),
                SIGWINCH => tell(Notice::Resized),
                ending => {
                    Guard::give_back();
                    loan::end_borrower();
                    before_end();
                    // Dies of the signal itself, so that the shell sees 128 + its number.
                    let _: io::Result<()> = emulate_default_handler(ending);
                }
            }
        }
    })?;
    Ok(())
}
