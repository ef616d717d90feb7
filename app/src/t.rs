//! What the site says: typed messages, generated from `locales/` by `build.rs`.
//!
//! `locales/en/nav.ftl` is the module `t::nav`, and its message `go-home` the function
//! `t::nav::go_home()`; `crates/sunup-i18n/README.md` has the rules. A page never writes text
//! itself.

// The browser does not show what only the server says; the host's build tells of messages that
// nobody uses.
#![cfg_attr(target_family = "wasm", allow(dead_code))]

include!(concat!(env!("OUT_DIR"), "/t.rs"));
