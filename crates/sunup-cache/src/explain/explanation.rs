//! [`Explanation`]: what the cache knows of one address.

use std::time::SystemTime;

use http::{HeaderMap, request::Parts};
use percent_encoding::percent_decode_str;
use serde::Serialize;

use super::{EntryReport, NoAddress, NotStored, address, data, summary::summary};
use crate::{
    cache::{Cache, Shared},
    entry::Kept,
    key::{Asked, Key, RouteRule, data_named},
    request::Bypass,
};

/// What the cache knows of one address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// What becomes of a request for the address, in a sentence or two.
    pub summary: String,
    /// The key of an anonymous visitor without cookies.
    pub key: Option<String>,
    /// Why the site does not answer for the host, if the address names one.
    pub refused: Option<String>,
    /// What answers in front of the cache, if something does.
    pub in_front: Option<String>,
    /// Why such a visitor's request passes the cache by, if it does.
    pub bypass: Option<String>,
    /// The pattern of the route, as the site told it.
    pub route: String,
    /// The query names that the route declared.
    pub query: Vec<String>,
    /// The query names of the address that it did not: neither the key nor the page has them.
    pub ignored: Vec<String>,
    /// The request headers that the route declared.
    pub headers: Vec<String>,
    /// The policy of the settings, for pages that declare none.
    pub pattern_policy: Option<String>,
    /// That one is not used, because the page states its own; where the page is not stored, because
    /// one of its route did since the start.
    pub overruled: bool,
    /// The key of the entry that such a visitor gets.
    pub answer: Option<String>,
    /// What is stored for the path: every variant by query, locale, theme and `Vary`.
    pub entries: Vec<EntryReport>,
    /// The tier below the memory that has the answer, if the memory has not.
    pub below: Option<&'static str>,
    /// Why what was rendered last for the path is not stored, by key.
    pub not_stored: Vec<NotStored>,
    /// A render of the address is under way.
    pub under_way: bool,
    /// Renders of the route fail, so that it is spared.
    pub circuit_open: bool,
}

impl Cache {
    /// Why an address is, or is not, answered from the cache. It is a path, which a query may
    /// follow, or a whole URL.
    ///
    /// # Errors
    /// When no request could have this address.
    pub fn explain(&self, address: &str) -> Result<Explanation, NoAddress> {
        Ok(self.explanation(&address::request(address)?))
    }

    /// Of the request of an anonymous visitor.
    pub(super) fn explanation(&self, parts: &Parts) -> Explanation {
        let shared = &self.shared;
        let mut explanation = Explanation::default();
        if let Some(asked) = data_named(parts.uri.path()) {
            explanation.tell(shared, parts, &asked);
            explanation.summary = data::summary(&explanation, shared.settings.on);
            return explanation;
        }
        // Without an authority, the operator asks about the site's own name.
        let host = parts
            .uri
            .authority()
            .map(|_| shared.site.hosts.check(parts));
        explanation.refused = host.and_then(Result::err).map(|error| error.to_string());
        explanation.in_front = (shared.site.in_front)(parts);
        if explanation.in_front.is_some() {
            explanation.summary = summary(&explanation);
            return explanation;
        }
        match shared.site.key.key(parts) {
            Ok(asked) => explanation.tell(shared, parts, &asked),
            Err(error) => explanation.bypass = Some(Bypass::from(error).to_string()),
        }
        if !shared.settings.on {
            explanation.bypass = Some(Bypass::Off.to_string());
        }
        explanation.summary = summary(&explanation);
        explanation
    }
}

impl Explanation {
    /// The same, of a request to which this happened before.
    pub(super) fn after(mut self, sentence: String) -> Self {
        self.summary = match self.summary.is_empty() {
            true => sentence,
            false => format!("{sentence} {}", self.summary),
        };
        self
    }

    fn tell(&mut self, shared: &Shared, parts: &Parts, asked: &Asked) {
        let now = shared.clock.now();
        self.key = Some(asked.key.to_string());
        self.declared(&asked.route, parts);
        self.stored(shared, &asked.key, now);
        self.not_stored = NotStored::of_path(shared, asked.key.path(), now);
        self.circuit_open = shared.circuits.open().contains(asked.route.pattern());
        self.overruled = self.pattern_policy.is_some() && self.states_its_own(shared);
    }

    fn states_its_own(&self, shared: &Shared) -> bool {
        let mut entries = self.entries.iter();
        match entries.find(|entry| Some(&entry.key) == self.answer.as_ref()) {
            Some(entry) => !entry.by_settings,
            None => shared.overruled.contains(&self.route),
        }
    }

    /// What the site declared with the route.
    fn declared(&mut self, route: &RouteRule, parts: &Parts) {
        let never = route.is_bypassed().then_some(Bypass::Route);
        self.bypass = never.map(|reason| reason.to_string());
        self.route = route.pattern().to_string();
        self.query = route
            .query_names()
            .iter()
            .map(|it| it.to_string())
            .collect();
        self.headers = route
            .header_names()
            .iter()
            .map(|it| it.to_string())
            .collect();
        let policy = route
            .pattern_policy()
            .map(|policy| policy.value().as_bytes());
        self.pattern_policy = policy.map(|value| String::from_utf8_lossy(value).into_owned());
        self.ignored = names(parts.uri.query().unwrap_or_default());
        self.ignored.retain(|name| !self.query.contains(name));
    }

    /// What is there for the path, and what a visitor without cookies and headers gets of it.
    fn stored(&mut self, shared: &Shared, key: &Key, now: SystemTime) {
        let key_of_answer = shared.key_of_variant(key, &HeaderMap::new());
        self.under_way = shared.flights.contains(&key_of_answer);
        if let Some(Kept::Entry(_)) = shared.store.peek(&key_of_answer) {
            self.answer = Some(key_of_answer.to_string());
        } else {
            let mut stores = shared.below.iter();
            let holder = stores.find(|store| store.holds(&key_of_answer));
            self.below = holder.map(|store| store.name());
        }
        let mut entries = shared.store.of_path(key.path());
        entries.sort_unstable_by(|one, other| one.key().cmp(other.key()));
        self.entries = entries
            .iter()
            .map(|entry| EntryReport::of(entry, now))
            .collect();
    }
}

/// The names of a query, each once, decoded as forms are.
fn names(query: &str) -> Vec<String> {
    let mut names = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let name = pair.split('=').next().unwrap_or_default().replace('+', " ");
        let name = percent_decode_str(&name).decode_utf8_lossy().into_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
