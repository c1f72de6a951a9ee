//! The source as the design wants it: who may name whom, and what every file looks like.
//!
//! The rules read the text of the source, so each has a test that shows it a bad sample first.

mod crates;
mod fields;
mod layers;
mod places;
mod scenarios;
mod shape;
mod source;
