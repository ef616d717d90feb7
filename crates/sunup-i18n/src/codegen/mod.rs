//! Reads the Fluent files of one language and writes a Rust function for each message.
//!
//! ```no_run
//! // app/build.rs
//! sunup_i18n::codegen::Messages::of("../locales/en")
//!     .runtime("::sunup::i18n")
//!     .build();
//! ```
//!
//! A folder becomes a module, a file `nav.ftl` the module `nav` in it, a message `go-home` the
//! function `nav::go_home()`, and its attribute `.aria-label` the function
//! `nav::go_home_aria_label()`. The pieces of this module stand in the order of the work:
//! `source` parses a file, `catalog` knows what the folder defines, `resolve` follows references,
//! `arguments` gives each argument its type and place, and `rust` writes the functions.

mod arguments;
mod catalog;
mod error;
mod fault;
mod function;
mod identifier;
mod messages;
mod part;
mod resolve;
mod rust;
mod source;

pub use error::CodegenError;
pub use fault::Fault;
pub use messages::Messages;
