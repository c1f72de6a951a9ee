//! Two lanes beside the screen: questions, of which the newest of a kind is enough, and deeds,
//! which are done one after the other.

use std::cell::Cell;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::{io, thread};

use crate::app::PrivateText;
use crate::tui::drafts::Drafts;
use crate::tui::model::{Trouble, Unfinished};
use crate::tui::msg::{Answer, Ask, Deed, Msg, Outcome};

thread_local! {
    static WORKER: Cell<bool> = const { Cell::new(false) };
}

/// Says whether the calling thread is a lane, whose panics are caught and reported.
pub(super) fn is_worker() -> bool {
    WORKER.get()
}

/// Makes the calling thread one whose panics are caught and reported.
pub(super) fn become_worker() {
    WORKER.set(true);
}

/// Where the screen's questions and deeds go. The application answers in the program, a made-up
/// one in tests.
pub trait Office: Send + Sync + 'static {
    /// Says how the screen begins: with a form at the door, or with an open vault.
    fn begin(&self) -> Outcome;

    /// Answers a question. It changes nothing, and may be left unasked if a newer one came.
    ///
    /// # Errors
    ///
    /// With what a person should read.
    fn answer(&self, ask: Ask) -> Result<Answer, Trouble>;

    /// Does a deed.
    fn perform(&self, deed: Deed) -> Outcome;

    /// Keeps a form that is not finished; called from a lane of its own. What fails is not told.
    fn keep(&self, _form: &Unfinished) {}

    /// Lays a text into a private file whose name ends so, for another program. It goes when it is
    /// dropped.
    ///
    /// # Errors
    ///
    /// With what a person should read.
    fn lay_out(&self, _text: &str, _ending: &str) -> Result<PrivateText, Trouble> {
        Err(Trouble {
            sentence: "there is no place for a private file before the vault is open".to_owned(),
            ..Trouble::default()
        })
    }

    /// Asks the deed in hand to stop where it can. The screen calls it and does not wait.
    fn stop(&self) {}

    /// Takes a function to call with how far a long deed has come, in bytes done and in all.
    fn on_progress(&self, _tell: Box<dyn Fn(usize, usize) + Send + Sync>) {}

    /// Takes a function to call whenever another process has changed the vault.
    fn on_change(&self, tell: Box<dyn Fn() + Send + Sync>);
}

/// The two lanes.
pub(super) struct Workers {
    questions: Arc<Questions>,
    deeds: Sender<Deed>,
    in_hand: Arc<Mutex<()>>,
    drafts: Drafts,
}

#[derive(Debug, Default)]
struct Questions {
    waiting: Mutex<VecDeque<(u64, Ask)>>,
    arrived: Condvar,
}

impl Workers {
    /// Starts both lanes; whatever they find out goes to `tell`.
    pub(super) fn start(office: Arc<dyn Office>, tell: &Sender<Msg>) -> io::Result<Self> {
        let questions = Arc::new(Questions::default());
        let in_hand = Arc::new(Mutex::new(()));
        let (deeds, to_do) = mpsc::channel::<Deed>();
        let drafts = Drafts::start(Arc::clone(&office), Arc::clone(&in_hand))?;

        let lane = (Arc::clone(&questions), Arc::clone(&office), tell.clone());
        thread::Builder::new().name("reads".to_owned()).spawn(move || {
            WORKER.set(true);
            let (questions, office, tell) = lane;
            loop {
                let (number, ask) = questions.next();
                if tell.send(answered(&*office, number, ask)).is_err() {
                    return;
                }
            }
        })?;

        let lane = (Arc::clone(&in_hand), tell.clone());
        thread::Builder::new().name("writes".to_owned()).spawn(move || {
            WORKER.set(true);
            let (in_hand, tell) = lane;
            for deed in to_do {
                let outcome = {
                    let _busy = held(&in_hand);
                    performed(&*office, deed)
                };
                if tell.send(Msg::Done(outcome)).is_err() {
                    return;
                }
            }
        })?;
        Ok(Self { questions, deeds, in_hand, drafts })
    }

    /// Asks; an older question of the same kind that nobody took up yet is dropped.
    pub(super) fn ask(&self, number: u64, ask: Ask) {
        let mut waiting = held(&self.questions.waiting);
        waiting.retain(|(_, older)| older.kind() != ask.kind());
        waiting.push_back((number, ask));
        self.questions.arrived.notify_one();
    }

    /// Gives out a deed.
    pub(super) fn perform(&self, deed: Deed) {
        let _: Result<(), mpsc::SendError<Deed>> = self.deeds.send(deed);
    }

    /// Takes over the form that stands on the screen unfinished, if one does.
    pub(super) fn note(&self, form: Option<Unfinished>) {
        self.drafts.note(form);
    }

    /// Returns a function that waits for the deed in hand and keeps the open form, or a newer state
    /// of it, for whoever must end the program.
    pub(super) fn waiter(&self) -> impl FnMut(Option<Unfinished>) + Send + use<> {
        let in_hand = Arc::clone(&self.in_hand);
        let drafts = self.drafts.clone();
        move |newer| {
            drop(held(&in_hand));
            drafts.end(newer);
        }
    }
}

impl Questions {
    fn next(&self) -> (u64, Ask) {
        let mut waiting = held(&self.waiting);
        loop {
            if let Some(first) = waiting.pop_front() {
                return first;
            }
            waiting = self.arrived.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// A lock that a panic elsewhere does not spoil: what it guards stays whole.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

fn answered(office: &dyn Office, number: u64, ask: Ask) -> Msg {
    let kind = ask.kind();
    match catch_unwind(AssertUnwindSafe(|| office.answer(ask))) {
        Ok(Ok(answer)) => Msg::Answered(number, answer),
        Ok(Err(trouble)) => Msg::Unanswered(number, kind, trouble),
        Err(_) => Msg::Unanswered(number, kind, mistake("this question could not be answered")),
    }
}

fn performed(office: &dyn Office, deed: Deed) -> Outcome {
    catch_unwind(AssertUnwindSafe(|| office.perform(deed))).unwrap_or_else(|_| {
        Outcome::Failed(mistake("this could not be done; what was saved before is safe"))
    })
}

fn mistake(sentence: &str) -> Trouble {
    Trouble {
        sentence: sentence.to_owned(),
        causes: vec!["the program made a mistake of its own".to_owned()],
        hint: Some("please report it, with the key that you pressed".to_owned()),
    }
}
