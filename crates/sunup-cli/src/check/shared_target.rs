//! The target folder of the tests, which all checkouts on this machine share.
//!
//! Cargo names the crates of a workspace by their path inside it and compares times of
//! files. In one target folder it would take a crate built from another checkout for
//! this one's when the files here are older. So the crates of the workspace (not
//! their dependencies, which are the minutes) are forgotten when the checkout changes.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::setup::Place;
use crate::terminal::say;
use crate::toolchain::{WasmStd, remove_stale_wasm};

/// Takes the folder for this run; another run in it is waited for.
pub(super) fn take(place: &Place) -> Result<File> {
    let target = place.checkout.test_target();
    fs::create_dir_all(&target)
        .with_context(|| format!("{} cannot be created", target.display()))?;
    let file = target.join(".sunup-test-lock");
    let lock =
        File::create(&file).with_context(|| format!("{} cannot be created", file.display()))?;
    if let Err(TryLockError::WouldBlock) = lock.try_lock() {
        say(format!(
            "Another `cargo sunup test` uses {}; waiting for it.",
            target.display()
        ));
        lock.lock()
            .with_context(|| format!("{} cannot be locked", file.display()))?;
    }
    forget_other_checkout(&target, place.checkout.root(), &place.manifest.members())?;
    if let Some(std) = WasmStd::of(&place.toolchain) {
        for folder in remove_stale_wasm(&target, &std)? {
            say(format!(
                "Removed {}: it was built with another std.",
                folder.display()
            ));
        }
    }
    Ok(lock)
}

fn forget_other_checkout(target: &Path, root: &Path, members: &[&str]) -> Result<()> {
    let owner = target.join(".sunup-checkout");
    let root = root.to_string_lossy();
    let before = fs::read_to_string(&owner).ok();
    if before.as_deref() == Some(root.as_ref()) {
        return Ok(());
    }
    for folder in fingerprints(target) {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            // `sunup-server-0123456789abcdef`: the crate's name, then a hash.
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_member = name
                .rsplit_once('-')
                .is_some_and(|(name, _)| members.contains(&name));
            if is_member {
                let path = entry.path();
                fs::remove_dir_all(&path)
                    .with_context(|| format!("{} cannot be removed", path.display()))?;
            }
        }
    }
    fs::write(&owner, root.as_ref())
        .with_context(|| format!("{} cannot be written", owner.display()))
}

/// Every `.fingerprint` folder: per profile, per target, and again below cargo-leptos' `front`.
fn fingerprints(target: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut look = vec![(target.to_path_buf(), 4)];
    while let Some((folder, depth)) = look.pop() {
        let own = folder.join(".fingerprint");
        if own.is_dir() {
            found.push(own);
        } else if depth > 0 {
            let inner = fs::read_dir(&folder).into_iter().flatten().flatten();
            look.extend(
                inner
                    .map(|entry| (entry.path(), depth - 1))
                    .filter(|(path, _)| path.is_dir()),
            );
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_of_another_checkout_are_forgotten_and_dependencies_stay() {
        let target = std::env::temp_dir().join(format!("sunup-shared-{}", std::process::id()));
        let host = target.join("debug/.fingerprint");
        let wasm = target.join("front/wasm32-unknown-unknown/wasm-release/.fingerprint");
        for folder in [&host, &wasm] {
            fs::create_dir_all(folder.join("sunup-server-00")).unwrap();
            fs::create_dir_all(folder.join("app-00")).unwrap();
            fs::create_dir_all(folder.join("serde-00")).unwrap();
        }
        let members = ["app", "sunup-server"];
        forget_other_checkout(&target, Path::new("/one"), &members).unwrap();
        for folder in [&host, &wasm] {
            assert!(!folder.join("sunup-server-00").exists());
            assert!(!folder.join("app-00").exists());
            assert!(folder.join("serde-00").exists());
        }
        fs::create_dir_all(host.join("app-00")).unwrap();
        forget_other_checkout(&target, Path::new("/one"), &members).unwrap();
        assert!(
            host.join("app-00").exists(),
            "the same checkout keeps its crates"
        );
        fs::remove_dir_all(&target).unwrap();
    }
}
