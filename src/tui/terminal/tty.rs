//! Standard output without a buffer of its own, so that a frame is one write.

use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// One frame or one hand-back at a time: the signal thread never writes into the middle of a frame.
static IN_USE: Mutex<()> = Mutex::new(());

/// Standard output, unbuffered.
#[derive(Debug, Default, Clone, Copy)]
pub struct Tty;

impl Tty {
    /// Writes even while a frame hangs in a dead connection: for the last words only.
    pub(super) fn write_last_words(bytes: &[u8]) {
        let _held: Option<MutexGuard<'_, ()>> = IN_USE.try_lock().ok();
        let mut rest = bytes;
        while let Ok(written @ 1..) = rustix::io::write(rustix::stdio::stdout(), rest) {
            rest = rest.get(written..).unwrap_or_default();
        }
    }
}

impl Write for Tty {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(rustix::io::write(rustix::stdio::stdout(), bytes)?)
    }

    fn write_all(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        let _held = IN_USE.lock().unwrap_or_else(PoisonError::into_inner);
        while !bytes.is_empty() {
            match rustix::io::write(rustix::stdio::stdout(), bytes) {
                Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
                Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => {}
                Err(errno) => return Err(errno.into()),
            }
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
