//! An entry as an answer: the encoding that was asked for, 304, or no body at all.

use std::time::SystemTime;

use http::{HeaderMap, Method, Response, StatusCode, header};

use super::{
    Entry,
    stamp::{Stamp, Stamped},
};
use crate::{
    body::Body,
    encoding::{Accepted, Encoding},
    freshness::Freshness,
    status::CacheStatus,
    validator::{Condition, condition},
};

/// An answer, and what the caller may want to do about it.
pub(crate) struct Answer {
    pub(crate) response: Response<Body>,
    /// The client would have liked an encoding that is not there yet.
    pub(crate) wants_compression: bool,
}

impl Entry {
    /// Answers as a hit.
    pub(crate) fn hit(
        &self,
        method: &Method,
        request: &HeaderMap,
        freshness: Freshness,
        now: SystemTime,
    ) -> Answer {
        self.count_hit();
        let stamp = Stamp {
            age: self.age(now).as_secs(),
            ttl: ttl(freshness),
        };
        self.answer(method, request, |fields| fields.hit(stamp))
    }

    /// Answers with a `Cache-Status` of the caller's.
    pub(crate) fn respond(
        &self,
        method: &Method,
        request: &HeaderMap,
        now: SystemTime,
        status: &CacheStatus,
    ) -> Answer {
        let age = self.age(now).as_secs();
        self.answer(method, request, |fields| fields.with(age, status))
    }

    /// The seconds for which it is fresh; below zero, for which it has been stale.
    pub(crate) fn ttl(&self, now: SystemTime) -> i64 {
        ttl(self.freshness(now))
    }

    fn answer(
        &self,
        method: &Method,
        request: &HeaderMap,
        stamped: impl FnOnce(&Stamped) -> HeaderMap,
    ) -> Answer {
        let accepted = Accepted::of(request);
        let there = |encoding| self.bodies.has(encoding);
        // Nothing acceptable is there: identity is better than an error (RFC 9110, 12.5.3).
        let chosen = accepted.best(there).unwrap_or(Encoding::Identity);
        let wants_compression = self.bodies.compressible()
            && chosen == Encoding::Identity
            && accepted.best(|_| true) != Some(Encoding::Identity);

        let conditional =
            self.status() == StatusCode::OK && request.contains_key(header::IF_NONE_MATCH);
        let (status, headers, body) = match conditional
            .then(|| condition(request, &self.bodies.content, &accepted, chosen))
        {
            Some(Condition::Have(encoding)) => {
                let fields = self.bodies.not_modified(encoding);
                (StatusCode::NOT_MODIFIED, stamped(fields), Body::empty())
            }
            _ => {
                let coded = self.bodies.coded(chosen);
                let coded = coded.unwrap_or_else(|| self.bodies.identity());
                let body = match *method {
                    Method::HEAD => Body::empty(),
                    _ => Body::whole(coded.body.clone()),
                };
                (self.status(), stamped(&coded.headers), body)
            }
        };
        let mut response = Response::new(body);
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        Answer {
            response,
            wants_compression,
        }
    }
}

fn ttl(freshness: Freshness) -> i64 {
    match freshness {
        Freshness::Fresh { .. } => freshness.ttl().unwrap_or(0),
        // Stale for less than a second is stale: zero would not say so.
        _ => freshness.ttl().unwrap_or(-1).min(-1),
    }
}
