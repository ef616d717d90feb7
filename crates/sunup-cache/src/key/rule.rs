//! [`KeyRule`]: what the site says of its addresses before anything is rendered.

use super::{Key, KeyError};
use crate::policy::PatternPolicy;
use http::{HeaderMap, HeaderName, request::Parts};
use std::{fmt, sync::Arc};

/// What is declared with a route.
#[derive(Clone, Debug, Default)]
pub struct RouteRule {
    /// The pattern: `/article/{slug}`. A purge by route names it.
    pub pattern: Arc<str>,
    /// Names of the query that the page reads; no other reaches it.
    pub query: Vec<Box<str>>,
    /// Request headers that the page may read; no other reaches it.
    pub headers: Vec<HeaderName>,
    /// The policy of the settings for pages that declare none.
    pub policy: Option<PatternPolicy>,
    /// Never cached, and every request reaches the page as it was sent.
    pub bypass: bool,
}

/// Where a request leads.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// The route.
    pub route: Arc<RouteRule>,
    /// The locale of the page, where the site has more than one.
    pub locale: Option<Arc<str>>,
}

/// A request's key and the route that it belongs to.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The key.
    pub key: Key,
    /// The route.
    pub route: Arc<RouteRule>,
}

/// Makes keys of requests.
#[derive(Clone)]
pub struct KeyRule {
    place: Arc<dyn Fn(&Parts) -> Place + Send + Sync>,
}

impl KeyRule {
    /// A rule that asks `place` where a request leads. It is called for every request.
    pub fn new(place: impl Fn(&Parts) -> Place + Send + Sync + 'static) -> Self {
        Self {
            place: Arc::new(place),
        }
    }

    /// The cookie of the theme and its words; the first stands for every other value and for none.
    #[must_use]
    pub fn theme(self, _cookie: &'static str, _words: &'static [&'static str]) -> Self {
        unimplemented!("skeleton")
    }

    /// The header with which the islands router asks for a page.
    #[must_use]
    pub fn islands(self, _header: HeaderName) -> Self {
        unimplemented!("skeleton")
    }

    /// The key of a request.
    ///
    /// # Errors
    /// When the target is one that no key can stand for.
    pub fn key(&self, parts: &Parts) -> Result<Asked, KeyError> {
        let _place = (self.place)(parts);
        unimplemented!("skeleton")
    }

    /// The headers that a render for `asked` sees: those that are in the key, and those that the
    /// route declared. Nothing else that a visitor sends can change a page that others get.
    pub fn neutral(&self, _parts: &Parts, _asked: &Asked) -> HeaderMap {
        unimplemented!("skeleton")
    }
}

impl fmt::Debug for KeyRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyRule").finish_non_exhaustive()
    }
}

impl Default for KeyRule {
    /// No query names, no locale, one route for everything.
    fn default() -> Self {
        Self::new(|_| Place::default())
    }
}
