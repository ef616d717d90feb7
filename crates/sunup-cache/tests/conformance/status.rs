//! RFC 9211: what the cache says of itself, read again by the grammar of structured fields.

use super::check;
use sunup_cache::status::{CacheStatus, Forward};

/// Keys, and values where they have one.
type Parameters = Vec<(String, Option<String>)>;

/// The parameters of a member, or what is wrong with it.
fn parsed(value: &str) -> Result<Parameters, String> {
    let (name, rest) = value.split_at(value.find(';').unwrap_or(value.len()));
    let token = |text: &str| {
        let first = text.chars().next();
        first.is_some_and(|it| it.is_ascii_alphabetic() || it == '*')
            && text
                .chars()
                .all(|it| it.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~:/".contains(it))
    };
    if !token(name) {
        return Err(format!("{name:?} is no token"));
    }
    let mut parameters = Vec::new();
    let mut rest = rest;
    while let Some(after) = rest.strip_prefix(';') {
        let after = after.trim_start_matches(' ');
        let end = after.find([';', '=']).unwrap_or(after.len());
        let (key, after) = after.split_at(end);
        let lower = |it: char| it.is_ascii_lowercase() || it == '-';
        if key.is_empty() || !key.chars().all(lower) {
            return Err(format!("{key:?} is no key"));
        }
        let Some(after) = after.strip_prefix('=') else {
            parameters.push((key.to_owned(), None));
            rest = after;
            continue;
        };
        let end = match after.strip_prefix('"') {
            Some(string) => {
                string
                    .replace("\\\\", "xx")
                    .replace("\\\"", "xx")
                    .find('"')
                    .ok_or("no end")?
                    + 2
            }
            None => after.find(';').unwrap_or(after.len()),
        };
        let (value, after) = after.split_at(end);
        let integer = value.parse::<i64>().is_ok();
        if !value.starts_with('"') && !token(value) && !integer {
            return Err(format!("{value:?} is no bare item"));
        }
        parameters.push((key.to_owned(), Some(value.to_owned())));
        rest = after;
    }
    match rest {
        "" => Ok(parameters),
        rest => Err(format!("{rest:?} is left")),
    }
}

#[test]
fn each_parameter_has_the_type_and_meaning_of_its_section() {
    let rows = [
        (
            "RFC 9211, 2.1",
            "a hit",
            (CacheStatus::hit(42), "hit; ttl=42"),
        ),
        (
            "RFC 9211, 2.4",
            "a stale hit has a negative ttl",
            (CacheStatus::hit(-12), "hit; ttl=-12"),
        ),
        (
            "RFC 9211, 2.2",
            "a bypass",
            (
                CacheStatus::forward(Forward::Bypass).detail("session"),
                "fwd=bypass; detail=session",
            ),
        ),
        (
            "RFC 9211, 2.2",
            "a method that is not cached",
            (CacheStatus::forward(Forward::Method), "fwd=method"),
        ),
        (
            "RFC 9211, 2.2",
            "nothing for the request",
            (CacheStatus::forward(Forward::Miss), "fwd=miss"),
        ),
        (
            "RFC 9211, 2.2",
            "stale, and the request waited",
            (
                CacheStatus::forward(Forward::Stale).stored(),
                "fwd=stale; stored",
            ),
        ),
        (
            "RFC 9211, 2.3",
            "the status of the render, an integer",
            (
                CacheStatus::forward(Forward::Stale).forward_status(502),
                "fwd=stale; fwd-status=502",
            ),
        ),
        (
            "RFC 9211, 2.5",
            "stored, with the lifetime it has",
            (
                CacheStatus::forward(Forward::Miss).ttl(60).stored(),
                "fwd=miss; ttl=60; stored",
            ),
        ),
        (
            "RFC 9211, 2.6",
            "collapsed",
            (
                CacheStatus::forward(Forward::Miss).stored().collapsed(),
                "fwd=miss; stored; collapsed",
            ),
        ),
        (
            "RFC 9211, 2.8",
            "a detail, a token",
            (
                CacheStatus::hit(1).detail("memory"),
                "hit; ttl=1; detail=memory",
            ),
        ),
    ];
    check(&rows, |(status, expected)| {
        let value = status.value();
        let text = value.to_str().expect("ASCII");
        if text.strip_prefix("sunup; ") != Some(expected) {
            return Some(format!("{text} instead of {expected}"));
        }
        let parameters = match parsed(text) {
            Ok(read) => read,
            Err(why) => return Some(why),
        };
        // Section 2.1: hit and fwd exclude each other.
        let has = |key: &str| parameters.iter().any(|(known, _)| known == key);
        (has("hit") == has("fwd")).then(|| format!("{text} has both or neither"))
    });
}
