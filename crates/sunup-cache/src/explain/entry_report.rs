//! [`EntryReport`]: one entry, for operators.

use std::time::SystemTime;

use http::header::CACHE_CONTROL;
use serde::Serialize;

use crate::{encoding::Encoding, entry::Entry, freshness::Freshness, policy::SetBy};

/// One entry, for operators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct EntryReport {
    /// Its key: path and query, locale, theme, and the headers that it varies by.
    pub key: String,
    /// Its route pattern.
    pub route: String,
    /// Its status.
    pub status: u16,
    /// What may be done with it.
    pub state: State,
    /// Seconds until it is stale; below zero, since when.
    pub ttl: i64,
    /// Its age, in seconds.
    pub age: u64,
    /// Its policy, as the page or the settings state it.
    pub policy: String,
    /// Who set it.
    pub set_by: String,
    /// Whether the settings did.
    #[serde(skip)]
    pub(super) by_settings: bool,
    /// Seconds for which it is fresh, of its age: the stated ones less up to a tenth, so that what
    /// was stored in one moment does not expire in one moment.
    pub fresh: u64,
    /// Seconds of grace after that, in which it is served while one render refreshes it.
    pub grace: u64,
    /// Seconds for which it stands in for failures after it became stale.
    pub on_error: u64,
    /// Its tags.
    pub tags: Vec<String>,
    /// The request headers that the page varies by.
    pub vary: Vec<String>,
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

/// What may be done with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum State {
    /// It is served.
    Fresh,
    /// It is served, and refreshed behind.
    Grace,
    /// It is served where a render failed.
    OnError,
    /// It is over, and waits to be taken out.
    Gone,
}

impl EntryReport {
    pub(super) fn of(entry: &Entry, now: SystemTime) -> Self {
        let lifetime = entry.lifetime();
        let (state, until_stale) = match entry.freshness(now) {
            Freshness::Fresh { ttl } => (State::Fresh, ttl.as_secs()),
            Freshness::Grace { .. } => (State::Grace, 0),
            Freshness::OnErrorOnly { .. } => (State::OnError, 0),
            Freshness::Gone => (State::Gone, 0),
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
            policy: policy(entry),
            set_by: lifetime.set_by.to_string(),
            by_settings: matches!(lifetime.set_by, SetBy::Pattern(_)),
            fresh: lifetime.fresh.as_secs(),
            grace: lifetime.grace.as_secs(),
            on_error: lifetime.on_error.as_secs(),
            tags: entry.tags().iter().map(ToString::to_string).collect(),
            vary: entry.vary().iter().map(ToString::to_string).collect(),
            size: entry.body().len(),
            weight: entry.weight(),
            encodings: encodings.map(|encoding| encoding.name()).collect(),
            hits: entry.hits(),
            render_ms: entry.render_time().as_millis() as u64,
            // A pause that has begun its last second is not over.
            next_refresh: until_stale
                .max(entry.back_off.left(now).as_millis().div_ceil(1000) as u64),
            failures: entry.back_off.failures(),
            purged_softly: entry.is_softened(),
        }
    }
}

/// The field that set the policy, as it was stored. A policy of the settings stands in
/// `Cache-Control`.
fn policy(entry: &Entry) -> String {
    let field = match &entry.lifetime().set_by {
        SetBy::Field(name) => name,
        SetBy::Pattern(_) => &CACHE_CONTROL,
    };
    let headers = entry.headers();
    let lines = headers
        .get_all(field)
        .iter()
        .map(|line| String::from_utf8_lossy(line.as_bytes()));
    lines.collect::<Vec<_>>().join(", ")
}
