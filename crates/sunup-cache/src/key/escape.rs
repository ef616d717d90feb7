//! Percent-encoding of the parts of a key (RFC 3986, section 2). None of them has a space.

use percent_encoding::{AsciiSet, CONTROLS, percent_encode};

/// What may not stand in a value of a query: everything but what is unreserved, and some delimiters
/// that every reader takes literally there.
const COMPONENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'$')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b'+')
    .add(b';')
    .add(b'<')
    .add(b'=')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What may not stand in a header's value in a key: white space, and what this escaping needs.
const FIELD: &AsciiSet = &CONTROLS.add(b' ').add(b'%').add(b'#');

/// What may not stand in a segment of a path that is made of a name.
const SEGMENT: &AsciiSet = &COMPONENT.add(b'/');

/// Appends a name as one segment of a path.
pub(super) fn name(bytes: &[u8], into: &mut String) {
    escaped(bytes, SEGMENT, into);
}

/// Appends a name or value of a query.
pub(super) fn component(bytes: &[u8], into: &mut String) {
    escaped(bytes, COMPONENT, into);
}

/// Appends the value of a header.
pub(crate) fn field(bytes: &[u8], into: &mut String) {
    escaped(bytes, FIELD, into);
}

fn escaped(bytes: &[u8], set: &'static AsciiSet, into: &mut String) {
    // Most names and values are words and numbers, which are in no set.
    if bytes.iter().all(u8::is_ascii_alphanumeric)
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return into.push_str(text);
    }
    into.extend(percent_encode(bytes, set));
}

/// The byte that `%XX` at the start of `text` stands for.
pub(super) fn decoded(text: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = text else {
        return None;
    };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let value = digit(*high)? * 16 + digit(*low)?;
    u8::try_from(value).ok()
}
