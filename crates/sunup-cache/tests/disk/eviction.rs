//! What the tier may take on disk.

use std::time::Duration;

use crate::{
    place::{CONTROL, Place},
    support::Render,
};

fn large() -> Render {
    of_length(600)
}

fn of_length(times: usize) -> Render {
    let fields = [("cache-control", CONTROL), ("cache-tag", "x")];
    let fields = fields.map(|(name, value)| (name, value.to_owned()));
    Render::Page(200, fields.to_vec(), "{n} words of a page".repeat(times))
}

#[tokio::test]
async fn the_coldest_make_room_and_the_file_stays_within_its_limit() {
    let place = Place::new();
    let limit = 16 << 20;
    let running = place.start_with(place.settings().bytes(limit)).await;
    running.site.stub.set(of_length(2_400));
    // Twice as much as there is room for, while two pages are read again and again.
    for number in 0..500 {
        running.site.get(&format!("/{number}")).await;
        if number % 20 == 0 {
            running.disk.flush().await;
            for hot in ["/1", "/2"] {
                read_from_disk(&place, &running, hot).await;
            }
        }
    }
    running.disk.flush().await;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    let disk = running.site.cache.stats().disk.unwrap();
    assert!(disk.bytes <= limit && disk.entries > 100, "{disk:?}");
    assert!(disk.dropped.evicted > 100, "{disk:?}");
    let file = std::fs::metadata(place.folder().join("pages.redb")).unwrap();
    assert!(file.len() <= limit * 5 / 4, "{} bytes", file.len());
    running.stop().await;
    let after = place.start_with(place.settings().bytes(limit)).await;
    for hot in ["/1", "/2"] {
        assert!(
            after.site.get(hot).await.cache().ends_with("detail=disk"),
            "{hot}"
        );
    }
}

/// Another site on the same tier, whose memory is empty, reads a page.
async fn read_from_disk(place: &Place, running: &crate::place::Running, path: &str) {
    let (below, clock) = (running.disk.clone(), place.clock.clone());
    let cold = crate::support::Site::with(large(), Default::default(), |builder| {
        builder.below(below).clock(clock)
    });
    cold.get(path).await;
}

#[tokio::test]
async fn a_queue_that_is_full_drops_what_comes_and_the_older_copy_with_it() {
    let place = Place::new();
    let running = place.start_with(place.settings().queue(40_000)).await;
    running.site.stub.set(large());
    running.site.get("/a").await;
    running.disk.flush().await;
    // The queue has room for two or three.
    running.site.cache.purge_path("/a").await;
    for path in ["/b", "/c", "/d", "/e", "/a"] {
        running.site.get(path).await;
    }
    let disk = running.site.cache.stats().disk.unwrap();
    assert!(disk.dropped.queue_full > 0, "{disk:?}");
    running.stop().await;
    let after = place.start().await;
    assert!(after.site.get("/a").await.cache().contains("fwd=miss"));
    assert!(after.site.get("/b").await.cache().ends_with("detail=disk"));
}

#[tokio::test]
async fn a_file_that_is_larger_than_it_may_be_now_is_made_smaller() {
    let place = Place::new();
    let running = place.start().await;
    running.site.stub.set(large());
    for number in 0..400 {
        running.site.get(&format!("/{number}")).await;
    }
    running.stop().await;
    let limit = 2 << 20;
    let after = place.start_with(place.settings().bytes(limit)).await;
    let disk = after.site.cache.stats().disk.unwrap();
    assert!(disk.bytes <= limit && disk.entries > 20, "{disk:?}");
    let file = std::fs::metadata(place.folder().join("pages.redb")).unwrap();
    assert!(file.len() <= limit * 3 / 2, "{} bytes", file.len());
}
