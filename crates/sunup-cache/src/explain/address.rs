//! The address that an operator asks about, as the request of a visitor.

use http::{Request, Uri, request::Parts};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What an address bar takes and a request cannot have. A browser escapes it as well.
const ESCAPED: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`');

/// No request could have this address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no address of a page: one begins with a slash, as in /article/x?page=2, or with \
     http:// or https:// and the name of the site"
)]
pub struct NoAddress(String);

/// The request of an anonymous visitor for an address: a path with or without a query, or what
/// stands in the address bar of a browser.
pub(super) fn request(address: &str) -> Result<Parts, NoAddress> {
    let none = || NoAddress(address.chars().take(200).collect());
    // The fragment stays in the browser.
    let sent = address.trim().split('#').next().unwrap_or_default();
    let whole = sent.starts_with("http://") || sent.starts_with("https://");
    if !sent.starts_with('/') && !whole {
        return Err(none());
    }
    let escaped = utf8_percent_encode(sent, ESCAPED).to_string();
    let uri: Uri = escaped.parse().map_err(|_| none())?;
    let mut request = Request::new(());
    *request.uri_mut() = uri;
    Ok(request.into_parts().0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(address: &str) -> Option<String> {
        let parts = request(address).ok()?;
        parts.uri.path_and_query().map(ToString::to_string)
    }

    #[test]
    fn what_stands_in_an_address_bar_is_an_address() {
        for (address, expected) in [
            ("/", "/"),
            ("/article/x?page=2#comments", "/article/x?page=2"),
            (" https://example.org/tag/rust ", "/tag/rust"),
            ("https://example.org", "/"),
            ("/tag/a b", "/tag/a%20b"),
            ("/tag/\u{fc}ber", "/tag/%C3%BCber"),
            ("/tag/%C3%BCber", "/tag/%C3%BCber"),
        ] {
            assert_eq!(target(address).as_deref(), Some(expected), "{address}");
        }
    }

    #[test]
    fn what_no_request_can_have_is_none() {
        for address in [
            "",
            "article/x",
            "example.org/article",
            "https://",
            "*",
            "?page=2",
        ] {
            let error = request(address).expect_err(address).to_string();
            assert!(error.contains("begins with a slash"), "{error}");
        }
    }
}
