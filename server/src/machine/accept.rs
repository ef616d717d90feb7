//! Which form of a page a client prefers (RFC 9110, section 12.5.1).

use axum::http::{HeaderMap, header};

/// Whether Markdown is liked better than HTML.
///
/// A client that names Markdown and likes both alike gets it: browsers never name it, and those
/// who do read it. What only a range such as `*/*` covers is no reason for it.
pub(super) fn prefers_markdown(headers: &HeaderMap) -> bool {
    let ranges: Vec<(&str, u16)> = headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(range)
        .collect();
    let of = |wanted: &str| {
        let found = ranges
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.map(|(_, quality)| *quality)
    };
    let wide = || of("text/*").or_else(|| of("*/*")).unwrap_or_default();
    let html = of("text/html").unwrap_or_else(wide);
    match of("text/markdown") {
        Some(markdown) => markdown > 0 && markdown >= html,
        None => wide() > html,
    }
}

/// `text/markdown;variant=GFM;q=0.5` as its type and its quality in thousandths; `None` when the
/// quality is none.
fn range(text: &str) -> Option<(&str, u16)> {
    let mut parts = text.split(';').map(str::trim);
    let name = parts.next().filter(|name| !name.is_empty())?;
    let quality = parts
        .filter_map(|parameter| parameter.split_once('='))
        .find(|(key, _)| key.trim().eq_ignore_ascii_case("q"));
    let Some((_, value)) = quality else {
        return Some((name, 1000));
    };
    let value: f32 = value.trim().parse().ok()?;
    // In thousandths of 0 to 1 the cast neither truncates nor wraps.
    (0.0..=1.0)
        .contains(&value)
        .then(|| (name, (value * 1000.0).round() as u16))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn prefers(accept: &'static str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
        prefers_markdown(&headers)
    }

    #[test]
    fn markdown_is_for_those_who_name_it_and_like_it_at_least_as_well() {
        for accept in [
            "text/markdown",
            "TEXT/Markdown",
            "text/markdown, text/html, */*",
            "text/markdown, text/html;q=0.9",
            "text/html;q=0.5, text/markdown;variant=GFM;q=0.6",
            "text/markdown;q=0.1, */*;q=0.1",
            "text/html;q=0, text/*",
        ] {
            assert!(prefers(accept), "{accept}");
        }
    }

    #[test]
    fn everybody_else_gets_the_page() {
        for accept in [
            "",
            "*/*",
            "text/*",
            "text/html",
            "text/html,application/xhtml+xml,*/*;q=0.8",
            "text/markdown;q=0.9, text/html",
            "text/markdown;q=0.5, */*",
            "text/markdown;q=0",
            "text/markdown;q=0, text/html;q=0",
            "text/markdown;q=x",
            "text/markdown;q=2",
            "text/markdownish",
        ] {
            assert!(!prefers(accept), "{accept}");
        }
        assert!(!prefers_markdown(&HeaderMap::new()));
    }
}
