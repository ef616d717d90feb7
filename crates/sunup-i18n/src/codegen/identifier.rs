//! Names of Fluent as names of Rust.

/// The words of Rust that cannot be a name as they are. `r#` makes one of most.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// The words that not even `r#` makes a name of.
const NEVER: &[&str] = &["_", "crate", "self", "super"];

/// `go-home` and `goHome` as `go_home`. `None` when Rust cannot have the name.
pub(super) fn rust_name(fluent: &str) -> Option<String> {
    let mut name = String::new();
    for letter in fluent.chars() {
        match letter {
            '-' => name.push('_'),
            'A'..='Z' => {
                if !name.is_empty() && !name.ends_with('_') {
                    name.push('_');
                }
                name.push(letter.to_ascii_lowercase());
            }
            'a'..='z' | '0'..='9' | '_' => name.push(letter),
            _ => return None,
        }
    }
    let starts_well = name.starts_with(|first: char| first.is_ascii_lowercase());
    if !starts_well || NEVER.contains(&name.as_str()) {
        return None;
    }
    if KEYWORDS.contains(&name.as_str()) {
        name.insert_str(0, "r#");
    }
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::rust_name;

    #[test]
    fn names_are_written_as_rust_writes_them() {
        let expected = [
            ("home", Some("home")),
            ("go-home", Some("go_home")),
            ("userName", Some("user_name")),
            ("URL", Some("u_r_l")),
            ("type", Some("r#type")),
            ("crate", None),
            ("2fa", None),
            ("größe", None),
            ("", None),
        ];
        for (fluent, rust) in expected {
            assert_eq!(rust_name(fluent).as_deref(), rust, "{fluent}");
        }
    }
}
