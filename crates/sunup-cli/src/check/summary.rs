//! The end of a run: a table, the failures by name, and one line to read by machine.

use std::time::Duration;

use super::run::Finished;
use super::step::Step;
use crate::terminal::{Cell, Paint, Table, WIDTH, heading, paint, say, short};

/// Failures named below the table; more of them are in the output above.
const NAMED: usize = 20;

/// Prints it. True when nothing failed.
pub(super) fn print(finished: &[Finished], time: Duration) -> bool {
    let passed: u64 = finished.iter().map(|done| done.outcome.counts.passed).sum();
    let failed: u64 = finished.iter().map(|done| done.outcome.counts.failed).sum();
    heading("Summary", &short(time));
    table(finished, passed + failed, time).print();
    let failures: Vec<String> = finished.iter().flat_map(names).collect();
    if !failures.is_empty() {
        say("");
        for failure in failures.iter().take(NAMED) {
            say(shortened(&format!(
                "  {} {failure}",
                paint(Paint::Bad, "failed")
            )));
        }
        if failures.len() > NAMED {
            say(format!("  and {} more", failures.len() - NAMED));
        }
    }
    print_total(passed, failed);
    failed == 0
}

/// `N passed, N failed`, alone on its line and never coloured.
pub(crate) fn print_total(passed: u64, failed: u64) {
    say("");
    say(format!("{passed} passed, {failed} failed"));
}

fn table(finished: &[Finished], tests: u64, time: Duration) -> Table {
    let titles = ["step", "tests", "result", "time", "budget"];
    let mut table = Table::new(
        titles
            .map(|title| match title {
                "step" | "result" => Cell::left(title),
                _ => Cell::right(title),
            })
            .to_vec(),
    );
    for Finished {
        step,
        outcome,
        time,
    } in finished
    {
        let result = match (outcome.ran, outcome.passed()) {
            (false, _) => Cell::left("not run").painted(Paint::Bad),
            (true, true) => Cell::left("passed").painted(Paint::Good),
            (true, false) => {
                Cell::left(format!("{} failed", outcome.counts.failed)).painted(Paint::Bad)
            }
        };
        let over = *time > step.budget();
        table.row(vec![
            Cell::left(step.name()),
            Cell::right((outcome.counts.passed + outcome.counts.failed).to_string()),
            result,
            Cell::right(short(*time)).painted(if over { Paint::Warn } else { Paint::Plain }),
            Cell::right(short(step.budget())),
        ]);
    }
    let budget: Duration = finished.iter().map(|done| Step::budget(done.step)).sum();
    table.row(vec![
        Cell::left("all"),
        Cell::right(tests.to_string()),
        Cell::left(""),
        Cell::right(short(time)),
        Cell::right(short(budget)),
    ]);
    table
}

/// A step's failed tests; the step itself where none has a name.
fn names(done: &Finished) -> Vec<String> {
    let step = done.step.name();
    if done.outcome.passed() {
        return Vec::new();
    }
    if done.outcome.counts.failures.is_empty() {
        return vec![step.to_owned()];
    }
    done.outcome
        .counts
        .failures
        .iter()
        .map(|name| format!("{step}: {name}"))
        .collect()
}

fn shortened(line: &str) -> String {
    if line.chars().count() <= WIDTH {
        return line.to_owned();
    }
    line.chars().take(WIDTH - 1).chain(['…']).collect()
}
