//! One line of the doctor's table.

use crate::terminal::{Cell, Paint, Table, paint, say};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Good,
    /// Works; something else would be better.
    Warning,
    Wrong,
}

/// A tool: what is there, what is needed, what to do.
#[derive(Debug)]
pub(crate) struct Finding {
    pub(super) tool: &'static str,
    pub(super) found: String,
    pub(super) wanted: String,
    pub(super) status: Status,
    pub(super) fix: Vec<String>,
}

impl Finding {
    /// True when the site cannot be built, served or tested so.
    pub(crate) fn is_wrong(&self) -> bool {
        self.status == Status::Wrong
    }
}

/// Prints the table and below it how to fix each line that is not good.
pub(crate) fn print(findings: &[Finding]) {
    let titles = ["tool", "found", "wanted", "status"];
    let mut table = Table::new(titles.map(Cell::left).to_vec());
    for finding in findings {
        let status = match finding.status {
            Status::Good => Cell::left("ok").painted(Paint::Good),
            Status::Warning => Cell::left("warning").painted(Paint::Warn),
            Status::Wrong => Cell::left("wrong").painted(Paint::Bad),
        };
        table.row(vec![
            Cell::left(finding.tool),
            Cell::left(&finding.found),
            Cell::left(&finding.wanted),
            status,
        ]);
    }
    table.print();
    for (fix, tools) in by_fix(findings) {
        say("");
        say(format!("{}:", paint(Paint::Strong, tools.join(", "))));
        for line in fix {
            say(format!("  {line}"));
        }
    }
}

/// One command often mends several tools; it is shown once, with all of them.
fn by_fix(findings: &[Finding]) -> Vec<(&[String], Vec<&'static str>)> {
    let mut grouped: Vec<(&[String], Vec<&'static str>)> = Vec::new();
    for finding in findings.iter().filter(|finding| !finding.fix.is_empty()) {
        match grouped.iter_mut().find(|(fix, _)| *fix == finding.fix) {
            Some((_, tools)) => tools.push(finding.tool),
            None => grouped.push((&finding.fix, vec![finding.tool])),
        }
    }
    grouped
}
