//! The public listener.
//!
//! ```no_run
//! # async fn start() -> Result<(), Box<dyn std::error::Error>> {
//! use sunup_server::{config::Reader, listen};
//!
//! let mut reader = Reader::open(None, [])?;
//! let config = listen::Config::read(&mut reader)?;
//! let listener = listen::bind(config.addr, listen::Config::VARIABLE).await?;
//! # Ok(()) }
//! ```

use std::{io, net::SocketAddr};

use tokio::net::TcpListener;

use crate::config::{ConfigError, Origin, Reader, Source};

/// Settings of the public listener.
#[derive(Clone, Debug)]
pub struct Config {
    /// `site.addr`, `LEPTOS_SITE_ADDR`, default `127.0.0.1:3000`: where visitors are served.
    pub addr: SocketAddr,
    /// `site.url`, `SUNUP_URL`, default `http://` and the listener's address: the origin under
    /// which visitors know the site, for canonical links, feeds and cookies.
    pub url: Origin,
    /// Whether somebody set it; else it is the listener's own address.
    pub url_is_set: bool,
}

impl Config {
    /// The variable that moves this listener, named when it cannot be opened.
    pub const VARIABLE: &str = "LEPTOS_SITE_ADDR";

    /// Reads the settings.
    ///
    /// # Errors
    /// When a value is not usable.
    pub fn read(reader: &mut Reader) -> Result<Self, ConfigError> {
        let default = SocketAddr::from(([127, 0, 0, 1], 3000));
        let addr = reader.value("site.addr", Self::VARIABLE, default)?;
        let url = reader.value("site.url", "SUNUP_URL", Origin::of_listener(addr))?;
        let read = reader.describe().last();
        Ok(Self {
            addr,
            url,
            url_is_set: read.is_some_and(|entry| entry.source != Source::Default),
        })
    }
}

/// Why a listener cannot be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ListenError {
    /// Somebody else has the port.
    #[error(
        "{addr} is in use by another program; stop that program, or set {variable} to another \
         address"
    )]
    InUse {
        /// The address.
        addr: SocketAddr,
        /// The variable that changes it.
        variable: &'static str,
    },
    /// Ports below 1024 want a privilege.
    #[error(
        "this user may not listen on {addr}; set {variable} to a port of 1024 or above, or give \
         the process the capability CAP_NET_BIND_SERVICE"
    )]
    Forbidden {
        /// The address.
        addr: SocketAddr,
        /// The variable that changes it.
        variable: &'static str,
    },
    /// No network interface has the address.
    #[error(
        "this machine has no address {}; set {variable} to one that it has, or to {} for all of \
         them",
        addr.ip(),
        everywhere(*addr)
    )]
    NotAvailable {
        /// The address.
        addr: SocketAddr,
        /// The variable that changes it.
        variable: &'static str,
    },
    /// Anything else.
    #[error("{addr} ({variable}) cannot be listened on: {source}")]
    Other {
        /// The address.
        addr: SocketAddr,
        /// The variable that changes it.
        variable: &'static str,
        /// Why.
        source: io::Error,
    },
}

/// Opens a listener; `variable` is the setting to name when that fails.
///
/// # Errors
/// When the address is taken, forbidden, or not one of this machine's.
pub async fn bind(addr: SocketAddr, variable: &'static str) -> Result<TcpListener, ListenError> {
    TcpListener::bind(addr)
        .await
        .map_err(|source| match source.kind() {
            io::ErrorKind::AddrInUse => ListenError::InUse { addr, variable },
            io::ErrorKind::PermissionDenied => ListenError::Forbidden { addr, variable },
            io::ErrorKind::AddrNotAvailable => ListenError::NotAvailable { addr, variable },
            _ => ListenError::Other {
                addr,
                variable,
                source,
            },
        })
}

/// The address that means every interface, with the same port.
fn everywhere(addr: SocketAddr) -> String {
    match addr {
        SocketAddr::V4(addr) => format!("0.0.0.0:{}", addr.port()),
        SocketAddr::V6(addr) => format!("[::]:{}", addr.port()),
    }
}
