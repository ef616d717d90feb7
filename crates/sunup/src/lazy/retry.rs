//! Fetching again, with growing pauses.

use super::LazyError;
use gloo_timers::future::TimeoutFuture;
use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
};

/// Pauses before the second and each further attempt, in milliseconds. Together under four
/// seconds: longer than most interruptions of a moving phone, shorter than patience.
const PAUSES: [u32; 3] = [250, 750, 2_500];

/// How long an attempt may take, in milliseconds. A connection that stalls says nothing for
/// minutes. The request is not ended, and a later attempt is the first to see it arrive.
const LIMIT: u32 = 15_000;

/// Runs `attempt` until it succeeds, at most once more than there are [`PAUSES`].
pub(super) async fn with_backoff<T, F>(mut attempt: impl FnMut() -> F) -> Result<T, LazyError>
where
    F: Future<Output = Result<T, LazyError>>,
{
    for pause in PAUSES {
        if let Ok(done) = within(LIMIT, attempt()).await {
            return Ok(done);
        }
        TimeoutFuture::new(pause).await;
    }
    within(LIMIT, attempt()).await
}

/// Runs `attempt`; after the limit it counts as failed.
async fn within<T>(
    limit: u32,
    attempt: impl Future<Output = Result<T, LazyError>>,
) -> Result<T, LazyError> {
    let (mut attempt, mut limit) = (pin!(attempt), pin!(TimeoutFuture::new(limit)));
    poll_fn(|cx| match attempt.as_mut().poll(cx) {
        Poll::Pending => limit.as_mut().poll(cx).map(|()| Err(LazyError)),
        done => done,
    })
    .await
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
    async fn an_attempt_that_stalls_counts_as_failed_and_one_in_time_does_not() {
        let stalled = within(20, std::future::pending::<Result<(), _>>()).await;
        assert_eq!(stalled, Err(LazyError));
        let in_time = async {
            TimeoutFuture::new(5).await;
            Ok(7)
        };
        assert_eq!(within(10_000, in_time).await, Ok(7));
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
