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

use super::authority::host;
use http::{StatusCode, Version, header::HOST, request::Parts};
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
    which: Which,
    exempt: Vec<Box<str>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Which {
    /// Those that are named.
    #[default]
    Named,
    /// Every host, so long as the request names one.
    Any,
    /// Nothing is looked at.
    Unchecked,
}

impl Hosts {
    /// Every host that a request may name: for a listener on all addresses and no known name.
    pub fn any() -> Self {
        Self::all(Which::Any)
    }

    /// Whatever a request names: for a service that is no server.
    pub(crate) fn unchecked() -> Self {
        Self::all(Which::Unchecked)
    }

    /// These names, with or without a port, and loopback's.
    pub fn of<T: AsRef<str>>(authorities: impl IntoIterator<Item = T>) -> Self {
        let mut hosts = Self::default();
        for authority in authorities {
            let authority = authority.as_ref();
            // What is no host matches no request.
            if let Some(name) = host(authority) {
                hosts.names.push(name.to_ascii_lowercase().into());
                hosts.lines.push(authority.into());
            }
        }
        hosts
    }

    /// Whether a request can name this host, with or without a port: what settings are checked with.
    pub fn is_host(authority: &str) -> bool {
        host(authority).is_some()
    }

    /// A path that is answered under every name, such as `/healthz`.
    #[must_use]
    pub fn exempt(mut self, path: &str) -> Self {
        self.exempt.push(path.into());
        self
    }

    /// Checks the host of a request: that of its target and that of its `Host`, whichever are
    /// there, because parts of a site may look at either. One that is not valid is refused whatever
    /// the site answers for (RFC 9112, section 3.2).
    ///
    /// # Errors
    /// When the request names no host, or the site does not answer for it.
    pub fn check(&self, parts: &Parts) -> Result<(), HostError> {
        if self.which == Which::Unchecked {
            return Ok(());
        }
        let mut lines = parts.headers.get_all(HOST).iter();
        let line = lines.next();
        if lines.next().is_some() {
            return Err(HostError::Missing);
        }
        let target = parts.uri.authority();
        if target.is_none()
            && let Some(line) = line
            && self.lines.iter().any(|known| line == &**known)
        {
            return Ok(());
        }
        if line.is_none() && target.is_none() && parts.version > Version::HTTP_10 {
            return Err(HostError::Missing);
        }
        let path = parts.uri.path();
        let target = target.map_or(Ok(()), |it| self.check_authority(it.as_str(), path));
        let line = line.map_or(Ok(()), |line| {
            let line = line.to_str().map_err(|_| HostError::Invalid)?;
            self.check_authority(line, path)
        });
        // A request that is not valid is told so, though a part of it names another site.
        match (target, line) {
            (Ok(()), other) | (other, Ok(())) => other,
            (Err(HostError::Foreign), other) | (other, Err(_)) => other,
        }
    }

    fn check_authority(&self, authority: &str, path: &str) -> Result<(), HostError> {
        let host = host(authority).ok_or(HostError::Invalid)?;
        let known = |host: &str| {
            let mut names = self.names.iter();
            names.any(|name| name.eq_ignore_ascii_case(host))
        };
        let exempt = || self.exempt.iter().any(|exempt| **exempt == *path);
        match known(host) || is_loopback(host) || self.which == Which::Any || exempt() {
            true => Ok(()),
            false => Err(HostError::Foreign),
        }
    }

    fn all(which: Which) -> Self {
        Self {
            which,
            ..Self::default()
        }
    }
}

/// `localhost` and what is below it (RFC 6761, section 6.3), 127.0.0.0/8 and `[::1]`.
fn is_loopback(host: &str) -> bool {
    let bare = host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    if let Some(v6) = bare {
        return v6.parse() == Ok(Ipv6Addr::LOCALHOST);
    }
    let name = host.rsplit('.').next().unwrap_or(host);
    let address = host.parse().ok();
    name.eq_ignore_ascii_case("localhost") || address.is_some_and(|it: IpAddr| it.is_loopback())
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
        for host in ["", "a b", "user@example.org", ":80", "localhost:abc"] {
            assert_eq!(
                check(&hosts, "/", &[host]),
                Err(HostError::Invalid),
                "{host}"
            );
        }
    }

    #[test]
    fn a_request_that_is_not_valid_is_told_so_wherever_it_leads() {
        let invalid = Err(HostError::Invalid);
        for hosts in [Hosts::any(), Hosts::of(["example.org"]).exempt("/")] {
            assert_eq!(check(&hosts, "/", &["a b"]), invalid);
            assert_eq!(check(&hosts, "/", &["a", "a"]), Err(HostError::Missing));
            assert_eq!(check(&hosts, "/", &[]), Err(HostError::Missing));
        }
        let hosts = Hosts::of(["example.org"]);
        assert_eq!(check(&hosts, "https://evil.example/", &["a b"]), invalid);
        assert_eq!(check(&hosts, "https://a:x/", &["evil.example"]), invalid);
        assert_eq!(check(&Hosts::unchecked(), "/", &[]), Ok(()));
    }

    #[test]
    fn a_request_of_http_1_0_may_name_no_host() {
        let request = Request::get("/").version(Version::HTTP_10);
        let (parts, ()) = request.body(()).expect("a request").into_parts();
        assert_eq!(Hosts::of(["example.org"]).check(&parts), Ok(()));
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
