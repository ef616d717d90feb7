//! How a step ended.

use super::counts::Counts;

/// The end of one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(super) counts: Counts,
    /// Sentences for the operator: why it failed, what it measured.
    pub(super) notes: Vec<String>,
    /// False when the step could not start, for want of an earlier one.
    pub(super) ran: bool,
}

impl Outcome {
    /// A step without tests of its own: it counts as one.
    pub(super) fn of_command(succeeded: bool) -> Self {
        let (passed, failed) = if succeeded { (1, 0) } else { (0, 1) };
        Self {
            counts: Counts {
                passed,
                failed,
                ..Counts::default()
            },
            notes: Vec::new(),
            ran: true,
        }
    }

    /// A step whose tests were counted. A runner that failed without naming a test, or that
    /// ran none, is a failure all the same.
    pub(super) fn of_tests(succeeded: bool, mut counts: Counts) -> Self {
        let mut notes = Vec::new();
        if counts.failed == 0 && !succeeded {
            counts.failed = 1;
            notes
                .push("The test runner failed outside of a test; see its output above.".to_owned());
        } else if counts.passed + counts.failed == 0 {
            counts.failed = 1;
            notes.push("No test ran. A step that checks nothing does not pass.".to_owned());
        }
        if counts.ignored > 0 {
            notes.push(format!(
                "{} tests are switched off and were not run.",
                counts.ignored
            ));
        }
        Self {
            counts,
            notes,
            ran: true,
        }
    }

    /// A step that could not start. It counts as a failure.
    pub(super) fn not_run(reason: String) -> Self {
        Self {
            ran: false,
            notes: vec![reason],
            ..Self::of_command(false)
        }
    }

    /// The same with a sentence more.
    pub(super) fn with_note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// True when nothing failed.
    pub(super) fn passed(&self) -> bool {
        self.counts.failed == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crashed_runner_counts_as_a_failure() {
        let counts = Counts {
            passed: 7,
            ..Counts::default()
        };
        let outcome = Outcome::of_tests(false, counts);
        assert_eq!((outcome.counts.passed, outcome.counts.failed), (7, 1));
        assert!(!outcome.passed());
    }

    #[test]
    fn a_step_that_ran_no_test_does_not_pass() {
        assert!(!Outcome::of_tests(true, Counts::default()).passed());
    }

    #[test]
    fn failures_that_were_counted_are_not_counted_twice() {
        let counts = Counts {
            passed: 7,
            failed: 2,
            ..Counts::default()
        };
        assert_eq!(Outcome::of_tests(false, counts).counts.failed, 2);
    }
}
