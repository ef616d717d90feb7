//! [`Package`]: the browser's code of one build, found and hashed.

use std::{collections::BTreeMap, path::Path};

use http::HeaderValue;
use sha2::{Digest, Sha256};

use super::{
    AssetsError,
    file::{File, Large, Variant, hex},
    index,
};

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// The files of a package folder, under the build id that names their bytes.
#[derive(Debug)]
pub(super) struct Package {
    /// The folder's name, which is the first part of the addresses.
    folder: String,
    build_id: String,
    /// `/pkg/<build>/`.
    prefix: String,
    /// By their name in the folder, with `/` between folders.
    files: BTreeMap<String, File>,
}

impl Package {
    pub(super) fn new(folder: &str, mut files: BTreeMap<String, File>) -> Self {
        let build_id = build_id(&files);
        for file in files.values_mut() {
            file.cache_control = FOR_EVER;
        }
        Self {
            folder: folder.to_owned(),
            prefix: format!("/{folder}/{build_id}/"),
            build_id,
            files,
        }
    }

    /// Reads the folder of this name in `root`, which is resolved.
    pub(super) fn read(root: &Path, folder: &str) -> Result<Self, AssetsError> {
        let mut paths = BTreeMap::new();
        index::walk(root, &root.join(folder), "", &mut paths)?;
        Ok(Self::new(folder, index::files(&paths, Large::Held)?))
    }

    /// Whether it can be the first part of an address.
    pub(super) fn is_folder_name(name: &str) -> bool {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        !name.is_empty() && name.chars().all(plain)
    }

    pub(super) fn folder(&self) -> &str {
        &self.folder
    }

    pub(super) fn build_id(&self) -> &str {
        &self.build_id
    }

    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The file of an address, decoded.
    pub(super) fn file(&self, path: &str) -> Option<&File> {
        self.named(path.strip_prefix(&self.prefix)?)
    }

    /// The file of this name in the folder.
    pub(super) fn named(&self, name: &str) -> Option<&File> {
        self.files.get(name)
    }

    /// Whether there are files below an address.
    pub(super) fn has_below(&self, address: &str) -> bool {
        let mut names = self.files.keys();
        names.any(|name| format!("{}{name}", self.prefix).starts_with(address))
    }

    /// What its files take on disk.
    pub(super) fn bytes(&self) -> u64 {
        self.variants().map(|(_, variant)| variant.length).sum()
    }

    /// Every file as it lies in the folder, encodings by their own names.
    pub(super) fn variants(&self) -> impl Iterator<Item = (String, &Variant)> {
        self.files.iter().flat_map(|(name, file)| {
            let variants = file.variants.iter();
            variants.map(move |it| (format!("{name}{}", it.encoding.ending()), it))
        })
    }

    /// A hash of everything that is served of it: encodings, which the build id leaves out because
    /// every compressor writes others, and the folder's name, which is part of the addresses.
    pub(super) fn fingerprint(&self) -> String {
        let mut hasher = Sha256::new();
        update(&mut hasher, &self.folder);
        for (name, variant) in self.variants() {
            update(&mut hasher, &name);
            hasher.update(variant.digest);
        }
        hex(&hasher.finalize())
    }
}

/// Hashes names and contents in the order of the names, each with its length, so that no two
/// folders share a hash by moving bytes from one to the other.
fn build_id(files: &BTreeMap<String, File>) -> String {
    let mut hasher = Sha256::new();
    for (name, file) in files {
        update(&mut hasher, name);
        for identity in file.variants.iter().filter(|variant| variant.is_identity()) {
            hasher.update(identity.digest);
        }
    }
    hex(&hasher.finalize()[..8])
}

fn update(hasher: &mut Sha256, name: &str) {
    hasher.update((name.len() as u64).to_be_bytes());
    hasher.update(name.as_bytes());
}
