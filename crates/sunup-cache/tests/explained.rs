//! Promise: the cache explains itself: to visitors' tools by `Cache-Status`, to operators by what
//! it tells of an address.

mod support;

use std::sync::Arc;

use http::{Request, header::ACCEPT_LANGUAGE};
use serde_json::{Value, json};
use sunup_cache::{
    Settings,
    key::{KeyRule, Place, RouteRule},
    policy::PatternPolicy,
    request::Hosts,
};
use support::{Render, Site, failure, page, page_with};

fn article() -> Render {
    page_with(
        "public, s-maxage=60, stale-while-revalidate=600, stale-if-error=6000",
        &[("cache-tag", "article:x, list")],
    )
}

/// Articles, which read `page` and the theme, and an account, which is never cached.
fn articles() -> Site {
    with_render(article())
}

fn with_render(render: Render) -> Site {
    let article = Arc::new(RouteRule::new("/article/{slug}").query(["page"]));
    let account = Arc::new(RouteRule::new("/account").bypass());
    let rule = KeyRule::new(move |parts| match parts.uri.path() {
        "/account" => Place::of(&account),
        _ => Place::of(&article),
    });
    let rule = rule.theme("theme", &["system", "light", "dark"]);
    Site::with(render, Settings::default(), |builder| {
        builder.key(rule).hosts(Hosts::of(["example.org"]))
    })
}

async fn visit(site: &Site, target: &str) {
    site.send(Request::get(target).header("host", "example.org"))
        .await;
}

