//! Finds and hashes every file of a site root, once.

use std::{
    collections::{BTreeMap, HashMap},
    fs, io,
    path::{Path, PathBuf},
};

use http::HeaderValue;
use sha2::{Digest, Sha256};

use super::{
    AssetsError,
    encoding::Encoding,
    file::{File, Variant, content_type, hex},
};

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const SHORT: HeaderValue = HeaderValue::from_static("public, max-age=300");

pub(super) struct Index {
    pub(super) root: PathBuf,
    pub(super) build_id: String,
    pub(super) files: HashMap<String, File>,
}

pub(super) fn read(site_root: &Path, pkg_name: &str) -> Result<Index, AssetsError> {
    let not_built = || AssetsError::NotBuilt {
        pkg: site_root.join(pkg_name),
    };
    let root = site_root.canonicalize().map_err(|_| not_built())?;
    let mut paths = BTreeMap::new();
    walk(&root, &root, "", &mut paths)?;

    let pkg_prefix = format!("{pkg_name}/");
    let mut pkg = Vec::new();
    let mut files = HashMap::new();
    for (name, path) in &paths {
        if is_sibling(name, &paths) {
            continue;
        }
        let file = file(name, path, &paths).map_err(|source| AssetsError::Unreadable {
            path: path.clone(),
            source,
        })?;
        match name.strip_prefix(&pkg_prefix) {
            Some(name) => pkg.push((name, file)),
            None => {
                files.insert(format!("/{name}"), file);
            }
        }
    }
    if pkg.is_empty() {
        return Err(not_built());
    }
    let build_id = build_id(&pkg);
    for (name, mut file) in pkg {
        file.cache_control = FOR_EVER;
        files.insert(format!("/{pkg_name}/{build_id}/{name}"), file);
    }
    Ok(Index {
        root,
        build_id,
        files,
    })
}

/// Hashes names and contents in the order of the names, each with its length, so that no two
/// folders share a hash by moving bytes from one to the other.
fn build_id(pkg: &[(&str, File)]) -> String {
    let mut hasher = Sha256::new();
    for (name, file) in pkg {
        hasher.update((name.len() as u64).to_be_bytes());
        hasher.update(name.as_bytes());
        for identity in file.variants.iter().filter(|variant| variant.is_identity()) {
            hasher.update(identity.digest);
        }
    }
    hex(&hasher.finalize()[..8])
}

fn file(name: &str, path: &Path, paths: &BTreeMap<String, PathBuf>) -> io::Result<File> {
    let mut variants = Vec::new();
    for encoding in [Encoding::Brotli, Encoding::Gzip] {
        if let Some(path) = paths.get(&format!("{name}{}", encoding.ending())) {
            variants.push(Variant::read(path, encoding)?);
        }
    }
    variants.push(Variant::read(path, Encoding::Identity)?);
    Ok(File {
        content_type: content_type(path),
        cache_control: SHORT,
        variants,
    })
}

/// `app.js.br` beside `app.js` is an encoding of it; without `app.js` it is a file like others.
fn is_sibling(name: &str, paths: &BTreeMap<String, PathBuf>) -> bool {
    [Encoding::Brotli, Encoding::Gzip]
        .iter()
        .filter_map(|encoding| name.strip_suffix(encoding.ending()))
        .any(|base| paths.contains_key(base))
}

/// Collects regular files inside `root` by their name relative to it, with `/` between folders.
fn walk(
    root: &Path,
    folder: &Path,
    prefix: &str,
    paths: &mut BTreeMap<String, PathBuf>,
) -> Result<(), AssetsError> {
    let unreadable = |path: &Path, source| AssetsError::Unreadable {
        path: path.to_owned(),
        source,
    };
    for entry in fs::read_dir(folder).map_err(|error| unreadable(folder, error))? {
        let entry = entry.map_err(|error| unreadable(folder, error))?;
        let path = entry.path();
        let file_name = entry.file_name();
        let Some(name) = file_name.to_str().filter(|name| is_public(name)) else {
            continue;
        };
        // A link that leads out of the site root is no file of the site.
        let Ok(target) = path.canonicalize() else {
            continue;
        };
        let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
        if is_link && (!target.starts_with(root) || target.is_dir()) {
            tracing::warn!(path = %path.display(), "this link is not served");
            continue;
        }
        let name = format!("{prefix}{name}");
        if target.is_dir() {
            walk(root, &path, &format!("{name}/"), paths)?;
        } else if target.is_file() {
            paths.insert(name, target);
        }
    }
    Ok(())
}

/// Names that start with a dot are for tools (`.DS_Store`, `.gitkeep`, `.env`), but for the one
/// folder that RFC 8615 gives to the public.
pub(super) fn is_public(name: &str) -> bool {
    !name.starts_with('.') || name == ".well-known"
}
