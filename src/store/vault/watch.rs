//! Tells a screen that another process has committed.

use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use notify::event::EventKind;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::error::VaultError;
use super::lock::Note;

/// A watch on a vault's folder. It ends when dropped.
///
/// What is watched is the note in `vault.lock`, which every commit changes; those of this process
/// are left out. Several commits may come as one.
pub struct Watch {
    commits: Receiver<()>,
    _watcher: RecommendedWatcher,
}

impl Watch {
    pub(crate) fn on(
        folder: &Path,
        lock: &Path,
        own: Arc<Mutex<Option<Note>>>,
    ) -> Result<Self, VaultError> {
        let refused =
            |error: notify::Error| VaultError::io("watch", folder, std::io::Error::other(error));
        let (sender, commits) = sync_channel(1);
        let path = lock.to_owned();
        let mut last = Note::read(lock);
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if event.is_ok_and(|event| touches(&event, &path)) {
                let now = Note::read(&path);
                let ours = *own.lock().unwrap_or_else(PoisonError::into_inner);
                if now.is_some() && now != last && now != ours {
                    tell(&sender);
                }
                last = now.or(last);
            }
        })
        .map_err(refused)?;
        watcher.watch(folder, RecursiveMode::NonRecursive).map_err(refused)?;
        Ok(Self { commits, _watcher: watcher })
    }

    /// The end of the watch at which to wait: one message for one or more commits of others.
    #[must_use]
    pub const fn commits(&self) -> &Receiver<()> {
        &self.commits
    }
}

fn touches(event: &Event, path: &Path) -> bool {
    let changes =
        matches!(event.kind, EventKind::Modify(_) | EventKind::Create(_) | EventKind::Any);
    changes && event.paths.iter().any(|touched| touched.file_name() == path.file_name())
}

/// One message that waits is enough.
fn tell(sender: &SyncSender<()>) {
    let _one_waits_or_nobody_does = sender.try_send(());
}
