//! Reads a form's body (WHATWG URL, section 5.1).

use percent_encoding::percent_decode_str;

/// The fields of a form in their order. Bytes that are no UTF-8 are replaced, as browsers do it.
pub(super) fn fields(body: &str) -> impl Iterator<Item = (String, String)> {
    let pairs = body.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decoded(name), decoded(value))
    })
}

fn decoded(text: &str) -> String {
    let text = text.replace('+', " ");
    percent_decode_str(&text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::fields;

    #[test]
    fn a_form_is_read_as_browsers_write_it() {
        let read: Vec<_> = fields("back=%2Fsearch%3Fq%3Da+b&theme=dark&flag&&=x").collect();
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let expected = [
            pair("back", "/search?q=a b"),
            pair("theme", "dark"),
            pair("flag", ""),
            pair("", "x"),
        ];
        assert_eq!(read, expected);
    }
}
