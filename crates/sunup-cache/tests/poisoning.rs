//! Nothing that is not in the key can be in a page: the render here shows everything it sees, and
//! its pages are equal wherever the keys are.

#[path = "support/articles.rs"]
mod articles;

use articles::site;
use http::{HeaderValue, Request, header, request::Parts};
use proptest::prelude::*;
use sunup_cache::{
    key::{Asked, KeyError, KeyRule},
    request::{Bypass, bypass},
    vary::VaryNames,
};

fn parts(target: &str, fields: &[(&str, &str)]) -> Parts {
    let mut request = Request::get(target);
    for (name, value) in fields {
        request = request.header(*name, *value);
    }
    request.body(()).expect("a request").into_parts().0
}

/// What a render shows that puts everything it sees into the page.
fn page(rule: &KeyRule, parts: &Parts, asked: &Asked) -> String {
    let seen = rule.neutral(parts, asked).expect("an address");
    assert!(seen.extensions.is_empty());
    format!("{} {} {:?}", seen.method, seen.uri, seen.headers)
}

fn key_and_page(target: &str, fields: &[(&str, &str)]) -> (String, String) {
    let rule = site();
    let parts = parts(target, fields);
    let asked = rule.key(&parts).expect(target);
    let page = page(&rule, &parts, &asked);
    (asked.key.to_string(), page)
}

#[test]
fn a_header_that_is_not_in_the_key_changes_no_page() {
    for target in ["/article/a?page=2", "/_fn/article?slug=a"] {
        let clean = key_and_page(target, &[("host", "example.org")]);
        for field in [
            ("x-forwarded-host", "evil.example"),
            ("x-forwarded-proto", "http"),
            ("x-forwarded-for", "127.0.0.1"),
            ("x-forwarded-prefix", "/admin"),
            ("forwarded", "host=evil.example"),
            ("x-host", "evil.example"),
            ("x-original-url", "/admin"),
            ("x-rewrite-url", "/admin"),
            ("x-http-method-override", "POST"),
            ("x-method-override", "DELETE"),
            ("referer", "https://evil.example/"),
            ("origin", "https://evil.example"),
            ("user-agent", "<script>"),
            ("cookie", "session=stolen; theme=system; lang=xx"),
            ("accept-language", "xx"),
            ("accept-encoding", "br"),
            ("range", "bytes=0-0"),
            ("if-none-match", "*"),
            ("if-modified-since", "Sun, 06 Nov 1994 08:49:37 GMT"),
            ("x-sunup-route", "/admin"),
            ("x-middleware-subrequest", "middleware"),
            ("sec-purpose", "prefetch"),
            ("cache-control", "no-cache"),
            ("host", "evil.example"),
        ] {
            assert_eq!(key_and_page(target, &[field]), clean, "{field:?}");
        }
    }
}

#[test]
fn a_function_shows_html_to_nobody_because_one_visitor_asked_for_it() {
    let fields = [
        ("accept", "text/html"),
        ("referer", "https://evil.example/"),
    ];
    let target = "/_fn/article?slug=a";
    assert_eq!(key_and_page(target, &fields), key_and_page(target, &[]));
}

#[test]
fn what_is_in_the_key_reaches_the_page_and_no_other() {
    let theme = |cookie| key_and_page("/article/a", &[("cookie", cookie)]);
    assert_ne!(theme("theme=dark"), theme("theme=light"));
    assert_eq!(theme("theme=<script>"), theme("x=y"));
    assert_eq!(theme("session=1; theme=dark"), theme("theme=dark"));
    let islands = |value| key_and_page("/article/a", &[("islands-router", value)]);
    assert_ne!(islands("true"), key_and_page("/article/a", &[]));
    assert_eq!(islands("true"), islands("<script>"));
}

#[test]
fn addresses_that_readers_tell_apart_are_never_one() {
    let targets = [
        "/article/a",
        "/article/a/",
        "/article//a",
        "//article/a",
        "/article/a;b",
        "/article/a%3Bb",
        "/article/a%2Fb",
        "/article/a/b",
        "/article/a%00",
        "/article/a%00b",
        "/article/a%3Fpage=2",
        "/article/a?page=2",
        "/article/a%23",
        "/article/a%20theme=dark",
        "/article/a%20locale=de",
        "/article/a%2520b",
        "/article/a%20b",
        "/article/A",
        "/article/a%5Cb",
        "/article/a,b",
        "/article/a.json",
        "/article/a?page=",
        "/article/a?q=2",
        "/article/a?page=2%20theme=dark",
        "/article/a?page=2&q=1",
        "/article/a?page=2%26q=1",
        "/article/a%3b%2f",
        "/article/a%0d%0a",
    ];
    let mut seen: Vec<(String, &str)> = Vec::new();
    for target in targets {
        let (key, _) = key_and_page(target, &[]);
        let other = seen.iter().find(|(known, _)| *known == key);
        assert!(other.is_none(), "{target} and {other:?} are {key}");
        seen.push((key, target));
    }
}

#[test]
fn no_parameter_hides_behind_another() {
    let plain = key_and_page("/article/a?page=1", &[]);
    for cloaked in [
        "/article/a?page=1&utm_content=x;page=2",
        "/article/a?utm_content=x;page=2&page=1",
        "/article/a?page=2&page=1",
        "/article/a?page%00=2&page=1",
        "/article/a?page[]=2&page=1",
        "/article/a?PAGE=2&page=1",
        "/article/a?%20page=2&page=1",
        "/article/a?x=%26page%3D2&page=1",
        "/article/a?page=1&_method=POST&callback=evil",
        "/article/a?page=1?page=2".split_at(17).0,
    ] {
        assert_eq!(key_and_page(cloaked, &[]), plain, "{cloaked}");
    }
    let (key, page) = key_and_page("/article/a?page=1;page=2", &[]);
    assert_eq!(key, "/article/a?page=1%3Bpage%3D2 locale=en");
    assert!(
        page.starts_with("GET /article/a?page=1%3Bpage%3D2 "),
        "{page}"
    );
}

