//! `cargo sunup serve`

use std::env;
use std::path::Path;
use std::process::ExitCode;

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

        let address = env::var("LEPTOS_SITE_ADDR").ok();
        let address = address
            .as_deref()
            .or(place.manifest.leptos("site-addr"))
            .unwrap_or("127.0.0.1:3000");
        say("");
        say(format!(
            "Serving {}  (Ctrl-C stops it)",
            paint(Paint::Strong, format!("http://{address}"))
        ));
        say("");
        let mut server = child::command(release.server());
        server
            .env("LEPTOS_SITE_ROOT", site_root(&place, release.site()))
            .current_dir(place.checkout.root());
        child::become_command(&mut server)
    }
}

/// `target/site`, as the documentation writes it, where the folder is in the checkout.
fn site_root<'a>(place: &Place, site: &'a Path) -> &'a Path {
    site.strip_prefix(place.checkout.root()).unwrap_or(site)
}
