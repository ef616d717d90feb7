//! JSON, with the comments that some files allow.

use super::{
    kind::Kind,
    measure::{line, number, quoted_in_line, space, starts_word, through, word},
    scanner::Scanner,
};

pub(super) fn scan(code: &mut Scanner<'_>) {
    while let Some(next) = code.peek() {
        let rest = code.rest();
        if rest.starts_with("//") {
            code.mark(Kind::Comment, line(rest));
        } else if rest.starts_with("/*") {
            code.mark(Kind::Comment, through(rest, "/*", "*/"));
        } else if next == '"' {
            let length = quoted_in_line(rest, '"');
            let after = &rest[length..];
            let is_key = after[space(after)..].starts_with(':');
            code.mark(if is_key { Kind::Name } else { Kind::String }, length);
        } else if next.is_ascii_digit() {
            code.mark(Kind::Constant, number(rest));
        } else if starts_word(next) {
            let length = word(rest);
            let is_value = matches!(&rest[..length], "true" | "false" | "null");
            let kind = if is_value {
                Kind::Constant
            } else {
                Kind::Plain
            };
            code.mark(kind, length);
        } else {
            code.plain();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn keys_and_values_are_told_apart() {
        assert_eq!(
            shown("json", "{\"a\" : \"b\", \"c\": [-1.5, null]} // x"),
            "{name[\"a\"] : string[\"b\"], name[\"c\"]: [-constant[1.5], constant[null]]} \
             comment[// x]"
        );
    }
}
