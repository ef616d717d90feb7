//! From which page of the site a visitor comes: what the `Referer` of a navigation says, and nothing
//! else of the request.

use http::{
    HeaderMap, HeaderName, Method,
    header::{HOST, REFERER},
    request::Parts,
};

use crate::key::Key;

const FETCHED_AS: HeaderName = HeaderName::from_static("sec-fetch-dest");
const PURPOSE: HeaderName = HeaderName::from_static("sec-purpose");

/// The path of the page of this site that led to a request, in its canonical form. The path alone:
/// a query may say what somebody looked for.
pub(super) fn page_before(request: &Parts) -> Option<String> {
    let address = text(&request.headers, &REFERER)?;
    let rest = address.split_once("://")?.1;
    let end = rest.find(['/', '?', '#'])?;
    let (authority, target) = rest.split_at(end);
    let is_ours = authority.eq_ignore_ascii_case(host(request)?);
    if !is_ours || request.method != Method::GET || !is_navigation(&request.headers) {
        return None;
    }
    let path = target.split(['?', '#']).next().unwrap_or_default();
    Key::canonical_path(path).ok()
}

/// Whether a page is asked for, by the browser or by a router in the page; what a page shows is
/// not, nor what is fetched because somebody guessed.
fn is_navigation(headers: &HeaderMap) -> bool {
    let is_page = match headers.get(FETCHED_AS) {
        Some(fetched) => fetched == "document" || fetched == "empty",
        None => true,
    };
    is_page && !headers.contains_key(PURPOSE)
}

/// The name under which the visitor knows the site.
fn host(request: &Parts) -> Option<&str> {
    let authority = request.uri.authority().map(|it| it.as_str());
    authority.or_else(|| text(&request.headers, &HOST))
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Request;

    fn before(fields: &[(&str, &str)]) -> Option<String> {
        let mut request = Request::get("/article/x").header("host", "example.org:3000");
        for (name, value) in fields {
            request = request.header(*name, *value);
        }
        let (parts, ()) = request.body(()).expect("a request").into_parts();
        page_before(&parts)
    }

    #[test]
    fn a_page_of_this_site_is_known_by_its_path() {
        for (address, path) in [
            ("http://example.org:3000/", "/"),
            (
                "https://Example.org:3000/tag/%72ust?q=secret#part",
                "/tag/rust",
            ),
        ] {
            assert_eq!(before(&[("referer", address)]).as_deref(), Some(path));
        }
    }

    #[test]
    fn other_sites_and_what_is_no_address_lead_nowhere() {
        for address in [
            "http://example.org/",
            "http://example.org:3000.evil.example/",
            "http://evil.example/example.org:3000/",
            "http://me@example.org:3000/",
            "http://example.org:3000",
            "http://example.org:3000/../x",
            "about:blank",
            "/tag/rust",
            "",
        ] {
            assert_eq!(before(&[("referer", address)]), None, "{address}");
        }
        assert_eq!(before(&[]), None);
    }

    #[test]
    fn what_a_page_shows_and_what_somebody_guessed_is_no_step() {
        let own = ("referer", "http://example.org:3000/");
        for (field, counts) in [
            (("sec-fetch-dest", "document"), true),
            (("sec-fetch-dest", "empty"), true),
            (("sec-fetch-dest", "image"), false),
            (("sec-purpose", "prefetch;prerender"), false),
        ] {
            assert_eq!(before(&[own, field]).is_some(), counts, "{field:?}");
        }
    }
}
