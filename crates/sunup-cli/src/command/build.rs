//! `cargo sunup build`

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::Args;

use crate::child;
use crate::release::Release;
use crate::setup::{Place, Plan, Scope};
use crate::terminal::{heading, say, short};

/// The same as `cargo leptos build --release --split --precompress`.
#[derive(Debug, Args)]
pub(crate) struct Build {}

impl Build {
    pub(crate) fn run(self) -> Result<ExitCode> {
        let mut place = Place::find()?;
        Plan::new(Scope::Site).run(&mut place)?;
        build(&place, &Release::of_checkout(&place))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Builds and says so; a release that is current is left alone.
pub(super) fn build(place: &Place, release: &Release) -> Result<()> {
    if release.is_current(place) {
        say("The release site is built and nothing changed since.");
        return Ok(());
    }
    let start = Instant::now();
    heading(
        "Building the release site",
        "cold: about 10 min on two cores",
    );
    say(format!("$ {}", child::shown(&release.command(place))));
    release.build(place)?;
    say(format!(
        "The release site is built after {}.",
        short(start.elapsed())
    ));
    Ok(())
}
