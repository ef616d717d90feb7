//! The reading side of the site, on PostgreSQL; and that it shows what it shows on SQLite.

mod process;
mod readers;

use process::{Server, Site, status};
use readers::{PAGES, links};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::Command,
};
use sunup_test::Postgres;
use tempfile::TempDir;

/// A site with a database of its own.
fn site() -> Site {
    Site::on(Postgres::shared())
}

/// The site's articles, and some whose order is another in dictionaries than by their bytes.
fn content() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    copy(&ours, folder.path());
    for slug in [
        "a-b", "aa", "a1", "a-1", "ab", "z", "1a", "10", "9", "a-b-c",
    ] {
        let text = format!(
            "+++\ntitle = \"Zürich «{slug}»\"\nslug = \"{slug}\"\ndescription = \"Inês wrote it.\"\n\
             tags = [\"a-b\", \"aa\", \"a-{slug}\"]\nauthor = \"noor\"\ndate = 2026-11-20\n\
             locale = \"en\"\nseries = \"Order\"\npart = 1\n+++\n## Heading\n\n\
             Open src/main.rs: it has the write-ahead log of Zürich. 東京 too, and e\u{301}tude.\n"
        );
        fs::write(folder.path().join(format!("{slug}.md")), text).expect("a file written");
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), &to).expect("a file copied");
        }
    }
}

/// Two servers with the same articles: on SQLite, and on PostgreSQL. They watch the folder.
fn both(articles: &str) -> ([Server; 2], TempDir) {
    let content = content();
    let servers = [Site::new(), site()].map(|site| {
        let site = site
            .with("SUNUP_URL", "https://example.org")
            .with("SUNUP_CONTENT_DIR", &content.path().display().to_string());
        let told = site.command(&["db", "seed", "--articles", articles]);
        assert!(!told.contains(Postgres::PASSWORD), "{told}");
        site.start()
    });
    (servers, content)
}

fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

/// What was found, each by the address of its article.
fn hits(html: &str) -> BTreeMap<String, String> {
    let hits = html.split("<article class=\"article-preview\">").skip(1);
    let hits = hits.map(|hit| hit.split("</article>").next().unwrap_or_default());
    let hits = hits.map(|hit| (links(hit, "preview-link").remove(0), hit.to_owned()));
    hits.collect()
}

#[test]
fn every_page_is_the_same_as_on_sqlite() {
    let ([sqlite, postgres], _content) = both("90");
    let mut paths: Vec<String> = PAGES.map(str::to_owned).into();
    paths.retain(|path| !path.starts_with("/search?") && path != "/no/such/page");
    paths.extend(
        [
            "/tag/a-b",
            "/archive/2026/11",
            "/article/a-b",
            "/article/a-b.md",
            "/feed.xml",
            "/feed.json",
            "/tag/aa/feed.xml",
            "/author/noor/feed.json",
            "/sitemap.xml",
            "/sitemap/1.xml",
            "/sitemap/2.xml",
            "/llms.txt",
            "/?before=2026-11-20_a-b",
            "/?after=2026-11-20_a-b",
            "/tag/aa?after=2026-11-20_aa",
            "/?before=2026-11-20_a-zz",
            "/archive/2026/11?before=2026-11-20_a1",
            "/author/noor?after=2026-11-20_a-1",
            "/_fn/article?slug=aa",
            "/_fn/tags",
        ]
        .map(str::to_owned),
    );
    let mut seen = BTreeSet::new();
    let mut pages = 0;
    while let Some(path) = paths.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let [one, other] = [&sqlite, &postgres].map(|server| server.get(&path));
        assert_eq!(status(&one), status(&other), "{path}: {other}");
        assert!(body(&one) == body(&other), "{path}:\n{one}\n{other}");
        pages += usize::from(status(&one) == 200);
        // Every list is walked down and up.
        for marker in ["rel=\"next\"", "rel=\"prev\"", "class=\"tag\""] {
            let beside = links(&one, marker).into_iter();
            paths.extend(beside.filter(|path| path.starts_with('/')));
        }
        if path.starts_with("/archive") || path == "/tags" {
            let below = links(&one, "href=\"/").into_iter();
            paths.extend(
                below.filter(|path| path.starts_with("/archive/") || path.starts_with("/tag/")),
            );
        }
    }
    assert!(pages > 60, "only {pages} pages were compared");
}

