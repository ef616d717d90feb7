//! Why the files cannot be served.

use std::{io, path::PathBuf};

/// The site root is not what a build leaves behind.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AssetsError {
    /// There is no such folder, or nothing in it.
    #[error(
        "there is no browser code in {}; build the site (cargo sunup build), start the server in \
         the folder of the site, or set LEPTOS_SITE_ROOT",
        pkg.display()
    )]
    NotBuilt {
        /// The folder that was expected.
        pkg: PathBuf,
    },
    /// A file or folder cannot be read.
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The name of the folder cannot be part of an address.
    #[error("the folder of the browser code is called {name:?}; it has to be one plain word")]
    PkgName {
        /// The name.
        name: String,
    },
}
