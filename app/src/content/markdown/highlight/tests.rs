//! What holds for every language, and how the tests of one language show what was found.

use super::{Language, pieces};
use proptest::prelude::*;

/// The code with its parts in brackets: `keyword[let] x`.
pub(super) fn shown(language: &str, code: &str) -> String {
    let language = Language::named(language).expect("a language");
    let mut shown = String::new();
    for piece in pieces(language, code) {
        match piece.kind.class() {
            None => shown.push_str(piece.text),
            Some(class) => {
                let kind = class.trim_start_matches("hl-");
                shown.push_str(&format!("{kind}[{}]", piece.text));
            }
        }
    }
    shown
}

#[test]
fn languages_are_known_by_every_name_authors_use() {
    for (info, name) in [
        ("rust", "rust"),
        ("rs,no_run", "rust"),
        ("TypeScript", "ts"),
        ("bash", "sh"),
        ("fluent", "ftl"),
        ("text", "text"),
    ] {
        assert_eq!(Language::named(info).map(|known| known.name), Some(name));
    }
    assert!(Language::named("cobol").is_none());
    assert!(Language::named("").is_none());
}

proptest! {
    #![proptest_config(super::super::tests::cases())]

    #[test]
    fn colouring_changes_no_letter(code in "[-a-z0-9 \\n\"'`#/*<>{}()\\[\\]=:;.,$@!?+&%~\\\\é🦀]{0,80}") {
        for language in Language::all() {
            let pieces = pieces(language, &code);
            let text: String = pieces.iter().map(|piece| piece.text).collect();
            prop_assert_eq!(&text, &code, "{}", language.name);
            prop_assert!(pieces.iter().all(|piece| !piece.text.is_empty()));
        }
    }

    #[test]
    fn no_text_is_too_strange(code in "\\PC{0,60}") {
        for language in Language::all() {
            let text: String = pieces(language, &code).iter().map(|piece| piece.text).collect();
            prop_assert_eq!(&text, &code, "{}", language.name);
        }
    }
}
