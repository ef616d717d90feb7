//! Numbers with a unit: durations and sizes.

use std::{fmt, time::Duration};

use super::Setting;

/// A number of bytes, written `512B`, `64KiB`, `1MiB` or `2GiB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ByteSize(u64);

impl ByteSize {
    /// A size in bytes.
    pub const fn bytes(bytes: u64) -> Self {
        Self(bytes)
    }

    /// A size in KiB (1024 bytes).
    pub const fn kib(kib: u64) -> Self {
        Self(kib * 1024)
    }

    /// A size in MiB (1024 KiB).
    pub const fn mib(mib: u64) -> Self {
        Self(mib * 1024 * 1024)
    }

    /// The number of bytes.
    pub const fn as_u64(self) -> u64 {
        self.0
    }
}

impl fmt::Display for ByteSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (unit, size) = SIZES
            .iter()
            .rev()
            .find(|(_, size)| self.0 >= *size && self.0.is_multiple_of(*size))
            .unwrap_or(&SIZES[0]);
        write!(f, "{}{unit}", self.0 / size)
    }
}

const SIZES: [(&str, u64); 4] = [
    ("B", 1),
    ("KiB", 1024),
    ("MiB", 1024 * 1024),
    ("GiB", 1024 * 1024 * 1024),
];

const DURATIONS: [(&str, u64); 4] = [
    ("ms", 1),
    ("s", 1000),
    ("m", 60 * 1000),
    ("h", 60 * 60 * 1000),
];

impl Setting for ByteSize {
    const EXPECTS: &'static str = "a size such as 512B, 64KiB or 1MiB";

    fn parse(text: &str) -> Option<Self> {
        scaled(text, &SIZES).map(Self)
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Setting for Duration {
    const EXPECTS: &'static str = "a duration such as 250ms, 5s or 2m";

    fn parse(text: &str) -> Option<Self> {
        scaled(text, &DURATIONS).map(Self::from_millis)
    }

    fn show(&self) -> String {
        let millis = u64::try_from(self.as_millis()).unwrap_or(u64::MAX);
        let (unit, size) = DURATIONS
            .iter()
            .rev()
            .find(|(_, size)| millis >= *size && millis.is_multiple_of(*size))
            .unwrap_or(&DURATIONS[0]);
        format!("{}{unit}", millis / size)
    }
}

/// A whole number followed by one of the units; no number without a unit, for that is where
/// seconds are taken for milliseconds.
fn scaled(text: &str, units: &[(&str, u64)]) -> Option<u64> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let (_, size) = units.iter().find(|(name, _)| *name == unit.trim_start())?;
    number.parse::<u64>().ok()?.checked_mul(*size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_needs_a_number_and_a_unit() {
        let parse = <Duration as Setting>::parse;
        assert_eq!(parse("250ms"), Some(Duration::from_millis(250)));
        assert_eq!(parse("2 m"), Some(Duration::from_secs(120)));
        for text in [
            "",
            "5",
            "s",
            "-5s",
            "5 parsecs",
            "1.5s",
            "99999999999999999999h",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_size_needs_a_number_and_a_unit() {
        assert_eq!(ByteSize::parse("64KiB"), Some(ByteSize::kib(64)));
        assert_eq!(ByteSize::parse("18446744073709551615GiB"), None);
        assert_eq!(ByteSize::parse("1MB"), None);
    }

    #[test]
    fn values_are_shown_in_the_largest_unit_that_is_exact() {
        assert_eq!(ByteSize::mib(1).to_string(), "1MiB");
        assert_eq!(ByteSize::bytes(1025).to_string(), "1025B");
        assert_eq!(ByteSize::bytes(0).to_string(), "0B");
        assert_eq!(Setting::show(&Duration::from_millis(90_000)), "90s");
        assert_eq!(Setting::show(&Duration::ZERO), "0ms");
    }
}
