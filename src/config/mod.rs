//! What comes from outside the program and the vault: paths, facts about the terminal, and what the
//! user set in `config.toml`.
//!
//! [`Environment::read`] is the only place in the program that reads environment variables; it is
//! called once, in `main`, and its answer is handed on. [`Loaded::from`] reads the file, [`read`]
//! any text; what is wrong comes as [`Mistake`]s beside settings that can be used all the same.

mod environment;
mod file;
mod load;
mod mistake;
mod reference;
mod settings;

pub use environment::{Background, ColourDepth, Environment};
pub use file::{TEMPLATE, read};
pub use load::Loaded;
pub use mistake::Mistake;
pub use reference::{KeyLine, KeyPlace};
pub use settings::{KeySetting, Settings, SignChoice, SortChoice, ThemeChoice};
