//! Candor.

pub mod formats;
