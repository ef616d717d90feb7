//! [`Stamped`]: the fields of an answer with the two that change with time, which are written once a
//! second, whatever the number of hits.

use std::sync::{PoisonError, RwLock};

use http::{HeaderMap, HeaderValue, header};

use crate::status::{CACHE_STATUS, CacheStatus};

/// `Age` and the `ttl` of `Cache-Status`, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) age: u64,
    pub(super) ttl: i64,
}

/// Fields with the stamp of the last hit. A hit clones them as they are.
#[derive(Debug)]
pub(super) struct Stamped {
    last: RwLock<(Option<Stamp>, HeaderMap)>,
}

impl Stamped {
    pub(super) fn new(mut headers: HeaderMap) -> Self {
        // In their places, so that a hit changes values only.
        headers.insert(header::AGE, HeaderValue::from_static("0"));
        headers.insert(CACHE_STATUS, HeaderValue::from_static("sunup"));
        Self {
            last: RwLock::new((None, headers)),
        }
    }

    /// The fields of a hit.
    pub(super) fn hit(&self, stamp: Stamp) -> HeaderMap {
        let last = self.last.read().unwrap_or_else(PoisonError::into_inner);
        if last.0 == Some(stamp) {
            return last.1.clone();
        }
        drop(last);
        let mut last = self.last.write().unwrap_or_else(PoisonError::into_inner);
        let status = CacheStatus::hit(stamp.ttl).detail("memory");
        last.1.insert(header::AGE, stamp.age.into());
        last.1.insert(CACHE_STATUS, status.value());
        last.0 = Some(stamp);
        last.1.clone()
    }

    /// The fields of an answer that says of itself what the caller says.
    pub(super) fn with(&self, age: u64, status: &CacheStatus) -> HeaderMap {
        let mut headers = self.clone_last();
        headers.insert(header::AGE, age.into());
        headers.insert(CACHE_STATUS, status.value());
        headers
    }

    /// The fields without the two.
    pub(super) fn plain(&self) -> HeaderMap {
        let mut headers = self.clone_last();
        headers.remove(header::AGE);
        headers.remove(CACHE_STATUS);
        headers
    }

    /// Reads the fields where they are.
    pub(super) fn read<R>(&self, read: impl FnOnce(&HeaderMap) -> R) -> R {
        read(&self.last.read().unwrap_or_else(PoisonError::into_inner).1)
    }

    fn clone_last(&self) -> HeaderMap {
        self.read(HeaderMap::clone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_fields_are_written_when_they_change() {
        let stamped = Stamped::new(HeaderMap::new());
        for (age, ttl, status) in [
            (0, 60, "sunup; hit; ttl=60; detail=memory"),
            (0, 60, "sunup; hit; ttl=60; detail=memory"),
            (1, 59, "sunup; hit; ttl=59; detail=memory"),
            (1, 58, "sunup; hit; ttl=58; detail=memory"),
        ] {
            let headers = stamped.hit(Stamp { age, ttl });
            assert_eq!(headers[header::AGE], age.to_string());
            assert_eq!(headers[CACHE_STATUS], status);
        }
        assert!(stamped.plain().is_empty());
    }
}
