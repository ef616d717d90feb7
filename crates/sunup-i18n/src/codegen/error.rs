//! [`CodegenError`]: why no messages were generated.

use super::Fault;
use std::path::PathBuf;

/// Why no messages were generated.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CodegenError {
    /// The folder is not named by a language that [`Locale`](crate::Locale) has.
    #[error(
        "{0} is not named by a known language; languages are listed in crates/sunup-i18n/src/locale.rs"
    )]
    UnknownLocale(PathBuf),
    /// The folder has no Fluent files.
    #[error("there is no .ftl file in {0}")]
    Empty(PathBuf),
    /// A folder below a language's.
    #[error("{0} is a folder: the files of a language stand in its folder itself")]
    Folder(PathBuf),
    /// The folder or one of its files cannot be read.
    #[error("{path} cannot be read: {error}")]
    Read {
        /// What was read.
        path: PathBuf,
        /// Why it could not be.
        error: std::io::Error,
    },
    /// The messages cannot be written.
    #[error("{path} cannot be written: {error}")]
    Write {
        /// What was written.
        path: PathBuf,
        /// Why it could not be.
        error: std::io::Error,
    },
    /// There are mistakes in the files: all of them, in the order of files and lines.
    #[error("{}", one_a_line(.0))]
    Faults(Vec<Fault>),
}

fn one_a_line(faults: &[Fault]) -> String {
    let lines: Vec<String> = faults.iter().map(Fault::to_string).collect();
    lines.join("\n")
}
