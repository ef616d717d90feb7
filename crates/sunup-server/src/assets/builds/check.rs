//! Whether a kept build is what its name and its seal say.

use std::{fs, io, path::Path};

use super::seal::Seal;
use crate::assets::{AssetsError, package::Package};

/// Why a build is not served.
#[derive(Debug, thiserror::Error)]
pub(super) enum Flaw {
    #[error("{0}")]
    Damaged(&'static str),
    /// It may be whole.
    #[error(transparent)]
    Unreadable(AssetsError),
}

/// Reads the build with this id in a folder.
///
/// # Errors
/// When it is not whole, or cannot be read.
pub(super) fn check(folder: &Path, id: &str) -> Result<Package, Flaw> {
    let build = folder.join(id);
    let seal = Seal::read(&build)
        .map_err(|source| flaw(&build, source, "it has no seal"))?
        .ok_or(Flaw::Damaged("its seal is damaged"))?;
    let missing = "it has no package";
    let root = build.canonicalize();
    let root = root.map_err(|source| flaw(&build, source, missing))?;
    let inner = root.join(&seal.folder);
    let kind = fs::symlink_metadata(&inner).map_err(|source| flaw(&inner, source, missing))?;
    if !kind.is_dir() {
        return Err(Flaw::Damaged(missing));
    }
    let package = Package::read(&root, &seal.folder).map_err(|error| match error {
        AssetsError::Unreadable { path, source } => flaw(&path, source, "a file of it is gone"),
        other => Flaw::Unreadable(other),
    })?;
    if package.build_id() != id {
        Err(Flaw::Damaged("its bytes are not those of its build id"))
    } else if Seal::of(&package) != seal {
        Err(Flaw::Damaged("its bytes are not those of its seal"))
    } else {
        Ok(package)
    }
}

/// What is not there will not come back; anything else may pass.
fn flaw(path: &Path, source: io::Error, gone: &'static str) -> Flaw {
    if is_missing(&source) {
        return Flaw::Damaged(gone);
    }
    Flaw::Unreadable(AssetsError::Unreadable {
        path: path.to_owned(),
        source,
    })
}

pub(super) fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
