//! The steps, in the order they run.

use std::time::Duration;

use clap::ValueEnum;

/// One step of `cargo sunup test`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Step {
    /// rustfmt
    Format,
    /// clippy on what runs on the host
    Clippy,
    /// clippy on what runs in the browser
    ClippyWasm,
    /// Unit, integration and documentation tests
    Test,
    /// Wasm tests in Chromium
    TestWasm,
    /// The release build, split and compressed
    Build,
    /// Bytes of the release against size-budget.toml
    Size,
    /// Playwright on the release build
    EndToEnd,
}

impl Step {
    /// All of them, in order.
    pub(super) fn all() -> &'static [Self] {
        Self::value_variants()
    }

    /// As `--only` takes it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Clippy => "clippy",
            Self::ClippyWasm => "clippy-wasm",
            Self::Test => "test",
            Self::TestWasm => "test-wasm",
            Self::Build => "build",
            Self::Size => "size",
            Self::EndToEnd => "end-to-end",
        }
    }

    /// What it is about, in a few words.
    pub(super) fn about(self) -> &'static str {
        match self {
            Self::Format => "rustfmt",
            Self::Clippy => "clippy, host",
            Self::ClippyWasm => "clippy, browser",
            Self::Test => "unit, integration and doc tests",
            Self::TestWasm => "wasm tests in Chromium",
            Self::Build => "release build, split and compressed",
            Self::Size => "size budget",
            Self::EndToEnd => "Playwright on the release build",
        }
    }

    /// The time it should take on two cores with a cold target folder; together 40 minutes.
    /// Printed beside the time it took, and never a reason to fail.
    pub(super) fn budget(self) -> Duration {
        let seconds = match self {
            Self::Format => 10,
            Self::Clippy => 240,
            Self::ClippyWasm => 120,
            Self::Test => 600,
            Self::TestWasm => 180,
            Self::Build => 780,
            Self::Size => 10,
            Self::EndToEnd => 460,
        };
        Duration::from_secs(seconds)
    }

    /// The step whose result this one looks at.
    pub(super) fn needs(self) -> Option<Self> {
        matches!(self, Self::Size | Self::EndToEnd).then_some(Self::Build)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budgets_fit_into_forty_minutes() {
        let total: Duration = Step::all().iter().map(|step| step.budget()).sum();
        assert!(total <= Duration::from_secs(40 * 60), "{total:?}");
    }

    #[test]
    fn the_names_are_those_of_the_command_line() {
        for step in Step::all() {
            assert_eq!(step.to_possible_value().unwrap().get_name(), step.name());
        }
    }
}
