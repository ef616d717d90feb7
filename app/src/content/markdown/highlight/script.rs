//! JavaScript and TypeScript.

use super::{
    kind::Kind,
    measure::{line, number, quoted_in_line, run, through},
    scanner::Scanner,
};

const KEYWORDS: [&str; 52] = [
    "abstract",
    "as",
    "async",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "declare",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "export",
    "extends",
    "finally",
    "for",
    "from",
    "function",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "interface",
    "is",
    "keyof",
    "let",
    "new",
    "of",
    "private",
    "protected",
    "public",
    "readonly",
    "return",
    "satisfies",
    "static",
    "super",
    "switch",
    "this",
    "throw",
    "try",
    "type",
    "typeof",
    "var",
    "void",
    "while",
    "yield",
];

const CONSTANTS: [&str; 6] = ["true", "false", "null", "undefined", "NaN", "Infinity"];

const TYPES: [&str; 8] = [
    "any", "bigint", "boolean", "never", "number", "string", "symbol", "unknown",
];

pub(super) fn scan(code: &mut Scanner<'_>) {
    // Whether a slash begins an expression, which a division cannot.
    let mut expects_value = true;
    // Open braces within each template that is open.
    let mut templates: Vec<usize> = Vec::new();
    while let Some(next) = code.peek() {
        let rest = code.rest();
        if next.is_whitespace() {
            code.plain();
            continue;
        }
        if rest.starts_with("//") {
            code.mark(Kind::Comment, line(rest));
            continue;
        }
        if rest.starts_with("/*") {
            code.mark(Kind::Comment, through(rest, "/*", "*/"));
            continue;
        }
        let mut ends_value = true;
        match next {
            '"' | '\'' => code.mark(Kind::String, quoted_in_line(rest, next)),
            '`' => template(code, 1, &mut templates),
            '}' if templates.last() == Some(&0) => {
                templates.pop();
                template(code, 1, &mut templates);
            }
            '{' | '}' => {
                if let Some(open) = templates.last_mut() {
                    *open = if next == '{' { *open + 1 } else { *open - 1 };
                }
                code.plain();
                ends_value = next == '}';
            }
            '/' if expects_value => code.mark(Kind::String, pattern(rest)),
            '@' => code.mark(Kind::Meta, 1 + run(&rest[1..], is_name)),
            _ if next.is_ascii_digit() => code.mark(Kind::Constant, number(rest)),
            _ if is_name(next) => {
                let length = run(rest, is_name);
                let kind = name_kind(&rest[..length], &rest[length..]);
                code.mark(kind, length);
                ends_value = kind != Kind::Keyword || rest.starts_with("this");
            }
            _ => {
                code.plain();
                ends_value = matches!(next, ')' | ']');
            }
        }
        expects_value = !ends_value;
    }
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '$' | '#')
}

fn name_kind(name: &str, after: &str) -> Kind {
    let is_upper = name.starts_with(char::is_uppercase);
    let is_called = after.starts_with('(');
    let is_key = after.starts_with(':') || after.starts_with("?:");
    if CONSTANTS.contains(&name) {
        Kind::Constant
    } else if KEYWORDS.contains(&name) && !is_key {
        Kind::Keyword
    } else if is_upper && name.len() > 1 && !name.contains(char::is_lowercase) && !is_called {
        Kind::Constant
    } else if is_upper {
        Kind::Type
    } else if is_called {
        Kind::Function
    } else if TYPES.contains(&name) && !is_key {
        Kind::Type
    } else {
        Kind::Plain
    }
}

/// The text of a template, from behind its opening sign up to its end or to an expression in it.
fn template(code: &mut Scanner<'_>, open: usize, templates: &mut Vec<usize>) {
    let rest = code.rest();
    let mut letters = rest.char_indices().skip(open).peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '`' => return code.mark(Kind::String, at + 1),
            '\\' => drop(letters.next()),
            '$' if letters.peek().is_some_and(|(_, next)| *next == '{') => {
                templates.push(0);
                return code.mark(Kind::String, at + 2);
            }
            _ => {}
        }
    }
    code.mark(Kind::String, rest.len());
}

/// A regular expression with its flags; a slash that is never closed is one sign.
fn pattern(text: &str) -> usize {
    let mut in_class = false;
    let mut letters = text[..line(text)].char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => drop(letters.next()),
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class => return at + 1 + run(&text[at + 1..], char::is_alphabetic),
            _ => {}
        }
    }
    1
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn keywords_names_and_values_are_told_apart() {
        assert_eq!(
            shown(
                "js",
                "const url = new URL(import.meta.url, MAX); load(url, 1.5) // x"
            ),
            "keyword[const] url = keyword[new] type[URL](keyword[import].meta.url, \
             constant[MAX]); function[load](url, constant[1.5]) comment[// x]"
        );
    }

    #[test]
    fn templates_hold_expressions_that_hold_templates() {
        assert_eq!(
            shown("js", "`a ${ {b: `c${d}`} } e` + f"),
            "string[`a ${] {b: string[`c${]dstring[}`]} string[} e`] + f"
        );
    }

    #[test]
    fn a_pattern_is_told_from_a_division() {
        assert_eq!(
            shown("js", "a / b / c; x = /[/]\\/ /g.test(s)"),
            "a / b / c; x = string[/[/]\\/ /g].function[test](s)"
        );
    }

    #[test]
    fn types_are_known() {
        assert_eq!(
            shown(
                "ts",
                "interface A { type?: string; readonly b: Map<C, number> }"
            ),
            "keyword[interface] type[A] { type?: type[string]; keyword[readonly] b: \
             type[Map]<type[C], type[number]> }"
        );
    }
}
