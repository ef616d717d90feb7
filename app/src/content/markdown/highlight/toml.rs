//! TOML.

use super::{
    kind::Kind,
    measure::{is_word, line, number, quoted_in_line, run, space, starts_word, through},
    scanner::Scanner,
};

pub(super) fn scan(code: &mut Scanner<'_>) {
    // Only white space since the line began: a bracket opens a table and not a list.
    let mut at_start = true;
    while let Some(next) = code.peek() {
        let rest = code.rest();
        if next == '#' {
            code.mark(Kind::Comment, line(rest));
        } else if next == '[' && at_start {
            let end = rest[..line(rest)].find(['#']).unwrap_or(line(rest));
            code.mark(Kind::Type, rest[..end].trim_end().len());
        } else if rest.starts_with("\"\"\"") || rest.starts_with("'''") {
            let quotes = &rest[..3];
            code.mark(Kind::String, through(rest, quotes, quotes));
        } else if next == '"' || next == '\'' {
            let length = match next {
                '"' => quoted_in_line(rest, '"'),
                _ => through(&rest[..line(rest)], "'", "'"),
            };
            code.mark(value_or_key(rest, length, Kind::String), length);
        } else if next.is_ascii_digit() {
            let length = run(rest, |letter| {
                is_word(letter) || matches!(letter, '-' | ':' | '.')
            });
            let kind = value_or_key(rest, length, Kind::Constant);
            code.mark(kind, length.max(number(rest)));
        } else if starts_word(next) {
            let length = run(rest, |letter| {
                is_word(letter) || matches!(letter, '-' | '.')
            });
            let is_value = matches!(&rest[..length], "true" | "false" | "inf" | "nan");
            let kind = if is_value {
                Kind::Constant
            } else {
                Kind::Plain
            };
            code.mark(value_or_key(rest, length, kind), length);
        } else {
            code.plain();
        }
        at_start = next == '\n' || at_start && next.is_whitespace();
    }
}

/// A key is followed by an equals sign, or by a dot and the rest of the key.
fn value_or_key(rest: &str, length: usize, value: Kind) -> Kind {
    let after = &rest[length..];
    if after[space(after)..].starts_with(['=', '.']) {
        Kind::Name
    } else {
        value
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn tables_keys_and_values_are_told_apart() {
        assert_eq!(
            shown(
                "toml",
                "[a.b] # x\nlto = \"fat\"\n  deep-key.x = [1_000, true]\n"
            ),
            "type[[a.b]] comment[# x]\nname[lto] = string[\"fat\"]\n  \
             name[deep-key.x] = [constant[1_000], constant[true]]\n"
        );
    }

    #[test]
    fn dates_inline_tables_and_long_strings_are_known() {
        assert_eq!(
            shown(
                "toml",
                "d = 2026-11-21T07:00:00Z\nt = { \"k\" = 'v' }\ns = '''\n# no\n'''"
            ),
            "name[d] = constant[2026-11-21T07:00:00Z]\nname[t] = { name[\"k\"] = string['v'] }\n\
             name[s] = string['''\n# no\n''']"
        );
    }
}
