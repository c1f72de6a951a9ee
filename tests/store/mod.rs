//! The store from outside: what is written is read, followed by what is derived, undone, erased.

mod books;
mod edits;
mod erase;
mod facts;
mod people;
mod twice;
mod undo;
