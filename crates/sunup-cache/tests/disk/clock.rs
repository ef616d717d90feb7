//! A clock that is set, while a process runs and between two.

use std::time::Duration;

use crate::place::{Place, Running, copy, render};
use sunup_cache::clock::Clock;

const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(3600);

/// Waits until the cache has looked at the clock again.
async fn seen(running: &Running) {
    let disk = || running.site.cache.stats().disk.unwrap().purges;
    for _ in 0..1_500 {
        if disk() > 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("nobody saw that the clock was set back");
}

#[tokio::test]
async fn a_clock_that_is_set_back_between_two_processes_brings_nothing_back() {
    let place = Place::new();
    let before = place.start().await;
    before.site.get("/a").await;
    before.stop().await;
    // For all that one can tell, the page was stored in the future.
    place.clock.set(place.clock.now() - HOUR);
    let after = place.start().await;
    assert!(after.site.get("/a").await.cache().contains("fwd=miss"));
    // From then on all is as it was, also for the next process.
    after.stop().await;
    place.clock.advance(20 * SECOND);
    let next = place.start().await;
    assert!((33..=40).contains(&next.site.get("/a").await.ttl()));
    assert_eq!(next.site.stub.renders(), 0);
}

#[tokio::test]
async fn a_clock_that_is_set_back_by_seconds_is_no_reason_to_begin_anew() {
    let place = Place::new();
    let before = place.start().await;
    before.site.get("/a").await;
    before.stop().await;
    place.clock.set(place.clock.now() - 2 * SECOND);
    let after = place.start().await;
    assert!(after.site.get("/a").await.cache().contains("hit"));
}

#[tokio::test]
async fn a_clock_that_is_set_back_while_a_process_runs_empties_all_tiers() {
    let place = Place::new();
    let running = place.start().await;
    running.site.get("/a").await;
    running.disk.flush().await;
    place.clock.advance(50 * SECOND);
    place.clock.set(place.clock.now() - HOUR);
    seen(&running).await;
    // Whoever waits for a later purge has waited for that one.
    running.site.cache.purge_path("/none").await;
    let answer = running.site.get("/a").await;
    assert_eq!(render(answer.text()), 2);
    assert!(answer.cache().contains("fwd=miss"), "{}", answer.cache());
    // Neither does a process that comes after a kill find the page of before, nor does it take
    // the clock for one that was set back again.
    running.disk.flush().await;
    let mut killed = Place::new();
    copy(&place.folder(), &killed.folder());
    killed.clock = place.clock.clone();
    let after = killed.start().await;
    let answer = after.site.get("/a").await;
    assert_eq!(render(answer.text()), 2);
    assert!(answer.cache().contains("hit"), "{}", answer.cache());
}

#[tokio::test]
async fn a_clock_that_jumps_forward_makes_everything_old() {
    let place = Place::new();
    let before = place.start().await;
    before.site.get("/a").await;
    before.stop().await;
    place.clock.advance(HOUR);
    let ahead = place.start().await;
    assert!(!ahead.site.get("/a").await.cache().contains("hit"));
    ahead.site.get("/b").await;
    ahead.stop().await;
    // It was a mistake, and is set right.
    place.clock.set(place.clock.now() - HOUR);
    let after = place.start().await;
    assert!(after.site.get("/b").await.cache().contains("fwd=miss"));
}
