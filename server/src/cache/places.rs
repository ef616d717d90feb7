//! [`Places`]: what was said of each route before anything is rendered.

use super::policies::Policies;
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
    rules: Arc<HashMap<String, Arc<RouteRule>, RandomState>>,
    elsewhere: Arc<RouteRule>,
    paths: Routes,
}

impl Places {
    /// Of routes with these patterns, which `paths` finds.
    pub(super) fn new(patterns: &[String], policies: &Policies, paths: Routes) -> Self {
        let rules = patterns.iter().map(|pattern| {
            let mut rule = RouteRule::new(pattern).query(query_names(pattern));
            if let Some(policy) = policies.of(pattern) {
                rule = rule.policy(policy.clone());
            }
            (pattern.clone(), Arc::new(rule))
        });
        Self {
            rules: Arc::new(rules.collect()),
            elsewhere: Arc::new(RouteRule::new("unmatched")),
            paths,
        }
    }

    /// The place of a request whose route has this name.
    pub(super) fn at(&self, label: Option<RouteLabel>) -> Place {
        let rule = label.and_then(|RouteLabel(pattern)| self.rules.get(pattern));
        Place::of(rule.unwrap_or(&self.elsewhere))
    }

    /// The place of any request.
    pub(super) fn of(&self, parts: &Parts) -> Place {
        let label = Exchange::of(&parts.extensions).and_then(Exchange::route);
        // An address that an operator asks about has passed no layer that would have named it.
        let found = || self.paths.of(parts.uri.path()).map(RouteLabel);
        self.at(label.or_else(found))
    }
}
