//! [`Asking`]: a request that the cache answers, and the neutral one that a render sees.

use std::sync::Arc;

use http::{HeaderMap, Request, request::Parts};

use crate::{
    cache::Shared,
    key::{Asked, Key, KeyError},
    vary::VaryNames,
};

/// A request that the cache answers.
pub(crate) struct Asking {
    pub(crate) shared: Arc<Shared>,
    pub(crate) parts: Parts,
    pub(crate) asked: Asked,
}

/// What a render needs to know of the request that led to it.
pub(super) struct Errand {
    pub(super) shared: Arc<Shared>,
    pub(super) asked: Asked,
    /// As the visitor sent them: what the response varies by is looked up here.
    pub(super) headers: HeaderMap,
}

impl Asking {
    pub(super) fn errand(&self) -> Errand {
        Errand {
            shared: Arc::clone(&self.shared),
            asked: self.asked.clone(),
            headers: self.parts.headers.clone(),
        }
    }

    /// What the render sees: a GET that is made from the key, without a body. Nothing else that a
    /// visitor sends can get into a page that others see.
    ///
    /// # Errors
    /// When the key has no address, which no key of a request has.
    pub(super) fn neutral<B: Default>(&self) -> Result<Request<B>, KeyError> {
        let site = &self.shared.site;
        let mut parts = site.key.neutral(&self.parts, &self.asked)?;
        parts.extensions = (site.carry)(&self.parts.extensions);
        Ok(Request::from_parts(parts, B::default()))
    }
}

impl Errand {
    /// The key of the variant that this request asks for.
    pub(super) fn variant(&self, names: &VaryNames) -> Key {
        match names.is_empty() {
            true => self.asked.key.clone(),
            false => self.asked.key.variant(names, &self.headers),
        }
    }
}
