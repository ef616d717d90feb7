//! Durations as people say them.

use std::time::Duration;

/// `0.4 s`, `12 s`, `3 min 05 s`, `35 min`, `3 h 12 min`, `12 days`.
pub(crate) fn short(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match (seconds / 60, seconds % 60) {
        (0, 0..=9) => {
            let tenths = duration.as_millis() / 100;
            if tenths.is_multiple_of(10) {
                format!("{seconds} s")
            } else {
                format!("{}.{} s", tenths / 10, tenths % 10)
            }
        }
        (0, seconds) => format!("{seconds} s"),
        (2880.., _) => format!("{} days", seconds / 86_400),
        (minutes @ 100.., _) => format!("{} h {:02} min", minutes / 60, minutes % 60),
        (minutes, 0) => format!("{minutes} min"),
        (minutes, seconds) => format!("{minutes} min {seconds:02} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_people_say_them() {
        let cases = [
            (420, "0.4 s"),
            (2_000, "2 s"),
            (59_900, "59 s"),
            (185_000, "3 min 05 s"),
            (2_100_000, "35 min"),
            (5_999_000, "99 min 59 s"),
            (6_000_000, "1 h 40 min"),
            (172_799_000, "47 h 59 min"),
            (172_800_000, "2 days"),
        ];
        for (milliseconds, expected) in cases {
            assert_eq!(short(Duration::from_millis(milliseconds)), expected);
        }
    }
}
