//! Use-cases: one file for each thing that a user can do, the same for screen and command line.
//!
//! The only layer that has a clock and randomness. Each use-case takes a [`Session`], plain input
//! and, where it records something, a [`Mode`]; it asks the domain and writes through the store.

pub mod change;
pub mod clock;
mod error;
mod session;

pub use change::{Done, Forecast, Kept, Mode};
pub use error::{AppError, Secretive};
pub use session::Session;
