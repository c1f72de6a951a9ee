//! The two keys of a vault, and what opens them.
//!
//! The **vault key** seals each data file's own key. The **mark key** makes the keyed hashes that
//! suppressions and tombstones consist of; it never changes, so that they outlive rewrites, new
//! passphrases and restores. How the two are kept is the business of [`super::key_file`].

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::error::VaultError;
use super::host::Host;

pub(crate) const KEY_LEN: usize = 32;
pub(crate) type KeyBytes = Zeroizing<[u8; KEY_LEN]>;

/// Both keys. Wiped from memory when dropped; printing them shows nothing.
#[derive(Clone, ZeroizeOnDrop)]
pub struct Keys {
    vault: [u8; KEY_LEN],
    mark: MarkKey,
}

impl Keys {
    /// The length of both keys as bytes.
    pub const LEN: usize = 2 * KEY_LEN;

    /// Draws new keys.
    ///
    /// # Errors
    /// When the machine has no random bytes to give.
    pub fn draw(host: &dyn Host) -> Result<Self, VaultError> {
        let mut bytes = Zeroizing::new([0; Self::LEN]);
        draw(host, &mut *bytes)?;
        Ok(Self::from_bytes(&bytes))
    }

    /// Makes a new vault key beside a mark key that goes on, as a backup or a restore needs.
    ///
    /// # Errors
    /// When the machine has no random bytes to give.
    pub fn draw_beside(mark: &MarkKey, host: &dyn Host) -> Result<Self, VaultError> {
        let mut keys = Self { vault: [0; KEY_LEN], mark: mark.clone() };
        draw(host, &mut keys.vault)?;
        Ok(keys)
    }

    /// Takes the keys back from where [`Self::to_bytes`] put them.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; Self::LEN]) -> Self {
        let mut keys = Self { vault: [0; KEY_LEN], mark: MarkKey([0; KEY_LEN]) };
        let all = keys.vault.iter_mut().chain(keys.mark.0.iter_mut());
        for (to, from) in all.zip(bytes) {
            *to = *from;
        }
        keys
    }

    /// Returns the keys as bytes, for the kernel's keyring and for nothing else.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<[u8; Self::LEN]> {
        let mut bytes = Zeroizing::new([0; Self::LEN]);
        for (to, from) in bytes.iter_mut().zip(self.vault.iter().chain(&self.mark.0)) {
            *to = *from;
        }
        bytes
    }

    /// The key for keyed hashes.
    #[must_use]
    pub const fn mark(&self) -> &MarkKey {
        &self.mark
    }

    pub(crate) const fn vault(&self) -> &[u8; KEY_LEN] {
        &self.vault
    }

    /// A public name of the vault key, by which a data file knows its key file.
    pub(crate) fn id(&self) -> [u8; 8] {
        let whole = blake3::derive_key("candor vault 2026 key id", &self.vault);
        let mut id = [0; 8];
        for (to, from) in id.iter_mut().zip(whole) {
            *to = from;
        }
        id
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(..)")
    }
}

/// Makes marks: hashes that say "the same value again" to whoever has the key, and nothing else.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct MarkKey([u8; KEY_LEN]);

impl MarkKey {
    /// Returns the mark of `bytes` in `domain`. The same bytes in another domain get another mark.
    #[must_use]
    pub fn mark(&self, domain: &str, bytes: &[u8]) -> [u8; 32] {
        let length = u64::try_from(domain.len()).unwrap_or(u64::MAX);
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher.update(&length.to_le_bytes()).update(domain.as_bytes()).update(bytes);
        hasher.finalize().into()
    }
}

impl fmt::Debug for MarkKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MarkKey(..)")
    }
}

