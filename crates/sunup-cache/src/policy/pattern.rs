//! [`PatternPolicy`]: what the settings declare for pages that declare nothing.

use http::HeaderValue;
use std::sync::Arc;

/// The `Cache-Control` of a route's pages, from the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternPolicy {
    pattern: Arc<str>,
    value: HeaderValue,
}

/// Why a policy of the settings is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PatternError {
    /// No field value at all.
    #[error("{0:?} is no value of Cache-Control")]
    Value(String),
}

impl PatternPolicy {
    /// The policy `cache_control` for the route `pattern`.
    ///
    /// # Errors
    /// When the value cannot be one of `Cache-Control`.
    pub fn new(pattern: &str, cache_control: &str) -> Result<Self, PatternError> {
        let value = HeaderValue::from_str(cache_control)
            .map_err(|_| PatternError::Value(cache_control.to_owned()))?;
        Ok(Self {
            pattern: pattern.into(),
            value,
        })
    }

    /// The route pattern.
    pub fn pattern(&self) -> &Arc<str> {
        &self.pattern
    }

    /// The value of `Cache-Control`.
    pub fn value(&self) -> &HeaderValue {
        &self.value
    }
}
