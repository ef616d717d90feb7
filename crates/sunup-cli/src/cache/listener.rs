//! Where the site's admin listener is, and what it wants to hear, read as the server reads it: the
//! environment, then `sunup.toml`, then the default.
//!
//! The server itself is not asked: it would have to be built first, and it shows its token to
//! nobody.

use std::env;
use std::fmt;
use std::fs;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use toml::{Table, Value};

use crate::checkout::Checkout;

const DEFAULT: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 4000);
const FILE: &str = "sunup.toml";

/// The admin listener of a site.
#[derive(Debug)]
pub(super) struct Listener {
    addr: SocketAddr,
    named_by: NamedBy,
    token: Option<String>,
}

/// Who has the last word on the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NamedBy {
    Default,
    File,
    Variable,
}

impl Listener {
    /// Of the site in this checkout, or in the current folder.
    pub(super) fn find() -> Result<Self> {
        let folder = Checkout::find().map(|checkout| checkout.root().to_path_buf());
        let file = folder.unwrap_or_default().join(FILE);
        let variable = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
        Self::read(
            variable("SUNUP_ADMIN_ADDR"),
            variable("SUNUP_ADMIN_TOKEN"),
            &Admin::read(&file)?,
        )
    }

    fn read(addr: Option<String>, token: Option<String>, file: &Admin) -> Result<Self> {
        let in_file = file.text("addr")?;
        let (addr, named_by) = match (addr, in_file) {
            (Some(addr), _) => (address(&addr, "SUNUP_ADMIN_ADDR")?, NamedBy::Variable),
            (None, Some(addr)) => (address(addr, "admin.addr in sunup.toml")?, NamedBy::File),
            (None, None) => (DEFAULT, NamedBy::Default),
        };
        let token = match token {
            Some(token) => Some(checked(token, "SUNUP_ADMIN_TOKEN")?),
            None => match file.text("token")? {
                Some(token) => Some(checked(token.to_owned(), "admin.token in sunup.toml")?),
                None => None,
            },
        };
        Ok(Self {
            addr,
            named_by,
            token,
        })
    }

    /// Where to connect: a listener on all interfaces is reached on loopback.
    pub(super) fn addr(&self) -> SocketAddr {
        let ip = match self.addr.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
            IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
            ip => ip,
        };
        SocketAddr::new(ip, self.addr.port())
    }

    /// What it wants to hear as `Authorization: Bearer …`.
    pub(super) fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }
}

impl fmt::Display for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named_by = match self.named_by {
            NamedBy::Default => "the default",
            NamedBy::File => "from sunup.toml",
            NamedBy::Variable => "from SUNUP_ADMIN_ADDR",
        };
        write!(f, "{} ({named_by})", self.addr())
    }
}

/// The table `[admin]` of `sunup.toml`.
#[derive(Debug, Default)]
struct Admin {
    table: Table,
    file: PathBuf,
}

impl Admin {
    fn read(file: &Path) -> Result<Self> {
        let text = match fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => {
                return Err(error).with_context(|| format!("{} cannot be read", file.display()));
            }
        };
        let settings: Table = text
            .parse()
            .with_context(|| format!("{} is not TOML", file.display()))?;
        let table = settings.get("admin").and_then(Value::as_table);
        Ok(Self {
            table: table.cloned().unwrap_or_default(),
            file: file.to_path_buf(),
        })
    }

    fn text(&self, key: &str) -> Result<Option<&str>> {
        match self.table.get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => bail!(
                "admin.{key} in {} is of the type {}; it has to be a text",
                self.file.display(),
                other.type_str()
            ),
        }
    }
}

fn address(text: &str, place: &str) -> Result<SocketAddr> {
    let Ok(address) = text.parse() else {
        bail!("{place} is {text:?}; it has to be an IP address with a port: 127.0.0.1:4000");
    };
    Ok(address)
}

/// A token goes into a header: a line break in it would be another header.
fn checked(token: String, place: &str) -> Result<String> {
    if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        bail!("{place} is not usable; a token has visible ASCII characters without spaces");
    }
    Ok(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> Admin {
        let settings: Table = text.parse().unwrap();
        let table = settings["admin"].as_table().cloned().unwrap();
        Admin {
            table,
            file: PathBuf::from(FILE),
        }
    }

    fn shown(addr: Option<&str>, file: &Admin) -> String {
        let listener = Listener::read(addr.map(str::to_owned), None, file);
        listener.map_or_else(|error| error.to_string(), |it| it.to_string())
    }

    #[test]
    fn the_environment_wins_over_the_file_and_the_file_over_the_default() {
        let set = file("[admin]\naddr = \"127.0.0.1:4001\"");
        assert_eq!(
            shown(Some("127.0.0.1:4002"), &set),
            "127.0.0.1:4002 (from SUNUP_ADMIN_ADDR)"
        );
        assert_eq!(shown(None, &set), "127.0.0.1:4001 (from sunup.toml)");
        let unset = Admin::default();
        assert_eq!(shown(None, &unset), "127.0.0.1:4000 (the default)");
    }

    #[test]
    fn a_listener_on_all_interfaces_is_asked_on_loopback() {
        let unset = Admin::default();
        assert!(shown(Some("0.0.0.0:4000"), &unset).starts_with("127.0.0.1:4000 "));
        assert!(shown(Some("[::]:4000"), &unset).starts_with("[::1]:4000 "));
    }

    #[test]
    fn a_slip_of_the_pen_is_named_with_its_place() {
        let wrong = file("[admin]\naddr = \"localhost:4000\"");
        let error = shown(None, &wrong);
        assert!(error.starts_with("admin.addr in sunup.toml is"), "{error}");
        let error = shown(None, &file("[admin]\naddr = 4000"));
        assert!(error.contains("of the type integer"), "{error}");
        let error = shown(Some("4000"), &Admin::default());
        assert!(error.starts_with("SUNUP_ADMIN_ADDR is \"4000\""), "{error}");
    }

    #[test]
    fn a_token_with_a_line_break_is_refused_and_not_repeated() {
        let token = Some("secret\r\nX: y".to_owned());
        let error = Listener::read(None, token, &Admin::default()).unwrap_err();
        assert!(!error.to_string().contains("secret"), "{error}");
    }
}
