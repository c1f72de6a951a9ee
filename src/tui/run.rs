//! The loop: wait, take in all that came, draw once.

use std::io::{self, IsTerminal, Write as _};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::layout::Size;
use thiserror::Error;

use crate::tui::lending::Lender;
use crate::tui::model::Model;
use crate::tui::msg::{Effect, Msg};
use crate::tui::settings::Settings;
use crate::tui::terminal::{Guard, Keyboard, Notice, Painter, Through, Tty, lend, sequence, watch};
use crate::tui::update::update;
use crate::tui::view::view;
use crate::tui::worker::{Office, Workers};

/// How long a frame waits for the answers to a key, so that one key is one frame.
const PATIENCE: Duration = Duration::from_millis(4);
/// The same for the first frame, which should come whole.
const FIRST_PATIENCE: Duration = Duration::from_millis(20);

/// Why the screen could not run.
#[derive(Debug, Error)]
pub enum ScreenError {
    /// Standard input or output is a pipe or a file.
    #[error("the screen needs a terminal on both standard input and standard output")]
    NoTerminal,
    /// The terminal cannot move its cursor.
    #[error("this terminal cannot move its cursor (TERM=dumb), so the screen cannot be drawn")]
    Dumb,
    /// The terminal went away or refused.
    #[error("cannot talk to the terminal")]
    Terminal(#[from] io::Error),
}

impl ScreenError {
    /// What can be done.
    #[must_use]
    pub const fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NoTerminal => {
                Some("start it in a terminal, or use the commands: `candor --help`")
            }
            Self::Dumb => {
                Some("set TERM to what your terminal is, or use the commands: `candor --help`")
            }
            Self::Terminal(_) => None,
        }
    }
}

/// Shows the screen until the user leaves it.
///
/// # Errors
///
/// When there is no usable terminal, or it goes away.
pub fn run(office: &Arc<dyn Office>, settings: Settings) -> Result<(), ScreenError> {
    if settings.dumb {
        return Err(ScreenError::Dumb);
    }
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return Err(ScreenError::NoTerminal);
    }
    let (tell, told) = mpsc::channel();
    let workers = Workers::start(Arc::clone(office), &tell)?;
    let guard = Guard::enter(settings.mouse)?;
    let notices = tell.clone();
    let lender = Lender::new(settings.programs.clone());
    let (mut keep, rescuer) = (workers.waiter(), lender.clone());
    let before_end = move || {
        keep(rescuer.rescue());
        rescuer.wipe();
    };
    watch(before_end, move |notice| {
        let msg = match notice {
            Notice::Suspend => Some(Msg::StopAsked),
            Notice::Continued => Some(Msg::Continued),
            Notice::Resized => terminal_size().ok().map(Msg::Resized),
        };
        let _: Option<Result<(), mpsc::SendError<Msg>>> = msg.map(|msg| notices.send(msg));
    })?;
    let keys = tell.clone();
    let keyboard = Keyboard::start(move |msg| keys.send(msg).is_ok())?;
    let progress = tell.clone();
    office.on_progress(Box::new(move |done, total| {
        let _: Result<(), mpsc::SendError<Msg>> = progress.send(Msg::Progress(done, total));
    }));
    let others = tell;
    office.on_change(Box::new(move || {
        let _: Result<(), mpsc::SendError<Msg>> = others.send(Msg::ChangedElsewhere);
    }));

    let size = terminal_size()?;
    let painter = Painter::new(Tty, size, settings.wrapping)
        .with_signs(settings.signs)
        .with_palette(settings.palette);
    let clipboard = settings.clipboard;
    let screen = Screen {
        model: settings.model(size),
        terminal: Terminal::new(painter)?,
        guard,
        keyboard,
        lender,
        workers,
        office: Arc::clone(office),
        told,
        clipboard,
        stopped: false,
    };
    screen.live(office.begin())
}

fn terminal_size() -> io::Result<Size> {
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout())?;
    Ok(Size { width: size.ws_col.max(1), height: size.ws_row.max(1) })
}

struct Screen {
    model: Model,
    terminal: Terminal<Painter<Tty>>,
    guard: Guard,
    keyboard: Keyboard,
    lender: Lender,
    workers: Workers,
    office: Arc<dyn Office>,
    told: Receiver<Msg>,
    clipboard: Option<Through>,
    /// Whether the program stops or is about to: nothing is drawn until it is continued.
    stopped: bool,
}

impl Screen {
    fn live(mut self, beginning: crate::tui::msg::Outcome) -> Result<(), ScreenError> {
        self.take(Msg::Done(beginning))?;
        self.wait_for_answers(FIRST_PATIENCE)?;
        self.terminal.draw(|frame| view(&self.model, frame))?;
        while !self.model.quitting {
            let Ok(msg) = self.told.recv() else { break };
            self.take(msg)?;
            self.take_all()?;
            self.wait_for_answers(PATIENCE)?;
            if !self.model.quitting && !self.stopped {
                self.terminal.draw(|frame| view(&self.model, frame))?;
            }
        }
        Ok(())
    }

    /// Takes in all that has come, so that a held key never queues frames.
    fn take_all(&mut self) -> Result<(), ScreenError> {
        while let Ok(msg) = self.told.try_recv() {
            self.take(msg)?;
        }
        Ok(())
    }

    fn wait_for_answers(&mut self, patience: Duration) -> Result<(), ScreenError> {
        let until = Instant::now() + patience;
        while self.model.tickets.waiting() && !self.model.quitting {
            let left = until.saturating_duration_since(Instant::now());
            match self.told.recv_timeout(left) {
                Ok(msg) => self.take(msg)?,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        Ok(())
    }

    fn take(&mut self, msg: Msg) -> Result<(), ScreenError> {
        if let Msg::Resized(size) = msg {
            self.terminal.backend_mut().resize(size);
        }
        if matches!(msg, Msg::Key(_) | Msg::Paste(_)) {
            self.lender.forget_left();
        }
        let effects = update(&mut self.model, msg);
        self.workers.note(self.model.unfinished());
        for effect in effects {
            match effect {
                Effect::Ask(number, ask) => self.workers.ask(number, ask),
                Effect::Do(deed) => self.workers.perform(deed),
                Effect::Stop => self.office.stop(),
                Effect::Suspend => {
                    self.stopped = true;
                    self.guard.suspend()?;
                }
                Effect::Retake => {
                    self.stopped = false;
                    self.guard.retake()?;
                    self.repaint()?;
                }
                Effect::Redraw => self.repaint()?,
                Effect::Lend(program) => {
                    let lent = lend(&self.guard, &self.keyboard, || {
                        self.lender.run(&program, &*self.office)
                    });
                    self.repaint()?;
                    self.take(lent?)?;
                }
                Effect::Copy(text) => {
                    if let Some(through) = self.clipboard {
                        Tty.write_all(&sequence(&text, through))?;
                    }
                }
            }
        }
        Ok(())
    }

    /// The size may have changed while the program was stopped.
    fn repaint(&mut self) -> Result<(), ScreenError> {
        let size = terminal_size()?;
        self.terminal.backend_mut().resize(size);
        update(&mut self.model, Msg::Resized(size));
        self.terminal.clear()?;
        Ok(())
    }
}
