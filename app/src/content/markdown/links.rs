//! Links: what the browser and the router have to know of their targets.

use super::markup::Token;

/// Marks links by where they lead. Files of the site are `external` to the router, which would look
/// for a page of that name; other sites learn neither our window nor where visitors come from.
pub(super) fn mark(mut tokens: Vec<Token>) -> Vec<Token> {
    for token in &mut tokens {
        if let Token::Start(tag) = token
            && tag.name == "a"
            && let Some(rel) = tag.get("href").and_then(relation)
        {
            tag.set("rel", rel);
        }
    }
    tokens
}

fn relation(address: &str) -> Option<&'static str> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    // Browsers read a backslash as a slash.
    let is_elsewhere =
        path.contains("://") || path.starts_with(['/', '\\']) && path[1..].starts_with(['/', '\\']);
    if is_elsewhere {
        Some("noopener noreferrer")
    } else if path.starts_with('/') && name.contains('.') {
        Some("external")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::html;

    #[test]
    fn links_to_pages_files_and_other_sites_are_told_apart() {
        let html = html(
            "[p](/about) [f](/feed.xml) [o](https://example.org/a.b \"t\") [h](#x) [s](//other.org)",
        );
        for link in [
            r#"<a href="/about">"#,
            r#"<a href="/feed.xml" rel="external">"#,
            r#"<a href="https://example.org/a.b" title="t" rel="noopener noreferrer">"#,
            r##"<a href="#x">"##,
            r#"<a href="//other.org" rel="noopener noreferrer">"#,
        ] {
            assert!(html.contains(link), "{link}: {html}");
        }
    }

    #[test]
    fn a_link_written_as_html_is_marked_as_well() {
        let html = html("<a href=https://example.org rel=opener target=_top>x</a>");
        assert!(
            html.contains(r#"<a href="https://example.org" rel="noopener noreferrer">"#),
            "{html}"
        );
    }
}
