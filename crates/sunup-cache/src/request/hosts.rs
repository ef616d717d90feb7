//! [`Hosts`]: the names under which the site answers.
//!
//! The host is no part of a key, so that a page must not depend on it, and a request for another
//! site's name must not get one (RFC 9110, section 7.4).
//!
//! ```
//! use http::{Request, StatusCode};
//! use sunup_cache::request::Hosts;
//!
//! let hosts = Hosts::of(["example.org"]).exempt("/healthz");
//! let status = |uri: &str| {
//!     let (parts, ()) = Request::get(uri).body(()).expect("a request").into_parts();
//!     hosts.check(&parts).map_err(|error| error.status())
//! };
//! assert_eq!(status("https://example.org/"), Ok(()));
//! assert_eq!(status("http://localhost:3000/"), Ok(()));
//! assert_eq!(status("https://evil.example/"), Err(StatusCode::MISDIRECTED_REQUEST));
//! assert_eq!(status("https://evil.example/healthz"), Ok(()));
//! ```

use http::{StatusCode, Version, header::HOST, request::Parts, uri::Authority};
use std::net::{IpAddr, Ipv6Addr};

/// Why a request is refused before anything else is done with it. The sentences are shown to the
/// client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HostError {
    /// It names no host, or more than one.
    #[error("The request does not name one host.")]
    Missing,
    /// What it names is no host.
    #[error("The host of the request is not valid.")]
    Invalid,
    /// Another site's name.
    #[error("This server does not answer for the host of the request.")]
    Foreign,
}

impl HostError {
    /// 400 (RFC 9112, section 3.2), and 421 for another site's name (RFC 9110, section 15.5.20).
    pub fn status(self) -> StatusCode {
        match self {
            Self::Missing | Self::Invalid => StatusCode::BAD_REQUEST,
            Self::Foreign => StatusCode::MISDIRECTED_REQUEST,
        }
    }
}

/// The names under which the site answers. Loopback's are always among them. Ports are not
/// compared: behind a proxy, the visitor's port is not the listener's.
#[derive(Clone, Debug, Default)]
pub struct Hosts {
    names: Vec<Box<str>>,
    /// The names as they were given, with their ports: what nearly every request says.
    lines: Vec<Box<str>>,
    any: bool,
    exempt: Vec<Box<str>>,
}

impl Hosts {
    /// Every host: for a listener on all addresses and no known name.
    pub fn any() -> Self {
        Self {
            any: true,
            ..Self::default()
        }
    }

    /// These names, with or without a port, and loopback's.
    pub fn of<T: AsRef<str>>(authorities: impl IntoIterator<Item = T>) -> Self {
        let mut hosts = Self::default();
        for authority in authorities {
            let authority = authority.as_ref();
            // What does not parse matches no request.
            if let Ok(parsed) = authority.parse() {
                hosts.names.push(name(&parsed).into());
                hosts.lines.push(authority.into());
            }
        }
        hosts
    }

    /// A path that is answered under every name, such as `/healthz`.
    #[must_use]
    pub fn exempt(mut self, path: &str) -> Self {
        self.exempt.push(path.into());
        self
    }

    /// Checks the host of a request: that of its target and that of its `Host`, whichever are
    /// there, because parts of a site may look at either.
    ///
    /// # Errors
    /// When the site does not answer for it.
    pub fn check(&self, parts: &Parts) -> Result<(), HostError> {
        let path = parts.uri.path();
        if self.any || self.exempt.iter().any(|exempt| **exempt == *path) {
            return Ok(());
        }
        let mut lines = parts.headers.get_all(HOST).iter();
        let line = lines.next();
        if lines.next().is_some() {
            return Err(HostError::Missing);
        }
        let target = parts.uri.authority();
        if line.is_none() && target.is_none() && parts.version > Version::HTTP_10 {
            return Err(HostError::Missing);
        }
        if let Some(authority) = target {
            self.check_authority(authority)?;
        }
        if let Some(line) = line {
            if self.lines.iter().any(|known| line == &**known) {
                return Ok(());
            }
            let authority = Authority::try_from(line.as_bytes());
            self.check_authority(&authority.map_err(|_| HostError::Invalid)?)?;
        }
        Ok(())
    }

