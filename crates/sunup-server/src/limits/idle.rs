//! [`Idle`]: how long nothing may come or go.

use std::time::Duration;

use crate::config::Setting;

/// A time that a client needs between two parts of something, even on a bad line: in less than a
/// tenth of a second hardly any would be served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Idle(pub(super) Duration);

impl Setting for Idle {
    const EXPECTS: &'static str = "a time from 100ms to 24h, such as 30s";

    fn parse(text: &str) -> Option<Self> {
        let time = Duration::parse(text)?;
        let sensible = Duration::from_millis(100)..=Duration::from_secs(24 * 3600);
        sensible.contains(&time).then_some(Self(time))
    }

    fn show(&self) -> String {
        self.0.show()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_in_which_nobody_could_do_anything_is_refused() {
        for time in ["0s", "99ms", "25h", "30", "for ever"] {
            assert_eq!(Idle::parse(time), None, "{time}");
        }
        assert_eq!(
            Idle::parse("24h").map(|idle| idle.show()),
            Some("24h".into())
        );
    }
}
