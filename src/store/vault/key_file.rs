//! `vault.key`: the two keys of a vault, sealed once for each way to open it.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | magic |
//! | 2 | version |
//! | 1 | number of slots |
//! | per slot: 1, 2, … | kind, length, content |
//! | 32 | checksum over all before |
//!
//! A slot's content is the Argon2id parameters and salt (passphrase only), then both keys, sealed
//! with the slot's kind and parameters as associated data, or bare where the vault is not
//! encrypted. All numbers are little-endian. The checksum tells a damaged file from a wrong
//! passphrase; a later version keeps magic, version and checksum where they are.

use std::fs;
use std::io;
use std::path::Path;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use zeroize::Zeroizing;

use super::bytes::{Bytes, checked, with_checksum};
use super::error::{Place, VaultError};
use super::host::Host;
use super::kdf::{Kdf, KdfPasses, SALT_LEN};
use super::keys::{KeyBytes, Keys, Passphrase, RecoveryKey, Secret, draw};
use super::page::NONCE_LEN;
use super::private;

const MAGIC: [u8; 8] = *b"candorKF";
const VERSION: u16 = 1;
const LARGEST: u64 = 64 * 1024;
const SEALED_KEYS_LEN: usize = NONCE_LEN + Keys::LEN + 16;

/// The ways to open a vault, as its key file lists them.
#[derive(Debug, Clone)]
pub struct KeyFile {
    slots: Vec<Slot>,
}

#[derive(Debug, Clone)]
enum Slot {
    Passphrase { kdf: Kdf, sealed: [u8; SEALED_KEYS_LEN] },
    Recovery { sealed: [u8; SEALED_KEYS_LEN] },
    Clear { keys: Keys },
}

impl KeyFile {
    /// Returns a key file that nothing opens yet.
    #[must_use]
    pub const fn empty() -> Self {
        Self { slots: Vec::new() }
    }

    /// Reads `vault.key`.
    ///
    /// # Errors
    /// When it is missing, damaged, or of a newer version.
    pub fn read(path: &Path) -> Result<Self, VaultError> {
        let missing = || VaultError::KeyFileMissing { path: path.to_owned() };
        match fs::metadata(path) {
            Ok(found) if found.len() > LARGEST => return Err(damaged()),
            Ok(_) => {}
            Err(gone) if gone.kind() == io::ErrorKind::NotFound => return Err(missing()),
            Err(source) => return Err(VaultError::io("read", path, source)),
        }
        let bytes = fs::read(path).map_err(|source| VaultError::io("read", path, source))?;
        Self::from_bytes(&Zeroizing::new(bytes))
    }

