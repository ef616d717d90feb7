//! [`Patience`]: how long clients are waited for.

use std::time::Duration;

/// How long clients are waited for. A duration is a grace period, with the default for the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// How long requests in flight may take to finish after the signal.
    pub grace: Duration,
    /// How long a client may take nothing of an answer that waits for it.
    pub answer_idle: Duration,
}

impl Patience {
    /// The default of [`answer_idle`](Self::answer_idle). The kernel tells of room for more in steps
    /// of a third of its buffer, or of the client's: on a slow line these are many seconds apart.
    pub const ANSWER_IDLE: Duration = Duration::from_secs(60);
}

impl From<Duration> for Patience {
    fn from(grace: Duration) -> Self {
        Self {
            grace,
            answer_idle: Self::ANSWER_IDLE,
        }
    }
}
