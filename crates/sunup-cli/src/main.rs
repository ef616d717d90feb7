//! The `cargo sunup` command: set-up, serving, checking and measuring a Sunup site.
//!
//! ```text
//! cargo sunup serve     installs what is missing, builds the release site, serves it
//! cargo sunup test      installs what is missing, runs every check
//! ```
//!
//! It links none of the framework, so that it builds from nothing in seconds; what
//! needs the site's own code is forwarded to the server binary.

mod cache;
mod check;
mod checkout;
mod child;
mod command;
mod doctor;
mod own_program;
mod release;
mod setup;
mod stamp;
mod terminal;
mod toolchain;
mod version;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let arguments = command::Arguments::parse();
    match arguments.run() {
        Ok(code) => code,
        Err(error) => {
            terminal::failure(&error);
            ExitCode::FAILURE
        }
    }
}
