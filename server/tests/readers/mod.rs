//! The reading side of the site: lists, search, what strange addresses are answered, and what a
//! page costs the database. Each test file that has this module has a `site()` of its own.

use crate::{
    process::{Server, status},
    site,
};

/// Every page with data. The tests read the site's own articles.
pub(crate) const PAGES: [&str; 10] = [
    "/",
    "/tag/sqlite",
    "/author/noor",
    "/archive",
    "/archive/2026/08",
    "/tags",
    "/search?q=write-ahead",
    "/search",
    "/article/sqlite-as-a-web-database",
    "/no/such/page",
];

/// Pages of nothing, which suggest something else. The databases rank that in orders of their own.
const NOT_FOUND: [&str; 4] = [
    "/tag/no-such-tag",
    "/author/nobody-caching",
    "/archive/1999/01",
    "/article/unknown-caching",
];

fn statements(server: &Server) -> u64 {
    let metrics = server.admin("/metrics");
    let line = metrics
        .lines()
        .find(|line| line.starts_with("sql_read_statements_total "));
    line.and_then(|line| line.rsplit(' ').next()?.parse().ok())
        .unwrap_or_default()
}

/// Where the tags lead in which `marker` stands.
pub(crate) fn links(html: &str, marker: &str) -> Vec<String> {
    html.split('<')
        .filter(|tag| tag.contains(marker))
        .filter_map(|tag| tag.split("href=\"").nth(1)?.split('"').next())
        .map(|href| href.replace("&amp;", "&"))
        .collect()
}

#[test]
fn a_page_asks_the_database_at_most_four_times() {
    let server = site().with("SUNUP_CACHE", "off").start();
    // More than once: what a page asks must not depend on which answer is there first.
    for path in [&PAGES[..], &NOT_FOUND[..]].concat().repeat(5) {
        let before = statements(&server);
        server.get(path);
        let asked = statements(&server) - before;
        assert!(asked <= 4, "{path} takes {asked} statements");
        // A count that nobody keeps would be 0 as well. An empty search asks for nothing.
        assert!(asked > 0 || path == "/search", "{path} takes none");
    }
}

#[test]
fn walking_a_list_down_and_up_again_shows_every_article_once() {
    let site = site();
    site.command(&["db", "seed", "--articles", "95"]);
    let server = site.start();
    let mut seen = Vec::new();
    let mut path = "/".to_owned();
    let mut pages = Vec::new();
    loop {
        let html = server.get(&path);
        assert_eq!(status(&html), 200, "{path}");
        seen.extend(links(&html, "preview-link"));
        pages.push(path);
        match links(&html, "rel=\"next\"").pop() {
            Some(older) => path = older,
            None => break,
        }
    }
    assert_eq!(pages.len(), 10);
    let mut unique = seen.clone();
    unique.sort();
    unique.dedup();
    assert_eq!((seen.len(), unique.len()), (95, 95));

    let mut seen_upwards: Vec<Vec<String>> = Vec::new();
    let mut path = pages.last().cloned().unwrap_or_default();
    loop {
        let html = server.get(&path);
        seen_upwards.push(links(&html, "preview-link"));
        match links(&html, "rel=\"prev\"").pop() {
            Some(newer) => path = newer,
            None => break,
        }
    }
    let upwards: Vec<String> = seen_upwards.into_iter().rev().flatten().collect();
    assert_eq!(upwards, seen);
}

#[test]
fn a_page_of_a_list_says_its_one_address() {
    let site = site();
    site.command(&["db", "seed", "--articles", "40"]);
    let server = site.start();
    let second = links(&server.get("/"), "rel=\"next\"").remove(0);
    let third = links(&server.get(&second), "rel=\"next\"").remove(0);
    let from_below = links(&server.get(&third), "rel=\"prev\"").remove(0);
    assert_ne!(from_below, second);
    let canonical = |path: &str| links(&server.get(path), "rel=\"canonical\"");
    assert_eq!(canonical(&from_below), canonical(&second));
}

#[test]
fn a_place_that_no_list_has_is_answered_with_the_newest_articles_and_a_notice() {
    let server = site().start();
    for query in [
        "page=0",
        "page=-1",
        "page=99999999999",
        "page=x",
        "before=",
        "before=2026-99-99_x",
        "after=%E2%80%AE",
        "before=%3Cscript%3Ealert(1)%3C/script%3E",
    ] {
        for list in ["/", "/tag/sqlite", "/author/noor", "/archive/2026/08"] {
            let html = server.get(&format!("{list}?{query}"));
            assert_eq!(status(&html), 400, "{list}?{query}");
            assert!(html.contains("class=\"notice\""), "{list}?{query}");
            assert!(html.contains("article-preview"), "{list}?{query}");
            assert!(!html.contains("<script>alert"), "{list}?{query}");
        }
    }
}

