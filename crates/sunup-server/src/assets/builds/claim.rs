//! [`Claim`]: the right to change the folder, which one process has at a time.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use super::{
    copy::{copy, create, sync_folder},
    error::BuildsError,
    order::Order,
};
use crate::assets::package::Package;

/// What is being made. Nothing that begins with a dot is a build.
const NEW: &str = ".new-";

/// What is being removed.
const GONE: &str = ".gone-";

/// The right to change the folder: while it lives, no other process has one.
#[derive(Debug)]
pub(super) struct Claim {
    folder: PathBuf,
    _lock: File,
}

impl Claim {
    /// Makes the folder when it is missing and waits for the process that changes it now, but not
    /// for ever: that one may have been stopped.
    ///
    /// # Errors
    /// When the folder cannot be written, or the other process does not end.
    pub(super) fn of(folder: &Path, patience: Duration) -> Result<Self, BuildsError> {
        fs::create_dir_all(folder).map_err(|source| written(folder, source))?;
        let path = folder.join(".lock");
        let lock = File::create(&path).map_err(|source| written(&path, source))?;
        let start = Instant::now();
        loop {
            match lock.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if start.elapsed() < patience => {
                    thread::sleep(Duration::from_millis(10));
                }
                Err(TryLockError::WouldBlock) => return Err(BuildsError::Busy { path }),
                Err(TryLockError::Error(source)) => {
                    return Err(BuildsError::Lock { path, source });
                }
            }
        }
        Ok(Self {
            folder: folder.to_owned(),
            _lock: lock,
        })
    }

    /// Removes what killed processes have left: whoever else could be at work has no claim.
    ///
    /// # Errors
    /// When something cannot be removed.
    pub(super) fn clear(&self) -> Result<(), BuildsError> {
        let removed = |source| removed(&self.folder, source);
        for entry in fs::read_dir(&self.folder).map_err(removed)? {
            let entry = entry.map_err(removed)?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with(NEW) || name.starts_with(GONE) {
                remove(&entry.path())?;
            }
        }
        Ok(())
    }

    /// Writes a package into the folder, whole or not at all.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn add(&self, package: &Package) -> Result<(), BuildsError> {
        let id = package.build_id();
        let new = self.folder.join(format!("{NEW}{id}"));
        let target = self.folder.join(id);
        let done = copy(package, &new)
            .and_then(|()| fs::rename(&new, &target))
            .and_then(|()| sync_folder(&self.folder));
        done.map_err(|source| {
            // Best effort: the next start tries again.
            let _ = fs::remove_dir_all(&new);
            written(&target, source)
        })
    }

    /// Takes the name from a build and then removes it.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub(super) fn remove(&self, id: &str) -> Result<(), BuildsError> {
        let build = self.folder.join(id);
        let gone = self.folder.join(format!("{GONE}{id}"));
        fs::rename(&build, &gone).map_err(|source| removed(&build, source))?;
        remove(&gone)
    }

    /// Replaces the order at once: a process that is killed leaves the one or the other.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn set_order(&self, order: &Order) -> Result<(), BuildsError> {
        let path = self.folder.join(Order::FILE);
        let new = self.folder.join(format!("{NEW}{}", Order::FILE));
        let done = create(&new, |file| file.write_all(order.to_string().as_bytes()))
            .and_then(|()| fs::rename(&new, &path))
            .and_then(|()| sync_folder(&self.folder));
        done.map_err(|source| written(&path, source))
    }
}

/// A link is removed, and not what it leads to.
fn remove(path: &Path) -> Result<(), BuildsError> {
    let is_folder = fs::symlink_metadata(path).is_ok_and(|kind| kind.is_dir());
    match is_folder {
        true => fs::remove_dir_all(path),
        false => fs::remove_file(path),
    }
    .map_err(|source| removed(path, source))
}

fn written(path: &Path, source: io::Error) -> BuildsError {
    BuildsError::Write {
        path: path.to_owned(),
        source,
    }
}

fn removed(path: &Path, source: io::Error) -> BuildsError {
    BuildsError::Remove {
        path: path.to_owned(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn one_claim_lives_at_a_time_and_ends_with_its_owner() {
        let folder = TempDir::new().expect("a temporary folder");
        let folder = folder.path().join("data/builds");
        let claim = Claim::of(&folder, Duration::ZERO).expect("a free folder");
        let second = Claim::of(&folder, Duration::ZERO).expect_err("a folder that is claimed");
        assert!(matches!(second, BuildsError::Busy { .. }), "{second}");
        drop(claim);
        Claim::of(&folder, Duration::ZERO).expect("a folder that is free again");
    }
}
