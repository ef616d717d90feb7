//! [`Hosts`]: the names under which the site answers.

use http::{StatusCode, request::Parts};

/// Why a request is refused before anything else is done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HostError {
    /// It names no host.
    #[error("the request names no host")]
    Missing,
    /// What it names is no host.
    #[error("the request's host is not valid")]
    Invalid,
    /// Another site's name.
    #[error("this server does not answer for the host of the request")]
    Foreign,
}

impl HostError {
    /// 400, and 421 for another site's name (RFC 9110, section 15.5.20).
    pub fn status(self) -> StatusCode {
        match self {
            Self::Missing | Self::Invalid => StatusCode::BAD_REQUEST,
            Self::Foreign => StatusCode::MISDIRECTED_REQUEST,
        }
    }
}

/// The names under which the site answers. Ports are not compared.
#[derive(Clone, Debug, Default)]
pub struct Hosts {
    names: Vec<Box<str>>,
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

    /// These names or authorities, and always loopback's.
    pub fn of<T: AsRef<str>>(authorities: impl IntoIterator<Item = T>) -> Self {
        Self {
            names: authorities
                .into_iter()
                .map(|it| it.as_ref().into())
                .collect(),
            ..Self::default()
        }
    }

    /// A path that is answered under every name, such as `/healthz`.
    #[must_use]
    pub fn exempt(mut self, path: &str) -> Self {
        self.exempt.push(path.into());
        self
    }

    /// Checks the host of a request.
    ///
    /// # Errors
    /// When the site does not answer for it.
    pub fn check(&self, _parts: &Parts) -> Result<(), HostError> {
        unimplemented!("skeleton over {:?} {}", self.names, self.any)
    }
}
