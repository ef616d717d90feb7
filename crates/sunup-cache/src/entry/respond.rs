//! An entry as an answer: the encoding that was asked for, 304, or no body at all.

use std::time::SystemTime;

use http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};

use super::{Entry, bodies::CACHE_STATUS};
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
    pub(crate) fn hit(&self, method: &Method, request: &HeaderMap, now: SystemTime) -> Answer {
        let age = self.age(now).as_secs();
        let fields = self.stamp.of(age, self.ttl(now));
        self.count_hit();
        self.answer(method, request, fields)
    }

    /// Answers with a `Cache-Status` of the caller's.
    pub(crate) fn respond(
        &self,
        method: &Method,
        request: &HeaderMap,
        now: SystemTime,
        status: &CacheStatus,
    ) -> Answer {
        let age = HeaderValue::from(self.age(now).as_secs());
        self.answer(method, request, (age, status.value()))
    }

    /// The seconds for which it is fresh; below zero, for which it has been stale.
    pub(crate) fn ttl(&self, now: SystemTime) -> i64 {
        match self.freshness(now) {
            freshness @ Freshness::Fresh { .. } => freshness.ttl().unwrap_or(0),
            // Stale for less than a second is stale: zero would not say so.
            freshness => freshness.ttl().unwrap_or(-1).min(-1),
        }
    }

    fn answer(
        &self,
        method: &Method,
        request: &HeaderMap,
        (age, status): (HeaderValue, HeaderValue),
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
        let (status_code, mut headers, body) = match conditional
            .then(|| condition(request, &self.bodies.content, &accepted, chosen))
        {
            Some(Condition::Have(encoding)) => {
                let headers = self.bodies.not_modified(encoding).clone();
                (StatusCode::NOT_MODIFIED, headers, Body::empty())
            }
            _ => {
                let coded = self.bodies.coded(chosen);
                let coded = coded.unwrap_or_else(|| self.bodies.identity());
                let body = match *method {
                    Method::HEAD => Body::empty(),
                    _ => Body::whole(coded.body.clone()),
                };
                (self.status(), coded.headers.clone(), body)
            }
        };
        headers.insert(header::AGE, age);
        headers.insert(CACHE_STATUS, status);
        let mut response = Response::new(body);
        *response.status_mut() = status_code;
        *response.headers_mut() = headers;
        Answer {
            response,
            wants_compression,
        }
    }
}
