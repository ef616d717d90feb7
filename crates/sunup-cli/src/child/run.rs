//! Running a command whose output goes to the operator as it is.

use std::io;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::shown;

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
    fn a_command_over_its_limit_is_ended() {
        let error = run_within(Duration::from_millis(50), Command::new("sleep").arg("20"));
        assert!(error.unwrap_err().to_string().contains("did not end"));
    }
}