    fn check_authority(&self, authority: &Authority) -> Result<(), HostError> {
        if authority.as_str().contains('@') || authority.host().is_empty() {
            return Err(HostError::Invalid);
        }
        let name = name(authority);
        let known = || self.names.iter().any(|known| **known == *name);
        match is_loopback(&name) || known() {
            true => Ok(()),
            false => Err(HostError::Foreign),
        }
    }
}

/// Without port, in lower case, and without the dot that ends a full name.
fn name(authority: &Authority) -> String {
    let host = authority.host();
    host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase()
}

/// `localhost` and what is below it (RFC 6761, section 6.3), 127.0.0.0/8 and `[::1]`.
fn is_loopback(name: &str) -> bool {
    let bare = name
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    match bare {
        Some(v6) => v6.parse() == Ok(Ipv6Addr::LOCALHOST),
        None => {
            let address = name.parse().ok();
            name == "localhost"
                || name.ends_with(".localhost")
                || address.is_some_and(|it: IpAddr| it.is_loopback())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Request;

    fn check(hosts: &Hosts, uri: &str, lines: &[&str]) -> Result<(), HostError> {
        let mut request = Request::get(uri);
        for line in lines {
            request = request.header(HOST, *line);
        }
        hosts.check(&request.body(()).expect("a request").into_parts().0)
    }

    #[test]
    fn the_site_answers_under_its_names_on_any_port() {
        let hosts = Hosts::of(["example.org", "WWW.example.org:8443", "[2001:db8::1]"]);
        for host in [
            "example.org",
            "Example.ORG:8080",
            "example.org.",
            "www.example.org",
            "[2001:db8::1]:3000",
        ] {
            assert_eq!(check(&hosts, "/", &[host]), Ok(()), "{host}");
        }
        for host in [
            "evil.example",
            "example.org.evil.example",
            "org",
            "[2001:db8::2]",
        ] {
            assert_eq!(
                check(&hosts, "/", &[host]),
                Err(HostError::Foreign),
                "{host}"
            );
        }
    }

    #[test]
    fn loopback_is_always_allowed() {
        let hosts = Hosts::of(["example.org"]);
        for host in [
            "localhost:3000",
            "127.0.0.1",
            "127.1.2.3:80",
            "[::1]:3000",
            "a.localhost",
        ] {
            assert_eq!(check(&hosts, "/", &[host]), Ok(()), "{host}");
        }
        for host in ["localhost.evil.example", "127.0.0.1.nip.io", "notlocalhost"] {
            assert_eq!(
                check(&hosts, "/", &[host]),
                Err(HostError::Foreign),
                "{host}"
            );
        }
    }

    #[test]
    fn a_request_that_names_no_host_or_two_is_refused() {
        let hosts = Hosts::of(["example.org"]);
        assert_eq!(check(&hosts, "/", &[]), Err(HostError::Missing));
        let twice = ["example.org", "evil.example"];
        assert_eq!(check(&hosts, "/", &twice), Err(HostError::Missing));
        for host in ["", "a b", "user@example.org", ":80"] {
            assert_eq!(
                check(&hosts, "/", &[host]),
                Err(HostError::Invalid),
                "{host}"
            );
        }
    }

    #[test]
    fn target_and_header_have_to_be_allowed_both() {
        let hosts = Hosts::of(["example.org"]);
        let foreign = Err(HostError::Foreign);
        assert_eq!(check(&hosts, "https://example.org/", &[]), Ok(()));
        assert_eq!(
            check(&hosts, "https://evil.example/", &["example.org"]),
            foreign
        );
        assert_eq!(
            check(&hosts, "https://example.org/", &["evil.example"]),
            foreign
        );
    }

    #[test]
    fn what_is_exempt_answers_everyone() {
        let hosts = Hosts::of(["example.org"]).exempt("/healthz");
        assert_eq!(check(&hosts, "/healthz", &["10.0.0.7:3000"]), Ok(()));
        assert_eq!(
            check(&hosts, "/healthz/", &["10.0.0.7"]),
            Err(HostError::Foreign)
        );
        assert_eq!(check(&Hosts::any(), "/", &["evil.example"]), Ok(()));
    }
}
