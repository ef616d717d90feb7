//! `cargo sunup browser-test`: cargo's runner for wasm test binaries.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::check::run_in_browser;
use crate::setup::Place;

/// Called by cargo, with the binary and what the user wrote after `--`.
#[derive(Debug, Args)]
pub(crate) struct BrowserTest {
    /// The wasm file
    file: PathBuf,

    /// Passed on to wasm-bindgen-test-runner
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

impl BrowserTest {
    pub(crate) fn run(self) -> Result<ExitCode> {
        let passed = run_in_browser(&Place::find()?, &self.file, &self.arguments)?;
        Ok(if passed {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}
