//! One file per command; the list of them is the enum below.

mod bench;
mod browser_test;
mod build;
mod cache;
mod dev;
mod doctor;
mod forward;
mod serve;
mod setup;
mod test;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Set up, serve, check and measure this site.
#[derive(Debug, Parser)]
#[command(
    name = "cargo sunup",
    bin_name = "cargo sunup",
    version,
    max_term_width = 80
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Install what the site needs: Rust for the browser, build tools
    Setup(setup::Setup),
    /// Build the release site and serve it, installing what is missing
    Serve(serve::Serve),
    /// Serve while you edit: rebuilds and reloads (cargo leptos watch)
    Dev(dev::Dev),
    /// Build the release site: server, split wasm, compressed files
    Build(build::Build),
    /// Run every check, each with its time and a count at the end
    Test(test::Test),
    /// Run a measurement of benchmarks/; without a name, list them
    Bench(bench::Bench),
    /// Compare every tool with what the site needs, and say how to fix it
    Doctor(doctor::Doctor),
    /// Look into the page cache of the running site, purge it
    Cache(cache::Cache),
    /// Database of the site (forwarded to the server binary)
    Db(forward::Forward),
    /// Settings of the site (forwarded to the server binary)
    Config(forward::Forward),
    /// Run one wasm test binary in Chromium; cargo calls this
    #[command(hide = true)]
    BrowserTest(browser_test::BrowserTest),
}

impl Arguments {
    /// Runs the chosen command; its exit code becomes that of the process.
    pub(crate) fn run(self) -> Result<ExitCode> {
        match self.command {
            Command::Setup(command) => command.run(),
            Command::Serve(command) => command.run(),
            Command::Dev(command) => command.run(),
            Command::Build(command) => command.run(),
            Command::Test(command) => command.run(),
            Command::Bench(command) => command.run(),
            Command::Doctor(command) => command.run(),
            Command::Cache(command) => command.run(),
            Command::Db(command) => command.run("db"),
            Command::Config(command) => command.run("config"),
            Command::BrowserTest(command) => command.run(),
        }
    }
}
