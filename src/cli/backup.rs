//! `candor backup` and `candor restore`: a second vault elsewhere, and the way back.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::json;

use super::{CliError, desk::Desk, unlock};
use crate::app::{
    KdfPasses, Secret, Session,
    backups::{self, Ledger},
};

/// The verbs of `candor backup`.
#[derive(Subcommand, Debug)]
pub enum Backup {
    /// Copy everything into a vault of its own
    Make(Make),
    /// Tell backups that were not there what was erased since
    Tell,
}

impl Backup {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        match self {
            Self::Make(make) => make.run(desk),
            Self::Tell => tell(desk),
        }
    }
}

fn tell(desk: &Desk<'_>) -> Result<(), CliError> {
    let unreached = backups::tell(&desk.session()?)?;
    if desk.printer.is_json() {
        return desk.printer.json(&json!({ "unreached": unreached }));
    }
    for place in &unreached {
        let place = desk.environment.shown(place);
        desk.printer.talk(&format!("{place} is not there: connect it and tell it again"));
    }
    if unreached.is_empty() {
        desk.printer.talk("every backup knows what was erased");
    }
    Ok(())
}

/// Options of `candor backup make`.
#[derive(Args, Debug)]
pub struct Make {
    /// The folder of the backup, such as `/media/stick/candor/2026-11-23`; it must not exist yet
    folder: PathBuf,
    /// Passes of the key derivation instead of about half a second's worth; for tests
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=1000))]
    kdf_passes: Option<u32>,
}

impl Make {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let (session, passphrase) = desk.unlocked()?;
        let passes = self.kdf_passes.map_or(KdfPasses::Tuned, KdfPasses::Fixed);
        backups::create(&session, &self.folder, passphrase.as_ref(), passes)?;
        if desk.printer.is_json() {
            return desk.printer.json(&json!({
                "folder": self.folder,
                "encrypted": passphrase.is_some(),
            }));
        }
        desk.printer.talk(&format!("The backup is in {}", desk.environment.shown(&self.folder)));
        desk.printer.talk("Keep the ledger above it: it tells a restore what was erased since.");
        Ok(())
    }
}

/// Options of `candor restore`.
#[derive(Args, Debug)]
pub struct Restore {
    /// The folder of the backup
    backup: PathBuf,
    /// Restore even if nothing tells what was erased since: it comes back
    #[arg(long)]
    without_ledger: bool,
}

impl Restore {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let folder = desk.folder()?;
        if Session::exists(&folder) {
            return Err(CliError::VaultThere(folder));
        }
        let passphrase = unlock::passphrase(&desk.global, &self.backup)?;
        let secret = passphrase.as_ref().map_or(Secret::None, Secret::Passphrase);
        let ledger = if self.without_ledger { Ledger::NotNeeded } else { Ledger::Needed };
        let restored = backups::restore(&self.backup, &secret, &folder, &desk.clock(), ledger)?;
        let erased = restored.erased;
        if desk.printer.is_json() {
            return desk.printer.json(&json!({
                "folder": folder,
                "ledger": restored.had_ledger,
                "erased": {
                    "contacts": erased.contacts,
                    "data": erased.data,
                    "talks": erased.talks,
                },
            }));
        }
        desk.printer.talk(&format!("The vault is in {}", desk.environment.shown(&folder)));
        if !erased.is_nothing() {
            desk.printer.talk(&format!(
                "Erased again: {} contacts, {} values, {} notes of talks.",
                erased.contacts, erased.data, erased.talks
            ));
        }
        Ok(())
    }
}
