//! The screen. A key becomes a message, `update` turns messages into the next model and effects,
//! effects run on workers and come back as messages, `view` draws the model.
//!
//! A key press: [`run`] → [`msg::Msg::Key`] → [`update::update`] → [`command::Keymap::resolve`] →
//! [`command::Command`] → [`msg::Effect`] → [`worker::Office`] → [`msg::Msg::Done`] → [`view::view`].

pub mod command;
mod drafts;
pub mod layout;
mod lending;
pub mod model;
pub mod msg;
pub mod office;
mod run;
pub mod settings;
pub mod terminal;
pub mod theme;
pub mod update;
pub mod view;
pub mod widget;
pub mod worker;

pub use run::{ScreenError, run};
pub use settings::Settings;
