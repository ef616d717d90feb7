//! SHA-256 of the inline scripts and styles of a document (CSP Level 3, section 6.7.3.3).

use super::markup::{Tag, Tags};
use data_encoding::BASE64;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// Sources of a policy that stand for inline elements: `'sha256-…'`, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hashes {
    pub(super) scripts: Vec<String>,
    pub(super) styles: Vec<String>,
}

impl Hashes {
    /// Of all inline scripts and styles, or of those that `leave` says in the order of the
    /// document.
    pub(super) fn of(html: &[u8], leave: Option<&[bool]>) -> Self {
        let mut hashes = Self::default();
        let mut leave = leave.map(|leave| leave.iter());
        for tag in Tags::of(html).filter(is_inline) {
            let left = leave.as_mut().map(|leave| leave.next() == Some(&true));
            if left == Some(false) {
                continue;
            }
            let text = as_parsed(&html[tag.text.clone()]);
            let hash = BASE64.encode(&Sha256::digest(text.as_bytes()));
            let source = format!("'sha256-{hash}'");
            let sources = match tag.is("style") {
                true => &mut hashes.styles,
                false => &mut hashes.scripts,
            };
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        hashes
    }
}

/// Which inline scripts and styles have one of these nonces; `None` without nonces. A policy by
/// nonces did not allow the others, so that they get no hash either.
pub(super) fn leave(html: &[u8], nonces: &[String]) -> Option<Vec<bool>> {
    if nonces.is_empty() {
        return None;
    }
    let has_nonce = |tag: Tag<'_>| {
        let nonce = tag.attribute("nonce").unwrap_or_default();
        nonces.iter().any(|known| known.as_bytes() == nonce)
    };
    Some(Tags::of(html).filter(is_inline).map(has_nonce).collect())
}

fn is_inline(tag: &Tag<'_>) -> bool {
    tag.is("style") || is_inline_script(tag)
}

/// A script without `src` that a browser runs or reads as rules; a block of data needs no leave.
fn is_inline_script(tag: &Tag<'_>) -> bool {
    if !tag.is("script") || tag.attribute("src").is_some() {
        return false;
    }
    let kind = tag.attribute("type").unwrap_or_default().trim_ascii();
    let known = ["module", "importmap", "speculationrules"];
    let mut known = known.iter().map(|it| it.as_bytes());
    kind.is_empty() || known.any(|it| kind.eq_ignore_ascii_case(it)) || is_javascript(kind)
}

/// The JavaScript MIME types (MIME Sniffing, section 4.6).
fn is_javascript(kind: &[u8]) -> bool {
    let kind = kind.to_ascii_lowercase();
    let sub = kind
        .strip_prefix(b"text/")
        .or_else(|| kind.strip_prefix(b"application/"));
    sub.is_some_and(|sub| {
        matches!(
            sub,
            b"livescript" | b"jscript" | b"x-javascript" | b"x-ecmascript"
        ) || sub.starts_with(b"javascript")
            || sub == b"ecmascript"
    })
}

/// The text as a browser has it when it computes the hash: decoded, with one kind of line ends and
/// without null characters (HTML, section 13.2.3.5).
fn as_parsed(text: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(text);
    if !text.contains(['\r', '\0']) {
        return text;
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(text.replace('\0', "\u{fffd}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `printf %s 'a()' | openssl dgst -sha256 -binary | base64`
    const A: &str = "'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='";

    fn scripts(html: &str) -> usize {
        Hashes::of(html.as_bytes(), None).scripts.len()
    }

    #[test]
    fn each_inline_script_is_hashed_once() {
        let html = "<script>a()</script><script type=module>b()</script><script>a()</script>";
        let hashes = Hashes::of(html.as_bytes(), None);
        assert_eq!(hashes.scripts.len(), 2);
        assert_eq!(hashes.scripts[0], A);
        assert!(hashes.styles.is_empty());
    }

    #[test]
    fn only_what_a_browser_runs_is_hashed() {
        for html in [
            "<script src=\"/a.js\">a()</script>",
            "<script type=\"application/json\">{}</script>",
            "<script type=text/plain>a()</script>",
            "<!-- <script>a()</script> -->",
            "<textarea><script>a()</script></textarea>",
        ] {
            assert_eq!(scripts(html), 0, "{html}");
        }
        for html in [
            "<script type=\"\">a()</script>",
            "<script type=\"Text/JavaScript\">a()</script>",
            "<script type=\"speculationrules\">{}</script>",
            "<SCRIPT>a()</SCRIPT>",
        ] {
            assert_eq!(scripts(html), 1, "{html}");
        }
    }

    #[test]
    fn the_hash_is_of_what_the_browser_has() {
        let hash = |text: &str| Hashes::of(format!("<script>{text}</script>").as_bytes(), None);
        assert_eq!(hash("a\r\nb\rc"), hash("a\nb\nc"));
        assert_eq!(hash("a\0"), hash("a\u{fffd}"));
        assert_ne!(hash(" a()"), hash("a()"));
    }

    #[test]
    fn under_a_policy_of_nonces_a_script_without_one_gets_no_leave() {
        let html =
            "<script nonce=abc>a()</script><script>injected()</script><script nonce=x>b()</script>";
        let leave = leave(html.as_bytes(), &["abc".to_owned()]);
        let hashes = Hashes::of(html.as_bytes(), leave.as_deref());
        assert_eq!(hashes.scripts, [A]);
    }

    #[test]
    fn styles_are_hashed_apart() {
        let hashes = Hashes::of(b"<style>a{}</style><style>b{}</style>", None);
        assert_eq!((hashes.scripts.len(), hashes.styles.len()), (0, 2));
    }
}
