//! `cargo sunup dev`

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::child;
use crate::setup::{Place, Plan, Scope};
use crate::terminal::say;

/// The same as `cargo leptos watch`.
#[derive(Debug, Args)]
pub(crate) struct Dev {
    /// Passed on to cargo leptos watch
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

impl Dev {
    pub(crate) fn run(self) -> Result<ExitCode> {
        let mut place = Place::find()?;
        Plan::new(Scope::Site).run(&mut place)?;
        let mut watch = place.toolchain.command(place.tool("cargo-leptos"));
        watch
            .args(["leptos", "watch"])
            .args(self.arguments)
            .current_dir(place.checkout.root());
        say(format!("$ {}", child::shown(&watch)));
        child::become_command(&mut watch)
    }
}
