//! [`Series`]: the counters and histograms of requests, looked up once each.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use metrics::{Counter, Histogram, Label, counter, histogram};

use super::layer::{DURATION, TOTAL};

/// The counters and histograms of requests. Copies share them.
///
/// The registry finds a series by a key of owned labels, which costs a request six allocations;
/// here a request that is like an earlier one costs none.
#[derive(Clone, Default)]
pub(super) struct Series {
    /// Few methods and statuses belong to one route, so that a list holds them.
    routes: Arc<RwLock<HashMap<String, Vec<Entry>>>>,
}

struct Entry {
    method: &'static str,
    status: u16,
    handles: Handles,
}

/// Where one kind of request is recorded.
#[derive(Clone)]
pub(super) struct Handles {
    pub(super) total: Counter,
    pub(super) duration: Histogram,
}

impl Series {
    /// The handles of `route`, which is one of the router's patterns and nothing a client sent.
    pub(super) fn of(&self, method: &'static str, route: &str, status: u16) -> Handles {
        let routes = self.routes.read().unwrap_or_else(PoisonError::into_inner);
        let known = routes
            .get(route)
            .and_then(|entries| {
                let is_like = |entry: &&Entry| entry.method == method && entry.status == status;
                entries.iter().find(is_like)
            })
            .map(|entry| entry.handles.clone());
        drop(routes);
        known.unwrap_or_else(|| self.register(method, route, status))
    }

    fn register(&self, method: &'static str, route: &str, status: u16) -> Handles {
        let mut labels = vec![
            Label::from_static_parts("method", method),
            Label::new("route", route.to_owned()),
        ];
        let duration = histogram!(DURATION, labels.clone());
        labels.push(Label::new("status", status.to_string()));
        let total = counter!(TOTAL, labels);
        let handles = Handles { total, duration };
        let mut routes = self.routes.write().unwrap_or_else(PoisonError::into_inner);
        // Two requests may register the same series at once; both handles are the same series.
        routes.entry(route.to_owned()).or_default().push(Entry {
            method,
            status,
            handles: handles.clone(),
        });
        handles
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_is_registered_once_for_method_route_and_status() {
        let series = Series::default();
        for _ in 0..3 {
            series.of("GET", "/", 200);
        }
        series.of("GET", "/", 404);
        series.of("HEAD", "/", 200);
        series.of("GET", "/about", 200);
        let routes = series.routes.read().expect("no thread panicked");
        assert_eq!(routes["/"].len(), 3);
        assert_eq!(routes["/about"].len(), 1);
    }
}
