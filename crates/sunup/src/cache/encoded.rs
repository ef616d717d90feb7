//! Results as the cache keeps them: JSON, which names its fields, so that a tier that outlives the
//! process hands no result to a program for which the same bytes mean something else.

use crate::{PageError, page::Stated};
use http::StatusCode;
use serde::{Serialize, de::DeserializeOwned};
use sunup_cache::data::Value;

/// What is kept of a result, with what was stated while it was read.
///
/// # Errors
/// That of the result, unless it is that something is not there.
pub(super) fn value<T: Serialize>(
    result: &Result<T, PageError>,
    stated: &Stated,
) -> Result<Value, PageError> {
    let is_absent = match result {
        Ok(_) => false,
        Err(error) if is_absence(error) => true,
        Err(error) => return Err(error.clone()),
    };
    let bytes = serde_json::to_vec(result).map_err(PageError::failed)?;
    let mut value = stated.tags().iter().fold(Value::from(bytes), Value::tag);
    if is_absent {
        value = value.absent();
    }
    if !stated.is_for_all() {
        value = value.for_one();
    }
    Ok(value)
}

/// The result that is kept.
///
/// # Errors
/// When it is none of this type.
pub(super) fn result<T: DeserializeOwned>(
    value: &Value,
) -> Result<Result<T, PageError>, serde_json::Error> {
    serde_json::from_slice(&value.bytes)
}

fn is_absence(error: &PageError) -> bool {
    matches!(error.status(), StatusCode::NOT_FOUND | StatusCode::GONE)
}
