//! Writes a package so that all of it is on disk.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    thread,
};

use super::seal::Seal;
use crate::assets::{file::Variant, package::Package};

/// Threads that write: a disk takes about as long to make sure of eight files as of one.
const WRITERS: usize = 8;

/// Writes a package and its seal into a folder that is not there yet. The bytes are those that are
/// served, whatever lies in the site root by now.
pub(super) fn copy(package: &Package, folder: &Path) -> io::Result<()> {
    let inner = folder.join(package.folder());
    let files: Vec<(PathBuf, &Variant)> = package
        .variants()
        .map(|(name, variant)| (inner.join(name), variant))
        .collect();
    fs::create_dir(folder)?;
    let mut folders = BTreeSet::from([folder]);
    for parent in files.iter().filter_map(|(path, _)| path.parent()) {
        fs::create_dir_all(parent)?;
        folders.extend(parent.ancestors().take_while(|above| *above != folder));
    }
    write(&files)?;
    let seal = Seal::of(package).to_string();
    create(&folder.join(Seal::FILE), |file| {
        file.write_all(seal.as_bytes())
    })?;
    folders.into_iter().try_for_each(sync_folder)
}

fn write(files: &[(PathBuf, &Variant)]) -> io::Result<()> {
    let part = files.len().div_ceil(WRITERS).max(1);
    thread::scope(|scope| {
        let writers = files.chunks(part).map(|part| {
            thread::Builder::new().spawn_scoped(scope, move || {
                let mut part = part.iter();
                part.try_for_each(|(path, variant)| create(path, |file| variant.copy_to(file)))
            })
        });
        let writers = writers.collect::<io::Result<Vec<_>>>()?;
        writers.into_iter().try_for_each(|writer| {
            let panicked = |_| Err(io::Error::other("a thread that writes has panicked"));
            writer.join().unwrap_or_else(panicked)
        })
    })
}

/// Writes a file and waits until the disk has it.
pub(super) fn create(
    path: &Path,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    let mut file = File::create(path)?;
    write(&mut file)?;
    file.sync_all()
}

/// Names are on disk when their folder is; only Unix can open one to say so.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}
