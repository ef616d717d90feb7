//! The `Link` field (RFC 8288, section 3), as documents have it: preloads in order, no nonces.

use super::preloads::names_preload;
use http::{HeaderMap, HeaderValue, header::LINK};

/// Writes the preloads of a response in one order, behind its other links, and removes nonces.
/// Links that are in order already stay as they are.
pub(super) fn normalise(headers: &mut HeaderMap) {
    let lines: Vec<&[u8]> = headers
        .get_all(LINK)
        .iter()
        .map(HeaderValue::as_bytes)
        .collect();
    let lines = lines.join(&b", "[..]);
    let links: Vec<&[u8]> = split(&lines, b',').collect();
    if links.is_empty() {
        return;
    }
    let written = links.iter().map(|link| without_nonce(link));
    let (mut preloads, others): (Vec<_>, Vec<_>) = written.partition(|link| is_preload(link));
    preloads.sort_unstable();
    let ordered = [others, preloads].concat();
    if ordered.iter().map(Vec::as_slice).eq(links) {
        return;
    }
    if let Ok(value) = HeaderValue::from_bytes(&ordered.join(&b", "[..])) {
        headers.insert(LINK, value);
    }
}

fn without_nonce(link: &[u8]) -> Vec<u8> {
    let nonce = |part: &&[u8]| name(part).eq_ignore_ascii_case(b"nonce");
    if !split(link, b';').skip(1).any(|part| nonce(&part)) {
        return link.to_vec();
    }
    let parts: Vec<&[u8]> = split(link, b';').filter(|part| !nonce(part)).collect();
    parts.join(&b"; "[..])
}

fn is_preload(link: &[u8]) -> bool {
    let rel = split(link, b';')
        .skip(1)
        .find(|part| name(part).eq_ignore_ascii_case(b"rel"));
    let value = rel.and_then(|part| part.splitn(2, |byte| *byte == b'=').nth(1));
    value.is_some_and(|value| {
        let mut types = value.split(|byte| matches!(byte, b' ' | b'\t' | b'"'));
        types.any(names_preload)
    })
}

fn name(part: &[u8]) -> &[u8] {
    let name = part.split(|byte| *byte == b'=').next();
    name.unwrap_or_default().trim_ascii()
}

/// The parts between separators that stand neither in a string nor in an address.
fn split(text: &[u8], separator: u8) -> impl Iterator<Item = &[u8]> {
    let mut quoted = false;
    let mut escaped = false;
    let mut address = false;
    let parts = text.split(move |byte| {
        match byte {
            _ if escaped => {
                escaped = false;
                return false;
            }
            b'\\' => escaped = quoted,
            b'"' if !address => quoted = !quoted,
            b'<' if !quoted => address = true,
            b'>' if !quoted => address = false,
            _ => {}
        }
        *byte == separator && !quoted && !address
    });
    parts
        .map(<[u8]>::trim_ascii)
        .filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(lines: &[&'static str]) -> Vec<String> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(LINK, HeaderValue::from_static(line));
        }
        normalise(&mut headers);
        let lines = headers.get_all(LINK).iter();
        lines
            .map(|line| line.to_str().expect("ASCII").to_owned())
            .collect()
    }

    #[test]
    fn preloads_come_in_one_order_behind_the_rest() {
        let expected =
            "</x>; rel=next, </a,b>; rel=\"preload\"; as=script, </c>; rel=modulepreload";
        for lines in [
            &[
                "</c>; rel=modulepreload, </a,b>; rel=\"preload\"; as=script",
                "</x>; rel=next",
            ][..],
            &[
                "</a,b>; rel=\"preload\"; as=script",
                "</x>; rel=next, </c>; rel=modulepreload",
            ],
        ] {
            assert_eq!(normal(lines), [expected]);
        }
    }

    #[test]
    fn links_in_order_stay_as_they_are() {
        let lines = ["</b>; rel=next", "</a>; title=\"x, \\\", y\"; rel=prev"];
        assert_eq!(normal(&lines), lines);
        assert_eq!(normal(&[]), [""; 0]);
    }

    #[test]
    fn a_nonce_leaves_a_link() {
        assert_eq!(
            normal(&["</a>; rel=preload;nonce=\"abc\"; as=style"]),
            ["</a>; rel=preload; as=style"]
        );
    }
}
