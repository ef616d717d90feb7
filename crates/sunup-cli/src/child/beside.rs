//! Running commands beside each other.

use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result, anyhow};

use super::output::{each_line, without_escapes};
use super::shown;
use crate::terminal::{Paint, paint, say};

/// Runs two commands at a time. Each line they print follows the name of its command, without
/// colours: two programs that draw on one terminal would wipe each other's lines out. Waits
/// for both, so that the work of the one is not lost where the other fails.
pub(crate) fn run_beside(commands: [(&str, &mut Command); 2]) -> Result<()> {
    thread::scope(|scope| {
        let width = commands.iter().map(|(name, _)| name.len()).max();
        let running = commands.map(|(name, command)| {
            let name = format!("{name:width$} │", width = width.unwrap_or_default());
            scope.spawn(move || run_named(&name, command))
        });
        let ended = running.map(|thread| {
            thread
                .join()
                .unwrap_or_else(|_| Err(anyhow!("a thread that reads a command's output died")))
        });
        ended.into_iter().collect()
    })
}

fn run_named(name: &str, command: &mut Command) -> Result<()> {
    let text = shown(command);
    let name = paint(Paint::Quiet, name);
    // One pipe for both streams keeps their lines in order.
    let (reader, writer) = std::io::pipe()?;
    command.stdin(Stdio::null());
    command.stdout(writer.try_clone()?).stderr(writer);
    let mut child = command
        .spawn()
        .with_context(|| format!("`{text}` cannot be started"))?;
    // The command holds the writing ends; the pipe ends when only the child had them.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    each_line(reader, |line| {
        say(format!("{name} {}", without_escapes(line)))
    })?;
    let status = child.wait()?;
    if status.success() {
        Ok(())
    } else {
        Err(anyhow!("`{text}` failed ({status})"))
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;

    fn folder(name: &str) -> PathBuf {
        let name = format!("sunup-beside-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn both_run_at_the_same_time() {
        let folder = folder("both");
        let (a, b) = (folder.join("a"), folder.join("b"));
        // Each waits for the file that the other one writes.
        let script = |own: &Path, other: &Path| {
            let (own, other) = (own.display(), other.display());
            shell(&format!(
                "touch {own}; for n in $(seq 1000); do test -e {other} && exit; sleep 0.01; done; exit 1"
            ))
        };
        run_beside([("a", &mut script(&a, &b)), ("b", &mut script(&b, &a))]).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn one_that_fails_is_named_and_the_other_ends_its_work() {
        let folder = folder("fails");
        let done = folder.join("done");
        let mut late = shell(&format!("sleep 0.2; touch {}", done.display()));
        let error = run_beside([("a", &mut shell("exit 3")), ("b", &mut late)]).unwrap_err();
        assert!(error.to_string().contains("exit 3"), "{error}");
        assert!(done.exists());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
