//! The file as slices of whole cards, read ahead on a thread of its own while the slice before is
//! being written.

use std::sync::mpsc::SyncSender;

use crate::formats::{
    draft::ContactDraft,
    vcard::{File, Found},
};

/// How many contacts are written in one transaction.
const LEN: usize = 2000;

/// Some cards in a row, with what was wrong on the way to them.
#[derive(Debug, Default)]
pub(super) struct Slice {
    /// The cards.
    pub(super) drafts: Vec<ContactDraft>,
    /// Problems by line.
    pub(super) problems: Vec<(u32, String)>,
    /// Bytes read so far.
    pub(super) done: usize,
    /// Bytes in all.
    pub(super) total: usize,
}

/// Reads the file to its end, or until nobody takes slices any more.
pub(super) fn read(bytes: &[u8], send: &SyncSender<Slice>) {
    let file = File::new(bytes);
    let mut cards = file.cards();
    loop {
        let mut slice = Slice::default();
        for found in cards.by_ref() {
            match found {
                Found::Contact(draft) => slice.drafts.push(*draft),
                Found::Trouble(problem) => {
                    slice.problems.push((problem.line, problem.what.to_string()));
                }
            }
            if slice.drafts.len() == LEN {
                break;
            }
        }
        (slice.done, slice.total) = cards.progress();
        let ended = slice.drafts.len() < LEN;
        if send.send(slice).is_err() || ended {
            return;
        }
    }
}
