//! Why the folder of the builds cannot be changed.

use std::{io, path::PathBuf};

use crate::config::ByteSize;

#[derive(Debug, thiserror::Error)]
pub(super) enum BuildsError {
    #[error("{} cannot be written: {source}", path.display())]
    Write { path: PathBuf, source: io::Error },
    #[error("{} cannot be removed: {source}", path.display())]
    Remove { path: PathBuf, source: io::Error },
    #[error("{} cannot be locked: {source}", path.display())]
    Lock { path: PathBuf, source: io::Error },
    #[error("another process holds {} and does not let go", path.display())]
    Busy { path: PathBuf },
    #[error(
        "this build takes {bytes} and builds.bytes is {limit}; set SUNUP_BUILDS_BYTES to a few \
         times as much"
    )]
    TooLarge { bytes: ByteSize, limit: ByteSize },
}
