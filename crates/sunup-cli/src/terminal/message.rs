//! Lines, headings and the last words of a command that failed.

use std::fmt;
use std::io::{self, Write};

use super::{Paint, paint};

/// Columns every line of ours fits into.
pub(crate) const WIDTH: usize = 80;

/// Prints a line. A reader that has gone away (`| head`) is no reason to panic.
pub(crate) fn say(line: impl fmt::Display) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{line}");
    let _ = out.flush();
}

/// Prints a rule with a title on the left and a note on the right.
pub(crate) fn heading(title: &str, note: &str) {
    say("");
    say(rule(title, note));
}

/// The rule of a heading.
pub(crate) fn rule(title: &str, note: &str) -> String {
    let used = 3 + title.chars().count() + 1 + note.chars().count() + 1;
    let rule = "─".repeat(WIDTH.saturating_sub(used).max(3));
    format!(
        "{} {} {} {}",
        paint(Paint::Quiet, "──"),
        paint(Paint::Strong, title),
        paint(Paint::Quiet, rule),
        paint(Paint::Quiet, note)
    )
}

/// Prints lines two columns in, for commands to copy.
pub(crate) fn indented(lines: &[String]) {
    for line in lines {
        say(format!("  {line}"));
    }
}

/// Prints what went wrong on standard error: the sentence, then its reasons.
pub(crate) fn failure(error: &anyhow::Error) {
    let mut err = io::stderr().lock();
    let _ = writeln!(err, "\nerror: {error}");
    for reason in error.chain().skip(1) {
        let _ = writeln!(err, "  because {reason}");
    }
}
