//! Where a visitor is sent back to: a path of this site, whatever the form says.

use http::{HeaderValue, Uri};

/// The longest address somebody is sent back to. Whoever comes from a longer one lands on `/`.
const LONGEST: usize = 2048;

/// The address for `Location`.
///
/// `form` is the path that the page wrote into its form. It has no query, because a page in a
/// cache is the same for queries that mean nothing to it. `referer` has it, and is believed as far
/// as it names the same path.
pub(super) fn location(form: Option<&str>, referer: Option<&HeaderValue>) -> HeaderValue {
    let path = form.filter(|path| is_of_this_site(path)).unwrap_or("/");
    let whole = referer
        .and_then(|referer| referer.to_str().ok()?.parse::<Uri>().ok())
        .and_then(|referer| referer.path_and_query().cloned())
        .filter(|referer| referer.path() == path)
        .map(|referer| referer.as_str().to_owned())
        .filter(|referer| is_of_this_site(referer));
    let address = whole.as_deref().unwrap_or(path);
    HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/"))
}

/// Whether a browser would stay on this site. `//host` and `/\host` are other sites, and tabs and
/// line ends inside an address are skipped by browsers, so that they could hide either.
fn is_of_this_site(address: &str) -> bool {
    let mut bytes = address.bytes();
    bytes.next() == Some(b'/')
        && !matches!(bytes.next(), Some(b'/' | b'\\'))
        && address.len() <= LONGEST
        && address
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(form: &str, referer: Option<&'static str>) -> String {
        let referer = referer.map(HeaderValue::from_static);
        let location = location(Some(form), referer.as_ref());
        location.to_str().unwrap_or_default().to_owned()
    }

    #[test]
    fn a_path_of_this_site_is_kept() {
        for path in ["/", "/article/hydration", "/tag/%C3%BC", "/a?b=c"] {
            assert_eq!(back(path, None), path);
        }
    }

    #[test]
    fn nobody_is_sent_to_another_site() {
        let long = format!("/{}", "a".repeat(LONGEST));
        for address in [
            "https://example.org/",
            "//example.org/",
            "/\\example.org",
            "\\/example.org",
            "/\t/example.org",
            "/a\r\nSet-Cookie: x=1",
            "/a\\b",
            "javascript:alert(1)",
            "",
            " /",
            "/ü",
            &long,
        ] {
            assert_eq!(back(address, None), "/", "{address:?}");
        }
        assert_eq!(location(None, None), "/");
    }

    #[test]
    fn the_query_comes_from_the_referer_of_the_same_path() {
        let search = Some("https://conduit.example/search?q=wasm");
        assert_eq!(back("/search", search), "/search?q=wasm");
        assert_eq!(back("/about", search), "/about");
        assert_eq!(back("/search", Some("not an address at all")), "/search");
        assert_eq!(
            back("//evil.example", Some("https://x//evil.example?q")),
            "/"
        );
    }
}
