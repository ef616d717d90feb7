//! What a flight comes to: [`Outcome`] for everybody on board, [`Delivery`] for the one who led.

use std::sync::Arc;

use http::Response;
use tokio::sync::oneshot;

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
    /// The answer, whose body comes as it is rendered. What becomes of it is for the others.
    Streamed(Response<Body>),
    /// The answer, which is his alone.
    Own(Response<Body>, Reason),
    /// The page of an error, which is his alone.
    OwnFailure(Response<Body>),
}

/// How a render ended.
pub(super) enum Ending {
    /// With something to tell everybody on board.
    Landed(Delivery),
    /// Without: the first of those who wait leads now.
    HandedOver(Delivery),
}

/// The one who led, until he has his answer.
pub(super) struct Owner {
    pub(super) answer: oneshot::Sender<Delivery>,
    /// Whether the answer may begin before its end is known. A HEAD has no body to begin with.
    pub(super) streams: bool,
}

impl Delivery {
    /// What everybody else on board is told.
    pub(super) fn for_all(&self) -> Outcome {
        match self {
            Self::Shared(outcome) => outcome.clone(),
            Self::Own(..) | Self::Streamed(_) => Outcome::Uncacheable,
            Self::OwnFailure(_) => Outcome::Failed(Arc::new(Failure::late())),
        }
    }
}

impl Ending {
    /// What the one who led is told, where he has no answer yet.
    pub(super) fn delivery(self) -> Delivery {
        match self {
            Self::Landed(delivery) | Self::HandedOver(delivery) => delivery,
        }
    }
}
