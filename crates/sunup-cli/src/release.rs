//! The release site: the server binary and the site folder it serves.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::child;
use crate::setup::Place;
use crate::stamp::Stamp;

/// One release build and where it goes.
#[derive(Debug)]
pub(crate) struct Release {
    target: PathBuf,
    site: PathBuf,
    output_name: String,
    /// The tests' own folders are told to cargo-leptos; the checkout's are its defaults.
    own_folders: bool,
}

impl Release {
    /// The build of `cargo leptos build` in the checkout.
    pub(crate) fn of_checkout(place: &Place) -> Self {
        let site = env::var("LEPTOS_SITE_ROOT").ok();
        let site = site
            .as_deref()
            .or(place.manifest.leptos("site-root"))
            .unwrap_or("target/site");
        Self {
            target: place.checkout.target(),
            site: place.checkout.path(site),
            output_name: output_name(place),
            own_folders: false,
        }
    }

    /// The build of the tests. cargo-leptos empties the site folder on each build, so the
    /// tests have one that a running `cargo leptos watch` does not use.
    pub(crate) fn of_tests(place: &Place) -> Self {
        let target = place.checkout.test_target();
        Self {
            site: target.join("site"),
            target,
            output_name: output_name(place),
            own_folders: true,
        }
    }

    /// The server binary.
    pub(crate) fn server(&self) -> PathBuf {
        self.target.join("release/server")
    }

    /// The site folder, `LEPTOS_SITE_ROOT` of the server.
    pub(crate) fn site(&self) -> &Path {
        &self.site
    }

    /// A file of the `pkg` folder by its extension: `wasm`, `js`, `css`.
    pub(crate) fn package_file(&self, extension: &str) -> PathBuf {
        self.site
            .join("pkg")
            .join(format!("{}.{extension}", self.output_name))
    }

    /// True when neither sources, nor tools, nor outputs changed since the last build.
    pub(crate) fn is_current(&self, place: &Place) -> bool {
        let stamp = Stamp::of_sources(&place.checkout, &tools(place));
        let stamp = stamp.and_then(|stamp| stamp.with_outputs(&self.outputs()));
        stamp.is_some_and(|stamp| stamp.is_in(&self.stamp_file()))
    }

    /// The command that builds it: to the letter what a person would type.
    pub(crate) fn command(&self, place: &Place) -> Command {
        let mut command = place.toolchain.command(place.tool("cargo-leptos"));
        command.args(["leptos", "build", "--release", "--split", "--precompress"]);
        command.current_dir(place.checkout.root());
        if self.own_folders {
            command
                .env("CARGO_TARGET_DIR", &self.target)
                .env("LEPTOS_SITE_ROOT", &self.site);
        }
        command
    }

    /// Builds it, whether or not anything changed.
    pub(crate) fn build(&self, place: &Place) -> Result<()> {
        // Taken before the build: what changes meanwhile is not part of it.
        let sources = Stamp::of_sources(&place.checkout, &tools(place));
        let _ = std::fs::remove_file(self.stamp_file());
        child::run_plain(&mut self.command(place))?;
        if let Some(missing) = self.outputs().iter().find(|output| !output.exists()) {
            bail!(
                "cargo leptos ended well and {} is missing",
                missing.display()
            );
        }
        if let Some(stamp) = sources.and_then(|stamp| stamp.with_outputs(&self.outputs())) {
            let file = self.stamp_file();
            stamp
                .write(&file)
                .with_context(|| format!("{} cannot be written", file.display()))?;
        }
        Ok(())
    }

    fn outputs(&self) -> Vec<PathBuf> {
        vec![
            self.server(),
            self.package_file("wasm"),
            self.package_file("js"),
            self.site.clone(),
        ]
    }

    fn stamp_file(&self) -> PathBuf {
        self.target.join(".sunup-release")
    }
}

fn output_name(place: &Place) -> String {
    place
        .manifest
        .leptos("output-name")
        .unwrap_or("frontend")
        .to_owned()
}

/// What a build depends on outside the checkout.
fn tools(place: &Place) -> String {
    let flags = env::var("RUSTFLAGS").unwrap_or_default();
    let rustc = place.toolchain.rustc_text().unwrap_or_default();
    format!("{rustc}\n{}\n{flags}", place.tools().display())
}
