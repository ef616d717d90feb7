//! The same content gives the same bytes, whatever nonce and order of preloads a render chose, and
//! a document that is finished stays as it is.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, header};
use proptest::prelude::*;
use sunup_cache::document::{Csp, finish};

fn finished(html: &str, nonce: &str) -> (HeaderMap, Bytes) {
    let mut headers = HeaderMap::new();
    let html_type = HeaderValue::from_static("text/html; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, html_type);
    let policy = format!("script-src 'self' 'nonce-{nonce}'; style-src 'nonce-{nonce}'");
    let policy = HeaderValue::try_from(policy).expect("a field value");
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    let link = HeaderValue::from_static("</b.css>; rel=preload, </a.css>; rel=preload");
    headers.insert(header::LINK, link);
    let body = Bytes::from(html.replace("NONCE", nonce));
    let body = finish(&mut headers, body, Some(&Csp::default()));
    (headers, body)
}

/// Pieces of documents, well-formed and not.
fn html() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<script nonce=\"NONCE\">a()</script>"),
        Just("<script nonce=NONCE src=/a.js></script>"),
        Just("<script>injected()</script>"),
        Just("<script type=\"application/json\">{\"a\":\"</p>\"}</script>"),
        Just("<style nonce='NONCE'>a{}</style>"),
        Just("<link rel=\"preload\" href=\"b\" crossorigin=\"NONCE\">"),
        Just("<link rel=modulepreload href=a crossorigin>"),
        Just("<link rel=\"stylesheet\" href=\"s\">"),
        Just("<body class='x>y'>"),
        Just("<p title=\"nonce\">text</p>"),
        Just("<!-- <script nonce=\"NONCE\"> -->"),
        Just("<!---->"),
        Just("<textarea><script></textarea>"),
        Just("<"),
        Just("<script"),
        Just("</script>"),
        Just("<!--"),
        Just("-->"),
        Just("\""),
        Just("'"),
        Just(" "),
        Just("\u{fc}\r\n"),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn two_renders_of_one_content_are_equal(html in html()) {
        let one = finished(&html, "AAAAAAAAAAAAAAAAAAAAAA==");
        let other = finished(&html, "BBBBBBBBBBBBBBBBBBBBBB==");
        prop_assert_eq!(one, other);
    }

    #[test]
    fn nothing_that_is_stored_has_the_nonce(html in html()) {
        let nonce = "AAAAAAAAAAAAAAAAAAAAAA==";
        let (headers, body) = finished(&html, nonce);
        let body = String::from_utf8(body.to_vec()).expect("what came in");
        prop_assert!(!body.contains(nonce), "{}", body);
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().expect("ASCII");
        prop_assert!(!policy.contains("nonce"), "{}", policy);
    }

    #[test]
    fn a_finished_document_stays_as_it_is(html in html()) {
        let (mut headers, body) = finished(&html, "AAAAAAAAAAAAAAAAAAAAAA==");
        let link = headers[header::LINK].clone();
        headers.remove(header::CONTENT_SECURITY_POLICY);
        let again = finish(&mut headers, body.clone(), None);
        prop_assert_eq!(&again, &body);
        prop_assert_eq!(&headers[header::LINK], &link);
    }

    #[test]
    fn any_text_is_finished_without_a_fault(html in "[<>/a-c='\"! \\-\n]{0,60}") {
        let (_, body) = finished(&html, "AAAAAAAAAAAAAAAAAAAAAA==");
        prop_assert!(body.len() <= html.len() + 8 * html.matches('<').count() + 8);
    }
}

#[test]
fn an_injected_script_gets_no_leave_from_a_policy_of_nonces() {
    let html = "<script nonce=\"NONCE\">a()</script><p><script>injected()</script>";
    let (headers, _) = finished(html, "AAAAAAAAAAAAAAAAAAAAAA==");
    assert_eq!(
        headers[header::CONTENT_SECURITY_POLICY],
        "script-src 'self' 'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='; style-src"
    );
}
