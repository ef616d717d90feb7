//! Runs a render in a task of its own.
//!
//! A render that is tied to its connection ends when the visitor leaves, and then everyone who
//! waits for the same page waits in vain, and Leptos keeps what the render held. So it always runs
//! to its end, and the visitor merely stops waiting at the deadline.

use super::{document, outcome::Outcome, slots::Slots};
use axum::{
    body::{Body, to_bytes},
    http::{HeaderValue, Response, StatusCode, header::CONTENT_LENGTH},
};
use futures::FutureExt;
use std::{
    future::Future,
    panic::AssertUnwindSafe,
    time::{Duration, Instant},
};
use tracing::Instrument;

/// A render that is late goes on for this many deadlines, to fill caches and to finish in an
/// orderly way, before it is given up.
pub(super) const PATIENCE: u32 = 6;

/// What is rendered, as the log names it, and how long its visitor waits.
pub(super) struct Job {
    pub(super) what: &'static str,
    pub(super) path: String,
    /// What the head of the document has besides, if it is one.
    pub(super) script: Option<String>,
    pub(super) deadline: Duration,
}

/// Runs `render`; answers after the job's deadline at the latest.
pub(super) async fn run(
    render: impl Future<Output = Response<Body>> + Send + 'static,
    slots: Slots,
    job: Job,
) -> Outcome {
    let Job {
        what,
        path,
        script,
        deadline,
    } = job;
    let started = Instant::now();
    let work = async move {
        // Data is given up first, inside the render, and lets it end in an orderly way; the margin
        // makes sure of that order.
        let give_up = deadline * PATIENCE + deadline;
        let collected = collected(render, slots.clone(), script);
        let guarded = AssertUnwindSafe(collected).catch_unwind();
        match tokio::time::timeout(give_up, guarded).await {
            Ok(Ok(response)) => {
                slots.owner.release();
                metrics::histogram!("sunup_render_seconds").record(started.elapsed().as_secs_f64());
                Outcome::Answered(response)
            }
            Ok(Err(_panic)) => {
                slots.owner.clean_up();
                metrics::counter!("sunup_render_panics_total").increment(1);
                Outcome::Panicked
            }
            Err(_elapsed) => {
                slots.owner.clean_up();
                Outcome::Late
            }
        }
    };
    let task = tokio::spawn(work.in_current_span());
    // A second task, for the deadline is missed whether or not anyone still waits for the answer,
    // and a render that never yields must not keep its own clock from being looked at.
    let watch = async move {
        match tokio::time::timeout(deadline, task).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => Outcome::Panicked,
            Err(_elapsed) => {
                metrics::counter!("sunup_render_deadline_total").increment(1);
                tracing::error!(path, ?deadline, "{what} was not ready at the deadline");
                Outcome::Late
            }
        }
    };
    tokio::spawn(watch.in_current_span())
        .await
        .unwrap_or(Outcome::Panicked)
}

/// Waits for the whole document, so that status, headers and body leave together.
pub(super) async fn collected(
    render: impl Future<Output = Response<Body>>,
    slots: Slots,
    script: Option<String>,
) -> Response<Body> {
    let (mut parts, body) = render.await.into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(bytes) => {
            let head = slots.take_tags() + &script.unwrap_or_default();
            let bytes = document::finished(&bytes, &head);
            parts
                .headers
                .insert(CONTENT_LENGTH, HeaderValue::from(bytes.len()));
            Response::from_parts(parts, Body::from(bytes))
        }
        Err(error) => {
            tracing::error!(%error, "the body of a rendered page broke off");
            parts.status = StatusCode::INTERNAL_SERVER_ERROR;
            Response::from_parts(parts, Body::empty())
        }
    }
}
