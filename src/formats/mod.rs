//! Files of the outside world as drafts: bytes in, values out, nothing believed.
//!
//! A reader here knows neither the vault nor the clock. It turns what another program wrote into
//! [`draft::ContactDraft`]s, says of everything that it leaves out why, and reports what it could
//! not read as [`problem::Problem`]s, each with its line. Whoever calls decides what comes in.

pub mod draft;
pub mod hints;
pub mod mail;
pub mod policy;
pub mod problem;
pub mod vcard;
