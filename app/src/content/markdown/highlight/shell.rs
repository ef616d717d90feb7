//! Commands of a shell, with or without a prompt before them.

use super::{
    kind::Kind,
    measure::{is_word, line, quoted, run, space, starts_word, through, word},
    scanner::Scanner,
};

const KEYWORDS: [&str; 18] = [
    "case", "do", "done", "elif", "else", "esac", "exit", "export", "fi", "for", "function", "if",
    "in", "local", "return", "then", "until", "while",
];

pub(super) fn scan(code: &mut Scanner<'_>) {
    // Whether the next word is a command and not an argument.
    let mut expects_command = true;
    while let Some(next) = code.peek() {
        let rest = code.rest();
        match next {
            '#' => code.mark(Kind::Comment, line(rest)),
            // The line goes on.
            '\\' => code.mark(Kind::Plain, 2),
            '\'' => {
                code.mark(Kind::String, through(rest, "'", "'"));
                expects_command = false;
            }
            '"' => {
                code.mark(Kind::String, quoted(rest, '"'));
                expects_command = false;
            }
            '$' if code.at_line_start() && rest[1..].starts_with(' ') => {
                code.mark(Kind::Comment, 1);
            }
            '$' => {
                let variable = variable(rest);
                code.mark(
                    if variable > 1 {
                        Kind::Meta
                    } else {
                        Kind::Plain
                    },
                    variable,
                );
                expects_command = rest[variable..].starts_with('(');
            }
            '<' if rest.starts_with("<<") => {
                here_document(code);
                expects_command = code.at_line_start();
            }
            // `2>&1` is no command in the background.
            '>' => code.mark(Kind::Plain, run(rest, |letter| matches!(letter, '>' | '&'))),
            '\n' | '|' | '&' | ';' | '(' => {
                code.plain();
                expects_command = true;
            }
            _ if next.is_whitespace() => code.plain(),
            _ => {
                let length = run(rest, |letter| {
                    !letter.is_whitespace() && !"\"'$\\|&;()<>`".contains(letter)
                });
                let kind = word_kind(&rest[..length], expects_command);
                code.mark(kind, length);
                // An assignment or a keyword stands before the command.
                expects_command = expects_command && matches!(kind, Kind::Keyword | Kind::Name);
            }
        }
    }
}

fn word_kind(text: &str, expects_command: bool) -> Kind {
    let name = word(text);
    let is_assignment = text.starts_with(starts_word) && text[name..].starts_with('=');
    let mut flag = text.trim_start_matches('-').chars();
    if text.starts_with('-') && flag.next().is_some_and(is_word) {
        Kind::Meta
    } else if is_assignment {
        Kind::Name
    } else if expects_command && KEYWORDS.contains(&text) {
        Kind::Keyword
    } else if expects_command
        && text.starts_with(|letter| is_word(letter) || "./~".contains(letter))
    {
        Kind::Function
    } else {
        Kind::Plain
    }
}

/// `$name`, `${name…}`, `$1`, `$?`; a lone sign is one character.
fn variable(text: &str) -> usize {
    let name = &text[1..];
    match name.chars().next() {
        Some('{') => 1 + through(name, "{", "}"),
        Some('?' | '#' | '@' | '*' | '$' | '!') => 2,
        _ => 1 + word(name),
    }
}

/// `<<EOF` and the lines up to the one that is `EOF`.
fn here_document(code: &mut Scanner<'_>) {
    let rest = code.rest();
    let sign = run(rest, |letter| matches!(letter, '<' | '-'));
    let name = rest[sign..].trim_start_matches(['\'', '"']);
    let name = &name[..word(name)];
    if name.is_empty() || sign > 3 {
        return code.mark(Kind::Plain, sign + space(&rest[sign..]));
    }
    let mut length = 0;
    for (number, text) in rest.split_inclusive('\n').enumerate() {
        length += text.len();
        if number > 0 && text.trim() == name {
            break;
        }
    }
    code.mark(Kind::String, length);
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn commands_flags_and_variables_are_told_apart() {
        assert_eq!(
            shown(
                "sh",
                "RUST_LOG=info cargo run --release -p app \"$HOME\" # x"
            ),
            "name[RUST_LOG=info] function[cargo] run meta[--release] meta[-p] app \
             string[\"$HOME\"] comment[# x]"
        );
    }

    #[test]
    fn each_part_of_a_pipe_has_a_command() {
        assert_eq!(
            shown("sh", "$ cat $f | grep -v x && ./run\nif true; then y; fi"),
            "comment[$] function[cat] meta[$f] | function[grep] meta[-v] x && function[./run]\n\
             keyword[if] function[true]; keyword[then] function[y]; keyword[fi]"
        );
    }

    #[test]
    fn a_line_that_goes_on_has_no_second_command() {
        assert_eq!(
            shown("sh", "curl \\\n  -s url"),
            "function[curl] \\\n  meta[-s] url"
        );
    }

    #[test]
    fn a_text_in_place_ends_with_its_word() {
        assert_eq!(
            shown("sh", "cat <<'EOF' > f\n$x\nEOF\nls"),
            "function[cat] string[<<'EOF' > f\n$x\nEOF\n]function[ls]"
        );
    }
}
