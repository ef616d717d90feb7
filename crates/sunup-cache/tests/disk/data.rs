//! Data that pages share, on disk.

use std::time::Duration;

use sunup_cache::{
    data::{Data, Value},
    entry::BuildId,
};

use crate::{
    place::{Place, Running},
    source::{Source, text},
};

fn data(running: &Running) -> Data {
    let data = running.site.cache.data("tags:popular").tag("tags");
    data.fresh(Duration::from_secs(60))
        .stale_while_revalidate(Duration::from_secs(60))
        .stale_if_error(Duration::from_secs(600))
}

#[tokio::test]
async fn data_survives_a_restart_with_its_names() {
    let (place, source) = (Place::new(), Source::new());
    let before = place.start().await;
    assert_eq!(source.text(data(&before)).await, "read 1");
    before.stop().await;
    let after = place.start().await;
    let value = source.of(data(&after)).await.expect("a result");
    assert_eq!((text(&value).as_str(), value.tags.len()), ("read 1", 1));
    assert_eq!(after.site.cache.stats().data_hits, 1);
    // It has moved up.
    assert_eq!(source.text(data(&after)).await, "read 1");
    after.site.cache.purge_tag("tags").await;
    after.stop().await;
    let last = place.start().await;
    assert_eq!(source.text(data(&last)).await, "read 2");
}

#[tokio::test]
async fn data_of_another_build_is_read_anew() {
    let (place, source) = (Place::new(), Source::new());
    let build = |name: &str| place.settings().build(BuildId::new(name));
    let before = place.start_with(build("one")).await;
    assert_eq!(source.text(data(&before)).await, "read 1");
    before.stop().await;
    let served = build("two").builds_that_can_be_served(|build| build.as_str() == "one");
    let after = place.start_with(served).await;
    assert_eq!(source.text(data(&after)).await, "read 2");
    after.stop().await;
}

#[tokio::test]
async fn what_was_written_is_what_a_new_process_finds() {
    let (place, source) = (Place::new(), Source::new());
    let before = place.start().await;
    assert_eq!(source.text(data(&before)).await, "read 1");
    let written = data(&before).write(async { Ok::<_, String>(Value::from("written")) });
    written.await.expect("a result");
    before.stop().await;
    let after = place.start().await;
    assert_eq!(source.text(data(&after)).await, "written");
    assert_eq!(source.reads(), 1);
}
