//! The line at which a panic of the database engine becomes an error.
//!
//! The engine checks what it reads, but on some damage it panics. Such a panic is caught where the
//! vault calls the engine and reported as damage; nothing is printed. A panic of our own code goes
//! on its way.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Once;

use super::error::{Place, VaultError};

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    static ENGINE: Cell<bool> = const { Cell::new(false) };
}
static QUIET: Once = Once::new();

/// A panic that was stopped.
pub(crate) enum Caught {
    /// It came from the engine: what it read made no sense.
    Engine,
    /// It came from anywhere else and must go on.
    Own(Box<dyn Any + Send>),
}

impl Caught {
    /// Turns an engine's panic into damage, and lets any other go on.
    pub(crate) fn into_error(self) -> VaultError {
        match self {
            Self::Engine => VaultError::damaged(Place::Structure),
            Self::Own(payload) => panic::resume_unwind(payload),
        }
    }
}

/// Says whether a panic is one that the vault will report as damage. A panic hook that restores
/// the terminal asks this first, and stays quiet.
#[must_use]
pub fn swallows(info: &PanicHookInfo<'_>) -> bool {
    DEPTH.get() > 0 && info.location().is_some_and(|place| is_engine(place.file()))
}

/// Runs `work` and stops its panics.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Caught> {
    QUIET.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if swallows(info) {
                ENGINE.set(true);
            } else {
                before(info);
            }
        }));
    });
    DEPTH.set(DEPTH.get().saturating_add(1));
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    DEPTH.set(DEPTH.get().saturating_sub(1));
    result.map_err(|payload| if ENGINE.take() { Caught::Engine } else { Caught::Own(payload) })
}

/// Whether a source file belongs to the engine, or to the standard library on its behalf.
fn is_engine(file: &str) -> bool {
    file.contains("/redb-")
        || file.contains("/redb/")
        || file.starts_with("/rustc/")
        || file.contains("/library/")
}
