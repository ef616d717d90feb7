//! Promise: what must not be stored is not, its visitors never queue for one another, and what is
//! too large streams through.

mod support;

use std::time::Duration;

use futures_util::future::join_all;
use http::Request;
use http_body_util::BodyExt;
use sunup_cache::{Body, Settings};
use support::{Render, Site, page, page_with};
use tower::ServiceExt;

#[tokio::test(start_paused = true)]
async fn a_page_that_declares_nothing_is_private() {
    let site = Site::new(Render::Page(200, vec![], "mine".to_owned()));
    let answer = site.get("/").await;
    assert_eq!(answer.field("cache-control"), "private, no-store");
    site.get("/").await;
    assert_eq!(site.stub.renders(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_response_with_set_cookie_is_never_stored() {
    let control = "public, s-maxage=60";
    let site = Site::new(page_with(control, &[("set-cookie", "a=b")]));
    let gate = site.stub.close();
    let visits = site.visits(3);
    site.stub.began(1).await;
    tokio::time::sleep(Duration::from_millis(2)).await;
    gate.open();
    let mut texts = Vec::new();
    for answer in join_all(visits).await {
        texts.push(answer.unwrap().text().to_owned());
    }
    texts.sort();
    // Each got a render of its own.
    assert_eq!(
        texts,
        ["<p>render 1</p>", "<p>render 2</p>", "<p>render 3</p>"]
    );
}

#[tokio::test(start_paused = true)]
async fn visitors_of_a_key_seen_to_be_uncacheable_never_queue() {
    let site = Site::new(page("private"));
    site.get("/").await;
    let gate = site.stub.close();
    let visits = site.visits(10);
    // All ten render at the same time.
    site.stub.began(11).await;
    gate.open();
    for answer in join_all(visits).await {
        let answer = answer.unwrap();
        assert!(
            answer.cache().contains("detail=private"),
            "{}",
            answer.cache()
        );
    }
    assert_eq!(site.cache.stats().markers, 1);
}

#[tokio::test(start_paused = true)]
async fn a_marker_goes_with_the_first_answer_that_may_be_stored() {
    let site = Site::new(page("private"));
    site.get("/").await;
    site.stub.set(page("public, s-maxage=60"));
    assert!(site.get("/").await.cache().contains("stored"));
    assert!(site.get("/").await.cache().starts_with("sunup; hit"));
    assert_eq!(site.cache.stats().markers, 0);
}

#[tokio::test(start_paused = true)]
async fn sessions_and_authorization_pass_by_both_ways() {
    let site = Site::with(
        page("public, s-maxage=60"),
        Settings::default(),
        |builder| {
            builder.session(|parts| {
                let cookie = parts.headers.get("cookie");
                cookie.is_some_and(|cookie| cookie == "session=valid")
            })
        },
    );
    site.get("/").await;
    for (name, value) in [("cookie", "session=valid"), ("authorization", "Bearer x")] {
        let before = site.stub.renders();
        let answer = site.send(Request::get("/").header(name, value)).await;
        assert_eq!(site.stub.renders(), before + 1);
        assert!(
            answer.cache().starts_with("sunup; fwd=bypass; detail="),
            "{}",
            answer.cache()
        );
        assert_eq!(answer.field("cache-control"), "private, no-store");
        // The page saw the request as it was sent.
        let seen = site.stub.seen().pop().unwrap();
        assert_eq!(seen.headers[name], value);
    }
    let expired = Request::get("/").header("cookie", "session=expired");
    let answer = site.send(expired).await;
    assert_eq!(answer.text(), "<p>render 1</p>");
}

#[tokio::test(start_paused = true)]
async fn headers_that_only_sunup_sets_reach_no_page_from_outside() {
    let site = Site::new(page("public, s-maxage=60"));
    for request in [
        Request::get("/"),
        Request::post("/"),
        Request::get("/").header("authorization", "Bearer x"),
        Request::get("/").header("upgrade", "websocket"),
        Request::get("/%"),
    ] {
        let request = request
            .header("x-sunup-route", "/admin")
            .header("Sunup-Session", "1");
        site.send(request).await;
        let seen = site.stub.seen().pop().unwrap();
        let mut names = seen.headers.keys();
        assert!(
            !names.any(|name| name.as_str().contains("sunup")),
            "{seen:?}"
        );
    }
    assert_eq!(site.stub.renders(), 5);
}

#[tokio::test(start_paused = true)]
async fn what_no_key_stands_for_is_public_for_nobody() {
    let declared = [
        ("cache-tag", "a"),
        ("cdn-cache-control", "max-age=60"),
        ("surrogate-control", "max-age=60"),
        ("expires", "Fri, 31 Dec 2094 12:00:00 GMT"),
    ];
    let site = Site::new(page_with("public, s-maxage=60", &declared));
    let long = format!("/{}", "a".repeat(3_000));
    let plain = || Request::get("/");
    for (request, detail) in [
        (plain().header("content-length", "4"), "body"),
        (plain().header("content-length", "0, 0"), "body"),
        (plain().header("transfer-encoding", "chunked"), "body"),
        (plain().header("upgrade", "websocket"), "upgrade"),
        (Request::get("/a/../b"), "target"),
        (Request::get("/a%2f..%2fb"), "target"),
        (Request::get("/a/%"), "target"),
        (Request::get(&long), "target"),
        (Request::head("/a/%2e%2e/b"), "target"),
    ] {
        let asked = format!("{request:?}");
        let answer = site.send(request).await;
        let status = format!("sunup; fwd=bypass; detail={detail}");
        assert_eq!((answer.status, answer.cache()), (200, &*status), "{asked}");
        let control: Vec<_> = answer.headers.get_all("cache-control").iter().collect();
        assert_eq!(control, ["private, no-store"], "{asked}");
        for (name, _) in declared {
            assert_eq!(answer.field(name), "", "{name} of {asked}");
        }
    }
    assert_eq!(site.cache.stats().entries, 0);
    // What is asked for in full keeps what its page declares.
    let answer = site.send(plain().header("upgrade", "h2c")).await;
    assert_eq!(answer.field("cache-control"), "public, s-maxage=60");
}

#[tokio::test(start_paused = true)]
async fn a_body_over_the_limit_streams_through_and_is_not_stored() {
    let settings = Settings {
        entry_limit: 64 << 10,
        ..Settings::default()
    };
    let fields = vec![("cache-control", "public, s-maxage=60".to_owned())];
    let site = Site::with(Render::Stream(200, fields.clone()), settings, |builder| {
        builder
    });
    for detail in ["detail=streamed", "detail=too-large"] {
        let answer = site.get("/").await;
        assert_eq!(answer.body.len(), 200 << 10);
        assert!(answer.cache().ends_with(detail), "{}", answer.cache());
    }
    assert_eq!(site.cache.stats().entries, 0);
    site.stub.set(Render::Stream(50, fields));
    assert_eq!(site.get("/").await.body.len(), 50 << 10);
    assert_eq!(site.cache.stats().entries, 0);
    // After two minutes it is tried again.
    site.pass(121);
    assert_eq!(site.get("/").await.body.len(), 50 << 10);
    site.settle().await;
    assert_eq!(site.cache.stats().entries, 1);
}

#[tokio::test(start_paused = true)]
async fn an_uncacheable_body_is_not_collected_before_it_is_sent() {
    let fields = vec![("cache-control", "private".to_owned())];
    let site = Site::new(Render::Stream(1 << 20, fields));
    let request = Request::get("/").body(Body::empty()).unwrap();
    let response = site.service.clone().oneshot(request).await.unwrap();
    // A gibibyte, of which two pieces are read.
    let mut body = response.into_body();
    for _ in 0..2 {
        let frame = body.frame().await.unwrap().unwrap();
        assert_eq!(frame.into_data().unwrap().len(), 1024);
    }
}

#[tokio::test(start_paused = true)]
async fn addresses_that_do_not_exist_have_a_budget_of_their_own() {
    let fields = vec![("cache-control", "public, s-maxage=60".to_owned())];
    let absent = Render::Page(404, fields, "x".repeat(10_000));
    let site = Site::new(page("public, s-maxage=60"));
    for page in 0..20 {
        site.get(&format!("/{page}")).await;
    }
    site.stub.set(absent);
    for page in 0..5_000 {
        assert_eq!(site.get(&format!("/none/{page}")).await.status, 404);
    }
    site.stub.set(page("public, s-maxage=60"));
    let renders = site.stub.renders();
    for page in 0..20 {
        site.get(&format!("/{page}")).await;
    }
    assert_eq!(
        site.stub.renders(),
        renders,
        "pages had to go for what does not exist"
    );
    let stats = site.cache.stats();
    assert!(stats.bytes <= stats.capacity + (1 << 20), "{stats:?}");
    assert!(stats.entries < 200, "{stats:?}");
}

#[tokio::test(start_paused = true)]
async fn only_if_cached_never_renders() {
    let site = Site::new(page("public, s-maxage=60"));
    let request = || Request::get("/").header("cache-control", "only-if-cached");
    assert_eq!(site.send(request()).await.status, 504);
    assert_eq!(site.stub.renders(), 0);
    site.get("/").await;
    assert_eq!(site.send(request()).await.status, 200);
}
