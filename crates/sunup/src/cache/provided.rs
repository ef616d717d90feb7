//! [`Provided`]: the cache of the site, in the context of its renders.

use leptos::prelude::{provide_context, use_context};
use std::sync::{Arc, OnceLock};
use sunup_cache::Cache;

/// The cache of the site. It is made after the renderer, whose routes it needs.
#[derive(Clone, Default)]
pub(crate) struct Provided(Arc<OnceLock<Cache>>);

impl Provided {
    /// Renders from now on find this cache. The first one counts.
    pub(crate) fn set(&self, cache: Cache) {
        let _ = self.0.set(cache);
    }

    /// Puts it into the context of a render.
    pub(crate) fn provide(&self) {
        provide_context(self.clone());
    }
}

/// The cache of the site, where there is one.
pub(super) fn cache() -> Option<Cache> {
    use_context::<Provided>()?.0.get().cloned()
}