#[test]
fn what_has_no_key_passes_by_and_is_not_stored() {
    let rule = site();
    for (target, error) in [
        ("/article/../admin", KeyError::Relative),
        ("/article/%2e%2e/admin", KeyError::Relative),
        ("/article/..;/admin", KeyError::Relative),
        ("/article/..%2fadmin", KeyError::Relative),
        ("/article/..%5cadmin", KeyError::Relative),
        ("/article/%", KeyError::Escape),
        ("*", KeyError::NoPath),
    ] {
        let found = rule.key(&parts(target, &[])).map(|asked| asked.key);
        assert_eq!(found, Err(error), "{target}");
    }
    let long = format!("/{}", "a".repeat(3_000));
    let found = rule.key(&parts(&long, &[])).map(|asked| asked.key);
    assert!(matches!(found, Err(KeyError::TooLong(_))));
}

#[test]
fn a_fat_get_passes_by() {
    for field in [("content-length", "6"), ("transfer-encoding", "chunked")] {
        let parts = parts("/article/a", &[field]);
        assert_eq!(bypass(&parts, |_| false), Some(Bypass::Body), "{field:?}");
    }
}

#[test]
fn a_response_that_varies_by_what_its_render_did_not_see_has_no_variants() {
    let parts = parts("/article/a", &[("accept", "text/html"), ("origin", "x")]);
    let asked = site().key(&parts).expect("a plain path");
    let mut response = http::HeaderMap::new();
    let vary = HeaderValue::from_static("Origin, Cookie, Accept-Encoding, Accept");
    response.insert(header::VARY, vary);
    let names = asked.vary(&response).expect("names");
    assert!(names.iter().eq([&header::ACCEPT]));
    let variant = asked.key.variant(&names, &parts.headers);
    assert_eq!(
        variant.as_str(),
        "/article/a locale=en vary accept=text/html"
    );
}

fn target() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("/article/a"),
        Just("/_fn/a"),
        Just("/"),
        Just("%2F"),
        Just("%2f"),
        Just(";"),
        Just("%61"),
        Just("a"),
        Just("%00"),
        Just("."),
        Just("%C3%BC"),
        Just("%c3%bc"),
    ];
    let pair = prop_oneof![
        Just("page=1"),
        Just("page=2"),
        Just("page=%31"),
        Just("q=a+b"),
        Just("q=a%20b"),
        Just("slug=a"),
        Just("utm_source=x"),
        Just("page=1;q=2"),
        Just("q"),
        Just(""),
        Just("q=%"),
        Just("%71=x"),
        Just("page=1%26q=2"),
    ];
    (
        prop::collection::vec(piece, 0..4),
        prop::collection::vec(pair, 0..4),
    )
        .prop_map(|(pieces, pairs)| {
            let query = if pairs.is_empty() { "" } else { "?" };
            format!("/{}{query}{}", pieces.concat(), pairs.join("&"))
        })
}

fn fields() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
    let field = prop_oneof![
        Just(("accept", "text/html")),
        Just(("accept", "Text/HTML ; q=1.0")),
        Just(("accept", "text/markdown")),
        Just(("accept-language", "de")),
        Just(("cookie", "theme=dark")),
        Just(("cookie", "session=1; theme=dark")),
        Just(("cookie", "theme=evil")),
        Just(("islands-router", "true")),
        Just(("islands-router", "1")),
        Just(("host", "evil.example")),
        Just(("referer", "https://evil.example/")),
        Just(("x-original-url", "/admin")),
    ];
    prop::collection::vec(field, 0..5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn requests_of_one_key_see_one_page(
        one in (target(), fields()),
        other in (target(), fields()),
    ) {
        let rule = site();
        let names: VaryNames = [header::ACCEPT].into_iter().collect();
        let render = |(target, fields): &(String, Vec<_>)| {
            let parts = parts(target, fields);
            let asked = rule.key(&parts).ok()?;
            let key = match asked.route.header_names() {
                [] => asked.key.clone(),
                _ => asked.key.variant(&names, &parts.headers),
            };
            Some((key, page(&rule, &parts, &asked)))
        };
        if let (Some((one_key, one)), Some((other_key, other))) = (render(&one), render(&other)) {
            prop_assert_eq!(one_key == other_key, one == other, "{} and {}", one_key, other_key);
        }
    }

    #[test]
    fn the_request_that_a_render_sees_has_the_key_it_was_made_from(
        target in target(),
        fields in fields(),
    ) {
        let rule = site();
        let parts = parts(&target, &fields);
        if let Ok(asked) = rule.key(&parts) {
            let seen = rule.neutral(&parts, &asked).expect("an address");
            let again = rule.key(&seen).expect("a canonical path");
            prop_assert_eq!(&again.key, &asked.key);
            prop_assert!(asked.key.as_str().is_ascii());
        }
    }

    #[test]
    fn any_text_is_a_path_or_has_no_key(text in "[ -~\u{a0}-\u{ff}]{0,24}") {
        let target = format!("/{text}");
        if let Ok(uri) = http::Uri::try_from(target.as_bytes()) {
            let mut parts = parts("/", &[]);
            parts.uri = uri;
            if let Ok(asked) = site().key(&parts) {
                prop_assert!(asked.key.uri().is_ok(), "{}", asked.key);
            }
        }
    }
}
