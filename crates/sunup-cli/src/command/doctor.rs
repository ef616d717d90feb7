//! `cargo sunup doctor`

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::doctor::{Finding, examine, print};
use crate::setup::{Place, Plan, Scope};
use crate::terminal::say;

/// Exit code 1 when something is wrong.
#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// Install what is missing, then look again
    #[arg(long)]
    fix: bool,
}

impl Doctor {
    pub(crate) fn run(self) -> Result<ExitCode> {
        let mut place = Place::find()?;
        if self.fix {
            Plan::new(Scope::All).run(&mut place)?;
        }
        let findings = examine(&place);
        print(&findings);
        let wrong = findings
            .iter()
            .filter(|finding| Finding::is_wrong(finding))
            .count();
        if wrong == 0 {
            return Ok(ExitCode::SUCCESS);
        }
        if !self.fix {
            say("");
            say("`cargo sunup doctor --fix` installs what can be installed.");
        }
        Ok(ExitCode::FAILURE)
    }
}
