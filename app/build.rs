//! Turns `locales/` into the typed messages of `src/t.rs`.

use sunup_i18n::codegen::Messages;

fn main() {
    Messages::of("../locales/en")
        .runtime("::sunup::i18n")
        .build();
}
