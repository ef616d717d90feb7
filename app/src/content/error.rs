//! [`ContentError`]: what is wrong with the content, with file and line.

use std::path::PathBuf;

/// What is wrong with the content.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ContentError {
    /// The folder cannot be read.
    #[error("the content folder {} cannot be read: {cause}", path.display())]
    Folder {
        /// The folder as configured.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// One file is wrong; the others go on.
    #[error("{}:{line}: {reason}", path.display())]
    File {
        /// The file, below the content folder's parent.
        path: PathBuf,
        /// First line of what is wrong; 1 is the first.
        line: usize,
        /// What is wrong and what would be right.
        reason: String,
    },
    /// Seeding needs somebody who writes.
    #[error("there is no author yet: import the content first (server db import)")]
    NoAuthor,
    /// The database refused.
    #[error("the content could not be stored: {0}")]
    Store(#[from] sea_orm::DbErr),
    /// The folder cannot be watched.
    #[error("the content folder cannot be watched for changes: {0}")]
    Watch(#[from] notify_debouncer_full::notify::Error),
}
