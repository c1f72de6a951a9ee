//! Candor: a terminal CRM for one person that can always say why it holds what it holds.

pub mod domain;
pub mod store;
