//! [`DiskError`]: why the tier does not work.

use std::{io, path::PathBuf};

/// Why the tier on disk does not work. Pages come from memory and from renders meanwhile.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DiskError {
    /// Another process has it open, as the one before does until it is told to give it up.
    #[error("another process has {} open", .0.display())]
    InUse(PathBuf),
    /// The folder or a file of it is not where it was.
    #[error("{} is gone", .0.display())]
    Vanished(PathBuf),
    /// A file that is no store of this version.
    #[error("{} was written by another program or version", .0.display())]
    Foreign(PathBuf),
    /// The store itself is damaged.
    #[error("{} is damaged: {why}", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        why: String,
    },
    /// Reading or writing failed: the disk is full, or may not be written to.
    #[error("{0}")]
    Io(#[from] io::Error),
}

impl DiskError {
    /// Whether the disk is full, or the user's part of it.
    pub(super) fn is_of_room(&self) -> bool {
        use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
        let Self::Io(error) = self else {
            return false;
        };
        matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge)
    }

    /// Whether the file has to make room for a new one.
    pub(super) const fn is_of_the_file(&self) -> bool {
        matches!(self, Self::Foreign(_) | Self::Damaged { .. })
    }
}
