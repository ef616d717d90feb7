//! [`Inner`]: what the tier's handle and its two threads share.
//!
//! [`State`] changes under one lock, which is held for moments and never while the disk is asked.
//! The order of locks is log, state, file: whoever has one asks for none before it.

use std::{
    collections::HashMap,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard},
    thread,
    time::{Duration, Instant, SystemTime},
};

use foldhash::fast::RandomState;
use tokio::sync::{Semaphore, oneshot, watch};

use super::{
    catalogue::Catalogue,
    claim::Claim,
    counts::{Counts, Reason},
    error::DiskError,
    file::File,
    health::Health,
    log::Log,
    millis::millis,
    pace::Pace,
    places::Builds,
    purges::{Purges, Record},
    queue::Queue,
    settings::DiskSettings,
};
use crate::{
    purge::{Selector, Strictness},
    vary::VaryNames,
};

/// Purges that are remembered while the disk does not work. Beyond that, everything on it counts
/// as purged.
const UNLOGGED: usize = 4096;

/// What a tier takes at least, in bytes, however full the disk is.
const LEAST: u64 = 256 << 10;

/// What the threads work on.
pub(super) struct Inner {
    pub(super) settings: DiskSettings,
    pub(super) counts: Counts,
    /// When the tier of this process began: pages of earlier builds are stale since then.
    pub(super) began: SystemTime,
    state: Mutex<State>,
    /// For the keeper: there is something to write, or to end.
    wake: Condvar,
    /// For the logger: there are purges to write down.
    to_log: Condvar,
    file: RwLock<Option<File>>,
    /// Some more read at the same time than there are processors, as a disk answers late, but not
    /// so many that they wait for each other.
    pub(super) readers: Semaphore,
    pub(super) pace: Pace,
    log: Mutex<Option<Log>>,
    claim: Mutex<Option<Claim>>,
    health: watch::Sender<Health>,
}

/// What changes.
pub(super) struct State {
    pub(super) phase: Phase,
    pub(super) closing: bool,
    /// What it may take: less than the settings say while the disk is full.
    pub(super) limit: u64,
    /// How often in a row there was no room for a commit.
    pub(super) cramped: u32,
    /// The file itself is damaged: a new one is to be begun.
    pub(super) damaged: bool,
    /// Whether numbers are those of the file: they begin at one until it was opened.
    pub(super) numbered: bool,
    pub(super) next: u64,
    /// The latest time that the file knows of: see [`opening`](super::opening).
    pub(super) latest: u64,
    pub(super) queue: Queue,
    pub(super) catalogue: Catalogue,
    pub(super) builds: Builds,
    /// The names that keys vary by, as they stand in the file.
    pub(super) varies: HashMap<u64, VaryNames, RandomState>,
    pub(super) purges: Purges,
    /// Since when purges wait to be carried out.
    pub(super) purged: Option<Instant>,
    pub(super) unlogged: Vec<Record>,
    pub(super) waiting: Vec<oneshot::Sender<()>>,
    /// Records of the file that nobody may find any more.
    pub(super) gone: Vec<u64>,
}

/// What the tier can do at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    Opening,
    Working,
    Failed,
    Closed,
}

