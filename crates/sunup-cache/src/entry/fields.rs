//! Which fields of a response are kept.

use http::{HeaderMap, HeaderName, header};

/// Fields that are about one connection or one exchange (RFC 9111, section 3.1), and those that
/// this cache writes anew whenever it answers.
const DROPPED: [HeaderName; 11] = [
    header::CONNECTION,
    HeaderName::from_static("keep-alive"),
    header::PROXY_AUTHENTICATE,
    HeaderName::from_static("proxy-authentication-info"),
    HeaderName::from_static("proxy-connection"),
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
    header::AGE,
    HeaderName::from_static("cache-status"),
];

/// Removes what ends with this exchange, also what `Connection` names.
pub(crate) fn keep_end_to_end(headers: &mut HeaderMap) {
    let named: Vec<HeaderName> = headers
        .get_all(header::CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|name| name.trim().parse().ok())
        .collect();
    for name in named.iter().chain(&DROPPED) {
        headers.remove(name);
    }
}

/// About how many bytes a map of fields takes.
pub(super) fn weight(headers: &HeaderMap) -> u64 {
    let texts: usize = headers.values().map(|value| value.len() + 32).sum();
    // A slot of the map holds name, value and links; half as many indexes again are free.
    (texts + headers.capacity() * 112) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[test]
    fn fields_of_one_connection_are_not_kept() {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::CONNECTION,
            HeaderValue::from_static("x-hop, keep-alive"),
        );
        headers.insert("x-hop", HeaderValue::from_static("1"));
        headers.insert("keep-alive", HeaderValue::from_static("timeout=5"));
        headers.insert(
            header::TRANSFER_ENCODING,
            HeaderValue::from_static("chunked"),
        );
        headers.insert(header::AGE, HeaderValue::from_static("3"));
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html"));
        keep_end_to_end(&mut headers);
        assert_eq!(headers.len(), 1);
        assert!(headers.contains_key(header::CONTENT_TYPE));
    }
}
