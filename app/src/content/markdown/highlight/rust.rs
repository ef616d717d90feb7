//! Rust, and what macros such as `view!` make of it.

use super::{
    kind::Kind,
    measure::{line, number, quoted, starts_word, through, word},
    scanner::Scanner,
};

const KEYWORDS: [&str; 36] = [
    "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern",
    "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "type", "unsafe", "use", "where",
    "while", "yield",
];

const PRIMITIVES: [&str; 18] = [
    "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str", "u128", "u16",
    "u32", "u64", "u8", "usize", "Self",
];

pub(super) fn scan(code: &mut Scanner<'_>) {
    let mut after_fn = false;
    while let Some(next) = code.peek() {
        let rest = code.rest();
        if rest.starts_with("//") {
            code.mark(Kind::Comment, line(rest));
        } else if rest.starts_with("/*") {
            code.mark(Kind::Comment, comment(rest));
        } else if rest.starts_with("#[") || rest.starts_with("#![") {
            code.mark(Kind::Meta, attribute(rest));
        } else if let Some(length) = string(rest) {
            code.mark(Kind::String, length);
        } else if next == '\'' {
            match letter(rest) {
                Some(length) => code.mark(Kind::String, length),
                None => code.mark(Kind::Meta, 1 + word(&rest[1..])),
            }
        } else if next.is_ascii_digit() {
            code.mark(Kind::Constant, number(rest));
        } else if starts_word(next) {
            let length = word(rest);
            let name = &rest[..length];
            let kind = name_kind(name, &rest[length..], after_fn);
            let macro_mark = usize::from(kind == Kind::Function && rest[length..].starts_with('!'));
            after_fn = name == "fn";
            code.mark(kind, length + macro_mark);
        } else {
            code.plain();
        }
    }
}

fn name_kind(name: &str, after: &str, after_fn: bool) -> Kind {
    let is_macro = after.starts_with('!') && !after.starts_with("!=");
    let is_upper = name.starts_with(char::is_uppercase);
    if after_fn {
        Kind::Function
    } else if matches!(name, "true" | "false") {
        Kind::Constant
    } else if name == "macro_rules" {
        Kind::Keyword
    } else if is_macro {
        Kind::Function
    } else if KEYWORDS.contains(&name) {
        Kind::Keyword
    } else if PRIMITIVES.contains(&name) {
        Kind::Type
    } else if is_upper && name.len() > 1 && !name.contains(char::is_lowercase) {
        Kind::Constant
    } else if is_upper {
        Kind::Type
    } else if after.starts_with('(') || after.starts_with("::<") {
        Kind::Function
    } else {
        Kind::Plain
    }
}

/// Comments nest.
fn comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// `#[…]` with the brackets and strings in it.
fn attribute(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        at += match next {
            '"' => quoted(&text[at..], '"'),
            _ => next.len_utf8(),
        };
        match next {
            '[' => depth += 1,
            ']' if depth == 1 => return at,
            ']' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// `"…"`, `b"…"`, `c"…"`, `r#"…"#` and what they combine to.
fn string(text: &str) -> Option<usize> {
    let prefix = text.len() - text.trim_start_matches(['b', 'c']).len();
    if prefix > 1 {
        return None;
    }
    let rest = &text[prefix..];
    if rest.starts_with('"') {
        return Some(prefix + quoted(rest, '"'));
    }
    if prefix == 1 && text.starts_with("b'") {
        return letter(rest).map(|length| prefix + length);
    }
    let raw = rest.strip_prefix('r')?;
    let hashes = raw.len() - raw.trim_start_matches('#').len();
    if !raw[hashes..].starts_with('"') {
        return None;
    }
    let close = format!("\"{}", &raw[..hashes]);
    let open = prefix + 1 + hashes + 1;
    Some(through(text, &text[..open], &close))
}

/// `'x'` or `'\n'`; a lifetime is none.
fn letter(text: &str) -> Option<usize> {
    let mut letters = text.char_indices().skip(1);
    let (_, first) = letters.next()?;
    if first == '\\' {
        return Some(quoted(&text[..line(text)], '\''));
    }
    let (at, second) = letters.next()?;
    (second == '\'').then_some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn keywords_names_and_values_are_told_apart() {
        assert_eq!(
            shown("rust", "pub fn load<T>(x: u8) -> Page { MAX + 0x1f_u8 }"),
            "keyword[pub] keyword[fn] function[load]<type[T]>(x: type[u8]) -> type[Page] { \
             constant[MAX] + constant[0x1f_u8] }"
        );
    }

    #[test]
    fn a_lifetime_is_no_letter() {
        assert_eq!(
            shown("rust", "&'a str = 'a' + '\\n' + b'x'"),
            "&meta['a] type[str] = string['a'] + string['\\n'] + string[b'x']"
        );
    }

    #[test]
    fn strings_end_where_they_end() {
        assert_eq!(
            shown("rust", r####"a("\"", r#"raw "x""#, br"b")"####),
            r####"function[a](string["\""], string[r#"raw "x""#], string[br"b"])"####
        );
    }

    #[test]
    fn comments_nest_and_attributes_hold_strings() {
        assert_eq!(
            shown("rust", "/* a /* b */ c */ #[doc = \"]\"] x // y\nz"),
            "comment[/* a /* b */ c */] meta[#[doc = \"]\"]] x comment[// y]\nz"
        );
    }

    #[test]
    fn calls_and_macros_are_functions() {
        assert_eq!(
            shown("rust", "view! { a.parse::<T>() != self.b() }"),
            "function[view!] { a.function[parse]::<type[T]>() != keyword[self].function[b]() }"
        );
    }
}
