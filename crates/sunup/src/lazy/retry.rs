//! Fetching again, with growing pauses.

use super::LazyError;
use gloo_timers::future::TimeoutFuture;
use std::future::Future;

/// Pauses before the second and each further attempt, in milliseconds. Together under four
/// seconds: longer than most interruptions of a moving phone, shorter than patience.
const PAUSES: [u32; 3] = [250, 750, 2_500];

/// Runs `attempt` until it succeeds, at most once more than there are [`PAUSES`].
pub(super) async fn with_backoff<T, F>(mut attempt: impl FnMut() -> F) -> Result<T, LazyError>
where
    F: Future<Output = Result<T, LazyError>>,
{
    for pause in PAUSES {
        if let Ok(done) = attempt().await {
            return Ok(done);
        }
        TimeoutFuture::new(pause).await;
    }
    attempt().await
}
