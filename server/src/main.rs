//! The process: settings, telemetry, database, content, serving, shutdown.

mod commands;
mod config;
mod probes;
mod router;
mod serve;
mod site;

use clap::Parser;
use commands::Command;
use std::process::ExitCode;

/// Conduit's server. Without a subcommand it serves the site.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match arguments.command {
        None => serve::serve().await,
        Some(command) => command.run().await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One sentence: what failed, then why, without the noise of a debug print.
            let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
            eprintln!("error: {}", causes.join(": "));
            ExitCode::FAILURE
        }
    }
}
