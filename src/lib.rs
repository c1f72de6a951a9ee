//! Candor: a terminal CRM for one person that can always say why it holds what it holds.
//!
//! | module | what it is for | may name |
//! |---|---|---|
//! | [`domain`] | the words and the rules; pure: facts in, answers out, for any day | nobody |
//! | [`formats`] | files of the outside world to drafts and back; bytes in, values out | `domain` |
//! | [`store`] | the encrypted file, its tables and transactions | `domain` |
//! | [`app`] | use-cases, one file each; the only place with a clock and chance | `domain`, `formats`, `store` |
//! | [`config`] | what comes from outside: paths, the terminal, what the user set | `domain` |
//! | [`tui`] | the screen: model, view, commands, update, effects | `domain`, `app`, `config` |
//! | [`cli`] | the same use-cases from a shell; text or JSON | `domain`, `app`, `config` |
//!
//! `tests/architecture` reads the source and holds it to this.
//!
//! # Two walks
//!
//! **A key.** [`tui::run()`] takes it from the terminal, the key map says which command it means in
//! the place where the user is, `update` changes the model and returns effects, a worker does them
//! through a use-case such as [`app::consents::record`], which takes the clock and lets the rules of
//! [`domain::opening`] say what follows. [`store::Store::change`] writes records, derived rows and
//! journal in one transaction; the answer comes back as a message, and `view` draws the model.
//!
//! **A record.** [`formats::vcard::File`] reads a card as a draft with its problems, and believes
//! nothing. [`app::import::plan`] says what is new, changed or the same, and writes nothing;
//! [`app::import::commit`] makes each value a [`domain::Datum`] with its provenance, which the store
//! packs as a versioned record. Back: a [`store::Reader`] unpacks and checks rows into
//! [`domain::Facts`], [`domain::verdict()`] judges them, and the screen or JSON shows the answer.
//! Down the layers values get plainer, up they get checked.

pub mod app;
pub mod cli;
pub mod config;
pub mod domain;
pub mod formats;
pub mod store;
pub mod tui;
