//! [`Series`]: the counters and histograms of requests, looked up once each.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, PoisonError, RwLock},
};

use foldhash::fast::RandomState;
use http::Method;
use metrics::{Counter, Histogram, Label, counter, histogram};

use crate::exchange::{CLIENT_LEFT, End};

pub(super) const TOTAL: &str = "http_requests_total";
pub(super) const DURATION: &str = "http_request_duration_seconds";

/// The counters and histograms of requests. Copies share them.
///
/// The registry finds a series by a key of owned labels, which costs a request six allocations;
/// here a request that is like an earlier one costs none.
#[derive(Clone, Default)]
pub(crate) struct Series {
    /// Few methods and statuses belong to one route, so that a list holds them.
    routes: Arc<RwLock<HashMap<String, Vec<Entry>, RandomState>>>,
}

/// Where one kind of request is recorded.
#[derive(Clone)]
struct Entry {
    method: &'static str,
    status: u16,
    total: Counter,
    duration: Histogram,
}

impl Series {
    /// Counts a request that ended. Its route is one of the router's patterns and nothing a
    /// client sent.
    pub(crate) fn count(&self, method: &Method, end: &End<'_>) {
        let method = method_label(method);
        let routes = self.routes.read().unwrap_or_else(PoisonError::into_inner);
        let is_like = |entry: &&Entry| entry.method == method && entry.status == end.status;
        let known = routes.get(end.route).map(|entries| entries.iter());
        match known.and_then(|mut entries| entries.find(is_like)) {
            Some(entry) => entry.count(end),
            None => {
                drop(routes);
                self.register(method, end.route, end.status).count(end);
            }
        }
    }

    fn register(&self, method: &'static str, route: &str, status: u16) -> Entry {
        let mut labels = vec![
            Label::from_static_parts("method", method),
            Label::new("route", route.to_owned()),
        ];
        let duration = histogram!(DURATION, labels.clone());
        labels.push(Label::new("status", status.to_string()));
        let total = counter!(TOTAL, labels);
        let entry = Entry {
            method,
            status,
            total,
            duration,
        };
        let mut routes = self.routes.write().unwrap_or_else(PoisonError::into_inner);
        // Two requests may register the same series at once; both handles are the same series.
        let entries = routes.entry(route.to_owned()).or_default();
        entries.push(entry.clone());
        entry
    }
}

impl Entry {
    fn count(&self, end: &End<'_>) {
        if end.status != CLIENT_LEFT {
            self.duration.record(end.elapsed);
        }
        self.total.increment(1);
    }
}

/// A client may send any word as a method; only the standard ones get a series of their own.
fn method_label(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

impl fmt::Debug for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Series").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_series_is_registered_once_for_method_route_and_status() {
        let series = Series::default();
        let count = |method, route, status| {
            let elapsed = Duration::from_millis(1);
            series.count(
                &method,
                &End {
                    status,
                    route,
                    elapsed,
                },
            );
        };
        for _ in 0..3 {
            count(Method::GET, "/", 200);
        }
        count(Method::GET, "/", 404);
        count(Method::HEAD, "/", 200);
        count(Method::GET, "/about", 200);
        let routes = series.routes.read().expect("no thread panicked");
        assert_eq!(routes["/"].len(), 3);
        assert_eq!(routes["/about"].len(), 1);
    }
}
