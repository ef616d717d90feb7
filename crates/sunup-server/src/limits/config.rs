//! Settings of the limits.

use std::time::Duration;

use super::idle::Idle;
use crate::{
    config::{ByteSize, ConfigError, Reader},
    shutdown::Patience,
};

/// Settings of the limits.
#[derive(Clone, Debug)]
pub struct Config {
    /// `limits.body`, `SUNUP_LIMITS_BODY`, default `1MiB`: the longest request body that is read;
    /// a longer one is answered with 413.
    pub body: ByteSize,
    /// `limits.body_idle`, `SUNUP_LIMITS_BODY_IDLE`, default `30s`: how long a request body that is
    /// being read may bring nothing. Then the answer is 408, and the connection ends.
    pub body_idle: Duration,
    /// `limits.answer_idle`, `SUNUP_LIMITS_ANSWER_IDLE`, default `1m`: how long a client may take
    /// nothing of an answer that waits for it. Then its connection is cut.
    pub answer_idle: Duration,
}

impl Config {
    /// How long [`BodyLimitLayer`](super::BodyLimitLayer) waits where nobody says otherwise.
    pub(super) const BODY_IDLE: Duration = Duration::from_secs(30);

    /// Reads the settings.
    ///
    /// # Errors
    /// When a value is not usable.
    pub fn read(reader: &mut Reader) -> Result<Self, ConfigError> {
        let body = reader.value("limits.body", "SUNUP_LIMITS_BODY", ByteSize::mib(1))?;
        let mut idle = |key, variable, default| {
            let idle = reader.value(key, variable, Idle(default));
            idle.map(|Idle(time)| time)
        };
        Ok(Self {
            body,
            body_idle: idle(
                "limits.body_idle",
                "SUNUP_LIMITS_BODY_IDLE",
                Self::BODY_IDLE,
            )?,
            answer_idle: idle(
                "limits.answer_idle",
                "SUNUP_LIMITS_ANSWER_IDLE",
                Patience::ANSWER_IDLE,
            )?,
        })
    }
}
