//! The third lane: keeps the open form in the vault, some moments after it was last changed.
//!
//! A key costs a comparison; the writing is done here, when the typing rests, and at once when the
//! program is told to end. So a crash costs the last seconds of a form, and a lost line nothing.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{io, thread};

use crate::tui::model::Unfinished;
use crate::tui::worker::{Office, become_worker};

/// How long the typing rests before the form is kept.
const REST: Duration = Duration::from_millis(800);
/// How long somebody may type without a rest before it is kept all the same.
const LONGEST: Duration = Duration::from_secs(3);

/// The form as it stands on the screen, and whether the vault has it so.
#[derive(Debug, Default)]
struct Slot {
    form: Option<Unfinished>,
    /// Since when there is something that the vault does not have.
    since: Option<Instant>,
    /// Whether the program is about to end: what the screen says now comes too late.
    closed: bool,
}

/// The lane, shared with whoever must end the program.
#[derive(Clone)]
pub(super) struct Drafts {
    slot: Arc<(Mutex<Slot>, Condvar)>,
    office: Arc<dyn Office>,
    in_hand: Arc<Mutex<()>>,
}

impl Drafts {
    /// Starts the lane. It writes only while it holds `in_hand`, as deeds do.
    pub(super) fn start(office: Arc<dyn Office>, in_hand: Arc<Mutex<()>>) -> io::Result<Self> {
        let drafts = Self { slot: Arc::default(), office, in_hand };
        let lane = drafts.clone();
        thread::Builder::new().name("drafts".to_owned()).spawn(move || {
            become_worker();
            loop {
                lane.wait_for_a_rest();
                lane.keep_now();
            }
        })?;
        Ok(drafts)
    }

    /// Takes over what stands on the screen. Called before any deed is given out, so that a form
    /// that is being saved is not kept once more behind it.
    pub(super) fn note(&self, form: Option<Unfinished>) {
        let (slot, changed) = &*self.slot;
        let mut slot = held(slot);
        if slot.closed || slot.form == form {
            return;
        }
        slot.since = form.as_ref().map(|_| slot.since.unwrap_or_else(Instant::now));
        slot.form = form;
        changed.notify_one();
    }

    /// Keeps the form for the last time; `newer` is what an editor has written since.
    pub(super) fn end(&self, newer: Option<Unfinished>) {
        let mut slot = held(&self.slot.0);
        slot.closed = true;
        if newer.is_some() {
            slot.since = Some(Instant::now());
            slot.form = newer;
        }
        drop(slot);
        self.keep_now();
    }

    /// Keeps the form now, if the vault does not have it as it is.
    pub(super) fn keep_now(&self) {
        let _busy = held(&self.in_hand);
        let mut slot = held(&self.slot.0);
        let unsaved = slot.since.take().and(slot.form.clone());
        drop(slot);
        if let Some(form) = unsaved {
            // A draft that cannot be kept is no reason to disturb whoever is typing.
            let _: thread::Result<()> = catch_unwind(AssertUnwindSafe(|| self.office.keep(&form)));
        }
    }

    fn wait_for_a_rest(&self) {
        let (slot, changed) = &*self.slot;
        let mut slot = held(slot);
        loop {
            let Some(since) = slot.since else {
                slot = changed.wait(slot).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let left = LONGEST.saturating_sub(since.elapsed()).min(REST);
            let waited = changed.wait_timeout(slot, left);
            let (now, rest) = waited.unwrap_or_else(PoisonError::into_inner);
            slot = now;
            let late = since.elapsed() >= LONGEST;
            if slot.since.is_some() && (rest.timed_out() || late) {
                return;
            }
        }
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
