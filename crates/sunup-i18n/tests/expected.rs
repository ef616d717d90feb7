//! The generated code is what was looked at and found good.
//!
//! `SUNUP_BLESS=1 cargo test -p sunup-i18n --test expected` writes it anew, for you to look at.

use std::fs;
use sunup_i18n::codegen::Messages;

const EXPECTED: &str = "tests/locales/t.rs";

#[test]
fn the_files_become_the_expected_rust() {
    let generated = Messages::of("tests/locales/en").generate();
    let generated = generated.unwrap_or_else(|error| panic!("{error}"));
    if std::env::var_os("SUNUP_BLESS").is_some() {
        fs::write(EXPECTED, &generated).expect("a writable folder of tests");
    }
    let expected = fs::read_to_string(EXPECTED).expect("the expected file");
    assert!(
        generated == expected,
        "{EXPECTED} is not what is generated; SUNUP_BLESS=1 writes it:\n{generated}"
    );
}
