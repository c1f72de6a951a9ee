//! The vault: what it keeps, what it refuses, and what it survives.

mod basics;
mod cut;
mod damage;
mod faults;
mod hosts;
mod kill;
mod scratch;
mod steps;
mod support;
mod timing;
