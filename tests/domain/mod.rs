//! The rules: scenarios by their ids, a story for every sentence, and properties.

mod access;
mod annex;
mod bases;
mod breaches;
mod completing;
mod consent;
mod counterfactual;
mod dates;
mod derived;
mod edges;
mod erasure;
mod fairness;
mod gate;
pub(crate) mod history;
mod jobs;
pub(crate) mod many;
mod merge;
mod own_records;
mod passing;
mod properties;
mod queries;
mod requests;
mod scenarios;
mod stale;
mod support;
