//! [`Query`]: the query of a target, and what a visitor's own adds to it.

use std::borrow::Cow;

use percent_encoding::{
    AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, percent_encode, utf8_percent_encode,
};

use super::{
    pattern::{Pattern, Values},
    target::known,
};

/// The pairs of a target's query, whose values may have parameters.
#[derive(Clone, Debug, Default)]
pub(super) struct Query(Vec<Pair>);

#[derive(Clone, Debug)]
struct Pair {
    /// Decoded.
    name: String,
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug)]
enum Piece {
    /// Name, sign and text as they are written.
    Text(String),
    Value(String),
}

/// What a value in a query keeps: nothing that could end it.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What no query has as it is (RFC 3986, section 3.4); escapes stay.
const QUERY: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>');

impl Query {
    /// Reads `q={word}&page=1`.
    ///
    /// # Errors
    /// With what is wrong with it, as the end of a sentence.
    pub(super) fn parse(text: &str, pattern: &Pattern) -> Result<Self, String> {
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| {
            let name = pair.split('=').next().unwrap_or_default();
            if name.contains(['{', '}']) {
                return Err(format!("has a parameter in the name {name:?} of its query"));
            }
            Ok(Pair {
                name: decoded(name).into_owned(),
                pieces: pieces(pair, pattern)?,
            })
        });
        Ok(Self(pairs.collect::<Result<_, _>>()?))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Appends it, with these values, and what is in the visitor's query under other names.
    pub(super) fn write(&self, values: &Values<'_>, asked: Option<&str>, into: &mut String) {
        let mut sign = '?';
        for pair in &self.0 {
            into.push(sign);
            sign = '&';
            for piece in &pair.pieces {
                match piece {
                    Piece::Text(text) => into.push_str(text),
                    Piece::Value(name) => {
                        let bytes: Vec<u8> = percent_decode_str(value(values, name)).collect();
                        into.extend(percent_encode(&bytes, VALUE));
                    }
                }
            }
        }
        for pair in asked.unwrap_or_default().split('&') {
            let name = decoded(pair.split('=').next().unwrap_or_default());
            if pair.is_empty() || self.0.iter().any(|own| own.name == name) {
                continue;
            }
            into.push(sign);
            sign = '&';
            into.extend(utf8_percent_encode(pair, QUERY));
        }
    }
}

/// The value of a parameter; a target names none that its pattern has not.
pub(super) fn value<'a>(values: &Values<'a>, name: &str) -> &'a str {
    let found = values.iter().find(|(known, _)| *known == name);
    found.map_or("", |(_, value)| value)
}

/// A name of a form: `+` is a space.
fn decoded(name: &str) -> Cow<'_, str> {
    if !name.contains(['%', '+']) {
        return Cow::Borrowed(name);
    }
    let name = name.replace('+', " ");
    let decoded = percent_decode_str(&name).decode_utf8_lossy();
    Cow::Owned(decoded.into_owned())
}

fn pieces(pair: &str, pattern: &Pattern) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut left = pair;
    while let Some((text, after)) = left.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            return Err(format!("has {pair:?} with a brace that nothing closes"));
        };
        let name = name.strip_prefix('*').unwrap_or(name);
        known(name, pattern)?;
        pieces.push(Piece::Text(utf8_percent_encode(text, QUERY).to_string()));
        pieces.push(Piece::Value(name.to_owned()));
        left = after;
    }
    pieces.push(Piece::Text(utf8_percent_encode(left, QUERY).to_string()));
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_file_says_wins_over_what_a_visitor_adds() {
        let pattern = Pattern::parse("/{word}").expect("a pattern");
        let query = Query::parse("q={word}&from=old", &pattern).expect("a query");
        for (asked, written) in [
            (None, "?q=a%2Bb%26c&from=old"),
            (
                Some("x=1&from=evil&fro%6d=evil"),
                "?q=a%2Bb%26c&from=old&x=1",
            ),
            (Some("&&y"), "?q=a%2Bb%26c&from=old&y"),
        ] {
            let mut text = String::new();
            query.write(&vec![("word", "a+b%26c")], asked, &mut text);
            assert_eq!(text, written, "{asked:?}");
        }
    }

    #[test]
    fn a_query_of_the_visitor_alone_stays_as_it_was() {
        let mut text = String::new();
        Query::default().write(&vec![], Some("q=100%&a=%20+b"), &mut text);
        assert_eq!(text, "?q=100%&a=%20+b");
    }
}
