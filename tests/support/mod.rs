//! What tests share: a story about one contact, told in a few words.

mod story;

pub(crate) use story::{From, Story, day, email_of};
