//! Who may talk to the admin listener.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, Uri, header, uri::Authority};
use sha2::{Digest, Sha256};

use super::Config;

pub(super) struct Guard {
    addr: SocketAddr,
    /// Hashed, so that the comparison takes the same time whatever is sent.
    token: Option<[u8; 32]>,
}

/// Why a request is refused.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refusal {
    #[error("This listener does not answer for that host.")]
    Host,
    #[error("Requests from other sites are not accepted here.")]
    Origin,
    #[error("Send the admin token as `Authorization: Bearer …`.")]
    Token,
}

pub(super) async fn guard(
    State(guard): State<Arc<Guard>>,
    request: Request,
    next: Next,
) -> Response {
    match guard.check(request.uri(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}

impl Guard {
    pub(super) fn new(config: &Config) -> Self {
        Self {
            addr: config.addr,
            token: config.token.as_ref().map(|token| hash(token.expose())),
        }
    }

    pub(super) fn check(&self, uri: &Uri, headers: &HeaderMap) -> Result<(), Refusal> {
        let host = authority(uri, headers).ok_or(Refusal::Host)?;
        if !self.is_ours(&host) {
            return Err(Refusal::Host);
        }
        let foreign = headers
            .get_all(header::ORIGIN)
            .iter()
            .any(|origin| !self.is_our_origin(origin.as_bytes(), &host));
        let cross_site = headers
            .get("sec-fetch-site")
            .is_some_and(|site| site != "same-origin" && site != "none");
        if foreign || cross_site {
            return Err(Refusal::Origin);
        }
        match &self.token {
            Some(token) if !bears(headers, token) => Err(Refusal::Token),
            _ => Ok(()),
        }
    }

    /// A name that resolves to loopback for everyone, or an address of this listener. Other names
    /// can be pointed here by whoever owns them (DNS rebinding).
    fn is_ours(&self, host: &Authority) -> bool {
        let name = host.host().trim_start_matches('[').trim_end_matches(']');
        if name.eq_ignore_ascii_case("localhost") {
            return true;
        }
        name.parse::<IpAddr>().is_ok_and(|ip| {
            // A listener on all interfaces is reached by any of the machine's addresses.
            ip.is_loopback() || ip == self.addr.ip() || self.addr.ip().is_unspecified()
        })
    }

    /// The origin of a page that this listener itself served.
    fn is_our_origin(&self, origin: &[u8], host: &Authority) -> bool {
        let text = str::from_utf8(origin).unwrap_or_default();
        let authority = text
            .strip_prefix("http://")
            .or_else(|| text.strip_prefix("https://"));
        authority.is_some_and(|authority| authority.eq_ignore_ascii_case(host.as_str()))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let text = format!("{self}\n");
        match self {
            Self::Host => (StatusCode::MISDIRECTED_REQUEST, text).into_response(),
            Self::Origin => (StatusCode::FORBIDDEN, text).into_response(),
            Self::Token => {
                let challenge = [(header::WWW_AUTHENTICATE, "Bearer realm=\"sunup admin\"")];
                (StatusCode::UNAUTHORIZED, challenge, text).into_response()
            }
        }
    }
}

/// The host of an absolute target (and of HTTP/2) goes before the header: RFC 9112, 3.2.2. Two
/// `Host` headers name no host.
fn authority(uri: &Uri, headers: &HeaderMap) -> Option<Authority> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let first = hosts.next();
    if hosts.next().is_some() {
        return None;
    }
    uri.authority()
        .cloned()
        .or_else(|| Authority::try_from(first?.as_bytes()).ok())
        .filter(|authority| !authority.as_str().contains('@'))
}

fn bears(headers: &HeaderMap, token: &[u8; 32]) -> bool {
    let sent = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, sent)| hash(sent.trim()));
    sent.is_some_and(|sent| {
        let differences = sent.iter().zip(token).fold(0, |all, (a, b)| all | (a ^ b));
        differences == 0
    })
}

fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}
