//! What benches share: made-up people in several scripts, the same on every run.

mod people;

pub(crate) use people::cards;
