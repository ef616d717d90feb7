//! [`HeatFile`]: what a cache knows of its visitors survives the process.

use std::{
    fmt,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, SystemTime},
};

use tokio::{
    task::{AbortHandle, spawn_blocking},
    time::sleep,
};

use super::saved::{checksum, from_bytes};
use crate::cache::Cache;

/// How often it is written: whoever is killed loses no more.
const EVERY: Duration = Duration::from_secs(300);

/// Keeps [how often pages were asked for](super::Frequency), and [from where](super::Transitions), in
/// a file. It is read at the start, and written every five minutes and by [`close`](Self::close).
///
/// What cannot be read is dropped, what cannot be written is told to the log; nothing else comes of
/// it. Two processes of a site that is being deployed may share the file: each takes over what the
/// other wrote last.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// use sunup_cache::{Cache, warm::HeatFile};
///
/// # let folder = tempfile::tempdir().expect("a folder");
/// # let path = folder.path().join("heat");
/// let cache = Cache::builder().build();
/// let heat = HeatFile::start(&cache, path);
/// // The site serves its visitors, and ends.
/// heat.close().await;
/// # }
/// ```
pub struct HeatFile {
    inner: Arc<Inner>,
    task: AbortHandle,
}

struct Inner {
    cache: Cache,
    path: PathBuf,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Of what this process read or wrote last: a file with another was written by another process.
    known: Option<Box<[u8]>>,
    /// It could not be written, and the log said so.
    failed: bool,
}

impl HeatFile {
    /// Reads the file, if there is one, and writes it from then on. The folder it is in is made with
    /// the first write.
    ///
    /// Has to be called within a runtime of tokio.
    pub fn start(cache: &Cache, path: impl Into<PathBuf>) -> Self {
        let inner = Arc::new(Inner {
            cache: cache.clone(),
            path: path.into(),
            state: Mutex::default(),
        });
        inner.take_over(&mut inner.state());
        let writer = Arc::clone(&inner);
        let task = tokio::spawn(async move {
            loop {
                sleep(EVERY).await;
                Arc::clone(&writer).save().await;
            }
        });
        Self {
            inner,
            task: task.abort_handle(),
        }
    }

    /// Writes the file now.
    pub async fn save(&self) {
        Arc::clone(&self.inner).save().await;
    }

    /// Writes the file for the last time.
    pub async fn close(self) {
        self.save().await;
    }
}

impl Inner {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn save(self: Arc<Self>) {
        // It only fails with the runtime.
        let _ = spawn_blocking(move || self.write()).await;
    }

    fn write(&self) {
        let mut state = self.state();
        self.take_over(&mut state);
        let bytes = self.cache.shared.warming.to_bytes(self.now());
        match replace(&self.path, &bytes) {
            Ok(()) => {
                state.known = Some(checksum(&bytes).into());
                state.failed = false;
            }
            Err(error) => {
                if !state.failed {
                    tracing::warn!(
                        %error,
                        file = %self.path.display(),
                        "how often pages are asked for cannot be written down"
                    );
                }
                state.failed = true;
            }
        }
    }

    /// Takes over what another process wrote.
    fn take_over(&self, state: &mut State) {
        let bytes = match fs::read(&self.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return,
            Err(error) => return self.dropped(&error),
        };
        let found = checksum(&bytes);
        if state.known.as_deref() == Some(found) {
            return;
        }
        state.known = Some(found.into());
        match from_bytes(&bytes) {
            Ok(saved) => self.cache.shared.warming.take_over(&saved, self.now()),
            Err(error) => self.dropped(&error),
        }
    }

    fn dropped(&self, error: &dyn fmt::Display) {
        tracing::warn!(
            %error,
            file = %self.path.display(),
            "how often pages were asked for before is not known"
        );
    }

    fn now(&self) -> SystemTime {
        self.cache.shared.clock.now()
    }
}

impl Drop for HeatFile {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl fmt::Debug for HeatFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HeatFile")
            .field("path", &self.inner.path)
            .finish_non_exhaustive()
    }
}

/// Puts a file in the place of another, whole or not at all.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    // Another process may be doing the same.
    let beside = path.with_extension(format!("{}.new", std::process::id()));
    let written = File::create(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let replaced = written.and_then(|()| fs::rename(&beside, path));
    if replaced.is_err() {
        // It is of no use, and may not be there.
        let _ = fs::remove_file(&beside);
    }
    replaced
}
