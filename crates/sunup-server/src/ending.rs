//! [`Ending`]: says once how a request ended, whether or not anybody waited for the answer.

use std::{
    thread::panicking,
    time::{Duration, Instant},
};

use axum::response::Response;
use http::{HeaderMap, Request};

use crate::route::Route;

/// Stands for the status of a request whose client left before there was one, as in nginx. A
/// connection that is cut at the end of the grace period counts the same.
pub(crate) const CLIENT_LEFT: u16 = 499;

/// How a request ended.
pub(crate) struct End<'a> {
    /// Of the answer; [`CLIENT_LEFT`] when there was nobody to give it to.
    pub(crate) status: u16,
    pub(crate) route: &'a str,
    /// Until the headers of the answer were ready, or the client left.
    pub(crate) elapsed: Duration,
}

/// Tells how a request ended, of which something was known. The headers are the answer's.
type Report<K> = fn(K, &End<'_>, Option<&HeaderMap>);

/// A request without an answer. It is dropped so when its client leaves.
#[derive(Debug)]
pub(crate) struct Ending<K> {
    start: Instant,
    route: Route,
    report: Report<K>,
    known: Option<K>,
}

impl<K> Ending<K> {
    /// Begins with the request; `report` is called when it ends, with what is `known` of it.
    pub(crate) fn of<B>(request: &Request<B>, known: K, report: Report<K>) -> Self {
        Self {
            start: Instant::now(),
            route: Route::of(request),
            report,
            known: Some(known),
        }
    }

    /// Ends with an answer.
    pub(crate) fn answered(mut self, response: &Response) {
        if let Some(known) = self.known.take() {
            let end = End {
                status: response.status().as_u16(),
                route: self.route.label(response),
                elapsed: self.start.elapsed(),
            };
            (self.report)(known, &end, Some(response.headers()));
        }
    }
}

impl<K> Drop for Ending<K> {
    fn drop(&mut self) {
        // A panic drops it too, and is told elsewhere.
        if let Some(known) = self.known.take().filter(|_| !panicking()) {
            let end = End {
                status: CLIENT_LEFT,
                route: self.route.pattern(),
                elapsed: self.start.elapsed(),
            };
            (self.report)(known, &end, None);
        }
    }
}
