//! One run of `cargo sunup test`.

use std::fs::File;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::outcome::Outcome;
use super::step::Step;
use super::{shared_target, steps, summary};
use crate::release::Release;
use crate::setup::{Browser, Place};
use crate::terminal::{Paint, heading, paint, say, short};

/// What the steps share.
#[derive(Debug)]
pub(crate) struct Run {
    pub(super) place: Place,
    pub(super) release: Release,
    browser: Option<Browser>,
    only: Vec<Step>,
    full: bool,
    /// Held while the run lasts: two runs in one target folder would test each other's binaries.
    _lock: File,
}

/// A step that is over.
#[derive(Debug)]
pub(super) struct Finished {
    pub(super) step: Step,
    pub(super) outcome: Outcome,
    pub(super) time: Duration,
}

impl Run {
    /// Takes the target folder of the tests; waits while another run has it.
    pub(crate) fn new(place: Place, only: Vec<Step>, full: bool) -> Result<Self> {
        let lock = shared_target::take(&place)?;
        Ok(Self {
            release: Release::of_tests(&place),
            browser: Browser::find(&place),
            place,
            only,
            full,
            _lock: lock,
        })
    }

    /// Runs the steps and prints the summary. True when all passed.
    pub(crate) fn all(&self) -> bool {
        let start = Instant::now();
        let chosen = self.chosen();
        let mut finished: Vec<Finished> = Vec::new();
        for (index, step) in chosen.iter().enumerate() {
            let title = format!(
                "{}/{} {}: {}",
                index + 1,
                chosen.len(),
                step.name(),
                step.about()
            );
            heading(&title, &format!("budget {}", short(step.budget())));
            let start = Instant::now();
            let outcome = self.outcome(*step, &finished);
            let time = start.elapsed();
            footer(*step, &outcome, time);
            finished.push(Finished {
                step: *step,
                outcome,
                time,
            });
        }
        summary::print(&finished, start.elapsed())
    }

    /// A program of the toolchain, with what every test finds in its environment.
    pub(super) fn command(&self, program: &str) -> Command {
        let mut command = self.place.toolchain.command(program);
        command.current_dir(self.place.checkout.root());
        command.env("CARGO_TARGET_DIR", self.place.checkout.test_target());
        if self.full {
            command.env("SUNUP_TEST_FULL", "1");
        }
        if let Some(browser) = &self.browser {
            browser.tell(&mut command);
        }
        command
    }

    /// All steps, or those asked for with what they look at.
    fn chosen(&self) -> Vec<Step> {
        let asked = |step: Step| self.only.is_empty() || self.only.contains(&step);
        let needed = |step: Step| {
            let mut askers = Step::all()
                .iter()
                .filter(|asker| asker.needs() == Some(step) && asked(**asker));
            askers.next().is_some() && !self.release.is_current(&self.place)
        };
        Step::all()
            .iter()
            .copied()
            .filter(|step| asked(*step) || needed(*step))
            .collect()
    }

    fn outcome(&self, step: Step, finished: &[Finished]) -> Outcome {
        let failed = |needed: Step| {
            finished
                .iter()
                .any(|done| done.step == needed && !done.outcome.passed())
        };
        if let Some(needed) = step.needs().filter(|needed| failed(*needed)) {
            return Outcome::not_run(format!("Not run, because {} failed.", needed.name()));
        }
        steps::run(self, step).unwrap_or_else(|error| {
            let reasons: Vec<String> = error.chain().map(ToString::to_string).collect();
            Outcome::of_command(false).with_note(format!("{}.", reasons.join(": ")))
        })
    }
}

fn footer(step: Step, outcome: &Outcome, time: Duration) {
    for note in &outcome.notes {
        say(note);
    }
    let verdict = match (outcome.ran, outcome.passed()) {
        (false, _) => paint(Paint::Bad, "not run"),
        (true, true) => paint(Paint::Good, "passed"),
        (true, false) => paint(Paint::Bad, "FAILED"),
    };
    say(format!("{} {verdict} in {}", step.name(), short(time)));
}
