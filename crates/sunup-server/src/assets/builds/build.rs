//! [`Build`]: what an operator may know of a build that is served.

use std::time::SystemTime;

use crate::assets::package::Package;

/// A build whose browser code is served.
#[derive(Clone, Debug)]
pub struct Build {
    id: String,
    bytes: u64,
    started: Option<SystemTime>,
}

impl Build {
    pub(in crate::assets) fn of(package: &Package, started: Option<SystemTime>) -> Self {
        Self {
            id: package.build_id().to_owned(),
            bytes: package.bytes(),
            started,
        }
    }

    /// 16 hexadecimal digits that name the bytes of its code.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What its files take, with their encodings.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// When a process was last started with it, as far as that is known.
    pub fn started(&self) -> Option<SystemTime> {
        self.started
    }
}

/// An earlier build that was found whole.
#[derive(Debug)]
pub(in crate::assets) struct Kept {
    pub(in crate::assets) package: Package,
    pub(in crate::assets) build: Build,
}

/// Whether a folder of this name is one of ours.
pub(super) fn is_id(name: &str) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    name.len() == 16 && name.bytes().all(is_digit)
}
