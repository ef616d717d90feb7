//! CSS, nested or not.

use super::{
    kind::Kind,
    measure::{is_word, number, quoted_in_line, run, starts_word, through},
    scanner::Scanner,
};

pub(super) fn scan(code: &mut Scanner<'_>) {
    // What the statement is, said at its start: a declaration ends before any brace opens.
    let mut in_selector = is_selector(code.rest());
    // Behind the colon of a declaration.
    let mut in_value = false;
    while let Some(next) = code.peek() {
        let rest = code.rest();
        if rest.starts_with("/*") {
            code.mark(Kind::Comment, through(rest, "/*", "*/"));
        } else if next == '"' || next == '\'' {
            code.mark(Kind::String, quoted_in_line(rest, next));
        } else if matches!(next, '{' | '}' | ';') {
            code.plain();
            in_selector = is_selector(code.rest());
            in_value = false;
        } else if next == ':' && !in_selector {
            code.plain();
            in_value = true;
        } else if next == '@' {
            code.mark(Kind::Keyword, 1 + name(&rest[1..]));
            // Conditions and names follow, and then a block or nothing.
            (in_selector, in_value) = (false, true);
        } else if rest.starts_with("--") {
            code.mark(Kind::Meta, name(rest));
        } else if let Some(word) = rest.strip_prefix('!') {
            code.mark(Kind::Keyword, 1 + name(word));
        } else if next == '#' && !in_selector {
            code.mark(Kind::Constant, 1 + name(&rest[1..]));
        } else if next.is_ascii_digit() {
            let length = number(rest);
            let percent = usize::from(rest[length..].starts_with('%'));
            code.mark(Kind::Constant, length + percent);
        } else if in_selector && matches!(next, '.' | '#' | ':') {
            let sign = run(rest, |letter| letter == next).min(2);
            code.mark(Kind::Type, sign + name(&rest[sign..]));
        } else if starts_word(next) || next == '-' {
            let length = name(rest);
            let is_called = rest[length..].starts_with('(');
            let kind = match (in_selector, in_value) {
                _ if length == 1 && next == '-' => Kind::Plain,
                (true, _) => Kind::Type,
                (false, true) if is_called => Kind::Function,
                (false, true) => Kind::Plain,
                (false, false) => Kind::Name,
            };
            code.mark(kind, length);
        } else {
            code.plain();
        }
    }
}

/// Names have hyphens.
fn name(text: &str) -> usize {
    run(text, |letter| is_word(letter) || letter == '-')
}

/// Whether the next of the three signs that end a statement opens a block. An at-rule is neither.
fn is_selector(rest: &str) -> bool {
    let end = rest.find(['{', '}', ';']);
    end.is_some_and(|end| rest[end..].starts_with('{'))
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn selectors_and_declarations_are_told_apart() {
        assert_eq!(
            shown(
                "css",
                "a.b:hover > #c { color: var(--x, #fff); margin: 1.5rem 50% }"
            ),
            "type[a.b:hover] > type[#c] { name[color]: function[var](meta[--x], constant[#fff]); \
             name[margin]: constant[1.5rem] constant[50%] }"
        );
    }

    #[test]
    fn nested_rules_and_conditions_are_known() {
        assert_eq!(
            shown(
                "css",
                "p { @media (width >= 4rem) { --y: 1 !important; &:first-child { top: 0 } } }"
            ),
            "type[p] { keyword[@media] (width >= constant[4rem]) { meta[--y]: constant[1] \
             keyword[!important]; &type[:first-child] { name[top]: constant[0] } }}"
                .replace(" }}", " } }")
        );
    }
}
