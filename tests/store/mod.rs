//! The store from outside: what is written is read, followed by what is derived, undone, erased.

mod facts;
mod people;
