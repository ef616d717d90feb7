//! A disk that is full, may not be written to, or goes away: the site answers, and says so once.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use sunup_cache::store::disk::{DiskSettings, Health};
use tracing::{Event, Level, Metadata, Subscriber, span};

use crate::{
    place::{CONTROL, Place, Running, copy},
    support::Render,
};

const FOLDER: &str = "SUNUP_TEST_FAILING_FOLDER";

/// Counts what is said of a failure, and of its end.
struct Said;

static ERRORS: AtomicUsize = AtomicUsize::new(0);
static RECOVERIES: AtomicUsize = AtomicUsize::new(0);

impl Subscriber for Said {
    fn enabled(&self, about: &Metadata<'_>) -> bool {
        about.target().starts_with("sunup_cache::store::disk")
    }

    fn event(&self, event: &Event<'_>) {
        match *event.metadata().level() {
            Level::ERROR => ERRORS.fetch_add(1, Ordering::SeqCst),
            Level::INFO => RECOVERIES.fetch_add(1, Ordering::SeqCst),
            _ => 0,
        };
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

fn said() -> (usize, usize) {
    (
        ERRORS.load(Ordering::SeqCst),
        RECOVERIES.load(Ordering::SeqCst),
    )
}

fn large() -> Render {
    let fields = [("cache-control", CONTROL), ("cache-tag", "x")];
    let fields = fields.map(|(name, value)| (name, value.to_owned()));
    Render::Page(200, fields.to_vec(), "{n} words of a page".repeat(3000))
}

/// The site answers, and what it rendered is in memory.
async fn answers(running: &Running) {
    let path = format!("/works-{}", running.site.stub.renders());
    assert!(running.site.get(&path).await.cache().contains("stored"));
    assert!(
        running
            .site
            .get(&path)
            .await
            .cache()
            .ends_with("detail=memory")
    );
    assert!(running.site.cache.purge_path(&path).await.len() == 1);
    assert!(running.site.get(&path).await.cache().contains("stored"));
}

async fn start(folder: &Path) -> Running {
    let place = Place::new();
    let settings = DiskSettings::new(folder).clock(place.clock.clone());
    let running = place.start_any(settings).await;
    running.site.stub.set(large());
    running
}

/// Runs one of the tests below in a process of its own, which `prepare` prepares in a shell.
fn apart(test: &str, folder: &Path, prepare: &str) -> bool {
    let status = Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c"])
        .arg(format!("{prepare} && exec \"$0\" \"$@\""))
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", test, "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .status();
    status.is_ok_and(|status| status.success())
}

fn folder() -> Option<PathBuf> {
    std::env::var_os(FOLDER).map(PathBuf::from)
}

#[tokio::test]
#[ignore = "it needs a limit, and is started by the test below"]
async fn with_a_limit_to_the_size_of_files() {
    let Some(folder) = folder() else { return };
    tracing::subscriber::set_global_default(Said).unwrap();
    let running = start(&folder.join("cache")).await;
    for number in 0..400 {
        running.site.get(&format!("/{number}")).await;
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let disk = running.site.cache.stats().disk.unwrap();
    assert!(disk.dropped.not_working > 0, "{disk:?}");
    answers(&running).await;
    // It keeps to what there is room for.
    running.until(|health| *health == Health::Working).await;
    for number in 400..600 {
        running.site.get(&format!("/{number}")).await;
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    running.until(|health| *health == Health::Working).await;
    answers(&running).await;
    let (errors, recoveries) = said();
    assert!((1..=3).contains(&errors), "said {errors} times");
    assert!(
        (errors..=errors + 1).contains(&recoveries),
        "{recoveries} for {errors}"
    );
    let disk = running.site.cache.stats().disk.unwrap();
    assert!(disk.entries >= 5 && disk.dropped.evicted > 0, "{disk:?}");
}

#[test]
fn a_file_that_may_not_grow_leaves_the_site_running() {
    let folder = tempfile::tempdir().unwrap();
    // 8,192 blocks of 512 bytes, or of 1,024.
    let script = "trap '' XFSZ; ulimit -f 8192; exec \"$0\" \"$@\"";
    let status = Command::new("sh")
        .args(["-c", script])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "failing::with_a_limit_to_the_size_of_files"])
        .args(["--ignored", "--nocapture"])
        .env(FOLDER, folder.path())
        .status();
    assert!(status.unwrap().success());
}

#[tokio::test]
#[ignore = "it needs a small disk, and is started by the test below"]
async fn with_a_small_disk() {
    let Some(folder) = folder() else { return };
    tracing::subscriber::set_global_default(Said).unwrap();
    let ballast = folder.join("ballast");
    fs::write(&ballast, vec![1; 6 << 20]).unwrap();
    let running = start(&folder.join("cache")).await;
    for number in 0..400 {
        running.site.get(&format!("/{number}")).await;
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let disk = running.site.cache.stats().disk.unwrap();
    assert!(disk.dropped.not_working > 0, "{disk:?}");
    answers(&running).await;
    fs::remove_file(&ballast).unwrap();
    running.until(|health| *health == Health::Working).await;
    running.site.get("/again").await;
    running.disk.flush().await;
    assert!(running.site.cache.stats().disk.unwrap().entries > 0);
    let (errors, recoveries) = said();
    assert!((1..=4).contains(&errors), "said {errors} times");
    assert!(
        (errors..=errors + 1).contains(&recoveries),
        "{recoveries} for {errors}"
    );
}

#[tokio::test]
#[ignore = "it needs a disk that is read-only, and is started by the test below"]
async fn with_a_disk_that_is_read_only() {
    let Some(folder) = folder() else { return };
    tracing::subscriber::set_global_default(Said).unwrap();
    let running = start(&folder.join("cache")).await;
    let Health::Failed(why) = running.disk.health() else {
        panic!("{:?}", running.disk.health());
    };
    assert!(why.contains("Read-only"), "{why}");
    answers(&running).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(said(), (1, 0));
    let again = Command::new("mount")
        .args(["-o", "remount,rw"])
        .arg(&folder)
        .status();
    assert!(again.unwrap().success());
    running.until(|health| *health == Health::Working).await;
    running.site.get("/again").await;
    running.disk.flush().await;
    assert_eq!(
        (running.site.cache.stats().disk.unwrap().entries, said()),
        (1, (1, 1))
    );
}

/// Whether a process may mount something that only it sees.
fn may_mount() -> bool {
    let folder = tempfile::tempdir().unwrap();
    let mount = format!("mount -t tmpfs none {}", folder.path().display());
    let tried = Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", &mount])
        .stderr(std::process::Stdio::null())
        .status();
    tried.is_ok_and(|status| status.success())
}

#[test]
fn a_full_disk_leaves_the_site_running() {
    if !may_mount() {
        return println!("no disk can be mounted here: the limit to a file's size stands for it");
    }
    let folder = tempfile::tempdir().unwrap();
    let mount = format!(
        "mount -t tmpfs -o size=10m none {}",
        folder.path().display()
    );
    assert!(apart("failing::with_a_small_disk", folder.path(), &mount));
}

#[test]
fn a_read_only_disk_leaves_the_site_running() {
    if !may_mount() {
        return println!("no disk can be mounted here");
    }
    let folder = tempfile::tempdir().unwrap();
    let mount = format!("mount -t tmpfs -o ro none {}", folder.path().display());
    let test = "failing::with_a_disk_that_is_read_only";
    assert!(apart(test, folder.path(), &mount));
}

#[tokio::test]
async fn a_folder_that_is_no_folder_leaves_the_site_running() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("cache");
    fs::write(&file, "a file").unwrap();
    let running = start(&file).await;
    assert!(matches!(running.disk.health(), Health::Failed(_)));
    answers(&running).await;
    fs::remove_file(&file).unwrap();
    running.until(|health| *health == Health::Working).await;
}

#[tokio::test]
async fn a_folder_that_vanishes_is_made_again_and_nothing_old_comes_back() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("cache");
    let running = start(&folder).await;
    running.site.get("/a").await;
    running.disk.flush().await;
    fs::remove_dir_all(&folder).unwrap();
    running
        .until(|health| matches!(health, Health::Failed(_)))
        .await;
    answers(&running).await;
    running.until(|health| *health == Health::Working).await;
    running.site.get("/new").await;
    running.disk.flush().await;
    assert!(running.site.cache.stats().disk.unwrap().entries >= 1);
}

#[tokio::test]
async fn a_purge_while_the_disk_fails_outlives_a_kill() {
    let place = Place::new();
    let running = place.start().await;
    running.site.get("/a").await;
    running.disk.flush().await;
    let (pages, aside) = (place.folder().join("pages.redb"), place.folder().join("a"));
    fs::copy(&pages, &aside).unwrap();
    fs::remove_file(&pages).unwrap();
    running
        .until(|health| matches!(health, Health::Failed(_)))
        .await;
    running.site.cache.purge_path("/a").await;
    // As the disk is if the process is killed now, and the file is to be read again.
    let killed = Place::new();
    copy(&place.folder(), &killed.folder());
    fs::rename(
        killed.folder().join("a"),
        killed.folder().join("pages.redb"),
    )
    .unwrap();
    let settings = killed.settings().clock(place.clock.clone());
    let after = killed.start_with(settings).await;
    assert!(after.site.get("/a").await.cache().contains("fwd=miss"));
    running.until(|health| *health == Health::Working).await;
}

#[tokio::test]
async fn where_there_is_no_place_for_the_folder_none_is_made_up() {
    let place = tempfile::tempdir().unwrap();
    let mounted = place.path().join("mounted");
    let running = start(&mounted.join("cache")).await;
    fs::remove_dir_all(&mounted).unwrap();
    running
        .until(|health| matches!(health, Health::Failed(_)))
        .await;
    answers(&running).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert!(!mounted.exists());
}
