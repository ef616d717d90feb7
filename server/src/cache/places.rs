//! [`Places`]: what was said of each route before anything is rendered.

use super::policies::{Kept, Policies};
use app::caching::query_names;
use foldhash::fast::RandomState;
use http::request::Parts;
use std::{collections::HashMap, sync::Arc};
use sunup_cache::key::{Place, RouteRule};
use sunup_server::{
    exchange::Exchange,
    route::{RouteLabel, Routes},
};

/// The rules of the routes. Copies share them.
#[derive(Clone)]
pub(crate) struct Places {
    routes: Arc<HashMap<String, Place, RandomState>>,
    elsewhere: Place,
    paths: Routes,
}

impl Places {
    /// Of routes with these patterns, which `paths` finds.
    pub(super) fn new(patterns: &[String], policies: &Policies, paths: Routes) -> Self {
        let routes = patterns
            .iter()
            .map(|pattern| (pattern.clone(), place(pattern, policies.of(pattern))));
        Self {
            routes: Arc::new(routes.collect()),
            elsewhere: Place::of(&Arc::new(RouteRule::new("unmatched"))),
            paths,
        }
    }

    /// The place of a request whose route has this name.
    pub(super) fn at(&self, label: Option<RouteLabel>) -> Place {
        let place = label.and_then(|RouteLabel(pattern)| self.routes.get(pattern));
        place.unwrap_or(&self.elsewhere).clone()
    }

    /// The place of any request.
    pub(super) fn of(&self, parts: &Parts) -> Place {
        let label = Exchange::of(&parts.extensions).and_then(Exchange::route);
        // An address that an operator asks about has passed no layer that would have named it.
        let found = || self.paths.of(parts.uri.path()).map(RouteLabel);
        self.at(label.or_else(found))
    }
}

/// Where requests for the route `pattern` lead, of which a rule says this.
fn place(pattern: &str, kept: Option<&Kept>) -> Place {
    let names = query_names(pattern).iter().copied();
    let more = kept.iter().flat_map(|kept| &kept.query);
    let mut rule = RouteRule::new(pattern).query(names.chain(more.map(String::as_str)));
    if let Some(policy) = kept.and_then(|kept| kept.policy.clone()) {
        rule = rule.policy(policy);
    }
    let place = Place::of(&Arc::new(rule));
    match kept.and_then(|kept| kept.locale.as_deref()) {
        Some(locale) => place.in_locale(locale.into()),
        None => place,
    }
}
