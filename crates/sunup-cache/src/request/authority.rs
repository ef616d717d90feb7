//! Host and port, as `Host` and targets name them (RFC 3986, section 3.2; RFC 9110, section 7.2).

use std::net::Ipv6Addr;

/// The host of an authority, without its port; a dot that ends a full name is left out. `None` where
/// it is of another grammar, names no host or a port that cannot be, or has a user: a client that
/// sends such a thing means nothing by it, and parsers disagree on what it is.
pub(super) fn host(authority: &str) -> Option<&str> {
    let end = match authority.starts_with('[') {
        true => authority.find(']')? + 1,
        false => authority.find(':').unwrap_or(authority.len()),
    };
    let (host, port) = authority.split_at_checked(end)?;
    let known = is_host(host) && (port.is_empty() || is_port(port.strip_prefix(':')?));
    known.then(|| host.strip_suffix('.').unwrap_or(host))
}

fn is_host(host: &str) -> bool {
    if let Some(rest) = host.strip_prefix('[') {
        let address = rest.strip_suffix(']').map(str::parse::<Ipv6Addr>);
        return matches!(address, Some(Ok(_)));
    }
    !matches!(host, "" | ".") && is_registered_name(host.as_bytes())
}

/// `reg-name` (RFC 3986, section 3.2.2).
fn is_registered_name(mut name: &[u8]) -> bool {
    loop {
        name = match name {
            [] => return true,
            [b'%', high, low, rest @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                rest
            }
            [byte, rest @ ..]
                if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=".contains(byte) =>
            {
                rest
            }
            _ => return false,
        };
    }
}

/// Digits or nothing, and no greater than ports are.
fn is_port(port: &str) -> bool {
    let digits = port.bytes().all(|byte| byte.is_ascii_digit());
    digits && (port.is_empty() || port.parse::<u16>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn a_host_is_found_with_and_without_a_port() {
        for (authority, expected) in [
            ("example.org", "example.org"),
            ("example.org:", "example.org"),
            ("example.org:0080", "example.org"),
            ("example.org.:65535", "example.org"),
            ("localhost:3000", "localhost"),
            ("a_b.example", "a_b.example"),
            ("%65xample", "%65xample"),
            ("127.0.0.1:80", "127.0.0.1"),
            ("[::1]", "[::1]"),
            ("[2001:db8::1]:3000", "[2001:db8::1]"),
        ] {
            assert_eq!(host(authority), Some(expected), "{authority}");
        }
    }

    #[test]
    fn what_is_no_host_and_port_is_none() {
        for authority in [
            "",
            ".",
            ":80",
            "localhost:abc",
            "localhost:99999",
            "localhost:65536",
            "localhost:-1",
            "localhost:+1",
            "localhost: 80",
            "localhost:80:80",
            "localhost:80/",
            "localhost/",
            "localhost?x",
            "localhost#x",
            "user@localhost",
            "user:80@localhost",
            "a b",
            "a\tb",
            " localhost",
            "a<b>",
            "a\"b",
            "a\\b",
            "%zz",
            "a%4",
            "::1",
            "[::1",
            "[::1]80",
            "[::1]:x",
            "[]",
            "[localhost]",
            "[127.0.0.1]",
            "[::1%25eth0]",
            "http://localhost",
            "\u{fc}.example",
        ] {
            assert_eq!(host(authority), None, "{authority}");
        }
    }
}
