//! [`RouteRule`]: what a site declares with a route, before anything is rendered.

use crate::policy::PatternPolicy;
use http::HeaderName;
use std::sync::Arc;

/// What is declared with a route. Nothing is declared by default: the page has one address and
/// reads nothing of the request.
#[derive(Clone, Debug, Default)]
pub struct RouteRule {
    pattern: Arc<str>,
    query: Vec<Box<str>>,
    headers: Vec<HeaderName>,
    policy: Option<PatternPolicy>,
    bypass: bool,
}

impl RouteRule {
    /// A route with this pattern, `/article/{slug}`, which a purge by route names.
    pub fn new(pattern: &str) -> Self {
        Self {
            pattern: pattern.into(),
            ..Self::default()
        }
    }

    /// The names of the query that the page reads. No other reaches it.
    #[must_use]
    pub fn query<T: AsRef<str>>(mut self, names: impl IntoIterator<Item = T>) -> Self {
        self.query = names.into_iter().map(|name| name.as_ref().into()).collect();
        self.query.sort_unstable();
        self.query.dedup();
        self
    }

    /// The request headers that the page may read. No other reaches it, and a page that does read
    /// one says so in `Vary`.
    #[must_use]
    pub fn headers(mut self, names: impl IntoIterator<Item = HeaderName>) -> Self {
        self.headers = names.into_iter().collect();
        self
    }

    /// The policy of the settings, for pages that declare none.
    #[must_use]
    pub fn policy(mut self, policy: PatternPolicy) -> Self {
        self.policy = Some(policy);
        self
    }

    /// Never cached: every request reaches the page as it was sent.
    #[must_use]
    pub fn bypass(mut self) -> Self {
        self.bypass = true;
        self
    }

    /// The pattern; empty where the site declared none.
    pub fn pattern(&self) -> &Arc<str> {
        &self.pattern
    }

    /// The names of the query, sorted.
    pub fn query_names(&self) -> &[Box<str>] {
        &self.query
    }

    /// The headers that the page may read.
    pub fn header_names(&self) -> &[HeaderName] {
        &self.headers
    }

    /// The policy of the settings.
    pub fn pattern_policy(&self) -> Option<&PatternPolicy> {
        self.policy.as_ref()
    }

    /// Whether it is never cached.
    pub fn is_bypassed(&self) -> bool {
        self.bypass
    }
}

/// Where a request leads.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// The route.
    pub route: Arc<RouteRule>,
    /// The locale of the page, where the site has more than one.
    pub locale: Option<Arc<str>>,
}

impl Place {
    /// A place on a route of a site with one locale.
    pub fn of(route: &Arc<RouteRule>) -> Self {
        Self {
            route: route.clone(),
            locale: None,
        }
    }

    /// The same in this locale: `de`, `pt-BR`.
    #[must_use]
    pub fn in_locale(mut self, locale: Arc<str>) -> Self {
        self.locale = Some(locale);
        self
    }
}
