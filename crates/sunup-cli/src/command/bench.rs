//! `cargo sunup bench`

use std::fs;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use crate::checkout::Checkout;
use crate::child;
use crate::setup::{Browser, Place, Plan, Scope};
use crate::terminal::{indented, say};

/// Measurements live in benchmarks/, each with a script `run`.
#[derive(Debug, Args)]
pub(crate) struct Bench {
    /// The measurement; none lists them
    name: Option<String>,

    /// Passed on to it
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

impl Bench {
    pub(crate) fn run(self) -> Result<ExitCode> {
        let available = available(&Checkout::find()?);
        if available.is_empty() {
            bail!("benchmarks/ has no measurement: a folder with a script `run`");
        }
        let Some(name) = self.name else {
            say("Measurements, each run with `cargo sunup bench NAME`:");
            say("");
            indented(&available);
            return Ok(ExitCode::SUCCESS);
        };
        if !available.contains(&name) {
            bail!(
                "there is no measurement {name}; there is: {}",
                available.join(", ")
            );
        }
        let mut place = Place::find()?;
        Plan::new(Scope::Browser).run(&mut place)?;
        let script = place.checkout.path("benchmarks").join(&name).join("run");
        let mut run = place.toolchain.command(script);
        run.args(self.arguments).current_dir(place.checkout.root());
        if let Some(browser) = Browser::find(&place) {
            browser.tell(&mut run);
        }
        child::become_command(&mut run)
    }
}

fn available(checkout: &Checkout) -> Vec<String> {
    let folders = fs::read_dir(checkout.path("benchmarks"))
        .into_iter()
        .flatten()
        .flatten();
    let with_script = folders.filter(|folder| folder.path().join("run").is_file());
    let mut names: Vec<String> = with_script
        .map(|folder| folder.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
