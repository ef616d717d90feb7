//! Times in the file: milliseconds since 1970, by the clock of whoever wrote them.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A time as it stands in the file.
pub(super) fn millis(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// The time that so many milliseconds are.
pub(super) fn time(millis: u64) -> SystemTime {
    let time = UNIX_EPOCH.checked_add(Duration::from_millis(millis));
    time.unwrap_or(UNIX_EPOCH)
}
