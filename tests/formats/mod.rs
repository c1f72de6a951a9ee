//! Files of other programs, read into drafts.

mod hinting;
mod vcard_fixtures;
mod vcard_hostile;
mod vcard_reading;
mod vcard_writing;
