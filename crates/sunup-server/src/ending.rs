//! [`Ending`]: says once how a request ended, whether or not anybody waited for the answer.

use std::{
    thread::panicking,
    time::{Duration, Instant},
};

use axum::response::Response;
use http::Request;

use crate::metrics::{CLIENT_LEFT, Route};

/// How a request ended.
pub(crate) struct End<'a> {
    /// Of the answer; [`CLIENT_LEFT`] when there was nobody to give it to.
    pub(crate) status: u16,
    pub(crate) route: &'a str,
    /// Until the headers of the answer were ready, or the client left.
    pub(crate) elapsed: Duration,
}

/// A request without an answer. It is dropped so when its client leaves.
pub(crate) struct Ending<R: FnOnce(End<'_>)> {
    start: Instant,
    route: Route,
    report: Option<R>,
}

impl<R: FnOnce(End<'_>)> Ending<R> {
    /// Begins with the request; `report` is called when it ends.
    pub(crate) fn of<B>(request: &Request<B>, report: R) -> Self {
        Self {
            start: Instant::now(),
            route: Route::of(request),
            report: Some(report),
        }
    }

    /// Ends with an answer.
    pub(crate) fn answered(mut self, response: &Response) {
        if let Some(report) = self.report.take() {
            report(End {
                status: response.status().as_u16(),
                route: self.route.label(response),
                elapsed: self.start.elapsed(),
            });
        }
    }
}

impl<R: FnOnce(End<'_>)> Drop for Ending<R> {
    fn drop(&mut self) {
        // A panic drops it too, and is told elsewhere.
        if let Some(report) = self.report.take().filter(|_| !panicking()) {
            report(End {
                status: CLIENT_LEFT,
                route: self.route.pattern(),
                elapsed: self.start.elapsed(),
            });
        }
    }
}
