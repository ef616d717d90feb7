//! The articles and authors below `content/`, brought into the database.
//!
//! ```text
//! scan      files on disk           front_matter  TOML between +++ lines
//! markdown  Markdown to safe HTML   import        files that changed, into the database
//! watch     imports again whenever something changes
//! ```

mod error;
mod front_matter;
mod import;
mod markdown;
mod scan;
mod watch;

pub use error::ContentError;
pub use import::{ImportReport, import};
pub use watch::{Watcher, watch};
