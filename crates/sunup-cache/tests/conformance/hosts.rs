//! RFC 9112, section 3.2; RFC 9110, sections 4.2.1, 7.4 and 15.5.20; RFC 9113, section 8.3.1: which
//! requests are refused for the host that they name.

use super::support::{Site, page};
use http::{HeaderValue, Request, Version, header::HOST};
use sunup_cache::{Settings, request::Hosts};

struct Row {
    section: &'static str,
    rule: &'static str,
    version: Version,
    target: &'static str,
    hosts: &'static [&'static str],
    status: u16,
}

fn row(
    section: &'static str,
    rule: &'static str,
    target: &'static str,
    hosts: &'static [&'static str],
    status: u16,
) -> Row {
    Row {
        section,
        rule,
        version: Version::HTTP_11,
        target,
        hosts,
        status,
    }
}

fn rows() -> Vec<Row> {
    const ONE: &str = "RFC 9112, 3.2";
    vec![
        row(ONE, "one Host is needed", "/", &["example.org"], 200),
        row(ONE, "none is refused", "/", &[], 400),
        row(ONE, "an empty one as well", "/", &[""], 400),
        row(ONE, "white space is none", "/", &[" "], 400),
        row(
            ONE,
            "two are refused",
            "/",
            &["example.org", "evil.example"],
            400,
        ),
        row(
            ONE,
            "also equal ones",
            "/",
            &["example.org", "example.org"],
            400,
        ),
        row(
            ONE,
            "a list is no host",
            "/",
            &["example.org, evil.example"],
            400,
        ),
        row(ONE, "a port is a number", "/", &["localhost:abc"], 400),
        row(
            ONE,
            "stricter: that ports have",
            "/",
            &["localhost:99999"],
            400,
        ),
        row(ONE, "it may be empty", "/", &["localhost:"], 200),
        row(ONE, "there is one port", "/", &["localhost:80:80"], 400),
        row(ONE, "a path is no host", "/", &["example.org/x"], 400),
        row(ONE, "nor is a URL", "/", &["http://example.org"], 400),
        row(
            ONE,
            "nor is what has spaces inside",
            "/",
            &["example .org"],
            400,
        ),
        row(ONE, "nor is a script", "/", &["<script>"], 400),
        row(
            ONE,
            "nor is anything beyond ASCII",
            "/",
            &["ex\u{e4}mple.org"],
            400,
        ),
        row(
            "RFC 9110, 4.2.4",
            "a user is no part of a host",
            "/",
            &["example.org@evil.example"],
            400,
        ),
        row(
            "RFC 9110, 4.2.1",
            "a port without a host names none",
            "/",
            &[":80"],
            400,
        ),
        row(
            "RFC 3986, 3.2.2",
            "an address in brackets",
            "/",
            &["[::1]:80"],
            200,
        ),
        row("RFC 3986, 3.2.2", "is closed", "/", &["[::1"], 400),
        row("RFC 3986, 3.2.2", "and in brackets", "/", &["::1"], 400),
        row(
            "RFC 3986, 3.2.2",
            "hosts have no case",
            "/",
            &["EXAMPLE.org"],
            200,
        ),
        row(
            "RFC 9110, 7.4",
            "another site's name",
            "/",
            &["evil.example"],
            421,
        ),
        row(
            "RFC 9110, 7.4",
            "a name that only begins like ours",
            "/",
            &["example.org.evil.example"],
            421,
        ),
        row(
            "RFC 9112, 3.2.2",
            "the host of an absolute target counts",
            "http://evil.example/",
            &["evil.example"],
            421,
        ),
        row(
            "RFC 9112, 3.2.2",
            "beside any Host",
            "http://evil.example/",
            &["example.org"],
            421,
        ),
        row(
            "RFC 9112, 3.2.2",
            "stricter: a Host that is another site's is refused and not ignored",
            "http://example.org/",
            &["evil.example"],
            421,
        ),
        row(
            "RFC 9112, 3.2",
            "an absolute target does not stand in for a Host that is not valid",
            "http://example.org/",
            &["a b"],
            400,
        ),
        row(
            "RFC 9112, 3.2.2",
            "both are ours",
            "http://example.org/",
            &["www.example.org"],
            200,
        ),
        Row {
            version: Version::HTTP_10,
            ..row(ONE, "HTTP/1.0 needs none", "/", &[], 200)
        },
        Row {
            version: Version::HTTP_10,
            ..row(ONE, "but not two", "/", &["a", "b"], 400)
        },
        Row {
            version: Version::HTTP_2,
            ..row(
                "RFC 9113, 8.3.1",
                "the authority stands for Host",
                "https://example.org/",
                &[],
                200,
            )
        },
        Row {
            version: Version::HTTP_2,
            ..row(
                "RFC 9113, 8.3.1",
                "another beside it is refused",
                "https://example.org/",
                &["evil.example"],
                421,
            )
        },
        row(
            "RFC 9112, 3.2",
            "a path that answers under every name asks for a valid one",
            "/healthz",
            &["localhost:abc"],
            400,
        ),
        row(
            "RFC 9110, 7.4",
            "and for no more",
            "/healthz",
            &["10.0.0.7:3000"],
            200,
        ),
    ]
}

#[tokio::test(start_paused = true)]
async fn a_request_names_one_valid_host_of_the_site() {
    let mut failures = Vec::new();
    for row in rows() {
        let hosts = Hosts::of(["example.org", "www.example.org"]).exempt("/healthz");
        let control = page("public, s-maxage=60");
        let site = Site::with(control, Settings::default(), |it| it.hosts(hosts));
        let mut request = Request::get(row.target).version(row.version);
        for host in row.hosts {
            let value = HeaderValue::from_bytes(host.as_bytes()).expect("a field value");
            request = request.header(HOST, value);
        }
        let answer = site.send(request).await;
        let refused = u64::from(row.status != 200);
        let seen = (
            answer.status,
            site.cache.stats().refused,
            site.stub.renders(),
        );
        if seen != (row.status, refused, 1 - refused as usize) {
            failures.push(format!("{}: {}\n    {seen:?}", row.section, row.rule));
        }
        if row.status != 200 {
            assert_eq!(answer.field("cache-control"), "no-store", "{}", row.rule);
            assert!(answer.text().ends_with(".\n"), "{}", row.rule);
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[tokio::test(start_paused = true)]
async fn a_site_that_answers_under_every_name_refuses_what_is_none() {
    let site = Site::with(page("public, s-maxage=60"), Settings::default(), |it| {
        it.hosts(Hosts::any())
    });
    for (host, status) in [("evil.example", 200), ("a b", 400), ("localhost:abc", 400)] {
        let answer = site.send(Request::get("/").header(HOST, host)).await;
        assert_eq!(answer.status, status, "{host}");
    }
    assert_eq!(site.get("/").await.status, 400);
}
