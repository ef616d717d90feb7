//! The files of a site, opened.

use std::{
    borrow::Cow,
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use percent_encoding::percent_decode_str;

use super::{
    AssetsError,
    builds::{self, Build, Kept},
    file::{File, Source},
    index::{self, Index},
    package::Package,
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
pub struct Assets {
    running: Arc<Running>,
    /// Earlier builds, the last used first.
    earlier: Arc<[Kept]>,
}

#[derive(Debug)]
struct Running {
    mode: Mode,
    /// The site root.
    root: PathBuf,
    /// `/pkg/`: everything below it is a file or nothing.
    pkg_prefix: String,
    build_id: String,
    pkg_path: String,
    /// `None` under watch.
    package: Option<(Package, Build)>,
    /// Files beside the package, by the path of the address, decoded.
    files: HashMap<String, File>,
}

impl Assets {
    /// Opens a site root. `pkg_name` is the folder in it with the browser's code.
    ///
    /// # Errors
    /// In release: when there is no browser code, or a file cannot be read.
    pub fn open(site_root: &Path, pkg_name: &str, mode: Mode) -> Result<Self, AssetsError> {
        if !Package::is_folder_name(pkg_name) {
            return Err(AssetsError::PkgName {
                name: pkg_name.to_owned(),
            });
        }
        let pkg_prefix = format!("/{pkg_name}/");
        let running = match mode {
            Mode::Watch => Running {
                mode,
                root: site_root.to_owned(),
                pkg_prefix,
                build_id: "watch".to_owned(),
                pkg_path: pkg_name.to_owned(),
                package: None,
                files: HashMap::new(),
            },
            Mode::Release => {
                let Index {
                    root,
                    package,
                    files,
                } = index::read(site_root, pkg_name)?;
                let build_id = package.build_id().to_owned();
                let build = Build::of(&package, Some(SystemTime::now()));
                Running {
                    mode,
                    root,
                    pkg_prefix,
                    pkg_path: format!("{pkg_name}/{build_id}"),
                    build_id,
                    package: Some((package, build)),
                    files,
                }
            }
        };
        Ok(Self {
            running: Arc::new(running),
            earlier: Arc::default(),
        })
    }

    /// Serves the packages of earlier builds beside that of the running one, and keeps the latter
    /// in `folder` for later ones; see [`builds`]. What is wrong with the folder is logged, and
    /// the running build is served all the same. Under watch nothing is kept.
    #[must_use]
    pub fn keep_builds(mut self, folder: &Path, config: &builds::Config) -> Self {
        if let Some((package, _)) = &self.running.package {
            self.earlier = builds::keep(folder, package, config).into();
        }
        self
    }

    /// Whether the browser's code of a build is served, of the running one or of an earlier one.
    pub fn has_build(&self, id: &str) -> bool {
        id == self.build_id() || self.earlier.iter().any(|kept| kept.build.id() == id)
    }

    /// The builds whose code is served: the running one, then the others, the last used first.
    /// None under watch.
    pub fn builds(&self) -> impl Iterator<Item = &Build> {
        let running = self.running.package.iter().map(|(_, build)| build);
        running.chain(self.earlier.iter().map(|kept| &kept.build))
    }

    /// 16 hexadecimal digits that name the bytes of the browser's code; `watch` under watch.
    pub fn build_id(&self) -> &str {
        &self.running.build_id
    }

    /// Where the browser's code is, without slashes around it: `pkg/<build>`, or `pkg` under
    /// watch. Fit for `LEPTOS_SITE_PKG_DIR`.
    pub fn pkg_path(&self) -> &str {
        &self.running.pkg_path
    }

    /// What a file of the browser's code says, where it is text that was found at start and is
    /// kept in memory. `name` is without a folder: `site.css`.
    pub fn text(&self, name: &str) -> Option<&str> {
        let (package, _) = self.running.package.as_ref()?;
        let mut variants = package.named(name)?.variants.iter();
        match &variants.find(|file| file.is_identity())?.source {
            Source::Memory(bytes) => str::from_utf8(bytes).ok(),
            Source::Held(_) | Source::Disk(_) => None,
        }
    }

    /// Whether there is a file at this path, decoded: `/favicon.svg`.
    pub fn has(&self, path: &str) -> bool {
        match self.mode() {
            Mode::Release => self.file(path).is_some(),
            Mode::Watch => self.root().join(path.trim_start_matches('/')).is_file(),
        }
    }

    /// Whether there are files below this folder: `/images/`. Under watch they may come.
    pub fn has_below(&self, folder: &str) -> bool {
        let mut files = self.running.files.keys();
        self.mode() == Mode::Watch
            || files.any(|path| path.starts_with(folder))
            || self.packages().any(|package| package.has_below(folder))
    }

    /// How files are looked up.
    pub fn mode(&self) -> Mode {
        self.running.mode
    }

    /// Whether a file, or the word that there is none, is the answer to a path as it stands in a
    /// request. Under watch only what lies in the package is known.
    pub fn answers(&self, path: &str) -> bool {
        let path = decoded(path);
        self.file(&path).is_some() || self.owns(&path)
    }

    pub(super) fn root(&self) -> &Path {
        &self.running.root
    }

    pub(super) fn file(&self, path: &str) -> Option<&File> {
        let file = self.running.files.get(path);
        file.or_else(|| self.packages().find_map(|package| package.file(path)))
    }

    fn packages(&self) -> impl Iterator<Item = &Package> {
        let running = self.running.package.iter().map(|(package, _)| package);
        running.chain(self.earlier.iter().map(|kept| &kept.package))
    }

    /// True when the address can only mean a file.
    pub(super) fn owns(&self, path: &str) -> bool {
        let prefix = &self.running.pkg_prefix;
        path.starts_with(prefix) || path == prefix.trim_end_matches('/')
    }
}

/// What does not decode names no file, and stays as it is so that nothing matches it.
pub(super) fn decoded(path: &str) -> Cow<'_, str> {
    percent_decode_str(path)
        .decode_utf8()
        .unwrap_or(Cow::Borrowed(path))
}