/// What a user has in hand to open a vault.
#[derive(Debug)]
pub enum Secret<'a> {
    /// A passphrase.
    Passphrase(&'a Passphrase),
    /// The recovery key that was printed.
    Recovery(&'a RecoveryKey),
    /// The keys themselves, from the kernel's keyring.
    Keys(&'a Keys),
    /// Nothing: the vault is not encrypted.
    None,
}

/// A passphrase. Wiped from memory when dropped; printing it shows nothing.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Passphrase(String);

impl Passphrase {
    /// Takes a passphrase as typed.
    ///
    /// # Errors
    /// When it is empty.
    pub fn new(typed: String) -> Result<Self, VaultError> {
        if typed.is_empty() { Err(VaultError::EmptyPassphrase) } else { Ok(Self(typed)) }
    }

    pub(crate) const fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(..)")
    }
}

/// The key on paper: eight groups of five letters and digits, the last eight of them checking the
/// rest. Letter case, blanks and hyphens do not count; `I` and `L` are read as `1`, `O` as `0`.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct RecoveryKey([u8; Self::SECRET_LEN]);

impl RecoveryKey {
    const SECRET_LEN: usize = 20;
    const CHECK_LEN: usize = 5;
    const DIGITS: &'static [u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// Draws a new recovery key.
    ///
    /// # Errors
    /// When the machine has no random bytes to give.
    pub fn draw(host: &dyn Host) -> Result<Self, VaultError> {
        let mut key = Self([0; Self::SECRET_LEN]);
        draw(host, &mut key.0)?;
        Ok(key)
    }

    /// Reads a recovery key as typed from paper.
    ///
    /// # Errors
    /// When it is mistyped.
    pub fn parse(typed: &str) -> Result<Self, VaultError> {
        let mut bits: u32 = 0;
        let mut held = 0;
        let mut bytes = Zeroizing::new(Vec::with_capacity(Self::SECRET_LEN + Self::CHECK_LEN));
        for letter in typed.chars().filter(|letter| !letter.is_whitespace() && *letter != '-') {
            let digit = Self::digit(letter).ok_or(VaultError::MistypedRecoveryKey)?;
            bits = (bits << 5) | digit;
            held += 5;
            if held >= 8 {
                held -= 8;
                let byte = (bits >> held) & 0xff;
                bytes.push(u8::try_from(byte).map_err(|_bug| VaultError::MistypedRecoveryKey)?);
                bits &= (1 << held) - 1;
            }
        }
        let (secret, check) = bytes
            .split_first_chunk::<{ Self::SECRET_LEN }>()
            .ok_or(VaultError::MistypedRecoveryKey)?;
        let key = Self(*secret);
        if held == 0 && check == key.check() {
            Ok(key)
        } else {
            Err(VaultError::MistypedRecoveryKey)
        }
    }

    /// Returns the key as it is shown once and printed.
    #[must_use]
    pub fn to_printable(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(48));
        let (mut bits, mut held, mut digits) = (0_u32, 0, 0);
        for byte in self.0.iter().chain(&self.check()) {
            bits = (bits << 8) | u32::from(*byte);
            held += 8;
            while held >= 5 {
                held -= 5;
                if digits > 0 && digits % 5 == 0 {
                    text.push('-');
                }
                let index = usize::try_from((bits >> held) & 31).unwrap_or(0);
                text.push(char::from(Self::DIGITS.get(index).copied().unwrap_or(b'0')));
                digits += 1;
                bits &= (1 << held) - 1;
            }
        }
        text
    }

    pub(crate) fn sealing_key(&self) -> KeyBytes {
        Zeroizing::new(blake3::derive_key("candor vault 2026 recovery key", &self.0))
    }

    fn check(&self) -> [u8; Self::CHECK_LEN] {
        let whole = blake3::derive_key("candor vault 2026 recovery check", &self.0);
        let mut check = [0; Self::CHECK_LEN];
        for (to, from) in check.iter_mut().zip(whole) {
            *to = from;
        }
        check
    }

    fn digit(letter: char) -> Option<u32> {
        let letter = match letter.to_ascii_uppercase() {
            'I' | 'L' => '1',
            'O' => '0',
            other => other,
        };
        let index = Self::DIGITS.iter().position(|digit| char::from(*digit) == letter)?;
        u32::try_from(index).ok()
    }
}

impl fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryKey(..)")
    }
}

/// Fills `out` with random bytes, or says that the machine has none.
pub(crate) fn draw(host: &dyn Host, out: &mut [u8]) -> Result<(), VaultError> {
    host.random(out).map_err(|source| VaultError::Io {
        doing: "get random bytes from",
        path: "the system".into(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::vault::host::Machine;

    #[test]
    fn a_recovery_key_survives_paper() {
        let key = RecoveryKey::draw(&Machine).unwrap();
        let printed = key.to_printable();
        assert_eq!(printed.len(), 47);

        let typed = printed.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        assert_eq!(RecoveryKey::parse(&typed).unwrap().0, key.0);
    }

    #[test]
    fn a_mistyped_recovery_key_is_noticed() {
        let printed = RecoveryKey([3; 20]).to_printable();
        for at in 0..printed.len() {
            let mut typed: Vec<char> = printed.chars().collect();
            typed[at] = if typed[at] == 'A' { 'B' } else { 'A' };
            let typed: String = typed.into_iter().collect();
            if typed != *printed {
                assert!(RecoveryKey::parse(&typed).is_err(), "{at}");
            }
        }
        assert!(RecoveryKey::parse("").is_err());
        let mut short = printed.to_string();
        short.pop();
        assert!(RecoveryKey::parse(&short).is_err());
    }

    #[test]
    fn marks_differ_by_key_domain_and_value() {
        let keys = Keys::from_bytes(&[1; Keys::LEN]);
        let other = Keys::from_bytes(&[2; Keys::LEN]);
        let mark = keys.mark().mark("email", b"ada@example.org");
        assert_eq!(mark, keys.mark().mark("email", b"ada@example.org"));
        assert_ne!(mark, keys.mark().mark("emai", b"lada@example.org"));
        assert_ne!(mark, keys.mark().mark("phone", b"ada@example.org"));
        assert_ne!(mark, other.mark().mark("email", b"ada@example.org"));
    }

    #[test]
    fn keys_come_back_from_bytes_and_print_nothing() {
        let keys = Keys::draw(&Machine).unwrap();
        let back = Keys::from_bytes(&keys.to_bytes());
        assert_eq!(*back.to_bytes(), *keys.to_bytes());
        assert_eq!(format!("{keys:?} {:?}", keys.mark()), "Keys(..) MarkKey(..)");
    }
}
