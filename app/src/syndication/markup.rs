//! Addresses inside an article's markup, for readers that do not know where the page was.

/// The markup with whole addresses: paths get the origin, and places in the text the page's
/// address. It is sanitised, and so well formed: values stand in double quotes and hold none.
pub(super) fn absolute(html: &str, origin: &str, page: &str) -> String {
    let mut whole = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (text, from_tag) = rest.split_at(start);
        let (tag, after) = from_tag.split_at(tag_end(from_tag));
        whole.push_str(text);
        push_tag(&mut whole, tag, origin, page);
        rest = after;
    }
    whole.push_str(rest);
    whole
}

/// Where the tag at the beginning of `html` ends; a `>` in a value does not end it.
fn tag_end(html: &str) -> usize {
    let mut quoted = false;
    for (index, byte) in html.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return index + 1,
            _ => {}
        }
    }
    html.len()
}

fn push_tag(whole: &mut String, tag: &str, origin: &str, page: &str) {
    let mut names = "";
    for (index, part) in tag.split('"').enumerate() {
        if index > 0 {
            whole.push('"');
        }
        // Between the quotes are values, and before each its name.
        if index % 2 == 1 && (names.ends_with(" href=") || names.ends_with(" src=")) {
            match part.as_bytes() {
                [b'/', b'/', ..] => {}
                [b'/', ..] => whole.push_str(origin),
                [b'#', ..] => whole.push_str(page),
                _ => {}
            }
        }
        whole.push_str(part);
        names = part;
    }
}

#[cfg(test)]
mod tests {
    use super::absolute;

    fn shown(html: &str) -> String {
        absolute(html, "https://o", "https://o/article/a")
    }

    #[test]
    fn paths_and_places_become_whole_addresses() {
        assert_eq!(
            shown(
                r##"<p id="/x"><a href="/b?c#d" rel="external">b</a> <a href="#e">e</a> <img src="/f.svg" alt=""></p>"##
            ),
            r#"<p id="/x"><a href="https://o/b?c#d" rel="external">b</a> <a href="https://o/article/a#e">e</a> <img src="https://o/f.svg" alt=""></p>"#
        );
    }

    #[test]
    fn what_is_whole_or_only_looks_like_an_address_stays() {
        for html in [
            r#"<a href="https://x/y">"#,
            r#"<a href="//x/y">"#,
            r#"<code>&lt;a href="/b"></code> src="/c""#,
            r#"<img alt="<a href=" title="/b>">"#,
            "<",
            "a < b > c",
            "",
        ] {
            assert_eq!(shown(html), html);
        }
    }
}
