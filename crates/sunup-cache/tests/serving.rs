//! Promise: validators, encodings, `HEAD`, `Age` and `Date` are right, and a hit copies no body.

mod support;

use http::{Extensions, Request};
use sunup_cache::{Body, Settings, purge::Selector};
use support::{Render, Site, page, page_with};
use tower::ServiceExt;

const CONTROL: &str = "public, s-maxage=60";

fn long(content_type: &str) -> Render {
    let fields = vec![
        ("cache-control", CONTROL.to_owned()),
        ("content-type", content_type.to_owned()),
    ];
    Render::Page(200, fields, "<p>words of a page</p>".repeat(200))
}

#[tokio::test]
async fn a_body_is_compressed_once_behind_and_served_by_q_value() {
    let site = Site::new(long("text/html; charset=utf-8"));
    let plain = site.get("/").await;
    assert_eq!(plain.field("content-encoding"), "");
    assert_eq!(plain.field("vary"), "accept-encoding");
    let mut etags = vec![plain.field("etag").to_owned()];
    for (accepted, encoding) in [
        ("gzip, br;q=0.9, zstd;q=0.1", "gzip"),
        ("gzip;q=0.1, br", "br"),
        ("zstd", "zstd"),
        ("identity", ""),
        ("br;q=0, gzip;q=0", ""),
    ] {
        let request = || Request::get("/").header("accept-encoding", accepted);
        let mut answer = site.send(request()).await;
        for _ in 0..2000 {
            if answer.field("content-encoding") == encoding {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
            answer = site.send(request()).await;
        }
        assert_eq!(answer.field("content-encoding"), encoding, "for {accepted}");
        assert_eq!(
            answer.field("content-length"),
            answer.body.len().to_string()
        );
        if !encoding.is_empty() {
            assert!(answer.body.len() < plain.body.len() / 4);
            etags.push(answer.field("etag").to_owned());
        }
    }
    etags.sort();
    etags.dedup();
    assert_eq!(etags.len(), 4, "each encoding has its own strong tag");
    assert!(etags.iter().all(|tag| tag.starts_with('"')));
    assert_eq!(site.stub.renders(), 1);
}

#[tokio::test(start_paused = true)]
async fn what_a_client_has_is_answered_with_304_without_body_or_render() {
    let site = Site::new(page_with(CONTROL, &[("cache-tag", "a")]));
    let first = site.get("/").await;
    let tag = first.field("etag").to_owned();
    for condition in [tag.clone(), format!("\"x\", W/{tag}"), "*".to_owned()] {
        let answer = site
            .send(Request::get("/").header("if-none-match", condition))
            .await;
        assert_eq!((answer.status, answer.body.len()), (304, 0));
        assert_eq!(answer.field("etag"), tag);
        assert_eq!(answer.field("cache-control"), CONTROL);
        assert_eq!(answer.field("date"), first.field("date"));
        assert_eq!(answer.field("content-type"), "");
        assert!(
            answer.cache().starts_with("sunup; hit"),
            "{}",
            answer.cache()
        );
    }
    let other = site
        .send(Request::get("/").header("if-none-match", "\"x\""))
        .await;
    assert_eq!(other.status, 200);
    assert_eq!(site.stub.renders(), 1);
    assert_eq!(site.cache.stats().not_modified, 3);
}

/// A page whose body is there in every encoding.
async fn compressed() -> Site {
    let site = Site::new(long("text/html; charset=utf-8"));
    site.get("/").await;
    for _ in 0..2000 {
        let request = Request::get("/").header("accept-encoding", "gzip");
        // The last that is made.
        if site.send(request).await.field("content-encoding") == "gzip" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
    }
    site
}

#[tokio::test]
async fn a_304_carries_the_fields_that_the_200_had_and_none_of_its_body() {
    let site = compressed().await;
    for accepted in ["br", "zstd", "gzip", "identity"] {
        let request = || Request::get("/").header("accept-encoding", accepted);
        let whole = site.send(request()).await;
        assert_eq!(whole.status, 200);
        let tag = whole.field("etag").to_owned();
        let current = site.send(request().header("if-none-match", tag)).await;
        assert_eq!((current.status, current.body.len()), (304, 0));
        // RFC 9110, section 15.4.5.
        for name in ["etag", "cache-control", "vary", "date"] {
            assert!(!current.field(name).is_empty(), "{name} for {accepted}");
            assert_eq!(current.field(name), whole.field(name), "for {accepted}");
        }
        for name in ["content-type", "content-length", "content-encoding"] {
            assert_eq!(current.field(name), "", "{name} for {accepted}");
        }
    }
}

#[tokio::test]
async fn every_answer_that_has_encodings_says_that_it_varies_by_them() {
    let site = compressed().await;
    let tag = site.get("/").await.field("etag").to_owned();
    for request in [
        Request::get("/"),
        Request::head("/"),
        Request::get("/").header("accept-encoding", "br"),
        Request::head("/").header("accept-encoding", "zstd"),
        Request::get("/").header("if-none-match", tag),
    ] {
        let answer = site.send(request).await;
        assert_eq!(answer.field("vary"), "accept-encoding");
        assert_eq!(answer.field("content-location"), "");
    }
    // What could be compressed but is not yet, and what says it on its own.
    let own = page_with(CONTROL, &[("vary", "Accept-Encoding")]);
    let picture = long("image/png");
    for (render, vary) in [
        (long("text/css"), "accept-encoding"),
        (own, "Accept-Encoding"),
        (picture, ""),
    ] {
        let answer = Site::new(render).get("/").await;
        let lines: Vec<_> = answer.headers.get_all("vary").iter().collect();
        assert_eq!((answer.field("vary"), lines.len() < 2), (vary, true));
    }
}

#[tokio::test]
async fn a_head_has_the_fields_of_the_get() {
    let site = compressed().await;
    for accepted in ["br", "identity"] {
        let get = Request::get("/").header("accept-encoding", accepted);
        let head = Request::head("/").header("accept-encoding", accepted);
        let (get, head) = (site.send(get).await, site.send(head).await);
        let fields = |answer: &support::Answer| {
            let mut headers = answer.headers.clone();
            assert!(headers.remove("age").is_some() && headers.contains_key("date"));
            headers.remove("cache-status");
            headers
        };
        assert_eq!(fields(&get), fields(&head));
        assert_eq!(head.field("content-length"), get.body.len().to_string());
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_without_content_has_no_length() {
    let fields = vec![("cache-control", CONTROL.to_owned())];
    let site = Site::new(Render::Page(204, fields, String::new()));
    for _ in 0..2 {
        let answer = site.get("/").await;
        assert_eq!(answer.status, 204);
        assert!(!answer.headers.contains_key("content-length"));
    }
    assert_eq!(site.stub.renders(), 1);
}

#[tokio::test]
async fn what_a_crawler_touches_once_is_not_compressed() {
    let site = Site::new(long("text/html"));
    let touch = async |page: u32| {
        let request = Request::get(format!("/{page}")).header("accept-encoding", "gzip, br");
        site.send(request).await
    };
    for page in 0..300 {
        touch(page).await;
    }
    // A second visitor shows that the compressing works.
    while touch(7).await.field("content-encoding") != "br" {
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
    }
    let pages = site.cache.list(&Selector::All, 1000).entries;
    let coded = pages.iter().filter(|page| page.encodings.len() > 1);
    assert_eq!((pages.len(), coded.count()), (300, 1));
}

#[tokio::test(start_paused = true)]
async fn a_miss_with_a_matching_tag_is_304_as_well() {
    let site = Site::new(Render::Page(
        200,
        vec![("cache-control", CONTROL.to_owned())],
        "always the same".to_owned(),
    ));
    let tag = site.get("/").await.field("etag").to_owned();
    site.cache.flush().await;
    let answer = site
        .send(Request::get("/").header("if-none-match", tag))
        .await;
    assert_eq!((answer.status, site.stub.renders()), (304, 2));
    // The page itself never sees the condition.
    assert!(
        site.stub
            .seen()
            .iter()
            .all(|seen| !seen.headers.contains_key("if-none-match"))
    );
}

#[tokio::test(start_paused = true)]
async fn head_is_answered_from_the_entry_without_a_body() {
    let site = Site::new(page(CONTROL));
    let head = site.send(Request::head("/")).await;
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.field("content-length"), "15");
    assert_eq!(site.stub.seen()[0].method, "GET");
    let get = site.get("/").await;
    assert_eq!((get.text(), site.stub.renders()), ("<p>render 1</p>", 1));
    assert_eq!(get.field("etag"), head.field("etag"));
}

#[tokio::test(start_paused = true)]
async fn age_counts_and_date_stands() {
    let site = Site::new(page("public, s-maxage=600"));
    let first = site.get("/").await;
    assert_eq!(first.field("age"), "0");
    site.pass(42);
    let later = site.get("/").await;
    assert_eq!(later.field("age"), "42");
    assert_eq!(later.field("date"), first.field("date"));
    assert!(!later.field("date").is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_hit_copies_no_body() {
    let site = Site::new(long("text/html"));
    site.get("/").await;
    let body = async || {
        let request = Request::get("/").body(Body::empty()).unwrap();
        let response = site.service.clone().oneshot(request).await.unwrap();
        response.into_body().as_bytes().unwrap().clone()
    };
    assert_eq!(body().await.as_ptr(), body().await.as_ptr());
}

#[tokio::test(start_paused = true)]
async fn the_page_sees_nothing_of_a_request_that_is_not_in_its_key() {
    let site = Site::with(page(CONTROL), Settings::default(), |builder| builder);
    let request = Request::get("/a?utm_source=x")
        .header("x-forwarded-host", "evil.example")
        .header("x-original-url", "/admin")
        .header("cookie", "session=expired")
        .header("referer", "https://evil.example")
        .header("content-length", "0");
    site.send(request).await;
    let seen = &site.stub.seen()[0];
    assert_eq!(seen.uri, "/a");
    assert!(seen.headers.is_empty(), "{:?}", seen.headers);
    let other = site.get("/a?fbclid=y").await;
    assert_eq!(other.text(), "<p>render 1</p>");
}

#[derive(Clone)]
struct OfTheVisitor;

#[derive(Clone)]
struct OfTheSite;

#[tokio::test(start_paused = true)]
async fn of_the_extensions_a_page_sees_what_the_site_lets_through() {
    let asked = |path: &str| {
        Request::get(path)
            .extension(OfTheVisitor)
            .extension(OfTheSite)
    };
    let site = Site::new(page(CONTROL));
    site.send(asked("/a")).await;
    assert!(site.stub.seen()[0].extensions.is_empty());

    let site = Site::with(page(CONTROL), Settings::default(), |builder| {
        builder.carry(|sent| {
            let mut carried = Extensions::new();
            if let Some(own) = sent.get::<OfTheSite>() {
                carried.insert(own.clone());
            }
            carried
        })
    });
    site.send(asked("/a")).await;
    let seen = &site.stub.seen()[0].extensions;
    assert!(seen.get::<OfTheSite>().is_some() && seen.get::<OfTheVisitor>().is_none());
}
