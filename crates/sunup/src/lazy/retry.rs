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

#[cfg(all(test, target_family = "wasm"))]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    async fn an_attempt_that_fails_is_made_again() {
        let mut attempts = 0;
        let done = with_backoff(|| {
            attempts += 1;
            let outcome = if attempts < 3 {
                Err(LazyError)
            } else {
                Ok(attempts)
            };
            async move { outcome }
        });
        assert_eq!(done.await, Ok(3));
    }

    #[wasm_bindgen_test]
    async fn after_the_last_attempt_the_error_is_the_answer() {
        let mut attempts = 0;
        let done = with_backoff(|| {
            attempts += 1;
            async { Err::<(), _>(LazyError) }
        })
        .await;
        assert_eq!((done, attempts), (Err(LazyError), PAUSES.len() + 1));
    }
}
