//! Members of a comma-separated field value (RFC 9110, section 5.6.1).

use memchr::memchr;

/// The members of one line without white space around them; empty ones are left out. A comma in a
/// quoted string separates nothing, unless the string is never closed.
pub(crate) fn members(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    parts(line, b',')
}

/// The same between other separators: `;` separates parameters.
pub(crate) fn parts(line: &[u8], separator: u8) -> impl Iterator<Item = &[u8]> {
    let mut rest = line;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let end = end_of_part(rest, separator);
            let member = rest[..end].trim_ascii();
            rest = rest.get(end + 1..).unwrap_or_default();
            if !member.is_empty() {
                return Some(member);
            }
        }
        None
    })
}

fn end_of_part(text: &[u8], separator: u8) -> usize {
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        match byte {
            byte if *byte == separator => return at,
            b'"' => at = end_of_string(text, at).unwrap_or(at) + 1,
            _ => at += 1,
        }
    }
    text.len()
}

/// Where the string ends that is opened at `start`.
fn end_of_string(text: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        at += memchr(b'"', text.get(at..)?)?;
        let escapes = text[start + 1..at].iter().rev();
        if escapes.take_while(|byte| **byte == b'\\').count() % 2 == 0 {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::members;

    fn split(line: &str) -> Vec<&str> {
        members(line.as_bytes())
            .map(|member| std::str::from_utf8(member).expect("what came in"))
            .collect()
    }

    #[test]
    fn commas_separate_outside_of_strings_only() {
        assert_eq!(
            split(" a ,b,, ,c=\"d, e\" , f"),
            ["a", "b", "c=\"d, e\"", "f"]
        );
        assert_eq!(split(r#"a="\", b", c"#), [r#"a="\", b""#, "c"]);
        assert_eq!(split(r#"a="\\", b"#), [r#"a="\\""#, "b"]);
        assert_eq!(split("a=\"b, c"), ["a=\"b", "c"]);
        assert!(split(" ,, ").is_empty());
    }
}
