//! What the operator reads when a command cannot do its work.

use std::process::{Command, Output, Stdio};

fn sunup(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sunup-cli"));
    command.args(arguments);
    command
}

fn error(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).trim().to_owned()
}

#[test]
fn outside_a_checkout_every_command_says_so_in_one_sentence() {
    for arguments in [
        &["serve"][..],
        &["setup"],
        &["test"],
        &["doctor"],
        &["db", "migrate"],
    ] {
        let output = sunup(arguments)
            .current_dir(std::env::temp_dir())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let error = error(&output);
        assert_eq!(error.lines().count(), 1, "{error}");
        assert!(
            error.contains("is in no checkout of a Sunup site"),
            "{error}"
        );
    }
}

#[test]
fn a_measurement_that_does_not_exist_is_refused() {
    let output = sunup(&["bench", "no-such-measurement"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(error(&output).contains("measurement"), "{}", error(&output));
}

#[test]
fn a_step_that_does_not_exist_is_refused_with_the_names_of_those_that_do() {
    let output = sunup(&["test", "--only", "lint"]).output().unwrap();
    assert!(!output.status.success());
    assert!(error(&output).contains("clippy-wasm"), "{}", error(&output));
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let mut command = sunup(&["setup", "--dry-run"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(!error(&output).contains("panicked"), "{}", error(&output));
    assert!(output.status.success());
}
