//! Starting other programs with the environment a plain shell would give them.
//!
//! `cargo run` exports its own toolchain and the description of this very package to
//! us. Passed on, they would win over the toolchain chosen for the checkout, and cargo
//! would find a changed environment and compile again what a plain `cargo leptos build`
//! had compiled.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{self, BufRead, BufReader, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::terminal::say;

/// Variables cargo and rustup set for their children, by name and by prefix.
const SET_BY_CARGO: &[&str] = &[
    "CARGO",
    "CARGO_CRATE_NAME",
    "CARGO_PRIMARY_PACKAGE",
    "OUT_DIR",
    "RUSTC",
    "RUSTDOC",
    "RUSTUP_TOOLCHAIN",
    "RUSTUP_TOOLCHAIN_SOURCE",
    "RUST_RECURSION_COUNT",
];
const PREFIXES_SET_BY_CARGO: &[&str] = &["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"];

/// A program to be started with a clean environment.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        let known = name.to_str().is_some_and(|name| {
            SET_BY_CARGO.contains(&name)
                || PREFIXES_SET_BY_CARGO
                    .iter()
                    .any(|prefix| name.starts_with(prefix))
        });
        if known {
            command.env_remove(name);
        }
    }
    match env::var_os("LD_LIBRARY_PATH").and_then(|path| library_path(&path)) {
        Some(path) => command.env("LD_LIBRARY_PATH", path),
        None => command.env_remove("LD_LIBRARY_PATH"),
    };
    command
}

/// The library path without the folders `cargo run` put in front.
fn library_path(path: &OsStr) -> Option<OsString> {
    let by_cargo = |folder: &PathBuf| {
        let text = folder.to_string_lossy();
        text.contains("/debug/")
            || text.ends_with("/debug")
            || text.contains("/release/")
            || text.ends_with("/release")
            || text.contains("/rustlib/")
            || text.contains("/toolchains/")
    };
    let rest: Vec<PathBuf> = env::split_paths(path)
        .filter(|folder| !folder.as_os_str().is_empty() && !by_cargo(folder))
        .collect();
    if rest.is_empty() {
        None
    } else {
        env::join_paths(rest).ok()
    }
}

/// The command as a person would type it, for messages.
pub(crate) fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_name()
        .unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    let words = words.map(|word| {
        let word = word.to_string_lossy();
        if word.is_empty() || word.contains([' ', '\'', '"', '*']) {
            format!("'{word}'")
        } else {
            word.into_owned()
        }
    });
    let line = words.collect::<Vec<_>>().join(" ");
    // Started by its path, and known to everyone as a subcommand.
    line.replacen("cargo-leptos leptos", "cargo leptos", 1)
}

/// Runs a command whose output the operator sees; an error unless it succeeds.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("`{}` cannot be started", shown(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

/// As [`run`], for a program that colours its output wherever it goes: on a terminal as
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

fn each_line(output: impl io::Read, mut line: impl FnMut(&str)) -> Result<()> {
    let mut output = BufReader::new(output);
    let mut bytes = Vec::new();
    while output.read_until(b'\n', &mut bytes)? > 0 {
        line(String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']));
        bytes.clear();
    }
    Ok(())
}

/// As [`run`], ending the command when it takes longer than the limit.
pub(crate) fn run_within(limit: Duration, command: &mut Command) -> Result<()> {
    let text = shown(command);
    let mut child = command
        .spawn()
        .with_context(|| format!("`{text}` cannot be started"))?;
    let start = Instant::now();
    loop {
        match child.try_wait()? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => bail!("`{text}` failed ({status})"),
            None if start.elapsed() > limit => {
                let _ = child.kill();
                let _ = child.wait();
                bail!("`{text}` did not end within {} s", limit.as_secs());
            }
            None => std::thread::sleep(Duration::from_millis(100)),
        }
    }
}

/// Becomes the command where the system can, so that signals reach it without a detour;
/// elsewhere waits for it and takes over its exit code.
pub(crate) fn become_command(command: &mut Command) -> Result<ExitCode> {
    let text = shown(command);
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        let error: io::Error = command.exec();
        Err(error).with_context(|| format!("`{text}` cannot be started"))
    }
    #[cfg(not(unix))]
    {
        let status: io::Result<_> = command.status();
        let status = status.with_context(|| format!("`{text}` cannot be started"))?;
        Ok(ExitCode::from(
            u8::try_from(status.code().unwrap_or(1)).unwrap_or(1),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_cargo_leave_the_library_path_and_others_stay() {
        let path = OsStr::new(
            "/site/target/debug/deps:/site/target/debug:/opt/oracle:/r/lib/rustlib/x/lib",
        );
        assert_eq!(
            library_path(path).as_deref(),
            Some(OsStr::new("/opt/oracle"))
        );
        assert_eq!(library_path(OsStr::new("/site/target/debug")), None);
    }

    #[test]
    fn a_command_is_shown_as_one_would_type_it() {
        let mut command = Command::new("/somewhere/bin/cargo");
        command.args(["test", "--test", "*"]);
        assert_eq!(shown(&command), "cargo test --test '*'");
    }

    #[test]
    fn colours_are_taken_out_of_a_line() {
        assert_eq!(
            without_escapes("\x1b[38;5;214m  Front\x1b[0m compiling"),
            "  Front compiling"
        );
        assert_eq!(without_escapes("plain"), "plain");
        assert_eq!(without_escapes("cut \x1b[38;5"), "cut ");
    }

    #[test]
    fn a_command_over_its_limit_is_ended() {
        let error = run_within(Duration::from_millis(50), Command::new("sleep").arg("20"));
        assert!(error.unwrap_err().to_string().contains("did not end"));
    }
}
