//! The articles and authors below `content/`, brought into the database.
//!
//! ```text
//! scan      files on disk           front_matter  TOML between +++ lines
//! markdown  Markdown to safe HTML   import        files that changed, into the database
//! articles  one article             authors       one author
//! name      what may name an article, an author, a tag
//! edited    what differs of an article that was edited on the site
//! watch     imports again whenever something changes, or another folder takes the place
//! seed      as many articles as a measurement wants
//! counts    the numbers of articles by tag and by month, kept in step
//! ```

mod articles;
mod authors;
mod counts;
mod edited;
mod error;
mod front_matter;
mod import;
mod markdown;
mod name;
mod scan;
mod search_index;
mod seed;
mod statement;
mod watch;
mod watched_folder;

pub use error::ContentError;
pub use import::{ImportReport, import};
pub use markdown::Pictures;
pub use seed::seed;
pub use watch::{Watcher, watch};
