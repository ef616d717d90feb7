//! Set-up tried with an empty tools folder, and with tools that fail.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// An empty folder for one test, removed afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("sunup-setup-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// Puts a program there that says something and fails.
    fn with_failing(self, program: &str) -> Self {
        let file = self.0.join(program);
        fs::write(&file, "#!/bin/sh\necho no network >&2\nexit 7\n").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
        self
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn sunup(arguments: &[&str], tools: &Path, cargo_home: &Path, programs: Option<&Path>) -> Output {
    let mut path = std::env::var_os("PATH").unwrap();
    if let Some(programs) = programs {
        let folders = std::iter::once(programs.to_path_buf()).chain(std::env::split_paths(&path));
        path = std::env::join_paths(folders.collect::<Vec<_>>()).unwrap();
    }
    Command::new(env!("CARGO_BIN_EXE_sunup-cli"))
        .args(arguments)
        .env("SUNUP_TOOLS_DIR", tools)
        .env("CARGO_HOME", cargo_home)
        .env("PATH", path)
        .output()
        .unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn with_an_empty_tools_folder_the_plan_names_every_missing_tool_and_changes_nothing() {
    let tools = Folder::new("plan");
    let home = Folder::new("plan-home");
    let output = sunup(&["setup", "--all", "--dry-run"], &tools.0, &home.0, None);
    let text = text(&output);
    assert!(output.status.success(), "{text}");
    let state = |name: &str| {
        let line = text
            .lines()
            .find(|line| line.trim_start().starts_with(name));
        line.unwrap_or_else(|| panic!("{name} is not in the plan:\n{text}"))
            .to_owned()
    };
    for name in [
        "wasm-opt",
        "cargo-leptos, wasm-bindgen",
        "plain cargo leptos",
    ] {
        assert!(state(name).contains("to do"), "{text}");
    }
    for name in [
        "Node and npm",
        "Playwright",
        "Chromium",
        "Rust for the browser",
        "cargo sunup",
    ] {
        state(name);
    }
    assert!(
        text.lines().all(|line| line.chars().count() <= 80),
        "{text}"
    );
    assert_eq!(
        fs::read_dir(&tools.0).unwrap().count(),
        0,
        "a dry run creates nothing"
    );
}

#[test]
fn a_step_that_fails_stops_set_up_and_prints_what_to_run_by_hand() {
    let tools = Folder::new("failing");
    let home = Folder::new("failing-home");
    let programs = Folder::new("failing-programs").with_failing("npm");
    let output = sunup(&["setup"], &tools.0, &home.0, Some(&programs.0));
    let text = text(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("Set-up stopped at: wasm-opt"), "{text}");
    assert!(text.contains("by hand"), "{text}");
    assert!(text.contains("npm install --prefix"), "{text}");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(
        error.contains("error: set-up could not provide wasm-opt"),
        "{error}"
    );
    assert!(!error.contains("panicked"), "{error}");
}

#[test]
fn the_doctor_sees_an_empty_tools_folder_and_exits_with_1() {
    let tools = Folder::new("doctor");
    let home = Folder::new("doctor-home");
    let output = sunup(&["doctor"], &tools.0, &home.0, None);
    let text = text(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(
        text.lines()
            .any(|line| line.contains("wasm-opt") && line.contains("wrong")),
        "{text}"
    );
    assert!(text.contains("cargo sunup setup"), "{text}");
}

#[test]
fn the_doctor_looks_for_a_c_compiler_rustfmt_and_clippy() {
    let (tools, home) = (Folder::new("doctor-c"), Folder::new("doctor-c-home"));
    let row = |text: &str, tool: &str| {
        let mut lines = text.lines();
        let line = lines.find(|line| line.split_whitespace().next() == Some(tool));
        line.unwrap_or_else(|| panic!("{tool} is not in the table:\n{text}"))
            .to_owned()
    };
    let there = text(&sunup(&["doctor"], &tools.0, &home.0, None));
    for tool in ["cc", "rustfmt", "clippy"] {
        assert!(row(&there, tool).contains(" ok"), "{there}");
    }

    let programs = Folder::new("doctor-c-programs")
        .with_failing("cc")
        .with_failing("rustfmt")
        .with_failing("cargo-clippy");
    let output = sunup(&["doctor"], &tools.0, &home.0, Some(&programs.0));
    let missing = text(&output);
    assert_eq!(output.status.code(), Some(1), "{missing}");
    for tool in ["cc", "rustfmt", "clippy"] {
        let row = row(&missing, tool);
        assert!(row.contains("none") && row.contains("wrong"), "{missing}");
    }
    for fix in ["cc:", "rustfmt, clippy:"] {
        let at = missing.lines().position(|line| line == fix);
        let command = at.and_then(|at| missing.lines().nth(at + 1));
        let command = command.unwrap_or_else(|| panic!("{fix} has no fix:\n{missing}"));
        assert!(
            command.contains("install") || command.contains("add"),
            "{missing}"
        );
    }
}

#[test]
fn a_tests_run_whose_set_up_fails_counts_as_failed() {
    let tools = Folder::new("test");
    let home = Folder::new("test-home");
    let programs = Folder::new("test-programs").with_failing("npm");
    let output = sunup(&["test"], &tools.0, &home.0, Some(&programs.0));
    let text = text(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(
        text.lines().any(|line| line == "0 passed, 1 failed"),
        "{text}"
    );
}
