//! [`Claim`]: a folder is one process's.
//!
//! redb locks its own file, but a file that is set aside or deleted takes its lock along, and the log
//! of purges has none.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io,
    path::Path,
};

use super::error::DiskError;

/// A folder that no other process works in, until this is dropped or the process ends.
pub(super) struct Claim {
    _file: File,
}

impl Claim {
    /// Claims a folder.
    ///
    /// # Errors
    /// When another process has claimed it, and when it cannot be written to.
    pub(super) fn of(folder: &Path) -> Result<Self, DiskError> {
        let path = folder.join("lock");
        let mut options = OpenOptions::new();
        let file = options
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(DiskError::InUse(folder.to_owned())),
            // There are file systems without locks, where redb goes without as well.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        Ok(Self { _file: file })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_claimed_by_one_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let first = Claim::of(folder.path()).unwrap();
        let second = Claim::of(folder.path());
        assert!(matches!(second, Err(DiskError::InUse(_))));
        drop(first);
        assert!(Claim::of(folder.path()).is_ok());
    }
}
