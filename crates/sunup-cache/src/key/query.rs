//! The part of a query that a route declared.

use super::escape::{component, decoded};
use std::borrow::Cow;

/// Appends `?name=value&…` with the declared names only, in order of their names, each once: of a
/// name that comes again the last value counts. Names and values are decoded as forms are, with
/// `&` as the only separator, and escaped again, so that no reader can find another pair in them.
pub(super) fn canonical(query: &str, names: &[Box<str>], key: &mut String) {
    if names.is_empty() || query.is_empty() {
        return;
    }
    // `names` is sorted, so that the places are in the order of the key.
    let mut values: Vec<Option<Cow<'_, [u8]>>> = vec![None; names.len()];
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = form_decoded(name);
        if let Ok(place) = names.binary_search_by(|known| known.as_bytes().cmp(&name)) {
            values[place] = Some(form_decoded(value));
        }
    }
    let mut sign = '?';
    for (name, value) in names.iter().zip(values) {
        let Some(value) = value else { continue };
        key.push(sign);
        component(name.as_bytes(), key);
        key.push('=');
        component(&value, key);
        sign = '&';
    }
}

/// `application/x-www-form-urlencoded`: `+` is a space, and a `%` that begins no escape is itself.
fn form_decoded(text: &str) -> Cow<'_, [u8]> {
    let bytes = text.as_bytes();
    if !bytes.iter().any(|byte| matches!(byte, b'+' | b'%')) {
        return Cow::Borrowed(bytes);
    }
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match decoded(&bytes[at..]) {
            Some(byte) => {
                plain.push(byte);
                at += 3;
            }
            None => {
                plain.push(if byte == b'+' { b' ' } else { byte });
                at += 1;
            }
        }
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keyed(query: &str) -> String {
        let mut key = String::new();
        canonical(query, &["page".into(), "q".into()], &mut key);
        key
    }

    #[test]
    fn only_declared_names_count_in_one_order() {
        assert_eq!(keyed("utm_source=x&q=b&fbclid=1&page=2"), "?page=2&q=b");
        assert_eq!(keyed("page=2&q=b"), "?page=2&q=b");
        assert_eq!(keyed("utm_source=x"), "");
        assert_eq!(keyed(""), "");
        assert_eq!(keyed("Page=2"), "");
    }

    #[test]
    fn the_last_of_several_values_counts() {
        assert_eq!(keyed("page=1&page=2"), "?page=2");
        assert_eq!(keyed("page=2&page=2"), "?page=2");
        assert_eq!(keyed("page=1&%70age=2"), "?page=2");
    }

    #[test]
    fn spellings_of_one_value_are_one() {
        for query in ["q=a+b", "q=a%20b", "q=%61%20%62", "&&q=a+b&"] {
            assert_eq!(keyed(query), "?q=a%20b", "{query}");
        }
        assert_eq!(keyed("q=100%"), "?q=100%25");
        assert_eq!(keyed("q=\u{fc}"), "?q=%C3%BC");
        assert_eq!(keyed("q=%ff"), "?q=%FF");
    }

    #[test]
    fn no_separator_hides_in_a_value() {
        assert_eq!(keyed("q=a;page=2"), "?q=a%3Bpage%3D2");
        assert_eq!(keyed("q=a%26page=2"), "?q=a%26page%3D2");
        assert_eq!(keyed("q=a?page=2"), "?q=a%3Fpage%3D2");
        assert_eq!(keyed("q=a=b"), "?q=a%3Db");
        assert_eq!(keyed("q=a%23b"), "?q=a%23b");
        assert_eq!(keyed("q%00=a"), "");
    }

    #[test]
    fn a_name_without_a_value_is_not_an_absent_one() {
        assert_eq!(keyed("q"), "?q=");
        assert_eq!(keyed("q="), "?q=");
    }
}
