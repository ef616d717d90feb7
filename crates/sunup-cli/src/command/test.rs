//! `cargo sunup test`

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::check::{Run, Step, print_total};
use crate::setup::{Place, Plan, Scope};

/// Every check of the site. It ends with a table and `N passed, N failed`.
#[derive(Debug, Args)]
pub(crate) struct Test {
    /// Run only this step; may be given more than once
    #[arg(long, value_name = "STEP", value_enum)]
    only: Vec<Step>,

    /// Run the long form of tests that have a short one
    #[arg(long)]
    full: bool,
}

impl Test {
    pub(crate) fn run(self) -> Result<ExitCode> {
        let mut place = Place::find()?;
        if let Err(error) = Plan::new(Scope::All).run(&mut place) {
            // Whoever counts tests by the last line sees that this run is not a pass.
            print_total(0, 1);
            return Err(error);
        }
        let run = Run::new(place, self.only, self.full)?;
        Ok(if run.all() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}
