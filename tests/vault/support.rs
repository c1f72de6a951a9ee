//! A small vault to try things on.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use candor::store::vault::{
    Host, KdfPasses, Machine, Passphrase, Protection, Secret, Vault, VaultError,
};
use redb::{ReadTransaction, ReadableTable, TableDefinition, WriteTransaction};
use tempfile::TempDir;

pub(crate) const PEOPLE: TableDefinition<u64, &[u8]> = TableDefinition::new("people");

/// A folder that goes away at the end, with room for one vault.
pub(crate) struct Home {
    folder: TempDir,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn vault(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.vault().join(name)
    }

    /// An unencrypted vault, which saves the slow key derivation.
    pub(crate) fn create(&self) -> Vault {
        self.create_on(Arc::new(Machine))
    }

    pub(crate) fn create_on(&self, host: Arc<dyn Host>) -> Vault {
        Vault::create(&self.vault(), &Protection::None, None, host).unwrap()
    }

    pub(crate) fn create_locked(&self, passphrase: &str) -> Vault {
        let passphrase = word(passphrase);
        let protection = Protection::Passphrase(&passphrase, KdfPasses::Fixed(1));
        Vault::create(&self.vault(), &protection, None, Arc::new(Machine)).unwrap()
    }

    pub(crate) fn open(&self) -> Result<Vault, VaultError> {
        open(&self.vault())
    }

    pub(crate) fn leftovers(&self) -> Vec<String> {
        leftovers(&self.vault())
    }
}

pub(crate) fn leftovers(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| !["vault.redb", "vault.key", "vault.lock"].contains(&&**name)).collect()
}

pub(crate) fn open(folder: &Path) -> Result<Vault, VaultError> {
    Vault::open(folder, &Secret::None, Arc::new(Machine))
}

pub(crate) fn open_on(folder: &Path, host: Arc<dyn Host>) -> Result<Vault, VaultError> {
    Vault::open(folder, &Secret::None, host)
}

pub(crate) fn word(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned()).unwrap()
}

pub(crate) fn put(vault: &Vault, key: u64, value: &[u8]) -> Result<(), VaultError> {
    vault.write(|txn| put_in(txn, key, value))
}

pub(crate) fn put_in(txn: &WriteTransaction, key: u64, value: &[u8]) -> Result<(), VaultError> {
    txn.open_table(PEOPLE)?.insert(key, value)?;
    Ok(())
}

pub(crate) fn take(vault: &Vault, key: u64) -> Result<(), VaultError> {
    vault.write(|txn| {
        txn.open_table(PEOPLE)?.remove(key)?;
        Ok(())
    })
}

pub(crate) fn all(vault: &Vault) -> Result<Vec<(u64, Vec<u8>)>, VaultError> {
    vault.read(all_in)
}

pub(crate) fn all_in(txn: &ReadTransaction) -> Result<Vec<(u64, Vec<u8>)>, VaultError> {
    let table = match txn.open_table(PEOPLE) {
        Ok(table) => table,
        Err(redb::TableError::TableDoesNotExist(_)) => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let mut rows = Vec::new();
    for row in table.iter()? {
        let (key, value) = row?;
        rows.push((key.value(), value.value().to_vec()));
    }
    Ok(rows)
}

/// Copies every row, as the store does table by table.
pub(crate) fn copy(from: &ReadTransaction, to: &WriteTransaction) -> Result<u64, VaultError> {
    let mut copied = 0;
    for (key, value) in all_in(from)? {
        put_in(to, key, &value)?;
        copied += 1;
    }
    Ok(copied)
}
