//! One page of the data file, sealed: nobody reads it, changes it, moves it or swaps it unseen.
//!
//! | stored bytes | what |
//! |---|---|
//! | 0..24 | random nonce |
//! | 24..4120 | the page, enciphered with XChaCha20 |
//! | 4120..4136 | Poly1305 tag over it, the file's id and the page's number |

use chacha20poly1305::aead::inout::InOutBuf;
use chacha20poly1305::{AeadInOut, KeyInit, XChaCha20Poly1305};
use zeroize::Zeroizing;

/// The bytes of a page as the engine sees it.
pub const PAGE_LEN: usize = 4096;
/// The bytes of a page as it is stored.
pub const SEALED_LEN: usize = NONCE_LEN + PAGE_LEN + TAG_LEN;
/// The bytes of a nonce; drawn at random for each write.
pub const NONCE_LEN: usize = 24;
const TAG_LEN: usize = 16;

/// The random name of one data file. A rewrite gives a new one.
pub type FileId = [u8; 16];

/// A page that is not what was sealed: changed, moved, of another file, or never written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotSealedHere;

/// Seals and opens the pages of one file.
pub struct PageCipher {
    cipher: XChaCha20Poly1305,
    file_id: FileId,
}

impl PageCipher {
    /// Makes the cipher of the file `file_id` from its data key.
    #[must_use]
    pub fn new(data_key: &Zeroizing<[u8; 32]>, file_id: FileId) -> Self {
        Self { cipher: XChaCha20Poly1305::new((&**data_key).into()), file_id }
    }

    /// Seals `page` as page `number` into `stored`, under a nonce that was never used before.
    ///
    /// # Errors
    /// When the slices do not have the lengths of a page and a stored page.
    pub fn seal(
        &self,
        number: u64,
        nonce: &[u8; NONCE_LEN],
        page: &[u8],
        stored: &mut [u8],
    ) -> Result<(), NotSealedHere> {
        let (head, rest) = stored.split_at_mut_checked(NONCE_LEN).ok_or(NotSealedHere)?;
        let (body, tag) = rest.split_at_mut_checked(PAGE_LEN).ok_or(NotSealedHere)?;
        if tag.len() != TAG_LEN {
            return Err(NotSealedHere);
        }
        head.copy_from_slice(nonce);
        let buffer = InOutBuf::new(page, body).map_err(|_mismatch| NotSealedHere)?;
        let made = self
            .cipher
            .encrypt_inout_detached(nonce.into(), &self.associated(number), buffer)
            .map_err(|_too_long| NotSealedHere)?;
        tag.copy_from_slice(&made);
        Ok(())
    }

    /// Opens the stored page `number` into `page`. On an error `page` holds nothing of it.
    ///
    /// # Errors
    /// When the bytes are not those that were sealed for this file and this number. A stored page
    /// of zeroes is no exception: nothing reads a page that was never written.
    pub fn open(&self, number: u64, stored: &[u8], page: &mut [u8]) -> Result<(), NotSealedHere> {
        let (nonce, rest) = stored.split_at_checked(NONCE_LEN).ok_or(NotSealedHere)?;
        let (body, tag) = rest.split_at_checked(PAGE_LEN).ok_or(NotSealedHere)?;
        let nonce: &[u8; NONCE_LEN] = nonce.try_into().map_err(|_length| NotSealedHere)?;
        let tag: &[u8; TAG_LEN] = tag.try_into().map_err(|_length| NotSealedHere)?;
        let buffer = InOutBuf::new(body, page).map_err(|_mismatch| NotSealedHere)?;
        self.cipher
            .decrypt_inout_detached(nonce.into(), &self.associated(number), buffer, tag.into())
            .map_err(|_forged| NotSealedHere)
    }

    /// The random name of the file whose pages these are.
    #[must_use]
    pub const fn file_id(&self) -> &FileId {
        &self.file_id
    }

    fn associated(&self, number: u64) -> [u8; 24] {
        let mut bytes = [0; 24];
        for (to, from) in bytes.iter_mut().zip(self.file_id.iter().chain(&number.to_le_bytes())) {
            *to = *from;
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cipher(file: u8) -> PageCipher {
        PageCipher::new(&Zeroizing::new([7; 32]), [file; 16])
    }

    #[test]
    fn a_sealed_page_opens_in_its_own_place_only() {
        let page = [42; PAGE_LEN];
        let mut stored = vec![0; SEALED_LEN];
        cipher(1).seal(5, &[9; NONCE_LEN], &page, &mut stored).unwrap();

        let mut opened = [0; PAGE_LEN];
        assert_eq!(cipher(1).open(5, &stored, &mut opened), Ok(()));
        assert_eq!(opened, page);
        assert_eq!(cipher(1).open(6, &stored, &mut opened), Err(NotSealedHere));
        assert_eq!(cipher(2).open(5, &stored, &mut opened), Err(NotSealedHere));
    }

    #[test]
    fn a_stored_page_of_zeroes_is_damage() {
        let mut opened = [1; PAGE_LEN];
        assert_eq!(cipher(1).open(0, &[0; SEALED_LEN], &mut opened), Err(NotSealedHere));
    }
}
