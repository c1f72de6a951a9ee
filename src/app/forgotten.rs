//! What the vault still says of an address that nobody in it has: a keyed hash, and what that bars.

use crate::{
    app::{AppError, Session, why::words::date},
    domain::{Channel, Day, Point, point},
    store::{Scope, StoreError},
};

/// What is kept of an address that nobody has any more; never the address itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Forgotten {
    /// Since when marketing must not reach it (Art. 21(3)).
    pub never_write: Option<Day>,
    /// Since when no import may bring it back.
    pub never_import: Option<Day>,
    /// When it was erased, so that no backup brings it back (Art. 17).
    pub erased: Option<Day>,
}

impl Forgotten {
    /// What is kept and why, a sentence each.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let kept = |since: Day, why: &str| {
            format!("A keyed hash of it is kept since {}, {why}.", date(since))
        };
        let told = [
            self.never_write
                .map(|day| kept(day, "so that we never write to it again (Art. 21(3), 17(3)(b))")),
            self.never_import
                .map(|day| kept(day, "so that no import brings it back (Art. 17(3)(b))")),
            self.erased.map(|day| {
                kept(day, "when it was erased, so that no backup brings it back (Art. 17(3)(b))")
            }),
        ];
        told.into_iter().flatten().collect()
    }
}

/// What is kept of an address or telephone number by its keyed hash alone; `None`: nothing.
///
/// # Errors
///
/// Whatever the store reports.
pub fn forgotten(session: &Session, text: &str) -> Result<Option<Forgotten>, AppError> {
    let country = session.controller()?.country;
    let found = session.store().read(|reader| {
        let mut found = Forgotten::default();
        for channel in [Channel::Email, Channel::Phone, Channel::Message, Channel::Post] {
            let normalised = point::normalise(channel, text.trim(), Some(country));
            if normalised.is_empty() {
                continue;
            }
            let mark = reader.mark(&Point { channel, normalised });
            let suppressed = |scope| reader.is_suppressed(&mark, channel, scope);
            found.never_write = found.never_write.or(suppressed(Scope::Marketing)?);
            found.never_import = found.never_import.or(suppressed(Scope::Import)?);
            found.erased = found.erased.or(reader.has_tombstone(&mark)?);
        }
        Ok::<_, StoreError>(found)
    })?;
    Ok((found != Forgotten::default()).then_some(found))
}
