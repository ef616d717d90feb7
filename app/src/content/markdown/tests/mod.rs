//! What holds for every text, whatever its author had in mind.

mod evasion;
mod properties;
mod rules;

use super::{Pictures, render::Rendered};
use proptest::test_runner::Config;

pub(super) fn rendered(markdown: &str) -> Rendered {
    super::render(markdown, &Pictures::default())
}

pub(super) fn html(markdown: &str) -> String {
    rendered(markdown).html
}

/// How long properties are tried; `SUNUP_TEST_FULL=1` runs the long form.
pub(super) fn cases() -> Config {
    let is_long = std::env::var_os("SUNUP_TEST_FULL").is_some();
    Config {
        cases: if is_long { 5_000 } else { 200 },
        // A failing text is printed; it belongs into a test with a name.
        failure_persistence: None,
        ..Config::default()
    }
}
