//! The files of a site, opened.

use std::{
    borrow::Cow,
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use percent_encoding::percent_decode_str;

use super::{
    AssetsError,
    file::{File, Source},
    index::{self, Index},
};

/// How files are looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Under `cargo leptos watch`: on disk at every request, never kept by browsers.
    Watch,
    /// Found and hashed once, at start.
    Release,
}

/// The files of a site; cheap to clone.
#[derive(Clone, Debug)]
pub struct Assets(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    mode: Mode,
    /// The site root.
    root: PathBuf,
    /// `/pkg/`: everything below it is a file or nothing.
    pkg_prefix: String,
    build_id: String,
    pkg_path: String,
    /// By the path of the address, decoded.
    files: HashMap<String, File>,
}

impl Assets {
    /// Opens a site root. `pkg_name` is the folder in it with the browser's code.
    ///
    /// # Errors
    /// In release: when there is no browser code, or a file cannot be read.
    pub fn open(site_root: &Path, pkg_name: &str, mode: Mode) -> Result<Self, AssetsError> {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if pkg_name.is_empty() || !pkg_name.chars().all(plain) {
            return Err(AssetsError::PkgName {
                name: pkg_name.to_owned(),
            });
        }
        let inner = match mode {
            Mode::Watch => Inner {
                mode,
                root: site_root.to_owned(),
                pkg_prefix: format!("/{pkg_name}/"),
                build_id: "watch".to_owned(),
                pkg_path: pkg_name.to_owned(),
                files: HashMap::new(),
            },
            Mode::Release => {
                let Index {
                    root,
                    build_id,
                    files,
                } = index::read(site_root, pkg_name)?;
                Inner {
                    mode,
                    root,
                    pkg_prefix: format!("/{pkg_name}/"),
                    pkg_path: format!("{pkg_name}/{build_id}"),
                    build_id,
                    files,
                }
            }
        };
        Ok(Self(Arc::new(inner)))
    }

    /// 16 hexadecimal digits that name the bytes of the browser's code; `watch` under watch.
    pub fn build_id(&self) -> &str {
        &self.0.build_id
    }

    /// Where the browser's code is, without slashes around it: `pkg/<build>`, or `pkg` under
    /// watch. Fit for `LEPTOS_SITE_PKG_DIR`.
    pub fn pkg_path(&self) -> &str {
        &self.0.pkg_path
    }

    /// What a file of the browser's code says, where it is text that was found at start and is
    /// kept in memory. `name` is without a folder: `site.css`.
    pub fn text(&self, name: &str) -> Option<&str> {
        let file = self.file(&format!("/{}/{name}", self.0.pkg_path))?;
        let plain = file.variants.iter().find(|file| file.is_identity())?;
        match &plain.source {
            Source::Memory(bytes) => str::from_utf8(bytes).ok(),
            Source::Disk(_) => None,
        }
    }

    /// Whether there is a file at this path, decoded: `/favicon.svg`.
    pub fn has(&self, path: &str) -> bool {
        match self.0.mode {
            Mode::Release => self.0.files.contains_key(path),
            Mode::Watch => self.0.root.join(path.trim_start_matches('/')).is_file(),
        }
    }

    /// Whether there are files below this folder: `/images/`. Under watch they may come.
    pub fn has_below(&self, folder: &str) -> bool {
        self.0.mode == Mode::Watch || self.0.files.keys().any(|path| path.starts_with(folder))
    }

    /// How files are looked up.
    pub fn mode(&self) -> Mode {
        self.0.mode
    }

    /// Whether a file, or the word that there is none, is the answer to a path as it stands in a
    /// request. Under watch only what lies in the package is known.
    pub fn answers(&self, path: &str) -> bool {
        let path = decoded(path);
        self.file(&path).is_some() || self.owns(&path)
    }

    pub(super) fn root(&self) -> &Path {
        &self.0.root
    }

    pub(super) fn file(&self, path: &str) -> Option<&File> {
        self.0.files.get(path)
    }

    /// True when the address can only mean a file.
    pub(super) fn owns(&self, path: &str) -> bool {
        path.starts_with(&self.0.pkg_prefix) || path == self.0.pkg_prefix.trim_end_matches('/')
    }
}

/// What does not decode names no file, and stays as it is so that nothing matches it.
pub(super) fn decoded(path: &str) -> Cow<'_, str> {
    percent_decode_str(path)
        .decode_utf8()
        .unwrap_or(Cow::Borrowed(path))
}
