//! Promise: hosts, variants, the policy of scripts, lower tiers and memory work in one piece.

#[path = "support/below.rs"]
mod below;
mod support;

use std::{
    collections::HashMap,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use below::Below;
use http::{Request, header};
use sunup_cache::{
    Body, Cache, CacheLayer, Settings,
    clock::{Clock, ManualClock},
    document::Csp,
    entry::{Entry, Kept},
    key::{Key, KeyRule, Place, RouteRule},
    purge::{Selector, Strictness},
    request::Hosts,
    store::{Limit, MemoryStore, Store, StoreFuture},
};
use support::{Render, Site, Stub, page, page_with};
use tower::{Layer, ServiceExt};

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

#[tokio::test(start_paused = true)]
async fn what_a_tier_below_gives_while_a_purge_reaches_it_is_purged_as_well() {
    let below = Arc::new(Below::default());
    let render = page_with(CONTROL, &[("cache-tag", "x")]);
    let site = Site::with(render, Settings::default(), |builder| {
        builder.below(Arc::clone(&below) as Arc<dyn Store>)
    });
    site.get("/a").await;
    below.turns_of_purge.store(50, Ordering::SeqCst);
    let cache = site.cache.clone();
    let purge = tokio::spawn(async move { cache.purge_tag("x").await.len() });
    tokio::task::yield_now().await;
    // The memory is purged and the tier below is not: who comes now may get what it has.
    assert_eq!(site.get("/a").await.text(), "<p>render 1</p>");
    assert_eq!(purge.await.unwrap(), 1);
    assert_eq!(site.get("/a").await.text(), "<p>render 2</p>");
}

#[tokio::test(start_paused = true)]
async fn an_entry_of_another_key_that_a_tier_below_hands_out_is_not_believed() {
    /// Whatever it is asked for, it has the entry that it got last.
    #[derive(Default)]
    struct Confused(std::sync::Mutex<Option<Arc<Entry>>>);

    impl Store for Confused {
        fn get<'a>(&'a self, _: &'a Key) -> StoreFuture<'a, Option<Kept>> {
            let last = self.0.lock().unwrap().clone();
            Box::pin(async move { last.map(Kept::Entry) })
        }

        fn put(&self, entry: Arc<Entry>) -> StoreFuture<'_, ()> {
            *self.0.lock().unwrap() = Some(entry);
            Box::pin(async {})
        }

        fn purge<'a>(&'a self, _: &'a Selector, _: Strictness) -> StoreFuture<'a, usize> {
            Box::pin(async { 0 })
        }
    }

    let confused: Arc<dyn Store> = Arc::new(Confused::default());
    let site = Site::with(page(CONTROL), Settings::default(), |builder| {
        builder.below(confused)
    });
    for (path, render) in [("/a", 1), ("/b", 2), ("/a", 3)] {
        let answer = site.get(path).await;
        assert_eq!(answer.text(), format!("<p>render {render}</p>"), "{path}");
        site.cache.flush().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_change_invalidates_the_tiers_below_before_it_is_answered() {
    let below = Arc::new(Below::default());
    let site = Site::with(page(CONTROL), Settings::default(), |builder| {
        builder.below(Arc::clone(&below) as Arc<dyn Store>)
    });
    site.get("/a").await;
    site.get("/b").await;
    assert_eq!(site.send(Request::post("/a")).await.status, 200);
    // The memory has lost the page, and the tier below must not give it back.
    assert_eq!(site.get("/a").await.text(), "<p>render 4</p>");
    assert_eq!(site.get("/b").await.text(), "<p>render 2</p>");
    assert_eq!(below.len(), 2);
}

/// A machine with 1 GiB of memory.
struct Machine {
    root: tempfile::TempDir,
}

impl Machine {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(root.path().join("proc")).unwrap();
        let machine = Self { root };
        machine.free(900);
        machine
    }

    /// So many MiB are free.
    fn free(&self, free: u64) {
        let text = format!(
            "MemTotal: {} kB\nMemAvailable: {} kB\n",
            1 << 20,
            free << 10
        );
        std::fs::write(self.root.path().join("proc/meminfo"), text).unwrap();
    }

    fn limit(&self) -> Limit {
        Limit::default().below(self.root.path())
    }
}

#[tokio::test]
async fn a_tier_shrinks_when_memory_runs_short() {
    let machine = Machine::new();
    let store = MemoryStore::new(machine.limit());
    assert_eq!(store.capacity(), 128 << 20);
    machine.free(40);
    store.fit();
    // Half of what would be free without the tier, whose own tables are a few kB.
    assert_eq!(store.capacity() >> 20, 20);
    machine.free(900);
    store.fit();
    assert_eq!(store.capacity(), 128 << 20);
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_set_back_keeps_nothing_for_longer_than_was_allowed() {
    let site = Site::new(page(CONTROL));
    site.get("/").await;
    site.pass(50);
    assert_eq!(site.get("/").await.text(), "<p>render 1</p>");
    tokio::time::sleep(Duration::from_secs(11)).await;
    // By the clock the page is ten seconds old now, and it is a minute.
    site.clock.set(site.clock.now() - Duration::from_secs(40));
    tokio::time::sleep(Duration::from_secs(10)).await;
    assert_eq!(site.get("/").await.text(), "<p>render 2</p>");
    assert_eq!(site.cache.stats().entries, 1);
}

#[tokio::test(start_paused = true)]
async fn every_minute_memory_is_read_again_and_what_is_over_goes() {
    let machine = Machine::new();
    let clock = ManualClock::default();
    let settings = Settings {
        memory: machine.limit(),
        ..Settings::default()
    };
    let builder = Cache::builder().settings(settings).clock(clock.clone());
    let cache = builder.build();
    let stub = Stub::new(page(CONTROL));
    let site = CacheLayer::new(cache.clone()).layer(stub);
    let request = Request::get("/").body(Body::empty()).unwrap();
    site.oneshot(request).await.unwrap();

    machine.free(40);
    clock.advance(Duration::from_secs(61));
    let state = || {
        let stats = cache.stats();
        (stats.entries, stats.capacity >> 20)
    };
    tokio::time::sleep(Duration::from_secs(59)).await;
    assert_eq!(state(), (1, 128));
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(state(), (0, 20));
    machine.free(900);
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(state(), (0, 128));
}
