//! A part of a file (RFC 9110, section 14). One range is served; several, and what is no range of
//! bytes, are answered with the whole file, as the RFC allows.

use std::ops::Range;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Whole,
    Part(Range<u64>),
    Unsatisfiable,
}

pub(super) fn parse(header: &str, length: u64) -> Wanted {
    let Some((unit, range)) = header.split_once('=') else {
        return Wanted::Whole;
    };
    let Some((first, last)) = range.trim().split_once('-') else {
        return Wanted::Whole;
    };
    if !unit.trim().eq_ignore_ascii_case("bytes") || range.contains(',') {
        return Wanted::Whole;
    }
    let range = match (number(first), number(last)) {
        (Some(None), Some(Some(suffix))) => length.saturating_sub(suffix)..length,
        (Some(Some(first)), Some(None)) => first..length,
        (Some(Some(first)), Some(Some(last))) if first <= last => {
            first..length.min(last.saturating_add(1))
        }
        _ => return Wanted::Whole,
    };
    if range.is_empty() {
        Wanted::Unsatisfiable
    } else {
        Wanted::Part(range)
    }
}

/// `Some(None)` is nothing at all, `None` is something that is no number.
fn number(text: &str) -> Option<Option<u64>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    // A number beyond 64 bits is beyond every file as well.
    digits.then(|| Some(text.parse().unwrap_or(u64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_cut_out() {
        assert_eq!(parse("bytes=0-9", 100), Wanted::Part(0..10));
        assert_eq!(parse("bytes=90-", 100), Wanted::Part(90..100));
        assert_eq!(parse("bytes=-10", 100), Wanted::Part(90..100));
        assert_eq!(parse("bytes=-1000", 100), Wanted::Part(0..100));
        assert_eq!(parse("bytes=50-1000", 100), Wanted::Part(50..100));
        assert_eq!(parse("Bytes = 0-0", 100), Wanted::Part(0..1));
        let huge = "bytes=0-99999999999999999999999";
        assert_eq!(parse(huge, 100), Wanted::Part(0..100));
    }

    #[test]
    fn a_range_beyond_the_end_cannot_be_satisfied() {
        assert_eq!(parse("bytes=100-", 100), Wanted::Unsatisfiable);
        assert_eq!(parse("bytes=100-200", 100), Wanted::Unsatisfiable);
        assert_eq!(parse("bytes=-0", 100), Wanted::Unsatisfiable);
        assert_eq!(parse("bytes=0-", 0), Wanted::Unsatisfiable);
    }

    #[test]
    fn everything_else_means_the_whole_file() {
        for header in [
            "bytes=0-1,5-6",
            "lines=0-1",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=a-b",
            "bytes=9-0",
            "bytes=--1",
            "",
        ] {
            assert_eq!(parse(header, 100), Wanted::Whole, "{header}");
        }
    }
}
