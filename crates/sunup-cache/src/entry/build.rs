//! [`BuildId`]: which build of the site rendered a page.

use std::{fmt, sync::Arc};

/// The name of a build, which the site gives; to the cache it is opaque. A page names the assets of
/// the build that rendered it, and a tier that outlives the process has pages of several.
///
/// ```
/// use sunup_cache::entry::BuildId;
///
/// assert_eq!(BuildId::new("3f9a").as_str(), "3f9a");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BuildId(Arc<str>);

impl BuildId {
    /// The build of this name.
    pub fn new(name: impl Into<Arc<str>>) -> Self {
        Self(name.into())
    }

    /// Its name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BuildId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
