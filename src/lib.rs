//! Candor.

pub mod store;
