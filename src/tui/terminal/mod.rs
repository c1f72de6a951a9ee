//! The terminal itself: taking it, painting on it, and giving it back whatever happens.

mod clipboard;
mod guard;
mod keyboard;
mod loan;
mod painter;
mod pen;
mod signals;
mod signs;
mod tty;

pub use clipboard::{Through, sequence};
pub use guard::Guard;
pub use keyboard::Keyboard;
pub use loan::{lend, run, wait_for_enter};
pub use painter::{Painter, Wrapping};
pub use pen::Palette;
pub use signals::{Notice, watch};
pub use signs::Signs;
pub use tty::Tty;
