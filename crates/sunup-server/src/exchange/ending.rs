//! [`Ending`]: says once how a request ended, whether or not anybody waited for the answer.

use std::{
    thread::panicking,
    time::{Duration, Instant},
};

use axum::response::Response;
use http::{Method, request::Parts, uri::PathAndQuery};

use crate::{
    access_log::Line,
    metrics::Series,
    request_id::{HEADER, RequestId},
    route::{Route, RouteLabel},
};

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

/// What is told when a request ends, of which there is no answer yet.
pub(super) struct Ending {
    start: Instant,
    id: RequestId,
    method: Method,
    target: Option<PathAndQuery>,
    route: Route,
    series: Series,
    told: bool,
}

impl Ending {
    /// Of a request that began at `start`.
    pub(super) fn of(
        start: Instant,
        parts: &Parts,
        id: RequestId,
        route: Route,
        series: Series,
    ) -> Self {
        Self {
            start,
            id,
            method: parts.method.clone(),
            target: parts.uri.path_and_query().cloned(),
            route,
            series,
            told: false,
        }
    }

    /// Ends with an answer.
    pub(super) fn answered(mut self, response: &mut Response) {
        self.told = true;
        let label = response.extensions().get::<RouteLabel>();
        let route = label.map_or(self.route.pattern(), |label| label.0);
        answered(&self.line(), self.start, route, &self.series, response);
    }

    fn line(&self) -> Line<'_> {
        Line {
            id: &self.id,
            method: &self.method,
            path: self.target.as_ref().map_or("", PathAndQuery::path),
        }
    }
}

impl Drop for Ending {
    fn drop(&mut self) {
        // A panic drops it too, and is told elsewhere.
        if !self.told && !panicking() {
            let end = End {
                status: CLIENT_LEFT,
                route: self.route.pattern(),
                elapsed: self.start.elapsed(),
            };
            self.series.count(&self.method, &end);
            self.line().write(&end, None);
        }
    }
}

/// Tells of the answer to a request that began at `start`, and writes the id on it.
pub(super) fn answered(
    line: &Line<'_>,
    start: Instant,
    route: &str,
    series: &Series,
    response: &mut Response,
) {
    let end = End {
        status: response.status().as_u16(),
        route,
        elapsed: start.elapsed(),
    };
    series.count(line.method, &end);
    line.write(&end, Some(response.headers()));
    response.headers_mut().insert(HEADER, line.id.value());
}
