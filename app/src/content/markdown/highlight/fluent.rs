//! Fluent, the language of translations.

use super::{
    kind::Kind,
    measure::{is_word, line, number, quoted_in_line, run, space, starts_word},
    scanner::Scanner,
};

pub(super) fn scan(code: &mut Scanner<'_>) {
    // What is open within a message: an expression, or the text of one of its variants.
    let mut open: Vec<Part> = Vec::new();
    while let Some(next) = code.peek() {
        let rest = code.rest();
        let at_start = code.at_line_start();
        let is_text = open.last().is_none_or(|part| *part == Part::Text);
        if at_start && next == '#' {
            code.mark(Kind::Comment, line(rest));
        } else if at_start && (starts_word(next) || next == '-') {
            // A message or a term begins a line, and whatever was open before is over.
            open.clear();
            mark_name(code, rest, 0);
        } else if open.is_empty() && next == '.' && is_attribute(rest) {
            mark_name(code, rest, 1);
        } else if next == '{' {
            open.push(Part::Expression);
            code.mark(Kind::Keyword, 1);
        } else if next == '}' {
            open.pop();
            code.mark(Kind::Keyword, 1);
        } else if is_text {
            code.mark(Kind::Plain, text(rest));
            if let Some(part) = open.last_mut()
                && next == '\n'
                && begins_variant(code.rest())
            {
                *part = Part::Expression;
            }
        } else if let Some(length) = variant(rest) {
            code.mark(Kind::Type, length);
            open.pop();
            open.push(Part::Text);
        } else {
            expression(code, rest, next);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Expression,
    Text,
}

/// Text up to the next sign that could be something else.
fn text(rest: &str) -> usize {
    if rest.starts_with('\n') {
        return 1;
    }
    let mut letters = rest.char_indices().skip(1);
    let sign = letters.find(|(_, letter)| matches!(letter, '{' | '}' | '\n' | '.'));
    sign.map_or(rest.len(), |(at, _)| at)
}

/// `[one]`, `*[other]`.
fn variant(rest: &str) -> Option<usize> {
    let is_variant = rest.starts_with('[') || rest.starts_with("*[");
    is_variant.then(|| rest[..line(rest)].find(']').map_or(1, |at| at + 1))
}

/// Whether a line continues the choice instead of the text of the variant before it.
fn begins_variant(rest: &str) -> bool {
    let line = rest[..line(rest)].trim_start();
    line.starts_with(['[', '}']) || line.starts_with("*[")
}

fn mark_name(code: &mut Scanner<'_>, rest: &str, sign: usize) {
    let length = sign + run(&rest[sign..], is_name);
    let after = &rest[length..];
    let is_defined = after[space(after)..].starts_with('=');
    code.mark(if is_defined { Kind::Name } else { Kind::Plain }, length);
}

/// `.title =` below a message.
fn is_attribute(rest: &str) -> bool {
    let length = 1 + run(&rest[1..], is_name);
    length > 1 && rest[length..].trim_start_matches(' ').starts_with('=')
}

fn expression(code: &mut Scanner<'_>, rest: &str, next: char) {
    if next == '"' {
        code.mark(Kind::String, quoted_in_line(rest, '"'));
    } else if next == '$' {
        code.mark(Kind::Meta, 1 + run(&rest[1..], is_name));
    } else if rest.starts_with("->") {
        code.mark(Kind::Keyword, 2);
    } else if next.is_ascii_digit() {
        code.mark(Kind::Constant, number(rest));
    } else if starts_word(next) || next == '-' {
        let length = run(rest, is_name);
        let is_function = !rest[..length].contains(|letter: char| letter.is_lowercase());
        let kind = if is_function {
            Kind::Function
        } else {
            Kind::Name
        };
        code.mark(kind, length);
    } else {
        code.plain();
    }
}

fn is_name(letter: char) -> bool {
    is_word(letter) || letter == '-'
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn messages_terms_and_attributes_have_names() {
        assert_eq!(
            shown(
                "ftl",
                "# x\nhello = Hello, { $name }.\n    .title = End.\n-brand = Sunup\n"
            ),
            "comment[# x]\nname[hello] = Hello, keyword[{] meta[$name] keyword[}].\n    \
             name[.title] = End.\nname[-brand] = Sunup\n"
        );
    }

    #[test]
    fn a_choice_has_variants() {
        assert_eq!(
            shown(
                "ftl",
                "n = { NUMBER($n) ->\n    [one] One day\n   *[other] { $n } days\n}\n"
            ),
            "name[n] = keyword[{] function[NUMBER](meta[$n]) keyword[->]\n    type[[one]] One day\n   \
             type[*[other]] keyword[{] meta[$n] keyword[}] days\nkeyword[}]\n"
        );
    }
}
