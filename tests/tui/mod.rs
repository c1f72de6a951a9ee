//! The screen, played with keys.

mod back;
mod boards;
mod breaches;
mod bytes;
mod coming_back;
mod drafts;
mod editor;
mod explaining;
mod fake;
mod hints;
mod home;
mod import;
mod jobs;
mod journeys;
mod keys;
mod lending;
mod looks;
mod mouse;
mod named;
mod pty;
mod random;
mod reference;
mod rights;
mod safety;
mod support;
mod uses;
