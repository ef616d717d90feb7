//! The standard library for `wasm32-unknown-unknown` inside a toolchain.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result};

use super::{DEBIAN, Toolchain};
use crate::child;
use crate::stamp::fingerprint;

/// The compile target of browsers.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The std of one toolchain, found.
#[derive(Debug)]
pub(crate) struct WasmStd {
    /// What rustc says of itself. Cargo keeps files of different compilers apart.
    rustc: String,
    /// Name, size and time of the library.
    library: String,
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
            if built_by.trim() != format!("{rustc}, with bitcode") {
                return None;
            }
        }
        let found = library(&folder, "libstd-")?;
        // Without it the site builds and its wasm tests do not.
        library(&folder, "libtest-")?;
        Some(Self {
            rustc,
            library: found,
        })
    }

    /// True when a target folder holds files built by this rustc with another std.
    pub(crate) fn made_stale(&self, target: &Path) -> bool {
        fs::read_to_string(self.stamp(target)).is_ok_and(|before| before != self.library)
    }

    /// The file in a target folder that names the std used there.
    fn stamp(&self, target: &Path) -> PathBuf {
        target.join(format!(".sunup-wasm-std-{}", fingerprint(&[&self.rustc])))
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
    let mut removed = Vec::new();
    // Without a stamp nobody knows; what is there was built by a plain cargo and may be fine.
    if std.made_stale(target) {
        for folder in [target.join("front"), target.join(WASM)] {
            if folder.exists() {
                fs::remove_dir_all(&folder).with_context(|| {
                    format!(
                        "{} was built with another std and cannot be removed",
                        folder.display()
                    )
                })?;
                removed.push(folder);
            }
        }
    }
    let stamp = std.stamp(target);
    fs::create_dir_all(target)
        .and_then(|()| fs::write(&stamp, &std.library))
        .with_context(|| format!("{} cannot be written", stamp.display()))?;
    Ok(removed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wasm_folders_of_another_std_are_removed_once() {
        let target = std::env::temp_dir().join(format!("sunup-wasm-std-{}", std::process::id()));
        let std = |rustc: &str, library: &str| WasmStd {
            rustc: rustc.to_owned(),
            library: library.to_owned(),
        };
        let removed = |std| remove_stale_wasm(&target, &std).unwrap();
        fs::create_dir_all(target.join("front")).unwrap();
        assert!(
            removed(std("1.95", "a")).is_empty(),
            "nobody knows what built it"
        );
        assert!(removed(std("1.95", "a")).is_empty());
        assert!(
            removed(std("1.96", "b")).is_empty(),
            "cargo keeps compilers apart"
        );
        assert_eq!(removed(std("1.95", "c")), [target.join("front")]);
        assert!(!target.join("front").exists());
        assert!(removed(std("1.95", "c")).is_empty());
        fs::remove_dir_all(&target).unwrap();
    }
}
