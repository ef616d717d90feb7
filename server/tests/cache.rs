//! The page cache of the running site, over real sockets.

mod process;

use process::{Server, ask, status, wait_for};

/// Asks with headers of the test's own.
fn send(server: &Server, method: &str, path: &str, headers: &str) -> String {
    let head = format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\n{headers}");
    ask(server.public, &head)
}

fn field<'a>(answer: &'a str, name: &str) -> &'a str {
    let head = answer.split("\r\n\r\n").next().unwrap_or_default();
    let fields = head.lines().filter_map(|line| line.split_once(": "));
    let mut fields = fields.filter(|(found, _)| found.eq_ignore_ascii_case(name));
    fields.next().map(|(_, value)| value).unwrap_or_default()
}

fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

#[test]
fn a_page_is_rendered_once_and_its_second_visitor_gets_the_same_bytes() {
    let server = Server::start(&[]);
    let first = send(&server, "GET", "/about", "");
    assert!(
        field(&first, "cache-status").starts_with("sunup; fwd=miss"),
        "{first}"
    );
    let second = send(&server, "GET", "/about?utm_source=x", "");
    assert!(
        field(&second, "cache-status").starts_with("sunup; hit; ttl="),
        "{second}"
    );
    assert_eq!(body(&first), body(&second));
    let tag = field(&second, "etag");
    let third = send(
        &server,
        "GET",
        "/about",
        &format!("if-none-match: {tag}\r\n"),
    );
    assert_eq!((status(&third), body(&third)), (304, ""));
}

#[test]
fn what_a_visitor_sends_beside_the_key_is_in_nobodys_page() {
    let server = Server::start(&[]);
    let plain = send(&server, "GET", "/tags", "");
    let poison = "x-forwarded-host: evil.example\r\nx-original-url: /editor\r\n\
         x-http-method-override: POST\r\nreferer: https://evil.example/\r\ncookie: id=evil\r\n\
         accept-language: xx-evil\r\nuser-agent: evil\r\n";
    for path in ["/about", "/archive", "/search?q=cache&evil=1"] {
        let poisoned = send(&server, "GET", path, poison);
        assert_eq!(status(&poisoned), 200, "{path}");
        assert!(!body(&poisoned).contains("evil"), "{path}: {poisoned}");
        let next = send(&server, "GET", path, "");
        assert_eq!(body(&poisoned), body(&next), "{path}");
    }
    let function = "/_fn/tags";
    let html = "accept: text/html\r\nreferer: https://evil.example/\r\n";
    let answer = send(&server, "GET", function, html);
    assert_eq!(status(&answer), 200, "{answer}");
    assert_eq!(field(&answer, "location"), "");
    assert!(field(&send(&server, "GET", function, ""), "cache-status").contains("hit"));
    assert_eq!(body(&plain), body(&send(&server, "GET", "/tags", "")));
}

#[test]
fn who_has_credentials_passes_by_and_an_answer_to_a_mistake_is_kept_by_nobody() {
    let server = Server::start(&[]);
    send(&server, "GET", "/about", "");
    let own = send(&server, "GET", "/about", "authorization: Bearer x\r\n");
    assert_eq!(field(&own, "cache-control"), "private, no-store");
    let status_of = field(&own, "cache-status");
    assert_eq!(status_of, "sunup; fwd=bypass; detail=authorization");
    for path in ["/?before=garbage", "/tag/css?before=garbage"] {
        let mistaken = send(&server, "GET", path, "");
        assert_eq!(status(&mistaken), 400, "{path}");
        assert_eq!(field(&mistaken, "cache-control"), "private, no-store");
    }
}

#[test]
fn another_sites_name_is_refused_on_a_page_of_the_site() {
    let server = Server::start(&[]);
    let foreign = "GET /about HTTP/1.1\r\nhost: evil.example\r\naccept: text/html\r\n";
    let answer = ask(server.public, foreign);
    assert_eq!(status(&answer), 421);
    assert!(answer.contains("<h1"), "{answer}");
    let health = "GET /healthz HTTP/1.1\r\nhost: 10.0.0.7\r\n";
    assert_eq!(status(&ask(server.public, health)), 200);
    let named = Server::start(&[("SUNUP_HOSTS", "example.org,www.example.org")]);
    for (host, expected) in [
        ("example.org", 200),
        ("WWW.example.org:80", 200),
        ("a.example.org", 421),
    ] {
        let head = format!("GET /about HTTP/1.1\r\nhost: {host}\r\n");
        assert_eq!(status(&ask(named.public, &head)), expected, "{host}");
    }
}

#[test]
fn an_operator_is_told_why_and_purges() {
    let server = Server::start(&[]);
    let path = "/search?q=cache";
    let explained = || server.admin("/cache/explain?path=/search%3Fq=cache%26utm_source=x");
    let before = explained();
    assert_eq!(status(&before), 200, "{before}");
    for part in [r#""key": "/search?q=cache""#, r#""/search""#] {
        assert!(before.contains(part), "{part} is not in {before}");
    }
    send(&server, "GET", path, "");
    assert!(explained().contains("s-maxage=3600"), "{}", explained());
    assert!(field(&send(&server, "GET", path, ""), "cache-status").contains("hit"));

    let purge = "POST /cache/purge?tag=texts HTTP/1.1\r\nhost: localhost\r\ncontent-length: 0\r\n";
    let purged = ask(server.admin, purge);
    assert_eq!(status(&purged), 200, "{purged}");
    assert!(purged.contains(r#""purged": 1"#), "{purged}");
    let next = send(&server, "GET", path, "");
    assert!(field(&next, "cache-status").contains("fwd=miss"), "{next}");
    let stats = server.admin("/cache/stats");
    assert!(
        stats.contains("\"hits\"") || stats.contains("\"hit\""),
        "{stats}"
    );
}

#[test]
fn a_page_has_one_spelling_of_its_address_and_every_other_leads_there() {
    let server = Server::start(&[("SUNUP_LOG", "info")]);
    let page = "/tag/css?before=garbage";
    for path in [page, "/about"] {
        send(&server, "GET", path, "");
    }
    for (spelled, expected) in [
        ("/t%61g/css?before=garbage", page),
        ("/%61bout", "/about"),
        ("/tag/css/?before=garbage", page),
    ] {
        for credentials in ["", "authorization: Bearer x\r\n"] {
            let answer = send(&server, "GET", spelled, credentials);
            assert_eq!(status(&answer), 308, "{answer}");
            assert_eq!(field(&answer, "location"), expected);
        }
    }
    // The query is that of the route, for an operator as well.
    let explained = server.admin("/cache/explain?path=/t%2561g/css%3Fbefore=garbage");
    for part in [r#""key": "/tag/css?before=garbage""#, "/tag/{tag}"] {
        assert!(explained.contains(part), "{part} is not in {explained}");
    }
    // Two of each, and each by the name of its route.
    for (spelled, route) in [
        ("/t%61g/css", r#""/tag/{tag}""#),
        ("/%61bout", r#""/about""#),
    ] {
        wait_for("the lines of the log", || {
            let log = server.log();
            let lines = log.lines().filter(|line| line.contains(spelled));
            lines.filter(|line| line.contains(route)).count() == 2
        });
    }
}

#[test]
fn with_the_cache_off_every_visitor_gets_a_render() {
    let server = Server::start(&[("SUNUP_CACHE", "off")]);
    for _ in 0..2 {
        let answer = send(&server, "GET", "/about", "");
        let expected = "sunup; fwd=bypass; detail=off";
        assert_eq!(field(&answer, "cache-status"), expected);
    }
}
