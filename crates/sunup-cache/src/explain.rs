//! [`Explanation`]: why a page is, or is not, answered from the cache.
//!
//! ```
//! use sunup_cache::Cache;
//!
//! let cache = Cache::builder().build();
//! let explanation = cache.explain("/article/x?utm_source=y").expect("an address");
//! assert_eq!(explanation.key.as_deref(), Some("/article/x"));
//! assert!(explanation.entries.is_empty());
//! ```

use std::{sync::Arc, time::SystemTime};

use http::{Request, Uri};
use serde::Serialize;

use crate::{cache::Cache, encoding::Encoding, entry::Entry, freshness::Freshness, key::Key};

/// What the cache knows of one address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// The key of an anonymous visitor without cookies.
    pub key: Option<String>,
    /// Why such a visitor's request passes the cache by, if it does.
    pub bypass: Option<String>,
    /// The pattern of the route, as the site told it.
    pub route: String,
    /// The query names that the route declared.
    pub query: Vec<String>,
    /// The request headers that the route declared.
    pub headers: Vec<String>,
    /// The policy of the settings, for pages that declare none.
    pub pattern_policy: Option<String>,
    /// What is stored for the path: every variant by query, locale, theme and `Vary`.
    pub entries: Vec<EntryReport>,
    /// Why answers of the path were not stored lately.
    pub not_stored: Vec<NotStored>,
    /// Renders of the route fail, so that it is spared.
    pub circuit_open: bool,
}

/// One entry, for operators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct EntryReport {
    /// Its key.
    pub key: String,
    /// Its route pattern.
    pub route: String,
    /// Its status.
    pub status: u16,
    /// `fresh`, `grace`, `on-error` or `gone`.
    pub state: &'static str,
    /// Seconds until it is stale; below zero, since when.
    pub ttl: i64,
    /// Its age, in seconds.
    pub age: u64,
    /// Seconds for which it is fresh, of its age.
    pub fresh: u64,
    /// Seconds of grace after that.
    pub grace: u64,
    /// Seconds for which it stands in for failures after it became stale.
    pub on_error: u64,
    /// Who set its policy.
    pub set_by: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// Bytes of the body as rendered.
    pub size: usize,
    /// Bytes that it takes in memory.
    pub weight: u64,
    /// The encodings in which its body is there.
    pub encodings: Vec<&'static str>,
    /// How often it, or the one that it replaced, was served.
    pub hits: u64,
    /// How long its render took, in milliseconds.
    pub render_ms: u64,
    /// Seconds until a request may have it rendered again.
    pub next_refresh: u64,
    /// Refreshes that failed in a row.
    pub failures: u32,
    /// A soft purge hit it.
    pub purged_softly: bool,
}

/// Why an answer was not stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NotStored {
    /// The key.
    pub key: String,
    /// The reason, a sentence.
    pub why: String,
    /// Seconds for which nobody waits for others under this key.
    pub seconds: u64,
}

/// No request could have this address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no address of a page: it has to begin with a slash")]
pub struct NoAddress;

