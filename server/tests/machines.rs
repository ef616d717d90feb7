//! What machines read, over real sockets: types, tags, conditions, forms of an article.

mod process;

use process::{Server, ask, status};

/// Every address with its type.
const ADDRESSES: [(&str, &str); 14] = [
    ("/feed.xml", "application/atom+xml; charset=utf-8"),
    ("/feed.json", "application/feed+json"),
    (
        "/tag/sqlite/feed.xml",
        "application/atom+xml; charset=utf-8",
    ),
    ("/tag/sqlite/feed.json", "application/feed+json"),
    (
        "/author/noor/feed.xml",
        "application/atom+xml; charset=utf-8",
    ),
    ("/author/noor/feed.json", "application/feed+json"),
    ("/sitemap.xml", "application/xml; charset=utf-8"),
    ("/sitemap/1.xml", "application/xml; charset=utf-8"),
    ("/robots.txt", "text/plain; charset=utf-8"),
    ("/llms.txt", "text/plain; charset=utf-8"),
    ("/opensearch.xml", "application/opensearchdescription+xml"),
    ("/social.png", "image/png"),
    ("/social/sqlite-as-a-web-database.png", "image/png"),
    (
        "/article/sqlite-as-a-web-database.md",
        "text/markdown; charset=utf-8; variant=GFM",
    ),
];

/// Without optimisation, and beside other tests, a picture takes its time.
const PATIENT: (&str, &str) = ("SUNUP_RENDER_DEADLINE", "60s");

const ARTICLE: &str = "/article/sqlite-as-a-web-database";

fn send(server: &Server, method: &str, path: &str, headers: &str) -> String {
    let head = format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\n{headers}");
    ask(server.public, &head)
}

fn header<'a>(answer: &'a str, name: &str) -> &'a str {
    let head = answer.split("\r\n\r\n").next().unwrap_or_default();
    head.lines()
        .filter_map(|line| line.split_once(": "))
        .find(|(found, _)| found.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
        .unwrap_or_default()
}

#[test]
fn everything_for_machines_has_its_type_a_strong_tag_and_is_not_sent_twice() {
    let server = Server::start(&[("SUNUP_ENV", "production"), PATIENT]);
    for (path, content_type) in ADDRESSES {
        let whole = send(&server, "GET", path, "");
        assert_eq!(status(&whole), 200, "{path}: {whole}");
        assert_eq!(header(&whole, "content-type"), content_type, "{path}");
        assert_eq!(
            header(&whole, "x-content-type-options"),
            "nosniff",
            "{path}"
        );
        let policy = header(&whole, "cache-control");
        assert!(policy.starts_with("public, max-age="), "{path}: {policy}");
        let tag = header(&whole, "etag");
        assert!(tag.starts_with('"') && tag.len() > 10, "{path}: {tag}");

        let again = send(&server, "GET", path, &format!("if-none-match: {tag}\r\n"));
        assert_eq!(status(&again), 304, "{path}: {again}");
        assert_eq!(header(&again, "etag"), tag, "{path}");
        assert!(again.ends_with("\r\n\r\n"), "{path}: 304 has no body");

        let head = send(&server, "HEAD", path, "");
        assert_eq!(status(&head), 200, "{path}: {head}");
        assert_eq!(header(&head, "etag"), tag, "{path}");
        assert_eq!(
            header(&head, "content-length"),
            header(&whole, "content-length"),
            "{path}"
        );
        assert!(head.ends_with("\r\n\r\n"), "{path}: HEAD has no body");

        let post = send(&server, "POST", path, "content-length: 0\r\n");
        assert_eq!(status(&post), 405, "{path}");
    }
}

#[test]
fn texts_are_compressed_and_each_encoding_has_its_own_tag() {
    let server = Server::start(&[]);
    let plain = send(&server, "GET", "/feed.xml", "");
    let brotli = compressed(&server, "/feed.xml");
    assert_eq!(header(&brotli, "content-encoding"), "br");
    assert!(header(&brotli, "vary").contains("accept-encoding"));
    let tag = header(&brotli, "etag");
    assert_ne!(tag, header(&plain, "etag"));
    let headers = format!("accept-encoding: br\r\nif-none-match: {tag}\r\n");
    assert_eq!(status(&send(&server, "GET", "/feed.xml", &headers)), 304);
}

/// The cache compresses what was asked for twice, in the background.
fn compressed(server: &Server, path: &str) -> String {
    let mut answer = String::new();
    for _ in 0..200 {
        answer = send(server, "GET", path, "accept-encoding: br\r\n");
        if header(&answer, "content-encoding") == "br" {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(25));
    }
    answer
}

#[test]
fn an_article_is_a_page_or_markdown_as_its_reader_prefers() {
    let server = Server::start(&[]);
    for (accept, markdown) in [
        ("text/html,application/xhtml+xml,*/*;q=0.8", false),
        ("*/*", false),
        ("text/markdown", true),
        ("text/markdown, text/html;q=0.9", true),
        ("text/markdown;q=0.5, text/html", false),
        ("text/markdown;q=0, */*", false),
    ] {
        let answer = send(&server, "GET", ARTICLE, &format!("accept: {accept}\r\n"));
        assert_eq!(status(&answer), 200, "{accept}: {answer}");
        let content_type = header(&answer, "content-type");
        assert_eq!(
            content_type.starts_with("text/markdown"),
            markdown,
            "{accept}"
        );
        let vary = answer.to_lowercase();
        let vary: Vec<&str> = vary
            .lines()
            .filter(|line| line.starts_with("vary:"))
            .collect();
        assert!(
            vary.iter()
                .any(|line| line.split([':', ',']).any(|it| it.trim() == "accept")),
            "{accept}: {vary:?}"
        );
    }
    let text = send(&server, "GET", ARTICLE, "accept: text/markdown\r\n");
    assert_eq!(header(&text, "content-location"), format!("{ARTICLE}.md"));
    assert!(
        header(&text, "link").contains("rel=\"canonical\""),
        "{text}"
    );
    let named = send(
        &server,
        "GET",
        &format!("{ARTICLE}.md"),
        "accept: text/html\r\n",
    );
    assert!(
        header(&named, "content-type").starts_with("text/markdown"),
        "{named}"
    );
}

