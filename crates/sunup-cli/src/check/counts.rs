//! Tests counted.

use std::ops::AddAssign;

/// How many passed and failed, and the names of those that failed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(super) passed: u64,
    pub(super) failed: u64,
    /// Tests somebody switched off; they are shown and count as neither.
    pub(super) ignored: u64,
    pub(super) failures: Vec<String>,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
        self.failures.extend(other.failures);
    }
}
