//! Promise: hosts, variants, the policy of scripts, lower tiers and memory work in one piece.

mod support;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use http::{Request, header};
use sunup_cache::{
    Settings,
    document::Csp,
    entry::{Entry, Kept},
    key::{Key, KeyRule, Place, RouteRule},
    purge::{Selector, Strictness},
    request::Hosts,
    store::{Limit, MemoryStore, Store, StoreFuture},
};
use support::{Render, Site, page, page_with};

const CONTROL: &str = "public, s-maxage=60";

#[tokio::test(start_paused = true)]
async fn a_host_that_is_not_the_site_is_misdirected() {
    let site = Site::with(page(CONTROL), Settings::default(), |builder| {
        builder.hosts(Hosts::of(["example.org"]).exempt("/healthz"))
    });
    let ask = |host: &'static str, path: &'static str| Request::get(path).header("host", host);
    assert_eq!(site.send(ask("evil.example", "/")).await.status, 421);
    assert_eq!(site.stub.renders(), 0);
    for (host, path) in [
        ("example.org", "/"),
        ("localhost:3000", "/"),
        ("evil.example", "/healthz"),
    ] {
        assert_eq!(site.send(ask(host, path)).await.status, 200, "{host}");
    }
    // One page, whichever of its names was used.
    assert_eq!(site.stub.renders_of("/"), 1);
    assert_eq!(site.cache.stats().refused, 1);
}

fn varying() -> Site {
    let route = Arc::new(RouteRule::new("/").headers([header::ACCEPT_LANGUAGE]));
    let render = page_with(CONTROL, &[("vary", "Accept-Language, Accept-Encoding")]);
    Site::with(render, Settings::default(), |builder| {
        builder.key(KeyRule::new(move |_| Place::of(&route)))
    })
}

#[tokio::test(start_paused = true)]
async fn variants_are_learned_from_the_response_and_purged_together() {
    let site = varying();
    let ask = |language: &'static str| Request::get("/").header("accept-language", language);
    for (language, text) in [("de", "1"), ("en", "2"), ("de", "1"), ("en", "2")] {
        let answer = site.send(ask(language)).await;
        assert_eq!(answer.text(), format!("<p>render {text}</p>"), "{language}");
    }
    assert_eq!(site.get("/").await.text(), "<p>render 3</p>");
    assert_eq!(site.cache.purge_path("/").await.len(), 3);
    assert_eq!(site.send(ask("de")).await.text(), "<p>render 4</p>");
}

#[tokio::test(start_paused = true)]
async fn those_who_wait_for_another_variant_get_their_own() {
    let site = varying();
    let gate = site.stub.close();
    let visits: Vec<_> = (0..20)
        .map(|visit| {
            let site = site.clone();
            let language = ["de", "en"][visit % 2];
            tokio::spawn(async move {
                let request = Request::get("/").header("accept-language", language);
                (language, site.send(request).await)
            })
        })
        .collect();
    site.stub.began(1).await;
    tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    gate.open();
    let mut texts = HashMap::new();
    for visit in visits {
        let (language, answer) = visit.await.unwrap();
        let text = texts.entry(language).or_insert(answer.text().to_owned());
        assert_eq!(text, answer.text(), "one page for each language");
    }
    assert_ne!(texts["de"], texts["en"]);
    assert_eq!(site.stub.renders(), 2);
}

#[tokio::test(start_paused = true)]
async fn variants_of_a_path_are_capped() {
    let settings = Settings {
        variants_per_path: 10,
        ..Settings::default()
    };
    let route = Arc::new(RouteRule::new("/").query(["q"]));
    let site = Site::with(page(CONTROL), settings, |builder| {
        builder.key(KeyRule::new(move |_| Place::of(&route)))
    });
    for _ in 0..3 {
        site.get("/?q=popular").await;
    }
    for number in 0..100 {
        site.get(&format!("/?q={number}")).await;
    }
    assert_eq!(site.cache.stats().entries, 10);
    assert!(
        site.get("/?q=popular")
            .await
            .cache()
            .starts_with("sunup; hit")
    );
}

#[tokio::test(start_paused = true)]
async fn a_stored_page_names_its_scripts_and_carries_no_nonce() {
    let settings = Settings {
        csp: Some(Csp::default()),
        ..Settings::default()
    };
    let fields = vec![
        ("cache-control", CONTROL.to_owned()),
        ("content-type", "text/html".to_owned()),
    ];
    let html = "<script nonce=\"frozen{n}\">start()</script><p>page</p>";
    let site = Site::with(Render::Page(200, fields, html.to_owned()), settings, |it| {
        it
    });
    let first = site.get("/").await;
    let policy = first.field("content-security-policy");
    assert!(policy.contains("'sha256-"), "{policy}");
    assert!(policy.contains("'self' 'wasm-unsafe-eval'"), "{policy}");
    assert!(!first.text().contains("frozen"), "{}", first.text());
    site.cache.flush().await;
    let second = site.get("/").await;
    // The nonce was all that differed: the same content is the same bytes.
    assert_eq!(first.field("etag"), second.field("etag"));
    assert_eq!(site.stub.renders(), 2);
}

/// A tier below, as a disk would be.
#[derive(Default)]
struct Below {
    kept: Mutex<HashMap<Key, Kept>>,
}

impl Store for Below {
    fn get<'a>(&'a self, key: &'a Key) -> StoreFuture<'a, Option<Kept>> {
        Box::pin(async move { self.kept.lock().unwrap().get(key).cloned() })
    }

    fn put(&self, entry: Arc<Entry>) -> StoreFuture<'_, ()> {
        Box::pin(async move {
            let key = entry.key().clone();
            self.kept.lock().unwrap().insert(key, Kept::Entry(entry));
        })
    }

    fn purge<'a>(&'a self, selector: &'a Selector, _: Strictness) -> StoreFuture<'a, usize> {
        Box::pin(async move {
            let mut kept = self.kept.lock().unwrap();
            let before = kept.len();
            kept.retain(|_, kept| !matches!(kept, Kept::Entry(it) if selector.matches(it)));
            before - kept.len()
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_tier_below_is_asked_before_a_render_and_purged_with_the_memory() {
    let below = Arc::new(Below::default());
    let site = || {
        let below = Arc::clone(&below);
        let render = page_with(CONTROL, &[("cache-tag", "x")]);
        Site::with(render, Settings::default(), |builder| builder.below(below))
    };
    let first = site();
    first.get("/a").await;
    let second = site();
    assert_eq!(second.get("/a").await.text(), "<p>render 1</p>");
    assert_eq!(second.stub.renders(), 0);
    // Its memory holds nothing of the tag, the tier below does.
    let third = site();
    assert!(third.cache.purge_tag("x").await.is_empty());
    third.get("/a").await;
    assert_eq!(third.stub.renders(), 1);
}

#[tokio::test]
async fn a_tier_shrinks_when_memory_runs_short() {
    let machine = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(machine.path().join("proc")).unwrap();
    let memory = |total: u64, free: u64| {
        let text = format!(
            "MemTotal: {} kB\nMemAvailable: {} kB\n",
            total << 10,
            free << 10
        );
        std::fs::write(machine.path().join("proc/meminfo"), text).unwrap();
    };
    memory(1024, 900);
    let store = MemoryStore::new(Limit::default().below(machine.path()));
    assert_eq!(store.capacity(), 128 << 20);
    memory(1024, 40);
    store.fit();
    // Half of what would be free without the tier, whose own tables are a few kB.
    assert_eq!(store.capacity() >> 20, 20);
    memory(1024, 900);
    store.fit();
    assert_eq!(store.capacity(), 128 << 20);
}
