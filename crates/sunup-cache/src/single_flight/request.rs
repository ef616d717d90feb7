//! [`Asking`]: a request that the cache answers, and the neutral one that a render sees.

use std::sync::Arc;

use http::{HeaderMap, Method, Request, request::Parts};

use crate::{
    cache::Shared,
    key::{Asked, Key},
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

    /// What the render sees: a GET for the address of the key, without a body, with the headers
    /// that are in the key or declared by the route. Nothing else that a visitor sends can get
    /// into a page that others see.
    pub(super) fn neutral<B: Default>(&self) -> Request<B> {
        let site = &self.shared.site;
        let mut request = Request::new(B::default());
        *request.method_mut() = Method::GET;
        *request.uri_mut() = self.asked.key.uri();
        *request.version_mut() = self.parts.version;
        *request.headers_mut() = site.key.neutral(&self.parts, &self.asked);
        *request.extensions_mut() = (site.carry)(&self.parts.extensions);
        request
    }
}

impl Errand {
    /// The names that a response varies by, among those that its render could see.
    pub(super) fn seen(&self, names: &VaryNames) -> VaryNames {
        names.only(|name| self.asked.route.headers.contains(name))
    }

    /// The key of the variant that this request asks for.
    pub(super) fn variant(&self, names: &VaryNames) -> Key {
        match names.is_empty() {
            true => self.asked.key.clone(),
            false => self.asked.key.variant(names, &self.headers),
        }
    }
}
