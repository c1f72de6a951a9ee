//! Use-cases, as screen and command line call them.

mod agenda;
mod demo;
mod what_if;
