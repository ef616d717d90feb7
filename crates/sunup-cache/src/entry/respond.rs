//! An entry as an answer: the encoding that was asked for, 304, or no body at all.

use std::time::SystemTime;

use http::{HeaderMap, Method, Response, StatusCode};

use super::{
    Entry,
    stamp::{Stamp, Stamped},
};
use crate::{
    body::Body,
    encoding::{Accepted, Encoding},
    freshness::Freshness,
    status::CacheStatus,
    validator::Condition,
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
        // Nothing acceptable is there: 406, or to disregard what the client says (RFC 9110, section
        // 12.4.1). Every client can read identity, none a page that is not sent, and with 406 the
        // answer would turn on whether the compressing is through.
        let chosen = accepted.best(there).unwrap_or(Encoding::Identity);
        let liked = accepted.best(|_| true).unwrap_or(Encoding::Identity);
        let wants_compression = self.bodies.compressible()
            && chosen == Encoding::Identity
            && liked != Encoding::Identity;

        let condition = match self.status() {
            StatusCode::OK => self.bodies.condition(request, &accepted, chosen),
            _ => Condition::Send,
        };
        let (status, headers, body) = match condition {
            Condition::Have(encoding) => {
                let fields = self.bodies.not_modified(encoding);
                (StatusCode::NOT_MODIFIED, stamped(fields), Body::empty())
            }
            Condition::Send => {
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
