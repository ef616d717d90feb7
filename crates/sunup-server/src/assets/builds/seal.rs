//! [`Seal`]: what a kept build has to be.

use std::{
    fmt,
    fs::File,
    io::{self, Read},
    path::Path,
};

use crate::assets::package::Package;

/// The folder of the package, and a hash of all that is served of it. Written as `sha256sum` writes
/// a line: the hash, two spaces, the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seal {
    pub(super) folder: String,
    fingerprint: String,
}

impl Seal {
    /// In the folder of the build. Files with a dot are served by nobody, and no package has one.
    pub(super) const FILE: &str = ".seal";

    /// More than any seal has.
    const LONGEST: u64 = 1024;

    pub(super) fn of(package: &Package) -> Self {
        Self {
            folder: package.folder().to_owned(),
            fingerprint: package.fingerprint(),
        }
    }

    /// `None` where the file is no seal.
    pub(super) fn read(build: &Path) -> io::Result<Option<Self>> {
        let mut bytes = Vec::new();
        let file = File::open(build.join(Self::FILE))?;
        file.take(Self::LONGEST).read_to_end(&mut bytes)?;
        Ok(str::from_utf8(&bytes).ok().and_then(Self::parse))
    }

    fn parse(text: &str) -> Option<Self> {
        let (fingerprint, folder) = text.strip_suffix('\n')?.split_once("  ")?;
        Package::is_folder_name(folder).then(|| Self {
            folder: folder.to_owned(),
            fingerprint: fingerprint.to_owned(),
        })
    }
}

impl fmt::Display for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}  {}", self.fingerprint, self.folder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_no_folder_leads_out() {
        let seal = Seal {
            folder: "pkg".to_owned(),
            fingerprint: "ab".repeat(32),
        };
        assert_eq!(Seal::parse(&seal.to_string()), Some(seal));
        for text in [
            "",
            "abc",
            "abc  pkg",
            "abc  ../pkg\n",
            "abc  \n",
            "abc  a b\n",
        ] {
            assert_eq!(Seal::parse(text), None, "{text:?}");
        }
    }
}
