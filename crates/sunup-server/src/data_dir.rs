//! The folder of everything the process keeps: database, uploads, generated secrets.
//!
//! ```no_run
//! use sunup_server::{config::Reader, data_dir};
//!
//! let mut reader = Reader::open(None, [])?;
//! let folder = data_dir::Config::read(&mut reader)?.open()?;
//! println!("data in {}", folder.display());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use crate::config::{ConfigError, Reader};

/// Settings of the data folder.
#[derive(Clone, Debug)]
pub struct Config {
    /// `data.dir`, `SUNUP_DATA_DIR`, default `data`: where the process keeps its files. Made when
    /// missing, readable for the process's own user only.
    pub dir: PathBuf,
}

/// Why the data folder cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DataDirError {
    /// It is missing and cannot be made.
    #[error(
        "the data folder {} cannot be created: {source}; set SUNUP_DATA_DIR to a folder that \
         this user may write",
        dir.display()
    )]
    Create {
        /// The folder.
        dir: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// There is something else of this name.
    #[error("the data folder {} is not a folder; set SUNUP_DATA_DIR to one", dir.display())]
    NotAFolder {
        /// The path.
        dir: PathBuf,
    },
    /// A file cannot be written in it.
    #[error(
        "the data folder {} is not writable: {source}; change its owner or set SUNUP_DATA_DIR",
        dir.display()
    )]
    NotWritable {
        /// The folder.
        dir: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl Config {
    /// Reads the settings.
    ///
    /// # Errors
    /// When a value is not usable.
    pub fn read(reader: &mut Reader) -> Result<Self, ConfigError> {
        Ok(Self {
            dir: reader.value("data.dir", "SUNUP_DATA_DIR", PathBuf::from("data"))?,
        })
    }

    /// Makes the folder when it is missing and proves that it can be written.
    ///
    /// # Errors
    /// When it cannot.
    pub fn open(&self) -> Result<PathBuf, DataDirError> {
        let dir = &self.dir;
        if dir.exists() && !dir.is_dir() {
            return Err(DataDirError::NotAFolder { dir: dir.clone() });
        }
        create(dir).map_err(|source| DataDirError::Create {
            dir: dir.clone(),
            source,
        })?;
        probe(dir).map_err(|source| DataDirError::NotWritable {
            dir: dir.clone(),
            source,
        })?;
        Ok(dir.clone())
    }
}

fn create(dir: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

/// Permission bits do not tell the truth about read-only mounts or full disks; a write does.
fn probe(dir: &Path) -> io::Result<()> {
    let file = dir.join(format!(".probe-{}", std::process::id()));
    let written = fs::File::create(&file).and_then(|mut probe| probe.write_all(b"sunup"));
    // Best effort: the outcome of the probe is the write.
    let _ = fs::remove_file(&file);
    written
}
