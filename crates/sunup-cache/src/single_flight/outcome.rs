//! What a flight comes to: [`Outcome`] for everybody on board, [`Delivery`] for the one who led.

use std::sync::Arc;

use http::Response;

use super::failure::Failure;
use crate::{body::Body, entry::Entry, marker::Reason, store::Stored};

/// What everybody on board is told.
#[derive(Clone)]
pub(crate) enum Outcome {
    /// A response that may be used for everybody, and whether it is in the store.
    Rendered(Arc<Entry>, Stored),
    /// The answer is nobody else's: each renders on his own.
    Uncacheable,
    /// The render failed.
    Failed(Arc<Failure>),
}

/// What the one who led is told.
pub(super) enum Delivery {
    /// The same as everybody.
    Shared(Outcome),
    /// The answer, which is his alone.
    Own(Response<Body>, Reason),
    /// The page of an error, which is his alone.
    OwnFailure(Response<Body>),
}

impl Delivery {
    /// What everybody else on board is told.
    pub(super) fn for_all(&self) -> Outcome {
        match self {
            Self::Shared(outcome) => outcome.clone(),
            Self::Own(..) => Outcome::Uncacheable,
            Self::OwnFailure(_) => Outcome::Failed(Arc::new(Failure::late())),
        }
    }
}
