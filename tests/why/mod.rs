//! Explanations: what is said to a person and to the user, as snapshots to be read aloud.

mod any;
mod contacts;
mod data;
mod plain;
mod records;
mod told;
