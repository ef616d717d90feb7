//! Policies of the settings that have no effect, because the pages of their route state their own.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use http::{HeaderMap, StatusCode};

use crate::{
    control::Targets,
    policy::{PatternPolicy, says_something},
};

/// The patterns of those that were seen so far. There are no more than the settings have.
#[derive(Default)]
pub(crate) struct Overruled {
    patterns: Mutex<HashSet<Arc<str>>>,
}

impl Overruled {
    /// Looks at a response before it is given a policy, and warns of the first of a pattern that
    /// has one of its own. Only success counts: that a page keeps its failures to itself says
    /// nothing about the page.
    pub(crate) fn see(
        &self,
        status: StatusCode,
        response: &HeaderMap,
        targets: &Targets,
        policy: Option<&PatternPolicy>,
    ) {
        let Some(policy) = policy.filter(|_| status.is_success()) else {
            return;
        };
        if says_something(response, targets) && self.add(policy.pattern()) {
            tracing::warn!(
                pattern = &**policy.pattern(),
                policy = &*String::from_utf8_lossy(policy.value().as_bytes()),
                "a page of this route states its own policy; that of the settings is not used for it"
            );
        }
    }

    /// Whether a page of this pattern was seen to state its own policy.
    pub(crate) fn contains(&self, pattern: &str) -> bool {
        self.patterns().contains(pattern)
    }

    fn add(&self, pattern: &Arc<str>) -> bool {
        let mut patterns = self.patterns();
        !patterns.contains(pattern) && patterns.insert(Arc::clone(pattern))
    }

    fn patterns(&self) -> MutexGuard<'_, HashSet<Arc<str>>> {
        self.patterns.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::{HeaderValue, header::CACHE_CONTROL};

    #[test]
    fn a_pattern_is_seen_once_a_page_that_succeeded_says_something_itself() {
        let policy = PatternPolicy::new("/a", "public, s-maxage=60").expect("a policy");
        let overruled = Overruled::default();
        let see = |status: StatusCode, control: Option<&'static str>| {
            let mut response = HeaderMap::new();
            if let Some(control) = control {
                response.insert(CACHE_CONTROL, HeaderValue::from_static(control));
            }
            overruled.see(status, &response, &Targets::default(), Some(&policy));
            overruled.see(status, &response, &Targets::default(), None);
            overruled.contains("/a")
        };
        assert!(!see(StatusCode::OK, None));
        assert!(!see(StatusCode::INTERNAL_SERVER_ERROR, Some("no-store")));
        assert!(!see(StatusCode::NOT_FOUND, Some("no-store")));
        assert!(see(StatusCode::OK, Some("public, s-maxage=5")));
        assert!(!overruled.contains("/b") && !overruled.add(policy.pattern()));
    }
}
