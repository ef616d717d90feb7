//! Settings of the files.

use std::path::PathBuf;

use crate::config::{ByteSize, ConfigError, Reader};

/// Settings of the files. `cargo leptos` sets both variables for the processes that it starts.
#[derive(Clone, Debug)]
pub struct Config {
    /// `site.root`, `LEPTOS_SITE_ROOT`, default `target/site`: the folder that `cargo leptos
    /// build` fills.
    pub root: PathBuf,
    /// `site.pkg_dir`, `LEPTOS_SITE_PKG_DIR`, default `pkg`: the folder in it with the browser's
    /// code.
    pub pkg_dir: String,
    /// `site.inline_stylesheet`, `SUNUP_INLINE_STYLESHEET`, default 48KiB: a stylesheet of up to
    /// this size is written into each document, for a first paint without another exchange. A
    /// larger one is linked; `0B` links every one.
    pub inline_stylesheet: ByteSize,
}

impl Config {
    /// Reads the settings.
    ///
    /// # Errors
    /// When a value is not usable.
    pub fn read(reader: &mut Reader) -> Result<Self, ConfigError> {
        let root = PathBuf::from("target/site");
        let pkg_dir = "pkg".to_owned();
        let stylesheet = ByteSize::kib(48);
        Ok(Self {
            root: reader.value("site.root", "LEPTOS_SITE_ROOT", root)?,
            pkg_dir: reader.value("site.pkg_dir", "LEPTOS_SITE_PKG_DIR", pkg_dir)?,
            inline_stylesheet: reader.value(
                "site.inline_stylesheet",
                "SUNUP_INLINE_STYLESHEET",
                stylesheet,
            )?,
        })
    }
}
