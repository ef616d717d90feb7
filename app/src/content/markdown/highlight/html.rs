//! HTML and what looks like it, with the styles and scripts inside.

use super::{
    css,
    kind::Kind,
    measure::{run, space, through},
    scanner::Scanner,
    script,
};

pub(super) fn scan(code: &mut Scanner<'_>) {
    while let Some(next) = code.peek() {
        let rest = code.rest();
        if rest.starts_with("<!--") {
            code.mark(Kind::Comment, through(rest, "<!--", "-->"));
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            code.mark(Kind::Meta, through(rest, "<", ">"));
        } else if next == '<' {
            tag(code);
        } else if next == '&' {
            let length = 1 + run(&rest[1..], |letter| {
                letter.is_alphanumeric() || letter == '#'
            });
            let is_reference = rest[length..].starts_with(';');
            let kind = if is_reference {
                Kind::Constant
            } else {
                Kind::Plain
            };
            code.mark(kind, length + usize::from(is_reference));
        } else {
            code.mark(
                Kind::Plain,
                run(rest, |letter| !matches!(letter, '<' | '&')),
            );
        }
    }
}

fn tag(code: &mut Scanner<'_>) {
    let rest = code.rest();
    let slash = usize::from(rest[1..].starts_with('/'));
    let name = &rest[1 + slash..][..run(&rest[1 + slash..], is_name)];
    if name.is_empty() {
        code.plain();
        return;
    }
    code.mark(Kind::Plain, 1 + slash);
    code.mark(Kind::Keyword, name.len());
    attributes(code);
    if slash > 0 {
        return;
    }
    let inside = code.rest();
    match name {
        "style" => code.embed(until_end(inside, "</style"), css::scan),
        "script" => code.embed(until_end(inside, "</script"), script::scan),
        _ => {}
    }
}

/// Up to and with the `>` of a tag.
fn attributes(code: &mut Scanner<'_>) {
    while let Some(next) = code.peek() {
        let rest = code.rest();
        match next {
            '>' => return code.plain(),
            // A tag that is never closed ends where the next begins.
            '<' => return,
            '"' | '\'' => code.mark(Kind::String, through(rest, "'", &next.to_string())),
            '=' => {
                code.plain();
                let rest = code.rest();
                let bare = run(rest, |letter| {
                    !letter.is_whitespace() && !"\"'<>=".contains(letter)
                });
                if bare > 0 {
                    code.mark(Kind::String, bare);
                }
            }
            _ if is_name(next) => code.mark(Kind::Name, run(rest, is_name)),
            _ => code.mark(Kind::Plain, space(rest)),
        }
    }
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '-' | '_' | ':' | '.' | '@')
}

fn until_end(text: &str, end: &str) -> usize {
    text.find(end).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn tags_attributes_and_text_are_told_apart() {
        assert_eq!(
            shown(
                "html",
                "<!doctype html><a href=\"/x\" data-y=z hidden>A &amp; b</a><!-- c -->"
            ),
            "meta[<!doctype html>]<keyword[a] name[href]=string[\"/x\"] name[data-y]=string[z] \
             name[hidden]>A constant[&amp;] b</keyword[a]>comment[<!-- c -->]"
        );
    }

    #[test]
    fn styles_and_scripts_are_coloured_as_what_they_are() {
        assert_eq!(
            shown("html", "<style>p { top: 0 }</style><script>let x</script>"),
            "<keyword[style]>type[p] { name[top]: constant[0] }</keyword[style]>\
             <keyword[script]>keyword[let] x</keyword[script]>"
        );
    }

    #[test]
    fn a_sign_that_begins_no_tag_is_text() {
        assert_eq!(shown("html", "1 < 2 && <"), "1 < 2 && <");
    }
}
