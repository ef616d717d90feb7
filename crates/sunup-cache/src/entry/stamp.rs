//! The two fields of a hit that change with time, written once a second.

use std::sync::{Mutex, PoisonError};

use http::HeaderValue;

use crate::status::CacheStatus;

/// `Age` and `Cache-Status` of the last hit.
#[derive(Debug, Default)]
pub(super) struct Stamp {
    last: Mutex<Option<Written>>,
}

#[derive(Clone, Debug)]
struct Written {
    age: u64,
    ttl: i64,
    fields: (HeaderValue, HeaderValue),
}

impl Stamp {
    /// `Age` and `Cache-Status` of a hit.
    pub(super) fn of(&self, age: u64, ttl: i64) -> (HeaderValue, HeaderValue) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(written) = &*last
            && (written.age, written.ttl) == (age, ttl)
        {
            return written.fields.clone();
        }
        let status = CacheStatus::hit(ttl).detail("memory").value();
        let fields = (HeaderValue::from(age), status);
        *last = Some(Written {
            age,
            ttl,
            fields: fields.clone(),
        });
        fields
    }
}