fn summary(told: &Value) -> &str {
    told["summary"].as_str().unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_page_that_is_stored_is_told_with_its_policy_and_who_set_it() {
    let site = articles();
    visit(&site, "/article/x?page=2").await;
    visit(&site, "/article/x?page=2").await;
    site.pass(10);
    let told = site.explain("/article/x?page=2").await;
    assert_eq!(told["key"], "/article/x?page=2");
    assert_eq!(told["answer"], told["key"]);
    assert_eq!(told["route"], "/article/{slug}");
    assert_eq!(told["query"], json!(["page"]));
    assert_eq!(told["not_stored"], json!([]));
    let entry = &told["entries"][0];
    assert_eq!(entry["state"], "fresh");
    assert_eq!(
        entry["policy"],
        "public, s-maxage=60, stale-while-revalidate=600, stale-if-error=6000"
    );
    assert_eq!(entry["set_by"], "cache-control of the response");
    assert_eq!(entry["tags"], json!(["article:x", "list"]));
    assert_eq!((&entry["hits"], &entry["age"]), (&json!(1), &json!(10)));
    assert_eq!(entry["next_refresh"], entry["ttl"]);
    let ttl = entry["ttl"].as_u64().unwrap();
    assert!((44..=50).contains(&ttl), "{ttl}");
    assert!(entry["weight"].as_u64().unwrap() > entry["size"].as_u64().unwrap());
    let expected = format!("Fresh: answered from memory for {ttl} s more.");
    assert_eq!(summary(&told), expected);
}

#[tokio::test(start_paused = true)]
async fn a_page_that_nobody_asked_for_is_told_as_such() {
    let site = articles();
    let told = site.explain("/article/x").await;
    assert_eq!(told["answer"], Value::Null);
    assert_eq!(told["entries"], json!([]));
    let summary = summary(&told);
    assert!(
        summary.starts_with("Nothing is stored: nobody asked for it"),
        "{summary}"
    );
}

#[tokio::test(start_paused = true)]
async fn every_variant_of_a_path_is_told() {
    let site = articles();
    visit(&site, "/article/x").await;
    visit(&site, "/article/x?page=2").await;
    let dark = Request::get("/article/x").header("host", "example.org");
    site.send(dark.header("cookie", "theme=dark")).await;
    let told = site.explain("/article/x").await;
    let keys: Vec<_> = told["entries"].as_array().unwrap().iter().collect();
    let keys: Vec<_> = keys.iter().map(|entry| &entry["key"]).collect();
    assert_eq!(
        keys,
        ["/article/x", "/article/x theme=dark", "/article/x?page=2"]
    );
    assert_eq!(told["answer"], "/article/x");

    let other = site.explain("/article/x?page=3").await;
    assert_eq!(other["answer"], Value::Null);
    let summary = summary(&other);
    assert!(
        summary.ends_with("Other entries of its path are stored."),
        "{summary}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_page_that_varies_is_told_with_the_variant_of_a_visitor_without_headers() {
    let route = Arc::new(RouteRule::new("/").headers([ACCEPT_LANGUAGE]));
    let render = page_with("public, s-maxage=60", &[("vary", "accept-language")]);
    let site = Site::with(render, Settings::default(), |builder| {
        builder.key(KeyRule::new(move |_| Place::of(&route)))
    });
    site.send(Request::get("/").header(ACCEPT_LANGUAGE, "de"))
        .await;
    let told = site.explain("/").await;
    assert_eq!(told["headers"], json!(["accept-language"]));
    assert_eq!(told["answer"], Value::Null);
    assert_eq!(told["entries"][0]["vary"], json!(["accept-language"]));
    site.get("/").await;
    assert_eq!(site.explain("/").await["answer"], "/ vary accept-language");
}

#[tokio::test(start_paused = true)]
async fn a_page_that_was_refused_is_told_with_the_reason() {
    for (control, why) in [
        ("private", "the response is private"),
        ("no-store", "the response says no-store"),
        ("public", "the policy leaves no time to reuse the response"),
    ] {
        let site = Site::new(page(control));
        site.get("/a").await;
        site.pass(20);
        let told = site.explain("/a").await;
        assert_eq!(told["entries"], json!([]));
        assert_eq!(told["not_stored"][0]["why"], why);
        assert_eq!(told["not_stored"][0]["age"], 20);
        assert_eq!(
            summary(&told),
            format!(
                "Not stored: {why}, 20 s ago. For 100 s more every visitor gets a render of their \
                 own."
            )
        );
        site.pass(600);
        let later = site.explain("/a").await;
        assert!(summary(&later).ends_with("The next visitor waits for a render."));
    }
}

#[tokio::test(start_paused = true)]
async fn a_page_without_a_policy_and_one_with_a_cookie_are_told_apart() {
    let bare = Render::Page(200, vec![], "text".to_owned());
    let cookie = page_with("public, s-maxage=60", &[("set-cookie", "a=b")]);
    for (render, why) in [
        (bare, "the page declares no policy"),
        (cookie, "the response sets a cookie"),
    ] {
        let site = Site::new(render);
        site.get("/a").await;
        assert_eq!(site.explain("/a").await["not_stored"][0]["why"], why);
    }
}

#[tokio::test(start_paused = true)]
async fn a_page_whose_render_fails_is_told_as_such() {
    for (render, why) in [
        (failure(), "its render failed with status 500"),
        (Render::Panic, "its render panicked or broke off"),
        (Render::Broken, "its render panicked or broke off"),
        (Render::Never, "its render took longer than its deadline"),
    ] {
        let site = Site::new(render);
        for visit in site.visits(1) {
            // A visitor sees the body break off, which ends the task.
            let _ = visit.await;
        }
        site.settle().await;
        tokio::time::sleep(std::time::Duration::from_secs(60)).await;
        let told = site.explain("/").await;
        let told_why = told["not_stored"][0]["why"].as_str().unwrap();
        assert!(told_why.starts_with(why), "{told_why}");
        assert!(summary(&told).starts_with(&format!("Not stored: {why}")));

        site.stub.set(page("public, s-maxage=60"));
        site.get("/").await;
        let told = site.explain("/").await;
        assert_eq!(told["not_stored"], json!([]));
        assert!(summary(&told).starts_with("Fresh"), "{}", summary(&told));
    }
}

#[tokio::test(start_paused = true)]
async fn a_page_that_found_no_room_is_told_as_such() {
    let settings = Settings {
        entry_limit: 64 << 20,
        ..Settings::default()
    };
    let body = "x".repeat(20 << 20);
    let fields = vec![("cache-control", "public, s-maxage=60".to_owned())];
    let site = Site::with(Render::Page(200, fields, body), settings, |builder| builder);
    site.get("/").await;
    let told = site.explain("/").await;
    let summary = summary(&told);
    assert!(
        summary.starts_with("Not stored: the memory is full"),
        "{summary}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_page_that_a_purge_overtook_is_told_as_such() {
    let site = Site::new(page("public, s-maxage=60"));
    let gate = site.stub.close();
    let visits = site.visits(1);
    site.stub.began(1).await;
    assert!(summary(&site.explain("/").await).contains("a render is under way"));
    site.cache.purge_path("/").await;
    gate.open();
    for visit in visits {
        visit.await.unwrap();
    }
    let told = site.explain("/").await;
    let summary = summary(&told);
    assert!(
        summary.starts_with("Not stored: a purge fell into its render"),
        "{summary}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_page_that_passes_by_is_told_with_the_reason() {
    let site = articles();
    let told = site.explain("/account").await;
    assert_eq!(told["bypass"], "the route is never cached");
    assert_eq!(
        summary(&told),
        "Passes the cache by: the route is never cached."
    );
    let told = site.explain("/article/../account").await;
    assert_eq!(told["key"], Value::Null);
    assert_eq!(
        summary(&told),
        "Passes the cache by: the path has a relative segment."
    );
}

#[tokio::test(start_paused = true)]
async fn a_cache_that_is_off_says_so() {
    let settings = Settings {
        on: false,
        ..Settings::default()
    };
    let site = Site::with(article(), settings, |builder| builder);
    site.get("/article/x").await;
    let told = site.explain("/article/x").await;
    assert_eq!(summary(&told), "Passes the cache by: the cache is off.");
    let (_, stats) = site.ask(Request::get("/cache/stats")).await;
    assert_eq!(stats["on"], false);
    assert_eq!(
        (&stats["bypassed"], &stats["bypassed_off"]),
        (&1.into(), &1.into())
    );
}

#[tokio::test(start_paused = true)]
async fn query_names_that_the_route_did_not_declare_are_told() {
    let site = articles();
    visit(&site, "/article/x?page=2").await;
    let told = site
        .explain("/article/x?utm_source=feed&page=2&utm_source=a")
        .await;
    assert_eq!(told["key"], "/article/x?page=2");
    assert_eq!(told["ignored"], json!(["utm_source"]));
    let one = summary(&told);
    assert!(
        one.starts_with("Fresh") && one.ends_with("the page does not see it."),
        "{one}"
    );
    let told = site.explain("/article/x?Page=2&fbclid=1").await;
    let two = summary(&told);
    assert!(
        two.contains("Page, fbclid are no query names that the route declared"),
        "{two}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_whole_url_is_an_address_and_its_host_counts() {
    let site = articles();
    visit(&site, "/article/x").await;
    let told = site.explain("https://example.org/article/x#comments").await;
    assert_eq!(told["answer"], "/article/x");
    let told = site.explain("https://evil.example/article/x").await;
    let expected = "Refused. This server does not answer for the host of the request.";
    assert_eq!(summary(&told), expected);
}

#[tokio::test(start_paused = true)]
async fn what_is_no_address_is_said_in_a_sentence() {
    let site = articles();
    for address in ["", "article/x", "*", "https://"] {
        let request = Request::get(format!("/explain?path={address}"));
        let (status, told) = site.ask(request).await;
        assert_eq!(status, 400);
        let error = told["error"].as_str().unwrap();
        assert!(error.contains("begins with a slash"), "{error}");
    }
    let (status, told) = site.ask(Request::get("/explain")).await;
    assert_eq!(status, 400);
    assert!(
        told["error"]
            .as_str()
            .unwrap()
            .starts_with("explain needs path=")
    );
}

#[tokio::test(start_paused = true)]
async fn a_policy_of_the_settings_is_told_as_such() {
    let policy = PatternPolicy::new("/tag/{tag}", "public, s-maxage=60").unwrap();
    let route = Arc::new(RouteRule::new("/tag/{tag}").policy(policy));
    let render = Render::Page(200, vec![], "text".to_owned());
    let site = Site::with(render, Settings::default(), |builder| {
        builder.key(KeyRule::new(move |_| Place::of(&route)))
    });
    site.get("/tag/rust").await;
    let told = site.explain("/tag/rust").await;
    assert_eq!(told["pattern_policy"], "public, s-maxage=60");
    let entry = &told["entries"][0];
    assert_eq!(entry["policy"], "public, s-maxage=60");
    assert_eq!(entry["set_by"], "the settings for /tag/{tag}");
    assert_eq!(told["overruled"], false);
}

#[tokio::test(start_paused = true)]
async fn a_policy_of_the_settings_that_a_page_overrules_is_told_as_not_used() {
    const SENTENCE: &str =
        "The page states its own policy: that of the settings for /tag/{tag} is not used.";
    let policy = PatternPolicy::new("/tag/{tag}", "public, s-maxage=60").unwrap();
    let route = Arc::new(RouteRule::new("/tag/{tag}").policy(policy));
    let rule = KeyRule::new(move |_| Place::of(&route));
    let site = Site::with(page("public, s-maxage=5"), Settings::default(), |builder| {
        builder.key(rule)
    });
    // Nobody can know before a page of the route was seen.
    assert_eq!(site.explain("/tag/rust").await["overruled"], false);
    site.get("/tag/rust").await;
    for path in ["/tag/rust", "/tag/never-asked-for"] {
        let told = site.explain(path).await;
        assert_eq!(told["overruled"], true, "{path}");
        assert!(summary(&told).ends_with(SENTENCE), "{}", summary(&told));
        assert_eq!(told["pattern_policy"], "public, s-maxage=60");
    }
    assert_eq!(
        site.explain("/tag/rust").await["entries"][0]["policy"],
        "public, s-maxage=5"
    );
    // One page of the route that states nothing has the policy of the settings nevertheless.
    site.stub.next(Render::Page(200, vec![], "text".to_owned()));
    site.get("/tag/silent").await;
    let told = site.explain("/tag/silent").await;
    assert_eq!(told["overruled"], false);
    assert!(
        !summary(&told).contains("states its own"),
        "{}",
        summary(&told)
    );
}

#[tokio::test(start_paused = true)]
async fn a_policy_for_caches_alone_is_told_as_such() {
    let fields = [("surrogate-control", "max-age=60")];
    let site = Site::new(page_with("public, max-age=0", &fields));
    site.get("/").await;
    let entry = &site.explain("/").await["entries"][0];
    assert_eq!(entry["policy"], "max-age=60");
    assert_eq!(entry["set_by"], "surrogate-control of the response");
}

#[tokio::test(start_paused = true)]
async fn each_clock_of_a_page_has_its_sentence() {
    let site = articles();
    visit(&site, "/article/x").await;
    site.pass(70);
    let told = site.explain("/article/x").await;
    assert_eq!(told["entries"][0]["state"], "grace");
    let stale = summary(&told);
    assert!(stale.starts_with("Stale for 1"), "{stale}");
    assert!(
        stale.ends_with("answered from memory, and rendered again behind the next visitor."),
        "{stale}"
    );

    site.stub.set(failure());
    visit(&site, "/article/x").await;
    site.settle().await;
    let told = site.explain("/article/x").await;
    assert_eq!(told["entries"][0]["failures"], 1);
    assert!(
        summary(&told).ends_with("as its refresh failed."),
        "{}",
        summary(&told)
    );

    site.pass(700);
    let told = site.explain("/article/x").await;
    assert_eq!(told["entries"][0]["state"], "on-error");
    assert!(
        summary(&told).contains("only if that fails"),
        "{}",
        summary(&told)
    );
    visit(&site, "/article/x").await;
    let told = site.explain("/article/x").await;
    assert!(
        summary(&told).starts_with("Stale, and its render failed: answered from memory"),
        "{}",
        summary(&told)
    );
}

#[tokio::test(start_paused = true)]
async fn a_soft_purge_is_told_as_such() {
    let site = articles();
    visit(&site, "/article/x").await;
    let soft = Request::post("/cache/purge?tag=article:x&soft");
    assert_eq!(site.ask(soft).await.1["purged"], 1);
    site.pass(5);
    let told = site.explain("/article/x").await;
    assert_eq!(told["entries"][0]["purged_softly"], true);
    let summary = summary(&told);
    assert!(
        summary.starts_with("Purged softly 5 s ago: answered from memory"),
        "{summary}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_route_whose_renders_fail_is_told_as_spared() {
    let site = with_render(failure());
    for number in 0..8 {
        visit(&site, &format!("/article/{number}")).await;
    }
    let told = site.explain("/article/new").await;
    assert_eq!(told["circuit_open"], true);
    assert_eq!(
        summary(&told),
        "Nothing is stored, and the renders of its route fail: one visitor at a time tries."
    );
}

#[tokio::test(start_paused = true)]
async fn an_address_that_is_answered_in_front_of_the_cache_is_told_as_such() {
    let site = Site::with(article(), Settings::default(), |cache| {
        let is_file = |path: &str| path.ends_with(".ico");
        cache.in_front(move |parts| is_file(parts.uri.path()).then(|| "it is a file".to_owned()))
    });
    let told = site.explain("/favicon.ico").await;
    assert_eq!(summary(&told), "Does not reach the cache: it is a file.");
    assert!(told["key"].is_null(), "{told}");
    let told = site.explain("/article/x").await;
    assert!(told["in_front"].is_null(), "{told}");
}

#[tokio::test(start_paused = true)]
async fn cache_status_says_what_happened() {
    let site = Site::new(article());
    let first = site.get("/article/x").await;
    let first = first.cache();
    assert!(first.starts_with("sunup; fwd=miss"), "{first}");
    assert!(first.contains("; stored"), "{first}");
    let hit = site.get("/article/x").await;
    let hit = hit.cache();
    assert!(hit.starts_with("sunup; hit; ttl="), "{hit}");
    assert!(hit.ends_with("; detail=memory"), "{hit}");
}
