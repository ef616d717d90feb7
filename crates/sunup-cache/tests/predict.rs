//! Promise: pages that follow those that many ask for are rendered before anybody asks, when nothing
//! else is to be done; what tells which they are knows of pages only, and of no visitor.

mod support;

use std::{future::ready, time::Duration};

use http::Request;
use sunup_cache::{
    Settings,
    key::{KeyRule, Place, RouteRule},
    warm::{self, Warmer},
};
use support::{Render, Site, page};

const FRESH: &str = "public, s-maxage=600, stale-while-revalidate=600";

/// Longer than the time between two looks.
const LOOK: Duration = Duration::from_secs(6);

fn site(render: Render) -> Site {
    let route = std::sync::Arc::new(RouteRule::new("/{page}").query(["page"]));
    Site::with(render, Settings::default(), |builder| {
        let rule = KeyRule::new(move |_| Place::of(&route));
        builder.key(rule.theme("theme", &["system", "dark"]))
    })
}

fn warm(site: &Site, listed: &[&str]) -> Warmer {
    let listed: Vec<String> = listed.iter().map(|path| (*path).to_owned()).collect();
    let settings = warm::Settings {
        parallel: 1,
        ..warm::Settings::default()
    };
    let list = move || ready(listed.clone());
    Warmer::start(&site.cache, site.stub.clone(), settings, list)
}

/// A visitor goes from one page of the site to another.
async fn step(site: &Site, from: &str, to: &str) {
    let referer = format!("https://example.org{from}");
    let request = Request::get(to).header("host", "example.org");
    site.send(request.header("referer", referer)).await;
}

/// A front page that many ask for, from which visitors went to these pages, which are gone since.
async fn after_visits(site: &Site, steps: &[(&str, usize)]) {
    for _ in 0..400 {
        site.get("/").await;
    }
    for (to, times) in steps {
        for _ in 0..*times {
            step(site, "/", to).await;
            let path = to.split('?').next().unwrap_or(to);
            site.cache.purge_path(path).await;
        }
    }
}

fn rendered_since(site: &Site, before: usize) -> Vec<String> {
    let seen = site.stub.seen().into_iter().skip(before);
    seen.map(|request| request.uri).collect()
}

#[tokio::test(start_paused = true)]
async fn pages_that_follow_those_that_many_ask_for_are_ready_the_likeliest_first() {
    let site = site(page(FRESH));
    after_visits(&site, &[("/b", 5), ("/a?page=2", 20), ("/never", 0)]).await;
    let before = site.stub.renders();
    let warmer = warm(&site, &[]);
    tokio::time::sleep(LOOK).await;
    assert_eq!(rendered_since(&site, before), ["/a?page=2", "/b"]);
    for path in ["/a?page=2", "/b"] {
        assert!(site.get(path).await.cache().starts_with("sunup; hit"));
    }
    assert_eq!(warmer.report().stored, 2);
}

#[tokio::test(start_paused = true)]
async fn what_somebody_asked_for_is_rendered_before_what_is_likely() {
    let site = site(page(FRESH));
    after_visits(&site, &[("/likely", 20)]).await;
    let settings = warm::Settings {
        calm: Duration::from_secs(3_600),
        ..warm::Settings::default()
    };
    site.get("/waits").await;
    let listed = || ready(vec!["/listed".to_owned()]);
    let warmer = Warmer::start(&site.cache, site.stub.clone(), settings, listed);
    tokio::time::sleep(LOOK).await;
    // While something waits nothing is added to it.
    assert_eq!(warmer.report().queued, 1);
    let (_, plan) = site.ask(Request::get("/cache/warm?dry-run")).await;
    let pages = plan["pages"].as_array().unwrap().iter();
    let pages: Vec<_> = pages.map(|page| (&page["key"], &page["why"])).collect();
    assert_eq!(
        pages,
        [
            (&"/listed".into(), &"listed".into()),
            (&"/likely".into(), &"predicted".into()),
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_page_that_few_ask_for_leads_to_nothing() {
    let site = site(page(FRESH));
    site.get("/rare").await;
    for _ in 0..20 {
        step(&site, "/rare", "/next").await;
        site.cache.purge_path("/next").await;
    }
    let _warmer = warm(&site, &[]);
    let before = site.stub.renders();
    tokio::time::sleep(LOOK).await;
    assert_eq!(rendered_since(&site, before), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn what_is_not_stored_is_rendered_once_in_vain() {
    let site = site(page(FRESH));
    after_visits(&site, &[("/a", 20)]).await;
    site.stub.set_for("/a", page("private, no-store"));
    let before = site.stub.renders();
    let _warmer = warm(&site, &[]);
    for _ in 0..60 {
        tokio::time::sleep(LOOK).await;
        site.pass(5);
    }
    assert_eq!(rendered_since(&site, before), ["/a"]);
}

#[tokio::test(start_paused = true)]
async fn answers_from_memory_tell_where_visitors_go_as_well() {
    let site = site(page(FRESH));
    site.get("/next").await;
    let dark = |path| {
        Request::get(path)
            .header("host", "example.org")
            .header("cookie", "id=7; theme=dark")
            .header("referer", "https://example.org/?q=secret")
    };
    for _ in 0..3_000 {
        site.send(dark("/next")).await;
    }
    let next = site.cache.transitions().after("/");
    let keys: Vec<&str> = next.iter().map(|next| &*next.key).collect();
    assert_eq!(keys, ["/next theme=dark"]);
}

#[tokio::test(start_paused = true)]
async fn neither_other_sites_nor_absent_pages_nor_parts_of_pages_lead_anywhere() {
    let site = site(page(FRESH));
    let absent = vec![("cache-control", FRESH.to_owned())];
    let absent = Render::Page(404, absent, String::new());
    site.stub.set_for("/absent", absent);
    for _ in 0..10 {
        for (path, referer, fetched) in [
            ("/a", "https://evil.example/", "document"),
            ("/a", "https://example.org/", "image"),
            ("/absent", "https://example.org/", "document"),
        ] {
            let request = Request::get(path).header("host", "example.org");
            let request = request.header("referer", referer);
            site.send(request.header("sec-fetch-dest", fetched)).await;
            site.cache.purge_path(path).await;
        }
        step(&site, "/a", "/a").await;
        site.cache.purge_path("/a").await;
    }
    for from in ["/", "/a"] {
        assert_eq!(site.cache.transitions().after(from), []);
    }
}