    /// Puts the key file in its place, whole or not at all.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn write(&self, path: &Path) -> Result<(), VaultError> {
        private::replace(path, &self.to_bytes()?)
    }

    /// Says whether the vault needs a secret. One that does not says so on the screen for ever.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        !self.slots.iter().any(|slot| matches!(slot, Slot::Clear { .. }))
    }

    /// Says whether a recovery key was made for this vault.
    #[must_use]
    pub fn has_recovery(&self) -> bool {
        self.slots.iter().any(|slot| matches!(slot, Slot::Recovery { .. }))
    }

    /// Returns the keys that `secret` opens. A vault that is not encrypted opens with any.
    ///
    /// # Errors
    /// When the secret is the wrong one, or none was given and one is needed.
    pub fn open(&self, secret: &Secret<'_>) -> Result<Keys, VaultError> {
        if let Secret::Keys(keys) = secret {
            return Ok((*keys).clone());
        }
        for slot in &self.slots {
            let opened = match (slot, secret) {
                (Slot::Clear { keys }, _) => Some(keys.clone()),
                (Slot::Passphrase { kdf, sealed }, Secret::Passphrase(passphrase)) => {
                    unseal(&kdf.derive(passphrase)?, &associated(Some(kdf)), sealed)
                }
                (Slot::Recovery { sealed }, Secret::Recovery(key)) => {
                    unseal(&key.sealing_key(), &associated(None), sealed)
                }
                (Slot::Passphrase { .. } | Slot::Recovery { .. }, _) => None,
            };
            if let Some(keys) = opened {
                return Ok(keys);
            }
        }
        Err(match secret {
            Secret::Passphrase(_) => VaultError::WrongPassphrase,
            Secret::Recovery(_) => VaultError::WrongRecoveryKey,
            Secret::Keys(_) => VaultError::ForeignKeyFile,
            Secret::None => VaultError::SecretNeeded,
        })
    }

    /// Makes `passphrase` the one that opens the vault, in place of any other and of none.
    ///
    /// # Errors
    /// When the machine has no random bytes to give.
    pub fn set_passphrase(
        &mut self,
        keys: &Keys,
        passphrase: &Passphrase,
        passes: KdfPasses,
        host: &dyn Host,
    ) -> Result<(), VaultError> {
        let mut salt = [0; SALT_LEN];
        draw(host, &mut salt)?;
        let kdf = Kdf::new(passes, salt)?;
        let sealed = seal(&kdf.derive(passphrase)?, &associated(Some(&kdf)), keys, host)?;
        self.slots.retain(|slot| matches!(slot, Slot::Recovery { .. }));
        self.slots.insert(0, Slot::Passphrase { kdf, sealed });
        Ok(())
    }

    /// Makes `recovery` the key that opens the vault beside the passphrase, in place of any other.
    ///
    /// # Errors
    /// When the machine has no random bytes to give.
    pub fn set_recovery(
        &mut self,
        keys: &Keys,
        recovery: &RecoveryKey,
        host: &dyn Host,
    ) -> Result<(), VaultError> {
        let sealed = seal(&recovery.sealing_key(), &associated(None), keys, host)?;
        self.slots.retain(|slot| !matches!(slot, Slot::Recovery { .. }));
        self.slots.push(Slot::Recovery { sealed });
        Ok(())
    }

    /// Puts the keys in clear: the vault opens to whoever can read the folder.
    pub fn set_clear(&mut self, keys: &Keys) {
        self.slots = vec![Slot::Clear { keys: keys.clone() }];
    }

    fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let mut body = Vec::with_capacity(512);
        body.extend_from_slice(&MAGIC);
        body.extend_from_slice(&VERSION.to_le_bytes());
        body.push(u8::try_from(self.slots.len()).map_err(|_many| damaged())?);
        for slot in &self.slots {
            let (kind, content) = slot.to_bytes();
            body.push(kind);
            let length = u16::try_from(content.len()).map_err(|_long| damaged())?;
            body.extend_from_slice(&length.to_le_bytes());
            body.extend_from_slice(&content);
        }
        Ok(Zeroizing::new(with_checksum(body)))
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, VaultError> {
        let mut fields = Bytes::new(checked(bytes).ok_or_else(damaged)?);
        if fields.array() != Some(MAGIC) {
            return Err(damaged());
        }
        let version = fields.u16().ok_or_else(damaged)?;
        if version > VERSION {
            return Err(VaultError::NewerVersion { found: version, known: VERSION });
        }
        let count = fields.u8().ok_or_else(damaged)?;
        let mut slots = Vec::new();
        for _ in 0..count {
            slots.push(Slot::read(&mut fields)?);
        }
        if fields.is_empty() { Ok(Self { slots }) } else { Err(damaged()) }
    }
}

const PASSPHRASE: u8 = 1;
const RECOVERY: u8 = 2;
const CLEAR: u8 = 3;

impl Slot {
    fn to_bytes(&self) -> (u8, Zeroizing<Vec<u8>>) {
        let (kind, content) = match self {
            Self::Passphrase { kdf, sealed } => {
                (PASSPHRASE, [kdf_bytes(kdf).as_slice(), sealed].concat())
            }
            Self::Recovery { sealed } => (RECOVERY, sealed.to_vec()),
            Self::Clear { keys } => (CLEAR, keys.to_bytes().to_vec()),
        };
        (kind, Zeroizing::new(content))
    }

    fn read(fields: &mut Bytes<'_>) -> Result<Self, VaultError> {
        let kind = fields.u8().ok_or_else(damaged)?;
        let length = usize::from(fields.u16().ok_or_else(damaged)?);
        let mut content = Bytes::new(fields.slice(length).ok_or_else(damaged)?);
        let slot = match kind {
            PASSPHRASE => {
                let kdf = read_kdf(&mut content).ok_or_else(damaged)?;
                kdf.check()?;
                content.array().map(|sealed| Self::Passphrase { kdf, sealed })
            }
            RECOVERY => content.array().map(|sealed| Self::Recovery { sealed }),
            CLEAR => content.array().map(|keys| Self::Clear { keys: Keys::from_bytes(&keys) }),
            _ => None,
        };
        slot.filter(|_| content.is_empty()).ok_or_else(damaged)
    }
}

fn damaged() -> VaultError {
    VaultError::damaged(Place::KeyFile)
}

fn kdf_bytes(kdf: &Kdf) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(12 + SALT_LEN);
    for number in [kdf.memory_kib, kdf.passes, kdf.lanes] {
        bytes.extend_from_slice(&number.to_le_bytes());
    }
    bytes.extend_from_slice(&kdf.salt);
    bytes
}

fn read_kdf(fields: &mut Bytes<'_>) -> Option<Kdf> {
    Some(Kdf {
        memory_kib: fields.u32()?,
        passes: fields.u32()?,
        lanes: fields.u32()?,
        salt: fields.array()?,
    })
}

