//! The first 4 KiB of a data file, written once: what it is, who may read it, and its sealed key.
//!
//! | offset | bytes | what |
//! |---|---|---|
//! | 0 | 8 | magic |
//! | 8 | 2 | oldest version that may read the file |
//! | 10 | 2 | oldest version that may write it |
//! | 12 | 16 | random file id |
//! | 28 | 8 | name of the vault key that seals the data key |
//! | 36 | 72 | nonce, data key and tag; the fields before are associated data |
//! | 108 | 3956 | zeroes |
//! | 4064 | 32 | checksum over all before |
//!
//! Overwriting it destroys the data key and thereby the file.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use zeroize::Zeroizing;

use super::bytes::{Bytes, checked, with_checksum};
use super::error::{Place, VaultError};
use super::host::Host;
use super::keys::{KEY_LEN, KeyBytes, Keys, draw};
use super::page::{FileId, NONCE_LEN};

/// The bytes of a prefix.
pub(crate) const PREFIX_LEN: usize = 4096;
/// The version of the format that this program writes.
pub(crate) const VERSION: u16 = 1;
const MAGIC: [u8; 8] = *b"candorVF";
const SEALED_LEN: usize = NONCE_LEN + KEY_LEN + 16;

/// A data file's prefix, opened.
pub(crate) struct Prefix {
    pub(crate) file_id: FileId,
    pub(crate) data_key: KeyBytes,
    /// The oldest version that may write the file.
    pub(crate) writers_from: u16,
}

impl Prefix {
    /// Draws the id and the key of a new file.
    pub(crate) fn draw(host: &dyn Host) -> Result<Self, VaultError> {
        let mut prefix =
            Self { file_id: [0; 16], data_key: Zeroizing::new([0; 32]), writers_from: VERSION };
        draw(host, &mut prefix.file_id)?;
        draw(host, &mut *prefix.data_key)?;
        Ok(prefix)
    }

    pub(crate) fn to_bytes(&self, keys: &Keys, host: &dyn Host) -> Result<Vec<u8>, VaultError> {
        let mut body = Vec::with_capacity(PREFIX_LEN);
        body.extend_from_slice(&MAGIC);
        body.extend_from_slice(&VERSION.to_le_bytes());
        body.extend_from_slice(&self.writers_from.to_le_bytes());
        body.extend_from_slice(&self.file_id);
        body.extend_from_slice(&keys.id());
        let mut nonce = [0; NONCE_LEN];
        draw(host, &mut nonce)?;
        let sealed = XChaCha20Poly1305::new(keys.vault().into())
            .encrypt((&nonce).into(), Payload { msg: self.data_key.as_slice(), aad: &body })
            .map_err(|_bug| damaged())?;
        body.extend_from_slice(&nonce);
        body.extend_from_slice(&sealed);
        body.resize(PREFIX_LEN - 32, 0);
        Ok(with_checksum(body))
    }

    /// Opens the prefix of a file with the keys of its vault.
    pub(crate) fn open(bytes: &[u8; PREFIX_LEN], keys: &Keys) -> Result<Self, VaultError> {
        let body = checked(bytes).ok_or_else(damaged)?;
        let mut fields = Bytes::new(body);
        if fields.array() != Some(MAGIC) {
            return Err(damaged());
        }
        let readers_from = fields.u16().ok_or_else(damaged)?;
        let writers_from = fields.u16().ok_or_else(damaged)?;
        if readers_from > VERSION {
            return Err(VaultError::NewerVersion { found: readers_from, known: VERSION });
        }
        let file_id = fields.array().ok_or_else(damaged)?;
        if fields.array() != Some(keys.id()) {
            return Err(VaultError::ForeignKeyFile);
        }
        let nonce: [u8; NONCE_LEN] = fields.array().ok_or_else(damaged)?;
        let sealed = fields.slice(SEALED_LEN - NONCE_LEN).ok_or_else(damaged)?;
        let associated = body.get(..36).ok_or_else(damaged)?;
        let opened = XChaCha20Poly1305::new(keys.vault().into())
            .decrypt((&nonce).into(), Payload { msg: sealed, aad: associated })
            .map_err(|_forged| damaged())?;
        let opened = Zeroizing::new(opened);
        let data_key = opened.as_slice().try_into().map_err(|_length| damaged())?;
        Ok(Self { file_id, data_key: Zeroizing::new(data_key), writers_from })
    }
}

fn damaged() -> VaultError {
    VaultError::damaged(Place::Prefix)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::vault::host::Machine;

    fn bytes_of(prefix: &Prefix, keys: &Keys) -> [u8; PREFIX_LEN] {
        prefix.to_bytes(keys, &Machine).unwrap().try_into().unwrap()
    }

    #[test]
    fn every_flipped_byte_of_the_prefix_is_damage() {
        let keys = Keys::draw(&Machine).unwrap();
        let prefix = Prefix::draw(&Machine).unwrap();
        let bytes = bytes_of(&prefix, &keys);
        assert_eq!(*Prefix::open(&bytes, &keys).unwrap().data_key, *prefix.data_key);

        for at in 0..PREFIX_LEN {
            let mut flipped = bytes;
            flipped[at] ^= 1;
            let opened = Prefix::open(&flipped, &keys);
            assert!(matches!(opened, Err(VaultError::Damaged { place: Place::Prefix })), "{at}");
        }
    }

    #[test]
    fn a_prefix_knows_its_key_file_and_its_version() {
        let keys = Keys::draw(&Machine).unwrap();
        let bytes = bytes_of(&Prefix::draw(&Machine).unwrap(), &keys);

        let other = Keys::draw(&Machine).unwrap();
        assert!(matches!(Prefix::open(&bytes, &other), Err(VaultError::ForeignKeyFile)));
        let mut newer = bytes[..PREFIX_LEN - 32].to_vec();
        newer[8] = 7;
        let newer: [u8; PREFIX_LEN] = with_checksum(newer).try_into().unwrap();
        let opened = Prefix::open(&newer, &keys);
        assert!(matches!(opened, Err(VaultError::NewerVersion { found: 7, .. })));
    }
}
