//! A folder with a tier on disk, and sites in front of it.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use sunup_cache::{
    Settings,
    clock::ManualClock,
    store::disk::{Disk, DiskSettings, Health},
};

use crate::support::{Render, Site, page_with};

pub(crate) const CONTROL: &str =
    "public, s-maxage=60, stale-while-revalidate=60, stale-if-error=600";

/// A folder that a tier keeps its files in.
pub(crate) struct Place {
    folder: tempfile::TempDir,
    pub(crate) clock: ManualClock,
}

/// A site with its tier.
pub(crate) struct Running {
    pub(crate) site: Site,
    pub(crate) disk: Arc<Disk>,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            clock: ManualClock::default(),
        }
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.folder.path().join("cache")
    }

    pub(crate) fn settings(&self) -> DiskSettings {
        DiskSettings::new(self.folder()).clock(self.clock.clone())
    }

    /// A process that has just started.
    pub(crate) async fn start(&self) -> Running {
        self.start_with(self.settings()).await
    }

    pub(crate) async fn start_with(&self, settings: DiskSettings) -> Running {
        let running = self.start_any(settings).await;
        assert_eq!(running.disk.health(), Health::Working);
        running
    }

    /// A process whose tier may not work.
    pub(crate) async fn start_any(&self, settings: DiskSettings) -> Running {
        let disk = Arc::new(Disk::start(settings).unwrap());
        disk.ready().await;
        let below = disk.clone();
        let clock = self.clock.clone();
        let site = Site::with(tagged("x"), Settings::default(), |builder| {
            builder.below(below).clock(clock)
        });
        Running { site, disk }
    }
}

impl Running {
    /// The process ends in order.
    pub(crate) async fn stop(self) {
        self.disk.flush().await;
        self.disk.close().await;
        assert_eq!(self.disk.health(), Health::Closed);
    }

    /// Waits until the tier is in a state.
    pub(crate) async fn until(&self, wanted: impl Fn(&Health) -> bool) -> Health {
        for _ in 0..2_000 {
            let health = self.disk.health();
            if wanted(&health) {
                return health;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("it stays {:?}", self.disk.health());
    }
}

/// A page of some length whose text is the number of its render.
pub(crate) fn tagged(tags: &'static str) -> Render {
    let Render::Page(status, fields, text) = page_with(CONTROL, &[("cache-tag", tags)]) else {
        panic!("a page");
    };
    Render::Page(status, fields, text + &"<p>words of a page</p>".repeat(40))
}

/// The number of the render that an answer is of.
pub(crate) fn render(text: &str) -> usize {
    let number = text.strip_prefix("<p>render ").unwrap();
    number.split('<').next().unwrap().parse().unwrap()
}

/// The files of one folder in another, as a process that is killed leaves them.
pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}
