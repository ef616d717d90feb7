//! What each step runs.

use std::fs;
use std::process::Command;

use anyhow::Result;

use super::counts::Counts;
use super::outcome::Outcome;
use super::run::Run;
use super::step::Step;
use super::{libtest, playwright, size_budget};
use crate::terminal::say;
use crate::toolchain::WASM;
use crate::{child, own_program};

/// What a release leaves out and checks do not: the site is tested on each kind of database.
const HOST_FEATURES: &str = "postgres";

/// The workspace of the examples, which use the crates as other projects do.
const EXAMPLES: &str = "examples/Cargo.toml";

/// Runs a step; an error counts as its failure.
pub(super) fn run(run: &Run, step: Step) -> Result<Outcome> {
    match step {
        Step::Format => format(run),
        Step::Clippy => clippy(run),
        Step::ClippyWasm => clippy_wasm(run),
        Step::Test => test(run),
        Step::TestWasm => test_wasm(run),
        Step::Build => build(run),
        Step::Size => size_budget::check(run),
        Step::EndToEnd => end_to_end(run),
    }
}

/// The tools and the examples are workspaces of their own and are formatted as such.
fn format(run: &Run) -> Result<Outcome> {
    let mut formatted = passes(run.command("cargo").args(["fmt", "--all", "--check"]))?;
    for manifest in ["crates/sunup-cli/tools/Cargo.toml", EXAMPLES] {
        let mut cargo = run.command("cargo");
        formatted &= passes(cargo.args(["fmt", "--all", "--manifest-path", manifest, "--check"]))?;
    }
    let outcome = Outcome::of_command(formatted);
    Ok(if outcome.passed() {
        outcome
    } else {
        outcome.with_note("`cargo fmt --all` formats the files.")
    })
}

fn clippy(run: &Run) -> Result<Outcome> {
    let mut cargo = run.command("cargo");
    cargo.args([
        "clippy",
        "--workspace",
        "--exclude",
        "frontend",
        "--features",
        HOST_FEATURES,
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]);
    Ok(Outcome::of_command(passes(&mut cargo)?))
}

/// `ssr` and `hydrate` exclude each other, so the browser's half is a command of its own.
fn clippy_wasm(run: &Run) -> Result<Outcome> {
    let mut cargo = run.command("cargo");
    cargo.args([
        "clippy", "-p", "frontend", "--target", WASM, "--", "-D", "warnings",
    ]);
    Ok(Outcome::of_command(passes(&mut cargo)?))
}

fn test(run: &Run) -> Result<Outcome> {
    let mut cargo = run.command("cargo");
    cargo.args([
        "test",
        "--workspace",
        "--exclude",
        "frontend",
        "--features",
        HOST_FEATURES,
        "--no-fail-fast",
    ]);
    libtests(&mut cargo)
}

/// Cargo starts each test binary with this very command, which opens it in Chromium.
fn test_wasm(run: &Run) -> Result<Outcome> {
    let runner = own_program::path()?;
    let runner = toml::Value::from(vec![
        runner.to_string_lossy().into_owned(),
        "browser-test".to_owned(),
    ]);
    let mut cargo = run.command("cargo");
    cargo
        .arg("--config")
        .arg(format!("target.{WASM}.runner={runner}"));
    cargo.args([
        "test",
        "-p",
        "sunup",
        "--features",
        "hydrate",
        "--target",
        WASM,
        "--tests",
        "--no-fail-fast",
    ]);
    libtests(&mut cargo)
}

fn build(run: &Run) -> Result<Outcome> {
    if run.release.is_current(&run.place) {
        return Ok(Outcome::of_command(true)
            .with_note("Nothing changed since the last release build of the tests."));
    }
    announce(&run.release.command(&run.place));
    run.release.build(&run.place)?;
    Ok(Outcome::of_command(true))
}

fn end_to_end(run: &Run) -> Result<Outcome> {
    let report = run.place.checkout.test_target().join("end2end-report.json");
    let _ = fs::remove_file(&report);
    let mut npx = run.command("npx");
    npx.args(["playwright", "test", "--reporter=list,json"])
        .current_dir(run.place.end2end());
    npx.env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report);
    npx.env("SUNUP_TEST_SERVER", run.release.server())
        .env("SUNUP_TEST_SITE", run.release.site());
    announce(&npx);
    let succeeded = child::lines(&mut npx, |line| say(line))?;
    let counts = fs::read_to_string(&report)
        .ok()
        .and_then(|report| playwright::count(&report));
    Ok(Outcome::of_tests(succeeded, counts.unwrap_or_default()))
}

fn passes(command: &mut Command) -> Result<bool> {
    announce(command);
    child::lines(command, |line| say(line))
}

fn libtests(command: &mut Command) -> Result<Outcome> {
    announce(command);
    let mut counts = Counts::default();
    let succeeded = child::lines(command, |line| {
        say(line);
        libtest::count(line, &mut counts);
    })?;
    Ok(Outcome::of_tests(succeeded, counts))
}

fn announce(command: &Command) {
    say(format!("$ {}", child::shown(command)));
}
