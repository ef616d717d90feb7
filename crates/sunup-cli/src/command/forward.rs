//! `cargo sunup db` and `config`: they need the site's own code, which is in the
//! server binary.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::child;
use crate::release::Release;
use crate::setup::Place;

/// Everything after the name goes to the server binary as it is.
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub(crate) struct Forward {
    /// Passed on; --help lists what there is
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

impl Forward {
    /// A release binary that is current answers at once; otherwise cargo builds one.
    pub(crate) fn run(self, subcommand: &str) -> Result<ExitCode> {
        let place = Place::find()?;
        let release = Release::of_checkout(&place);
        let mut server = if release.is_current(&place) {
            child::command(release.server())
        } else {
            let mut cargo = place.toolchain.command("cargo");
            cargo.args(["run", "--package", "server", "--"]);
            cargo
        };
        server
            .arg(subcommand)
            .args(self.arguments)
            .current_dir(place.checkout.root());
        child::become_command(&mut server)
    }
}
