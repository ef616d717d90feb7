//! Settings: defaults, overridden by `sunup.toml`, overridden by the environment.
//!
//! A setting is known because somebody reads it: there is no list to keep in step. After the last
//! read, [`Reader::finish`] refuses every key of the file that nobody asked for.
//!
//! ```
//! use sunup_server::config::{Environment, Reader};
//! use std::time::Duration;
//!
//! let environment = [("SUNUP_RENDER_DEADLINE".to_owned(), "250ms".to_owned())];
//! let mut reader = Reader::open(None, environment)?;
//! let deadline = reader.value("render.deadline", "SUNUP_RENDER_DEADLINE", Duration::from_secs(5))?;
//! assert_eq!(deadline, Duration::from_millis(250));
//! let warnings = reader.finish()?;
//! assert!(warnings.is_empty());
//! # Ok::<(), sunup_server::config::ConfigError>(())
//! ```

mod environment;
mod error;
mod file;
mod nearest;
mod origin;
mod reader;
mod secret;
mod setting;
mod units;

pub use environment::{Environment, variables};
pub use error::{ConfigError, Warning};
pub(crate) use nearest::nearest;
pub use origin::Origin;
pub use reader::{Entry, Reader, Row, RowValue, Source, default_file};
pub use secret::Secret;
pub use setting::Setting;
pub use units::ByteSize;
