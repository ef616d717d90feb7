//! [`Warmer`]: starts the tasks that render pages ahead of their visitors.

use std::{
    collections::HashMap,
    fmt,
    future::Future,
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use http::{Request, Response};
use tokio::{
    sync::{Notify, mpsc},
    task::AbortHandle,
    time::Instant,
};
use tower::Service;

use super::{
    counts::Counts,
    plan::Plan,
    queue::Queue,
    report::{Past, Report},
    settings::Settings,
};
use crate::{
    body::BoxError,
    cache::{Cache, Shared},
    entry::Entry,
    key::Key,
};

/// What a render is taken to cost before any was made.
const UNKNOWN_COST: Duration = Duration::from_millis(20);

/// Of how many renders the cost of an unknown page is the mean, about.
const MEAN: u64 = 16;

/// The pages that a site wants to be ready.
type List = Box<dyn Fn() -> Pin<Box<dyn Future<Output = Vec<String>> + Send>> + Send + Sync>;

/// Renders pages ahead of their visitors. Its clones are the same; with the last of them it ends.
#[derive(Clone)]
pub struct Warmer {
    inner: Arc<Inner>,
    tasks: Arc<Tasks>,
}

/// What the tasks share, and operators see.
pub(crate) struct Inner {
    pub(super) cache: Cache,
    pub(super) settings: Settings,
    pub(super) list: List,
    pub(super) counts: Counts,
    pub(super) wake: Notify,
    pub(super) under_way: AtomicUsize,
    pub(super) yields: AtomicBool,
    /// Whether a tier may have more pages of earlier builds.
    pub(super) rewarms: AtomicBool,
    pub(super) last: Mutex<Option<Past>>,
    /// When pages were predicted.
    pub(super) tried: Mutex<HashMap<Key, Instant>>,
    queue: Mutex<Queue>,
    purges: mpsc::UnboundedSender<Vec<Arc<Entry>>>,
    /// The mean cost of its renders, in microseconds.
    cost: AtomicU64,
}

struct Tasks(Vec<AbortHandle>);

impl Warmer {
    /// Starts to keep the pages of `cache` ready. `service` is the one behind the cache, which
    /// renders; `list` gives addresses of pages that are to be ready whether or not anybody asked
    /// for them, the most wanted first: it is asked at the start, after purges, and when an operator
    /// says so.
    ///
    /// Has to be called within a runtime of tokio.
    pub fn start<S, B, R, L, F>(cache: &Cache, service: S, settings: Settings, list: L) -> Self
    where
        S: Service<Request<B>, Response = Response<R>> + Clone + Send + 'static,
        S::Future: Send + 'static,
        S::Error: Into<BoxError> + 'static,
        B: Default + Send + 'static,
        R: http_body::Body<Data = Bytes> + Send + 'static,
        R::Error: Into<BoxError>,
        L: Fn() -> F + Send + Sync + 'static,
        F: Future<Output = Vec<String>> + Send + 'static,
    {
        let (purges, purged) = mpsc::unbounded_channel();
        let inner = Arc::new(Inner {
            cache: cache.clone(),
            queue: Mutex::new(Queue::new(settings.queue)),
            list: Box::new(move || Box::pin(list())),
            counts: Counts::default(),
            wake: Notify::new(),
            under_way: AtomicUsize::new(0),
            yields: AtomicBool::new(false),
            rewarms: AtomicBool::new(true),
            last: Mutex::new(None),
            tried: Mutex::default(),
            cost: AtomicU64::new(UNKNOWN_COST.as_micros() as u64),
            purges,
            settings,
        });
        let mut tasks = Vec::new();
        if cache.shared.settings.on {
            cache.shared.warming.attach(&inner);
            cache.shared.tend();
            for _ in 0..inner.settings.parallel.max(1) {
                let worker = Arc::clone(&inner).work(service.clone());
                tasks.push(tokio::spawn(worker).abort_handle());
            }
            let intake = Arc::clone(&inner).take_in(purged);
            tasks.push(tokio::spawn(intake).abort_handle());
            let scan = Arc::clone(&inner).scan();
            tasks.push(tokio::spawn(scan).abort_handle());
            let rewarming = Arc::clone(&inner).rewarm();
            tasks.push(tokio::spawn(rewarming).abort_handle());
            let listed = Arc::clone(&inner);
            let first = async move { listed.offer_listed().await };
            tasks.push(tokio::spawn(first).abort_handle());
        }
        Self {
            inner,
            tasks: Arc::new(Tasks(tasks)),
        }
    }

    /// What it did and does.
    pub fn report(&self) -> Report {
        self.inner.report()
    }

    /// What it would render now and in which order, `limit` pages at most. Renders nothing.
    pub async fn plan(&self, limit: usize) -> Plan {
        self.inner.plan(limit).await
    }

    /// Begins no further render.
    pub fn stop(&self) {
        self.tasks.stop();
    }
}

impl Inner {
    pub(super) fn shared(&self) -> &Arc<Shared> {
        &self.cache.shared
    }

    pub(super) fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A purge hit these pages. Whoever purges does not wait for more than this.
    pub(super) fn purged(&self, hit: &[Arc<Entry>]) {
        // The task that takes them ends with the warmer.
        let _ = self.purges.send(hit.to_vec());
    }

    /// What the render of a page that is not known is likely to cost.
    pub(super) fn mean_cost(&self) -> Duration {
        Duration::from_micros(self.cost.load(Ordering::Relaxed))
    }

    /// One more render, whose cost tells of those to come.
    pub(super) fn learn(&self, cost: Duration) {
        let cost = u64::try_from(cost.as_micros()).unwrap_or(u64::MAX) / MEAN;
        let mean = self.cost.load(Ordering::Relaxed);
        let next = (mean - mean / MEAN).saturating_add(cost);
        self.cost.store(next, Ordering::Relaxed);
    }
}

impl Tasks {
    fn stop(&self) {
        for task in &self.0 {
            task.abort();
        }
    }
}

impl Drop for Tasks {
    fn drop(&mut self) {
        self.stop();
    }
}

impl fmt::Debug for Warmer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Warmer")
            .field("settings", &self.inner.settings)
            .finish_non_exhaustive()
    }
}
