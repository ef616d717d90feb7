//! [`Machines`]: what handlers work with.

use super::picture::Pictures;
use app::syndication::Publication;
use std::sync::Arc;
use sunup_server::error_page::ErrorPages;

/// What handlers work with. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Machines {
    pub(super) publication: Publication,
    pub(super) errors: ErrorPages,
    pub(super) pictures: Arc<Pictures>,
    /// Whether crawlers are welcome: in production.
    pub(super) listed: bool,
}

impl Machines {
    /// Makes texts of `publication`; a site that is not `listed` asks crawlers to stay away.
    pub(crate) fn new(publication: Publication, errors: ErrorPages, listed: bool) -> Self {
        Self {
            publication,
            errors,
            pictures: Arc::default(),
            listed,
        }
    }
}
