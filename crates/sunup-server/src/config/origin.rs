//! The origin of a site: scheme, host and port (RFC 6454).

use std::{fmt, net::SocketAddr};

use http::{Uri, uri::Authority};

use super::Setting;

/// `https://example.org` or `http://127.0.0.1:3000`: no path, no user, no trailing slash.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    scheme: &'static str,
    authority: String,
}

impl Origin {
    /// The origin at which a listener on `addr` is reached without a proxy.
    pub fn of_listener(addr: SocketAddr) -> Self {
        Self {
            scheme: "http",
            authority: match addr.port() {
                80 if addr.is_ipv4() => addr.ip().to_string(),
                80 => format!("[{}]", addr.ip()),
                _ => addr.to_string(),
            },
        }
    }

    /// `http` or `https`.
    pub fn scheme(&self) -> &str {
        self.scheme
    }

    /// Host, and port when it is not the scheme's own.
    pub fn authority(&self) -> &str {
        &self.authority
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.authority)
    }
}

impl Setting for Origin {
    const EXPECTS: &'static str =
        "an origin without a path, such as https://example.org or http://127.0.0.1:3000";

    fn parse(text: &str) -> Option<Self> {
        let uri: Uri = text.parse().ok()?;
        let (scheme, default_port) = match uri.scheme_str()? {
            "http" => ("http", 80),
            "https" => ("https", 443),
            _ => return None,
        };
        let authority = uri.authority()?;
        let plain = !authority.as_str().contains('@') && has_a_valid_port(authority);
        if !plain || authority.host().is_empty() || uri.path() != "/" || uri.query().is_some() {
            return None;
        }
        let host = authority.host().to_ascii_lowercase();
        Some(Self {
            scheme,
            authority: match authority.port_u16() {
                Some(port) if port != default_port => format!("{host}:{port}"),
                _ => host,
            },
        })
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

/// `http` accepts `example.org:` and `example.org:99999`, which name no port.
fn has_a_valid_port(authority: &Authority) -> bool {
    let after_host = authority.as_str().strip_prefix(authority.host());
    after_host.is_some_and(|rest| rest.is_empty() || authority.port_u16().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_kept_in_its_canonical_form() {
        for (text, shown) in [
            ("https://Example.ORG", "https://example.org"),
            ("https://example.org:443/", "https://example.org"),
            ("http://[::1]:3000", "http://[::1]:3000"),
            ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
        ] {
            assert_eq!(Origin::parse(text).expect(text).to_string(), shown);
        }
    }

    #[test]
    fn what_is_more_or_less_than_an_origin_is_refused() {
        for text in [
            "",
            "example.org",
            "//example.org",
            "ftp://example.org",
            "https://",
            "https://example.org/blog",
            "https://example.org?x",
            "https://user:pw@example.org",
            "https://example.org:99999",
            "https://example.org:",
            "https://exa mple.org",
        ] {
            assert_eq!(Origin::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_listener_has_an_origin() {
        let shown = |addr: &str| Origin::of_listener(addr.parse().expect(addr)).to_string();
        assert_eq!(shown("127.0.0.1:3000"), "http://127.0.0.1:3000");
        assert_eq!(shown("[::1]:80"), "http://[::1]");
    }
}
