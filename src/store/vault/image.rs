//! The decrypted file as it would lie on a disk without encryption: what a scan for erased values
//! has to look through, free pages included.

use std::collections::BTreeSet;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};

use super::backend::SealedFile;
use super::error::VaultError;

/// The pages of a data file in the clear, from the header on. A page that was never written is
/// empty.
pub struct Image {
    file: Arc<SealedFile>,
    next: u64,
    end: u64,
}

impl Image {
    pub(crate) fn of(file: &Arc<SealedFile>) -> Result<Self, VaultError> {
        Ok(Self { file: Arc::clone(file), next: 0, end: file.pages()? })
    }

    /// Returns which of `values` are somewhere in the file, by their index.
    pub(crate) fn find<V: AsRef<[u8]>>(self, values: &[V]) -> Result<BTreeSet<usize>, VaultError> {
        let mut found = BTreeSet::new();
        let kept: Vec<(usize, &[u8])> = values
            .iter()
            .map(AsRef::as_ref)
            .enumerate()
            .filter(|(_, value)| !value.is_empty())
            .collect();
        let Some(longest) = kept.iter().map(|(_, value)| value.len()).max() else {
            return Ok(found);
        };
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(kept.iter().map(|(_, value)| value))
            .map_err(|error| VaultError::Engine(error.to_string()))?;
        // A value may begin in one page and end in a later one.
        let mut window: Vec<u8> = Vec::new();
        for page in self {
            let page = page?;
            let overlap = window.len().min(longest - 1);
            window.drain(..window.len() - overlap);
            window.extend_from_slice(&page);
            for hit in finder.find_overlapping_iter(&window) {
                found.extend(kept.get(hit.pattern().as_usize()).map(|(index, _)| *index));
            }
        }
        Ok(found)
    }
}

impl Iterator for Image {
    type Item = Result<Vec<u8>, VaultError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.end {
            return None;
        }
        let page = self.file.page(self.next);
        self.next += 1;
        Some(page.map(Option::unwrap_or_default))
    }
}
