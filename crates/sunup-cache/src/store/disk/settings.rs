//! [`DiskSettings`]: where the tier is, how large, and for which build.

use std::{fmt, path::PathBuf, sync::Arc};

use crate::{
    clock::{Clock, SystemClock},
    entry::BuildId,
};

type Named = Arc<dyn Fn(&str) -> &str + Send + Sync>;
type Served = Arc<dyn Fn(&BuildId) -> bool + Send + Sync>;

/// Where the tier on disk is, how large, and for which build.
///
/// ```
/// use sunup_cache::{entry::BuildId, store::disk::DiskSettings};
///
/// let settings = DiskSettings::new("data/cache")
///     .bytes(2 << 30)
///     .build(BuildId::new("3f9a"))
///     .builds_that_can_be_served(|build| ["1c07", "88e2"].contains(&build.as_str()));
/// ```
#[derive(Clone)]
pub struct DiskSettings {
    pub(super) folder: PathBuf,
    pub(super) bytes: u64,
    pub(super) queue: u64,
    pub(super) build: BuildId,
    pub(super) served: Served,
    pub(super) named_in_pages: Named,
    pub(super) clock: Arc<dyn Clock>,
}

impl DiskSettings {
    /// A tier of 1 GiB in a folder of its own, which is made if it is not there.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            bytes: 1 << 30,
            queue: 32 << 20,
            build: BuildId::new(""),
            served: Arc::new(|_| false),
            named_in_pages: Arc::new(|build| build),
            clock: Arc::new(SystemClock),
        }
    }

    /// What it may take on disk, in bytes.
    #[must_use]
    pub fn bytes(mut self, bytes: u64) -> Self {
        self.bytes = bytes.max(1 << 20);
        self
    }

    /// What may wait to be written, in bytes of memory: 32 MiB. Beyond that, what is put is
    /// dropped.
    #[must_use]
    pub fn queue(mut self, bytes: u64) -> Self {
        self.queue = bytes;
        self
    }

    /// The build that renders now.
    #[must_use]
    pub fn build(mut self, build: BuildId) -> Self {
        self.build = build;
        self
    }

    /// Which earlier builds' assets are still served. Their pages count as stale since this process
    /// began, and those of all other builds are dropped. Without this, the latter are all.
    #[must_use]
    pub fn builds_that_can_be_served(
        mut self,
        served: impl Fn(&BuildId) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.served = Arc::new(served);
        self
    }

    /// What pages name a build by, in the addresses of its assets, where that is a part of its name
    /// only. Two renders of a page that differ in nothing else are the same.
    #[must_use]
    pub fn named_in_pages(mut self, named: impl Fn(&str) -> &str + Send + Sync + 'static) -> Self {
        self.named_in_pages = Arc::new(named);
        self
    }

    /// The time of day, for tests.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Whether pages of a build may be served.
    pub(super) fn serves(&self, build: &BuildId) -> bool {
        *build == self.build || (self.served)(build)
    }
}

impl fmt::Debug for DiskSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DiskSettings")
            .field("folder", &self.folder)
            .field("bytes", &self.bytes)
            .field("build", &self.build)
            .finish_non_exhaustive()
    }
}
