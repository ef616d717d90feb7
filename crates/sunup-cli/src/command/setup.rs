//! `cargo sunup setup`

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::setup::{Place, Plan, Scope};
use crate::terminal::say;

/// Installs what is missing; ready things are left alone.
#[derive(Debug, Args)]
pub(crate) struct Setup {
    /// Also what the tests need: Playwright, Chromium and PostgreSQL
    #[arg(long)]
    all: bool,

    /// Show each requirement and what would be done; change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Setup {
    pub(crate) fn run(self) -> Result<ExitCode> {
        let mut place = Place::find()?;
        let plan = Plan::new(if self.all { Scope::All } else { Scope::Site });
        if !self.dry_run {
            plan.run(&mut place)?;
        }
        plan.print(&place);
        if !self.dry_run {
            say("");
            say("Next: cargo sunup serve");
        }
        Ok(ExitCode::SUCCESS)
    }
}
