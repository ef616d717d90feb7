//! [`finish`]: everything that is done to a response before it is stored.

use super::{
    Csp,
    hashes::{Hashes, leave},
    links, nonces, preloads,
};
use bytes::Bytes;
use http::{
    HeaderMap, HeaderName, HeaderValue,
    header::{CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY_REPORT_ONLY, CONTENT_TYPE},
};

/// Makes a response ready to be stored: removes nonces, puts preload links in order, and writes
/// policies with the hashes of the inline scripts. A body that is no HTML comes back as it is, and
/// none is copied that needs no change.
///
/// A policy of the response's own wins over `csp`, which is the site's; with neither, none is
/// written. Where the response's policy allowed scripts by nonce, only those with the nonce are
/// named, so that a script that got into the page some other way stays forbidden. Event handlers in
/// attributes have no hash.
///
/// Do this before the first answer is sent, so that it and the hits that follow are the same bytes.
pub fn finish(headers: &mut HeaderMap, body: Bytes, csp: Option<&Csp>) -> Bytes {
    finish_fields(headers);
    if !is_document(headers) {
        return body;
    }
    let enforced = policies(headers, CONTENT_SECURITY_POLICY);
    let reported = policies(headers, CONTENT_SECURITY_POLICY_REPORT_ONLY);
    let own = enforced.iter().chain(&reported).flat_map(Csp::nonces);
    let mut known: Vec<String> = own.map(str::to_owned).collect();
    known.sort_unstable();
    known.dedup();

    let leave = leave(&body, &known);
    let body = nonces::without(&body, &known).map_or(body, Bytes::from);
    let body = preloads::ordered(&body).map_or(body, Bytes::from);

    let hashes = Hashes::of(&body, leave.as_deref());
    let site = csp.filter(|_| enforced.is_empty()).cloned();
    let site = site.map(|csp| csp.with_scripts(&hashes));
    let enforced = enforced.into_iter().map(|csp| csp.with_hashes(&hashes));
    write(headers, CONTENT_SECURITY_POLICY, enforced.chain(site));
    let reported = reported.into_iter().map(|csp| csp.with_hashes(&hashes));
    write(headers, CONTENT_SECURITY_POLICY_REPORT_ONLY, reported);
    body
}

/// What of [`finish`] needs no body: all that is done to what is no document.
pub(crate) fn finish_fields(headers: &mut HeaderMap) {
    links::normalise(headers);
}

/// Whether a response is a document: then its body has to be whole before its fields are known.
pub(crate) fn is_document(headers: &HeaderMap) -> bool {
    let value = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let kind = value.and_then(|value| value.split(';').next());
    kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("text/html"))
}

/// A field may have several policies, on lines or between commas, and each holds. One that cannot
/// be read becomes one that allows the
/// site's own scripts: it must not be lost.
fn policies(headers: &HeaderMap, name: HeaderName) -> Vec<Csp> {
    let lines = headers.get_all(name).iter();
    let lines = lines.map(|line| line.to_str().unwrap_or("script-src 'self'"));
    lines
        .flat_map(|line| line.split(','))
        .filter_map(|policy| Csp::parse(policy).ok())
        .filter(|policy| !policy.is_empty())
        .collect()
}

fn write(headers: &mut HeaderMap, name: HeaderName, policies: impl Iterator<Item = Csp>) {
    let values: Vec<HeaderValue> = policies.filter_map(|policy| policy.value()).collect();
    headers.remove(&name);
    for value in values {
        headers.append(name.clone(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head><link rel=preload href=b><link rel=preload href=a></head>\
        <script nonce=\"NONCE\">a()</script>";

    fn finished(nonce: &str, fields: &[(HeaderName, &str)]) -> (HeaderMap, String) {
        let mut headers = HeaderMap::new();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
        for (name, value) in fields {
            let value = value.replace("NONCE", nonce);
            let value = HeaderValue::try_from(value).expect("a field value");
            headers.append(name, value);
        }
        let body = Bytes::from(PAGE.replace("NONCE", nonce));
        let body = finish(&mut headers, body, Some(&Csp::default()));
        let text = String::from_utf8(body.to_vec()).expect("what came in");
        (headers, text)
    }

    #[test]
    fn two_renders_of_one_content_are_the_same_bytes() {
        let own = [(CONTENT_SECURITY_POLICY, "script-src 'nonce-NONCE'")];
        let one = finished("aaaaaaaaaaaaaaaaaaaaaa==", &own);
        let other = finished("bbbbbbbbbbbbbbbbbbbbbb==", &own);
        assert_eq!(one, other);
        assert!(
            one.1.contains("href=a><link rel=preload href=b"),
            "{}",
            one.1
        );
        assert!(one.1.contains("<script>a()"), "{}", one.1);
    }

    #[test]
    fn no_policy_that_is_stored_has_a_nonce() {
        let (headers, _) = finished(
            "aaaaaaaaaaaaaaaaaaaaaa==",
            &[
                (
                    CONTENT_SECURITY_POLICY,
                    "img-src *, script-src 'nonce-NONCE'",
                ),
                (CONTENT_SECURITY_POLICY, "object-src 'none'"),
                (
                    CONTENT_SECURITY_POLICY_REPORT_ONLY,
                    "script-src 'nonce-NONCE'",
                ),
            ],
        );
        let lines = headers.get_all(CONTENT_SECURITY_POLICY).iter();
        let hash = "'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='";
        let hashed = format!("script-src {hash}");
        assert_eq!(
            lines.collect::<Vec<_>>(),
            ["img-src *", &hashed, "object-src 'none'"]
        );
        assert_eq!(headers[CONTENT_SECURITY_POLICY_REPORT_ONLY], hashed);
    }

    #[test]
    fn a_page_without_a_policy_gets_the_site_s() {
        let (headers, _) = finished("x", &[]);
        let value = headers[CONTENT_SECURITY_POLICY].to_str().expect("ASCII");
        assert!(
            value.starts_with("script-src 'self' 'wasm-unsafe-eval' 'sha256-"),
            "{value}"
        );
    }

    #[test]
    fn what_is_no_document_is_not_touched() {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let body = Bytes::from_static(b"\"<script nonce='x'></script>\"");
        let finished = finish(&mut headers, body.clone(), Some(&Csp::default()));
        assert_eq!(finished, body);
        assert_eq!(headers.len(), 1);
    }

    #[test]
    fn a_document_in_order_is_not_copied() {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("Text/HTML"));
        let body = Bytes::from_static(b"<p>Hello</p>");
        let finished = finish(&mut headers, body.clone(), None);
        assert_eq!(finished.as_ptr(), body.as_ptr());
        assert!(!headers.contains_key(CONTENT_SECURITY_POLICY));
    }
}
