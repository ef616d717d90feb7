//! [`Outcome`]: how a render ended, as its visitor sees it.

use axum::{body::Body, http::Response};

/// How a render ended, as its visitor sees it.
pub(super) enum Outcome {
    /// It answered, with whatever status.
    Answered(Response<Body>),
    /// It panicked. The panic hook has logged it.
    Panicked,
    /// It was not ready at the deadline.
    Late,
}
