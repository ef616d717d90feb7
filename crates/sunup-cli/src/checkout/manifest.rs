//! What Cargo.toml and Cargo.lock say.

use std::fs;

use anyhow::{Context, Result};
use toml::{Table, Value};

use super::Checkout;
use crate::version::Version;

/// The workspace's manifest and lock file.
#[derive(Debug)]
pub(crate) struct Manifest {
    manifest: Table,
    lock: Table,
}

impl Manifest {
    /// Reads both files.
    pub(crate) fn read(checkout: &Checkout) -> Result<Self> {
        Ok(Self {
            manifest: table(checkout, "Cargo.toml")?,
            lock: table(checkout, "Cargo.lock")?,
        })
    }

    /// The oldest rustc the site builds with.
    pub(crate) fn rust_version(&self) -> Option<Version> {
        let package = self.manifest.get("workspace")?.get("package")?;
        Version::find(package.get("rust-version")?.as_str()?)
    }

    /// The version of a package in the lock file.
    pub(crate) fn locked(&self, name: &str) -> Option<Version> {
        let packages = self.lock.get("package")?.as_array()?;
        let package = packages
            .iter()
            .find(|package| text(package, "name") == Some(name))?;
        Version::find(text(package, "version")?)
    }

    /// Names of the packages of this workspace: those the lock file gives no source.
    pub(crate) fn members(&self) -> Vec<&str> {
        let packages = self.lock.get("package").and_then(Value::as_array);
        let own = packages
            .into_iter()
            .flatten()
            .filter(|package| package.get("source").is_none());
        own.filter_map(|package| text(package, "name")).collect()
    }

    /// A setting of `[[workspace.metadata.leptos]]`.
    pub(crate) fn leptos(&self, key: &str) -> Option<&str> {
        let metadata = self.manifest.get("workspace")?.get("metadata")?;
        text(metadata.get("leptos")?.as_array()?.first()?, key)
    }
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key)?.as_str()
}

fn table(checkout: &Checkout, file: &str) -> Result<Table> {
    let text = fs::read_to_string(checkout.path(file))
        .with_context(|| format!("{file} cannot be read"))?;
    text.parse().with_context(|| format!("{file} is not TOML"))
}
