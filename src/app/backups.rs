//! Backups: making one, restoring one, and telling them all what was erased since.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    app::{
        AppError, Session,
        clock::{Clock, day_in},
    },
    store::{
        Change, ChangeKind, Restored, Store,
        vault::{KdfPasses, Passphrase, Protection, Secret},
    },
};

/// Copies everything into a vault of its own in `folder`, locked by the given passphrase, or not at
/// all where the vault itself is not.
///
/// # Errors
///
/// Something is in the folder already, and whatever the store reports.
pub fn create(
    session: &Session,
    folder: &Path,
    passphrase: Option<&Passphrase>,
    passes: KdfPasses,
) -> Result<(), AppError> {
    let protection =
        passphrase.map_or(Protection::None, |given| Protection::Passphrase(given, passes));
    let now = Change { what: ChangeKind::Declared, at: session.now(), today: session.today() };
    Ok(session.store().back_up(folder, &protection, now)?)
}

/// Tells every backup what was erased since it was made, and of whom marketing must not reach;
/// gives the folders that cannot be reached just now.
///
/// # Errors
///
/// Whatever the store reports.
pub fn tell(session: &Session) -> Result<Vec<PathBuf>, AppError> {
    Ok(session.store().tell_backups()?)
}

/// Makes a vault in `to` out of the backup in `from`. What was erased since is erased again before
/// anybody can read it.
///
/// # Errors
///
/// Something is in `to` already; there is no ledger beside the backup, unless that is `allowed`;
/// and whatever the store reports.
pub fn restore(
    from: &Path,
    secret: &Secret<'_>,
    to: &Path,
    clock: &Arc<dyn Clock>,
    ledger: Ledger,
) -> Result<Restored, AppError> {
    // The zone is not known before the backup is open; a day more or less changes no mark.
    let at = clock.now();
    let now = Change { what: ChangeKind::Erased, at, today: day_in(at, "UTC") };
    if ledger == Ledger::Needed && !Store::has_ledger(from, secret)? {
        return Err(AppError::Refused {
            message: "there is no ledger beside the backup".into(),
            hint:
                "put `candor-….ledger` back into the folder above it; without it what was erased \
                   since comes back (`--without-ledger`)"
                    .into(),
        });
    }
    Ok(Store::restore(from, secret, to, now)?)
}

/// Whether a restore has to know what was erased since the backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ledger {
    /// It has to.
    Needed,
    /// The user knows that nothing was, or takes it on themself.
    NotNeeded,
}
