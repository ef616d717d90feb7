//! The standard library for `wasm32-unknown-unknown` inside a toolchain.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result};

use super::{DEBIAN, Toolchain};
use crate::child;

/// The compile target of browsers.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Names, in a target folder, the std its files were built with.
const STAMP: &str = ".sunup-wasm-std";

/// The std of one toolchain, found.
#[derive(Debug)]
pub(crate) struct WasmStd {
    identity: String,
}

impl WasmStd {
    /// Looks for it in the toolchain. One that was built by another rustc counts as absent.
    pub(crate) fn of(toolchain: &Toolchain) -> Option<Self> {
        let mut rustc = toolchain.command("rustc");
        let folder = child::answer(rustc.args(["--print", "target-libdir", "--target", WASM]))?;
        let folder = PathBuf::from(folder);
        let rustc = toolchain.rustc_text()?;
        if toolchain.name() == Some(DEBIAN) || folder.join(".built-by").exists() {
            let built_by = fs::read_to_string(folder.join(".built-by")).unwrap_or_default();
            if built_by.trim() != rustc {
                return None;
            }
        }
        let identity = library(&folder, "libstd-")?;
        // Without it the site builds and its wasm tests do not.
        library(&folder, "libtest-")?;
        Some(Self {
            identity: format!("{rustc}\n{identity}\n"),
        })
    }

    /// True when a target folder is known to hold files of another std.
    pub(crate) fn made_stale(&self, target: &Path) -> bool {
        fs::read_to_string(target.join(STAMP)).is_ok_and(|before| before != self.identity)
    }
}

fn library(folder: &Path, prefix: &str) -> Option<String> {
    let files = fs::read_dir(folder).ok()?.flatten();
    let mut files = files.filter(|file| {
        let name = file.file_name().to_string_lossy().into_owned();
        name.starts_with(prefix) && name.ends_with(".rlib")
    });
    let file = files.next()?;
    let metadata = file.metadata().ok()?;
    let built = metadata
        .modified()
        .ok()?
        .duration_since(UNIX_EPOCH)
        .ok()?
        .as_secs();
    Some(format!(
        "{} {} {built}",
        file.file_name().to_string_lossy(),
        metadata.len()
    ))
}

/// Removes what was built for the browser with another std. Cargo does not notice that std
/// changed, and crates built before then fail with "can't find crate".
///
/// Returns the removed folders.
pub(crate) fn remove_stale_wasm(target: &Path, std: &WasmStd) -> Result<Vec<PathBuf>> {
    let stamp = target.join(STAMP);
    let before = fs::read_to_string(&stamp).ok();
    // The identity changes when rustc or the library does.
    if before.as_ref() == Some(&std.identity) {
        return Ok(Vec::new());
    }
    let mut removed = Vec::new();
    // Without a stamp nobody knows; what is there was built by a plain cargo and may be fine.
    if before.is_some() {
        for folder in [target.join("front"), target.join(WASM)] {
            if folder.exists() {
                fs::remove_dir_all(&folder).with_context(|| {
                    format!(
                        "{} holds files of another std and cannot be removed",
                        folder.display()
                    )
                })?;
                removed.push(folder);
            }
        }
    }
    fs::create_dir_all(target)
        .with_context(|| format!("{} cannot be created", target.display()))?;
    fs::write(&stamp, &std.identity)
        .with_context(|| format!("{} cannot be written", stamp.display()))?;
    Ok(removed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wasm_folders_of_another_std_are_removed_once() {
        let target = std::env::temp_dir().join(format!("sunup-wasm-std-{}", std::process::id()));
        let std = |identity: &str| WasmStd {
            identity: identity.to_owned(),
        };
        fs::create_dir_all(target.join("front")).unwrap();
        assert!(remove_stale_wasm(&target, &std("1")).unwrap().is_empty());
        assert!(remove_stale_wasm(&target, &std("1")).unwrap().is_empty());
        assert_eq!(
            remove_stale_wasm(&target, &std("2")).unwrap(),
            [target.join("front")]
        );
        assert!(!target.join("front").exists());
        assert!(remove_stale_wasm(&target, &std("2")).unwrap().is_empty());
        fs::remove_dir_all(&target).unwrap();
    }
}
