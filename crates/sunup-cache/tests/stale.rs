//! Promise: what is stale is served and refreshed behind; what fails is backed off from, and the
//! last good entry is kept.

mod support;

use support::{Render, Site, failure, page};

#[tokio::test(start_paused = true)]
async fn within_its_grace_a_page_is_served_stale_and_refreshed_once() {
    let site = Site::new(page("public, s-maxage=60, stale-while-revalidate=600"));
    assert_eq!(site.get("/").await.text(), "<p>render 1</p>");
    assert!(site.get("/").await.cache().starts_with("sunup; hit; ttl="));
    site.pass(72);
    let gate = site.stub.close();
    for _ in 0..20 {
        let stale = site.get("/").await;
        assert_eq!(stale.text(), "<p>render 1</p>");
        assert!(
            stale.cache().starts_with("sunup; hit; ttl=-"),
            "{}",
            stale.cache()
        );
        assert_eq!(stale.field("age"), "72");
    }
    gate.open();
    site.settle().await;
    let fresh = site.get("/").await;
    assert_eq!((fresh.text(), site.stub.renders()), ("<p>render 2</p>", 2));
    assert_eq!(fresh.field("age"), "0");
}

#[tokio::test(start_paused = true)]
async fn beyond_its_grace_a_request_waits() {
    let site = Site::new(page("public, s-maxage=60, stale-while-revalidate=10"));
    site.get("/").await;
    site.pass(71);
    let answer = site.get("/").await;
    assert_eq!(answer.text(), "<p>render 2</p>");
    assert!(answer.cache().contains("fwd=miss; "), "{}", answer.cache());
}

#[tokio::test(start_paused = true)]
async fn where_a_render_fails_the_last_good_page_is_served() {
    let site = Site::new(page("public, s-maxage=60, stale-if-error=600"));
    site.get("/").await;
    site.pass(100);
    for broken in [failure(), Render::Panic, Render::Broken] {
        site.stub.set(broken);
        let answer = site.get("/").await;
        assert_eq!((answer.status, answer.text()), (200, "<p>render 1</p>"));
        site.pass(100);
    }
    site.pass(400);
    site.stub.set(failure());
    assert_eq!(site.get("/").await.status, 500);
}

#[tokio::test(start_paused = true)]
async fn the_status_of_the_failure_is_told() {
    let site = Site::new(page("public, s-maxage=60, stale-if-error=600"));
    site.get("/").await;
    site.pass(100);
    site.stub.set(failure());
    let answer = site.get("/").await;
    let cache = answer.cache();
    assert!(cache.contains("fwd=stale; fwd-status=500"), "{cache}");
}

#[tokio::test(start_paused = true)]
async fn a_key_whose_refresh_failed_is_left_alone_for_longer_and_longer() {
    let control = "public, s-maxage=60, stale-while-revalidate=100000, stale-if-error=100000";
    let site = Site::new(page(control));
    site.get("/").await;
    site.pass(100);
    site.stub.set(failure());
    let mut attempts = Vec::new();
    for _ in 0..60 {
        let before = site.stub.renders();
        assert_eq!(site.get("/").await.text(), "<p>render 1</p>");
        site.settle().await;
        attempts.push(site.stub.renders() - before);
        site.pass(1);
    }
    let tried = attempts.iter().sum::<usize>();
    assert!((4..=7).contains(&tried), "{tried} attempts within a minute");
    site.stub.set(page(control));
    site.pass(600);
    site.get("/").await;
    site.settle().await;
    assert_ne!(site.get("/").await.text(), "<p>render 1</p>");
}

#[tokio::test(start_paused = true)]
async fn a_route_that_fails_is_spared_and_noticed_when_it_recovers() {
    let site = Site::new(page("public, s-maxage=60, stale-while-revalidate=100000"));
    for page in 0..30 {
        site.get(&format!("/{page}")).await;
    }
    site.pass(100);
    site.stub.set(failure());
    let before = site.stub.renders();
    for page in 0..30 {
        site.get(&format!("/{page}")).await;
        site.settle().await;
    }
    // All thirty are stale; the circuit opens after eight.
    assert!(
        site.stub.renders() - before <= 10,
        "{}",
        site.stub.renders() - before
    );
    assert_eq!(site.cache.stats().open_circuits, 1);
    site.stub.set(page("public, s-maxage=60"));
    let answer = site.get("/new").await;
    assert_eq!(answer.status, 200);
    assert_eq!(site.cache.stats().open_circuits, 0);
}

#[tokio::test(start_paused = true)]
async fn one_broken_page_closes_no_other_of_its_route() {
    let site = Site::new(failure());
    for _ in 0..20 {
        site.get("/broken").await;
    }
    // Somebody asks for it all the time.
    site.stub.set(Render::Never);
    let busy = site.clone();
    let hangs = tokio::spawn(async move { busy.get("/broken").await });
    site.stub.began(21).await;
    site.stub.set(page("public, s-maxage=60"));
    assert_eq!(site.get("/new").await.status, 200);
    hangs.abort();
}

#[tokio::test(start_paused = true)]
async fn a_page_that_is_spared_says_that_it_cannot_be_shown_now() {
    let site = Site::new(failure());
    for page in 0..20 {
        site.get(&format!("/{page}")).await;
    }
    site.stub.set(Render::Never);
    let busy = site.clone();
    let probe = tokio::spawn(async move { busy.get("/probe").await });
    site.stub.began(site.stub.renders() + 1).await;
    let spared = site.get("/new").await;
    assert_eq!((spared.status, spared.field("retry-after")), (503, "2"));
    assert!(
        spared.text().contains("cannot be shown"),
        "{}",
        spared.text()
    );
    probe.abort();
}

#[tokio::test(start_paused = true)]
async fn a_page_that_became_private_is_not_served_stale_any_more() {
    let site = Site::new(page("public, s-maxage=60, stale-while-revalidate=600"));
    site.get("/").await;
    site.pass(100);
    site.stub.set(page("private"));
    assert_eq!(site.get("/").await.text(), "<p>render 1</p>");
    site.settle().await;
    assert_eq!(site.get("/").await.text(), "<p>render 3</p>");
}