impl Inner {
    pub(super) fn new(settings: DiskSettings) -> Self {
        Self {
            state: Mutex::new(State {
                phase: Phase::Opening,
                closing: false,
                limit: settings.bytes,
                cramped: 0,
                damaged: false,
                numbered: false,
                next: 1,
                latest: 0,
                queue: Queue::new(settings.queue),
                catalogue: Catalogue::default(),
                builds: Builds::default(),
                varies: HashMap::default(),
                purges: Purges::default(),
                purged: None,
                unlogged: Vec::new(),
                waiting: Vec::new(),
                gone: Vec::new(),
            }),
            counts: Counts::default(),
            began: settings.clock.now(),
            wake: Condvar::new(),
            to_log: Condvar::new(),
            file: RwLock::new(None),
            readers: Semaphore::new(8 * thread::available_parallelism().map_or(2, usize::from)),
            pace: Pace::new(),
            log: Mutex::new(None),
            claim: Mutex::new(None),
            health: watch::Sender::new(Health::Opening),
            settings,
        }
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn log(&self) -> MutexGuard<'_, Option<Log>> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Claims the folder, anew if it was before: it may be another one under the same name.
    pub(super) fn claim(&self) -> Result<(), DiskError> {
        self.give_up_claim();
        let claimed = Claim::of(&self.settings.folder)?;
        *self.claim.lock().unwrap_or_else(PoisonError::into_inner) = Some(claimed);
        Ok(())
    }

    /// Another process may have the folder.
    pub(super) fn give_up_claim(&self) {
        *self.claim.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The file, while it is open. Closing it waits until nobody reads.
    pub(super) fn file(&self) -> RwLockReadGuard<'_, Option<File>> {
        self.file.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn set_file(&self, file: Option<File>) {
        *self.file.write().unwrap_or_else(PoisonError::into_inner) = file;
    }

    pub(super) fn health(&self) -> watch::Receiver<Health> {
        self.health.subscribe()
    }

    pub(super) fn set_health(&self, health: Health) {
        self.health.send_replace(health);
    }

    pub(super) fn wake(&self) {
        self.wake_keeper();
        self.wake_logger();
    }

    pub(super) fn wake_keeper(&self) {
        self.wake.notify_all();
    }

    pub(super) fn wake_logger(&self) {
        self.to_log.notify_all();
    }

    /// Sleeps until somebody wakes the keeper, or for so long.
    pub(super) fn sleep<'a>(
        &self,
        state: MutexGuard<'a, State>,
        time: Duration,
    ) -> MutexGuard<'a, State> {
        let slept = self.wake.wait_timeout(state, time);
        slept.unwrap_or_else(PoisonError::into_inner).0
    }

    /// Sleeps until somebody wakes the logger.
    pub(super) fn sleep_until_logging<'a>(
        &self,
        state: MutexGuard<'a, State>,
    ) -> MutexGuard<'a, State> {
        let slept = self.to_log.wait(state);
        slept.unwrap_or_else(PoisonError::into_inner)
    }

    /// The disk failed. Pages come from memory until it works again; it is said once.
    pub(super) fn broken(&self, error: &DiskError) {
        let mut state = self.state();
        if matches!(state.phase, Phase::Failed | Phase::Closed) {
            return;
        }
        state.phase = Phase::Failed;
        state.damaged |= error.is_of_the_file();
        if error.is_of_room() {
            // There is room for what there was, and some of it is needed to write.
            state.cramped += 1;
            state.limit = (state.catalogue.bytes().min(state.limit) / 4 * 3).max(LEAST);
        }
        let lost = state.queue.clear();
        self.counts.dropped(Reason::NotWorking, lost);
        state.catalogue.clear();
        state.builds = Builds::default();
        state.varies.clear();
        state.gone.clear();
        state.answer();
        drop(state);
        self.set_health(Health::Failed(error.to_string().into()));
        tracing::error!(
            %error,
            folder = %self.settings.folder.display(),
            "the page cache goes on without its disk"
        );
        self.wake();
    }
}

impl State {
    /// What the file is to know as its latest time: it never becomes earlier while there is
    /// something in the file.
    pub(super) fn latest(&mut self, now: SystemTime) -> u64 {
        self.latest = self.latest.max(millis(now));
        self.latest
    }

    /// The next number.
    pub(super) fn number(&mut self) -> u64 {
        self.next += 1;
        self.next - 1
    }

    /// Whoever waits for a purge to be written down is told to wait no more.
    pub(super) fn answer(&mut self) {
        for waiting in self.waiting.drain(..) {
            // Nobody has to wait.
            let _ = waiting.send(());
        }
    }

    /// These could not be written down, and come before all that waits to be.
    pub(super) fn is_unlogged(&mut self, records: Vec<Record>) {
        let later = std::mem::replace(&mut self.unlogged, records);
        self.unlogged.extend(later);
    }

    /// Remembers a purge that is not written down.
    pub(super) fn remember(&mut self, record: Record) {
        if self.phase == Phase::Failed && self.unlogged.len() >= UNLOGGED {
            let everything = Record {
                selector: Selector::All,
                strictness: Strictness::Strict,
                ..record
            };
            self.purges = Purges::default();
            self.unlogged.clear();
            return self.remember(everything);
        }
        self.purges.add(record.clone());
        self.purged.get_or_insert_with(Instant::now);
        self.unlogged.push(record);
    }
}

/// The tier's part of all threads' names.
pub(super) const THREAD: &str = "page-cache-disk";

/// Starts a thread that works on this.
pub(super) fn start(inner: &Arc<Inner>, name: &str, work: fn(&Inner)) -> std::io::Result<()> {
    let shared = Arc::clone(inner);
    let thread = thread::Builder::new().name(format!("{THREAD}-{name}"));
    thread.spawn(move || work(&shared)).map(drop)
}