fn associated(kdf: Option<&Kdf>) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.push(if kdf.is_some() { PASSPHRASE } else { RECOVERY });
    bytes.extend(kdf.map(kdf_bytes).unwrap_or_default());
    bytes
}

fn seal(
    key: &KeyBytes,
    associated: &[u8],
    keys: &Keys,
    host: &dyn Host,
) -> Result<[u8; SEALED_KEYS_LEN], VaultError> {
    let mut nonce = [0; NONCE_LEN];
    draw(host, &mut nonce)?;
    let bytes = keys.to_bytes();
    let sealed = XChaCha20Poly1305::new((&**key).into())
        .encrypt((&nonce).into(), Payload { msg: bytes.as_slice(), aad: associated })
        .map_err(|_bug| damaged())?;
    [nonce.as_slice(), &sealed].concat().try_into().map_err(|_bug| damaged())
}

fn unseal(key: &KeyBytes, associated: &[u8], sealed: &[u8; SEALED_KEYS_LEN]) -> Option<Keys> {
    let (nonce, body) = sealed.split_first_chunk::<NONCE_LEN>()?;
    let opened = XChaCha20Poly1305::new((&**key).into())
        .decrypt(nonce.into(), Payload { msg: body, aad: associated })
        .ok()
        .map(Zeroizing::new)?;
    let bytes: &[u8; Keys::LEN] = opened.as_slice().try_into().ok()?;
    Some(Keys::from_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::vault::host::Machine;

    fn passphrase(text: &str) -> Passphrase {
        Passphrase::new(text.to_owned()).unwrap()
    }

    fn sample() -> (KeyFile, Keys, RecoveryKey) {
        let keys = Keys::draw(&Machine).unwrap();
        let recovery = RecoveryKey::draw(&Machine).unwrap();
        let mut file = KeyFile::empty();
        file.set_passphrase(&keys, &passphrase("correct"), KdfPasses::Fixed(1), &Machine).unwrap();
        file.set_recovery(&keys, &recovery, &Machine).unwrap();
        (file, keys, recovery)
    }

    #[test]
    fn each_secret_opens_its_slot_and_a_wrong_one_says_so() {
        let (file, keys, recovery) = sample();
        let file = KeyFile::from_bytes(&file.to_bytes().unwrap()).unwrap();

        let opened = file.open(&Secret::Passphrase(&passphrase("correct"))).unwrap();
        assert_eq!(*opened.to_bytes(), *keys.to_bytes());
        let opened = file.open(&Secret::Recovery(&recovery)).unwrap();
        assert_eq!(*opened.to_bytes(), *keys.to_bytes());
        let wrong = file.open(&Secret::Passphrase(&passphrase("Correct")));
        assert!(matches!(wrong, Err(VaultError::WrongPassphrase)));
        let other = RecoveryKey::draw(&Machine).unwrap();
        let wrong = file.open(&Secret::Recovery(&other));
        assert!(matches!(wrong, Err(VaultError::WrongRecoveryKey)));
        assert!(matches!(file.open(&Secret::None), Err(VaultError::SecretNeeded)));
    }

    #[test]
    fn a_new_passphrase_replaces_the_old_one_and_keeps_the_recovery_key() {
        let (mut file, keys, recovery) = sample();
        file.set_passphrase(&keys, &passphrase("newer"), KdfPasses::Fixed(1), &Machine).unwrap();

        assert!(file.open(&Secret::Passphrase(&passphrase("correct"))).is_err());
        assert!(file.open(&Secret::Passphrase(&passphrase("newer"))).is_ok());
        assert!(file.open(&Secret::Recovery(&recovery)).is_ok());
        assert!(file.is_encrypted() && file.has_recovery());
    }

    #[test]
    fn every_flipped_byte_of_the_key_file_is_damage() {
        let (file, _, _) = sample();
        let bytes = file.to_bytes().unwrap();
        for at in 0..bytes.len() {
            let mut flipped = bytes.to_vec();
            flipped[at] ^= 0x40;
            let read = KeyFile::from_bytes(&flipped);
            assert!(matches!(read, Err(VaultError::Damaged { place: Place::KeyFile })), "{at}");
        }
    }

    #[test]
    fn a_newer_key_file_is_named_as_such() {
        let (file, _, _) = sample();
        let mut bytes = file.to_bytes().unwrap().to_vec();
        bytes[8] = 9;
        bytes.truncate(bytes.len() - 32);
        let read = KeyFile::from_bytes(&with_checksum(bytes));
        assert!(matches!(read, Err(VaultError::NewerVersion { found: 9, known: VERSION })));
    }
}
