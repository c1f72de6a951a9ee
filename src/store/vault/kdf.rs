//! From a passphrase to a key: Argon2id, slow on purpose.

use std::time::{Duration, Instant};

use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

use super::error::VaultError;
use super::keys::{KeyBytes, Passphrase};

pub(crate) const SALT_LEN: usize = 16;
const MEMORY_KIB: u32 = 64 * 1024;
const AIM: Duration = Duration::from_millis(500);
const MOST_PASSES: u32 = 16;

/// How often a passphrase is worked over when a vault is made or its passphrase changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KdfPasses {
    /// As often as fits into about half a second on this machine.
    Tuned,
    /// As often as said; one is for tests.
    Fixed(u32),
}

/// The work behind one passphrase slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kdf {
    pub(crate) memory_kib: u32,
    pub(crate) passes: u32,
    pub(crate) lanes: u32,
    pub(crate) salt: [u8; SALT_LEN],
}

impl Kdf {
    pub(crate) fn new(passes: KdfPasses, salt: [u8; SALT_LEN]) -> Result<Self, VaultError> {
        let passes = match passes {
            KdfPasses::Tuned => tune()?,
            KdfPasses::Fixed(passes) => passes.max(1),
        };
        let kdf = Self { memory_kib: MEMORY_KIB, passes, lanes: 1, salt };
        kdf.check()?;
        Ok(kdf)
    }

    /// Refuses work that no honest file asks for: a hostile one could otherwise take all memory,
    /// or hours.
    pub(crate) fn check(&self) -> Result<(), VaultError> {
        let memory = 8 * 1024..=1024 * 1024;
        let work = u64::from(self.memory_kib) * u64::from(self.passes);
        let fair = memory.contains(&self.memory_kib)
            && self.passes >= 1
            && (1..=16).contains(&self.lanes)
            && work <= 16 * 1024 * 1024;
        if fair {
            Ok(())
        } else {
            Err(VaultError::AbsurdKdf { memory_kib: self.memory_kib, passes: self.passes })
        }
    }

    pub(crate) fn derive(&self, passphrase: &Passphrase) -> Result<KeyBytes, VaultError> {
        self.check()?;
        let absurd = |_| VaultError::AbsurdKdf { memory_kib: self.memory_kib, passes: self.passes };
        let mut key = Zeroizing::new([0; 32]);
        let params =
            Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).map_err(absurd)?;
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.as_bytes(), &self.salt, &mut *key)
            .map_err(absurd)?;
        Ok(key)
    }
}

/// Counts the passes that take about [`AIM`] here.
fn tune() -> Result<u32, VaultError> {
    let time = |passes| -> Result<Duration, VaultError> {
        let trial = Kdf { memory_kib: MEMORY_KIB, passes, lanes: 1, salt: [0; SALT_LEN] };
        let started = Instant::now();
        let _unused = trial.derive(&Passphrase::new("tuning".to_owned())?)?;
        Ok(started.elapsed())
    };
    // The difference of two trials is a pass without what comes before the first.
    let (one, three) = (time(1)?, time(3)?);
    let pass = (three.saturating_sub(one) / 2).as_micros().max(1);
    let left = AIM.saturating_sub(one).as_micros();
    Ok(u32::try_from(1 + left / pass).unwrap_or(MOST_PASSES).clamp(1, MOST_PASSES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absurd_work_is_refused() {
        let fair = Kdf { memory_kib: 64 * 1024, passes: 8, lanes: 1, salt: [0; 16] };
        assert!(fair.check().is_ok());
        for absurd in [
            Kdf { memory_kib: u32::MAX, ..fair },
            Kdf { memory_kib: 8, ..fair },
            Kdf { passes: 0, ..fair },
            Kdf { passes: 100_000, ..fair },
            Kdf { lanes: 1_000_000, ..fair },
        ] {
            assert!(matches!(absurd.check(), Err(VaultError::AbsurdKdf { .. })));
        }
    }
}
