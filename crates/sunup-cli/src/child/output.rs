//! Running a command and reading what it prints.

use std::io::{self, BufRead, BufReader, IsTerminal};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::{run, shown};
use crate::terminal::say;

/// Runs a command silently and returns what it printed; `None` when it is absent or fails.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// Runs a command and hands over each line of its standard output. True when it succeeded.
pub(crate) fn lines(command: &mut Command, mut line: impl FnMut(&str)) -> Result<bool> {
    let context = format!("`{}` cannot be started", shown(command));
    let mut child = command.stdout(Stdio::piped()).spawn().context(context)?;
    if let Some(output) = child.stdout.take() {
        each_line(output, &mut line)?;
    }
    Ok(child.wait()?.success())
}

/// As [`run`](super::run), for a program that colours its output wherever it goes: on a terminal as
/// it is, elsewhere as plain lines.
pub(crate) fn run_plain(command: &mut Command) -> Result<()> {
    if io::stderr().is_terminal() && io::stdout().is_terminal() {
        return run(command);
    }
    let text = shown(command);
    // One pipe for both streams keeps their lines in order.
    let (reader, writer) = io::pipe()?;
    command.stdout(writer.try_clone()?).stderr(writer);
    let mut child = command
        .spawn()
        .with_context(|| format!("`{text}` cannot be started"))?;
    // The command holds the writing ends; the pipe ends when only the child had them.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    each_line(reader, |line| say(without_escapes(line)))?;
    let status = child.wait()?;
    if !status.success() {
        bail!("`{text}` failed ({status})");
    }
    Ok(())
}

fn each_line(output: impl io::Read, mut line: impl FnMut(&str)) -> Result<()> {
    let mut output = BufReader::new(output);
    let mut bytes = Vec::new();
    while output.read_until(b'\n', &mut bytes)? > 0 {
        line(String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']));
        bytes.clear();
    }
    Ok(())
}

/// A line without the escape sequences of colours (`ESC [ … m` and its kind).
fn without_escapes(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("\x1b[") {
        plain.push_str(before);
        let end = after
            .find(|c: char| c.is_ascii_alphabetic())
            .map_or(after.len(), |end| end + 1);
        rest = &after[end..];
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_taken_out_of_a_line() {
        assert_eq!(
            without_escapes("\x1b[38;5;214m  Front\x1b[0m compiling"),
            "  Front compiling"
        );
        assert_eq!(without_escapes("plain"), "plain");
        assert_eq!(without_escapes("cut \x1b[38;5"), "cut ");
    }
}
