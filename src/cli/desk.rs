//! What every command works with: the options, the vault once it is open, and the printer.

use std::{path::PathBuf, sync::Arc};

use super::{CliError, Global, printer::Printer, unlock};
use crate::{
    app::{
        Passphrase, Secret, Session,
        clock::{Clock, FixedClock, SystemClock},
    },
    config::Environment,
    domain::Moment,
};

pub(super) struct Desk<'a> {
    pub(super) global: Global,
    pub(super) environment: &'a Environment,
    pub(super) printer: Printer,
}

impl<'a> Desk<'a> {
    pub(super) fn new(global: Global, environment: &'a Environment) -> Self {
        let printer = Printer::new(global.json, environment);
        Self { global, environment, printer }
    }

    /// The folder of the vault.
    pub(super) fn folder(&self) -> Result<PathBuf, CliError> {
        folder(&self.global, self.environment)
    }

    /// Opens the vault; asks for the passphrase if it has one and nobody else gives it.
    pub(super) fn session(&self) -> Result<Session, CliError> {
        Ok(self.unlocked()?.0)
    }

    /// The same, with the passphrase that opened it, for what is to be locked by the same.
    pub(super) fn unlocked(&self) -> Result<(Session, Option<Passphrase>), CliError> {
        let folder = self.folder()?;
        if !Session::exists(&folder) {
            return Err(CliError::NoVault(folder));
        }
        let passphrase = unlock::passphrase(&self.global, &folder)?;
        let secret = passphrase.as_ref().map_or(Secret::None, Secret::Passphrase);
        let session = Session::open(&folder, &secret, self.clock())?;
        Ok((session, passphrase))
    }

    /// The machine's clock, unless the environment gives an instant to go by.
    pub(super) fn clock(&self) -> Arc<dyn Clock> {
        clock(self.environment)
    }
}

/// The machine's clock, unless the environment gives an instant to go by.
#[must_use]
pub fn clock(environment: &Environment) -> Arc<dyn Clock> {
    match environment.now {
        Some(now) => Arc::new(FixedClock(Moment(now))),
        None => Arc::new(SystemClock),
    }
}

/// The folder of the vault: what `--vault` says, else the user's own.
///
/// # Errors
///
/// Nobody says where it is.
pub fn folder(global: &Global, environment: &Environment) -> Result<PathBuf, CliError> {
    global.vault.clone().or_else(|| environment.vault_folder.clone()).ok_or(CliError::NoFolder)
}
