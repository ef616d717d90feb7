//! [`Payload`]: the data of a page, with its type left out.
//!
//! Leptos' resources are generic over what they hold, and a browser downloads them again for every
//! type: 10 kB of wasm (before optimisation) for each page with data. All pages share one resource
//! of payloads; the type comes back when the data is shown.

use super::side;
use crate::PageError;
use serde::{Serialize, de::DeserializeOwned};
use std::{any::Any, sync::Arc};

/// What a page's resource holds: data, or why there is none.
pub(super) type Outcome = Result<Payload, PageError>;

/// The data of a page, with its type left out.
#[derive(Clone, Debug)]
pub struct Payload(Form);

#[derive(Clone, Debug)]
enum Form {
    /// As it was fetched on this side.
    Value {
        value: Arc<dyn Any + Send + Sync>,
        encode: side::Encode,
    },
    /// As the server handed it over.
    Encoded(Arc<[u8]>),
}

impl Payload {
    /// Data that was fetched here.
    pub(super) fn new<T: Serialize + Send + Sync + 'static>(value: T) -> Self {
        Self(Form::Value {
            value: Arc::new(value),
            encode: side::encoder::<T>(),
        })
    }

    /// Data that was handed over.
    pub(super) fn handed_over(bytes: &[u8]) -> Self {
        Self(Form::Encoded(bytes.into()))
    }

    /// The bytes to hand over.
    pub(super) fn encode(&self) -> Result<Vec<u8>, postcard::Error> {
        match &self.0 {
            Form::Value { value, encode } => side::encode(&**value, *encode),
            Form::Encoded(bytes) => Ok(bytes.to_vec()),
        }
    }

    /// The data as what it is. Another type than the one that was fetched is a page made by
    /// another build of the site, and an error.
    pub(super) fn open<T: DeserializeOwned + Clone + 'static>(&self) -> Result<T, PageError> {
        match &self.0 {
            Form::Value { value, .. } => value.downcast_ref().cloned().ok_or(PageError::internal()),
            Form::Encoded(bytes) => postcard::from_bytes(bytes).map_err(|_| PageError::internal()),
        }
    }
}
