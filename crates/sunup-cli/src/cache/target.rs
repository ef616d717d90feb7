//! Targets of requests: a path and a query whose values are escaped.

/// `/cache/explain?path=%2Farticle%2Fx`.
pub(super) fn target(name: &str, query: &[(&str, &str)]) -> String {
    let mut target = format!("/cache/{name}");
    let mut sign = '?';
    for (name, value) in query {
        target.push(sign);
        target.push_str(name);
        target.push('=');
        for byte in value.bytes() {
            match byte {
                b'-' | b'.' | b'_' | b'~' => target.push(char::from(byte)),
                _ if byte.is_ascii_alphanumeric() => target.push(char::from(byte)),
                _ => target.push_str(&format!("%{byte:02X}")),
            }
        }
        sign = '&';
    }
    target
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_value_ends_it() {
        assert_eq!(target("stats", &[]), "/cache/stats");
        let query = [("path", "/a+b?q=\u{fc}&x#y"), ("limit", "5")];
        assert_eq!(
            target("explain", &query),
            "/cache/explain?path=%2Fa%2Bb%3Fq%3D%C3%BC%26x%23y&limit=5"
        );
    }
}