#[test]
fn an_unknown_tag_author_or_month_is_not_found() {
    let server = site().start();
    for path in [
        "/tag/nothing",
        "/tag/%F0%9F%A6%80",
        "/tag/%D7%A9%D7%9C%D7%95%D7%9D",
        "/tag/%E2%80%AEabc",
        "/tag/a%CC%81",
        "/tag/%EF%BF%BF",
        "/author/%E2%80%8F",
        "/author/nobody",
        "/archive/2026/13",
        "/archive/0000/01",
        "/archive/99999/01",
        "/archive/x/y",
    ] {
        let html = server.get(path);
        assert_eq!(status(&html), 404, "{path}: {html}");
        assert!(html.contains("<h1"), "{path}");
    }
    for path in ["/tag/%00", "/author/a%00b"] {
        let html = server.get(path);
        assert!((400..500).contains(&status(&html)), "{path}: {html}");
    }
}

#[test]
fn a_search_finds_marks_and_completes_words() {
    let server = site().start();
    for query in ["sqlite", "SQLITE", "sqlit", "write-ahead+log", "ines"] {
        let html = server.get(&format!("/search?q={query}"));
        assert_eq!(status(&html), 200, "{query}");
        assert!(
            html.contains("<mark>") || query == "ines",
            "{query}: {html}"
        );
    }
    let html = server.get("/search?q=sqlite");
    let first = links(&html, "preview-link").remove(0);
    assert_eq!(
        first, "/article/sqlite-as-a-web-database",
        "the title counts most"
    );
}

#[test]
fn of_a_very_common_word_the_newest_articles_are_ranked_and_the_page_says_so() {
    let site = site();
    site.command(&["db", "seed", "--articles", "1200"]);
    let server = site.start();
    let html = server.get("/search?q=measurement");
    assert!(
        html.contains("The best 20 of the 1,000 newest articles with these words."),
        "{html}"
    );
    let found = links(&html, "preview-link");
    assert_eq!(found.len(), 20);
    for address in found {
        let number = address.trim_start_matches("/article/seeded-");
        let number: usize = number.parse().expect("a seeded article");
        assert!(number > 100, "{address} is not among the newest");
    }
    let html = server.get("/search?q=hydration");
    assert!(html.contains("The best 20 of many articles"), "{html}");
    let html = server.get("/search?q=measurement+1100");
    assert!(html.contains(">1 article<"), "{html}");
}

#[test]
fn a_search_for_anything_is_answered_and_nothing_in_it_is_an_operator() {
    let server = site().start();
    let long = "x".repeat(10_000);
    for (query, said) in [
        ("%22", "no letter and no digit"),
        ("*", "no letter and no digit"),
        ("NEAR(", "article"),
        ("';--", "no letter and no digit"),
        ("title:x", "article"),
        ("%22%20OR%20%22", "article"),
        ("%3Cscript%3Ealert(1)%3C/script%3E", "article"),
        (long.as_str(), "Only the first words"),
    ] {
        let html = server.get(&format!("/search?q={query}"));
        let shown = &query[..query.len().min(40)];
        assert_eq!(status(&html), 200, "{shown}: {html}");
        assert!(html.contains(said), "{shown}: {html}");
        assert!(!html.contains("<script>alert"), "{shown}");
    }
}

#[test]
fn an_article_names_its_contents_and_what_to_read_next() {
    let server = site().start();
    let html = server.get("/article/sqlite-as-a-web-database");
    assert!(html.contains("class=\"toc\""), "{html}");
    assert!(html.contains("Related articles"), "{html}");
    for anchor in links(&html, "href=\"#")
        .iter()
        .filter(|href| href.len() > 1)
    {
        let id = format!("id=\"{}\"", anchor.trim_start_matches('#'));
        assert!(html.contains(&id), "{anchor} leads nowhere");
    }
}

#[test]
fn no_element_has_a_class_without_a_name() {
    let server = site().start();
    for path in PAGES {
        let html = server.get(path);
        let empty = html.split('<').find(|tag| tag.contains(" class=\"\""));
        assert_eq!(empty, None, "{path}");
    }
}
