//! Candor: a terminal CRM for one person that can always say why it holds what it holds.

pub mod app;
pub mod cli;
pub mod config;
pub mod domain;
pub mod formats;
pub mod store;
pub mod tui;
