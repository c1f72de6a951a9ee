//! What comes from outside the program and the vault: paths, and facts about the terminal.
//!
//! [`Environment::read`] is the only place in the program that reads environment variables; it is
//! called once, in `main`, and its answer is handed on.

mod environment;

pub use environment::{ColourDepth, Environment};