#[test]
fn what_does_not_exist_is_a_404_and_strange_names_are_no_failure() {
    let server = Server::start(&[]);
    for path in [
        "/tag/nothing/feed.xml",
        "/author/nobody/feed.json",
        "/sitemap/0.xml",
        "/sitemap/3.xml",
        "/sitemap/-1.xml",
        "/sitemap/01.xml",
        "/sitemap/99999999999999999999.xml",
        "/sitemap/x",
        "/social/nothing.png",
        "/social/sqlite-as-a-web-database.jpg",
        "/social/.png",
        "/article/nothing.md",
        "/tag/%F0%9F%A6%80/feed.xml",
        "/tag/%E2%80%AE/feed.json",
        "/tag/';--/feed.xml",
        "/author/%3Cscript%3E/feed.xml",
    ] {
        let answer = send(&server, "GET", path, "");
        assert_eq!(status(&answer), 404, "{path}: {answer}");
        assert!(!answer.contains("<script>"), "{path}: {answer}");
        // Whoever writes what is missing purges it.
        let policy = header(&answer, "cache-control");
        assert!(policy.starts_with("public, max-age=0,"), "{path}: {policy}");
    }
    for path in [
        "/tag/%00/feed.xml",
        "/social/%ff.png",
        "/author/a%0d%0ab/feed.xml",
    ] {
        let answer = send(&server, "GET", path, "");
        assert!((400..500).contains(&status(&answer)), "{path}: {answer}");
    }
}

#[test]
fn crawlers_are_welcome_in_production_only() {
    let production = Server::start(&[("SUNUP_ENV", "production"), ("SUNUP_URL", "https://c.org")]);
    let robots = send(&production, "GET", "/robots.txt", "");
    assert!(
        robots.contains("Sitemap: https://c.org/sitemap.xml"),
        "{robots}"
    );
    let development = Server::start(&[("SUNUP_ENV", "development")]);
    let robots = send(&development, "GET", "/robots.txt", "");
    assert!(robots.ends_with("User-agent: *\nDisallow: /\n"), "{robots}");
}

/// The content of the first tag that begins like this.
fn content<'a>(html: &'a str, beginning: &str) -> &'a str {
    html.split(beginning)
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap_or_default()
}

#[test]
fn every_kind_of_page_says_what_it_is() {
    let server = Server::start(&[("SUNUP_URL", "https://c.org"), PATIENT]);
    for (path, kind, types) in [
        ("/", "website", vec!["WebSite"]),
        ("/about", "website", vec!["BreadcrumbList"]),
        ("/tags", "website", vec!["BreadcrumbList"]),
        ("/tag/sqlite", "website", vec!["BreadcrumbList"]),
        (
            "/author/noor",
            "profile",
            vec!["ProfilePage", "BreadcrumbList"],
        ),
        (ARTICLE, "article", vec!["Article", "BreadcrumbList"]),
    ] {
        let html = server.get(path);
        assert_eq!(
            content(&html, "property=\"og:type\" content=\""),
            kind,
            "{path}"
        );
        let address = format!("https://c.org{path}");
        assert_eq!(
            content(&html, "rel=\"canonical\" href=\""),
            address,
            "{path}"
        );
        assert_eq!(
            content(&html, "property=\"og:url\" content=\""),
            address,
            "{path}"
        );
        let card = content(&html, "name=\"twitter:card\" content=\"");
        assert_eq!(card, "summary_large_image", "{path}");
        let found: Vec<&str> = html
            .split("<script type=\"application/ld+json\">")
            .skip(1)
            .map(|script| content(script, "\"@type\":\""))
            .collect();
        assert_eq!(found, types, "{path}");
        // What the head names is there.
        let picture = content(&html, "property=\"og:image\" content=\"https://c.org");
        assert_eq!(
            header(&server.get(picture), "content-type"),
            "image/png",
            "{picture}"
        );
        let forms = html
            .split("<link rel=\"alternate\" href=\"https://c.org")
            .skip(1);
        let forms: Vec<&str> = forms
            .map(|form| form.split('"').next().unwrap_or(""))
            .collect();
        assert!(
            forms.contains(&"/feed.xml") && forms.contains(&"/feed.json"),
            "{forms:?}"
        );
        for form in forms {
            assert_eq!(status(&server.get(form)), 200, "{form}");
        }
    }
    let article = server.get(ARTICLE);
    for expected in [
        "<meta property=\"article:published_time\" content=\"20",
        "<meta property=\"article:tag\" content=\"sqlite\">",
        "type=\"text/markdown\"",
        "\"author\":{\"@type\":\"Person\"",
    ] {
        assert!(article.contains(expected), "{expected}: {article}");
    }
    let missing = server.get("/article/nothing");
    assert!(
        missing.contains("<meta name=\"robots\" content=\"noindex\">"),
        "{missing}"
    );
    assert!(
        !missing.contains("og:title") && !missing.contains("canonical"),
        "{missing}"
    );
}
