//! Keys, pastes and the mouse, read in a thread of their own that can be asked to leave the terminal
//! to another program: two who read from one terminal take each other's keys away.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;
use std::{io, thread};

use crossterm::event::{self, Event, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;
use rustix::process::{Signal, getpid, kill_process};

use crate::tui::command::Chord;
use crate::tui::msg::{Msg, Pointer};

/// How long the thread may take to leave the terminal alone. It takes less than a millisecond.
const PATIENCE: Duration = Duration::from_secs(2);

/// Who reads from the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Ours,
    /// Ours still, until the thread sees that it was asked.
    Asked,
    Theirs,
}

/// The thread that reads. It ends with the program or the terminal.
#[derive(Debug, Clone)]
pub struct Keyboard {
    turn: Arc<(Mutex<Turn>, Condvar)>,
}

impl Keyboard {
    /// Starts to read; `tell` says whether anybody still listens.
    ///
    /// # Errors
    ///
    /// When no thread can be had.
    pub fn start(mut tell: impl FnMut(Msg) -> bool + Send + 'static) -> io::Result<Self> {
        let keyboard = Self { turn: Arc::new((Mutex::new(Turn::Ours), Condvar::new())) };
        let reading = keyboard.clone();
        thread::Builder::new().name("keys".to_owned()).spawn(move || {
            loop {
                if reading.is_asked() && !take_the_nudge(&mut tell) {
                    return;
                }
                reading.wait_for_our_turn();
                let Ok(event) = event::read() else { return };
                if heard(event).is_some_and(|msg| !tell(msg)) {
                    return;
                }
            }
        })?;
        Ok(keyboard)
    }

    /// Waits until nothing more is read; says whether that came true.
    #[must_use]
    pub fn hush(&self) -> bool {
        let (turn, changed) = &*self.turn;
        let mut turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
        *turn = Turn::Asked;
        // The thread waits in a read that only a key or a new size ends: so it is told of a new
        // size.
        if kill_process(getpid(), Signal::WINCH).is_err() {
            *turn = Turn::Ours;
            return false;
        }
        let waited = changed.wait_timeout_while(turn, PATIENCE, |turn| *turn == Turn::Asked);
        let (mut turn, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let hushed = *turn == Turn::Theirs;
        if !hushed {
            *turn = Turn::Ours;
        }
        hushed
    }

    /// Reads again.
    pub fn resume(&self) {
        let (turn, changed) = &*self.turn;
        *turn.lock().unwrap_or_else(PoisonError::into_inner) = Turn::Ours;
        changed.notify_all();
    }

    fn is_asked(&self) -> bool {
        *self.turn.0.lock().unwrap_or_else(PoisonError::into_inner) == Turn::Asked
    }

    fn wait_for_our_turn(&self) {
        let (turn, changed) = &*self.turn;
        let mut turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
        while *turn != Turn::Ours {
            *turn = Turn::Theirs;
            changed.notify_all();
            turn = changed.wait(turn).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Reads the signal of [`Keyboard::hush`] where the thread was asked before it came to read it. Were
/// it left for later, crossterm would forget the first keys that come together with it: it takes one
/// of several sources that are ready and hears of the others only when they have more. Says whether
/// anybody still listens.
fn take_the_nudge(tell: &mut impl FnMut(Msg) -> bool) -> bool {
    while event::poll(Duration::ZERO).unwrap_or(false) {
        let Ok(event) = event::read() else { return false };
        if heard(event).is_some_and(|msg| !tell(msg)) {
            return false;
        }
    }
    true
}

fn heard(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) => Chord::from_event(&key).map(Msg::Key),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Mouse(mouse) => pointed(mouse),
        Event::Resize(..) | Event::FocusGained | Event::FocusLost => None,
    }
}

/// Takes over what the mouse did; moves and other buttons are nothing.
fn pointed(mouse: MouseEvent) -> Option<Msg> {
    let pointer = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Pointer::Click,
        MouseEventKind::ScrollDown => Pointer::WheelDown,
        MouseEventKind::ScrollUp => Pointer::WheelUp,
        MouseEventKind::Down(_)
        | MouseEventKind::Up(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => return None,
    };
    Some(Msg::Mouse(pointer, Position { x: mouse.column, y: mouse.row }))
}
