//! Where set-up works: the checkout, its toolchain, the folder of the tools.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::{build_tools, wasm_opt};
use crate::checkout::{Checkout, Manifest, cache_folder};
use crate::stamp::fingerprint;
use crate::toolchain::Toolchain;

/// The checkout and what belongs to it on this machine.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) checkout: Checkout,
    pub(crate) manifest: Manifest,
    pub(crate) toolchain: Toolchain,
    /// The toolchain plain `cargo` had when this process started.
    pub(crate) toolchain_before: Toolchain,
    tools: PathBuf,
}

impl Place {
    /// Finds everything from the current folder and the environment.
    pub(crate) fn find() -> Result<Self> {
        let checkout = Checkout::find()?;
        let manifest = Manifest::read(&checkout)?;
        let toolchain = Toolchain::of(&checkout);
        let pins = fingerprint(&[build_tools::PINS, &[wasm_opt::BINARYEN]].concat());
        Ok(Self {
            toolchain_before: toolchain.clone(),
            toolchain,
            tools: tools_base().join(pins),
            manifest,
            checkout,
        })
    }

    /// The folder of this set of pinned tools.
    pub(crate) fn tools(&self) -> &Path {
        &self.tools
    }

    /// A pinned tool.
    pub(crate) fn tool(&self, name: &str) -> PathBuf {
        self.tools.join("bin").join(name)
    }

    /// The end-to-end tests, where npm installs Playwright.
    pub(crate) fn end2end(&self) -> PathBuf {
        self.checkout.path("end2end")
    }
}

/// The folder of all sets of tools: `SUNUP_TOOLS_DIR`, or one in the user's cache.
pub(super) fn tools_base() -> PathBuf {
    match env::var_os("SUNUP_TOOLS_DIR").filter(|value| !value.is_empty()) {
        Some(folder) => PathBuf::from(folder),
        None => cache_folder().join("tools"),
    }
}
