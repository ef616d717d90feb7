//! Promise: one render per key, whoever comes and whatever becomes of the one who renders.

mod support;

use std::time::Duration;

use futures_util::future::join_all;
use sunup_cache::Settings;
use support::{Render, Site, failure, page};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_requests_for_a_cold_key_are_one_render() {
    let site = Site::new(page("public, s-maxage=60"));
    let gate = site.stub.close();
    let visits = site.visits(1000);
    // Only when all of them have come: a busy machine takes its time.
    while site.asked() < 1000 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    tokio::time::sleep(Duration::from_millis(20)).await;
    gate.open();
    let answers: Vec<_> = join_all(visits).await;
    assert_eq!(site.stub.renders(), 1);
    let mut collapsed = 0;
    for answer in answers {
        let answer = answer.unwrap();
        assert_eq!(answer.text(), "<p>render 1</p>");
        collapsed += usize::from(answer.cache().contains("collapsed"));
    }
    assert!(collapsed > 900, "{collapsed} were collapsed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn without_a_gate_it_is_one_render_as_well() {
    for _ in 0..50 {
        let site = Site::new(page("public, s-maxage=60"));
        let visits = (0..100).map(|_| {
            let site = site.clone();
            tokio::spawn(async move { site.get("/").await })
        });
        join_all(visits).await;
        assert_eq!(site.stub.renders(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_leader_that_panics_hands_over() {
    let site = Site::new(page("public, s-maxage=60"));
    site.stub.next(Render::Panic);
    let gate = site.stub.close();
    let visits = site.visits(10);
    site.stub.began(1).await;
    gate.open();
    let answers = join_all(visits).await;
    let statuses: Vec<u16> = answers
        .into_iter()
        .map(|answer| answer.unwrap().status)
        .collect();
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 9);
    assert_eq!(statuses.iter().filter(|status| **status == 500).count(), 1);
    assert_eq!(site.stub.renders(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_page_that_always_panics_is_not_rendered_for_each_visitor() {
    let site = Site::new(Render::Panic);
    let gate = site.stub.close();
    let visits = site.visits(100);
    site.stub.began(1).await;
    gate.open();
    for answer in join_all(visits).await {
        assert_eq!(answer.unwrap().status, 500);
    }
    assert!(site.stub.renders() <= 4, "{}", site.stub.renders());
}

#[tokio::test(start_paused = true)]
async fn a_leader_that_takes_too_long_hands_over() {
    let settings = Settings {
        render_deadline: Duration::from_secs(5),
        wait: Duration::from_secs(8),
        ..Settings::default()
    };
    let site = Site::with(page("public, s-maxage=60"), settings, |builder| builder);
    site.stub.next(Render::Never);
    let first = tokio::spawn({
        let site = site.clone();
        async move { site.get("/").await }
    });
    site.stub.began(1).await;
    let second = site.get("/").await;
    assert_eq!((second.status, site.stub.renders()), (200, 2));
    assert_eq!(first.await.unwrap().status, 503);
}

#[tokio::test(start_paused = true)]
async fn waiters_have_a_deadline_of_their_own() {
    let settings = Settings {
        render_deadline: Duration::from_secs(60),
        wait: Duration::from_secs(2),
        ..Settings::default()
    };
    let site = Site::with(Render::Never, settings, |builder| builder);
    let first = tokio::spawn({
        let site = site.clone();
        async move { site.get("/").await }
    });
    site.stub.began(1).await;
    let begun = tokio::time::Instant::now();
    let second = site.get("/").await;
    assert_eq!(second.status, 503);
    assert_eq!(second.field("retry-after"), "2");
    assert_eq!(begun.elapsed().as_secs(), 2);
    assert_eq!(site.stub.renders(), 1);
    first.abort();
}

#[tokio::test(start_paused = true)]
async fn a_waiter_whose_time_is_up_takes_what_is_stale() {
    let settings = Settings {
        wait: Duration::from_secs(2),
        ..Settings::default()
    };
    let control = "public, s-maxage=60, stale-if-error=600";
    let site = Site::with(page(control), settings, |builder| builder);
    site.get("/").await;
    site.pass(100);
    site.stub.set(Render::Never);
    let first = tokio::spawn({
        let site = site.clone();
        async move { site.get("/").await }
    });
    site.stub.began(2).await;
    let second = site.get("/").await;
    assert_eq!((second.status, second.text()), (200, "<p>render 1</p>"));
    assert!(second.cache().contains("fwd=stale"), "{}", second.cache());
    first.abort();
}

#[tokio::test(start_paused = true)]
async fn a_client_that_leaves_cancels_nothing_that_others_wait_for() {
    let site = Site::new(page("public, s-maxage=60"));
    let gate = site.stub.close();
    let first = tokio::spawn({
        let site = site.clone();
        async move { site.get("/").await }
    });
    site.stub.began(1).await;
    let second = tokio::spawn({
        let site = site.clone();
        async move { site.get("/").await }
    });
    tokio::task::yield_now().await;
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    gate.open();
    assert_eq!(second.await.unwrap().text(), "<p>render 1</p>");
    assert_eq!(site.stub.renders(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_render_that_nobody_waits_for_any_more_is_stored() {
    let site = Site::new(page("public, s-maxage=60"));
    let gate = site.stub.close();
    let only = tokio::spawn({
        let site = site.clone();
        async move { site.get("/").await }
    });
    site.stub.began(1).await;
    only.abort();
    gate.open();
    site.settle().await;
    let answer = site.get("/").await;
    assert!(
        answer.cache().starts_with("sunup; hit"),
        "{}",
        answer.cache()
    );
    assert_eq!(site.stub.renders(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_one_render_for_all_who_waited() {
    let site = Site::new(failure());
    let gate = site.stub.close();
    let visits = site.visits(50);
    site.stub.began(1).await;
    tokio::time::sleep(Duration::from_millis(5)).await;
    gate.open();
    for answer in join_all(visits).await {
        let answer = answer.unwrap();
        assert_eq!((answer.status, answer.text()), (500, "it failed"));
        assert_eq!(answer.field("cache-control"), "private, no-store");
    }
    assert_eq!(site.stub.renders(), 1);
}
