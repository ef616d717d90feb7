//! Where things are.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The folder of the workspace, and the folders outside it that belong to us.
#[derive(Debug, Clone)]
pub(crate) struct Checkout {
    root: PathBuf,
}

impl Checkout {
    /// Finds the workspace the current folder lies in.
    pub(crate) fn find() -> Result<Self> {
        let here = env::current_dir().context("the current folder cannot be read")?;
        let root = here.ancestors().find(|folder| is_root(folder));
        match root {
            Some(root) => Ok(Self {
                root: root.canonicalize()?,
            }),
            None => bail!(
                "{} is in no checkout of a Sunup site; change into one first",
                here.display()
            ),
        }
    }

    /// The folder with the workspace's Cargo.toml.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the checkout.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Cargo's target folder for what a developer builds here.
    pub(crate) fn target(&self) -> PathBuf {
        match folder_of("CARGO_TARGET_DIR") {
            Some(folder) => self.root.join(folder),
            None => self.root.join("target"),
        }
    }

    /// The target folder of `cargo sunup test`: outside the checkout, so that a fresh
    /// clone starts warm and a running `cargo leptos watch` is not disturbed.
    pub(crate) fn test_target(&self) -> PathBuf {
        match folder_of("SUNUP_TEST_TARGET_DIR") {
            Some(folder) => self.root.join(folder),
            None => cache_folder().join("target"),
        }
    }
}

/// `$XDG_CACHE_HOME/sunup`, or `~/.cache/sunup`.
pub(crate) fn cache_folder() -> PathBuf {
    let cache = folder_of("XDG_CACHE_HOME")
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .unwrap_or_else(env::temp_dir);
    cache.join("sunup")
}

fn folder_of(variable: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

/// `crates/sunup-cli/tools` has a Cargo.toml with a workspace too, but nothing below it.
fn is_root(folder: &Path) -> bool {
    folder.join("Cargo.toml").is_file() && folder.join("crates/sunup-cli/Cargo.toml").is_file()
}
