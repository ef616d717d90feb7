//! [`WatchedFolder`]: the folder of a name, watched on when another one takes its place.
//!
//! The system watches folders and not names. After `mv content old`, a checkout or the switch of a
//! symbolic link, it would go on to watch what nobody reads any more.

use notify_debouncer_full::{
    DebounceEventResult, Debouncer, RecommendedCache,
    file_id::{FileId, get_file_id},
    new_debouncer,
    notify::{self, RecommendedWatcher, RecursiveMode},
};
use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::sync::mpsc::Sender;

/// Editors write a file in several steps; this is how long it has to rest before it is read.
const REST: Duration = Duration::from_millis(200);

/// A folder that tells when something below it changes.
pub(super) struct WatchedFolder {
    path: PathBuf,
    changed: Sender<()>,
    state: State,
}

enum State {
    Watched(Watch),
    /// No folder has the name.
    Gone,
    /// The system refused to watch it.
    Refused,
}

struct Watch {
    id: FileId,
    /// A file system may give the number of a removed folder to the next one, so that the number
    /// alone does not tell them apart.
    removed: Arc<AtomicBool>,
    _debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
}

/// What [`WatchedFolder::look`] found.
#[derive(Debug)]
pub(super) enum Seen {
    /// Nothing that was not known.
    Same,
    /// Another folder than before, watched from now on.
    New,
    /// The folder is gone since the last look.
    Gone,
    /// The system refuses to watch it since the last look.
    Refused(notify::Error),
}

impl WatchedFolder {
    /// Tells `changed`; nothing is watched before the first [`look`](Self::look).
    pub(super) fn new(path: &Path, changed: Sender<()>) -> Self {
        // Events name absolute paths.
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        Self {
            path,
            changed,
            state: State::Gone,
        }
    }

    /// Whether some folder has the name, watched or not.
    pub(super) fn is_there(&self) -> bool {
        !matches!(self.state, State::Gone)
    }

    /// Looks which folder has the name now, and watches that one.
    pub(super) fn look(&mut self) -> Seen {
        let Ok(id) = get_file_id(&self.path) else {
            return match std::mem::replace(&mut self.state, State::Gone) {
                State::Gone => Seen::Same,
                State::Watched(_) | State::Refused => Seen::Gone,
            };
        };
        if let State::Watched(watch) = &self.state
            && watch.id == id
            && !watch.removed.load(Ordering::Relaxed)
        {
            return Seen::Same;
        }
        match self.watch(id) {
            Ok(watch) => {
                self.state = State::Watched(watch);
                Seen::New
            }
            Err(error) => match std::mem::replace(&mut self.state, State::Refused) {
                State::Refused => Seen::Same,
                State::Watched(_) | State::Gone => Seen::Refused(error),
            },
        }
    }

    fn watch(&self, id: FileId) -> notify::Result<Watch> {
        let removed = Arc::new(AtomicBool::new(false));
        let notice = {
            let (path, changed) = (self.path.clone(), self.changed.clone());
            let removed = Arc::clone(&removed);
            move |events: DebounceEventResult| {
                let mut events = events.unwrap_or_default();
                events.retain(|event| !event.kind.is_access());
                if events
                    .iter()
                    .any(|event| event.kind.is_remove() && event.paths.contains(&path))
                {
                    removed.store(true, Ordering::Relaxed);
                }
                if !events.is_empty() {
                    // A full channel already holds the notice that matters.
                    let _ = changed.try_send(());
                }
            }
        };
        let mut debouncer = new_debouncer(REST, None, notice)?;
        debouncer.watch(&self.path, RecursiveMode::Recursive)?;
        Ok(Watch {
            id,
            removed,
            _debouncer: debouncer,
        })
    }
}
