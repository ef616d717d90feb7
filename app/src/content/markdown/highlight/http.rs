//! Requests and responses of HTTP/1.1, one or more, with their bodies.

use super::{
    html, json,
    kind::Kind,
    measure::{line, run},
    scanner::Scanner,
};

pub(super) fn scan(code: &mut Scanner<'_>) {
    // Behind the empty line that ends the headers.
    let mut in_body = false;
    while code.peek().is_some() {
        let rest = code.rest();
        let text = &rest[..line(rest)];
        if text.trim().is_empty() {
            in_body = true;
        } else if let Some(method) = request(text) {
            in_body = false;
            code.mark(Kind::Keyword, method);
            code.mark(Kind::Plain, 1);
            let target = run(&text[method + 1..], |letter| letter != ' ');
            code.mark(Kind::String, target);
            mark_rest(code, text.len() - method - 1 - target, Kind::Meta);
        } else if text.starts_with("HTTP/") {
            in_body = false;
            let version = run(text, |letter| letter != ' ');
            code.mark(Kind::Meta, version);
            mark_rest(code, text.len() - version, Kind::Constant);
        } else if in_body && text.starts_with(['{', '[']) {
            code.embed(body(rest), json::scan);
            continue;
        } else if in_body && text.starts_with('<') {
            code.embed(body(rest), html::scan);
            continue;
        } else if let Some(name) = header(text).filter(|_| !in_body) {
            code.mark(Kind::Name, name);
            mark_rest(code, text.len() - name, Kind::Plain);
        } else {
            mark_rest(code, text.len(), Kind::Plain);
        }
        code.plain();
    }
}

fn mark_rest(code: &mut Scanner<'_>, length: usize, kind: Kind) {
    if length > 0 {
        code.mark(kind, length);
    }
}

/// The length of the method, when a line asks for something.
fn request(text: &str) -> Option<usize> {
    let method = run(text, |letter| letter.is_ascii_uppercase());
    let target = text[method..].strip_prefix(' ')?;
    let is_target = target.starts_with(['/', '*']) || target.starts_with("http");
    (method > 1 && is_target).then_some(method)
}

/// The length of a header's name.
fn header(text: &str) -> Option<usize> {
    let name = run(text, |letter| {
        letter.is_ascii_alphanumeric() || letter == '-'
    });
    (name > 0 && text[name..].starts_with(':')).then_some(name)
}

/// A body ends where the next message begins.
fn body(text: &str) -> usize {
    let mut length = 0;
    for text in text.split_inclusive('\n') {
        if text.starts_with("HTTP/") || request(text).is_some() {
            break;
        }
        length += text.len();
    }
    length
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn a_request_and_its_response_are_known() {
        assert_eq!(
            shown(
                "http",
                "GET /a?b=1 HTTP/1.1\nHost: x.org\n\nHTTP/1.1 304 Not Modified\nAge: 7\n"
            ),
            "keyword[GET] string[/a?b=1]meta[ HTTP/1.1]\nname[Host]: x.org\n\n\
             meta[HTTP/1.1]constant[ 304 Not Modified]\nname[Age]: 7\n"
        );
    }

    #[test]
    fn headers_alone_are_headers() {
        assert_eq!(
            shown("http", "Cache-Control: public\nVary: Accept"),
            "name[Cache-Control]: public\nname[Vary]: Accept"
        );
    }

    #[test]
    fn a_body_is_coloured_as_what_it_looks_like() {
        assert_eq!(
            shown(
                "http",
                "HTTP/1.1 200 OK\n\n{\"a\": 1}\n\nGET /b\n\nplain: text"
            ),
            "meta[HTTP/1.1]constant[ 200 OK]\n\n{name[\"a\"]: constant[1]}\n\nkeyword[GET] \
             string[/b]\n\nplain: text"
        );
    }
}
