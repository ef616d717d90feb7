//! Promise: how often pages are asked for, and from where, is known after a restart, and a file that
//! is not what was written does no harm.

mod support;

use std::{fs, path::Path, time::Duration};

use http::Request;
use sunup_cache::{CacheBuilder, clock::ManualClock, warm::HeatFile};
use support::{Site, page};

const FRESH: &str = "public, s-maxage=600";

fn process(clock: &ManualClock) -> Site {
    let clock = clock.clone();
    let later = |builder: CacheBuilder| builder.clock(clock);
    Site::with(page(FRESH), sunup_cache::Settings::default(), later)
}

async fn visits(site: &Site, path: &str, times: usize) {
    for _ in 0..times {
        let request = Request::get(path).header("host", "example.org");
        let request = request.header("referer", "https://example.org/");
        site.send(request).await;
        site.cache.purge_path(path).await;
    }
}

/// A file that a process has left which was asked for `/a`.
async fn left_in(path: &Path, clock: &ManualClock) -> u64 {
    let site = process(clock);
    let heat = HeatFile::start(&site.cache, path);
    visits(&site, "/a", 100).await;
    heat.close().await;
    site.cache.frequency().of("/a")
}

fn after(site: &Site) -> Vec<String> {
    let next = site.cache.transitions().after("/").into_iter();
    next.map(|next| next.key.to_string()).collect()
}

#[tokio::test]
async fn the_next_process_knows_what_the_last_one_did() {
    let (folder, clock) = (tempfile::tempdir().unwrap(), ManualClock::default());
    let path = folder.path().join("cache/heat");
    let before = left_in(&path, &clock).await;
    assert!(before > 20);
    let site = process(&clock);
    let _heat = HeatFile::start(&site.cache, &path);
    assert_eq!(site.cache.frequency().of("/a"), before);
    assert_eq!(after(&site), ["/a"]);
    // Nothing is left beside the file.
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
}

#[tokio::test(start_paused = true)]
async fn whoever_is_killed_loses_five_minutes() {
    let (folder, clock) = (tempfile::tempdir().unwrap(), ManualClock::default());
    let path = folder.path().join("heat");
    let site = process(&clock);
    let heat = HeatFile::start(&site.cache, &path);
    visits(&site, "/a", 100).await;
    assert!(!path.exists());
    tokio::time::sleep(Duration::from_secs(301)).await;
    drop(heat);
    let next = process(&clock);
    let _heat = HeatFile::start(&next.cache, &path);
    let known = site.cache.frequency().of("/a");
    assert_eq!(next.cache.frequency().of("/a"), known);
}

#[tokio::test]
async fn a_file_that_is_damaged_or_of_another_program_is_dropped_and_written_anew() {
    let (folder, clock) = (tempfile::tempdir().unwrap(), ManualClock::default());
    let path = folder.path().join("heat");
    left_in(&path, &clock).await;
    let whole = fs::read(&path).unwrap();
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 4;
    for bytes in [
        &flipped[..],
        &whole[..whole.len() / 3],
        &whole[..9],
        b"",
        b"SQLite format 3\0 and whatever follows there, more than a checksum",
    ] {
        fs::write(&path, bytes).unwrap();
        let site = process(&clock);
        let heat = HeatFile::start(&site.cache, &path);
        assert_eq!(site.cache.frequency().of("/a"), 0);
        assert_eq!(after(&site), [""; 0]);
        heat.close().await;
        assert_ne!(fs::read(&path).unwrap(), bytes);
    }
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_to_costs_nothing_else() {
    let (folder, clock) = (tempfile::tempdir().unwrap(), ManualClock::default());
    let file = folder.path().join("file");
    fs::write(&file, "no folder").unwrap();
    let site = process(&clock);
    let heat = HeatFile::start(&site.cache, file.join("heat"));
    visits(&site, "/a", 10).await;
    heat.save().await;
    assert!(site.cache.frequency().of("/a") > 0);
    fs::remove_file(&file).unwrap();
    heat.close().await;
    assert!(file.join("heat").exists());
}

#[tokio::test]
async fn two_processes_during_a_deployment_lose_nothing_of_each_other() {
    let (folder, clock) = (tempfile::tempdir().unwrap(), ManualClock::default());
    let path = folder.path().join("heat");
    let (old, new) = (process(&clock), process(&clock));
    let heat = HeatFile::start(&old.cache, &path);
    let of_new = HeatFile::start(&new.cache, &path);
    visits(&old, "/old", 100).await;
    visits(&new, "/new", 100).await;
    of_new.save().await;
    heat.close().await;
    of_new.close().await;
    let next = process(&clock);
    let _heat = HeatFile::start(&next.cache, &path);
    for (path, site) in [("/old", &old), ("/new", &new)] {
        let known = site.cache.frequency().of(path);
        assert_eq!(next.cache.frequency().of(path), known, "{path}");
    }
    assert_eq!(after(&next).len(), 2);
}

#[tokio::test]
async fn what_was_asked_for_long_before_the_restart_is_forgotten_by_halves() {
    let (folder, clock) = (tempfile::tempdir().unwrap(), ManualClock::default());
    let path = folder.path().join("heat");
    let before = left_in(&path, &clock).await;
    for (hours, most) in [(2, before), (3, before / 2), (7, before / 4), (24 * 7, 0)] {
        let later = ManualClock::default();
        later.advance(Duration::from_secs(hours * 3_600 + 60));
        let site = process(&later);
        let _heat = HeatFile::start(&site.cache, &path);
        let known = site.cache.frequency().of("/a");
        assert!(
            known <= most && (known > 0) == (most > 0),
            "{hours} h: {known}"
        );
    }
}
