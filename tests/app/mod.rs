//! Use-cases, as screen and command line call them.

mod agenda;
mod demo;
mod uses;
mod what_if;
