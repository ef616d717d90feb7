//! `cargo sunup serve`

use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::Result;
use clap::Args;

use crate::child;
use crate::release::Release;
use crate::setup::{Place, Plan, Scope};
use crate::terminal::{Paint, paint, say};

/// Settings come from sunup.toml and the environment, as for the server itself.
#[derive(Debug, Args)]
pub(crate) struct Serve {}

impl Serve {
    pub(crate) fn run(self) -> Result<ExitCode> {
        let mut place = Place::find()?;
        Plan::new(Scope::Site).run(&mut place)?;
        let release = Release::of_checkout(&place);
        super::build::build(&place, &release)?;

        let server = || {
            let mut server = child::command(release.server());
            server
                .env("LEPTOS_SITE_ROOT", site_root(&place, release.site()))
                .current_dir(place.checkout.root());
            server
        };
        // A server whose settings are wrong has no address, and says why when it is started.
        if let Some(address) = address(&mut server()) {
            let address = paint(Paint::Strong, format!("http://{address}"));
            say("");
            say(format!("Serving {address}  (Ctrl-C stops it)"));
        }
        say("");
        child::become_command(&mut server())
    }
}

/// Where the server will listen. It is asked, because only it knows which of sunup.toml,
/// environment and default has the last word.
fn address(server: &mut Command) -> Option<String> {
    let settings = child::answer(server.arg("config"))?;
    let line = settings
        .lines()
        .find(|line| line.starts_with("site.addr "))?;
    line.split_whitespace().nth(1).map(str::to_owned)
}

/// `target/site`, as the documentation writes it, where the folder is in the checkout.
fn site_root<'a>(place: &Place, site: &'a Path) -> &'a Path {
    site.strip_prefix(place.checkout.root()).unwrap_or(site)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A server that has been asked for its settings prints this.
    fn server_printing(settings: &str) -> Command {
        let mut server = Command::new("sh");
        let script = format!("test \"$1\" = config && printf '{settings}'");
        server.args(["-c", &script, "server"]);
        server
    }

    #[test]
    fn the_address_is_the_one_the_server_says_it_takes() {
        let settings = "log.format  auto  default\\nsite.addr   127.0.0.1:4567  sunup.toml:2:8\\n";
        let address = address(&mut server_printing(settings));
        assert_eq!(address.as_deref(), Some("127.0.0.1:4567"));
    }

    #[test]
    fn a_server_that_refuses_its_settings_has_no_address() {
        assert_eq!(address(Command::new("false").arg("x")), None);
    }
}