impl Cache {
    /// Why an address is, or is not, answered from the cache. A query may follow the path.
    ///
    /// # Errors
    /// When no request could have this address.
    pub fn explain(&self, address: &str) -> Result<Explanation, NoAddress> {
        let uri: Uri = address.parse().map_err(|_| NoAddress)?;
        if !uri.path().starts_with('/') || uri.authority().is_some() {
            return Err(NoAddress);
        }
        let shared = &self.shared;
        let mut request = Request::new(());
        *request.uri_mut() = uri;
        let (parts, ()) = request.into_parts();
        let now = shared.clock.now();
        let asked = shared.site.key.key(&parts);
        let (key, error) = match &asked {
            Ok(asked) => (Some(&asked.key), None),
            Err(error) => (None, Some(error.to_string())),
        };
        let route = asked.as_ref().ok().map(|asked| &asked.route);
        let never = route.is_some_and(|route| route.is_bypassed());
        let path = key.map(Key::path).unwrap_or_default();
        let mut entries = shared.store.of_path(path);
        entries.sort_unstable_by(|one, other| one.key().cmp(other.key()));
        let text = |name: &dyn ToString| name.to_string();
        Ok(Explanation {
            key: key.map(|key| text(key)),
            bypass: error.or(never.then(|| "the route is never cached".to_owned())),
            route: route.map(|route| text(route.pattern())).unwrap_or_default(),
            query: route.map_or(Vec::new(), |route| {
                route.query_names().iter().map(|name| text(name)).collect()
            }),
            headers: route.map_or(Vec::new(), |route| {
                route.header_names().iter().map(|name| text(name)).collect()
            }),
            pattern_policy: route
                .and_then(|route| route.pattern_policy())
                .map(|policy| String::from_utf8_lossy(policy.value().as_bytes()).into_owned()),
            entries: entries
                .iter()
                .map(|entry| EntryReport::of(entry, now))
                .collect(),
            not_stored: shared
                .markers
                .of_path(path, now)
                .into_iter()
                .map(|(key, marker)| NotStored {
                    key: key.to_string(),
                    why: marker.reason.sentence(),
                    seconds: seconds_until(marker.until, now),
                })
                .collect(),
            circuit_open: route
                .is_some_and(|route| shared.circuits.open().contains(route.pattern())),
        })
    }

    /// Reports of the entries in memory, those served most first, `limit` at most.
    pub fn top(&self, limit: usize) -> Vec<EntryReport> {
        let mut entries = self.shared.store.entries();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.hits()));
        self.reports(entries, limit)
    }

    /// Reports of the entries in memory by key, of paths at or below `prefix`, `limit` at most.
    pub fn list(&self, prefix: &str, limit: usize) -> Vec<EntryReport> {
        let mut entries = self.shared.store.entries();
        entries.retain(|entry| entry.path().starts_with(prefix));
        entries.sort_by(|one, other| one.key().cmp(other.key()));
        self.reports(entries, limit)
    }

    fn reports(&self, entries: Vec<Arc<Entry>>, limit: usize) -> Vec<EntryReport> {
        let now = self.shared.clock.now();
        let entries = entries.iter().take(limit);
        entries.map(|entry| EntryReport::of(entry, now)).collect()
    }
}

impl EntryReport {
    fn of(entry: &Entry, now: SystemTime) -> Self {
        let freshness = entry.freshness(now);
        let lifetime = entry.lifetime();
        let (state, until_stale) = match freshness {
            Freshness::Fresh { ttl } => ("fresh", ttl.as_secs()),
            Freshness::Grace { .. } => ("grace", 0),
            Freshness::OnErrorOnly { .. } => ("on-error", 0),
            Freshness::Gone => ("gone", 0),
        };
        let encodings = Encoding::ALL
            .iter()
            .filter(|encoding| entry.has(**encoding));
        Self {
            key: entry.key().to_string(),
            route: entry.route().to_string(),
            status: entry.status().as_u16(),
            state,
            ttl: entry.ttl(now),
            age: entry.age(now).as_secs(),
            fresh: lifetime.fresh.as_secs(),
            grace: lifetime.grace.as_secs(),
            on_error: lifetime.on_error.as_secs(),
            set_by: lifetime.set_by.to_string(),
            tags: entry.tags().iter().map(ToString::to_string).collect(),
            size: entry.body().len(),
            weight: entry.weight(),
            encodings: encodings.map(|encoding| encoding.name()).collect(),
            hits: entry.hits(),
            render_ms: entry.render_time().as_millis() as u64,
            next_refresh: until_stale.max(entry.back_off.left(now).as_secs()),
            failures: entry.back_off.failures(),
            purged_softly: entry.is_softened(),
        }
    }
}

fn seconds_until(time: SystemTime, now: SystemTime) -> u64 {
    time.duration_since(now).unwrap_or_default().as_secs()
}
