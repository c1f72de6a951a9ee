//! The rules: scenarios by their ids, a story for every sentence, and properties.

mod dates;
mod history;
mod properties;
mod scenarios;