#[test]
fn a_search_finds_and_marks_what_it_does_on_sqlite() {
    let ([sqlite, postgres], _content) = both("80");
    let long = "x".repeat(10_000);
    let many = "log+".repeat(50);
    let mut found = 0;
    for query in [
        "sqlite",
        "SQLITE",
        "sqlit",
        "write-ahead+log",
        "ines",
        "In%C3%AAs",
        "zurich",
        "Z%C3%BCr",
        "ZU%CC%88RICH",
        "%E6%9D%B1%E4%BA%AC",
        "%E6%9D%B1",
        "etude",
        "main.rs",
        "src%2Fmain",
        "cache+key",
        "key+cache",
        "the+a",
        "a1",
        "a-b-c",
        "%22write+ahead%22",
        "NEAR(",
        "';--",
        "title:x",
        "%22%20OR%20%22",
        "a+%26+!b+%7C+c:*",
        "cache%5C",
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "%25",
        "100%25",
        "\u{202e}cache",
        "1e5",
        "3.14",
        "-5",
        "e",
        "\u{301}",
        "Ⓐ",
        "caching+hydration",
        long.as_str(),
        many.as_str(),
    ] {
        let path = format!("/search?q={query}");
        let [one, other] = [&sqlite, &postgres].map(|server| server.get(&path));
        let shown: String = query.chars().take(40).collect();
        assert_eq!(status(&other), 200, "{shown}: {other}");
        let (one_hits, other_hits) = (hits(&one), hits(&other));
        // Of many, the best are shown, and they are ranked by other rules.
        let many = one.contains("class=\"search-count\"") && one_hits.len() == 20;
        if !many {
            let slugs =
                |hits: &BTreeMap<String, String>| -> Vec<String> { hits.keys().cloned().collect() };
            assert_eq!(slugs(&one_hits), slugs(&other_hits), "{shown}");
        }
        assert_eq!(one_hits.len(), other_hits.len(), "{shown}");
        for (slug, hit) in &one_hits {
            if let Some(other) = other_hits.get(slug) {
                assert_eq!(hit, other, "{shown}: {slug}");
                found += 1;
            }
        }
    }
    assert!(found > 100, "only {found} hits were compared");
}

#[test]
fn an_address_that_leads_nowhere_is_answered_with_suggestions() {
    let server = site().start();
    let html = server.get("/article/sqlite-as-web");
    assert_eq!(status(&html), 404);
    assert!(html.contains("/article/sqlite-as-a-web-database"), "{html}");
}

#[test]
fn no_command_and_no_setting_shows_the_password() {
    let site = site();
    for arguments in [
        &["db", "migrate"][..],
        &["db", "import"],
        &["db", "seed", "--articles", "70"],
        &["config"],
    ] {
        let told = site.command(arguments);
        assert!(!told.contains(Postgres::PASSWORD), "{told}");
    }
    let server = site.with("SUNUP_LOG", "trace").start();
    server.get("/search?q=cache");
    assert!(!server.log().contains(Postgres::PASSWORD));
    assert!(!server.admin("/metrics").contains(Postgres::PASSWORD));
}

#[test]
fn a_database_that_is_not_there_ends_the_start_with_one_sentence() {
    let folder = TempDir::new().expect("a temporary folder");
    let port = process::free().port();
    let output = Command::new(env!("CARGO_BIN_EXE_server"))
        .args(["db", "migrate"])
        .current_dir(folder.path())
        .env_clear()
        .env(
            "DATABASE_URL",
            format!("postgres://ada:hunter2@127.0.0.1:{port}/site"),
        )
        .output()
        .expect("the server's binary");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    let begin =
        format!("error: the database postgres://ada:…@127.0.0.1:{port}/site does not answer: ");
    assert!(said.starts_with(&begin), "{said}");
}

#[test]
fn servers_on_one_empty_database_start_together() {
    let postgres = Postgres::shared();
    let url = postgres.url(&postgres.database());
    let servers: Vec<_> = (0..3)
        .map(|_| {
            let url = url.clone();
            std::thread::spawn(move || Server::start(&[("DATABASE_URL", &url)]))
        })
        .collect();
    for server in servers {
        let server = server.join().expect("a server");
        assert_eq!(
            status(&server.get("/article/sqlite-as-a-web-database")),
            200
        );
        assert_eq!(server.log(), "");
    }
}
