//! Knowing that nothing changed since the last build, without asking cargo-leptos.
//!
//! cargo-leptos empties the site folder, splits, optimises and compresses on every build,
//! changed or not: a minute. A stamp of what it reads and of what it wrote (path, size,
//! time of each file) answers in milliseconds.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::checkout::Checkout;

/// Everything a release build reads.
const SOURCES: &[&str] = &[
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "app",
    "crates",
    "frontend",
    "locales",
    "public",
    "server",
    "style",
];

/// This command and the tests are in the workspace and not in the site.
const NOT_SOURCES: &[&str] = &["crates/sunup-cli", "node_modules", "tests"];

/// What a build started from and what it ended in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    sources: u64,
    outputs: u64,
}

impl Stamp {
    /// The sources of the checkout and the tools (any text that names them), now.
    /// `None` when a source cannot be read.
    pub(crate) fn of_sources(checkout: &Checkout, tools: &str) -> Option<Self> {
        let mut hash = Fnv::new();
        hash.add(checkout.root().as_os_str().as_encoded_bytes());
        hash.add(tools.as_bytes());
        let present = SOURCES
            .iter()
            .map(|source| checkout.path(source))
            .filter(|path| path.exists());
        for source in present {
            add(&mut hash, checkout.root(), &source).ok()?;
        }
        Some(Self {
            sources: hash.0,
            outputs: 0,
        })
    }

    /// The same with what was built, now. `None` while an output is missing.
    pub(crate) fn with_outputs(self, outputs: &[PathBuf]) -> Option<Self> {
        let mut hash = Fnv::new();
        for output in outputs {
            add(&mut hash, output, output).ok()?;
        }
        Some(Self {
            outputs: hash.0,
            ..self
        })
    }

    /// True when the file holds this stamp.
    pub(crate) fn is_in(self, file: &Path) -> bool {
        fs::read_to_string(file).is_ok_and(|text| text.trim() == self.text())
    }

    /// Keeps the stamp for the next start.
    pub(crate) fn write(self, file: &Path) -> io::Result<()> {
        fs::write(file, self.text())
    }

    fn text(self) -> String {
        format!("{:016x} {:016x}", self.sources, self.outputs)
    }
}

/// A short name for contents: the same on every machine and with every compiler.
pub(crate) fn fingerprint(contents: &[&str]) -> String {
    let mut hash = Fnv::new();
    for content in contents {
        hash.add(content.as_bytes());
    }
    format!("{:016x}", hash.0)
}

fn add(hash: &mut Fnv, root: &Path, path: &Path) -> io::Result<()> {
    let relative = path.strip_prefix(root).unwrap_or(path);
    if NOT_SOURCES.iter().any(|folder| relative.ends_with(folder)) {
        return Ok(());
    }
    let metadata = fs::metadata(path)?;
    hash.add(relative.as_os_str().as_encoded_bytes());
    if metadata.is_dir() {
        let mut entries = fs::read_dir(path)?.collect::<io::Result<Vec<_>>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        return entries
            .iter()
            .try_for_each(|entry| add(hash, root, &entry.path()));
    }
    let modified = metadata
        .modified()?
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    hash.add(&metadata.len().to_le_bytes());
    hash.add(&modified.as_nanos().to_le_bytes());
    Ok(())
}

/// FNV-1a, 64 bits. The standard library promises no hash that outlives a release.
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Adds bytes and their number, so that `ab`, `c` and `a`, `bc` differ.
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes.len().to_le_bytes().iter().chain(bytes) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash_of(folder: &Path) -> u64 {
        let mut hash = Fnv::new();
        add(&mut hash, folder, folder).unwrap();
        hash.0
    }

    #[test]
    fn a_stamp_changes_with_content_names_and_new_files_only() {
        let folder = std::env::temp_dir().join(format!("sunup-stamp-{}", std::process::id()));
        fs::create_dir_all(folder.join("app/node_modules")).unwrap();
        fs::write(folder.join("app/page.rs"), "one").unwrap();
        let first = hash_of(&folder);
        assert_eq!(first, hash_of(&folder));

        fs::write(folder.join("app/node_modules/x.js"), "x").unwrap();
        assert_eq!(first, hash_of(&folder), "node_modules are no source");

        fs::write(folder.join("app/page.rs"), "longer").unwrap();
        let second = hash_of(&folder);
        assert_ne!(first, second);

        fs::rename(folder.join("app/page.rs"), folder.join("app/home.rs")).unwrap();
        let third = hash_of(&folder);
        assert_ne!(second, third);

        fs::write(folder.join("app/new.rs"), "").unwrap();
        assert_ne!(third, hash_of(&folder));
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_fingerprint_tells_its_parts_apart() {
        assert_ne!(fingerprint(&["ab", "c"]), fingerprint(&["a", "bc"]));
        assert_eq!(fingerprint(&["ab"]), fingerprint(&["ab"]));
    }
}
