//! Times in sentences.

/// Whole seconds as people say them: `90 s`, `12 min`, `5 h`, `3 days`.
pub(super) fn spoken(seconds: u64) -> String {
    const MINUTE: u64 = 60;
    const HOUR: u64 = 60 * MINUTE;
    const DAY: u64 = 24 * HOUR;
    match seconds {
        ..120 => format!("{seconds} s"),
        120..7200 => format!("{} min", seconds / MINUTE),
        7200..172_800 => format!("{} h", seconds / HOUR),
        _ => format!("{} days", seconds / DAY),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_as_people_say_them() {
        for (seconds, expected) in [
            (0, "0 s"),
            (119, "119 s"),
            (125, "2 min"),
            (7_200, "2 h"),
            (172_800, "2 days"),
            (31_536_000, "365 days"),
        ] {
            assert_eq!(spoken(seconds), expected);
        }
    }
}
