//! Finds and hashes every file of a site root, once.

use std::{
    collections::{BTreeMap, HashMap},
    fs, io,
    path::{Path, PathBuf},
};

use http::HeaderValue;

use super::{
    AssetsError,
    encoding::Encoding,
    file::{File, Large, Variant, content_type},
    package::Package,
};

const SHORT: HeaderValue = HeaderValue::from_static("public, max-age=300");

pub(super) struct Index {
    pub(super) root: PathBuf,
    pub(super) package: Package,
    /// Everything else, by its address.
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
    let mut pkg = BTreeMap::new();
    paths.retain(|name, path| match name.strip_prefix(&pkg_prefix) {
        Some(name) => {
            pkg.insert(name.to_owned(), path.clone());
            false
        }
        None => true,
    });
    let package = Package::new(pkg_name, files(&pkg, Large::Held)?);
    if package.is_empty() {
        return Err(not_built());
    }
    let files = files(&paths, Large::Opened)?.into_iter();
    Ok(Index {
        root,
        package,
        files: files
            .map(|(name, file)| (format!("/{name}"), file))
            .collect(),
    })
}

/// Reads files, each with the encodings that lie beside it.
pub(super) fn files(
    paths: &BTreeMap<String, PathBuf>,
    large: Large,
) -> Result<BTreeMap<String, File>, AssetsError> {
    let mut files = BTreeMap::new();
    for (name, path) in paths {
        if is_sibling(name, paths) {
            continue;
        }
        let file = file(name, path, paths, large).map_err(|source| AssetsError::Unreadable {
            path: path.clone(),
            source,
        })?;
        files.insert(name.clone(), file);
    }
    Ok(files)
}

fn file(
    name: &str,
    path: &Path,
    paths: &BTreeMap<String, PathBuf>,
    large: Large,
) -> io::Result<File> {
    let mut variants = Vec::new();
    for encoding in [Encoding::Brotli, Encoding::Gzip] {
        if let Some(path) = paths.get(&format!("{name}{}", encoding.ending())) {
            variants.push(Variant::read(path, encoding, large)?);
        }
    }
    variants.push(Variant::read(path, Encoding::Identity, large)?);
    Ok(File {
        // By the name and not by the path, which is another behind a link.
        content_type: content_type(Path::new(name)),
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
pub(super) fn walk(
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
